"""What each action does: one table from action id to call."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.actions.action_set import ActionSet
from app.canvas.items import ComparisonMode
from app.canvas.widget import CanvasWidget
from app.commands import mask_commands
from app.controllers.box_proposals import ProposeController
from app.controllers.canvas_presenter import BASE_OVERLAY, BOX_OVERLAY, PictureController
from app.controllers.decisions import DecideController
from app.controllers.editing import CorrectController
from app.controllers.fine_tuning import TrainingController
from app.controllers.image_file_dialogs import FileDialogs
from app.controllers.image_files import FilesController
from app.controllers.mask_choice import AnnotateController
from app.controllers.navigation import FlowController
from app.controllers.prefetching import EncodingController
from app.controllers.project import ProjectController
from app.controllers.recovery import RecoveryController
from app.controllers.review import ReviewController
from app.controllers.undo_import import UndoImportController
from app.controllers.waiting_boxes import BoxesController
from app.dialogs.command_palette import CommandPalette, KeysDialog
from app.dialogs.display import DisplayDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.selftest import SelfTestDialog
from app.panels.image_list import ImagesPanel
from app.panels.inspector_button import InspectorButton
from app.panels.status_bar import StatusBar
from app.services.hub import Hub
from app.services.logs import log_file
from app.settings.settings import Scheme
from app.theme.plain_text import plain
from app.tour.controller import TourController
from app.window.workspace import Workspace
from samft_core import __version__
from samft_core.imaging.masks import MaskDelta
from samft_core.sam.types import BASE_VERSION
from samft_core.security.inspector import current_inspector

TAB_ORDER = ("view.annotate", "view.training", "view.versions", "view.tasks", "view.history")
MASK_TOOLS = ("brush", "eraser", "lasso_add", "lasso_subtract", "polygon_add", "polygon_subtract")
SUBTRACTING = ("eraser", "lasso_subtract", "polygon_subtract")
BESIDE_A_STROKE = ("view.", "brush.", "help.", "edit.cancel", "predict.show_", "app.preferences")
"""What leaves a running gesture alone, by the beginning of the action's id."""
DOUBLE_PRESS_S = 0.3
"""A second press this soon after going on was meant for the image before."""
DECISIONS = ("image.accept", "image.accept_next", "image.good", "review.approve")
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
    undo_imports: UndoImportController
    files: FilesController
    file_dialogs: FileDialogs
    recovery: RecoveryController
    review: ReviewController
    inspector: InspectorButton
    status: StatusBar
    fine_tuning: TrainingController
    tour: TourController


