"""The pages for engineers name what is there: each folder has its line, each file named exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = (
    *("docs/architecture.md", "docs/decisions.md", "docs/extending.md", "docs/promises.md"),
    "CONTRIBUTING.md",
)
TOPS = ("app", "samft_core", "resources", "tests", "packaging", "benchmarks", "docs")
MADE_UP = {
    "samft_core/formats/NAME.py",
    "app/canvas/tools/NAME.py",
    "samft_core/cli/NAME.py",
    "resources/icons/ICON.svg",
}
"""Places of what is still to be added."""


def folders(top: str) -> list[str]:
    """The folders of a package, by their path below it."""
    places = [path.parent.relative_to(ROOT / top).as_posix() for path in (ROOT / top).rglob("__init__.py")]
    return sorted(place for place in places if place != ".")


@pytest.mark.parametrize("folder", [*folders("app"), *folders("samft_core")])
def test_every_folder_is_on_the_map(folder: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert f"`{folder}`" in page or folder.endswith("migrations/versions")


@pytest.mark.parametrize("name", PAGES)
def test_files_that_are_named_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = set(re.findall(r"[`\s(]((?:[\w.-]+/)*[\w.-]+\.(?:py|toml|ts|svg))\b", text))
    there = [f"/{path.name}" for path in ROOT.glob("*")]
    there += [path.as_posix() for top in TOPS for path in (ROOT / top).rglob("*")]
    lost = {path for path in named - MADE_UP if not any(place.endswith(f"/{path}") for place in there)}
    assert lost == set()
