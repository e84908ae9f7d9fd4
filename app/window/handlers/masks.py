"""What changes boxes and masks by a command: undo, the mask operations, and what the versions answered."""

from __future__ import annotations

from app.actions.ids import ActionId
from app.canvas.widget import CanvasWidget
from app.commands import mask_commands
from app.controllers.box_proposals import BoxProposalsController
from app.controllers.canvas_presenter import CanvasPresenter
from app.controllers.editing import EditingController
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.navigation import NavigationController
from app.controllers.objects import ObjectsController
from app.controllers.waiting_boxes import WaitingBoxesController
from app.window.handlers.guard import GestureGuard
from app.window.handlers.table import HandlerTable
from samft_core.sam.types import BASE_VERSION

OPERATIONS = {
    ActionId.MASK_GROW: mask_commands.grow,
    ActionId.MASK_SHRINK: mask_commands.shrink,
    ActionId.MASK_SMOOTH: mask_commands.smooth,
    ActionId.MASK_FILL: mask_commands.fill_holes,
    ActionId.MASK_ISLANDS: mask_commands.remove_islands,
}


def editing_table(
    editing: EditingController, boxes: WaitingBoxesController, canvas: CanvasWidget
) -> HandlerTable:
    """Undo, redo, delete, and the operations on the selected mask."""

    def delete() -> None:
        if not boxes.drop():
            editing.delete()

    table: HandlerTable = {
        action_id: lambda run=operation: editing.operate(run) for action_id, operation in OPERATIONS.items()
    }
    return table | {
        ActionId.EDIT_UNDO: editing.undo,
        ActionId.EDIT_REDO: editing.redo,
        ActionId.EDIT_DELETE: delete,
        ActionId.EDIT_CANCEL: canvas.cancel,
    }


def object_table(objects: ObjectsController) -> HandlerTable:
    """Copies, parts and locks of the selected objects."""
    return {
        ActionId.OBJECT_COPY: objects.copy,
        ActionId.OBJECT_PASTE: objects.paste,
        ActionId.OBJECT_PASTE_NEXT: objects.paste_on_next,
        ActionId.OBJECT_HIDE: objects.hide,
        ActionId.OBJECT_SHOW_ALL: objects.show_all,
        ActionId.OBJECT_DUPLICATE: objects.duplicate,
        ActionId.OBJECT_SPLIT: objects.split,
        ActionId.OBJECT_MERGE: objects.merge,
        ActionId.OBJECT_LOCK: objects.lock,
        ActionId.OBJECT_UNLOCK: objects.unlock,
    }


def prediction_table(
    *,
    mask_choice: MaskChoiceController,
    boxes: WaitingBoxesController,
    box_proposals: BoxProposalsController,
    navigation: NavigationController,
    presenter: CanvasPresenter,
    guard: GestureGuard,
) -> HandlerTable:
    """The versions' masks, proposed boxes, and boxes that wait."""
    # Asked again after the class was chosen: masks may have been replaced meanwhile.
    take_all = guard.when_seen(ActionId.PREDICT_TAKE_ALL, boxes.take_all)
    return {
        ActionId.PREDICT_USE: mask_choice.use,
        ActionId.PREDICT_USE_BASE: lambda: mask_choice.use_listed(0),
        ActionId.PREDICT_USE_TUNED: lambda: mask_choice.use_listed(1),
        ActionId.PREDICT_USE_THIRD: lambda: mask_choice.use_listed(2),
        ActionId.PREDICT_PROPOSALS: mask_choice.request_proposals,
        ActionId.PREDICT_CARRY: navigation.carry_box,
        ActionId.PREDICT_LOOK: box_proposals.propose,
        ActionId.PREDICT_CARRY_ALL: box_proposals.carry,
        ActionId.PREDICT_SEVERAL: boxes.set_several,
        ActionId.PREDICT_NEXT_BOX: boxes.pick_next,
        ActionId.PREDICT_TAKE_ALL: lambda: mask_choice.with_class(take_all, boxes.may_take_all),
        ActionId.PREDICT_DROP_ALL: boxes.drop_all,
        ActionId.PREDICT_SHOW_BASE: lambda on: presenter.set_version_visible(BASE_VERSION, on),
        ActionId.PREDICT_SHOW_TUNED: lambda on: presenter.set_version_visible("tuned", on),
    }
