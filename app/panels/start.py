"""The start page: recent projects, open, new from a folder, the sample project."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.panels.recent_projects import RecentProjects
from app.services.background import Background
from app.settings.settings import Settings
from app.theme.icons import tinted_pixmap
from app.theme.plain_text import PlainLabel
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, card, label

WIDE = 760
"""Pixels; the two cards stand below one another where this is not enough for both."""


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
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._whole = self._content(actions)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(self._centred(self._whole))
        layout.addStretch(3)
        theme.changed.connect(self._draw_logo)
        settings.changed.connect(lambda _name: self._offer_tour())
        self._draw_logo()
        self._offer_tour()

    def _content(self, actions: ActionSet) -> QWidget:
        content = QWidget()
        content.setMaximumWidth(WIDE)
        column = QVBoxLayout(content)
        column.setSpacing(18)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._logo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("SAMFT", "title"))
        words.addWidget(
            label(lambda: self.tr("Annotate, correct, refine: masks of bottle defects"), "muted", wrap=True)
        )
        head.addLayout(words, 1)
        column.addLayout(head)
        columns = self._columns
        columns.setSpacing(18)
        self._cards = (self._start_card(actions), self._recent_card())
        for panel in self._cards:
            columns.addWidget(panel, 1)
        column.addLayout(columns)
        drop = label(
            lambda: self.tr("Or drop a project, a folder of images or an MVTec AD category here."),
            "muted",
            wrap=True,
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
        row.addWidget(content, 1000)
        row.addStretch(1)
        return row

    def minimumSizeHint(self) -> QSize:
        """As narrow as one card; the other one then stands below it."""
        widest = max(panel.minimumSizeHint().width() for panel in self._cards)
        height = super().minimumSizeHint().height()
        layout = self.layout()
        if layout is not None:
            height = layout.totalMinimumHeightForWidth(self.width())
        return QSize(widest + self._around(), height)

    def _around(self) -> int:
        """How much wider the page is than its cards."""
        layout = self.layout()
        margins = self.contentsMargins() if layout is None else layout.contentsMargins()
        return margins.left() + margins.right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cards side by side where both have room."""
        widest = max(panel.minimumSizeHint().width() for panel in self._cards)
        side_by_side = event.size().width() >= 2 * widest + self._columns.spacing() + self._around()
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if side_by_side else way.TopToBottom)
        super().resizeEvent(event)
        self.updateGeometry()  # in narrower cards texts have more lines

    def _offer_tour(self) -> None:
        """Only until it was seen; the Help menu keeps it."""
        self.tour.setVisible(not self._settings.tour_seen)

    def _draw_logo(self) -> None:
        self._logo.setPixmap(tinted_pixmap("app", self._theme.colors.accent, 56, self.devicePixelRatioF()))
