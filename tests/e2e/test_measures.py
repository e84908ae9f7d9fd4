"""How large an object is: in the list, in millimetres once the scale is known, and as a table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QInputDialog, QListWidget

from app.actions.ids import ActionId
from tests.e2e.desk import Desk


def first_row(desk: Desk) -> str:
    (rows,) = desk.window.panels.objects.findChildren(QListWidget)
    return rows.item(0).text()


def set_scale(desk: Desk, typed: str) -> None:
    """Type a scale into the dialog, and Return."""
    desk.window.commands[ActionId.PROJECT_SCALE].trigger()
    dialog = desk.window.findChild(QInputDialog, "scale")
    box = dialog.findChild(QDoubleSpinBox)
    box.selectAll()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk.wait(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible(), 10, "the dialog to close")
    desk.settle()


def test_objects_are_measured_in_pixels_and_then_in_millimetres(desk: Desk) -> None:
    desk.show_image(0)
    assert "400 px" in first_row(desk) and "28.3 × 20.0 px" in first_row(desk)  # a square of 20
    before = desk.truth()
    set_scale(desk, "0.05")
    assert desk.project.scale.mm_per_pixel() == 0.05
    assert "1.00 mm²" in first_row(desk) and "1.41 × 1.00 mm" in first_row(desk)
    assert "0.05 mm" in desk.window.panels.undo_note.text and desk.on_picture
    assert desk.truth() == before  # no mask was touched
    desk.click(desk.window.panels.undo_note.undo)
    assert desk.project.scale.mm_per_pixel() is None and "400 px" in first_row(desk)


def test_a_stroke_is_measured_at_once(desk: Desk) -> None:
    desk.show_image(0)
    (record,) = desk.project.annotations.of_image(desk.hub.selection.image_id)
    desk.window.panels.objects.object_chosen.emit(record.id)
    before = first_row(desk)
    desk.tap(Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)  # grow by a pixel
    assert "480 px" in first_row(desk) != before


def test_the_measures_are_written_as_a_table(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "sizes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(table), ""))
    desk.show_image(0)
    desk.window.commands[ActionId.PROJECT_MEASURES].trigger()
    desk.wait(table.is_file, 20, "the table")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    found = [row[name] for name in ("image", "class", "state", "area_px")]
    assert found == ["000.png", "scratch", "accepted", "400"]
    assert (row["x_px"], row["y_px"], row["area_mm2"], row["accepted_by"]) == ("50", "50", "", "ada")
