"""What the controllers need from the canvas: the calls and signals that app.canvas documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import SignalInstance

from app.canvas.items import ComparisonMode, ComparisonSide, MaskOverlay, PromptBox
from app.canvas.pyramid import ImagePyramid
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import PointPrompt

Rgb = tuple[int, int, int]


class Canvas(Protocol):
    """The picture in the middle of the window."""

    box_drawn: SignalInstance
    box_added: SignalInstance
    box_changed: SignalInstance
    box_picked: SignalInstance
    overlay_picked: SignalInstance
    points_changed: SignalInstance
    stroke_finished: SignalInstance
    proposal_cycled: SignalInstance
    proposals_wanted: SignalInstance
    cancelled: SignalInstance
    compare_held: SignalInstance

    @property
    def image_id(self) -> int | None: ...  # noqa: D102
    def set_image(  # noqa: D102
        self, pixels: NDArray[np.uint8] | ImagePyramid | None, image_id: int | None
    ) -> None: ...
    def set_overlays(self, overlays: Sequence[MaskOverlay]) -> None: ...  # noqa: D102
    def set_active_mask(  # noqa: D102
        self, mask: Mask | None, *, color: Rgb | None = None, label: str = ""
    ) -> None: ...
    def set_spared(self, spared: Callable[[], Mask | None] | None) -> None: ...  # noqa: D102
    def set_boxes(self, boxes: Sequence[PromptBox]) -> None: ...  # noqa: D102
    def set_points(self, points: Sequence[PointPrompt]) -> None: ...  # noqa: D102
    def set_proposals(self, scores: Sequence[float], current: int) -> None: ...  # noqa: D102
    def zoom_to(self, box: Box) -> None: ...  # noqa: D102
    def set_tool(self, name: str) -> None: ...  # noqa: D102
    def set_comparison(  # noqa: D102
        self, mode: ComparisonMode, left: ComparisonSide, right: ComparisonSide
    ) -> None: ...
    def clear_comparison(self) -> None: ...  # noqa: D102
    def set_difference_visible(self, visible: bool) -> None: ...  # noqa: D102
    def cancel(self) -> Any: ...  # noqa: D102