class Handlers(QObject):
    """Belongs to the window; holds no state but what the canvas is set to."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._widget: QWidget = window
        self._parts: Parts = window
        self._brush = 12
        self._went_on: tuple[int | None, float] = (None, 0.0)
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
            "model.base": parts.file_dialogs.base_model,
            "image.set_lot": parts.file_dialogs.set_lot,
            "image.remove": parts.file_dialogs.remove,
            "project.check": parts.recovery.check,
            "project.restore": parts.recovery.choose_restore,
            "project.undo_import": parts.undo_imports.ask_first,
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
        annotate = parts.annotate
        images = parts.images
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
            "image.accept": lambda: self._accept_with_class(self._accept),
            "image.accept_next": lambda: self._accept_with_class(self._accept_next),
            "image.good": lambda: self._decided(parts.decide.sign_good()),
            "image.reopen": parts.decide.reopen,
            "image.search": images.focus_search,
            "edit.undo": parts.correct.undo,
            "edit.redo": parts.correct.redo,
            "edit.delete": self._delete,
            "edit.cancel": parts.canvas.cancel,
            "predict.use": annotate.use,
            "predict.use_base": lambda: annotate.use_listed(0),
            "predict.use_tuned": lambda: annotate.use_listed(1),
            "predict.use_third": lambda: annotate.use_listed(2),
            "predict.carry": parts.flow.carry_box,
            "predict.proposals": annotate.ask_proposals,
            "predict.look": parts.propose.look,
            "predict.carry_all": parts.propose.carry,
            "predict.several": parts.boxes.set_several,
            "predict.next_box": parts.boxes.pick_next,
            "predict.take_all": lambda: self._with_class(parts.boxes.take_all, parts.boxes.may_take_all),
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
        parts = self._parts
        canvas = self._parts.canvas
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
        """Take a tool; a mask tool takes the mask in hand first, so that there is one to change.

        Where there is none, the tools that add start an object, and those that take away say so.
        """
        parts = self._parts
        if name in MASK_TOOLS and parts.hub.selection.annotation_id is None:
            if parts.annotate.needs_class_to_take and parts.annotate.still_waits():
                self.check_tool(parts.canvas.tool)
                parts.annotate.ask_class(lambda: self.choose_tool(name))
                return
            taken = parts.annotate.use() if parts.annotate.question_open else None
            if taken is None and name in SUBTRACTING:
                self._tell(self.tr("No object is selected to take away from: click one first."))
        parts.canvas.set_tool(name)
        self.check_tool(name)

    def draw(self, delta: MaskDelta) -> None:
        """A stroke is complete: it changes the selected object or starts one; nothing else stays in view."""
        if not self._parts.correct.edit_mask(delta):
            self._parts.picture.show_objects()

    # While a gesture runs

    def may_run(self, action_id: str) -> bool:
        """Whether an action may run now: in the middle of a stroke only what leaves the stroke alone.

        The image that a decision went on to is decided on when its picture has been seen.
        """
        if self._parts.canvas.input.busy and not action_id.startswith(BESIDE_A_STROKE):
            self._tell_busy()
            self.check_tool(self._parts.canvas.tool)
            return False
        image_id, at = self._went_on
        if action_id not in DECISIONS or image_id != self._parts.hub.selection.image_id:
            return True
        if not self._parts.canvas.seen or time.monotonic() - at < DOUBLE_PRESS_S:
            self._tell(self.tr("This is the next picture. Look at it, then decide."))
            return False
        return True

    def _go_on(self) -> None:
        """Show the next image after a decision; a key pressed twice by mistake must not decide on it too."""
        self._parts.images.step(1)
        self._went_on = self._parts.hub.selection.image_id, time.monotonic()

    def may_leave(self) -> bool:
        """Whether another image may be shown: not in the middle of a stroke, which would be lost."""
        if self._parts.canvas.input.busy:
            self._tell_busy()
            return False
        return True

    def _tell_busy(self) -> None:
        text = self.tr("Something is being drawn. Finish it first, or give it up with {0}.")
        keys = self._parts.commands["edit.cancel"].shortcut()
        self._tell(text.format(keys.toString(QKeySequence.SequenceFormat.NativeText)))

    def _tell(self, text: str) -> None:
        self._parts.status.tell(text)
        self._parts.hub.notes.show(text)

    def check_tool(self, name: str) -> None:
        """Mark the canvas's tool in the tool strip."""
        self._parts.commands[f"tool.{name}"].setChecked(True)

    def check_scheme(self) -> None:
        """Mark look and size as they are set."""
        settings = self._parts.hub.settings
        actions = self._parts.commands
        actions[f"view.scheme_{settings.scheme}"].setChecked(True)
        actions["view.large"].setChecked(settings.large_targets)

    def check_review(self) -> None:
        """Mark whether review mode is on, and the project's rules about review."""
        reviews = self._parts.hub.reviews
        actions = self._parts.commands
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
        # In review mode masks are only looked at; a stroke belongs to the object it was begun on.
        if self._parts.hub.reviews.on or not self.may_leave():
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

    def _with_class(self, go: Callable[[], object], may: Callable[[], bool]) -> None:
        """Run what takes masks; where their class would be a guess, ask for it first.

        ``may`` says whether there is anything to take, or why nothing can be: nobody is asked in vain.
        """
        annotate = self._parts.annotate
        if not annotate.needs_class:
            go()
        elif may():
            annotate.ask_class(go)

    def _accept_with_class(self, go: Callable[[], object]) -> None:
        if self._parts.annotate.question_open:
            self._with_class(go, self._parts.decide.may_accept)
        else:
            go()

    def _accept(self) -> None:
        self._decided(self._parts.decide.accept())

    def _accept_next(self) -> None:
        if self._parts.decide.accept():
            self.choose_tool("box")
            self._go_on()

    def _delete(self) -> None:
        if not self._parts.boxes.drop():
            self._parts.correct.delete()

    def _decided(self, done: bool) -> None:
        parts = self._parts
        if done:
            self.choose_tool("box")
            if parts.hub.settings.advance_after_accept:
                self._go_on()

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
