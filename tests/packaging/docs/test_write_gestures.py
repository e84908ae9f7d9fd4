from __future__ import annotations

import runpy
from pathlib import Path

from app.actions.effects import _CHANGING, EFFECTS
from app.actions.specs import SPECS

ROOT = Path(__file__).parent.parent.parent.parent


def test_the_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "packaging" / "docs" / "write_gestures.py"))["page"]()
    assert (ROOT / "docs" / "gestures.md").read_text("utf-8") == page, "run packaging/docs/write_gestures.py"


def test_the_table_knows_every_command_and_no_other() -> None:
    ids = {spec.id for spec in SPECS}
    assert set(EFFECTS) == ids and set(_CHANGING) <= ids
