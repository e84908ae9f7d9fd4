"""What the inspector looks at: the image, the object, the class for the next object."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal


class SelectionStore(QObject):
    """Ids of what is selected; each setter tells only about a change.

    ``may_leave`` says whether another image may be shown now; where not, ``image_kept`` tells who asked.
    """

    image_changed = Signal(object)
    image_kept = Signal()
    annotation_changed = Signal(object)
    several_changed = Signal()
    hidden_changed = Signal()
    class_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image_id: int | None = None
        self._annotation_id: int | None = None
        self._others: tuple[int, ...] = ()
        self._hidden: frozenset[int] = frozenset()
        self._class_name = ""
        self.may_leave: Callable[[], bool] = lambda: True

    @property
    def image_id(self) -> int | None:
        """The image on the canvas."""
        return self._image_id

    def select_image(self, image_id: int | None) -> None:
        """Show another image; the object selected before is no longer selected."""
        if image_id != self._image_id:
            if image_id is not None and self._image_id is not None and not self.may_leave():
                self.image_kept.emit()
                return
            self.select_annotation(None)
            self.show_all()
            self._image_id = image_id
            self.image_changed.emit(image_id)

    @property
    def annotation_id(self) -> int | None:
        """The object that brush and class act on."""
        return self._annotation_id

    def select_annotation(self, annotation_id: int | None) -> None:
        """Act on another object, and on it alone."""
        self.select_others(())
        self._set_hidden(self._hidden - {annotation_id})  # what is worked on is in sight
        if annotation_id != self._annotation_id:
            self._annotation_id = annotation_id
            self.annotation_changed.emit(annotation_id)

    @property
    def annotation_ids(self) -> tuple[int, ...]:
        """All objects that are selected: the one that brush and class act on first."""
        return () if self._annotation_id is None else (self._annotation_id, *self._others)

    def select_others(self, annotation_ids: Iterable[int]) -> None:
        """Select these objects beside the one that is: merging, locking and deleting mean all of them."""
        others = tuple(other for other in annotation_ids if other != self._annotation_id)
        self._set_hidden(self._hidden.difference(others))
        if others != self._others:
            self._others = others
            self.several_changed.emit()

    @property
    def hidden_ids(self) -> frozenset[int]:
        """Objects of the image that are not shown, until another image is, or they are selected."""
        return self._hidden

    def hide(self, annotation_ids: Iterable[int]) -> None:
        """Show these objects no longer; what is hidden is not selected."""
        hidden = frozenset(annotation_ids)
        if not hidden.isdisjoint(self.annotation_ids):
            self.select_annotation(None)
        self._set_hidden(self._hidden | hidden)

    def show_again(self, annotation_id: int) -> None:
        """Show one hidden object."""
        self._set_hidden(self._hidden - {annotation_id})

    def show_all(self) -> None:
        """Show every object."""
        self._set_hidden(frozenset())

    def _set_hidden(self, hidden: frozenset[int]) -> None:
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed.emit()

    @property
    def class_name(self) -> str:
        """The class the next object gets."""
        return self._class_name

    def follow_class(self, old: str, new: str) -> None:
        """A class was renamed: the marked one stays marked under its new name."""
        if self._class_name == old:
            self.select_class(new)

    def select_class(self, name: str) -> None:
        """Give the next objects another class."""
        if name != self._class_name:
            self._class_name = name
            self.class_changed.emit(name)
