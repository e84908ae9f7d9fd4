"""What is done to a class itself: colour, place, merging, deleting. Asks before it touches objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.commands.history import History
from app.dialogs.confirmation import ask
from app.services.hub import Hub
from app.stores.project import ImageIndex
from app.theme.theme import Theme
from samft_core.errors import LockedError, SamftError
from samft_core.project.records import ClassRecord

if TYPE_CHECKING:  # the database library costs time that the window's start must not pay
    from samft_core.project.class_merges import ClassMerge


class ClassController(QObject):
    """Belongs to the window, over which it asks."""

    def __init__(self, hub: Hub, history: History, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._selection = hub.selection
        self._reporter = hub.reporter
        self._notes = hub.notes
        self._history = history
        self._theme = theme
        self._window = window

    def set_color(self, record: ClassRecord, color: int) -> None:
        """Give a class another colour of the palette."""
        try:
            self._projects.classes.set_color(record.id, color)
        except SamftError as error:
            self._reporter.report(error, self.tr("The colour cannot be changed"))

    def move(self, record: ClassRecord, by: int) -> None:
        """Put a class further down the list, or up; its key goes by its place."""
        try:
            self._projects.classes.move(record.id, by)
        except SamftError as error:
            self._reporter.report(error, self.tr("The class cannot be moved"))

    def ask_delete(self, record: ClassRecord) -> None:
        """Shall a class go? One with objects can only be merged into another, and this says so."""
        try:
            uses = self._projects.project.classes.uses(record.id)
        except SamftError as error:
            self._reporter.report(error, self.tr("The class cannot be deleted"))
            return
        if uses.objects:
            objects = self.tr("%n objects are of the class {0}", "", uses.objects).format(record.name)
            images = self.tr("on %n images", "", uses.images)
            text = self.tr("{0}, {1}. Merge it into another class instead, or delete them first.")
            self._notes.show(text.format(objects, images))
            return
        ask(
            self.tr("Delete the class {0}?").format(record.name),
            [self.tr("No object is of this class. A class of the same name can be added again.")],
            yes=self.tr("Delete"),
            go=lambda: self._delete(record),
            colors=self._theme.colors,
            parent=self._window,
            warn=True,
        )

    def _delete(self, record: ClassRecord) -> None:
        try:
            self._projects.classes.delete(record.id)
        except SamftError as error:
            self._reporter.report(error, self.tr("The class cannot be deleted"))
            return
        if self._selection.class_name == record.name:
            self._selection.select_class("")

    def ask_merge(self, record: ClassRecord, into: ClassRecord) -> None:
        """Shall all objects of one class be of another from now on? Says how many that are."""
        try:
            uses = self._projects.project.classes.uses(record.id)
        except SamftError as error:
            self._reporter.report(error, self.tr("The classes cannot be merged"))
            return
        objects = self.tr("%n objects", "", uses.objects)
        images = self.tr("%n images", "", uses.images)
        words = self.tr(
            "Objects with the class {3}: {0} on {1}. They get the class {2}, and {3} goes. No mask changes."
        )
        lines = [words.format(objects, images, into.name, record.name)]
        if uses.accepted:
            accepted = self.tr("%n of them are ground truth and stay so, signed by you", "", uses.accepted)
            lines.append(self.tr("{0}. Approvals of their images are to be given anew.").format(accepted))
        lines.append(
            self.tr("Undo on the picture takes the merge back. Steps made before it can no longer be undone.")
        )
        ask(
            self.tr("Merge {0} into {1}?").format(record.name, into.name),
            lines,
            yes=self.tr("Merge"),
            go=lambda: self._merge(record, into),
            colors=self._theme.colors,
            parent=self._window,
            warn=True,
        )

    def _merge(self, record: ClassRecord, into: ClassRecord) -> None:
        project = self._projects.project
        self._let_go()
        try:
            merge = project.class_merges.merge(record.id, into.id)
        except LockedError:
            text = self.tr("Nothing was merged: an object of the class {0} is locked. Unlock it first.")
            self._notes.show(text.format(record.name))
            return
        except SamftError as error:
            self._reporter.report(error, self.tr("The classes cannot be merged"))
            return
        if self._selection.class_name == record.name:
            self._selection.select_class(into.name)
        self._read_again()
        text = self.tr("%n objects have the class {0} now.", "", len(merge.objects))
        self._notes.show(text.format(into.name), lambda: self._take_apart(merge))

    def _take_apart(self, merge: ClassMerge) -> None:
        self._let_go()
        try:
            back = self._projects.project.class_merges.take_apart(merge)
        except SamftError as error:
            self._reporter.report(error, self.tr("The merge cannot be taken back"))
            return
        self._read_again()
        left = len(merge.objects) - back
        if left:
            text = self.tr("%n objects were changed since and keep their class.", "", left)
            self._notes.show(text)

    def _let_go(self) -> None:
        """Put down the current box or object: it names a class that may go."""
        self._predictions.clear()
        self._selection.select_annotation(None)

    def _read_again(self) -> None:
        # Many images may have changed: they are read at once, as after an import.
        project = self._projects.project
        self._history.clear()
        self._projects.set_images(ImageIndex.of(project.images.all()))
        self._projects.classes.reload()
        self._annotations.reload()
