"""The notice at the end of a fine-tuning run: over whatever page is open, until it is read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.language.live import bind_text
from app.theme.widgets import TAB_ONLY, button, label

GAP = 12
WIDEST = 560


class RunNotice(QFrame):
    """Lies at the lower edge of ``page`` and takes no keyboard; ``wanted`` asks for the result."""

    wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("picturenote")
        self._text = label("", wrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.show_result = button(lambda: self.tr("See the result"))
        self.show_result.clicked.connect(self._go)
        self.away = button("✕", "link")
        bind_text(self.away.setAccessibleName, lambda: self.tr("Close the notice"))
        self.away.clicked.connect(self.hide)
        for widget in (self.show_result, self.away):
            # A click must not take the keyboard off a mask in progress.
            widget.setFocusPolicy(TAB_ONLY)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.show_result)
        self._row.addWidget(self.away)
        page.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The text that is shown; empty where none is."""
        return self._text.text() if self.isVisible() else ""

    def tell(self, text: str) -> None:
        """Show ``text`` until it is read or closed."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _go(self) -> None:
        self.hide()
        self.wanted.emit()

    def _place(self) -> None:
        room = max(self._page.width() - 2 * GAP, 120)
        width = min(WIDEST, room)
        height = max(self._row.totalHeightForWidth(width), self._row.minimumSize().height())
        left = (self._page.width() - width) // 2
        self.setGeometry(left, self._page.height() - height - GAP, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the page's lower edge."""
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
