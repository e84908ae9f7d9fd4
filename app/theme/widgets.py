"""Small building blocks that every panel uses."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QKeySequenceEdit,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.language.live import Text, bind_text, on_language
from app.theme.plain_text import PlainLabel, plain
from app.theme.theme import Theme


def label(text: Text = "", style: str = "", *, wrap: bool = False) -> QLabel:
    """A text; ``style`` is one of the style sheet's names: title, section, muted, ok, warn, error, badge."""
    widget = PlainLabel()
    bind_text(widget.setText, text)
    widget.setObjectName(style)
    widget.setWordWrap(wrap)
    if wrap:
        # A wrapped label must not hold its panel as wide as its longest word times its text.
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        widget.setMinimumWidth(60)
    return widget


def button(text: Text, style: str = "") -> PushButton:
    """A push button that is no action's."""
    widget = PushButton()
    bind_text(widget.setText, text)
    widget.setObjectName(style)
    return widget


def restyle(widget: QWidget, name: str) -> None:
    """Give ``widget`` another of the style sheet's names."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Have the style sheet look at a widget again, which Qt does by itself only when it polishes it."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def line() -> QFrame:
    """A thin divider."""
    frame = QFrame()
    frame.setObjectName("line")
    return frame


def card(*, margin: int = 10, spacing: int = 6) -> tuple[QFrame, QVBoxLayout]:
    """A raised frame and its column."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return frame, layout


def set_tone(frame: QFrame, tone: str) -> None:
    """Mark a card as "ok", "warn", "error" or plain ("")."""
    frame.setProperty("tone", tone)
    repolish(frame)


class ElidedLabel(PlainLabel):
    """A one-line text that shortens itself in the middle where there is no room; the tooltip has it whole."""

    def __init__(self, style: str = "", least: int = 70) -> None:
        super().__init__()
        self.setObjectName(style)
        self.setMinimumWidth(least)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show ``text``, with a tip that has it whole unless the label was given another one."""
        if self.toolTip() in ("", plain(self.text())):
            self.setToolTip(plain(text))
        super().setText(text)

    def minimumSizeHint(self) -> QSize:
        """May shrink to the least width."""
        return QSize(self.minimumWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        room = self.contentsRect()
        # In the middle: file names differ at both of their ends.
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


TAB_ONLY = Qt.FocusPolicy.TabFocus
"""Of all controls but editors and the picture: a click leaves the keyboard where it is."""


def is_editor(widget: QWidget | None) -> bool:
    """Whether text or a value is typed into ``widget``, which then keeps the keys for itself."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox | QKeySequenceEdit)


class TextField(QLineEdit):
    """A text field that Esc leaves."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)


class PushButton(QPushButton):
    """A push button that takes the keyboard from an editor, which a click ends, and from nothing else."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setFocusPolicy(TAB_ONLY)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside an editor ends it."""
        leave_editor(self)
        super().mousePressEvent(event)


def leave_editor(pressed: QWidget) -> None:
    """End the editor that has the keyboard, where it is in the same window as what was pressed."""
    editor = pressed.window().focusWidget()
    if editor is not None and is_editor(editor):
        editor.clearFocus()


class ActionButton(PushButton):
    """A push button that shows and runs an action."""

    def __init__(self, action: QAction, *, primary: bool = False, text: Text | None = None) -> None:
        super().__init__()
        self._action = action
        self._own_text = text
        if primary:
            self.setObjectName("primary")
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._sync)
        on_language(self, self._sync)
        self._sync()

    def _text(self) -> str:
        own = self._own_text
        return own() if callable(own) else own or self._action.text().rstrip("…")

    def _sync(self) -> None:
        action = self._action
        if not shiboken6.isValid(action):
            return  # a change of language can reach a window whose actions have gone before its buttons
        text = self._text()
        # Qt leaves hardly any room between icon and text.
        self.setText(text if self.objectName() == "primary" else f" {text}")
        self.setToolTip(plain(action.toolTip()))
        self.setEnabled(action.isEnabled())
        self.setAccessibleName(action.text())
        if self.objectName() != "primary":
            self.setIcon(action.icon())
        if action.isCheckable():
            self.setChecked(action.isChecked())


class ToolButton(QToolButton):
    """A flat button for a tool bar; its icon grows with the large targets."""

    def __init__(self, action: QAction, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._word = ""
        self.setFocusPolicy(TAB_ONLY)
        self.setDefaultAction(action)
        action.changed.connect(self._name)
        theme.changed.connect(self._fit)
        self._name()
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside an editor ends it."""
        leave_editor(self)
        super().mousePressEvent(event)

    def set_word(self, word: str) -> None:
        """Write ``word`` on the button in place of the action's text, where its style shows one."""
        self._word = word
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.defaultAction().text())
        # The button takes its action's text with each change of the action.
        if self._word and self.text() != self._word:
            self.setText(self._word)

    def _fit(self) -> None:
        side = self._theme.sizes.icon + 2
        self.setIconSize(QSize(side, side))


def tool_button(action: QAction, theme: Theme) -> ToolButton:
    """A flat button that shows and runs ``action``."""
    return ToolButton(action, theme)


class ScrolledColumn(QScrollArea):
    """Scrolls downwards only, so that it is never narrower than its content."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the content needs, with room for the scroll bar."""
        least = super().minimumSizeHint()
        content = self.widget()
        if content is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            least.setWidth(max(least.width(), content.minimumSizeHint().width() + bar))
        return least

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content asks for another layout: so does this."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._give_height()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrower column texts have more lines."""
        super().resizeEvent(event)
        self._give_height()

    def _give_height(self) -> None:
        """Make the content as high as its texts need at this width: Qt asks for its least height at any."""
        content = self.widget()
        layout = None if content is None else content.layout()
        if content is not None and layout is not None and layout.hasHeightForWidth():
            content.setMinimumHeight(layout.totalMinimumHeightForWidth(self.viewport().width()))


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` in an area that scrolls downwards only."""
    area = ScrolledColumn()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the control that has the focus
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def clear_layout(layout: QLayout) -> None:
    """Take everything out of ``layout`` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Deleted later, in the event loop; until then it would stand over its successors.
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)
