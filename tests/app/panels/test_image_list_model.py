from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from pytestqt.qtbot import QtBot as _QtBot

from app.panels.image_list import ImagesPanel
from app.panels.image_list_model import ID_ROLE, ImageListModel, ImageOrder
from app.services.background import Background
from app.services.images import ThumbnailLoader
from app.stores.project import ImageIndex, ProjectStore
from app.stores.selection import SelectionStore
from app.stores.uncertainty import UncertaintyStore
from app.theme.theme import Theme
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord, ImageState

STATES = (ImageState.NEW, ImageState.DRAFT, ImageState.ACCEPTED, ImageState.GOOD)


def record(image_id: int) -> ImageRecord:
    path = Path(f"/line/lot{image_id % 7}/{image_id:06d}.png")
    state = STATES[image_id % 4]
    return ImageRecord(image_id, path, path.name, 900, 900, state, "", None, None, 0, 1)


@pytest.fixture
def many(project: Project, qtbot: QtBot) -> ProjectStore:
    store = ProjectStore()
    store.adopt(project, ImageIndex.of([record(i) for i in range(50_000)]), [])
    return store


@pytest.fixture
def uncertainties(qtbot: QtBot) -> UncertaintyStore:
    return UncertaintyStore()


@pytest.fixture
def model(many: ProjectStore, background: Background, uncertainties: UncertaintyStore) -> ImageListModel:
    model = ImageListModel(many, ThumbnailLoader(background), uncertainties)
    model.refresh()
    return model


def test_fifty_thousand_rows_are_filtered_in_a_blink(model: ImageListModel) -> None:
    start = time.process_time()
    model.set_filter(ImageState.DRAFT, "lot3 01")
    assert time.process_time() - start < 0.5
    assert 0 < model.rowCount() < 1000
    assert all("lot3" in str(model.record(row).path) for row in range(model.rowCount()))


def test_search_needs_every_word(model: ImageListModel) -> None:
    model.set_filter(None, "lot1 000001")
    assert [model.record(row).id for row in range(model.rowCount())] == [1]


def test_sorted_by_state_what_is_begun_comes_first(model: ImageListModel) -> None:
    model.set_order(ImageOrder.STATE)
    assert model.record(0).state is ImageState.DRAFT
    assert model.record(model.rowCount() - 1).state is ImageState.GOOD


def test_rows_know_their_ids(model: ImageListModel) -> None:
    model.set_filter(None, "")
    assert model.index(42).data(ID_ROLE) == 42 and model.row_of(42) == 42
    assert model.row_of(99_999) is None
    assert "new" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def panel(
    projects: ProjectStore, background: Background, theme: Theme, qtbot: _QtBot
) -> tuple[ImagesPanel, SelectionStore]:
    selection = SelectionStore()
    widget = ImagesPanel(projects, selection, ThumbnailLoader(background), UncertaintyStore(), theme)
    qtbot.addWidget(widget)
    widget.model.refresh()
    return widget, selection


def test_stepping_stops_at_the_ends(panel: tuple[ImagesPanel, SelectionStore]) -> None:
    widget, selection = panel
    widget.step(1)
    assert selection.image_id == 1
    widget.step(1)
    widget.step(1)
    widget.step(1)
    assert selection.image_id == 3
    widget.step(-1)
    assert selection.image_id == 2
    assert widget.neighbours(2) == [3, 1]


def test_the_next_open_image_is_found_round_the_end(
    panel: tuple[ImagesPanel, SelectionStore], projects: ProjectStore
) -> None:
    widget, selection = panel
    selection.select_image(3)
    projects.set_good(1, True)
    assert widget.step_to_open()
    assert selection.image_id == 2
    projects.set_good(2, True)
    projects.set_good(3, True)
    assert not widget.step_to_open()


def test_an_image_does_not_vanish_from_the_filter_under_the_mouse(
    panel: tuple[ImagesPanel, SelectionStore], projects: ProjectStore
) -> None:
    widget, _selection = panel
    widget.model.set_filter(ImageState.NEW, "")
    projects.set_good(1, True)
    assert widget.model.rowCount() == 3
    assert "(1)" in widget.state_filter.itemText(4)


def test_sorted_by_doubt_what_the_model_is_least_sure_about_comes_first(
    model: ImageListModel, uncertainties: UncertaintyStore
) -> None:
    uncertainties.set_scores({7: ("base", 0.9), 3: ("base", 0.2)})
    model.set_order(ImageOrder.UNCERTAINTY)
    assert [model.record(row).id for row in range(4)] == [3, 7, 0, 1]


def test_sorted_by_change_the_last_image_worked_on_comes_first(
    projects: ProjectStore, background: Background, uncertainties: UncertaintyStore
) -> None:
    model = ImageListModel(projects, ThumbnailLoader(background), uncertainties)
    first, second, third = projects.index.order
    projects.project.images.set_good(second, True)  # in an earlier session, as far as the store knows
    model.set_order(ImageOrder.CHANGED)
    assert model.record(0).id == second
    projects.set_good(third, True)
    projects.set_good(first, True)
    model.refresh()
    assert [model.record(row).id for row in range(3)] == [first, third, second]


def test_without_images_or_without_a_match_the_panel_says_what_to_do(
    panel: tuple[ImagesPanel, SelectionStore], projects: ProjectStore, qtbot: QtBot
) -> None:
    widget, _selection = panel
    widget.search.setText("nowhere")
    qtbot.waitUntil(lambda: not widget.empty.isHidden() and widget.model.rowCount() == 0)
    assert "No image passes" in widget.empty.text.text()
    widget.empty.button.click()
    assert widget.model.rowCount() == 3 and widget.search.text() == ""
    projects.set_images(ImageIndex.of([]))
    with qtbot.waitSignal(widget.add_wanted):
        widget.empty.button.click()


def test_the_choice_of_a_state_filters_the_list(
    panel: tuple[ImagesPanel, SelectionStore], projects: ProjectStore
) -> None:
    widget, _selection = panel
    projects.set_good(projects.index.order[1], True)
    widget.state_filter.setCurrentIndex(widget.state_filter.findData(ImageState.GOOD))
    assert widget.model.ids() == [projects.index.order[1]]
    widget.state_filter.setCurrentIndex(widget.state_filter.findData(ImageState.NEW))
    assert widget.model.ids() == [projects.index.order[0], projects.index.order[2]]
