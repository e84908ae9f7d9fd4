"""Write a page of docs/ that a script makes, or check that it is current."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def run(page: Path, make: Callable[[], str], *, script: str, description: str | None) -> int:
    """Write what ``make`` gives to ``page``, or with ``--check`` only compare; returns the exit code.

    The code is 1 where ``--check`` finds another text.
    """
    parser = argparse.ArgumentParser(prog=Path(script).name, description=description)
    parser.add_argument("--check", action="store_true", help="only say whether the page is current")
    options = parser.parse_args(sys.argv[1:])
    text = make()
    if options.check:
        current = page.is_file() and page.read_text("utf-8") == text
        print("current" if current else f"run packaging/docs/{Path(script).name}")
        return 0 if current else 1
    page.write_text(text, "utf-8", newline="\n")
    return 0
