"""Which language the window speaks: the user's choice, or the system's where SAMFT knows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app.language.message_text import speak
from app.settings.settings import Settings
from samft_core.resources import resource_path

LANGUAGES = {"en": "English", "de": "Deutsch", "zh_CN": "简体中文"}
"""By the name of the translation's file; each is called what its speakers call it."""
CHINESE_FONTS = (
    *("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC"),
    *("Source Han Sans SC", "WenQuanYi Micro Hei", "SimHei"),
)
"""Of Windows, macOS and Linux. Left alone, Qt may pick a font with the Japanese forms of the signs."""
SYSTEM = "system"
"""The choice to follow the system."""
COUNTRIES = {"en": "en_GB", "de": "de_DE"}
"""Whose numbers and dates are shown where the system's are another language's: those with 24 hours."""


def system_language() -> str:
    """The first of the system's languages that SAMFT speaks; English where it speaks none."""
    for name in QLocale.system().uiLanguages():
        for code in LANGUAGES:
            if name.replace("-", "_").split("_")[0] == code.split("_")[0]:
                return code
    return "en"


class Language(QObject):
    """Loads translations and sets the number format; Qt then tells every widget."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._translators: list[QTranslator] = []
        self._system_locale = QLocale.system()
        self.code = ""
        settings.changed.connect(self._setting_changed)
        self.apply()

    def apply(self) -> None:
        """Speak the wanted language; does nothing where it is spoken already."""
        wanted = self._settings.language
        code = wanted if wanted in LANGUAGES else system_language()
        if code == self.code:
            return
        self.code = code
        speak(code)
        # Numbers first: the texts that follow the translators hold some. A Swiss German keeps his own.
        system = self._system_locale
        own = system.name().split("_")[0] == code.split("_")[0]
        QLocale.setDefault(system if own else QLocale(COUNTRIES.get(code, code)))
        self._set_font(code)
        old = self._translators
        self._translators = []
        for file in translation_files(code):
            translator = QTranslator(self)
            translator.load(str(file))
            self._application.installTranslator(translator)
            self._translators.append(translator)
        for translator in old:
            self._application.removeTranslator(translator)
            translator.deleteLater()

    def _set_font(self, code: str) -> None:
        font = QFont(self._application.font())
        wanted = font_families(code)
        if font.families() != wanted:
            font.setFamilies(wanted)
            self._application.setFont(font)

    def _setting_changed(self, name: str) -> None:
        if name == "look/language":
            self.apply()


def font_families(code: str) -> list[str]:
    """The system's font; for Chinese with one behind it that has the signs."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    if code != "zh_CN":
        return system
    there = set(QFontDatabase.families())
    return [*system, *(name for name in CHINESE_FONTS if name in there)][: len(system) + 1]


def translation_files(code: str) -> list[Path]:
    """Qt's own words, then the program's, which count before them."""
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{code}.qm"
    return [*([qt] if qt.is_file() else []), resource_path("translations", f"samft_{code}.qm")]
