"""Preferences are found by a word, count at once, and are there at the next start."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.ids import ActionId
from app.canvas.active_mask import ActiveMask
from app.dialogs.preference_rows import SECTIONS, FlagRow
from app.dialogs.preferences import PreferencesDialog
from app.settings.settings import Settings
from samft_core.imaging.geometry import Box
from samft_core.project.records import AnnotationState
from tests.e2e.desk import Desk, square
from tests.e2e.test_objects import add

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def preferences(desk: Desk) -> PreferencesDialog:
    """The dialog, opened with its key."""
    desk.tap(Key.Key_Comma, CTRL)
    dialog = desk.window.findChild(PreferencesDialog)
    assert dialog is not None and dialog.isVisible()
    return dialog


def press(desk: Desk, dialog: PreferencesDialog, name: str) -> None:
    box = dialog.flags[name]
    desk.click(box, QPoint(10, box.height() // 2))


def turn(desk: Desk, notches: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    canvas = desk.window.panels.canvas
    middle = QPointF(canvas.rect().center())
    QApplication.sendEvent(
        canvas,
        QWheelEvent(
            middle,
            canvas.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    desk.settle()


def test_preferences_are_found_by_a_word(desk: Desk, preferences: PreferencesDialog) -> None:
    def shown() -> set[str]:
        rows: dict[str, QWidget] = {**preferences.flags, **preferences.numbers}
        return {name for name, widget in rows.items() if widget.isVisibleTo(preferences)}

    every = {row.name for section in SECTIONS for row in section.rows} | {"large_targets"}
    assert shown() == every and len(every) >= 17  # and name, language and look
    desk.click(preferences.search)
    desk.type("wheel")
    assert shown() == {"wheel_pans", "wheel_reversed"}
    preferences.search.clear()
    desk.type("gloves")
    assert shown() == {"large_targets"}
    preferences.search.clear()
    desk.type("xylophone")
    assert not shown()
    room = preferences.screen().availableGeometry()
    assert preferences.width() <= room.width() and preferences.height() <= room.height()


def test_every_preference_is_kept(desk: Desk, preferences: PreferencesDialog) -> None:
    settings = desk.hub.settings
    before = {row.name: getattr(settings, row.name) for section in SECTIONS for row in section.rows}
    for section in SECTIONS:
        for row in section.rows:
            if isinstance(row, FlagRow):
                preferences.flags[row.name].setChecked(not before[row.name])
            else:
                preferences.numbers[row.name].stepUp()
    again = Settings(Path(settings.file))
    assert all(getattr(again, name) != value for name, value in before.items()), before


def test_the_wheel_and_the_marks_on_the_picture(desk: Desk, preferences: PreferencesDialog) -> None:
    canvas = desk.window.panels.canvas
    for name in ("wheel_pans", "labels", "outlines", "grid", "crosshair"):
        press(desk, preferences, name)
    preferences.numbers["fill"].setValue(80)
    preferences.numbers["brush"].setValue(33)
    assert not canvas.prompt_layer.labels and not canvas.prompt_layer.crosshair
    options = canvas.compositor.options
    assert options.outline_only and not options.grid and options.opacity == 0.8
    assert canvas.brush_size == 33
    assert desk.window.commands[ActionId.VIEW_OUTLINE].isChecked()
    preferences.reject()
    desk.show_image(1)
    canvas.set_zoom(8.0)
    where = canvas.viewport.transform
    turn(desk, -1)
    moved = canvas.viewport.transform
    assert moved.scale == where.scale and moved.offset_y < where.offset_y
    turn(desk, 1, CTRL)
    assert canvas.zoom > 8.0
    desk.hub.settings.wheel_reversed = True
    turn(desk, 1, CTRL)
    assert canvas.zoom == pytest.approx(8.0)


def test_return_takes_first_where_that_is_wanted(desk: Desk, preferences: PreferencesDialog) -> None:
    press(desk, preferences, "take_before_accept")
    preferences.reject()
    desk.hub.selection.select_class("dent")
    desk.show_image(1)
    desk.draw(Box(20, 20, 50, 45))
    desk.look()
    desk.tap(Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["draft"]
    desk.look()
    desk.tap(Key.Key_Return)
    assert [state for _name, state, _mask in desk.truth_of(1)] == ["accepted"]


def test_notes_sounds_and_memory(
    desk: Desk, preferences: PreferencesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(True))
    press(desk, preferences, "sounds")
    preferences.numbers["note_seconds"].setValue(3)
    preferences.numbers["prefetched"].setValue(2)
    preferences.reject()
    locked = add(desk, 1, ("scratch", square(20, 20), AnnotationState.DRAFT))
    desk.hub.selection.select_annotation(None)
    desk.tap(Key.Key_E)
    assert locked and beeps == [True], "there is nothing to take away from, and it is heard"
    assert desk.window.panels.undo_note.isVisible()
    desk.qtbot.wait(3200)
    assert not desk.window.panels.undo_note.isVisible()
    asked = []
    loader = desk.hub.loader
    monkeypatch.setattr(loader, "prefetch", lambda images, keep=None: asked.append(list(images)))
    desk.show_image(0)
    desk.qtbot.wait(300)
    assert [len(images) for images in asked] == [2]
    desk.hub.settings.image_memory = 100
    loader._kept[99] = np.zeros(60_000_000, np.uint8)
    loader._kept[98] = np.zeros(60_000_000, np.uint8)
    desk.hub.settings.image_memory = 101
    assert 99 not in loader._kept and 98 in loader._kept


def test_spared_pixels_stay(desk: Desk) -> None:
    """A lasso leaves them as well; what takes away is not held back."""
    mask = np.zeros((40, 40), np.bool_)
    mask[5:10, 5:10] = True
    active = ActiveMask(mask)
    active.spared = np.zeros((40, 40), np.bool_)
    active.spared[20:, :] = True
    active.fill([(2, 2), (38, 2), (38, 38), (2, 38)], value=True)
    assert active.mask[10, 30] and not active.mask[30, 30]
    active.fill([(2, 2), (38, 2), (38, 38), (2, 38)], value=False)
    assert not active.mask[10, 30]
    assert desk.hub.settings.spare_others is False
