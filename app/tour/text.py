"""The tour's steps and what each says, with the keys as they are mapped now."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.actions.ids import ActionId

_translate = QCoreApplication.translate


class Step(enum.IntEnum):
    """What the tour shows, in order; END says what comes after."""

    BOX = 1
    COMPARE = 2
    CORRECT = 3
    ACCEPT = 4
    TRAIN = 5
    END = 6


def title_of(step: Step) -> str:
    """The step in a few words."""
    return {
        Step.BOX: _translate("tour", "Draw a box"),
        Step.COMPARE: _translate("tour", "Compare the answers"),
        Step.CORRECT: _translate("tour", "Correct the mask"),
        Step.ACCEPT: _translate("tour", "Accept it"),
        Step.TRAIN: _translate("tour", "Fine-tune"),
        Step.END: _translate("tour", "That was the whole loop"),
    }[step]


def text_of(step: Step, key: Callable[[ActionId], str], *, tuned: bool, marked: bool) -> str:
    """What to do, and why.

    ``key`` gives an action's key, ``tuned`` says whether there is a tuned version, ``marked`` whether the
    ring stands round a defect.
    """
    match step:
        case Step.BOX:
            return _box_text(marked=marked)
        case Step.COMPARE:
            return _compare_text(key, tuned=tuned)
        case Step.CORRECT:
            text = _translate(
                "tour",
                "{0} takes the mask. Then paint what is missing with the brush ({1}), and wipe off what is"
                " too much with the eraser ({2}). {3} takes a stroke back.",
            )
            return text.format(
                key(ActionId.PREDICT_USE),
                key(ActionId.TOOL_BRUSH),
                key(ActionId.TOOL_ERASER),
                key(ActionId.EDIT_UNDO),
            )
        case Step.ACCEPT:
            text = _translate(
                "tour",
                "Accept ({0}) makes the mask ground truth: the model learns from it, and no model ever"
                " changes it. An image without a defect is signed off as good ({1}).",
            )
            return text.format(key(ActionId.IMAGE_ACCEPT), key(ActionId.IMAGE_GOOD))
        case Step.TRAIN:
            return _translate(
                "tour",
                "This button teaches the model your masks, on this PC. You can go on working meanwhile, or"
                " cancel. The new version is offered only if it is better on images it has not seen.",
            )
    text = _translate(
        "tour",
        "Your own images: drop their folder on the window. {0} finds any command, {1} lists the keys. This"
        " tour stays in the Help menu.",
    )
    return text.format(key(ActionId.HELP_PALETTE), key(ActionId.HELP_KEYS))


def _box_text(*, marked: bool) -> str:
    how = _translate("tour", "Press the left button at one corner, drag to the other, and let go.")
    if marked:
        return _translate("tour", "The broken glass is marked.") + " " + how
    return _translate("tour", "Look for something that does not belong on the glass.") + " " + how


def _compare_text(key: Callable[[ActionId], str], *, tuned: bool) -> str:
    if not tuned:
        text = _translate(
            "tour",
            "This is the base model's mask. Once you have fine-tuned, your own version's mask stands beside"
            " it. Until then look at three proposals of the base model: press {0}.",
        )
        return text.format(key(ActionId.PREDICT_PROPOSALS))
    text = _translate(
        "tour",
        "The base model's mask and your tuned version's, each with its score. Set them side by side ({0}),"
        " wipe between them ({1}), or mark where they differ ({2}).",
    )
    return text.format(key(ActionId.VIEW_COMPARE), key(ActionId.VIEW_WIPE), key(ActionId.VIEW_DIFFERENCE))
