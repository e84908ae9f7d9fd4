from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.panels.before_after import BeforeAfter
from app.panels.result_card import ResultCard
from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.records import (
    Comparison,
    CorrectionCost,
    RowResult,
    Suggestion,
    recorded_comparison,
    table,
)
from samft_core.project.records import VersionState
from samft_core.project.version_card import ImageResult, VersionCard
from samft_core.training.assess.result_pictures import ImagePictures


def rows(iou: float, images: int = 6) -> list[RowResult]:
    return [
        RowResult(
            key=f"{image}-{boxes}", image_id=image, annotation_id=image, class_name=f"class{image % 2}",
            boxes=boxes, iou=iou + image / 100, dice=iou, boundary_iou=iou,
        )
        for image in range(images)
        for boxes in ("tight", "noisy")
    ]  # fmt: skip


def comparison(candidate: float) -> Comparison:
    results = {"candidate": rows(candidate), "base": rows(0.5), "ellipse": rows(0.4), "filled_box": rows(0.3)}
    return Comparison(
        method="6 images were held out",
        held_out_images=6,
        train_images=20,
        box_noise=0.1,
        rows=table(results, {"candidate": "v1", "base": "base"}),
        gate=assess_candidate(rows(candidate), {"base": rows(0.5)}),
    )


def text_of(card: ResultCard) -> str:
    return "\n".join(widget.text() for widget in card.findChildren(QLabel) if not widget.isHidden())


@pytest.fixture
def card(qtbot: QtBot) -> ResultCard:
    widget = ResultCard()
    qtbot.addWidget(widget)
    return widget


def test_what_a_correction_costs_stands_beside_the_scores(card: ResultCard) -> None:
    found = comparison(0.7)
    clicks = [
        CorrectionCost(
            version=version, clicks=counts, annotations=(1, 2), images=(1, 2), reached=2, target=0.85, most=10
        )
        for version, counts in (("candidate", (1, 2)), ("base", (6, 7)))
    ]
    found = found.model_copy(update={"gate": found.gate.model_copy(update={"clicks": clicks})})
    card.show_result("v1", found, state=VersionState.CANDIDATE, report=False)
    lines = text_of(card).splitlines()
    place = lines.index("Clicks to a good mask")
    assert lines[place + 1 : place + 3] == ["6.5", "1.5"]
    assert lines.count("Clicks to a good mask") == 1


def test_a_better_candidate_can_be_activated(qtbot: QtBot, card: ResultCard) -> None:
    card.show_result("v1", comparison(0.7), state=VersionState.CANDIDATE, report=False)
    assert card.activate is not None
    with qtbot.waitSignal(card.activate_wanted) as heard:
        card.activate.click()
    assert heard.args == ["v1"]
    text = text_of(card)
    assert "0.72 against 0.53" in text and "class0" in text and "class1" in text
    assert "better beyond chance" in text


def test_a_worse_one_is_not_offered_and_says_why(card: ResultCard) -> None:
    card.show_result("v1", comparison(0.4), state=VersionState.REFUSED, report=False)
    assert card.activate is None
    assert "Not offered" in text_of(card) and "not better" in text_of(card)


def test_one_in_use_says_so(card: ResultCard) -> None:
    card.show_result("v1", comparison(0.7), state=VersionState.ACTIVE, report=False)
    assert card.activate is None and "v1 is in use" in text_of(card)


def test_masks_worth_a_second_look_lead_to_their_image(qtbot: QtBot, card: ResultCard) -> None:
    doubtful = Suggestion(
        annotation_id=41, image_id=7, image="007.png", class_name="class0", iou=0.31, expected=0.8
    )
    found = comparison(0.7).model_copy(update={"suggestions": [doubtful]})
    card.show_result("v1", found, state=VersionState.CANDIDATE, report=False)
    assert "Look again" in text_of(card)
    [link] = [button for button in card.findChildren(QPushButton) if "007.png" in button.text()]
    with qtbot.waitSignal(card.image_wanted) as heard:
        link.click()
    assert heard.args == [7, 41]


def test_warnings_and_the_worth_of_scores_are_told(card: ResultCard) -> None:
    plain = comparison(0.7)
    gate = plain.gate.model_copy(update={"warnings": ["Class b is worse, but it may be chance."]})
    known = Reliability.of([0.9] * 12, [0.6] * 12, range(12))
    card.show_result(
        "v1",
        plain.model_copy(update={"gate": gate, "reliability": known}),
        state=VersionState.CANDIDATE,
        report=False,
    )
    assert "!  Class b is worse" in text_of(card) and "off by 0.30" in text_of(card)


