"""The language between the canvas and its tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from app.canvas.items import PromptBox
from app.canvas.raster import Point
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is: in image pixels, and in device pixels of the view. ``clicks`` is 2 for a double
    click."""

    x: float
    y: float
    u: float = 0.0
    v: float = 0.0
    right: bool = False
    shift: bool = False
    alt: bool = False
    clicks: int = 1

    @property
    def at(self) -> Point:
        """Position in image pixels."""
        return self.x, self.y


@dataclass(frozen=True, slots=True)
class Scene:
    """What tools may look at. ``reach`` is how far off, in image pixels, still counts as a hit."""

    width: int
    height: int
    reach: float
    brush_size: float = 20.0
    boxes: tuple[PromptBox, ...] = ()
    points: tuple[PointPrompt, ...] = ()

    @property
    def active_box(self) -> PromptBox | None:
        """The box with handles."""
        return next((item for item in self.boxes if item.active), None)


@dataclass(frozen=True, slots=True)
class BoxDrawn:
    """A new box, inside the image; ``beside`` the others rather than in their place."""

    box: Box
    beside: bool = False


@dataclass(frozen=True, slots=True)
class BoxChanged:
    """The active box was dragged; ``finished`` when the button was released."""

    box: Box
    finished: bool


@dataclass(frozen=True, slots=True)
class Clicked:
    """A click without a drag: pick the box or object there."""

    x: float
    y: float
    box_id: int | None = None


@dataclass(frozen=True, slots=True)
class PointsChanged:
    """The new points of the active object."""

    points: tuple[PointPrompt, ...]


@dataclass(frozen=True, slots=True)
class PaintLine:
    """Draw the brush along a line."""

    start: Point
    end: Point
    value: bool


@dataclass(frozen=True, slots=True)
class FillPolygon:
    """Set the inside of a closed outline."""

    points: tuple[Point, ...]
    value: bool


@dataclass(frozen=True, slots=True)
class StrokeDone:
    """The edit is complete: make it one step of undo."""


@dataclass(frozen=True, slots=True)
class StrokeAbandoned:
    """Take the running edit back."""


@dataclass(frozen=True, slots=True)
class Pan:
    """Move the view by device pixels."""

    du: float
    dv: float


Effect = (
    BoxDrawn
    | BoxChanged
    | Clicked
    | PointsChanged
    | PaintLine
    | FillPolygon
    | StrokeDone
    | StrokeAbandoned
    | Pan
)
Effects = Sequence[Effect]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a running gesture looks like: a box being drawn, or a line of points (``closed`` shows its last
    side)."""

    box: Box | None = None
    line: tuple[Point, ...] = ()
    closed: bool = False
    snapped: bool = False
    subtract: bool = False


Cursor = Literal["cross", "brush", "arrow", "hand", "grab", "move", "nwse", "nesw", "ns", "ew"]
Key = Literal["confirm", "back"]


class Tool(Protocol):
    """One way of using the mouse. ``busy`` while a gesture runs; ``cancel`` ends it without a trace."""

    name: str

    @property
    def busy(self) -> bool:
        """Whether a gesture is running."""
        ...

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """A button went down."""
        ...

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """The pointer moved, with or without a button."""
        ...

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """The button went up."""
        ...

    def key(self, key: Key, scene: Scene) -> Effects:
        """Return or Backspace while busy."""
        ...

    def cancel(self) -> Effects:
        """Give up the running gesture."""
        ...

    def sketch(self) -> Sketch | None:
        """What to draw for the running gesture."""
        ...

    def cursor(self, at: Pointer, scene: Scene) -> Cursor:
        """Which cursor tells what a press would do."""
        ...


class BaseTool:
    """Does nothing; tools write only what they need."""

    name = "none"

    @property
    def busy(self) -> bool:
        """No gesture."""
        return False

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Ignore."""
        return ()

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Ignore."""
        return ()

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """Ignore."""
        return ()

    def key(self, key: Key, scene: Scene) -> Effects:
        """Ignore."""
        return ()

    def cancel(self) -> Effects:
        """Nothing to give up."""
        return ()

    def sketch(self) -> Sketch | None:
        """Nothing to draw."""
        return None

    def cursor(self, at: Pointer, scene: Scene) -> Cursor:
        """A cross."""
        return "cross"
