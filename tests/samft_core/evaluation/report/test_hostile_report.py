"""A report of hostile names: nothing of them is markup, and no sign in a class's name ends a run's report."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from samft_core.errors import ProjectError
from samft_core.evaluation.report.html import ReportData, write_report
from samft_core.evaluation.report.pdf import write_pdf
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard
from samft_core.training.assess.report_data import report_again

SCRIPT = "<script>alert(1)</script>"
NAMES = [SCRIPT, '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", r"$\frac{1}{$", "$x^$", "a_{b"]
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "div",
    "strong",
    "ul",
    "li",
    "p",
    "table",
}
ALLOWED |= {"thead", "tbody", "tr", "th", "td", "img", "figure", "figcaption"}


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


CHOSEN = ("class_name", "image", "method")
"""What people, or whoever sent a card, may have named."""


def renamed(value: Any, name: str) -> Any:
    """Plain data with every text that somebody may choose made a hostile one, still told apart."""
    if isinstance(value, list):
        return [renamed(part, name) for part in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, part in value.items():
        if key in CHOSEN and isinstance(part, str):
            made[key] = f"{name} {part}"
        elif key in ("reasons", "warnings"):
            made[key] = [name]
        elif key == "classes" and isinstance(part, dict):
            made[key] = {f"{name} {word}": score for word, score in part.items()}
        else:
            made[key] = renamed(part, name)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_names_are_shown_and_nothing_else(tmp_path: Path, report_data: ReportData, name: str) -> None:
    comparison = type(report_data.comparison).model_validate(
        renamed(report_data.comparison.model_dump(mode="json"), name)
    )
    card = report_data.card.changed(run=name, activated_by=name, recipe_name=name)
    data = dataclasses.replace(report_data, version=name, comparison=comparison, card=card)
    page = Tags()
    page.feed(write_report(tmp_path / "report.html", data).read_text("utf-8"))
    assert page.tags <= ALLOWED
    for attribute, value in page.attributes:
        assert not attribute.startswith("on")
        assert attribute not in ("href", "src") or str(value).startswith("data:image/")
    assert write_pdf(tmp_path / "report.pdf", data).read_bytes().startswith(b"%PDF")


def test_a_version_from_a_pack_has_a_report_from_its_card_alone(
    tmp_path: Path, report_data: ReportData
) -> None:
    comparison = report_data.comparison.model_dump(mode="json")
    # Its version names something else where it comes from.
    card = report_data.card.changed(without=("version",), comparison=comparison)
    with Project.create(tmp_path / "p") as project:
        record = project.versions.add(card=card)
        data = report_again(project, record)
        assert data.version == "v1"
        assert write_report(tmp_path / "report.html", data).stat().st_size > 1000
        assert write_pdf(tmp_path / "report.pdf", data).stat().st_size > 1000


@pytest.mark.parametrize("comparison", [7, {}, {"rows": [1]}, {"method": [], "gate": "x"}])
def test_a_card_that_holds_something_else_is_named(tmp_path: Path, comparison: object) -> None:
    with Project.create(tmp_path / "p") as project:
        record = project.versions.add(card=VersionCard.read({"comparison": comparison}))
        with pytest.raises(ProjectError, match="card of model version v1 cannot be used") as caught:
            report_again(project, record)
    assert caught.value.path == record.folder
