"""No text of others is taken for HTML: labels, tooltips, buttons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import Qt
from pytestqt.qtbot import QtBot

from app.theme.plain_text import PlainLabel, plain, plain_button
from app.theme.widgets import ElidedLabel, label

APP = Path(__file__).parents[3] / "app"
HOSTILE = [
    "<b>x</b>",
    "<img src='file:///etc/passwd'>",
    "<img src=//server/share/x.png>",
    "a <table width=99999><tr>",
    "&lt;script&gt;",
    "<a href='file:///bin/sh'>OK</a>.png",
]
HARMLESS = ["1 < 2 & 3 > 2", "Kratzer & Riss", "傷 <", "C:\\a\\b.png", ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tip_is_no_html_and_looks_the_same(text: str) -> None:
    assert Qt.mightBeRichText(text)
    assert not Qt.mightBeRichText(plain(text))
    assert plain(text).replace("\u200b", "") == text


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_html_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_labels_take_no_html(qtbot: QtBot) -> None:
    for widget in (PlainLabel("<b>x</b>"), label("<b>x</b>"), ElidedLabel()):
        qtbot.addWidget(widget)
        assert widget.textFormat() is Qt.TextFormat.PlainText


def test_an_ampersand_stays_one() -> None:
    assert plain_button("Kratzer & Riss") == "Kratzer && Riss"


def lines_with(pattern: str) -> list[str]:
    """Lines of the window's source that hold ``pattern``, apart from imports and the module itself."""
    return [
        f"{path.relative_to(APP)}:{number}: {line.strip()}"
        for path in sorted(APP.rglob("*.py"))
        if path.name != "plain_text.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line) and "import" not in line
    ]


def test_every_label_and_every_tip_of_the_window_is_plain() -> None:
    assert lines_with(r"\bQLabel\(") == []
    assert lines_with(r"setHtml\(|setMarkdown\(|RichText|MarkdownText|QTextBrowser\(|QTextEdit\(") == []
    fixed = r'setToolTip\((?!plain\(|""|$)'
    assert lines_with(fixed) == []
