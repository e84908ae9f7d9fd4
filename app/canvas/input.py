"""From mouse and keys to the chosen tool, and to what the keys do without one."""

from __future__ import annotations

from typing import Final, Literal, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent

from app.canvas.box_handles import kept_inside
from app.canvas.comparison import Pane
from app.canvas.items import ComparisonMode
from app.canvas.state import CanvasState
from app.canvas.tool_effects import ToolEffects
from app.canvas.tools import protocol
from app.canvas.tools.protocol import Cursor, Pointer

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
_WITH_MENU = ("select", "box")
"""Tools that do nothing of their own with the right button."""
WHEEL_PAN = 60
"""Logical pixels that one notch of the wheel moves the picture."""
PAN_STEP = 64
Hold = Literal["none", "tool", "pan", "divider"]


class CanvasActions(Protocol):
    """What input asks of the widget, beyond changing its state."""

    def pan(self, du: float, dv: float) -> None:
        """Move the image by device pixels."""

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Some steps in or out, round a widget position."""

    def set_wipe(self, u: float) -> None:
        """Put the wipe's divider at this device column."""

    def set_brush_size(self, diameter: int) -> None:
        """Diameter of brush and eraser in image pixels."""

    def set_compare_hold(self, held: bool) -> None:
        """Show the other side while ``held``."""

    def set_bare(self, bare: bool) -> None:
        """Show the image alone while ``bare``."""

    def cycle_proposal(self, step: int = 1) -> None:
        """Ask for another proposal."""

    def cancel(self) -> None:
        """What Esc does."""

    def request_update(self, rect: QRect | None = None) -> None:
        """Draw these widget pixels again, or all, before long."""

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Show the pointer in this shape."""


class CanvasInput(QObject):
    """Turns the widget's mouse and keys into gestures of the chosen tool; an event filter of the widget."""

    cursor_moved = Signal(int, int, object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        state: CanvasState,
        actions: CanvasActions,
        effects: ToolEffects,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._actions = actions
        self._effects = effects
        self.hold_key: Qt.Key | None = Qt.Key.Key_X
        self.bare_key: Qt.Key | None = Qt.Key.Key_Z
        self._asks_menu: QPointF | None = None
        self._pane: Pane | None = None
        self._holds: Hold = "none"
        self._button = Qt.MouseButton.NoButton
        self._space = False
        self._wheel = 0.0
        self.wheel_pans = False
        """Whether the wheel moves the picture, and zooms with Ctrl only."""
        self.wheel_reversed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.FocusOut:
            self._focus_lost()
        elif event.type() == QEvent.Type.Leave:
            self._leave()
        elif isinstance(event, QMouseEvent):
            return self._mouse(event)
        elif isinstance(event, QWheelEvent):
            self._turn_wheel(event)
            return True
        elif isinstance(event, QKeyEvent):
            return self._key(event)
        elif isinstance(event, QContextMenuEvent):
            # That of the mouse comes with its button, below: brush and points use the right one themselves.
            if event.reason() is QContextMenuEvent.Reason.Keyboard:
                self.menu_wanted.emit(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._press(event)
            case QEvent.Type.MouseButtonDblClick:
                self._press(event, clicks=2)
            case QEvent.Type.MouseMove:
                self._move(event)
            case QEvent.Type.MouseButtonRelease:
                self._release(event)
            case _:
                return False
        return True

    def _key(self, event: QKeyEvent) -> bool:
        match event.type():
            case QEvent.Type.ShortcutOverride if self.claims(event):
                event.accept()
                return True
            case QEvent.Type.KeyPress:
                return self._key_down(event)
            case QEvent.Type.KeyRelease:
                return self._key_up(event)
        return False

    @property
    def busy(self) -> bool:
        """Whether a gesture is running."""
        return self._state.tool.busy or self._holds in ("pan", "divider")

    def choose(self, name: str) -> None:
        """Take another tool."""
        self.cancel()
        self._state.tool = self._state.tools[name]
        self._show_cursor()

    def cancel(self) -> bool:
        """Give up the running gesture; False where there was none."""
        if not self.busy:
            return False
        self._holds = "none"
        self._effects.perform(self._state.tool.cancel())
        self._actions.request_update()
        return True

    def _focus_lost(self) -> None:
        """The keyboard went elsewhere: no key is held any more."""
        self._space = False
        self._actions.set_compare_hold(False)
        self._actions.set_bare(False)

    # --- mouse

    def _press(self, event: QMouseEvent, clicks: int = 1) -> None:
        """A button went down. A second button during a gesture does nothing."""
        button = event.button()
        if self._holds != "none" and button == self._button:
            self.cancel()  # its release never came: a dialog took the mouse
            self._holds = "none"
        if self._holds != "none" or self._state.viewport.image_size is None:
            return
        u = event.position().x() * self._state.viewport.unit
        self._pane = self._state.viewport.pane_at(u)
        if button == Qt.MouseButton.MiddleButton or self._space:
            self._holds = "pan"
        elif button == Qt.MouseButton.LeftButton and self._state.viewport.on_divider(u):
            self._holds = "divider"
        elif button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._holds = "tool"
        else:
            return
        self._button = button
        former = self._state.position
        self._follow(event.position())
        if self._holds == "tool":
            right = button == Qt.MouseButton.RightButton
            self._asks_menu = event.position() if right and self._state.tool.name in _WITH_MENU else None
            self._effects.perform(self._state.tool.press(self._pointer(event, clicks), self._state.scene()))
        self._mark_moved(former)

    def _move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        if self._state.viewport.image_size is None:
            return
        former = self._state.position
        at = event.position()
        if self._holds == "none":
            self._pane = self._state.viewport.pane_at(at.x() * self._state.viewport.unit)
        self._follow(at)
        unit = self._state.viewport.unit
        if self._holds == "pan" and former is not None:
            self._actions.pan((at.x() - former.x()) * unit, (at.y() - former.y()) * unit)
        elif self._holds == "divider":
            self._actions.set_wipe(at.x() * unit)
        else:
            self._effects.perform(self._state.tool.move(self._pointer(event), self._state.scene()))
        self._mark_moved(former)
        self._report()

    def _release(self, event: QMouseEvent) -> None:
        """The button that started the gesture went up."""
        if self._holds == "none" or event.button() != self._button:
            return
        holds = self._holds
        self._holds = "none"
        former = self._state.position
        self._follow(event.position())
        if holds == "tool":
            self._effects.perform(self._state.tool.release(self._pointer(event), self._state.scene()))
            self._ask_menu(event)
        self._mark_moved(former)

    def _ask_menu(self, event: QMouseEvent) -> None:
        """A right click that was no drag: select the object there, and ask for its menu."""
        start = self._asks_menu
        self._asks_menu = None
        if start is None or (event.position() - start).manhattanLength() > self._state.reach:
            return
        x, y = self._state.image_position or (0.0, 0.0)
        self._effects.pick(protocol.Clicked(x, y))
        self.menu_wanted.emit(event.globalPosition().toPoint())

    def _turn_wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor, or move; Shift: brush size; Alt: next proposal (turned sideways by Qt)."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            notch = 1 if turned > 0 else -1
            size = self._state.brush_size
            self._actions.set_brush_size(size + notch * max(1, size // 10))
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            # A touchpad turns in fractions of a notch; they are summed until one proposal further is
            # meant.
            self._wheel += turned / 120
            if abs(self._wheel) >= 1:
                self._actions.cycle_proposal(-1 if self._wheel > 0 else 1)
                self._wheel = 0.0
        elif self.wheel_pans and not modifiers & Qt.KeyboardModifier.ControlModifier:
            step = WHEEL_PAN * self._state.viewport.unit / 120
            turns = event.angleDelta() * (-1 if self.wheel_reversed else 1)
            self._actions.pan(turns.x() * step, turns.y() * step)
        elif turned:
            notches = turned / 120
            self._actions.zoom_by(-notches if self.wheel_reversed else notches, event.position())
        event.accept()

    def _leave(self) -> None:
        """The pointer left the canvas."""
        if self._holds == "none":
            self._state.position = self._state.image_position = None
            self.cursor_moved.emit(-1, -1, None)
            self._actions.request_update()

    # --- keys

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is ours now although the window has a shortcut for it: Esc ends a lasso before
        anything else."""
        key = event.key()
        if self._state.tool.busy and key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, *_CONFIRM):
            return True
        return key == Qt.Key.Key_Space or key in _ARROWS or self._is_hold(event) or self._is_bare(event)

    def _key_down(self, event: QKeyEvent) -> bool:
        """A key went down; whether it meant something here."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._actions.cancel()
        elif key == Qt.Key.Key_Space:
            self._space = True
        elif self._is_hold(event):
            self._actions.set_compare_hold(True)
        elif self._is_bare(event):
            self._actions.set_bare(True)
        elif self._state.tool.busy and key in _CONFIRM:
            self._effects.perform(self._state.tool.key("confirm", self._state.scene()))
        elif self._state.tool.busy and key == Qt.Key.Key_Backspace:
            self._effects.perform(self._state.tool.key("back", self._state.scene()))
        elif key in _ARROWS:
            self._nudge(*_ARROWS[key], fast=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            return False
        self._show_cursor()
        self._actions.request_update()
        return True

    def _key_up(self, event: QKeyEvent) -> bool:
        """A key went up; whether it meant something here."""
        # A key that is held reports releases, too; only the last one is real.
        if event.isAutoRepeat():
            return False
        if event.key() == Qt.Key.Key_Space:
            self._space = False
        elif event.key() == self.hold_key:
            self._actions.set_compare_hold(False)
        elif event.key() == self.bare_key:
            self._actions.set_bare(False)
        else:
            return False
        self._show_cursor()
        return True

    def _is_hold(self, event: QKeyEvent) -> bool:
        comparison = self._state.viewport.comparison
        showing = self._state.viewport.image_size is not None
        holding = showing and (
            comparison is None or comparison.mode in (ComparisonMode.HOLD, ComparisonMode.OVERLAY)
        )
        return holding and event.key() == self.hold_key and not event.modifiers()

    def _is_bare(self, event: QKeyEvent) -> bool:
        """Whether the key hides the masks; not in the middle of a stroke, which must be seen."""
        showing = self._state.viewport.image_size is not None and not self.busy
        return showing and event.key() == self.bare_key and not event.modifiers()

    def _nudge(self, dx: int, dy: int, *, fast: bool) -> None:
        """Arrow keys move the active box by a pixel (with Shift ten), or the view."""
        scene = self._state.scene()
        active = scene.active_box
        step = 10 if fast else 1
        if active is None or self.busy:
            self._actions.pan(-dx * PAN_STEP * step, -dy * PAN_STEP * step)
            return
        moved = active.box.moved(dx * step, dy * step)
        self._effects.change_box(kept_inside(moved, width=scene.width, height=scene.height), finished=True)

    # --- pointer

    def _follow(self, at: QPointF) -> None:
        """Remember where the pointer is, on the widget and in the image."""
        self._state.position = at
        viewport = self._state.viewport
        view = self._pane.view(viewport.transform) if self._pane is not None else viewport.transform
        self._state.image_position = view.to_image(at.x() * viewport.unit, at.y() * viewport.unit)

    def _pointer(self, event: QMouseEvent, clicks: int = 1) -> Pointer:
        x, y = self._state.image_position or (0.0, 0.0)
        unit = self._state.viewport.unit
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
        image = self._state.compositor.image
        size = self._state.viewport.image_size
        if image is None or size is None or self._state.image_position is None:
            return
        # Floored, not cut: -0.5 is outside of the image, and ``int`` alone would make it pixel 0.
        x = int(self._state.image_position[0] // 1)
        y = int(self._state.image_position[1] // 1)
        value: object = None
        if 0 <= x < size[0] and 0 <= y < size[1]:
            color = image.value(x, y)
            value = color[0] if color[0] == color[1] == color[2] else color
        self.cursor_moved.emit(x, y, value)

    def _mark_moved(self, former: QPointF | None) -> None:
        """Repaint what follows the pointer: only the brush's surroundings while painting, so that strokes
        stay quick."""
        self._show_cursor()
        tool = self._state.tool
        if tool.name in ("brush", "eraser") and tool.sketch() is None and not self._state.proposals[0]:
            viewport = self._state.viewport
            radius = int(self._state.brush_size / 2 * viewport.transform.scale / viewport.unit) + 4
            shifts = {
                (p.shift - (self._pane.shift if self._pane else 0)) / viewport.unit for p in viewport.panes
            }
            for at in (former, self._state.position):
                for shift in shifts:
                    if at is not None:
                        centre = QRect(int(at.x() + shift), int(at.y()), 1, 1)
                        self._actions.request_update(centre.adjusted(-radius, -radius, radius, radius))
        else:
            self._actions.request_update()

    def _show_cursor(self) -> None:
        if self._holds == "pan":
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._holds == "divider" or self._over_divider():
            shape = Qt.CursorShape.SplitHCursor
        else:
            x, y = self._state.image_position or (0.0, 0.0)
            shape = _SHAPES[self._state.tool.cursor(Pointer(x, y), self._state.scene())]
        self._actions.show_cursor(shape)

    def _over_divider(self) -> bool:
        at = self._state.position
        return at is not None and self._state.viewport.on_divider(at.x() * self._state.viewport.unit)
