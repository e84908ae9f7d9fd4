"""What the tools do on the picture: choosing them, drawing with them, and picking what lies there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.items import BoxOverlay, ObjectOverlay, OverlayId, VersionOverlay
from app.canvas.widget import CanvasWidget
from app.controllers.canvas_presenter import CanvasPresenter
from app.controllers.editing import EditingController
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.prompting import PromptingController
from app.controllers.waiting_boxes import WaitingBoxesController
from app.services.hub import Hub
from app.window.handlers.guard import GestureGuard
from app.window.handlers.table import HandlerTable
from app.window.tool_strip import CANVAS_TOOLS, mark_tool
from samft_core.imaging.masks import MaskDelta

MASK_TOOLS = ("brush", "eraser", "lasso_add", "lasso_subtract", "polygon_add", "polygon_subtract")
SUBTRACTING = ("eraser", "lasso_subtract", "polygon_subtract")
BRUSH_STEP = 1.25


class ToolHandlers(QObject):
    """Belongs to the window. The canvas has the tool and the size of its brush; nothing is kept here."""

    def __init__(
        self,
        hub: Hub,
        *,
        canvas: CanvasWidget,
        actions: ActionSet,
        prompting: PromptingController,
        mask_choice: MaskChoiceController,
        boxes: WaitingBoxesController,
        editing: EditingController,
        presenter: CanvasPresenter,
        guard: GestureGuard,
        notify: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._selection = hub.selection
        self._predictions = hub.predictions
        self._reviews = hub.reviews
        self._canvas = canvas
        self._actions = actions
        self._prompting = prompting
        self._mask_choice = mask_choice
        self._boxes = boxes
        self._editing = editing
        self._presenter = presenter
        self._guard = guard
        self._notify = notify

    def table(self) -> HandlerTable:
        """The tools and the size of the brush."""
        table: HandlerTable = {
            action_id: lambda _on, chosen=tool: self.choose_tool(chosen)
            for action_id, tool in CANVAS_TOOLS.items()
        }
        table[ActionId.BRUSH_SMALLER] = self._smaller_brush
        table[ActionId.BRUSH_LARGER] = self._larger_brush
        table[ActionId.BRUSH_SPARE] = self._presenter.set_sparing
        return table

    def choose_tool(self, name: str) -> None:
        """Take a tool; a mask tool takes the mask in view first, so that there is one to change.

        Where there is none, the tools that add start an object, and those that take away say so.
        """
        if name in MASK_TOOLS and self._selection.annotation_id is None:
            # The class is asked for first, and the tool taken afterwards; until then the former one
            # stays.
            if self._mask_choice.needs_class_to_take and self._mask_choice.still_waits():
                self.mark_tool(self._canvas.tool)
                self._mask_choice.ask_class(lambda: self.choose_tool(name))
                return
            taken = self._mask_choice.use() if self._prompting.has_open_prompts else None
            if taken is None and name in SUBTRACTING:
                self._notify(self.tr("No object is selected to take away from: click one first."))
        self._canvas.set_tool(name)
        self.mark_tool(name)

    def mark_tool(self, name: str) -> None:
        """Mark the canvas's tool in the tool strip."""
        mark_tool(self._actions, name)

    def draw(self, delta: MaskDelta) -> None:
        """A stroke is complete: it changes the selected object or starts one; nothing else stays in view."""
        if not self._editing.edit_mask(delta):
            self._presenter.show_objects()

    def pick_object(self, annotation_id: int) -> None:
        """Select an object by its id."""
        if self._may_pick():
            self._predictions.clear()
            self._selection.select_annotation(annotation_id)

    def pick_objects(self, annotation_ids: Sequence[int]) -> None:
        """Select several objects; the first is the one that brush and class act on."""
        if annotation_ids and self._may_pick():
            self._predictions.clear()
            self._selection.select_annotation(annotation_ids[0])
            self._selection.select_others(annotation_ids[1:])

    def pick_overlay(self, overlay: OverlayId) -> None:
        """Select the object, take up the waiting box, or prefer the version whose mask was clicked."""
        match overlay:
            case ObjectOverlay(annotation_id):
                self.pick_object(annotation_id)
            case BoxOverlay(box_id) if self._may_pick():
                self._boxes.pick(box_id)
            case VersionOverlay(version) if self._may_pick():
                self._predictions.prefer(version)

    def _may_pick(self) -> bool:
        # In review mode masks are only looked at; a stroke belongs to the object it was begun on.
        return not self._reviews.on and self._guard.may_leave()

    def _smaller_brush(self) -> None:
        size = self._canvas.brush_size
        # At least one pixel, where rounding would leave a small brush as it is.
        self._canvas.set_brush_size(min(size - 1, round(size / BRUSH_STEP)))

    def _larger_brush(self) -> None:
        size = self._canvas.brush_size
        self._canvas.set_brush_size(max(size + 1, round(size * BRUSH_STEP)))
