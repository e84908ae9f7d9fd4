"""Fine-tuning as an inspector reads it: one bar, a notice at the end, a card that begins with a sentence."""

from __future__ import annotations

import pytest
from filelock import FileLock
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.panels.before_after import BeforeAfter
from app.stores.prediction import RequestState
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.image_results import image_results
from samft_core.evaluation.records import Comparison, RowResult, table
from samft_core.imaging.geometry import Box
from samft_core.progress import Stage
from samft_core.project.records import ImageState, VersionState
from samft_core.project.version_card import Origin, VersionCard
from samft_core.sam.decoder_files import DECODER_FILE
from samft_core.training import events
from tests.e2e.desk import Desk
from tests.samft_core.training.measured_version import measured_version


def row(image: int, iou: float) -> RowResult:
    return RowResult(
        key=f"{image}", image_id=image, annotation_id=image, class_name="scratch", boxes="noisy",
        iou=iou, dice=iou, boundary_iou=iou,
    )  # fmt: skip


def end_run(desk: Desk, gains: dict[int, float]) -> events.RunFinished:
    """Put a version into the project as a run does, and have the trainer say that it is done."""
    base = [row(image, 0.7) for image in gains]
    ours = [row(image, 0.7 + gain) for image, gain in gains.items()]
    comparison = Comparison(
        method="held out", held_out_images=len(gains), train_images=9, box_noise=0.1,
        rows=table({"candidate": ours, "base": base}, {"candidate": "v1", "base": "base"}),
        gate=assess_candidate(ours, {"base": base}),
    )  # fmt: skip
    names = {image.id: image.name for image in desk.project.images.all()}
    with desk.project.versions.new_version() as new:
        (new.folder / DECODER_FILE).write_bytes(b"no weights")
        card = VersionCard(
            version=new.name,
            comparison=comparison.to_json(),
            image_results=image_results(ours, {"base": base}, names),
        )
        offered = comparison.gate.offered
        state = VersionState.CANDIDATE if offered else VersionState.REFUSED
        new.add(card, run_id=None, state=state)
    finished = events.RunFinished(
        run_id=1, version="v1", offered=offered, comparison=comparison.to_json(), report=None, seconds=60
    )
    desk.hub.trainer.reported.emit(finished)
    desk.settle()
    return finished


def texts(desk: Desk) -> list[str]:
    card = desk.window.panels.result_card
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def link(desk: Desk, part: str) -> QPushButton:
    card = desk.window.panels.result_card
    return next(b for b in card.findChildren(QPushButton) if b.isVisible() and part in b.text())


def test_one_bar_tells_the_share_and_the_time_of_the_whole_run_and_never_goes_back(desk: Desk) -> None:
    panel = desk.window.panels.fine_tuning
    desk.tap(Qt.Key.Key_F3)
    panel.show_starting()
    say = desk.hub.trainer.reported.emit
    shown: list[int] = []
    for stage, done, share in (
        (Stage.EMBED, 4, 0.2), (Stage.TRAIN, 1, 0.25), (Stage.EVALUATE, 0, 0.5), (Stage.TRAIN, 9, 0.4),
    ):  # fmt: skip
        say(events.StepDone(step=done, steps=9, learning_rate=1e-4, losses={"total": 0.5}))
        say(events.StageProgress(stage=stage, done=done, total=9, run_share=share, run_remaining_s=125))
        shown.append(panel._bar.value())
    assert shown == [200, 250, 500, 500] and panel._bar.maximum() == 1000
    assert "50 %" in panel._left.text() and "2 min" in panel._left.text()
    assert "9 of 9" in panel._stage.text()


def test_the_notice_comes_wherever_the_inspector_is_and_leads_to_the_card(desk: Desk) -> None:
    desk.draw(Box(60, 40, 90, 70))
    assert desk.hub.predictions.state is not RequestState.NONE and desk.on_picture
    ids = desk.hub.projects.index.order
    end_run(desk, {ids[0]: 0.1, ids[1]: 0.1, ids[2]: 0.1})
    notice = desk.window.panels.run_notice
    assert "v1 is better" in notice.text and "Better on all 3 images" in notice.text
    assert desk.on_picture and desk.hub.predictions.versions  # the mask in progress is as it was
    assert desk.window.panels.workspace.pages.currentIndex() == 0
    desk.click(notice.show_result)
    assert not notice.isVisible() and desk.window.panels.result_card.isVisible()
    assert desk.hub.predictions.versions


def test_the_notice_is_on_the_wall_too_and_leads_away_from_it(desk: Desk) -> None:
    desk.tap(Qt.Key.Key_F12)
    desk.wait(lambda: desk.window.controllers.wall.shown, what="the wall")
    ids = desk.hub.projects.index.order
    end_run(desk, {ids[0]: 0.1, ids[1]: 0.1, ids[2]: 0.1})
    notice = desk.window.panels.run_notice
    assert "v1 is better" in notice.text
    desk.click(notice.show_result)
    assert desk.window.panels.result_card.isVisible() and not notice.isVisible()


