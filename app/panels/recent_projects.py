"""The start page's recent projects: a click opens one, another one takes it off the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.language.live import bind_text, on_language
from app.services.background import Background, Job
from app.services.opening import is_project
from app.settings.settings import Settings
from app.theme.plain_text import plain, plain_button
from app.theme.theme import Theme
from app.theme.widgets import ElidedLabel, PushButton, clear_layout, label

SHOWN = 6


class RecentProject(QFrame):
    """One project: name, place, and whether it is there."""

    chosen = Signal()
    forget_wanted = Signal()

    def __init__(self, folder: Path, theme: Theme) -> None:
        super().__init__()
        self.folder = folder
        self._theme = theme
        self.open = PushButton(plain_button(folder.name))
        self.open.setObjectName("link")
        self.open.setIconSize(QSize(18, 18))
        self.open.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.open.setCursor(Qt.CursorShape.PointingHandCursor)
        self.open.clicked.connect(self.chosen)
        self.forget = QToolButton()
        theme.icons.bind(self.forget, "cancel", "muted")
        bind_text(self.forget.setToolTip, lambda: self.tr("Take it off this list; the project itself stays"))
        bind_text(self.forget.setAccessibleName, lambda: self.tr("Take {0} off the list").format(folder.name))
        self.forget.clicked.connect(self.forget_wanted)
        self._place = ElidedLabel("muted")
        self._place.setContentsMargins(28, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.open, 1)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._place)
        self._found = True
        on_language(self, lambda: self.show_found(found=self._found))
        self.show_found(found=True)

    def show_found(self, *, found: bool) -> None:
        """Mark the project as there or missing."""
        self._found = found
        theme = self._theme
        theme.icons.bind(self.open, "folder-open" if found else "warning", "accent" if found else "warn")
        place = str(self.folder.parent)
        self._place.setText(place if found else self.tr("not found in {0}").format(place))
        self._place.setToolTip(plain(str(self.folder)))
        self.open.setToolTip(plain(str(self.folder)))
        text = self.tr("Open {0}") if found else self.tr("{0} was not found")
        self.open.setAccessibleName(text.format(self.folder))


class RecentProjects(QWidget):
    """``project_chosen`` carries the folder. Folders are looked at in the background: a drive may be slow."""

    project_chosen = Signal(object)

    def __init__(self, settings: Settings, background: Background, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._background = background
        self._theme = theme
        self._checking: Job | None = None
        self.rows: list[RecentProject] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        settings.changed.connect(lambda name: self.refresh() if name == "recent/projects" else None)
        self.refresh()

    def refresh(self) -> None:
        """Show the projects as they are now."""
        clear_layout(self._column)
        folders = self._settings.recent_projects[:SHOWN]
        self.rows = [self._row(folder) for folder in folders]
        for row in self.rows:
            self._column.addWidget(row)
        if not folders:
            self._column.addWidget(
                label(
                    lambda: self.tr("Projects you open are listed here. None yet: begin on the left."),
                    "muted",
                    wrap=True,
                )
            )
        self.check_places()

    def check_places(self) -> None:
        """Find out which projects are there."""
        # Its answer would be about the rows before.
        if self._checking is not None:
            self._checking.cancel()
        folders = [row.folder for row in self.rows]
        self._checking = self._background.run_task(
            lambda _token: [is_project(folder) for folder in folders],
            done=self._places_checked,
            # A drive that cannot be asked shows its projects as they were shown before.
            failed=lambda _error: None,
        )

    def _places_checked(self, found: list[bool]) -> None:
        for row, there in zip(self.rows, found, strict=True):
            row.show_found(found=there)

    def _row(self, folder: Path) -> RecentProject:
        row = RecentProject(folder, self._theme)
        row.chosen.connect(lambda: self.project_chosen.emit(folder))
        row.forget_wanted.connect(lambda: self._settings.forget_recent_project(folder))
        return row
