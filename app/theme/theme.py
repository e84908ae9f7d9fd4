"""One look for the whole program, light or dark, normal or large.

It follows the system unless told otherwise.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.settings.settings import Scheme, Settings
from app.theme.icons import IconSet
from app.theme.stylesheet import stylesheet
from app.theme.tokens import DARK, LARGE, LIGHT, NORMAL, Colors, Sizes


def palette_for(colors: Colors) -> QPalette:
    """Qt's palette from the tokens, disabled roles included."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.surface,
        QPalette.ColorRole.AlternateBase: colors.raised,
        QPalette.ColorRole.ToolTipBase: colors.raised,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.Button: colors.raised,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.BrightText: colors.error,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.on_accent,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Mid: colors.border,
        QPalette.ColorRole.Accent: colors.accent,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return palette


class Theme(QObject):
    """Applies palette, style sheet and icons to the application; ``changed`` follows every change."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self.icons = IconSet(LIGHT, self)
        self.colors: Colors = LIGHT
        self.sizes: Sizes = NORMAL
        self._applied: tuple[Colors, Sizes] | None = None
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        settings.changed.connect(self._setting_changed)
        self.apply()

    def apply(self) -> None:
        """Work out the wanted look and show it; does nothing where it is shown already."""
        colors = DARK if self._wants_dark(self._settings.scheme) else LIGHT
        sizes = LARGE if self._settings.large_targets else NORMAL
        if self._applied == (colors, sizes):
            return
        self._applied = (colors, sizes)
        self.colors = colors
        self.sizes = sizes
        font = QFont(self._application.font())
        font.setPointSizeF(sizes.text_points)
        self._application.setFont(font)
        self._application.setPalette(palette_for(colors))
        self._application.setStyleSheet(stylesheet(colors, sizes))
        self.icons.set_colors(colors)
        self.changed.emit()

    def _wants_dark(self, scheme: Scheme) -> bool:
        return self.system_is_dark() if scheme == "system" else scheme == "dark"

    def system_is_dark(self) -> bool:
        """What the desktop says; one that says nothing counts as light."""
        return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _follow_system(self) -> None:
        self.apply()

    def _setting_changed(self, name: str) -> None:
        if name.startswith("look/"):
            self.apply()
