"""What a right click on a class offers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint

from app.controllers.classes import ClassController
from app.panels.classes import ClassesPanel, swatch
from app.services.hub import Hub
from app.theme.theme import Theme
from app.theme.tokens import CLASS_COLORS
from app.window.context_menus import ContextMenus, MenuEntry
from samft_core.project.records import ClassRecord


class ClassMenu(QObject):
    """Rename, colour, place, merge, delete; nothing where the project is only looked at or reviewed."""

    def __init__(
        self,
        hub: Hub,
        *,
        panel: ClassesPanel,
        controller: ClassController,
        menus: ContextMenus,
        theme: Theme,
    ) -> None:
        super().__init__(menus)
        self._projects = hub.projects
        self._reviews = hub.reviews
        self._panel = panel
        self._controller = controller
        self._menus = menus
        self._theme = theme
        self.allowed = True
        """Whether classes may be changed here; not in a kiosk."""
        panel.menu_wanted.connect(self.open)

    def open(self, record: ClassRecord, at: QPoint) -> None:
        """Show the menu of a class."""
        if self.allowed and not self._projects.read_only and not self._reviews.on:
            self._menus.offer(self.entries(record), at)

    def entries(self, record: ClassRecord) -> list[MenuEntry]:
        """What can be done with a class."""
        others = [other for other in self._projects.classes.records if other.id != record.id]
        colors = [
            MenuEntry(
                self._color_name(place),
                partial(self._controller.set_color, record, place),
                swatch(color, self._theme.colors.border_strong),
            )
            for place, color in enumerate(CLASS_COLORS)
        ]
        found = [
            MenuEntry(self.tr("Rename"), partial(self._panel.edit_name, record.id)),
            MenuEntry(self.tr("Colour"), below=colors),
            MenuEntry(self.tr("Move up"), partial(self._controller.move, record, -1)),
            MenuEntry(self.tr("Move down"), partial(self._controller.move, record, 1)),
        ]
        if others:
            into = [MenuEntry(o.name, partial(self._controller.ask_merge, record, o)) for o in others]
            found.append(MenuEntry(self.tr("Merge into"), below=into))
        return [*found, MenuEntry(self.tr("Delete…"), partial(self._controller.ask_delete, record))]

    def _color_name(self, place: int) -> str:
        names = (
            self.tr("Crimson"),
            self.tr("Violet"),
            self.tr("Brown"),
            self.tr("Dark blue"),
            self.tr("Sand"),
            self.tr("Lavender"),
            self.tr("Plum"),
            self.tr("White"),
        )
        return names[place % len(names)]
