"""Every text is translated, and what is compiled is what was written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent


def test_the_translations_are_complete_and_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "translations" / "translate.py"), "--check"]
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    remedy = "Run packaging/translations/translate.py, and translate what it names (docs/translations.md)."
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n{remedy}"
