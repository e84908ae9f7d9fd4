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
from app.actions.ids import ActionId
from app.canvas.items import BoxOverlay, ComparisonMode, ObjectOverlay, OverlayId, VersionOverlay
from app.canvas.widget import CanvasWidget
from app.commands import mask_commands
from app.controllers.box_proposals import ProposeController
from app.controllers.canvas_presenter import PictureController
from app.controllers.decisions import DecideController
from app.controllers.editing import CorrectController
from app.controllers.fine_tuning import TrainingController
from app.controllers.image_file_dialogs import FileDialogs
from app.controllers.image_files import FilesController
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.navigation import FlowController
from app.controllers.prefetching import EncodingController
from app.controllers.project import ProjectController
from app.controllers.prompting import PromptingController
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
from app.window.tabs import TABS
from app.window.workspace import Workspace
from samft_core import __version__
from samft_core.imaging.masks import MaskDelta
from samft_core.sam.types import BASE_VERSION
from samft_core.security.inspector import current_inspector

TOOLS = {
    ActionId.TOOL_SELECT: "select",
    ActionId.TOOL_BOX: "box",
    ActionId.TOOL_POINT_ADD: "point_add",
    ActionId.TOOL_POINT_REMOVE: "point_remove",
    ActionId.TOOL_PAN: "pan",
    ActionId.TOOL_BRUSH: "brush",
    ActionId.TOOL_ERASER: "eraser",
    ActionId.TOOL_LASSO_ADD: "lasso_add",
    ActionId.TOOL_LASSO_SUBTRACT: "lasso_subtract",
    ActionId.TOOL_POLYGON_ADD: "polygon_add",
    ActionId.TOOL_POLYGON_SUBTRACT: "polygon_subtract",
}
"""The canvas's tool of each action."""
ACTION_OF_TOOL = {tool: action_id for action_id, tool in TOOLS.items()}
SCHEMES: dict[ActionId, Scheme] = {
    ActionId.VIEW_SCHEME_SYSTEM: "system",
    ActionId.VIEW_SCHEME_LIGHT: "light",
    ActionId.VIEW_SCHEME_DARK: "dark",
}
MASK_TOOLS = ("brush", "eraser", "lasso_add", "lasso_subtract", "polygon_add", "polygon_subtract")
SUBTRACTING = ("eraser", "lasso_subtract", "polygon_subtract")
FAMILIES_BESIDE_A_STROKE = ("view", "brush", "help")
BESIDE_A_STROKE = (
    ActionId.EDIT_CANCEL,
    ActionId.PREDICT_SHOW_BASE,
    ActionId.PREDICT_SHOW_TUNED,
    ActionId.APP_PREFERENCES,
)
"""What leaves a running gesture alone, besides everything of those families."""
DOUBLE_PRESS_S = 0.3
"""A second press this soon after going on was meant for the image before."""
DECISIONS = (ActionId.IMAGE_ACCEPT, ActionId.IMAGE_ACCEPT_NEXT, ActionId.IMAGE_GOOD, ActionId.REVIEW_APPROVE)
MODES = {
    ActionId.VIEW_FLIP: ComparisonMode.HOLD,
    ActionId.VIEW_COMPARE: ComparisonMode.SIDE_BY_SIDE,
    ActionId.VIEW_WIPE: ComparisonMode.WIPE,
}


