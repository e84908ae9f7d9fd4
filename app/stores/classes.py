"""The open project's defect classes as the window knows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.project.records import ClassRecord

if TYPE_CHECKING:  # the database library costs 0.4 s that the window's start must not pay
    from samft_core.project.project import Project


class ClassStore(QObject):
    """Belongs to the project store, which says when another project is open.

    ``renamed`` carries the old and the new name, before ``changed``.
    """

    changed = Signal()
    renamed = Signal(str, str)

    def __init__(self, project: Callable[[], Project], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.records: list[ClassRecord] = []
        """The classes in their order."""

    def named(self, name: str) -> ClassRecord | None:
        """The class of this name."""
        return next((record for record in self.records if record.name == name), None)

    def current_name(self, name: str) -> str:
        """What the class that is shown as ``name`` is called now: another window may have renamed it.

        A name that is shown nowhere comes back as it is. Raises ProjectError where the class is gone.
        """
        shown = self.named(name)
        if shown is None:
            return name
        project = self._project()
        records = project.classes.all()
        if records != self.records:
            self.reload()
        current = next((record for record in records if record.id == shown.id), None)
        if current is None:
            remedy = Message("remedy.choose_other_class")
            raise ProjectError(Message("class.gone", name=name), path=project.folder, remedy=remedy)
        return current.name

    def add(self, name: str) -> ClassRecord:
        """Add a defect class, or give the one of this name back."""
        record = self._project().classes.add(name)
        self.reload()
        return record

    def rename(self, class_id: int, name: str) -> ClassRecord:
        """Give a class another name, everywhere."""
        record = self._project().classes.rename(class_id, name)
        self.reload()
        return record

    def set_color(self, class_id: int, color: int) -> None:
        """Give a class another colour of the palette."""
        self._project().classes.set_color(class_id, color)
        self.reload()

    def move(self, class_id: int, by: int) -> None:
        """Put a class further down the list, or up."""
        self._project().classes.move(class_id, by)
        self.reload()

    def delete(self, class_id: int) -> None:
        """Delete a class that no object is of."""
        self._project().classes.delete(class_id)
        self.reload()

    def reload(self) -> None:
        """Read the classes again."""
        before = {record.id: record.name for record in self.records}
        self.records = self._project().classes.all()
        for record in self.records:
            if before.get(record.id, record.name) != record.name:
                self.renamed.emit(before[record.id], record.name)
        self.changed.emit()
