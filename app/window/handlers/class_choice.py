"""Which class the next object gets: chosen in the list, asked for over the picture, or added."""

from __future__ import annotations

from collections.abc import Callable

from app.controllers.editing import EditingController
from app.controllers.project import ProjectController
from app.controllers.shown_masks import CLASS_CHOICE
from app.panels.class_chooser import ClassChooser
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.window.handlers.guard import GestureGuard


class ClassChoice:
    """Chooses a class; that of the selected objects changes only as they were seen."""

    def __init__(
        self,
        projects: ProjectStore,
        selection: SelectionStore,
        *,
        chooser: ClassChooser,
        project: ProjectController,
        editing: EditingController,
        guard: GestureGuard,
    ) -> None:
        self._projects = projects
        self._selection = selection
        self._chooser = chooser
        self._project = project
        self._editing = editing
        self._guard = guard

    def ask(self, go_on: Callable[[], object]) -> None:
        """Ask for the class of a mask that is about to become an object; ``go_on`` once it is known."""

        def chosen(name: str) -> None:
            clean = self._project.class_for(name)
            if clean is not None:
                self._selection.select_class(clean)
                go_on()

        self._chooser.ask(self._projects.classes.records, chosen)

    def choose(self, name: str) -> None:
        """Choose the class of the next objects and of the selected ones."""
        if not self._editing.would_relabel(name) or self._guard.seen(CLASS_CHOICE):
            self._editing.set_class(name)

    def add(self, name: str) -> None:
        """Add a class to the project and choose it."""
        clean = self._project.add_class(name)
        if clean is not None:
            self.choose(clean)
