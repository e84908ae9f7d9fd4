from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.panels.review_bar import ReviewBar, ReviewSituation
from app.settings.settings import Settings
from app.theme.theme import Theme
from samft_core.project.records import ImageRecord, ImageState, ReviewRecord, ReviewState, Verdict

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
ACCEPTED = ImageRecord(
    id=1,
    path=Path("/a.png"),
    name="a.png",
    width=4,
    height=4,
    state=ImageState.ACCEPTED,
    group="",
    error=None,
    pixel_digest=None,
    annotation_count=1,
    row_version=3,
    review=ReviewState.WAITING,
    accepted_by=("Ada", "Cleo"),
    accepted_at=NOON,
)
RETURNED = replace(ACCEPTED, state=ImageState.DRAFT, review=ReviewState.RETURNED, accepted_by=())
VERDICT = ReviewRecord(1, 1, Verdict.RETURNED, "too small", "Ben", NOON)


@pytest.fixture
def bar(qtbot: QtBot, settings: Settings, theme: Theme) -> ReviewBar:
    parent = QObject()
    actions = ActionSet(settings, theme.icons, parent)
    actions.set_conditions({"reviewing", "approvable", "returnable", "any_image"})
    made = ReviewBar(actions, theme)
    made.keep = parent  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    return made


def words(bar: ReviewBar) -> str:
    return f"{bar._title.text()} | {bar._explanation.text()}"


def test_nothing_to_say_means_no_bar(bar: ReviewBar) -> None:
    bar.show_situation(ReviewSituation(image=ACCEPTED))
    assert not bar.isVisible()


def test_in_review_mode_it_says_who_accepted(bar: ReviewBar) -> None:
    bar.show_situation(ReviewSituation(reviewing=True, waiting=7, image=ACCEPTED))
    assert bar.isVisible() and bar.approve.isVisible() and bar.back.isVisible()
    assert "7 waiting" in words(bar) and "Accepted by Ada, Cleo" in words(bar)
    good = replace(ACCEPTED, state=ImageState.GOOD, accepted_by=("Ada",))
    bar.show_situation(ReviewSituation(reviewing=True, waiting=7, image=good))
    assert "Signed off as good by Ada" in words(bar)


def test_ones_own_work_is_another_inspectors_to_approve(bar: ReviewBar) -> None:
    bar.show_situation(ReviewSituation(reviewing=True, waiting=1, image=ACCEPTED, own=True))
    assert "another inspector approves it" in words(bar)


def test_the_reason_of_a_return_stands_above_the_picture(bar: ReviewBar) -> None:
    bar.show_situation(ReviewSituation(image=RETURNED, verdict=VERDICT))
    assert bar.isVisible() and not bar.approve.isVisible() and not bar.comment.isVisible()
    assert "Sent back by Ben" in words(bar) and words(bar).endswith("| too small")


def test_a_return_asks_for_a_comment_first(bar: ReviewBar) -> None:
    wanted: list[str] = []
    bar.return_wanted.connect(wanted.append)
    bar.show_situation(ReviewSituation(reviewing=True, waiting=1, image=ACCEPTED))
    bar.activateWindow()
    bar.send_back()
    assert wanted == [] and "Say what is to be changed" in words(bar)
    QTest.keyClicks(bar.comment, "  the rim is missing ")
    QTest.keyClick(bar.comment, Qt.Key.Key_Return)
    assert wanted == ["the rim is missing"]


def test_a_comment_does_not_go_along_to_the_next_image(bar: ReviewBar) -> None:
    now = ReviewSituation(reviewing=True, waiting=2, image=ACCEPTED)
    bar.show_situation(now)
    bar.comment.setText("the rim")
    bar.show_situation(replace(now, waiting=1))
    assert bar.comment.text() == "the rim"  # the same image
    bar.show_situation(replace(now, image=replace(ACCEPTED, id=2)))
    assert bar.comment.text() == ""
