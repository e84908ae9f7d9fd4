"""What each action does: one table from action id to call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.actions import ActionSet
from app.canvas.items import ComparisonMode
from app.canvas.view import CanvasWidget
from app.commands import mask_commands
from app.controllers.annotate import AnnotateController
from app.controllers.boxes import BoxesController
from app.controllers.correct import CorrectController
from app.controllers.decide import DecideController
from app.controllers.encoding import EncodingController
from app.controllers.file_dialogs import FileDialogs
from app.controllers.files import FilesController
from app.controllers.flow import FlowController
from app.controllers.picture import BASE_OVERLAY, BOX_OVERLAY, PictureController
from app.controllers.project import ProjectController
from app.controllers.propose import ProposeController
from app.controllers.recovery import RecoveryController
from app.controllers.review import ReviewController
from app.controllers.tour import TourController
from app.controllers.training import TrainingController
from app.dialogs.commands import CommandPalette, KeysDialog
from app.dialogs.display import DisplayDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.selftest import SelfTestDialog
from app.panels.images import ImagesPanel
from app.panels.inspector import InspectorButton
from app.panels.workspace import Workspace
from app.services.hub import Hub
from app.services.logs import log_file
from app.settings import Scheme
from app.stores.prediction import AskState
from app.theme.plain_text import plain
from samft_core import __version__
from samft_core.inspector import current_inspector
from samft_core.models.types import BASE_VERSION

TAB_ORDER = ("view.annotate", "view.training", "view.versions", "view.tasks", "view.history")
MASK_TOOLS = ("brush", "eraser", "lasso_add", "lasso_subtract", "polygon_add", "polygon_subtract")
MODES = {
    "view.flip": ComparisonMode.HOLD,
    "view.compare": ComparisonMode.SIDE_BY_SIDE,
    "view.wipe": ComparisonMode.WIPE,
}


class Parts(Protocol):
    """The parts of the window that actions reach."""

    hub: Hub
    commands: ActionSet
    canvas: CanvasWidget
    images: ImagesPanel
    workspace: Workspace
    annotate: AnnotateController
    boxes: BoxesController
    correct: CorrectController
    decide: DecideController
    propose: ProposeController
    picture: PictureController
    encoding: EncodingController
    flow: FlowController
    project: ProjectController
    files: FilesController
    file_dialogs: FileDialogs
    recovery: RecoveryController
    review: ReviewController
    inspector: InspectorButton
    fine_tuning: TrainingController
    tour: TourController


class Handlers(QObject):
    """Belongs to the window; holds no state but what the canvas is set to."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._widget: QWidget = window
        self._parts: Parts = window
        self._brush = 12
        self.display = DisplayDialog(window)
        for name in ("predict.show_base", "predict.show_tuned", "view.grid", "view.crosshair"):
            window.commands[name].setChecked(True)
        self.display.changed.connect(window.canvas.set_display_adjustment)
        self.display.opacity_changed.connect(window.canvas.set_opacity)
        window.canvas.brush_size_changed.connect(self._brush_resized)
        for signal in (window.hub.reviews.mode_changed, window.hub.reviews.rules_changed):
            signal.connect(lambda *_values: self.check_review())

    def table(self) -> dict[str, Callable[..., object]]:
        """Every action's call."""
        return (
            self._project_table()
            | self._image_table()
            | self._review_table()
            | self._tool_table()
            | self._view_table()
        )

    def _project_table(self) -> dict[str, Callable[..., object]]:
        parts = self._parts
        return {
            "project.open": self._open,
            "project.new": self._new,
            "project.sample": parts.project.open_sample,
            "project.add": self._add,
            "project.export": self._export,
            "project.locate": parts.file_dialogs.locate,
            "project.check_again": parts.files.check_again,
            "image.try_again": parts.files.try_again,
            "image.new_picture": parts.files.take_new_picture,
            "image.set_lot": parts.file_dialogs.set_lot,
            "image.remove": parts.file_dialogs.remove,
            "project.check": parts.recovery.check,
            "project.restore": parts.recovery.choose_restore,
            "project.close": parts.project.close,
            "app.quit": self._widget.close,
            "model.train": self._train,
            "model.roll_back": parts.fine_tuning.roll_back,
            "model.embed_all": parts.encoding.encode_all,
            "model.restart": parts.hub.engine.restart,
            "help.palette": lambda: CommandPalette(parts.commands, self._widget).open(),
            "help.tour": parts.tour.start,
            "help.keys": lambda: KeysDialog(parts.commands, parts.hub.settings, self._widget).open(),
            "app.preferences": self._preferences,
            "help.selftest": lambda: SelfTestDialog(self._widget, parts.hub.tasks).open(),
            "help.log": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))),
            "help.about": self._about,
        }

    def _image_table(self) -> dict[str, Callable[..., object]]:
        parts = self._parts
        annotate, images = parts.annotate, parts.images
        operations = {
            "mask.grow": mask_commands.grow,
            "mask.shrink": mask_commands.shrink,
            "mask.smooth": mask_commands.smooth,
            "mask.fill": mask_commands.fill_holes,
            "mask.islands": mask_commands.remove_islands,
        }
        masks: dict[str, Callable[..., object]] = {
            name: lambda run=run: parts.correct.operate(run) for name, run in operations.items()
        }
        return masks | {
            "image.next": lambda: images.step(1),
            "image.previous": lambda: images.step(-1),
            "image.useful": parts.flow.next_useful,
            "image.copy_forward": parts.flow.copy_forward,
            "image.next_open": images.step_to_open,
            "image.accept": lambda: self._with_class(self._accept),
            "image.accept_next": lambda: self._with_class(self._accept_next),
            "image.good": lambda: self._decided(parts.decide.sign_good()),
            "image.reopen": parts.decide.reopen,
            "image.search": images.focus_search,
            "edit.undo": parts.correct.undo,
            "edit.redo": parts.correct.redo,
            "edit.delete": self._delete,
            "edit.cancel": parts.canvas.cancel,
            "predict.use": annotate.use,
            "predict.use_base": lambda: annotate.use(parts.hub.models.left),
            "predict.use_tuned": lambda: annotate.use(parts.hub.models.right),
            "predict.carry": parts.flow.carry_box,
            "predict.proposals": annotate.ask_proposals,
            "predict.look": parts.propose.look,
            "predict.carry_all": parts.propose.carry,
            "predict.several": parts.boxes.set_several,
            "predict.next_box": parts.boxes.pick_next,
            "predict.take_all": lambda: self._with_class(parts.boxes.take_all, many=True),
            "predict.drop_all": parts.boxes.drop_all,
            "predict.show_base": lambda on: parts.picture.set_version_visible(BASE_VERSION, on),
            "predict.show_tuned": lambda on: parts.picture.set_version_visible("tuned", on),
        }

    def _review_table(self) -> dict[str, Callable[..., object]]:
        review = self._parts.review
        return {
            "review.mode": review.set_mode,
            "review.approve": review.approve,
            "review.return": review.ask_comment,
            "review.required": review.set_required,
            "review.four_eyes": review.set_four_eyes,
            "review.shared_accounts": review.set_shared_accounts,
            "app.inspector": self._parts.inspector.open_menu,
        }

    def _tool_table(self) -> dict[str, Callable[..., object]]:
        names = ("select", "box", "point_add", "point_remove", "pan", *MASK_TOOLS)
        table: dict[str, Callable[..., object]] = {
            f"tool.{name}": lambda _on, chosen=name: self.choose_tool(chosen) for name in names
        }
        table["brush.smaller"] = lambda: self._set_brush(min(self._brush - 1, round(self._brush / 1.25)))
        table["brush.larger"] = lambda: self._set_brush(max(self._brush + 1, round(self._brush * 1.25)))
        return table

    def _view_table(self) -> dict[str, Callable[..., object]]:
        parts, canvas = self._parts, self._parts.canvas
        table: dict[str, Callable[..., object]] = {
            "view.fit": canvas.fit,
            "view.actual": canvas.actual,
            "view.zoom_in": canvas.zoom_in,
            "view.zoom_out": canvas.zoom_out,
            "view.outline": canvas.set_outline_only,
            "view.grid": canvas.set_pixel_grid,
            "view.crosshair": canvas.set_crosshair,
            "view.difference": parts.picture.set_difference,
            "view.adjust": lambda: self.display.setVisible(not self.display.isVisible()),
            "view.adjust_reset": self.display.reset,
            "view.large": lambda on: setattr(parts.hub.settings, "large_targets", on),
        }
        for action_id in MODES:
            table[action_id] = lambda on, chosen=action_id: self._compare(chosen, on)
        for scheme in ("system", "light", "dark"):
            table[f"view.scheme_{scheme}"] = lambda _on, chosen=scheme: self._set_scheme(chosen)
        for tab in TAB_ORDER:
            table[tab] = lambda _on, chosen=tab: self.show_tab(chosen)
        return table

    # Tools and views

    def choose_tool(self, name: str) -> None:
        """Take a tool; a mask tool takes the waiting prediction first, so that there is a mask to change."""
        parts = self._parts
        if name in MASK_TOOLS and parts.hub.selection.annotation_id is None:
            if parts.annotate.prediction_waits and parts.annotate.needs_class:
                self.check_tool(parts.canvas.tool)
                parts.annotate.class_wanted.emit(lambda: self.choose_tool(name))
                return
            parts.annotate.use()
        parts.canvas.set_tool(name)
        self.check_tool(name)

    def check_tool(self, name: str) -> None:
        """Mark the canvas's tool in the tool strip."""
        self._parts.commands[f"tool.{name}"].setChecked(True)

    def check_scheme(self) -> None:
        """Mark look and size as they are set."""
        settings, actions = self._parts.hub.settings, self._parts.commands
        actions[f"view.scheme_{settings.scheme}"].setChecked(True)
        actions["view.large"].setChecked(settings.large_targets)

    def check_review(self) -> None:
        """Mark whether review mode is on, and the project's rules about review."""
        reviews, actions = self._parts.hub.reviews, self._parts.commands
        actions["review.mode"].setChecked(reviews.on)
        actions["review.required"].setChecked(reviews.rules.required)
        actions["review.four_eyes"].setChecked(reviews.rules.four_eyes)
        actions["review.shared_accounts"].setChecked(reviews.rules.shared_accounts)

    def show_tab(self, action_id: str) -> None:
        """Open one of the tabs on the right."""
        self._parts.workspace.pages.setCurrentIndex(TAB_ORDER.index(action_id))
        self._parts.commands[action_id].setChecked(True)

    def pick_object(self, annotation_id: int) -> None:
        """Select an object by its id; the versions' overlays have none."""
        # In review mode masks are only looked at.
        if self._parts.hub.reviews.on:
            return
        if annotation_id <= BOX_OVERLAY:
            self._parts.boxes.pick(BOX_OVERLAY - annotation_id)
            return
        if annotation_id < 0:
            models = self._parts.hub.models
            version = models.left if annotation_id == BASE_OVERLAY else models.right
            self._parts.hub.predictions.prefer(version or models.left)
            return
        self._parts.hub.predictions.clear()
        self._parts.hub.selection.select_annotation(annotation_id)

    def _compare(self, action_id: str, on: bool) -> None:
        for other in MODES:
            self._parts.commands[other].setChecked(on and other == action_id)
        self._parts.picture.set_mode(MODES[action_id] if on else ComparisonMode.OVERLAY)

    def _set_scheme(self, scheme: Scheme) -> None:
        self._parts.hub.settings.scheme = scheme

    def _set_brush(self, size: int) -> None:
        self._brush = min(max(size, 1), 999)
        self._parts.canvas.set_brush_size(self._brush)

    def _brush_resized(self, size: int) -> None:
        self._brush = size

    def _with_class(self, go: Callable[[], object], *, many: bool = False) -> None:
        """Run what takes masks; where their class would be a guess, ask for it first."""
        annotate = self._parts.annotate
        if annotate.needs_class and (many or annotate.prediction_waits):
            annotate.class_wanted.emit(go)
        else:
            go()

    def _accept(self) -> None:
        self._decided(self._parts.decide.accept())

    def _accept_next(self) -> None:
        if self._parts.decide.accept():
            self.choose_tool("box")
            self._parts.images.step(1)

    def _delete(self) -> None:
        if not self._parts.boxes.drop():
            self._parts.correct.delete()

    def _decided(self, done: bool) -> None:
        parts = self._parts
        if done:
            self.choose_tool("box")
            if parts.hub.settings.advance_after_accept:
                parts.images.step(1)
        elif parts.hub.predictions.state is AskState.FAILED:
            parts.hub.predictions.clear()

    # Dialogs

    def _open(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._widget, self.tr("Open a project or a folder of images")
        )
        if folder:
            self._parts.project.open_path(Path(folder))

    def _new(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._widget, self.tr("Choose a folder of images"))
        if folder:
            self._parts.project.open_path(Path(folder))

    def _add(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._widget, self.tr("Add the images of a folder"))
        if folder:
            self._parts.project.add([Path(folder)])

    def _export(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._widget, self.tr("Export into an empty folder"))
        if folder:
            self._parts.project.export(Path(folder))

    def _train(self) -> None:
        self.show_tab("view.training")
        self._parts.fine_tuning.start()

    def _preferences(self) -> None:
        PreferencesDialog(self._parts.hub.settings, current_inspector(), self._widget).open()

    def _about(self) -> None:
        engine = self._parts.hub.engine.description or self.tr("not running")
        text = self.tr("SAMFT {0}\nMasks of bottle defects with Segment Anything.\n\nEngine: {1}")
        QMessageBox.about(self._widget, self.tr("About SAMFT"), plain(text.format(__version__, engine)))
