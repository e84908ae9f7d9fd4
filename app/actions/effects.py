"""What each command and each gesture on the picture may change; everything else it leaves as it is.

``docs/gestures.md`` is written from here, and a test walks every command in every state of an image and
holds it to this table.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.actions.ids import ActionId
from app.actions.specs import SPECS


class Effect(enum.StrEnum):
    """What may change. Where none is named, only what is shown, and the settings of this PC."""

    DRAFT = "draft"
    """Drafts and waiting boxes: nothing that counts yet."""
    TRUTH = "ground truth"
    """An accepted mask or its class: the object is a draft again until it is accepted anew."""
    SIGN_OFF = "sign-off"
    """Whether an image is accepted, good, approved or returned."""
    VERSIONS = "versions"
    """Which model version is in use, or which there are."""
    PROJECT = "project"
    """Which images belong to the project, its rules, which objects are locked, files written outside it."""


Effects = frozenset[Effect]


@dataclass(frozen=True, slots=True)
class Gesture:
    """One way of using mouse or keyboard that is no command: its name in words, and what it may change."""

    name: str
    changes: Effects


_NONE: Effects = frozenset()
_DRAFT = frozenset((Effect.DRAFT,))
# A change of the selected object. Where that is accepted, it is a draft again; undo brings it back.
_MASK = frozenset((Effect.DRAFT, Effect.TRUTH, Effect.SIGN_OFF))
# A new draft. An image with one is not decided any more, so a sign-off as good or an approval goes.
_NEW_OBJECT = frozenset((Effect.DRAFT, Effect.SIGN_OFF))
_DECISION = frozenset((Effect.DRAFT, Effect.SIGN_OFF))
_SIGN_OFF = frozenset((Effect.SIGN_OFF,))
_ANY_STEP = _MASK
_VERSIONS = frozenset((Effect.VERSIONS,))
_PROJECT = frozenset((Effect.PROJECT,))
_EVERYTHING: Effects = frozenset(Effect)
_CHANGING: dict[ActionId, Effects] = {
    ActionId.PROJECT_OPEN: _PROJECT,
    ActionId.PROJECT_NEW: _PROJECT,
    ActionId.PROJECT_SAMPLE: _PROJECT,
    ActionId.PROJECT_ADD: _PROJECT,
    ActionId.PROJECT_EXPORT: _PROJECT,
    ActionId.PROJECT_MEASURES: _PROJECT,
    ActionId.PROJECT_SCALE: _PROJECT,
    ActionId.PROJECT_LOCATE: _PROJECT,
    ActionId.PROJECT_CHECK_AGAIN: _PROJECT,
    ActionId.PROJECT_CHECK: _PROJECT,
    ActionId.PROJECT_RESTORE: _EVERYTHING,
    ActionId.PROJECT_UNDO_IMPORT: _MASK | _PROJECT,
    ActionId.IMAGE_TRY_AGAIN: _PROJECT,
    ActionId.IMAGE_NEW_PICTURE: _SIGN_OFF | _PROJECT,
    ActionId.IMAGE_SET_LOT: _PROJECT,
    ActionId.IMAGE_REMOVE: _MASK | _PROJECT,
    ActionId.IMAGE_COPY_FORWARD: _NEW_OBJECT,
    ActionId.IMAGE_ACCEPT: _DECISION,
    ActionId.IMAGE_ACCEPT_NEXT: _DECISION,
    ActionId.IMAGE_GOOD: _DECISION,
    ActionId.IMAGE_REOPEN: _SIGN_OFF,
    ActionId.EDIT_UNDO: _ANY_STEP,
    ActionId.EDIT_REDO: _ANY_STEP,
    ActionId.EDIT_DELETE: _MASK,
    ActionId.MASK_GROW: _MASK,
    ActionId.MASK_SHRINK: _MASK,
    ActionId.MASK_SMOOTH: _MASK,
    ActionId.MASK_FILL: _MASK,
    ActionId.MASK_ISLANDS: _MASK,
    ActionId.OBJECT_PASTE: _NEW_OBJECT,
    ActionId.OBJECT_PASTE_NEXT: _NEW_OBJECT,
    ActionId.OBJECT_DUPLICATE: _NEW_OBJECT,
    ActionId.OBJECT_SPLIT: _MASK,
    ActionId.OBJECT_MERGE: _MASK,
    ActionId.OBJECT_LOCK: _PROJECT,
    ActionId.OBJECT_UNLOCK: _PROJECT,
    ActionId.PREDICT_USE: _MASK,
    ActionId.PREDICT_USE_BASE: _MASK,
    ActionId.PREDICT_USE_TUNED: _MASK,
    ActionId.PREDICT_USE_THIRD: _MASK,
    ActionId.PREDICT_CARRY: _DRAFT,
    ActionId.PREDICT_PROPOSALS: _MASK,
    ActionId.PREDICT_LOOK: _DRAFT,
    ActionId.PREDICT_CARRY_ALL: _DRAFT,
    ActionId.PREDICT_TAKE_ALL: _NEW_OBJECT,
    ActionId.PREDICT_DROP_ALL: _DRAFT,
    ActionId.PREDICT_NEXT_BOX: _DRAFT,
    ActionId.PREDICT_QUEUE: _DRAFT,
    ActionId.PREDICT_QUEUE_NEXT: _DRAFT,
    ActionId.REVIEW_APPROVE: _SIGN_OFF,
    ActionId.REVIEW_RETURN: _SIGN_OFF,
    ActionId.REVIEW_REQUIRED: _PROJECT,
    ActionId.REVIEW_FOUR_EYES: _PROJECT,
    ActionId.REVIEW_SHARED_ACCOUNTS: _PROJECT,
    ActionId.MODEL_BASE: _PROJECT,
    ActionId.MODEL_TRAIN: _VERSIONS,
    ActionId.MODEL_ROLL_BACK: _VERSIONS,
} | dict.fromkeys(
    # A mask tool takes the current mask, so that there is one to draw into.
    (
        ActionId.TOOL_BRUSH,
        ActionId.TOOL_ERASER,
        ActionId.TOOL_LASSO_ADD,
        ActionId.TOOL_LASSO_SUBTRACT,
        ActionId.TOOL_POLYGON_ADD,
        ActionId.TOOL_POLYGON_SUBTRACT,
    ),
    _NEW_OBJECT,
)

EFFECTS: dict[ActionId, Effects] = {spec.id: _CHANGING.get(spec.id, _NONE) for spec in SPECS}
"""By the command's id. A command that is not named changes nothing in the project."""

