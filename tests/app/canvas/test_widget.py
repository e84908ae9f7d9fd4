"""What the canvas shows of an image and its masks."""

import numpy as np
from PySide6.QtTest import QTest

from app.canvas.items import MaskOverlay, ObjectOverlay, PromptBox
from samft_core.imaging.geometry import Box
from tests.app.canvas.hands import (
    LEFT,
    disc,
    picture,
    shown,
    spot,
)


def test_pixels_are_exact_at_200_percent(canvas):
    assert np.array_equal(shown(canvas)[20:320:2, 20:420:2], picture())
    assert np.array_equal(shown(canvas)[21:320:2, 21:420:2], picture())


def test_display_adjustment_is_only_for_the_eye(canvas):
    before = shown(canvas)
    canvas.set_display_adjustment(brightness=0.2)
    assert shown(canvas)[100, 100].mean() > before[100, 100].mean()
    canvas.set_display_adjustment()
    assert np.array_equal(shown(canvas), before)


def test_outline_only_and_opacity(canvas):
    plain = shown(canvas)
    canvas.set_overlays([MaskOverlay(ObjectOverlay(1), disc(100, 70, 30))])
    centre = spot(100, 70)
    filled = shown(canvas)
    assert (filled[centre.y(), centre.x()] != plain[centre.y(), centre.x()]).any()
    canvas.set_outline_only(True)
    outlined = shown(canvas)
    assert np.array_equal(outlined[centre.y(), centre.x()], plain[centre.y(), centre.x()])
    assert (outlined != plain).any()
    canvas.set_outline_only(False)
    canvas.set_opacity(1.0)
    assert tuple(shown(canvas)[centre.y(), centre.x()]) == MaskOverlay(ObjectOverlay(1), disc(1, 1, 1)).color


def test_another_image_is_shown_whole_unless_the_zoom_is_kept(canvas):
    canvas.set_zoom(2.0)
    canvas.set_image(picture(1), 2)
    canvas.fit()
    whole = canvas.viewport.transform
    canvas.set_zoom(3.0)
    canvas.set_image(picture(2), 3)
    assert canvas.viewport.transform == whole
    canvas.keep_view = True
    canvas.set_zoom(3.0)
    kept = canvas.viewport.transform
    canvas.set_image(None, None)  # until the next one is decoded
    canvas.set_image(picture(3), 4)
    assert canvas.viewport.transform == kept
    canvas.set_image(np.zeros((40, 60, 3), np.uint8), 5)  # there is no such place on another size
    assert canvas.viewport.fitted


def test_another_image_takes_masks_and_prompts_away_and_keeps_the_zoom(canvas):
    canvas.keep_view = True
    canvas.set_overlays([MaskOverlay(ObjectOverlay(1), disc(100, 70, 30))])
    canvas.set_active_mask(disc(50, 50, 10))
    canvas.set_boxes([PromptBox(1, Box(1, 1, 9, 9))])
    canvas.set_tool("brush")
    QTest.mousePress(canvas, LEFT, pos=spot(50, 50))
    view = canvas.viewport.transform
    canvas.set_image(picture(1), 2)
    assert canvas.viewport.transform == view and canvas.image_id == 2
    assert canvas.active_mask() is None and not canvas.state.boxes and not canvas.input.busy
    assert np.array_equal(shown(canvas)[20:320:2, 20:420:2], picture(1))
    canvas.set_image(np.zeros((40, 60, 3), np.uint8), 3)
    assert canvas.viewport.fitted
    canvas.set_image(None, None)
    shown(canvas)


def test_setters_repeated_with_equal_content_repaint_nothing(canvas):
    overlay, mask, pixels = MaskOverlay(ObjectOverlay(1), disc(100, 70, 30)), disc(50, 50, 10), picture()
    box = PromptBox(1, Box(1, 1, 9, 9))

    def give():
        canvas.set_image(pixels, 7)
        canvas.set_overlays([overlay])
        canvas.set_active_mask(mask)
        canvas.set_boxes([box])

    give()
    shown(canvas)
    renders = []
    canvas.compositor.render = lambda rect=None: renders.append(rect)
    give()
    canvas.repaint()
    assert not renders


def test_it_has_a_name_for_screen_readers(canvas):
    assert canvas.accessibleName() and canvas.accessibleDescription()
