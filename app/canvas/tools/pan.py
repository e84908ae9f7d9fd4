"""Move the view."""

from __future__ import annotations

from app.canvas.tools.protocol import BaseTool, Cursor, Effects, Pan, Pointer, Scene


class PanTool(BaseTool):
    """Drag the image."""

    name = "pan"

    def __init__(self) -> None:
        self._last: Pointer | None = None

    @property
    def busy(self) -> bool:
        """Whether the image is held."""
        return self._last is not None

    def press(self, at: Pointer, scene: Scene) -> Effects:
        """Take hold."""
        self._last = at
        return ()

    def move(self, at: Pointer, scene: Scene) -> Effects:
        """Follow the pointer."""
        if self._last is None:
            return ()
        last = self._last
        self._last = at
        return (Pan(at.u - last.u, at.v - last.v),)

    def release(self, at: Pointer, scene: Scene) -> Effects:
        """End the drag."""
        effects = self.move(at, scene)
        self._last = None
        return effects

    def cancel(self) -> Effects:
        """End the drag."""
        self._last = None
        return ()

    def cursor(self, at: Pointer, scene: Scene) -> Cursor:
        """An open or a closed hand."""
        return "grab" if self.busy else "hand"
