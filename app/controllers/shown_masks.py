"""Whether what a gesture would take has stood on the picture long enough to be seen.

A better answer of the model, a colleague or another version in use may replace a mask while the inspector's
finger is on its way to the key. What is decided is what was looked at.
"""

from __future__ import annotations

import enum
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance

from app.services.hub import Hub

REACTION_S = 0.25
"""A key pressed this soon after a mask was replaced was decided on before."""


class Shown(enum.Enum):
    """What lies over the picture and can be taken or decided on."""

    HAND = "hand"
    OBJECTS = "objects"
    BOXES = "boxes"


CLASS_CHOICE = "class.choose"
"""The choice of a class, which is no action."""

_EVERYTHING = tuple(Shown)
_MASK_TOOLS = ("brush", "eraser", "lasso_add", "lasso_subtract", "polygon_add", "polygon_subtract")

CONCERNED: dict[str, tuple[Shown, ...]] = {
    "image.accept": (Shown.HAND, Shown.OBJECTS),
    "image.accept_next": (Shown.HAND, Shown.OBJECTS),
    "image.good": (Shown.OBJECTS,),
    "image.reopen": (Shown.OBJECTS,),
    "image.copy_forward": (Shown.OBJECTS,),
    "review.approve": (Shown.OBJECTS,),
    "review.return": (Shown.OBJECTS,),
    "edit.delete": (Shown.OBJECTS,),
    CLASS_CHOICE: (Shown.OBJECTS,),
    "object.duplicate": (Shown.OBJECTS,),
    "object.split": (Shown.OBJECTS,),
    "object.merge": (Shown.OBJECTS,),
    "predict.use": (Shown.HAND,),
    "predict.use_base": (Shown.HAND,),
    "predict.use_tuned": (Shown.HAND,),
    "predict.use_third": (Shown.HAND,),
    "predict.take_all": (Shown.HAND, Shown.BOXES),
    **{f"tool.{name}": (Shown.HAND,) for name in _MASK_TOOLS},
    **{f"mask.{name}": (Shown.OBJECTS,) for name in ("grow", "shrink", "smooth", "fill", "islands")},
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
        taken = (Shown.HAND, Shown.OBJECTS)
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
            self._note((Shown.HAND,), replaced=True)
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
