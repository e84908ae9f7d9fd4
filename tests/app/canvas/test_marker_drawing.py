"""Labels over the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from app.canvas import marker_drawing, palette
from app.canvas.items import PromptBox
from app.canvas.marker_drawing import Pencil
from app.canvas.view_transform import ViewTransform
from samft_core.imaging.geometry import Box

corners = st.tuples(st.floats(0, 300), st.floats(40, 200), st.text("ab1 ", min_size=1, max_size=12))


@pytest.fixture(scope="module")
def pencil(qapp):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    yield Pencil(painter, ViewTransform(), 1.0)
    painter.end()


@given(st.lists(corners, min_size=2, max_size=6))
def test_no_label_covers_another(pencil, wanted):
    plates = list[QRectF]()
    for x, y, text in wanted:
        plates.append(
            marker_drawing.draw_chip(pencil, QPointF(x, y), text, palette.SKY_BLUE, above=True, taken=plates)
        )
    assert not any(plate.intersects(other) for plate in plates for other in plates if plate is not other)
    # Each moves up or, where there is no room, to the right; the first stays, and all are to be seen.
    color = palette.SKY_BLUE
    free = [marker_drawing.draw_chip(pencil, QPointF(x, y), text, color, above=True) for x, y, text in wanted]
    assert plates[0] == free[0] and all(plate.top() >= 2 for plate in plates)
    for plate, place in zip(plates, free, strict=True):
        assert (plate.left() == place.left() and plate.top() <= place.top()) or (
            plate.top() == place.top() and plate.left() > place.left()
        )


def test_a_boxs_label_stands_above_the_masks_at_the_same_corner(pencil):
    mask = marker_drawing.draw_chip(pencil, QPointF(50, 80), "base 0.71", palette.SKY_BLUE, above=True)
    item = PromptBox(1, Box(50, 80, 120, 140), label="crack")
    plate = marker_drawing.draw_box(pencil, item, queued_text="queued", taken=[mask])
    assert plate.bottom() < mask.top() and plate.left() == mask.left()
    at_the_top = PromptBox(1, Box(50, 10, 120, 140), label="crack")
    mask = marker_drawing.draw_chip(pencil, QPointF(50, 10), "base 0.71", palette.SKY_BLUE, above=True)
    plate = marker_drawing.draw_box(pencil, at_the_top, queued_text="queued", taken=[mask])
    assert plate.left() > mask.right() and plate.top() == mask.top()
    assert marker_drawing.draw_box(pencil, PromptBox(1, Box(5, 5, 9, 9)), queued_text="queued") is None
