from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.settings.settings import Settings
from app.theme.icons import IconSet, tinted_pixmap
from app.theme.theme import Theme
from app.theme.tokens import DARK, LIGHT, Colors


def luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    c = QColor(color)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(a: str, b: str) -> float:
    """WCAG 2's contrast ratio."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(colors: Colors) -> None:
    for ground in (colors.window, colors.surface, colors.raised):
        for text in (colors.text, colors.muted, colors.ok, colors.warn, colors.error, colors.accent):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(colors.on_accent, colors.accent) >= 4.5
    assert contrast(colors.text, colors.accent_soft) >= 4.5


def test_the_look_follows_the_setting(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    with qtbot.waitSignal(theme.changed):
        settings.scheme = "dark" if not theme.colors.dark else "light"
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.palette().window().color() == QColor(theme.colors.window)
    settings.scheme = "light"


def test_the_look_follows_the_system_while_the_window_is_open(
    theme: Theme, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication) and settings.scheme == "system"
    # The screen-free platform of the tests has no scheme of its own, but Qt's signal is the real one.
    for scheme, colors in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        dark = scheme is Qt.ColorScheme.Dark
        monkeypatch.setattr(theme, "system_is_dark", lambda dark=dark: dark)
        application.styleHints().colorSchemeChanged.emit(scheme)
        assert theme.colors is colors
        assert application.palette().window().color() == QColor(colors.window)


def test_large_targets_are_larger(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    button = QPushButton("Accept")
    qtbot.addWidget(button)
    small = button.sizeHint().height()
    settings.large_targets = True
    button.ensurePolished()
    assert button.sizeHint().height() >= small + 10
    settings.large_targets = False


def test_icons_are_tinted_and_tinted_again(qtbot: QtBot) -> None:
    icons = IconSet(LIGHT)
    button = QPushButton()
    qtbot.addWidget(button)
    icons.bind(button, "accept")

    def darkest(color: str) -> bool:
        image = button.icon().pixmap(24, 24).toImage()
        return any(
            image.pixelColor(x, y).alpha() > 200 and image.pixelColor(x, y) == QColor(color)
            for x in range(image.width())
            for y in range(image.height())
        )

    assert darkest(LIGHT.text)
    icons.set_colors(DARK)
    assert darkest(DARK.text)


def test_pixmaps_are_sharp_at_twice_the_scale(qtbot: QtBot) -> None:
    pixmap = tinted_pixmap("brush", "#000000", 20, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)
