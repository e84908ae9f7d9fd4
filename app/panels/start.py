"""The start page: recent projects, open, new from a folder, the sample project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.actions import ActionSet
from app.language.live import on_language, say
from app.settings import Settings
from app.theme.icons import tinted_pixmap
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, card, clear_layout, label


class StartPage(QWidget):
    """``project_chosen`` carries a recent project's folder."""

    project_chosen = Signal(object)

    def __init__(self, settings: Settings, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._settings, self._theme = settings, theme
        self._logo = QLabel()
        self._logo.setAccessibleName("SAMFT")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(self._centred(self._content(actions)))
        layout.addStretch(3)
        theme.changed.connect(self._draw_logo)
        settings.changed.connect(lambda name: self.refresh() if name == "recent/projects" else None)
        on_language(self, self.refresh)
        self._draw_logo()
        self.refresh()

    def _content(self, actions: ActionSet) -> QWidget:
        content = QWidget()
        content.setFixedWidth(760)
        column = QVBoxLayout(content)
        column.setSpacing(18)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._logo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("SAMFT", "title"))
        words.addWidget(label(lambda: self.tr("Annotate, correct, refine: masks of bottle defects"), "muted"))
        head.addLayout(words, 1)
        column.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addWidget(self._start_card(actions), 1)
        columns.addWidget(self._recent_card(), 1)
        column.addLayout(columns)
        drop = label(
            lambda: self.tr("Or drop a project, a folder of images or an MVTec AD category here."), "muted"
        )
        drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(drop)
        return content

    def _start_card(self, actions: ActionSet) -> QWidget:
        frame, box = card(margin=18, spacing=10)
        box.addWidget(label(lambda: self.tr("Start"), "section"))
        box.addWidget(ActionButton(actions["project.new"], primary=True))
        box.addWidget(
            label(
                lambda: self.tr("Images stay where they are; the project lies beside them."),
                "muted",
                wrap=True,
            )
        )
        box.addWidget(ActionButton(actions["project.open"]))
        box.addWidget(ActionButton(actions["project.sample"]))
        box.addWidget(
            label(
                lambda: self.tr("24 drawn bottles with masks, to try everything in two minutes."),
                "muted",
                wrap=True,
            )
        )
        box.addStretch(1)
        return frame

    def _recent_card(self) -> QWidget:
        frame, box = card(margin=18, spacing=10)
        box.addWidget(label(lambda: self.tr("Recent projects"), "section"))
        box.addLayout(self._recent)
        box.addStretch(1)
        return frame

    def _centred(self, content: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(content)
        row.addStretch(1)
        return row

    def refresh(self) -> None:
        """Show the recent projects as they are now."""
        clear_layout(self._recent)
        folders = self._settings.recent_projects
        if not folders:
            self._recent.addWidget(
                label(lambda: self.tr("Projects you open are listed here."), "muted", wrap=True)
            )
        for folder in folders[:6]:
            self._recent.addWidget(self._recent_button(folder))

    def _recent_button(self, folder: Path) -> QPushButton:
        button = QPushButton(folder.name)
        button.setObjectName("link")
        button.setToolTip(str(folder))
        button.setIcon(self._theme.icons.icon("folder-open", self._theme.colors.accent))
        button.setIconSize(QSize(18, 18))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        say(button.setAccessibleName, lambda: self.tr("Open {0}").format(folder))
        button.clicked.connect(lambda: self.project_chosen.emit(folder))
        return button

    def _draw_logo(self) -> None:
        self._logo.setPixmap(tinted_pixmap("app", self._theme.colors.accent, 56, self.devicePixelRatioF()))
