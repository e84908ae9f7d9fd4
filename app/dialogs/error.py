"""How an error looks: what is wrong, where, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.language.live import bind_text
from app.services.errors import ErrorReport, WayBack
from app.theme.icons import tinted_pixmap
from app.theme.plain_text import PlainLabel, plain_title
from app.theme.tokens import Colors


class ErrorDialog(QDialog):
    """Shown with ``open()``, so that it never blocks a test or a timer.

    ``way_back_chosen`` carries what the window is to do about it, where it can do something.
    """

    way_back_chosen = Signal(object)

    def __init__(self, report: ErrorReport, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(plain_title(report.title))
        self.setMinimumWidth(520)
        self.report = report
        icon = PlainLabel()
        color = colors.error if report.unexpected else colors.warn
        icon.setPixmap(tinted_pixmap("warning", color, 32, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._text(report.title, "title"))
        words.addWidget(self._text(report.message))
        if report.path is not None:
            words.addWidget(self._text(str(report.path), "muted"))
        if report.remedy:
            words.addWidget(self._text(report.remedy, "section"))
        if report.log is not None:
            words.addWidget(self._text(self.tr("Log file: {0}").format(report.log), "muted"))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(row)
        self._add_detail(layout, report)
        layout.addWidget(self._buttons(report))

    def _text(self, text: str, style: str = "") -> QLabel:
        widget = PlainLabel(text)
        widget.setObjectName(style)
        widget.setWordWrap(True)
        widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return widget

    def _add_detail(self, layout: QVBoxLayout, report: ErrorReport) -> None:
        if not report.detail:
            return
        detail = QPlainTextEdit(report.detail)
        detail.setReadOnly(True)
        bind_text(detail.setAccessibleName, lambda: self.tr("Details"))
        detail.setMinimumHeight(140)
        detail.hide()
        more = QPushButton(self.tr("Details"))
        more.setCheckable(True)
        more.toggled.connect(detail.setVisible)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(detail)

    def _buttons(self, report: ErrorReport) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        if report.way_back is not None:
            self._add_way_back(buttons, report.way_back)
        if report.log is not None:
            log = report.log
            show = buttons.addButton(self.tr("Show the log file"), QDialogButtonBox.ButtonRole.ActionRole)
            show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log))))
        return buttons

    def _add_way_back(self, buttons: QDialogButtonBox, way: WayBack) -> None:
        texts = {
            WayBack.RESTORE: self.tr("Restore a backup…"),
            WayBack.TAKE_OVER: self.tr("Take over…"),
        }
        button = buttons.addButton(texts[way], QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(way.value)
        button.clicked.connect(lambda: self._go(way))

    def _go(self, way: WayBack) -> None:
        self.accept()
        self.way_back_chosen.emit(way)
