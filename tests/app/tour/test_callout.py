from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from app.tour.callout import beside

ROOM = QRect(0, 0, 1200, 800)
NOTE = QSize(340, 180)


@given(st.integers(0, 1100), st.integers(0, 700), st.integers(20, 240), st.integers(20, 200))
def test_a_note_beside_a_small_part_stays_in_the_window_and_hides_nothing(
    x: int, y: int, width: int, height: int
) -> None:
    target = QRect(x, y, width, height).intersected(ROOM)
    note = QRect(beside(NOTE, target, ROOM), NOTE)
    assert ROOM.contains(note)
    assert not note.intersects(target)


def test_a_note_about_nearly_everything_stands_inside_at_the_lower_edge() -> None:
    target = QRect(20, 20, 1160, 760)
    note = QRect(beside(NOTE, target, ROOM), NOTE)
    assert ROOM.contains(note) and target.contains(note)
    assert note.bottom() > ROOM.center().y()
    assert beside(NOTE, target, ROOM) != QPoint(0, 0)