GESTURES: tuple[Gesture, ...] = (
    Gesture("Drag with the box tool", _DRAFT),
    Gesture("Drag with the box tool and Shift", _DRAFT),
    Gesture("Drag a handle of the current box", _DRAFT),
    Gesture("Drag a handle of the selected object's box", _MASK),
    Gesture("Click with a point tool, nothing selected", _DRAFT),
    Gesture("Click with a point tool, an object selected", _MASK),
    Gesture("Stroke, lasso or polygon, an object selected", _MASK),
    Gesture("Stroke, lasso or polygon, nothing selected", _NEW_OBJECT),
    Gesture("Arrow key, the current box", _DRAFT),
    Gesture("Arrow key, an object with a box selected", _MASK),
    Gesture("Click an object", _NONE),
    Gesture("Click the eye of an object in the list", _NONE),
    Gesture("Click a waiting box", _DRAFT),
    Gesture("Right click: the menu of an object, image, class or version", _NONE),
    Gesture("Click an image in the list", _NONE),
    Gesture("Press or drag in the navigator", _NONE),
    Gesture("Wheel, pan, space, zoom, hold X or Z", _NONE),
    Gesture("Wheel with Alt, an open box or point", _DRAFT),
    Gesture("Wheel with Alt, an object selected", _MASK),
    Gesture("Click a class or Alt with a number, an object selected", _MASK),
    Gesture("Click a class or Alt with a number, nothing selected", _NONE),
    Gesture("Rename a class", _PROJECT),
    Gesture("Menu of a class: colour, place", _PROJECT),
    # Accepted masks stay accepted, under the name of whoever merges; it asks first and can be taken back.
    Gesture("Menu of a class: merge into another", _MASK | _PROJECT),
    Gesture("Menu of a class: delete one without objects", _PROJECT),
    Gesture("Click objects in their list, also several", _NONE),
    Gesture("Drop files or folders on the window", _PROJECT),
    Gesture("Wall: approve the selected images, after a question", _SIGN_OFF),
    Gesture("Wall: return the selected images, after a question", _SIGN_OFF),
    Gesture("Wall: change the class on the selected images, after a question", _MASK),
    Gesture("Wall: move the selected images to a lot", _PROJECT),
    Gesture("Wall: remove the selected images, after a question", _MASK | _PROJECT),
    Gesture("Wall: select, filter, sort, show more like this, open an image, export counts", _NONE),
    Gesture("Close the window, with anything open or waiting", _NONE),
)
