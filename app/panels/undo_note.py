"""A note over the picture: what just happened to what counts, with *Undo* where the eyes are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.language.live import bind_text, on_language
from app.stores.notes import NoteStore
from app.theme.theme import Theme
from app.theme.widgets import TAB_ONLY, button, label

SHOWN_MS = 12_000
"""Long enough to read a sentence and reach for the mouse; the pointer on the note holds it longer."""
GAP = 12
WIDEST = 640


class UndoNote(QFrame):
    """A bar at the top of the picture; says what the note store holds, then goes by itself."""

    def __init__(self, canvas: QWidget, notes: NoteStore, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._notes = notes
        self.setObjectName("picturenote")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._text = label("", wrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.choice = button("")
        self.choice.clicked.connect(notes.choose)
        self.undo = button(lambda: self.tr("Undo"))
        self.undo.clicked.connect(notes.take_back)
        self.away = button("✕", "link")
        bind_text(self.away.setAccessibleName, lambda: self.tr("Close the note"))
        self.away.clicked.connect(notes.clear)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        for widget in (self.choice, self.undo, self.away):
            row.addWidget(widget)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(SHOWN_MS)
        self._over.timeout.connect(notes.clear)
        canvas.installEventFilter(self)
        notes.changed.connect(self._show)
        theme.changed.connect(self._place)
        # Said in the language of its moment: after a switch it goes, as the status bar's message does.
        on_language(self, notes.clear)
        self._show()

    def set_seconds(self, seconds: int) -> None:
        """How long a note stays."""
        self._over.setInterval(seconds * 1000)

    @property
    def text(self) -> str:
        """The text that is shown; empty where none is."""
        return self._text.text() if self.isVisible() else ""

    def _show(self) -> None:
        note = self._notes.note
        self._over.stop()
        _offer(self.choice, note is not None and note.choice is not None)
        _offer(self.undo, note is not None and note.undo is not None)
        _offer(self.away, note is not None)
        if note is None:
            self.hide()
            return
        self._text.setText(note.text)
        if note.choice is not None:
            self.choice.setText(note.choice[0])
        self.setAccessibleName(note.text)
        self._over.start()
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        """In the middle of the picture's upper edge, as wide as its words need."""
        if self._notes.note is None:
            return
        room = max(self._canvas.width() - 2 * GAP, 120)
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 8
        around = self._row.sizeHint().width() - self._text.sizeHint().width()
        width = min(words + around, WIDEST, room)
        height = max(self._row.totalHeightForWidth(width), self._row.minimumSize().height())
        self.setGeometry(QRect((self._canvas.width() - width) // 2, GAP, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the picture's upper edge."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is on it: it stays."""
        self._over.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is off it: its time begins anew."""
        if self._notes.note is not None:
            self._over.start()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """A press beside the buttons ends here: it must not draw on the picture below."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel):
            event.accept()
            return True
        return super().event(event)


def _offer(widget: QPushButton, offered: bool) -> None:
    """Show a button; a click must not take the keyboard off the picture, but Tab gets to it."""
    widget.setVisible(offered)
    widget.setFocusPolicy(TAB_ONLY if offered else Qt.FocusPolicy.NoFocus)
