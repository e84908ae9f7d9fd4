from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.language import choice
from app.language.choice import LANGUAGES, Language, system_language, translation_files
from app.settings.settings import Settings


class System:
    def __init__(self, *names: str) -> None:
        self.names = names

    def system(self) -> "System":
        return self

    def uiLanguages(self) -> tuple[str, ...]:
        return self.names


@pytest.fixture(autouse=True)
def the_number_format_again() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("de-AT", "de"), "de"),
        (("fr-FR", "fr", "de-CH"), "de"),
        (("zh-Hans-CN", "zh"), "zh_CN"),
        (("en-GB", "de"), "en"),
        (("fr",), "en"),
        ((), "en"),
    ],
)
def test_the_system_s_first_language_that_is_spoken(
    names: tuple[str, ...], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "QLocale", System(*names))
    assert system_language() == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_files(code: str) -> None:
    qt, own = translation_files(code)
    assert qt.is_file() and own.is_file()


def test_a_choice_counts_at_once(qapp: QApplication, settings: Settings) -> None:
    settings.language = "de"
    language = Language(qapp, settings)
    close = ("QPlatformTheme", "Close")
    assert QCoreApplication.translate(*close) == "Schließen"
    assert QLocale().toString(0.5, "f", 2) == "0,50"
    settings.language = "zh_CN"
    assert language.code == "zh_CN"
    assert QCoreApplication.translate(*close) == "关闭"
    settings.language = "en"
    assert QCoreApplication.translate(*close) == "Close"
    assert QLocale().toString(0.5, "f", 2) == "0.50"
    language.deleteLater()


def test_chinese_gets_a_font_of_its_own(
    qapp: QApplication, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = QFontDatabase.families()[0]
    monkeypatch.setattr(choice, "CHINESE_FONTS", ("No Such Font", there, "Another"))
    settings.language = "zh_CN"
    language = Language(qapp, settings)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    assert qapp.font().families() == [*system, there]
    settings.language = "en"
    assert qapp.font().families() == system
    language.deleteLater()


def test_an_unknown_choice_is_the_system_s(qapp: QApplication, settings: Settings) -> None:
    settings.language = "tlh"
    language = Language(qapp, settings)
    assert language.code == system_language()
    language.deleteLater()
