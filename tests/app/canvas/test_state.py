"""What the canvas keeps, without a widget."""

from __future__ import annotations

import numpy as np

from app.canvas.items import PromptBox
from app.canvas.pyramid import ImagePyramid
from app.canvas.state import CanvasState
from samft_core.imaging.geometry import Box


def showing(width: int = 40, height: int = 30) -> CanvasState:
    state = CanvasState()
    state.compositor.image = ImagePyramid(np.zeros((height, width, 3), np.uint8))
    state.viewport.image_size = (width, height)
    return state


def test_the_box_being_dragged_stays_where_the_pointer_has_it() -> None:
    state = showing()
    dragged = PromptBox(1, Box(5, 5, 20, 20), active=True)
    assert state.set_boxes((dragged,), dragging=False)
    late = (PromptBox(1, Box(1, 1, 9, 9), active=True), PromptBox(2, Box(2, 2, 8, 8)))
    assert state.set_boxes(late, dragging=True)
    assert state.boxes == (dragged, late[1])
    assert state.set_boxes(late, dragging=False)
    assert not state.set_boxes(late, dragging=False)


def test_a_mask_to_paint_on_needs_an_image() -> None:
    assert CanvasState().ensure_active_mask() is None
    active = showing().ensure_active_mask()
    assert active is not None and active.mask.shape == (30, 40) and not active.mask.any()


def test_another_image_takes_everything_away_but_the_tool() -> None:
    state = showing()
    state.tool = state.tools["brush"]
    state.brush_size = 7
    state.ensure_active_mask()
    state.set_boxes((PromptBox(1, Box(5, 5, 20, 20), active=True),), dragging=False)
    state.proposals = ((0.5, 0.4), 1)
    state.active_label = "crack"
    state.forget()
    assert state.compositor.active is None
    assert (state.boxes, state.points, state.proposals, state.active_label) == ((), (), ((), 0), "")
    assert (state.tool.name, state.brush_size) == ("brush", 7)


def test_tools_are_told_the_reach_in_image_pixels() -> None:
    state = showing()
    scene = state.scene()
    assert (scene.width, scene.height) == (40, 30)
    assert scene.reach == state.reach * state.viewport.unit / state.viewport.transform.scale
