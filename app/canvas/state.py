"""What the canvas shows, and where the inspector is with which tool.

Input changes it and drawing reads it; neither knows the other. The widget owns all three.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF

from app.canvas.active_mask import ActiveMask
from app.canvas.compositor import Compositor
from app.canvas.items import PromptBox
from app.canvas.raster import Point
from app.canvas.tools.brush import BrushTool
from app.canvas.tools.catalog import all_tools
from app.canvas.tools.protocol import Scene, Tool
from app.canvas.viewport import Viewport
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import PointPrompt

REACH = 8.0
"""How far from a handle, line or point, in logical pixels, a press still takes hold of it."""


class CanvasState:
    """Image, masks and view (``compositor``, ``viewport``), the prompts over them, the tool and the pointer.

    ``position`` is the pointer on the widget in logical pixels, ``image_position`` in the image's pixels;
    both are None while it is elsewhere.
    """

    def __init__(self) -> None:
        self.viewport = Viewport()
        self.compositor = Compositor()
        self.boxes: tuple[PromptBox, ...] = ()
        self.points: tuple[PointPrompt, ...] = ()
        self.proposals: tuple[tuple[float, ...], int] = ((), 0)
        self.active_label = ""
        self.tools = all_tools()
        self.tool: Tool = self.tools["box"]
        self.brush_size = 20
        self.spared: Callable[[], Mask | None] | None = None
        self.reach = REACH
        self.position: QPointF | None = None
        self.image_position: Point | None = None

    def forget(self) -> None:
        """Another image: nothing of the former one stays."""
        self.compositor.show_active(None)
        self.compositor.comparison = self.viewport.comparison = None
        self.compositor.set_overlays(())
        self.boxes = ()
        self.points = ()
        self.proposals = ((), 0)
        self.active_label = ""
        for tool in self.tools.values():
            if isinstance(tool, BrushTool):
                tool.forget()

    def set_boxes(self, boxes: tuple[PromptBox, ...], *, dragging: bool) -> bool:
        """Take these boxes; whether that changed anything.

        ``dragging`` keeps the active one where the pointer has it.
        """
        if dragging:
            held = next((item for item in self.boxes if item.active), None)
            boxes = tuple(held if held is not None and item.id == held.id else item for item in boxes)
        changed = boxes != self.boxes
        self.boxes = boxes
        return changed

    def ensure_active_mask(self) -> ActiveMask | None:
        """The mask to paint on; an empty one where there was none yet, None without an image."""
        size = self.viewport.image_size
        if self.compositor.active is None and size is not None:
            self.compositor.show_active(np.zeros((size[1], size[0]), np.bool_))
        active = self.compositor.active
        if active is not None and not active.editing:
            active.spared = None if self.spared is None else self.spared()
        return active

    def scene(self) -> Scene:
        """What tools may look at."""
        width, height = self.viewport.image_size or (0, 0)
        reach = self.reach * self.viewport.unit / self.viewport.transform.scale
        return Scene(width, height, reach, self.brush_size, self.boxes, self.points)