def test_the_card_begins_with_a_sentence_and_keeps_statistics_under_details(desk: Desk) -> None:
    ids = desk.hub.projects.index.order
    end_run(desk, {ids[0]: 0.2, ids[1]: 0.2, ids[2]: 0.1})
    desk.click(desk.window.panels.run_notice.show_result)
    said = texts(desk)
    assert said[0] == "Better on all 3 images."
    assert "All classes" not in said
    details = desk.window.panels.result_card.details
    assert details is not None
    desk.click(details)
    assert "All classes" in texts(desk)
    assert link(desk, "Put v1 to use").isVisible()


def test_a_refused_version_says_what_to_do_and_goes_to_the_images(desk: Desk) -> None:
    ids = desk.hub.projects.index.order
    end_run(desk, {ids[0]: 0.1, ids[1]: -0.2, ids[2]: -0.1})
    desk.click(desk.window.panels.run_notice.show_result)
    said = texts(desk)
    assert said[0] == "Better on 1 of 3 images. Look at these 2."
    assert any("needs more to learn from" in text for text in said)
    names = {image.id: image.name for image in desk.project.images.all()}
    desk.click(link(desk, f"Go to {names[ids[1]]}"))
    assert desk.hub.selection.image_id == ids[1]


def test_a_version_from_a_pack_leads_to_no_image_of_this_project(desk: Desk) -> None:
    ids = desk.hub.projects.index.order
    here = desk.hub.selection.image_id
    other = next(image_id for image_id in ids if image_id != here)
    ours = [row(other, 0.9)]
    base = {"base": [row(other, 0.7)]}
    result = image_results(ours, base, {other: "elsewhere.png"})
    comparison = Comparison(
        method="held out", held_out_images=1, train_images=9, box_noise=0.1,
        rows=table({"candidate": ours} | base, {"candidate": "v1", "base": "base"}),
        gate=assess_candidate(ours, base),
    )  # fmt: skip
    card = VersionCard(
        version="v1", comparison=comparison.to_json(), image_results=result, came_as=Origin(pack="line-7")
    )
    desk.project.versions.add(card=card)
    desk.hub.models.reload()
    desk.window.controllers.fine_tuning.show_result("v1")
    with desk.qtbot.waitSignal(desk.window.controllers.fine_tuning.message) as heard:
        desk.window.panels.result_card.image_wanted.emit(other, 0)
    assert heard.args == ["This image belongs to the project that v1 was made in."]
    assert desk.hub.selection.image_id == here


def pictures(desk: Desk) -> list[BeforeAfter]:
    card = desk.window.panels.result_card
    return [place for place in card.findChildren(BeforeAfter) if place.isVisible()]


def test_the_card_shows_images_before_and_after_and_a_click_goes_there(desk: Desk) -> None:
    ids = desk.hub.projects.index.order
    images = {image.id: image for image in desk.project.images.all()}
    measured_version(desk.project, {ids[0]: (8, 0), ids[1]: (0, 8), ids[2]: (2, 6)})
    images[ids[2]].path.write_bytes(b"no picture any more")
    comparison = desk.project.versions.get("v1").card.comparison
    finished = events.RunFinished(
        run_id=1, version="v1", offered=False, comparison=comparison, report=None, seconds=60
    )
    desk.hub.trainer.reported.emit(finished)
    desk.click(desk.window.panels.run_notice.show_result)
    desk.wait(lambda: len(pictures(desk)) == 2, 30, "the pictures")
    assert texts(desk)[:3] == ["Better on 1 of 3 images. Look at these 2.", "Gained most", "Got worse"]
    best, worse = pictures(desk)
    assert best.captions == ["Accepted", "Before: 0.50", "v1: 1.00"]
    assert worse.captions == ["Accepted", "Before: 1.00", "v1: 0.50"]
    assert link(desk, images[ids[2]].name).isVisible()  # by its name alone, as it cannot be read
    desk.click(worse)
    assert desk.hub.selection.image_id == ids[1]
    desk.click(best)
    assert desk.hub.selection.image_id == ids[0]


def test_the_last_image_is_called_the_last(desk: Desk) -> None:
    desk.show_image(2)
    desk.tap(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: "last image" in desk.window.panels.status_bar.hint.text(), 15, "the hint")


def accept_masks(desk: Desk) -> None:
    """A mask on each image that has none."""
    for place in (1, 2):
        desk.show_image(place)
        desk.draw(Box(60, 40, 90, 70))
        desk.tap(Qt.Key.Key_Return)
        desk.wait(lambda: desk.state() is ImageState.ACCEPTED, what="the accepted image")


def test_after_so_many_new_masks_it_fine_tunes_by_itself_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(desk.hub.trainer, "start", started.append)
    desk.hub.settings.retrain_after = 3
    accept_masks(desk)
    desk.wait(lambda: bool(started), 30, "the run")
    desk.hub.trainer.ended.emit()
    desk.qtbot.wait(900)  # the next look at the ground truth
    assert len(started) == 1 and desk.hub.models.tuned is None


def test_it_does_not_by_default_nor_beside_another_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(desk.hub.trainer, "start", started.append)
    accept_masks(desk)
    desk.wait(lambda: desk.window.controllers.fine_tuning.can_train, 30, "the look at the ground truth")
    assert not started
    desk.project.runs.folder.mkdir(exist_ok=True)
    with FileLock(desk.project.runs.folder / ".lock"):
        desk.hub.settings.retrain_after = 3
        desk.qtbot.wait(900)
        assert not started
