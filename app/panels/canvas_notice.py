"""What stands where there is nothing to show: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language.live import on_language
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.plain_text import PlainLabel
from app.theme.widgets import TAB_ONLY, PushButton, label


class EmptyState(QWidget):
    """A sentence, and where one press helps, a button."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = label(style="muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = PushButton()
        self.button.clicked.connect(self.pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 32, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.set_text("")

    def set_text(self, text: str, button: str = "") -> None:
        """Say why nothing is here; without a word for it there is no button."""
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setFocusPolicy(TAB_ONLY if button else Qt.FocusPolicy.NoFocus)


class CanvasNotice(PlainLabel):
    """In the middle of the canvas while there is no picture on it. The mouse goes through it."""

    def __init__(self, canvas: QWidget, projects: ProjectStore, selection: SelectionStore) -> None:
        super().__init__(parent=canvas)
        self._canvas = canvas
        self._projects = projects
        self._selection = selection
        self.setObjectName("notice")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.installEventFilter(self)
        for signal in (projects.opened, projects.closed, projects.images_added):
            signal.connect(self._update_text)
        projects.image_changed.connect(lambda _id: self._update_text())
        selection.image_changed.connect(lambda _id: self._update_text())
        on_language(self, self._update_text)
        self._update_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._centre()
        return super().eventFilter(watched, event)

    def _update_text(self) -> None:
        text = self._text()
        self.setVisible(bool(text))
        if text:
            self.setText(text)
            self._centre()

    def _text(self) -> str:
        projects = self._projects
        image_id = self._selection.image_id
        if not projects.is_open:
            return ""
        if len(projects) == 0:
            return self.tr("No images yet.\nDrop a folder of images here.")
        if image_id is None or image_id not in projects:
            return self.tr("Choose an image on the left.")
        return ""  # an image that cannot be shown says so itself

    def _centre(self) -> None:
        width = max(self._canvas.width() - 80, 100)
        height = self.heightForWidth(width)
        self.setGeometry(40, (self._canvas.height() - height) // 2, width, height)
