"""Every screen of the window as a picture for the user guide: light and dark, at one and two times the scale.

    python packaging/screenshots.py [--out docs/images] [--project FOLDER] [--only annotate,compare]

Works on the sample project with a fine-tuned version in it: ``--project`` names one, else it is made first,
which takes some minutes. No display is needed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LOOKS = [(scheme, scale) for scheme in ("light", "dark") for scale in (1, 2)]
SIZE = (1360, 850)


def main() -> int:
    """Prepare the project, then one process for each look: Qt reads the scale only at its start."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=REPOSITORY / "docs" / "images")
    parser.add_argument("--project", type=Path)
    parser.add_argument("--only", default="", help="names of screens, parted by commas")
    parser.add_argument("--look", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sys.path.insert(0, str(REPOSITORY))
    if options.look:
        scheme, scale = options.look.split(",")
        return Photographer(options.out, scheme, int(scale), options.only).run(options.project)
    with tempfile.TemporaryDirectory(prefix="samft-pictures-") as temporary:
        project = options.project or prepare(Path(temporary))
        options.out.mkdir(parents=True, exist_ok=True)
        for scheme, scale in LOOKS:
            photograph(project, Path(temporary), options, f"{scheme},{scale}")
    return 0


def prepare(folder: Path) -> Path:
    """The sample project, fine-tuned with the preset ``auto`` by the program's own command line."""
    project = folder / "bottles-samft"
    samft = [sys.executable, "-m", "samft_core"]
    for command in (
        ["new", str(project)],
        ["import", "--project", str(project), str(REPOSITORY / "resources" / "samples" / "bottles")],
        ["train", "--project", str(project)],
    ):
        subprocess.run([*samft, *command], check=True, cwd=REPOSITORY)
    return project


def photograph(project: Path, temporary: Path, options: argparse.Namespace, look: str) -> None:
    """Run one look on a copy, so that each starts from the same state."""
    copy = temporary / "shown" / "bottles-samft"
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(project, copy)
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": look.split(",")[1],
        "SAMFT_SETTINGS": str(temporary / f"{look}.ini"),
        "SAMFT_LOG_DIR": str(temporary / "log"),
    }
    command = [sys.executable, __file__, "--look", look, "--out", str(options.out), "--project", str(copy)]
    subprocess.run([*command, "--only", options.only], check=True, env=environment)


class Photographer:
    """Drives the window through its screens and saves each one."""

    def __init__(self, out: Path, scheme: str, scale: int, only: str) -> None:
        from app.bootstrap import make_application, make_window
        from app.settings import Settings

        self.out, self.ending = out, f"{scheme}{'' if scale == 1 else f'@{scale}x'}"
        self.only = set(filter(None, only.split(",")))
        settings = Settings()
        settings.inspector = "ada"
        settings.scheme = "dark" if scheme == "dark" else "light"
        self.application = make_application()
        self.window = make_window(self.application, settings)
        self.hub = self.window.hub
        self.window.resize(*SIZE)
        self.window.show()

    def wait(self, condition: Callable[[], bool], seconds: float = 120) -> None:
        """Run the event loop until ``condition`` holds."""
        from PySide6.QtTest import QTest

        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QTest.qWait(50)
        QTest.qWait(250)

    def shoot(self, name: str, widget: object = None) -> None:
        """Save what is on the screen."""
        if self.only and name not in self.only:
            return
        target = self.out / f"{name}-{self.ending}.png"
        self.wait(lambda: True)
        shown = widget if widget is not None else self.window
        shown.grab().save(str(target))  # type: ignore[attr-defined]
        sys.stdout.write(f"{target}\n")

    def run(self, project: Path) -> int:
        """All screens in the order in which an inspector meets them."""
        from app.services.engine import EngineState

        self.shoot("start")
        self.window.project.open_path(project)
        self.wait(lambda: len(self.hub.projects) > 0)
        self.wait(lambda: self.hub.engine.state is EngineState.READY)
        self.annotate()
        self.training()
        self.dialogs()
        self.window.close()
        return 0

    def trigger(self, action_id: str) -> None:
        """Run an action as its key would."""
        self.wait(lambda: True)
        self.window.commands[action_id].trigger()

    def annotate(self) -> None:
        """From the box to the corrected mask, on an image with a broad defect."""
        from samft_core.models.types import BASE_VERSION

        versions = self.hub.models.versions
        if versions and versions[0].state.value == "candidate":
            self.window.fine_tuning.activate(versions[0].name)
        masks = self.hub.projects.project.ground_truth()
        shown = next(mask.image_id for mask in masks if mask.class_name == "broken_large")
        image = self.hub.projects.image(shown)
        self.hub.selection.select_image(image.id)
        self.wait(lambda: self.window.canvas.image_id == image.id)
        truth = self.hub.annotations.records()[0]
        self.shoot("accepted")
        self.hub.selection.select_annotation(truth.id)
        self.trigger("edit.delete")
        self.shoot("empty")
        self.window.annotate.ask_box(truth.mask.box)  # type: ignore[arg-type]
        wanted = [BASE_VERSION] + ([self.hub.models.tuned] if self.hub.models.tuned else [])
        self.wait(
            lambda: self.hub.predictions.versions == wanted and self.hub.predictions.state.value == "answered"
        )
        self.shoot("annotate")
        self.trigger("view.compare")
        self.shoot("compare")
        self.trigger("view.compare")
        self.trigger("predict.proposals")
        self.wait(lambda: self.hub.predictions.state.value == "answered")
        self.shoot("proposals")
        self.trigger("predict.use")
        self.wait(lambda: self.hub.selection.annotation_id is not None)
        self.window.canvas.zoom_to(truth.mask.box)
        self.shoot("correct")
        self.trigger("view.large")
        self.shoot("large")
        self.trigger("view.large")
        self.trigger("image.accept")

    def training(self) -> None:
        """Preflight, a run under way, the result, the versions."""
        self.trigger("view.training")
        self.wait(lambda: self.window.fine_tuning.can_train)
        if self.hub.models.versions:
            self.window.fine_tuning.show_result(self.hub.models.versions[0].name)
        self.shoot("result")
        self.trigger("view.versions")
        self.shoot("versions")
        if self.only and not self.only & {"training", "tasks"}:
            return
        self.trigger("model.train")
        self.wait(lambda: len(self.window.training.curves.losses) > 0, 300)
        self.wait(lambda: max(map(len, self.window.training.curves.losses.values())) >= 12, 300)
        self.wait(lambda: True, 1)
        self.shoot("training")
        self.trigger("view.tasks")
        self.shoot("tasks")
        self.window.fine_tuning.cancel()
        self.wait(lambda: not self.hub.trainer.running, 60)

    def dialogs(self) -> None:
        """Command palette, keys, and how an error looks."""
        from app.dialogs.commands import CommandPalette, KeysDialog
        from app.dialogs.error import ErrorDialog
        from app.services.errors import ErrorReport

        report = ErrorReport(
            title="The project cannot be opened",
            message="The folder is not a SAMFT project",
            path=Path("/data/line 3/bottles"),
            remedy="Choose a folder with a project.db, or make a new project.",
        )
        palette = CommandPalette(self.window.commands, self.window)
        keys = KeysDialog(self.window.commands, self.hub.settings, self.window)
        error = ErrorDialog(report, self.window.theme.colors, self.window)
        for name, dialog in (("commands", palette), ("keys", keys), ("error", error)):
            dialog.open()
            self.shoot(name, dialog)
            dialog.close()


if __name__ == "__main__":
    sys.exit(main())
