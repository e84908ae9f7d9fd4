from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.language.live import bind_items, bind_text, on_language


class Loud(QTranslator):
    def translate(self, context: str, text: str, note: str | None = None, n: int = -1) -> str:
        return text.upper()

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def loud(qapp: QApplication) -> Iterator[Loud]:
    translator = Loud()
    yield translator
    qapp.removeTranslator(translator)


def test_a_live_text_follows_the_language(qapp: QApplication, qtbot: QtBot, loud: Loud) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, box = QLabel(window), QComboBox(window)
    bind_text(label.setText, lambda: window.tr("box"))
    bind_items(box, [(lambda: window.tr("light"), 1), ("SAMFT", 2)])
    runs: list[str] = []
    on_language(window, lambda: runs.append(window.tr("again")))
    assert label.text() == "box" and box.itemText(0) == "light" and not runs
    qapp.installTranslator(loud)
    qtbot.waitUntil(lambda: runs == ["AGAIN"])
    assert label.text() == "BOX"
    assert [box.itemText(row) for row in range(2)] == ["LIGHT", "SAMFT"]
    assert box.itemData(0) == 1
    qapp.removeTranslator(loud)
    qtbot.waitUntil(lambda: label.text() == "box")


def test_a_text_leaves_with_its_widget(qapp: QApplication, qtbot: QtBot, loud: Loud) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel(window)
    said: list[str] = []
    on_language(label, lambda: said.append("label"))
    on_language(window, lambda: said.append("window"))
    label.deleteLater()
    qtbot.wait(10)
    qapp.installTranslator(loud)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["window"]
    qapp.removeTranslator(loud)
