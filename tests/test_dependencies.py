"""Every package that is asked for has its reason in the docs, and the program imports what it asks for."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MODULES = {
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "pynacl": "nacl",
    "pyside6-essentials": "PySide6",
}
"""What a package is imported as, where that is not its own name."""

HEADINGS = {
    "At run time": PROJECT["dependencies"],
    "To develop": PROJECT["optional-dependencies"]["dev"],
    "For the documentation": PROJECT["optional-dependencies"]["docs"],
    "For installers": PROJECT["optional-dependencies"]["installer"],
}


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return found.group().lower()


def rows(heading: str) -> dict[str, str]:
    """Package and reason in the table under a heading of docs/dependencies.md."""
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(heading + "\n")]
    return {name.lower(): why for name, why in re.findall(r"^\| `(.+?)` \| (.+) \|$", text, re.MULTILINE)}


def test_every_group_of_packages_has_its_table() -> None:
    assert len(HEADINGS) == 1 + len(PROJECT["optional-dependencies"])


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_package_has_its_reason_and_each_reason_its_package(heading: str) -> None:
    table = rows(heading)
    assert sorted(table) == sorted(name_of(requirement) for requirement in HEADINGS[heading])
    assert all(len(why.split()) > 2 for why in table.values())


def imported() -> set[str]:
    """The top-level packages that the program imports, at a module's top or inside a function."""
    found: set[str] = set()
    for folder in ("app", "samft_core"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    found.update(alias.name.partition(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.partition(".")[0])
    return found


def test_the_program_imports_every_package_that_it_is_installed_with() -> None:
    names = {name_of(requirement) for requirement in PROJECT["dependencies"]}
    modules = {MODULES.get(name, name.replace("-", "_")) for name in names}
    assert {module.lower() for module in modules} <= {module.lower() for module in imported()}
