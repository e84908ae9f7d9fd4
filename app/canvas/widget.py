"""The canvas widget: what is shown, which tool is in the hand, where the view stands."""

from __future__ import annotations

import weakref
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.canvas.active_mask import ActiveMask
from app.canvas.comparison import Comparison
from app.canvas.compositor import Compositor
from app.canvas.input import Hand
from app.canvas.items import ComparisonMode, ComparisonSide, MaskOverlay, PromptBox
from app.canvas.painted_widget import PaintedWidget
from app.canvas.palette import SKY_BLUE, Rgb
from app.canvas.prompt_layer import Marks
from app.canvas.pyramid import ImagePyramid
from app.canvas.tools.protocol import Scene
from app.canvas.viewport import Viewport
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import PointPrompt

REACH = 8.0
"""How far from a handle, line or point, in logical pixels, a press still takes hold of it."""
BRUSH_LIMITS = (1, 999)


class CanvasWidget(PaintedWidget):
    """See the package's description for what goes in and out."""

    box_drawn = Signal(object)
    box_added = Signal(object)
    box_changed = Signal(object, bool)
    box_picked = Signal(int)
    object_picked = Signal(int)
    points_changed = Signal(object)
    stroke_finished = Signal(object)
    cursor_moved = Signal(int, int, object)
    brush_size_changed = Signal(int)
    proposal_cycled = Signal(int)
    proposals_wanted = Signal()
    tool_changed = Signal(str)
    cancelled = Signal()
    compare_held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self.compositor = Compositor()
        self.marks = Marks()
        self.hand = Hand(self)
        self._image_id: int | None = None
        self._source: weakref.ref[NDArray[np.uint8] | ImagePyramid] | None = None
        self._awaiting: Mask | None = None
        self._reach = REACH
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(120, 90))
        self._name()

    # --- what to show

    @property
    def image_id(self) -> int | None:
        """The image being shown."""
        return self._image_id

    @property
    def seen(self) -> bool:
        """Whether the image has been painted since it was set, so that somebody can have looked at it."""
        return self._image_id is not None and self._painted

    @property
    def zoom(self) -> float:
        """Device pixels an image pixel."""
        return self.viewport.transform.scale

    def set_image(self, pixels: NDArray[np.uint8] | ImagePyramid | None, image_id: int | None) -> None:
        """Show an image (H x W x 3 RGB uint8, or made into a pyramid before), or nothing.

        Masks and prompts of another image go.
        """
        same = self._source is not None and pixels is not None and self._source() is pixels
        if same and image_id == self._image_id:
            return
        self.hand.cancel()
        if image_id != self._image_id or pixels is None:
            self._forget_content()
            self._painted = False
        self._image_id = image_id
        self._source = None if pixels is None else weakref.ref(pixels)
        former = self.viewport.image_size
        image = ImagePyramid(pixels) if isinstance(pixels, np.ndarray) else pixels
        self.compositor.image = image
        size = None if image is None else (image.width, image.height)
        if size != former:
            self._forget_content()
            self.viewport.image_size = size
            self.viewport.fitted = True
        self._rearrange()

    def _forget_content(self) -> None:
        self.compositor.show_active(None)
        self.compositor.comparison = self.viewport.comparison = None
        self.compositor.set_overlays(())
        self.marks.forget()
        self.hand.forget()
        self._awaiting = None

    def set_overlays(self, overlays: Sequence[MaskOverlay]) -> None:
        """Draw these masks below the active one, the last on top."""
        if self.compositor.set_overlays(overlays):
            self._refresh()

    def set_active_mask(self, mask: Mask | None, *, color: Rgb | None = None, label: str = "") -> None:
        """Make this the mask that brush, eraser and lasso change; it is copied.

        While a stroke is running the call waits for its end: a model's late answer never takes a brush away.
        """
        compositor = self.compositor
        color = color or SKY_BLUE
        self._awaiting = None
        if mask is not None and compositor.active is not None and compositor.active.editing:
            self._awaiting = mask
            return
        if color != compositor.active_color or label != self.marks.active_label:
            compositor.active_color = color
            self.marks.active_label = label
            self._refresh()
        if mask is None or compositor.active is None or compositor.active.mask.shape != mask.shape:
            if mask is not None or compositor.active is not None:
                compositor.show_active(mask)
                self._refresh()
            return
        self.repaint_mask(compositor.active.replace(mask))

    def active_mask(self) -> Mask | None:
        """A copy of the active mask as shown."""
        active = self.compositor.active
        return None if active is None else active.mask.copy()

    def set_boxes(self, boxes: Sequence[PromptBox]) -> None:
        """Show these box prompts. A box being dragged stays with the hand that drags it."""
        if self.marks.set_boxes(tuple(boxes), dragging=self.hand.busy):
            self.update()

    def set_points(self, points: Sequence[PointPrompt]) -> None:
        """Show these points."""
        if self.marks.points != tuple(points):
            self.marks.points = tuple(points)
            self.update()

    def set_proposals(self, scores: Sequence[float], current: int) -> None:
        """Tell which of several proposals is shown, with its score, beside the cursor; empty for none."""
        self.marks.proposals = (tuple(scores), current)
        self.update()

    def cycle_proposal(self, step: int = 1) -> None:
        """Ask for another proposal; proposal_cycled says which. Where there are none yet, ask for some."""
        scores, current = self.marks.proposals
        if scores:
            self.proposal_cycled.emit((current + step) % len(scores))
        elif self.marks.boxes or self.marks.points:
            self.proposals_wanted.emit()

    # --- tools

    @property
    def tool(self) -> str:
        """The current tool's name."""
        return self.hand.tool.name

    def set_tool(self, name: str) -> None:
        """Choose a tool (items.TOOLS); gives up a running gesture."""
        if name != self.tool:
            self.hand.choose(name)
            self.tool_changed.emit(name)
            self.update()

    @property
    def brush_size(self) -> int:
        """Diameter of brush and eraser in image pixels."""
        return self.hand.brush_size

    def set_brush_size(self, diameter: int) -> None:
        """Diameter of brush and eraser in image pixels."""
        diameter = min(max(int(diameter), BRUSH_LIMITS[0]), BRUSH_LIMITS[1])
        if diameter != self.hand.brush_size:
            self.hand.brush_size = diameter
            self.brush_size_changed.emit(diameter)
            self.update()

    def set_reach(self, pixels: float) -> None:
        """How far off, in logical pixels, a press still hits; larger, with larger handles, for gloves."""
        self._reach = pixels
        self.marks.handle = pixels + 1
        self.update()

    def set_hold_key(self, key: Qt.Key | None) -> None:
        """The key that shows the other side while held, in comparison mode "hold"."""
        self.hand.hold_key = key

    def cancel(self) -> None:
        """What Esc does: give up the running gesture, else tell the window. Always safe."""
        if not self.hand.cancel():
            self.cancelled.emit()

    def scene(self) -> Scene:
        """What tools may look at."""
        width, height = self.viewport.image_size or (0, 0)
        reach = self._reach * self.viewport.unit / self.viewport.transform.scale
        return Scene(width, height, reach, self.hand.brush_size, self.marks.boxes, self.marks.points)

    # --- comparison

    def set_comparison(self, mode: ComparisonMode | str, left: ComparisonSide, right: ComparisonSide) -> None:
        """Set two versions' masks against each other."""
        former = self.viewport.comparison
        mode = ComparisonMode(mode)
        if self.viewport.image_size is None or (former is not None and former.shows(mode, left, right)):
            return
        made = Comparison(mode, left, right)
        self.compositor.comparison = self.viewport.comparison = made
        self._rearrange()

    def clear_comparison(self) -> None:
        """Back to one picture."""
        if self.viewport.comparison is not None:
            self.compositor.comparison = self.viewport.comparison = None
            self._rearrange()

    def set_compare_hold(self, held: bool) -> None:
        """In mode "hold": the right side while True."""
        if self.viewport.held != held:
            self.viewport.held = held
            self._rearrange()
            self.compare_held.emit(held)

    # --- view

    def zoom_in(self) -> None:
        """One step in, round the cursor where it is over the image."""
        self.zoom_by(1)

    def zoom_out(self) -> None:
        """One step out."""
        self.zoom_by(-1)

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Some steps in or out, round a widget position or the view's middle."""
        at = self.hand.position if at is None else at
        if at is None:
            self.viewport.step(steps)
        else:
            u = at.x() * self.viewport.unit
            v = at.y() * self.viewport.unit
            self.viewport.step(steps, *self.viewport.local(u, v, self.viewport.pane_at(u)))
        self._moved()

    def set_zoom(self, scale: float) -> None:
        """This many device pixels an image pixel, round the middle."""
        self.viewport.zoom(scale)
        self._moved()

    def fit(self) -> None:
        """The whole image; it stays whole when the window's size changes."""
        self.viewport.fit()
        self._moved()

    def actual(self) -> None:
        """One device pixel an image pixel."""
        self.set_zoom(1.0)

    def zoom_to(self, box: Box) -> None:
        """Fill the view with a part of the image."""
        self.viewport.show(box)
        self._moved()

    def pan(self, du: float, dv: float) -> None:
        """Move the image by device pixels."""
        self.viewport.pan(du, dv)
        self.update()

    def set_wipe(self, u: float) -> None:
        """Put the wipe's divider at this device column."""
        self.viewport.set_wipe(u)
        self._rearrange()

    # --- strokes

    def ensure_active_mask(self) -> ActiveMask | None:
        """The mask to paint on; an empty one where there was none yet."""
        size = self.viewport.image_size
        compositor = self.compositor
        if compositor.active is None and size is not None:
            compositor.show_active(np.zeros((size[1], size[0]), np.bool_))
        return compositor.active

    def finish_stroke(self) -> None:
        """Report the stroke, then show what waited for its end."""
        active = self.compositor.active
        delta = active.finish() if active is not None else None
        if delta is not None:
            self.stroke_finished.emit(delta)
            self.update()  # the label may have to move
        waiting = self._awaiting
        self._awaiting = None
        if waiting is not None and delta is None:
            self.set_active_mask(waiting, color=self.compositor.active_color, label=self.marks.active_label)

    def _rearrange(self) -> None:
        self.viewport.arrange()
        self._moved()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Image"))
        self.setAccessibleDescription(
            self.tr("Shows the image with its masks. Drag to draw a box round a defect.")
        )
        self.marks.queued_text = self.tr("queued")
        self.update()
