"""The start page: recent projects, open, new from a folder, the sample project."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.panels.recent_projects import RecentProjects
from app.services.background import Background
from app.settings.settings import Settings
from app.theme.icons import tinted_pixmap
from app.theme.plain_text import PlainLabel
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, card, label


class StartPage(QWidget):
    """``project_chosen`` carries a recent project's folder."""

    project_chosen = Signal(object)

    def __init__(self, settings: Settings, background: Background, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._logo = PlainLabel()
        self._logo.setAccessibleName("SAMFT")
        self.recent = RecentProjects(settings, background, theme)
        self.recent.project_chosen.connect(self.project_chosen)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(self._centred(self._content(actions)))
        layout.addStretch(3)
        theme.changed.connect(self._draw_logo)
        settings.changed.connect(lambda _name: self._offer_tour())
        self._draw_logo()
        self._offer_tour()

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
        box.addWidget(ActionButton(actions[ActionId.PROJECT_NEW], primary=True))
        box.addWidget(
            label(
                lambda: self.tr("Images stay where they are; the project lies beside them."),
                "muted",
                wrap=True,
            )
        )
        box.addWidget(ActionButton(actions[ActionId.PROJECT_OPEN]))
        box.addWidget(ActionButton(actions[ActionId.PROJECT_SAMPLE]))
        box.addWidget(
            label(
                lambda: self.tr("24 drawn bottles with masks, to try everything in two minutes."),
                "muted",
                wrap=True,
            )
        )
        self.tour = ActionButton(actions[ActionId.HELP_TOUR])
        box.addWidget(self.tour)
        box.addWidget(ActionButton(actions[ActionId.PROJECT_RESTORE]))
        box.addStretch(1)
        return frame

    def _recent_card(self) -> QWidget:
        frame, box = card(margin=18, spacing=10)
        box.addWidget(label(lambda: self.tr("Recent projects"), "section"))
        box.addWidget(self.recent)
        box.addStretch(1)
        return frame

    def _centred(self, content: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(content)
        row.addStretch(1)
        return row

    def _offer_tour(self) -> None:
        """Only until it was seen; the Help menu keeps it."""
        self.tour.setVisible(not self._settings.tour_seen)

    def _draw_logo(self) -> None:
        self._logo.setPixmap(tinted_pixmap("app", self._theme.colors.accent, 56, self.devicePixelRatioF()))
