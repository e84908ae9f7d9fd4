from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.panels.history import ICONS, HistoryPanel
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.theme import Theme
from samft_core.messages.catalogue import catalogue
from samft_core.project.history import HistoryRepository
from samft_core.resources import resource_path


@pytest.fixture
def panel(qtbot: QtBot, projects: ProjectStore, theme: Theme) -> HistoryPanel:
    made = HistoryPanel(projects, SelectionStore(projects), theme)
    qtbot.addWidget(made)
    return made


def selection(panel: HistoryPanel) -> SelectionStore:
    return panel._selection


def lines(panel: HistoryPanel) -> list[str]:
    return [text.split("\n")[0] for text in panel.texts()]


def test_every_kind_of_step_has_a_picture() -> None:
    codes = {code for code in catalogue("en").entries if code.startswith("history.")} - {"history.times"}
    assert {f"history.{kind}" for kind in ICONS} == codes
    assert all(resource_path("icons", f"{icon}.svg").is_file() for icon in ICONS.values())


def test_newest_first_with_the_local_time(panel: HistoryPanel, projects: ProjectStore, qtbot: QtBot) -> None:
    image_id = projects.index.order[0]
    selection(panel).select_image(image_id)
    projects.set_good(image_id, True)
    panel.show()
    assert lines(panel) == ["ada signed the image off as good", "ada added the image"]
    entry = projects.project.history.of_image(image_id)[0]
    assert f"{entry.at.astimezone():%M}" in panel.texts()[0].split("\n")[1]


def test_it_follows_what_happens_and_what_is_chosen(
    panel: HistoryPanel, projects: ProjectStore, qtbot: QtBot
) -> None:
    first, second = projects.index.order[:2]
    selection(panel).select_image(first)
    panel.show()
    projects.project.inspector = "Ben"
    projects.set_good(first, True)
    qtbot.waitUntil(lambda: lines(panel)[0] == "Ben signed the image off as good", timeout=2000)
    selection(panel).select_image(second)
    qtbot.waitUntil(lambda: lines(panel) == ["ada added the image"], timeout=2000)


def test_what_nobody_looks_at_is_not_read(
    panel: HistoryPanel, projects: ProjectStore, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    read: list[int] = []

    def noted(history: HistoryRepository, image_id: int) -> list[object]:
        read.append(image_id)
        return []

    monkeypatch.setattr(HistoryRepository, "of_image", noted)
    selection(panel).select_image(projects.index.order[0])
    projects.set_good(projects.index.order[0], True)
    qtbot.wait(20)
    assert read == []
    panel.show()
    assert read == [projects.index.order[0]]


def test_without_an_image_it_says_what_to_do(panel: HistoryPanel) -> None:
    panel.show()
    assert panel.texts() == [] and not panel.list.isVisible()
