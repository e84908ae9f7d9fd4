"""Pick objects and boxes, change the active box, move the view: nothing here draws."""

from __future__ import annotations

from app.canvas.tools.box import BoxTool
from app.canvas.tools.protocol import Effects, Pan, Pointer, Scene


class SelectTool(BoxTool):
    """A click picks; a drag moves the active box where it was taken hold of, otherwise the view."""

    name = "select"
    draws = False

    def __init__(self) -> None:
        super().__init__()
        self._pan: Pointer | None = None
        self._panned = False

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """As with the box tool; in the open the view comes along."""
        effects = super().press(at, scene)
        self._panned = False
        self._pan = at if self._start is not None else None
        return effects

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Move the box or the view."""
        if self._pan is None:
            return super().move(at, scene)
        last = self._pan
        if not self._panned and max(abs(at.x - last.x), abs(at.y - last.y)) <= scene.reach / 2:
            return ()
        self._panned = True
        self._pan = at
        return (Pan(at.u - last.u, at.v - last.v),)

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """A press that moved the view picks nothing."""
        self._pan = None
        if self._panned:
            self._panned = False
            self._start = None
            return ()
        return super().release(at, scene)

    def cancel(self) -> Effects:
        """Stop moving."""
        self._pan = None
        self._panned = False
        return super().cancel()
