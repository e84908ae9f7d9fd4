"""Drives the window through its screens and saves each one, light and dark; ``screenshots.py`` starts it."""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.dialogs.command_palette import CommandPalette, KeysDialog
from app.dialogs.error import ErrorDialog
from app.dialogs.preferences import PreferencesDialog
from app.language.message_text import message_text
from app.services.engine import EngineState
from app.services.errors import ErrorReport
from app.services.opening import Plan
from app.settings.settings import Scheme, Settings
from app.tour import controller as tour_controller
from app.tour.text import Step
from samft_core.imaging.geometry import Box
from samft_core.messages.message import Message
from samft_core.project.records import AnnotationRecord
from samft_core.sam.types import BASE_VERSION

SIZE = (1360, 850)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
QUALITY = 86
"""WebP: small type stays sharp, and a picture takes half of what a PNG with a palette takes."""


class Photographer:
    """One window, one scale; each picture is taken in both schemes."""

    def __init__(self, *, docs: Path, out: Path, scale: str, only: str, language: str) -> None:
        self.docs = docs
        self.out = out
        self.scale = scale
        self.only = set(filter(None, only.split(",")))
        settings = Settings()
        settings.inspector = "ada"
        settings.language = language
        settings.scheme = "light"
        self.window = make_window(make_application(), settings)
        self.hub = self.window.hub
        self.settings = settings
        self.window.resize(*SIZE)
        self.window.show()

    def wait(self, condition: Callable[[], bool] = lambda: True, seconds: float = 600) -> None:
        """Run the event loop until ``condition`` holds, and a moment longer."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QTest.qWait(50)
        QTest.qWait(250)

    def wants(self, *names: str) -> bool:
        """Whether one of these pictures was asked for."""
        return not self.only or bool(self.only & set(names))

    def shoot(self, name: str) -> None:
        """Save the window as it is, in both schemes."""
        if not self.wants(name):
            return
        for scheme in SCHEMES:
            self.settings.scheme = scheme
            self.wait()
            self.save(self.window.grab(), name, scheme)
        self.settings.scheme = "light"

    def save(self, picture: QPixmap, name: str, scheme: str) -> None:
        """The documentation's picture compressed, all others as they are."""
        if (scheme, self.scale) != ("light", "1"):
            picture.save(str(self.out / f"{name}-{scheme}@{self.scale}x.png"))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        target = self.docs / f"{name}.webp"
        with Image.open(io.BytesIO(buffer.data().data())) as image:
            image.convert("RGB").save(target, quality=QUALITY, method=6)
        sys.stdout.write(f"{target.name}: {target.stat().st_size / 1000:.0f} kB\n")

    def trigger(self, action_id: ActionId) -> None:
        """Run an action as its key would, as soon as it can be used."""
        action = self.window.commands[action_id]
        self.wait(action.isEnabled)
        action.trigger()

    def run(self, project: Path) -> None:
        """All screens in the order in which an inspector meets them."""
        self.start(project)
        self.window.controllers.project.open_path(project)
        self.wait(lambda: len(self.hub.projects) > 0)
        self.wait(lambda: self.hub.engine.state is EngineState.READY)
        self.wait(lambda: self.window.panels.canvas.image_id is not None)
        self.wait(seconds=2)
        if self.wants("tour"):
            self.tour(project)
        if self.wants("review", "history"):
            self.review()
        self.annotate()
        self.results()
        if self.wants("training", "tasks"):
            self.training()
        self.dialogs()
        self.window.close()

    def start(self, project: Path) -> None:
        """The start page, with a project that is there and one that is not."""
        self.settings.add_recent_project(Path("/data/line 3/bottles-samft"))
        self.settings.add_recent_project(project)
        self.wait()
        self.shoot("start")

    def tour(self, project: Path) -> None:
        """The first step, on the real picture."""
        tour_controller.sample_plan = lambda: Plan(project)
        self.window.tour.start()
        self.wait(lambda: self.window.tour.step is Step.BOX)
        self.wait(self.window.tour.ring.isVisible)
        self.shoot("tour")
        self.window.tour.leave()

    def review(self) -> None:
        """What a second inspector sees, and an image's history."""
        self.settings.inspector = "grace"
        self.trigger(ActionId.REVIEW_MODE)
        self.shoot("review")
        self.trigger(ActionId.VIEW_HISTORY)
        self.shoot("history")
        self.trigger(ActionId.VIEW_ANNOTATE)
        self.trigger(ActionId.REVIEW_MODE)
        self.settings.inspector = "ada"

    def annotate(self) -> None:
        """From the box to the corrected mask, on an image with a broad defect."""
        versions = self.hub.models.versions
        if versions and versions[0].state.value == "candidate":
            self.window.controllers.fine_tuning.activate(versions[0].name)
        truth = self.broad_defect()
        box = truth.mask.box
        assert box is not None
        self.shoot("accepted")
        self.hub.selection.select_annotation(truth.id)
        self.trigger(ActionId.EDIT_DELETE)
        self.ask(box)
        self.shoot("annotate")
        for action_id, name in ((ActionId.VIEW_COMPARE, "compare"), (ActionId.VIEW_WIPE, "wipe")):
            self.trigger(action_id)
            self.shoot(name)
            self.trigger(action_id)
        self.trigger(ActionId.VIEW_DIFFERENCE)
        self.shoot("difference")
        self.trigger(ActionId.VIEW_DIFFERENCE)
        self.trigger(ActionId.PREDICT_PROPOSALS)
        answer = self.hub.predictions.answer
        self.wait(lambda: len(getattr(answer(BASE_VERSION), "proposals", ())) > 1)
        self.shoot("proposals")
        if self.wants("boxes"):
            self.boxes(box)
        self.ask(box)
        self.trigger(ActionId.PREDICT_USE)
        self.wait(lambda: self.hub.selection.annotation_id is not None)
        self.window.panels.canvas.zoom_to(box)
        self.shoot("correct")
        self.window.panels.canvas.fit()
        self.trigger(ActionId.VIEW_LARGE)
        self.shoot("large")
        self.trigger(ActionId.VIEW_LARGE)
        self.trigger(ActionId.IMAGE_ACCEPT)

    def boxes(self, box: Box) -> None:
        """Several boxes that wait, each with its mask."""
        self.trigger(ActionId.EDIT_CANCEL)
        third = box.width / 3
        for part in (0, 2):
            left = box.x0 + part * third
            self.window.controllers.waiting_boxes.add(Box(left, box.y0, left + third, box.y1))
        waiting = self.hub.boxes.boxes
        self.wait(lambda: all(b.answers for b in waiting(self.hub.selection.image_id)))
        self.shoot("boxes")
        self.trigger(ActionId.PREDICT_DROP_ALL)

    def broad_defect(self) -> AnnotationRecord:
        """Show an image with a broad defect; returns its object."""
        masks = self.hub.projects.project.annotations.ground_truth()
        shown = next(mask.image_id for mask in masks if mask.class_name == "broken_large")
        self.hub.selection.select_image(shown)
        self.wait(lambda: self.window.panels.canvas.image_id == shown)
        return self.hub.annotations.records()[0]

    def ask(self, box: Box) -> None:
        """Draw a box, and wait for all answers."""
        self.window.controllers.prompting.prompt_box(box)
        wanted = self.hub.models.pair
        self.wait(
            lambda: (
                set(self.hub.predictions.versions) == set(wanted)
                and self.hub.predictions.state.value == "answered"
            )
        )

    def results(self) -> None:
        """The result card and the versions."""
        self.trigger(ActionId.VIEW_TRAINING)
        self.wait(lambda: self.window.controllers.fine_tuning.can_train)
        if self.hub.models.versions:
            self.window.controllers.fine_tuning.show_result(self.hub.models.versions[0].name)
        self.shoot("result")
        self.trigger(ActionId.VIEW_VERSIONS)
        self.shoot("versions")

    def training(self) -> None:
        """A run under way, and how it is listed."""
        self.trigger(ActionId.VIEW_TRAINING)
        self.trigger(ActionId.MODEL_TRAIN)
        losses = self.window.panels.fine_tuning.curves
        self.wait(lambda: max(map(len, losses.losses.values()), default=0) >= 12)
        self.shoot("training")
        self.trigger(ActionId.VIEW_TASKS)
        self.shoot("tasks")
        self.window.controllers.fine_tuning.cancel()
        self.wait(lambda: not self.hub.trainer.running)
        self.trigger(ActionId.VIEW_ANNOTATE)

    def dialogs(self) -> None:
        """Preferences, command palette, keys, and how an error looks."""
        window = self.window
        report = ErrorReport(
            title=QCoreApplication.translate("ProjectController", "The project cannot be opened"),
            message=message_text(Message("project.not_one")),
            path=Path("/data/line 3/bottles"),
            remedy=message_text(Message("remedy.choose_project_or_make")),
        )
        dialogs: dict[str, Callable[[], QDialog]] = {
            "preferences": lambda: PreferencesDialog(self.settings, "ada", window),
            "commands": lambda: CommandPalette(window.commands, window),
            "keys": lambda: KeysDialog(window.commands, self.settings, window),
            "error": lambda: ErrorDialog(report, window.theme.colors, window),
        }
        for name, make in dialogs.items():
            for scheme in SCHEMES if self.wants(name) else ():
                self.settings.scheme = scheme
                dialog = make()
                dialog.open()
                self.wait()
                self.save(dialog.grab(), name, scheme)
                dialog.close()
        self.settings.scheme = "light"


def main() -> int:
    """Take the pictures of one scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("scale")
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    where = {"docs": options.docs, "out": options.out}
    what = {"scale": options.scale, "only": options.only, "language": options.language}
    Photographer(**where, **what).run(options.project)
    return 0


if __name__ == "__main__":
    sys.exit(main())
