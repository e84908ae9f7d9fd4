"""The canvas widget: what it is given to show, and what the inspector does there, as signals."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.canvas.comparison import Comparison
from app.canvas.input import CanvasInput
from app.canvas.items import ComparisonMode, ComparisonSide, MaskOverlay, PromptBox
from app.canvas.palette import SKY_BLUE, Rgb
from app.canvas.pyramid import ImagePyramid
from app.canvas.tool_effects import ToolEffects
from app.canvas.view_widget import CanvasView
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import PointPrompt

BRUSH_LIMITS = (1, 999)


class CanvasWidget(CanvasView):
    """See the package's description for what goes in and out."""

    box_drawn = Signal(object)
    box_added = Signal(object)
    box_changed = Signal(object, bool)
    box_picked = Signal(int)
    overlay_picked = Signal(object)
    points_changed = Signal(object)
    stroke_finished = Signal(object)
    cursor_moved = Signal(int, int, object)
    brush_size_changed = Signal(int)
    proposal_cycled = Signal(int)
    proposals_wanted = Signal()
    tool_changed = Signal(str)
    cancelled = Signal()
    compare_held = Signal(bool)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._effects = ToolEffects(self.state, self, self)
        self.input = CanvasInput(self.state, self, self._effects, self)
        self.installEventFilter(self.input)
        self._pass_on_signals()
        self._image_id: int | None = None
        self._source: weakref.ref[NDArray[np.uint8] | ImagePyramid] | None = None
        self._awaiting: Mask | None = None
        self._last_size: tuple[int, int] | None = None
        self.keep_view = False
        """Whether the next image is shown as the one before was, where both are of one size."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(120, 60))
        self._name()

    def _pass_on_signals(self) -> None:
        effects = self._effects
        effects.box_drawn.connect(self.box_drawn)
        effects.box_added.connect(self.box_added)
        effects.box_changed.connect(self.box_changed)
        effects.box_picked.connect(self.box_picked)
        effects.overlay_picked.connect(self.overlay_picked)
        effects.points_changed.connect(self.points_changed)
        self.input.cursor_moved.connect(self.cursor_moved)
        self.input.menu_wanted.connect(self.menu_wanted)

    # --- what to show

    @property
    def image_id(self) -> int | None:
        """The image being shown."""
        return self._image_id

    @property
    def seen(self) -> bool:
        """Whether the image has been painted since it was set, so that somebody can have looked at it."""
        return self._image_id is not None and self._painted

    def set_image(self, pixels: NDArray[np.uint8] | ImagePyramid | None, image_id: int | None) -> None:
        """Show an image (H x W x 3 RGB uint8, or made into a pyramid before), or nothing.

        Masks and prompts of another image go.
        """
        same = self._source is not None and pixels is not None and self._source() is pixels
        if same and image_id == self._image_id:
            return
        self.input.cancel()
        if image_id != self._image_id or pixels is None:
            self._forget_content()
            self._painted = False
            self.viewport.fitted = self.viewport.fitted or not self.keep_view
        self._image_id = image_id
        self._source = None if pixels is None else weakref.ref(pixels)
        former = self.viewport.image_size
        image = ImagePyramid(pixels) if isinstance(pixels, np.ndarray) else pixels
        self.compositor.image = image
        size = None if image is None else (image.width, image.height)
        if size != former:
            self._forget_content()
            self.viewport.image_size = size
            if not self.keep_view or (size is not None and size != self._last_size):
                self.viewport.fitted = True
        if size is not None:
            self._last_size = size
        self._rearrange()

    def _forget_content(self) -> None:
        self.state.forget()
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
        if color != compositor.active_color or label != self.state.active_label:
            compositor.active_color = color
            self.state.active_label = label
            self._refresh()
        if mask is None or compositor.active is None or compositor.active.mask.shape != mask.shape:
            if mask is not None or compositor.active is not None:
                compositor.show_active(mask)
                self._refresh()
            return
        self.repaint_mask(compositor.active.replace(mask))

    def set_spared(self, spared: Callable[[], Mask | None] | None) -> None:
        """Leave these pixels (H x W bool, asked for as a stroke begins) to other objects while drawing."""
        self.state.spared = spared

    def active_mask(self) -> Mask | None:
        """A copy of the active mask as shown."""
        active = self.compositor.active
        return None if active is None else active.mask.copy()

    def set_boxes(self, boxes: Sequence[PromptBox]) -> None:
        """Show these box prompts. A box being dragged stays where the pointer has it."""
        if self.state.set_boxes(tuple(boxes), dragging=self.input.busy):
            self.update()

    def set_points(self, points: Sequence[PointPrompt]) -> None:
        """Show these points."""
        if self.state.points != tuple(points):
            self.state.points = tuple(points)
            self.update()

    def set_proposals(self, scores: Sequence[float], current: int) -> None:
        """Tell which of several proposals is shown, with its score, beside the cursor; empty for none."""
        self.state.proposals = (tuple(scores), current)
        self.update()

    def cycle_proposal(self, step: int = 1) -> None:
        """Ask for another proposal; proposal_cycled says which. Where there are none yet, ask for some."""
        scores, current = self.state.proposals
        if scores:
            self.proposal_cycled.emit((current + step) % len(scores))
        elif self.state.boxes or self.state.points:
            self.proposals_wanted.emit()

    # --- tools

    @property
    def tool(self) -> str:
        """The current tool's name."""
        return self.state.tool.name

    def set_tool(self, name: str) -> None:
        """Choose a tool (items.TOOLS); gives up a running gesture."""
        if name != self.tool:
            self.input.choose(name)
            self.tool_changed.emit(name)
            self.update()

    @property
    def brush_size(self) -> int:
        """Diameter of brush and eraser in image pixels."""
        return self.state.brush_size

    def set_brush_size(self, diameter: int) -> None:
        """Diameter of brush and eraser in image pixels."""
        diameter = min(max(int(diameter), BRUSH_LIMITS[0]), BRUSH_LIMITS[1])
        if diameter != self.state.brush_size:
            self.state.brush_size = diameter
            self.brush_size_changed.emit(diameter)
            self.update()

    def set_reach(self, pixels: float) -> None:
        """How far off, in logical pixels, a press still hits; larger, with larger handles, for gloves."""
        self.state.reach = pixels
        self.prompt_layer.handle = pixels + 1
        self.update()

    def set_hold_key(self, key: Qt.Key | None) -> None:
        """The key that shows the other side while held, in comparison mode "hold"."""
        self.input.hold_key = key

    def cancel(self) -> None:
        """What Esc does: give up the running gesture, else tell the window. Always safe."""
        if not self.input.cancel():
            self.cancelled.emit()

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

    # --- strokes

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
            self.set_active_mask(waiting, color=self.compositor.active_color, label=self.state.active_label)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Image"))
        self.setAccessibleDescription(
            self.tr("Shows the image with its masks. Drag to draw a box round a defect.")
        )
        self.prompt_layer.queued_text = self.tr("queued")
        self.update()
