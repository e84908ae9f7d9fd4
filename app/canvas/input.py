"""From mouse and keys to tools, and from the tools' effects to the canvas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from app.canvas.box_handles import kept_inside
from app.canvas.comparison import Pane
from app.canvas.items import ComparisonMode
from app.canvas.raster import Point
from app.canvas.tools import protocol
from app.canvas.tools.brush import BrushTool
from app.canvas.tools.catalog import all_tools
from app.canvas.tools.protocol import Cursor, Effect, Effects, Pointer
from samft_core.imaging.geometry import Box

if TYPE_CHECKING:
    from app.canvas.widget import CanvasWidget

_SHAPES: Final[dict[Cursor, Qt.CursorShape]] = {
    "cross": Qt.CursorShape.CrossCursor,
    "brush": Qt.CursorShape.CrossCursor,
    "arrow": Qt.CursorShape.ArrowCursor,
    "hand": Qt.CursorShape.OpenHandCursor,
    "grab": Qt.CursorShape.ClosedHandCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "nwse": Qt.CursorShape.SizeFDiagCursor,
    "nesw": Qt.CursorShape.SizeBDiagCursor,
    "ns": Qt.CursorShape.SizeVerCursor,
    "ew": Qt.CursorShape.SizeHorCursor,
}
_ARROWS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAN_STEP = 64
Hold = Literal["none", "tool", "pan", "divider"]


class Hand:
    """The inspector's hand: the chosen tool, what it holds, and where it is."""

    def __init__(self, canvas: CanvasWidget) -> None:
        self._canvas = canvas
        self._tools = all_tools()
        self.tool = self._tools["box"]
        self.brush_size = 20
        self.hold_key: Qt.Key | None = Qt.Key.Key_X
        self.position: QPointF | None = None
        self.image_position: Point | None = None
        self._pane: Pane | None = None
        self._holds: Hold = "none"
        self._button = Qt.MouseButton.NoButton
        self._space = False
        self._wheel = 0.0

    @property
    def busy(self) -> bool:
        """Whether a gesture is running."""
        return self.tool.busy or self._holds in ("pan", "divider")

    def choose(self, name: str) -> None:
        """Take another tool."""
        self.cancel()
        self.tool = self._tools[name]
        self._show_cursor()

    def forget(self) -> None:
        """Another image."""
        for tool in self._tools.values():
            if isinstance(tool, BrushTool):
                tool.forget()

    def cancel(self) -> bool:
        """Give up the running gesture; False where there was none."""
        if not self.busy:
            return False
        self._holds = "none"
        self._perform(self.tool.cancel())
        self._canvas.update()
        return True

    def let_go(self) -> None:
        """The keyboard went elsewhere: no key is held any more."""
        self._space = False
        self._canvas.set_compare_hold(False)

    # --- mouse

    def press(self, event: QMouseEvent, clicks: int = 1) -> None:
        """A button went down. A second button during a gesture does nothing."""
        button = event.button()
        if self._holds != "none" and button == self._button:
            self.cancel()  # its release never came: a dialog took the mouse
            self._holds = "none"
        if self._holds != "none" or self._canvas.viewport.image_size is None:
            return
        u = event.position().x() * self._canvas.viewport.unit
        self._pane = self._canvas.viewport.pane_at(u)
        if button == Qt.MouseButton.MiddleButton or self._space:
            self._holds = "pan"
        elif button == Qt.MouseButton.LeftButton and self._canvas.viewport.on_divider(u):
            self._holds = "divider"
        elif button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._holds = "tool"
        else:
            return
        self._button = button
        former = self.position
        self._follow(event.position())
        if self._holds == "tool":
            self._perform(self.tool.press(self._pointer(event, clicks), self._canvas.scene()))
        self._mark_moved(former)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        if self._canvas.viewport.image_size is None:
            return
        former = self.position
        at = event.position()
        if self._holds == "none":
            self._pane = self._canvas.viewport.pane_at(at.x() * self._canvas.viewport.unit)
        self._follow(at)
        unit = self._canvas.viewport.unit
        if self._holds == "pan" and former is not None:
            self._canvas.pan((at.x() - former.x()) * unit, (at.y() - former.y()) * unit)
        elif self._holds == "divider":
            self._canvas.set_wipe(at.x() * unit)
        else:
            self._perform(self.tool.move(self._pointer(event), self._canvas.scene()))
        self._mark_moved(former)
        self._report()

    def release(self, event: QMouseEvent) -> None:
        """The button that started the gesture went up."""
        if self._holds == "none" or event.button() != self._button:
            return
        holds = self._holds
        self._holds = "none"
        former = self.position
        self._follow(event.position())
        if holds == "tool":
            self._perform(self.tool.release(self._pointer(event), self._canvas.scene()))
        self._mark_moved(former)

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; Shift: brush size; Alt: next proposal (Alt turns the wheel sideways in Qt)."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            notch = 1 if turned > 0 else -1
            self._canvas.set_brush_size(self.brush_size + notch * max(1, self.brush_size // 10))
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self._wheel += turned / 120
            if abs(self._wheel) >= 1:
                self._canvas.cycle_proposal(-1 if self._wheel > 0 else 1)
                self._wheel = 0.0
        elif turned:
            self._canvas.zoom_by(turned / 120, event.position())
        event.accept()

    def leave(self) -> None:
        """The pointer left the canvas."""
        if self._holds == "none":
            self.position = self.image_position = None
            self._canvas.cursor_moved.emit(-1, -1, None)
            self._canvas.update()

    # --- keys

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is ours now although the window has a shortcut for it: Esc ends a lasso before
        anything else."""
        key = event.key()
        if self.tool.busy and key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, *_CONFIRM):
            return True
        return key == Qt.Key.Key_Space or key in _ARROWS or self._is_hold(event)

    def key_down(self, event: QKeyEvent) -> bool:
        """A key went down; whether it meant something here."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._canvas.cancel()
        elif key == Qt.Key.Key_Space:
            self._space = True
        elif self._is_hold(event):
            self._canvas.set_compare_hold(True)
        elif self.tool.busy and key in _CONFIRM:
            self._perform(self.tool.key("confirm", self._canvas.scene()))
        elif self.tool.busy and key == Qt.Key.Key_Backspace:
            self._perform(self.tool.key("back", self._canvas.scene()))
        elif key in _ARROWS:
            self._nudge(*_ARROWS[key], fast=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            return False
        self._show_cursor()
        self._canvas.update()
        return True

    def key_up(self, event: QKeyEvent) -> bool:
        """A key went up; whether it meant something here."""
        if event.isAutoRepeat():
            return False
        if event.key() == Qt.Key.Key_Space:
            self._space = False
        elif event.key() == self.hold_key:
            self._canvas.set_compare_hold(False)
        else:
            return False
        self._show_cursor()
        return True

    def _is_hold(self, event: QKeyEvent) -> bool:
        comparison = self._canvas.viewport.comparison
        showing = self._canvas.viewport.image_size is not None
        holding = showing and (
            comparison is None or comparison.mode in (ComparisonMode.HOLD, ComparisonMode.OVERLAY)
        )
        return holding and event.key() == self.hold_key and not event.modifiers()

    def _nudge(self, dx: int, dy: int, *, fast: bool) -> None:
        """Arrow keys move the active box by a pixel (with Shift ten), or the view."""
        scene = self._canvas.scene()
        active = scene.active_box
        step = 10 if fast else 1
        if active is None or self.busy:
            self._canvas.pan(-dx * PAN_STEP * step, -dy * PAN_STEP * step)
            return
        moved = active.box.moved(dx * step, dy * step)
        self._change_box(kept_inside(moved, width=scene.width, height=scene.height), finished=True)

    # --- effects

    def _perform(self, effects: Effects) -> None:
        for effect in effects:
            self._perform_one(effect)

    def _perform_one(self, effect: Effect) -> None:
        canvas = self._canvas
        match effect:
            case protocol.PaintLine(start, end, value):
                active = canvas.ensure_active_mask()
                if active is not None:
                    canvas.repaint_mask(active.paint(start, end, diameter=self.brush_size, value=value))
            case protocol.FillPolygon(points, value):
                active = canvas.ensure_active_mask()
                if active is not None:
                    canvas.repaint_mask(active.fill(points, value=value))
            case protocol.StrokeDone():
                canvas.finish_stroke()
            case protocol.StrokeAbandoned():
                active = canvas.compositor.active
                if active is not None:
                    canvas.repaint_mask(active.abandon())
                    canvas.finish_stroke()
            case protocol.BoxDrawn(box, beside):
                (canvas.box_added if beside else canvas.box_drawn).emit(box)
            case protocol.BoxChanged(box, finished):
                self._change_box(box, finished=finished)
            case protocol.PointsChanged(points):
                canvas.set_points(points)
                canvas.points_changed.emit(points)
            case protocol.Clicked():
                self._pick(effect)
            case protocol.Pan(du, dv):
                canvas.pan(du, dv)

    def _change_box(self, box: Box, *, finished: bool) -> None:
        """Show the active box here at once; the window hears of it and asks the model."""
        marks = self._canvas.marks
        marks.boxes = tuple(replace(item, box=box) if item.active else item for item in marks.boxes)
        self._canvas.update()
        self._canvas.box_changed.emit(box, finished)

    def _pick(self, click: protocol.Clicked) -> None:
        if click.box_id is not None:
            self._canvas.box_picked.emit(click.box_id)
            return
        found = self._canvas.compositor.object_at(int(click.x // 1), int(click.y // 1))
        if found is not None:
            self._canvas.object_picked.emit(found)

    # --- pointer

    def _follow(self, at: QPointF) -> None:
        """Remember where the pointer is, on the widget and in the image."""
        self.position = at
        viewport = self._canvas.viewport
        view = self._pane.view(viewport.transform) if self._pane is not None else viewport.transform
        self.image_position = view.to_image(at.x() * viewport.unit, at.y() * viewport.unit)

    def _pointer(self, event: QMouseEvent, clicks: int = 1) -> Pointer:
        x, y = self.image_position or (0.0, 0.0)
        unit = self._canvas.viewport.unit
        modifiers = event.modifiers()
        return Pointer(
            x,
            y,
            u=event.position().x() * unit,
            v=event.position().y() * unit,
            right=self._button == Qt.MouseButton.RightButton,
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(modifiers & Qt.KeyboardModifier.AltModifier),
            clicks=clicks,
        )

    def _report(self) -> None:
        image = self._canvas.compositor.image
        size = self._canvas.viewport.image_size
        if image is None or size is None or self.image_position is None:
            return
        x = int(self.image_position[0] // 1)
        y = int(self.image_position[1] // 1)
        value: object = None
        if 0 <= x < size[0] and 0 <= y < size[1]:
            color = image.value(x, y)
            value = color[0] if color[0] == color[1] == color[2] else color
        self._canvas.cursor_moved.emit(x, y, value)

    def _mark_moved(self, former: QPointF | None) -> None:
        """Repaint what follows the pointer: only the brush's surroundings while painting, so that strokes
        stay quick."""
        self._show_cursor()
        canvas = self._canvas
        if (
            self.tool.name in ("brush", "eraser")
            and self.tool.sketch() is None
            and not canvas.marks.proposals[0]
        ):
            viewport = canvas.viewport
            radius = int(self.brush_size / 2 * viewport.transform.scale / viewport.unit) + 4
            shifts = {
                (p.shift - (self._pane.shift if self._pane else 0)) / viewport.unit for p in viewport.panes
            }
            for at in (former, self.position):
                for shift in shifts:
                    if at is not None:
                        centre = QRect(int(at.x() + shift), int(at.y()), 1, 1)
                        canvas.update(centre.adjusted(-radius, -radius, radius, radius))
        else:
            canvas.update()

    def _show_cursor(self) -> None:
        if self._holds == "pan":
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._holds == "divider" or self._over_divider():
            shape = Qt.CursorShape.SplitHCursor
        else:
            x, y = self.image_position or (0.0, 0.0)
            shape = _SHAPES[self.tool.cursor(Pointer(x, y), self._canvas.scene())]
        if self._canvas.cursor().shape() != shape:
            self._canvas.setCursor(shape)

    def _over_divider(self) -> bool:
        at = self.position
        return at is not None and self._canvas.viewport.on_divider(at.x() * self._canvas.viewport.unit)