class Parts(Protocol):
    """The parts of the window that actions reach."""

    hub: Hub
    commands: ActionSet
    canvas: CanvasWidget
    images: ImagesPanel
    workspace: Workspace
    prompting: PromptingController
    mask_choice: MaskChoiceController
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
        for name in (
            ActionId.PREDICT_SHOW_BASE,
            ActionId.PREDICT_SHOW_TUNED,
            ActionId.VIEW_GRID,
            ActionId.VIEW_CROSSHAIR,
        ):
            window.commands[name].setChecked(True)
        self.display.changed.connect(window.canvas.set_display_adjustment)
        self.display.opacity_changed.connect(window.canvas.set_opacity)
        window.canvas.brush_size_changed.connect(self._brush_resized)
        for signal in (window.hub.reviews.mode_changed, window.hub.reviews.rules_changed):
            signal.connect(lambda *_values: self.check_review())

    def table(self) -> dict[ActionId, Callable[..., object]]:
        """Every action's call."""
        return (
            self._project_table()
            | self._image_table()
            | self._review_table()
            | self._tool_table()
            | self._view_table()
        )

    def _project_table(self) -> dict[ActionId, Callable[..., object]]:
        parts = self._parts
        return {
            ActionId.PROJECT_OPEN: self._open,
            ActionId.PROJECT_NEW: self._new,
            ActionId.PROJECT_SAMPLE: parts.project.open_sample,
            ActionId.PROJECT_ADD: self._add,
            ActionId.PROJECT_EXPORT: self._export,
            ActionId.PROJECT_LOCATE: parts.file_dialogs.locate,
            ActionId.PROJECT_CHECK_AGAIN: parts.files.check_again,
            ActionId.IMAGE_TRY_AGAIN: parts.files.try_again,
            ActionId.IMAGE_NEW_PICTURE: parts.files.take_new_picture,
            ActionId.MODEL_BASE: parts.file_dialogs.base_model,
            ActionId.IMAGE_SET_LOT: parts.file_dialogs.set_lot,
            ActionId.IMAGE_REMOVE: parts.file_dialogs.remove,
            ActionId.PROJECT_CHECK: parts.recovery.check,
            ActionId.PROJECT_RESTORE: parts.recovery.choose_restore,
            ActionId.PROJECT_UNDO_IMPORT: parts.undo_imports.ask_first,
            ActionId.PROJECT_CLOSE: parts.project.close,
            ActionId.APP_QUIT: self._widget.close,
            ActionId.MODEL_TRAIN: self._train,
            ActionId.MODEL_ROLL_BACK: parts.fine_tuning.roll_back,
            ActionId.MODEL_EMBED_ALL: parts.encoding.encode_all,
            ActionId.MODEL_RESTART: parts.hub.engine.restart,
            ActionId.HELP_PALETTE: lambda: CommandPalette(parts.commands, self._widget).open(),
            ActionId.HELP_TOUR: parts.tour.start,
            ActionId.HELP_KEYS: lambda: KeysDialog(parts.commands, parts.hub.settings, self._widget).open(),
            ActionId.APP_PREFERENCES: self._preferences,
            ActionId.HELP_SELFTEST: lambda: SelfTestDialog(self._widget, parts.hub.tasks).open(),
            ActionId.HELP_LOG: lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))),
            ActionId.HELP_ABOUT: self._about,
        }

    def _image_table(self) -> dict[ActionId, Callable[..., object]]:
        parts = self._parts
        mask_choice = parts.mask_choice
        images = parts.images
        operations = {
            ActionId.MASK_GROW: mask_commands.grow,
            ActionId.MASK_SHRINK: mask_commands.shrink,
            ActionId.MASK_SMOOTH: mask_commands.smooth,
            ActionId.MASK_FILL: mask_commands.fill_holes,
            ActionId.MASK_ISLANDS: mask_commands.remove_islands,
        }
        masks: dict[ActionId, Callable[..., object]] = {
            name: lambda run=run: parts.correct.operate(run) for name, run in operations.items()
        }
        return masks | {
            ActionId.IMAGE_NEXT: lambda: images.step(1),
            ActionId.IMAGE_PREVIOUS: lambda: images.step(-1),
            ActionId.IMAGE_USEFUL: parts.flow.next_useful,
            ActionId.IMAGE_COPY_FORWARD: parts.flow.copy_forward,
            ActionId.IMAGE_NEXT_OPEN: images.step_to_open,
            ActionId.IMAGE_ACCEPT: lambda: self._accept_with_class(self._accept),
            ActionId.IMAGE_ACCEPT_NEXT: lambda: self._accept_with_class(self._accept_next),
            ActionId.IMAGE_GOOD: lambda: self._decided(parts.decide.sign_good()),
            ActionId.IMAGE_REOPEN: parts.decide.reopen,
            ActionId.IMAGE_SEARCH: images.focus_search,
            ActionId.EDIT_UNDO: parts.correct.undo,
            ActionId.EDIT_REDO: parts.correct.redo,
            ActionId.EDIT_DELETE: self._delete,
            ActionId.EDIT_CANCEL: parts.canvas.cancel,
            ActionId.PREDICT_USE: mask_choice.use,
            ActionId.PREDICT_USE_BASE: lambda: mask_choice.use_listed(0),
            ActionId.PREDICT_USE_TUNED: lambda: mask_choice.use_listed(1),
            ActionId.PREDICT_USE_THIRD: lambda: mask_choice.use_listed(2),
            ActionId.PREDICT_CARRY: parts.flow.carry_box,
            ActionId.PREDICT_PROPOSALS: mask_choice.ask_proposals,
            ActionId.PREDICT_LOOK: parts.propose.look,
            ActionId.PREDICT_CARRY_ALL: parts.propose.carry,
            ActionId.PREDICT_SEVERAL: parts.boxes.set_several,
            ActionId.PREDICT_NEXT_BOX: parts.boxes.pick_next,
            ActionId.PREDICT_TAKE_ALL: lambda: self._with_class(
                parts.boxes.take_all, parts.boxes.may_take_all
            ),
            ActionId.PREDICT_DROP_ALL: parts.boxes.drop_all,
            ActionId.PREDICT_SHOW_BASE: lambda on: parts.picture.set_version_visible(BASE_VERSION, on),
            ActionId.PREDICT_SHOW_TUNED: lambda on: parts.picture.set_version_visible("tuned", on),
        }

    def _review_table(self) -> dict[ActionId, Callable[..., object]]:
        review = self._parts.review
        return {
            ActionId.REVIEW_MODE: review.set_mode,
            ActionId.REVIEW_APPROVE: review.approve,
            ActionId.REVIEW_RETURN: review.ask_comment,
            ActionId.REVIEW_REQUIRED: review.set_required,
            ActionId.REVIEW_FOUR_EYES: review.set_four_eyes,
            ActionId.REVIEW_SHARED_ACCOUNTS: review.set_shared_accounts,
            ActionId.APP_INSPECTOR: self._parts.inspector.open_menu,
        }

    def _tool_table(self) -> dict[ActionId, Callable[..., object]]:
        table: dict[ActionId, Callable[..., object]] = {
            action_id: lambda _on, chosen=tool: self.choose_tool(chosen) for action_id, tool in TOOLS.items()
        }
        table[ActionId.BRUSH_SMALLER] = lambda: self._set_brush(
            min(self._brush - 1, round(self._brush / 1.25))
        )
        table[ActionId.BRUSH_LARGER] = lambda: self._set_brush(
            max(self._brush + 1, round(self._brush * 1.25))
        )
        return table

    def _view_table(self) -> dict[ActionId, Callable[..., object]]:
        parts = self._parts
        canvas = self._parts.canvas
        table: dict[ActionId, Callable[..., object]] = {
            ActionId.VIEW_FIT: canvas.fit,
            ActionId.VIEW_ACTUAL: canvas.actual,
            ActionId.VIEW_ZOOM_IN: canvas.zoom_in,
            ActionId.VIEW_ZOOM_OUT: canvas.zoom_out,
            ActionId.VIEW_OUTLINE: canvas.set_outline_only,
            ActionId.VIEW_GRID: canvas.set_pixel_grid,
            ActionId.VIEW_CROSSHAIR: canvas.set_crosshair,
            ActionId.VIEW_DIFFERENCE: parts.picture.set_difference,
            ActionId.VIEW_ADJUST: lambda: self.display.setVisible(not self.display.isVisible()),
            ActionId.VIEW_ADJUST_RESET: self.display.reset,
            ActionId.VIEW_LARGE: lambda on: setattr(parts.hub.settings, "large_targets", on),
        }
        for action_id in MODES:
            table[action_id] = lambda on, chosen=action_id: self._compare(chosen, on)
        for action_id, scheme in SCHEMES.items():
            table[action_id] = lambda _on, chosen=scheme: self._set_scheme(chosen)
        for tab in TABS:
            table[tab] = lambda _on, chosen=tab: self.show_tab(chosen)
        return table

    # Tools and views

    def choose_tool(self, name: str) -> None:
        """Take a tool; a mask tool takes the current mask first, so that there is one to change.

        Where there is none, the tools that add start an object, and those that take away say so.
        """
        parts = self._parts
        if name in MASK_TOOLS and parts.hub.selection.annotation_id is None:
            if parts.mask_choice.needs_class_to_take and parts.mask_choice.still_waits():
                self.check_tool(parts.canvas.tool)
                parts.mask_choice.ask_class(lambda: self.choose_tool(name))
                return
            taken = parts.mask_choice.use() if parts.prompting.question_open else None
            if taken is None and name in SUBTRACTING:
                self._tell(self.tr("No object is selected to take away from: click one first."))
        parts.canvas.set_tool(name)
        self.check_tool(name)

    def draw(self, delta: MaskDelta) -> None:
        """A stroke is complete: it changes the selected object or starts one; nothing else stays in view."""
        if not self._parts.correct.edit_mask(delta):
            self._parts.picture.show_objects()

    # While a gesture runs

    def may_run(self, action_id: ActionId) -> bool:
        """Whether an action may run now: in the middle of a stroke only what leaves the stroke alone.

        The image that a decision went on to is decided on when its picture has been seen.
        """
        beside = action_id in BESIDE_A_STROKE or action_id.family in FAMILIES_BESIDE_A_STROKE
        if self._parts.canvas.input.busy and not beside:
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
        keys = self._parts.commands[ActionId.EDIT_CANCEL].shortcut()
        self._tell(text.format(keys.toString(QKeySequence.SequenceFormat.NativeText)))

    def _tell(self, text: str) -> None:
        self._parts.status.tell(text)
        self._parts.hub.notes.show(text)

    def check_tool(self, name: str) -> None:
        """Mark the canvas's tool in the tool strip."""
        self._parts.commands[ACTION_OF_TOOL[name]].setChecked(True)

    def check_scheme(self) -> None:
        """Mark look and size as they are set."""
        settings = self._parts.hub.settings
        actions = self._parts.commands
        for action_id, scheme in SCHEMES.items():
            if scheme == settings.scheme:
                actions[action_id].setChecked(True)
        actions[ActionId.VIEW_LARGE].setChecked(settings.large_targets)

    def check_review(self) -> None:
        """Mark whether review mode is on, and the project's rules about review."""
        reviews = self._parts.hub.reviews
        actions = self._parts.commands
        actions[ActionId.REVIEW_MODE].setChecked(reviews.on)
        actions[ActionId.REVIEW_REQUIRED].setChecked(reviews.rules.required)
        actions[ActionId.REVIEW_FOUR_EYES].setChecked(reviews.rules.four_eyes)
        actions[ActionId.REVIEW_SHARED_ACCOUNTS].setChecked(reviews.rules.shared_accounts)

    def show_tab(self, action_id: ActionId) -> None:
        """Open one of the tabs on the right."""
        self._parts.workspace.pages.setCurrentIndex(TABS.index(action_id))
        self._parts.commands[action_id].setChecked(True)

    def pick_object(self, annotation_id: int) -> None:
        """Select an object by its id."""
        if self._may_pick():
            self._parts.hub.predictions.clear()
            self._parts.hub.selection.select_annotation(annotation_id)

    def pick_overlay(self, overlay: OverlayId) -> None:
        """Select the object, take up the waiting box, or prefer the version whose mask was clicked."""
        match overlay:
            case ObjectOverlay(annotation_id):
                self.pick_object(annotation_id)
            case BoxOverlay(box_id) if self._may_pick():
                self._parts.boxes.pick(box_id)
            case VersionOverlay(version) if self._may_pick():
                self._parts.hub.predictions.prefer(version)

    def _may_pick(self) -> bool:
        # In review mode masks are only looked at; a stroke belongs to the object it was begun on.
        return not self._parts.hub.reviews.on and self.may_leave()

    def _compare(self, action_id: ActionId, on: bool) -> None:
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
        mask_choice = self._parts.mask_choice
        if not mask_choice.needs_class:
            go()
        elif may():
            mask_choice.ask_class(go)

    def _accept_with_class(self, go: Callable[[], object]) -> None:
        if self._parts.prompting.question_open:
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
        self.show_tab(ActionId.VIEW_TRAINING)
        self._parts.fine_tuning.start()

    def _preferences(self) -> None:
        PreferencesDialog(self._parts.hub.settings, current_inspector(), self._widget).open()

    def _about(self) -> None:
        engine = self._parts.hub.engine.description or self.tr("not running")
        text = self.tr("SAMFT {0}\nMasks of bottle defects with Segment Anything.\n\nEngine: {1}")
        QMessageBox.about(self._widget, self.tr("About SAMFT"), plain(text.format(__version__, engine)))
