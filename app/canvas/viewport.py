"""Which part of the image is shown where: zoom, pan, panes. All in device pixels; knows no widget."""

from __future__ import annotations

from app.canvas.comparison import Comparison, Pane
from app.canvas.items import ComparisonMode
from app.canvas.raster import Rect
from app.canvas.view_transform import ViewTransform, stepped
from samft_core.imaging.geometry import Box

FIT_MARGIN = 12
SIGHT_MARGIN = 48
DIVIDER_REACH = 6


class Viewport:
    """The state of the view. ``unit`` is the screen's scaling: device pixels per logical pixel."""

    def __init__(self) -> None:
        self.width = 1
        self.height = 1
        self.unit = 1.0
        self.image_size: tuple[int, int] | None = None
        self.transform = ViewTransform()
        self.comparison: Comparison | None = None
        self.wipe = 0.5
        self.held = False
        self.fitted = True
        self.panes: list[Pane] = []

    def resize(self, width: int, height: int, unit: float) -> None:
        """Another size or screen; a fitted image stays fitted, otherwise the middle stays where it is."""
        former = self.unit
        self.unit = unit
        middle = (self.width / 2, self.height / 2)
        self.width = max(width, 1)
        self.height = max(height, 1)
        if not self.fitted:
            # On a screen of another scaling the image keeps its size to the eye.
            ratio = unit / former
            moved = self.transform.zoomed(self.transform.scale * ratio, *middle)
            self.transform = moved.panned(self.width / 2 - middle[0], self.height / 2 - middle[1])
        self.arrange()

    def arrange(self) -> None:
        """Divide the view again after a change of size, comparison, hold or wipe."""
        whole = Rect(0, 0, self.width, self.height)
        if self.image_size is None:
            self.panes = []
            return
        if self.comparison is None:
            self.panes = [Pane(whole)]
        else:
            self.panes = self.comparison.panes(self.width, self.height, held=self.held, wipe=self.wipe)
        if self.fitted:
            self.fit()

    @property
    def room(self) -> tuple[int, int]:
        """``(width, height)`` that one picture has: a pane's where panes lie side by side."""
        side_by_side = self.comparison is not None and self.comparison.mode is ComparisonMode.SIDE_BY_SIDE
        width = self.panes[0].rect.x1 if side_by_side and self.panes else self.width
        return max(width, 1), self.height

    def fit(self) -> None:
        """Show the whole image, and keep it so until somebody zooms or pans."""
        if self.image_size is None:
            return
        width, height = self.image_size
        self.transform = ViewTransform.fitting(
            Box(0, 0, width, height), width=self.room[0], height=self.room[1], margin=FIT_MARGIN * self.unit
        )
        self.fitted = True

    def show(self, box: Box) -> None:
        """Fill the view with a part of the image."""
        self.transform = ViewTransform.fitting(
            box, width=self.room[0], height=self.room[1], margin=SIGHT_MARGIN * self.unit
        )
        self.fitted = False

    def zoom(self, scale: float, u: float | None = None, v: float | None = None) -> None:
        """Another scale, round a position of the first pane; round its middle where none is given."""
        room = self.room
        self._move(
            self.transform.zoomed(scale, room[0] / 2 if u is None else u, room[1] / 2 if v is None else v)
        )

    def step(self, steps: float, u: float | None = None, v: float | None = None) -> None:
        """Some wheel steps in (or out)."""
        self.zoom(stepped(self.transform.scale, steps), u, v)

    def pan(self, du: float, dv: float) -> None:
        """Move the image."""
        self._move(self.transform.panned(du, dv))

    def _move(self, transform: ViewTransform) -> None:
        if self.image_size is None:
            return
        self.transform = transform.kept_in_sight(
            image=self.image_size, view=self.room, margin=SIGHT_MARGIN * self.unit
        )
        self.fitted = False

    def pane_at(self, u: float) -> Pane | None:
        """The pane in this column, the nearest where it lies between panes; None without an image."""
        if not self.panes:
            return None
        return min(self.panes, key=lambda pane: max(pane.rect.x0 - u, u - pane.rect.x1, 0))

    def local(self, u: float, v: float, pane: Pane | None) -> tuple[float, float]:
        """A position as the first pane sees it, for zooming."""
        return (u - pane.shift if pane is not None else u), v

    def divider(self) -> int | None:
        """Where the wipe's divider stands."""
        wiping = self.comparison is not None and self.comparison.mode is ComparisonMode.WIPE
        return round(self.width * self.wipe) if wiping else None

    def on_divider(self, u: float) -> bool:
        """Whether a press here would take hold of the wipe's divider."""
        at = self.divider()
        return at is not None and abs(u - at) <= DIVIDER_REACH * self.unit

    def set_wipe(self, u: float) -> None:
        """Put the divider here."""
        # Never at the very edge, where the divider could not be taken hold of again.
        self.wipe = min(max(u / self.width, 0.02), 0.98)
        self.arrange()
