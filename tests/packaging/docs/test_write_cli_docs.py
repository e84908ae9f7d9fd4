from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_about_the_command_line_is_current() -> None:
    page = runpy.run_path(str(ROOT / "packaging" / "docs" / "write_cli_docs.py"))["page"]()
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == page, "run packaging/docs/write_cli_docs.py"
    for command in ("train", "rollback", "doctor"):
        assert f"## samft {command}\n" in page
