"""A note beside a part of the window, with a ring round that part; the guided tour is made of these."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.theme.theme import Theme
from app.theme.widgets import button, label, set_tone

WIDTH = 340
GAP = 14
RING = 4


def beside(size: QSize, target: QRect, room: QRect) -> QPoint:
    """Where a note of ``size`` stands so that it hides nothing of ``target``: beside, below or above it.

    Where nothing of that fits into ``room``, it stands inside the target, at its lower edge.
    """
    middle = target.center()
    left = middle.x() - size.width() // 2
    top = middle.y() - size.height() // 2
    places = (
        QPoint(target.right() + GAP, top),
        QPoint(target.left() - GAP - size.width(), top),
        QPoint(left, target.bottom() + GAP),
        QPoint(left, target.top() - GAP - size.height()),
    )
    # With the ring, which must not be covered either.
    grown = target.adjusted(-RING, -RING, RING, RING)
    for place in places:
        kept = _inside(QRect(place, size), room)
        if not kept.intersects(grown):
            return kept.topLeft()
    return _inside(QRect(QPoint(left, target.bottom() - GAP - size.height()), size), room).topLeft()


def _inside(rect: QRect, room: QRect) -> QRect:
    moved = QRect(rect)
    moved.moveLeft(max(min(rect.left(), room.right() - rect.width()), room.left()))
    moved.moveTop(max(min(rect.top(), room.bottom() - rect.height()), room.top()))
    return moved


class Ring(QWidget):
    """Marks a part of the window. Mouse and keyboard go through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)
        self.hide()

    def surround(self, target: QRect, room: QRect) -> None:
        """Stand round ``target``, as far as there is room."""
        self.setGeometry(target.adjusted(-RING, -RING, RING, RING).intersected(room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line in the accent colour between two in the ground's: it shows on every picture."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The wider line first: its edges stay visible on both sides of the narrower one.
        for color, width in ((colors.surface, 4.0), (colors.accent, 2.0)):
            painter.setPen(QPen(QColor(color), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 7, 7)
        painter.end()


class Callout(QFrame):
    """Title, text, and the way on, back and out. Esc leaves, wherever in it the focus is."""

    next_wanted = Signal()
    back_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("callout")
        self.setFixedWidth(WIDTH)
        self._place = label("", "muted")
        self._title = label("", "section", wrap=True)
        self._text = label("", wrap=True)
        self.skip = button(lambda: self.tr("&Skip the tour"), "link")
        self.skip.clicked.connect(self.leave_wanted)
        self.back = button(lambda: self.tr("&Back"))
        self.back.clicked.connect(self.back_wanted)
        self.next = button(lambda: self.tr("&Next"), "primary")
        self.next.clicked.connect(self.next_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(6)
        for widget in (self._place, self._title, self._text):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        self.hide()

    @property
    def text(self) -> str:
        """Title and text as shown."""
        return f"{self._title.text()} {self._text.text()}"

    def show_step(self, title: str, text: str, *, place: str, done: bool, first: bool, last: bool) -> None:
        """Show a step; ``done`` marks it with a tick."""
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._title.setText(f"✓ {title}" if done else title)
        self._text.setText(text)
        set_tone(self, "ok" if done else "")
        self.back.setVisible(not first and not last)
        self.skip.setVisible(not last)
        self.next.setText(self.tr("&Finish") if last else self.tr("&Next"))
        self.setAccessibleName(f"{place}. {title}")
        self.setAccessibleDescription(text)
        self._fit()
        if self.isVisible():
            # The focus does not move with a new step, so a screen reader would say nothing of it.
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _fit(self) -> None:
        # Qt lays out later; until then the height would be that of the former text.
        self._layout.activate()
        self.setFixedHeight(self._layout.totalHeightForWidth(WIDTH))

    def event(self, event: QEvent) -> bool:
        """Claim Esc before the window's own command does."""
        if event.type() == QEvent.Type.ShortcutOverride and _escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the tour."""
        if _escape(event):
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)


def _escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
