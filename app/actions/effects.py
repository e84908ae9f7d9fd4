"""What each command and each gesture on the picture may change; everything else it leaves as it is.

``docs/gestures.md`` is written from here, and a test walks every command in every state of an image and
holds it to this table.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

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
    """Which images belong to the project, its rules, and files written outside it."""


Effects = frozenset[Effect]


@dataclass(frozen=True, slots=True)
class Gesture:
    """One way of using mouse or keyboard that is no command: its name in words, and what it may change."""

    name: str
    changes: Effects


_NONE: Effects = frozenset()
_DRAFT = frozenset((Effect.DRAFT,))
_MASK = frozenset((Effect.DRAFT, Effect.TRUTH, Effect.SIGN_OFF))
"""A change of the selected object. Where that is accepted, it is a draft again; undo brings it back."""
_NEW_OBJECT = frozenset((Effect.DRAFT, Effect.SIGN_OFF))
"""A new draft. An image with one is not decided any more, so a sign-off as good or an approval goes."""
_DECISION = frozenset((Effect.DRAFT, Effect.SIGN_OFF))
_SIGN_OFF = frozenset((Effect.SIGN_OFF,))
_ANY_STEP = _MASK
_VERSIONS = frozenset((Effect.VERSIONS,))
_PROJECT = frozenset((Effect.PROJECT,))
_EVERYTHING: Effects = frozenset(Effect)
_CHANGING: dict[str, Effects] = {
    "project.open": _PROJECT,
    "project.new": _PROJECT,
    "project.sample": _PROJECT,
    "project.add": _PROJECT,
    "project.export": _PROJECT,
    "project.locate": _PROJECT,
    "project.check_again": _PROJECT,
    "project.check": _PROJECT,
    "project.restore": _EVERYTHING,
    "project.undo_import": _MASK | _PROJECT,
    "image.try_again": _PROJECT,
    "image.new_picture": _SIGN_OFF | _PROJECT,
    "image.set_lot": _PROJECT,
    "image.remove": _MASK | _PROJECT,
    "image.copy_forward": _NEW_OBJECT,
    "image.accept": _DECISION,
    "image.accept_next": _DECISION,
    "image.good": _DECISION,
    "image.reopen": _SIGN_OFF,
    "edit.undo": _ANY_STEP,
    "edit.redo": _ANY_STEP,
    "edit.delete": _MASK,
    "mask.grow": _MASK,
    "mask.shrink": _MASK,
    "mask.smooth": _MASK,
    "mask.fill": _MASK,
    "mask.islands": _MASK,
    "predict.use": _MASK,
    "predict.use_base": _MASK,
    "predict.use_tuned": _MASK,
    "predict.use_third": _MASK,
    "predict.carry": _DRAFT,
    "predict.proposals": _MASK,
    "predict.look": _DRAFT,
    "predict.carry_all": _DRAFT,
    "predict.take_all": _NEW_OBJECT,
    "predict.drop_all": _DRAFT,
    "predict.next_box": _DRAFT,
    "review.approve": _SIGN_OFF,
    "review.return": _SIGN_OFF,
    "review.required": _PROJECT,
    "review.four_eyes": _PROJECT,
    "review.shared_accounts": _PROJECT,
    "model.base": _PROJECT,
    "model.train": _VERSIONS,
    "model.roll_back": _VERSIONS,
} | dict.fromkeys(
    # A mask tool takes the mask in hand, so that there is one to draw into.
    (
        *("tool.brush", "tool.eraser", "tool.lasso_add", "tool.lasso_subtract"),
        *("tool.polygon_add", "tool.polygon_subtract"),
    ),
    _NEW_OBJECT,
)

EFFECTS: dict[str, Effects] = {spec.id: _CHANGING.get(spec.id, _NONE) for spec in SPECS}
"""By the command's id. A command that is not named changes nothing in the project."""

GESTURES: tuple[Gesture, ...] = (
    Gesture("Drag with the box tool", _DRAFT),
    Gesture("Drag with the box tool and Shift", _DRAFT),
    Gesture("Drag a handle of the box in hand", _DRAFT),
    Gesture("Drag a handle of the selected object's box", _MASK),
    Gesture("Click with a point tool, nothing selected", _DRAFT),
    Gesture("Click with a point tool, an object selected", _MASK),
    Gesture("Stroke, lasso or polygon, an object selected", _MASK),
    Gesture("Stroke, lasso or polygon, nothing selected", _NEW_OBJECT),
    Gesture("Arrow key, a box in hand", _DRAFT),
    Gesture("Arrow key, an object with a box selected", _MASK),
    Gesture("Click an object", _NONE),
    Gesture("Click a waiting box", _DRAFT),
    Gesture("Click an image in the list", _NONE),
    Gesture("Wheel, pan, space, zoom, hold X", _NONE),
    Gesture("Wheel with Alt, a question in hand", _DRAFT),
    Gesture("Wheel with Alt, an object selected", _MASK),
    Gesture("Click a class or Alt with a number, an object selected", _MASK),
    Gesture("Click a class or Alt with a number, nothing selected", _NONE),
    Gesture("Rename a class", _PROJECT),
    Gesture("Drop files or folders on the window", _PROJECT),
    Gesture("Close the window, with anything in hand or waiting", _NONE),
)
