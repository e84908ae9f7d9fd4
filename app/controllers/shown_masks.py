"""Whether what a gesture would take has stood on the picture long enough to be seen.

A better answer of the model, a colleague or another version in use may replace a mask while the inspector's
finger is on its way to the key. What is decided is what was looked at.
"""

from __future__ import annotations

import enum
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance

from app.actions.ids import ActionId
from app.services.hub import Hub

REACTION_S = 0.25
"""A key pressed this soon after a mask was replaced was decided on before."""


class Shown(enum.Enum):
    """What lies over the picture and can be taken or decided on."""

    CURRENT = "current"
    OBJECTS = "objects"
    BOXES = "boxes"


CLASS_CHOICE = "class.choose"
"""The choice of a class, which is no action."""

_EVERYTHING = tuple(Shown)

CONCERNED: dict[str, tuple[Shown, ...]] = {
    ActionId.IMAGE_ACCEPT: (Shown.CURRENT, Shown.OBJECTS),
    ActionId.IMAGE_ACCEPT_NEXT: (Shown.CURRENT, Shown.OBJECTS),
    ActionId.IMAGE_GOOD: (Shown.OBJECTS,),
    ActionId.IMAGE_REOPEN: (Shown.OBJECTS,),
    ActionId.IMAGE_COPY_FORWARD: (Shown.OBJECTS,),
    ActionId.REVIEW_APPROVE: (Shown.OBJECTS,),
    ActionId.REVIEW_RETURN: (Shown.OBJECTS,),
    ActionId.EDIT_DELETE: (Shown.OBJECTS,),
    CLASS_CHOICE: (Shown.OBJECTS,),
    ActionId.OBJECT_DUPLICATE: (Shown.OBJECTS,),
    ActionId.OBJECT_SPLIT: (Shown.OBJECTS,),
    ActionId.OBJECT_MERGE: (Shown.OBJECTS,),
    ActionId.PREDICT_USE: (Shown.CURRENT,),
    ActionId.PREDICT_USE_BASE: (Shown.CURRENT,),
    ActionId.PREDICT_USE_TUNED: (Shown.CURRENT,),
    ActionId.PREDICT_USE_THIRD: (Shown.CURRENT,),
    ActionId.PREDICT_TAKE_ALL: (Shown.CURRENT, Shown.BOXES),
    ActionId.TOOL_BRUSH: (Shown.CURRENT,),
    ActionId.TOOL_ERASER: (Shown.CURRENT,),
    ActionId.TOOL_LASSO_ADD: (Shown.CURRENT,),
    ActionId.TOOL_LASSO_SUBTRACT: (Shown.CURRENT,),
    ActionId.TOOL_POLYGON_ADD: (Shown.CURRENT,),
    ActionId.TOOL_POLYGON_SUBTRACT: (Shown.CURRENT,),
    ActionId.MASK_GROW: (Shown.OBJECTS,),
    ActionId.MASK_SHRINK: (Shown.OBJECTS,),
    ActionId.MASK_SMOOTH: (Shown.OBJECTS,),
    ActionId.MASK_FILL: (Shown.OBJECTS,),
    ActionId.MASK_ISLANDS: (Shown.OBJECTS,),
}
"""What each gesture takes, changes or decides on, by its action's id."""


class ShownMasks(QObject):
    """Hears of every mask that comes or is replaced without the inspector, and of every paint."""

    def __init__(
        self,
        hub: Hub,
        *,
        painted: SignalInstance,
        request_paint: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._request_paint = request_paint
        self._unpainted: dict[Shown, bool] = {}
        self._replaced_at: dict[Shown, float] = {}
        painted.connect(self._painted)
        taken = (Shown.CURRENT, Shown.OBJECTS)
        hub.predictions.answered.connect(lambda _version: self._note(taken, replaced=False))
        hub.predictions.replaced.connect(lambda _version: self._note(taken, replaced=True))
        hub.annotations.replaced.connect(lambda _image: self._note((Shown.OBJECTS,), replaced=True))
        hub.boxes.changed.connect(lambda image_id: self._boxes_changed(image_id, replaced=False))
        hub.boxes.replaced.connect(lambda image_id: self._boxes_changed(image_id, replaced=True))
        hub.models.active_changed.connect(lambda _name: self._version_changed())
        hub.models.pair_changed.connect(self._version_changed)
        hub.selection.image_changed.connect(lambda _id: self._image_changed())

    def replaced_by_others(self) -> None:
        """Somebody else changed what is shown."""
        self._note(_EVERYTHING, replaced=True)

    def seen(self, gesture: str) -> bool:
        """Whether what ``gesture`` is about (a key of CONCERNED) was painted, and not replaced just now."""
        concerned = CONCERNED.get(gesture, ())
        if any(what in self._unpainted for what in concerned):
            return False
        since = time.monotonic() - REACTION_S
        return all(self._replaced_at.get(what, since) <= since for what in concerned)

    def _note(self, concerned: tuple[Shown, ...], *, replaced: bool) -> None:
        for what in concerned:
            self._unpainted[what] = replaced or self._unpainted.get(what, False)
        self._request_paint()

    def _boxes_changed(self, image_id: int, *, replaced: bool) -> None:
        if image_id == self._hub.selection.image_id:
            self._note((Shown.BOXES,), replaced=replaced)

    def _version_changed(self) -> None:
        """The mask of another version is the one that is taken now."""
        if self._hub.predictions.versions:
            self._note((Shown.CURRENT,), replaced=True)
        if self._hub.boxes.boxes(self._hub.selection.image_id):
            self._note((Shown.BOXES,), replaced=True)

    def _image_changed(self) -> None:
        self._replaced_at.clear()
        self._unpainted.clear()
        self._note(_EVERYTHING, replaced=False)

    def _painted(self) -> None:
        now = time.monotonic()
        for what, replaced in self._unpainted.items():
            if replaced:
                self._replaced_at[what] = now
        self._unpainted.clear()
