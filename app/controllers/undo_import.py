"""Taking the last import back: from its note at once, from the menu after a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.language.numbers import moment
from app.services.hub import Hub
from app.stores.project import ImageIndex
from samft_core.errors import SamftError

if TYPE_CHECKING:
    from samft_core.project.imports import LastImport, UndoneImport
    from samft_core.project.project import Project

NAMED = 3
"""Images that stay and are named; the rest is counted."""

Confirm = Callable[[list[str], Callable[[], None]], object]
"""Asks whether an import is to be taken back: in which words, and what to do after a yes."""
TakeOver = Callable[["Project", ImageIndex, str], None]
"""Shows the images of a project as they are after a change, and says what happened."""


class UndoImportController(QObject):
    """Owns no widget."""

    def __init__(
        self,
        hub: Hub,
        *,
        confirm: Confirm,
        take_over: TakeOver,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._selection = hub.selection
        self._background = hub.background
        self._reporter = hub.reporter
        self._notes = hub.notes
        self._confirm = confirm
        self._take_over = take_over
        hub.projects.opened.connect(self._find_last)

    def _find_last(self) -> None:
        """On opening: find out whether there is an import that can still be taken back."""
        project = self._projects.project
        self._background.run_task(
            lambda _token: project.imports.last(),
            done=lambda last: self._found(project, last),
            failed=lambda _error: None,  # whoever wants to take one back is told
        )

    def _found(self, project: Project, last: LastImport | None) -> None:
        if self._is_open(project) and not self._projects.last_import:
            self._projects.set_last_import(last.key if last is not None and last.can_be_taken_back else "")

    def offer(self, project: Project, key: str, words: str) -> None:
        """An import has just come in: say so on the picture, with the way back."""
        if key and self._is_open(project):
            self._projects.set_last_import(key)
            self._notes.show(words, lambda: self._take_back(project, key))

    def ask_first(self) -> None:
        """Say what would go and what stays, and take the newest import back after a yes."""
        project = self._projects.project
        self._background.run_task(
            lambda _token: project.imports.last(),
            done=lambda last: self._ask(project, last),
            failed=self._failed,
        )

    def _ask(self, project: Project, last: LastImport | None) -> None:
        if not self._is_open(project):
            return
        if last is None or not last.can_be_taken_back:
            self._projects.set_last_import("")
            self._notes.show(self.tr("Nothing of the last import can be taken back any more."))
            return
        undo = last.undo
        words = [self.tr("Brought in by {0}, {1}.").format(last.who, moment(last.at))]
        words.append(self.tr("These go: {0}.").format(self._counts(undo)))
        if undo.left:
            words.append(self.tr("{0}.").format(self._left_words(undo)))
        words.append(
            self.tr("The image files stay where they are. To have all of it back, import the folder again.")
        )
        self._confirm(words, lambda: self._take_back(project, last.key))

    def _take_back(self, project: Project, key: str) -> None:
        """Take an import out again, as one step; what was worked on since stays."""
        if not self._is_open(project):
            return
        self._projects.set_last_import("")

        def done(result: tuple[UndoneImport, ImageIndex]) -> None:
            undone, images = result
            self._projects.importing -= 1
            if self._is_open(project):
                self._show(project, undone, images)

        def failed(error: BaseException) -> None:
            self._projects.importing -= 1
            if self._is_open(project):
                self._projects.set_last_import(key)
            self._failed(error)

        # Counted among the imports: meanwhile nobody looks for changes of colleagues, as these are our
        # own.
        self._projects.importing += 1
        self._background.run_task(
            lambda _token: (project.imports.undo(key), ImageIndex.of(project.images.all())),
            done=done,
            failed=failed,
        )

    def _show(self, project: Project, undone: UndoneImport, images: ImageIndex) -> None:
        words = self.tr("The import was taken back: {0}").format(self._counts(undone))
        words += self.tr(". {0}").format(self._left_words(undone)) if undone.left else ""
        words = self.tr("{0}.").format(words)
        # Before the list is replaced: no panel should look up an image that is gone.
        if self._selection.image_id not in images.images:
            self._selection.select_image(None)
        self._take_over(project, images, words)
        self._notes.show(words)
        if self._selection.image_id is not None:
            # An image that stays may have lost masks that came with the import.
            self._annotations.load(self._selection.image_id)

    def _counts(self, undone: UndoneImport) -> str:
        words = self.tr("%n images", "", undone.images)
        words += self.tr(", %n masks", "", undone.annotations) if undone.annotations else ""
        return words + (self.tr(", %n good", "", undone.good) if undone.good else "")

    def _left_words(self, undone: UndoneImport) -> str:
        left = ", ".join(undone.left[:NAMED]) + ("…" if len(undone.left) > NAMED else "")
        return self.tr("%n stay, they were worked on since: {0}", "", len(undone.left)).format(left)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, SamftError):
            self._reporter.report(error, self.tr("The import cannot be taken back"))
        else:
            self._reporter.report(error)

    def _is_open(self, project: Project) -> bool:
        return self._projects.is_open and self._projects.project is project