def test_a_version_without_a_comparison_has_none(qtbot: QtBot) -> None:
    assert recorded_comparison(VersionCard.read({})) is None
    data = comparison(0.7)
    assert recorded_comparison(VersionCard.read({"comparison": data.model_dump(mode="json")})) == data


def test_one_refused_for_something_else_is_not_called_worse(card: ResultCard) -> None:
    plain = comparison(0.7)
    gate = plain.gate.model_copy(update={"offered": False, "failed": ["class"]})
    card.show_result("v1", plain.model_copy(update={"gate": gate}), state=VersionState.REFUSED, report=False)
    assert "although it is better on the whole" in text_of(card)


def test_the_report_is_opened_and_saved_as_pdf_for_a_version(qtbot: QtBot, card: ResultCard) -> None:
    card.show_result("v1", comparison(0.7), state=VersionState.ACTIVE)
    buttons = {button.text(): button for button in card.findChildren(QPushButton)}
    with qtbot.waitSignal(card.report_wanted) as heard:
        buttons["Open the report"].click()
    assert heard.args == ["v1"]
    with qtbot.waitSignal(card.pdf_wanted) as heard:
        buttons["Save as PDF…"].click()
    assert heard.args == ["v1"]


def test_a_card_that_holds_something_else_shows_nothing() -> None:
    assert recorded_comparison(VersionCard.read({"comparison": {"rows": "<b>"}})) is None
    assert recorded_comparison(VersionCard.read({"comparison": [1]})) is None


def pictures(card: ResultCard) -> list[BeforeAfter]:
    return [place for place in card.findChildren(BeforeAfter) if not place.isHidden()]


def test_images_are_shown_before_and_after_and_by_name_alone_without_pictures(
    qtbot: QtBot, card: ResultCard
) -> None:
    images = [
        ImageResult(image=1, name="best.png", before=0.5, after=0.9),
        ImageResult(image=2, name="worse.png", before=0.8, after=0.6),
    ]
    card.show_result("v1", comparison(0.7), state=VersionState.CANDIDATE, images=images)
    assert text_of(card).splitlines()[:3] == [
        "Better on 1 of 2 images. Look at this one.", "Gained most", "Got worse",
    ]  # fmt: skip
    assert not pictures(card) and not card.has_pictures
    rgb = np.full((40, 60, 3), 128, np.uint8)
    drawn = [ImagePictures(1, rgb, rgb, rgb)]
    card.show_pictures("v2", drawn)  # of a card that has given way to this one
    assert not pictures(card)
    card.show_pictures("v1", drawn)
    [place] = pictures(card)
    assert place.captions == ["Accepted", "Before: 0.50", "v1: 0.90"]
    assert "best.png" in place.accessibleName()
    assert any("worse.png" in button.text() for button in card.findChildren(QPushButton))
    with qtbot.waitSignal(card.image_wanted) as heard:
        place.click()
    assert heard.args == [1, 0]
    card.show_result("v1", comparison(0.7), state=VersionState.ACTIVE, images=images)
    assert card.has_pictures and len(pictures(card)) == 1
    card.clear()
    card.show_pictures("v1", drawn)
    assert not card.has_pictures


def test_pictures_keep_their_proportions_and_are_painted(qtbot: QtBot, card: ResultCard) -> None:
    images = [ImageResult(image=1, name="a.png", before=0.5, after=0.9)]
    card.show_result("v1", comparison(0.7), state=VersionState.CANDIDATE, images=images)
    shown = [np.full((40, 60, 3), value, np.uint8) for value in (30, 120, 220)]
    card.show_pictures("v1", [ImagePictures(1, *shown)])
    [place] = pictures(card)
    place.resize(312, place.heightForWidth(312))
    assert place.heightForWidth(612) - place.heightForWidth(312) == pytest.approx(100 * 40 / 60, abs=2)
    grabbed = place.grab().toImage()
    ratio = grabbed.devicePixelRatio()
    seen = [grabbed.pixelColor(round(x * ratio), round(30 * ratio)).red() for x in (50, 156, 262)]
    assert seen == [30, 120, 220]
