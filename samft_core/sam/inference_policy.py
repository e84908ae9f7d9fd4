"""How a model version is prompted: through which views, and what becomes of the answer. Free of torch."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field, field_validator

from samft_core.imaging.geometry import FULL_VIEW, View, square_crop
from samft_core.imaging.prompts import MOST_PARTS, Prompts
from samft_core.messages.message import Message

WHOLE_IMAGE = 0.0
"""The zoom that stands for the whole image."""


class CleanUp(BaseModel):
    """Optional steps after the threshold. Off by default: holes and islands stay as the model drew them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    box_margin: float | None = Field(default=None, ge=0)
    """Object pixels further outside the box than this share of its size are dropped; None keeps them."""
    min_component_share: float = Field(default=0.0, ge=0, lt=1)
    """Components smaller than this share of the largest one are dropped, but for those that a positive point
    lies on; 0 keeps all."""


class InferencePolicy(BaseModel):
    """Which views a model version sees for its real answer, and the threshold on the averaged logits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zoom: tuple[float, ...] = ()
    """Each entry is a square crop of that many times the box's longer side, 0 the whole image; () is (0,)."""
    mirror: bool = False
    """Also ask through each view's mirror image."""
    mirrored_zoom: tuple[float, ...] = ()
    """Further views that are only used mirrored: each costs one encoding, not two."""
    stretch: bool = False
    """Ask about boxes through views whose contrast is stretched, whatever they were learnt through."""
    passes: int = Field(default=1, ge=1, le=4)
    """How often a box is answered in each view: from the second time on with the mask before as a prompt."""
    points_base_share: float = Field(default=0.0, ge=0, le=1)
    """How much of the base model's weights is mixed into those that answer points: a decoder tuned with boxes
    alone listens less and less to them (docs/measurements.md, clicks)."""
    parts: int = Field(default=0, ge=0, le=MOST_PARTS)
    """Where the answer to a box has several parts that lie apart, so many of them, the largest first, are
    asked about again, each with a box and crops of its own; 0 leaves the answer as it is."""
    threshold: float = 0.0
    """A pixel is object where the logit is above this."""
    clean: CleanUp = CleanUp()

    @field_validator("zoom", "mirrored_zoom")
    @classmethod
    def _crops_hold_the_box(cls, zoom: tuple[float, ...]) -> tuple[float, ...]:
        if any(scale != WHOLE_IMAGE and not 1.0 <= scale <= 100.0 for scale in zoom):
            raise ValueError(Message("recipe.zoom"))
        return zoom

    def quick(self) -> InferencePolicy:
        """The policy of the first answer: once, on the whole image, whose embedding is usually there."""
        # Threshold and clean-up stay: they cost nothing, and the first answer should look like the
        # second.
        plain = {"zoom": (), "mirror": False, "mirrored_zoom": (), "passes": 1, "stretch": False, "parts": 0}
        return self.model_copy(update=plain)

    def views(self, prompts: Prompts, width: int, height: int) -> tuple[View, ...]:
        """The views of the real answer for an image of ``width`` x ``height`` pixels, without repeats.

        Without a box there is nothing to zoom on: points are answered on the whole image.
        """
        plain = [_zoomed(prompts, scale, width, height) for scale in self.zoom or (WHOLE_IMAGE,)]
        if self.mirror:
            plain = [
                view for plain_view in plain for view in (plain_view, View(plain_view.crop, mirrored=True))
            ]
        for scale in self.mirrored_zoom if prompts.box is not None else ():
            plain.append(View(_zoomed(prompts, scale, width, height).crop, mirrored=True))
        stretched = self.stretch and prompts.box is not None
        # Without repeats, in their order: a box about as large as the image makes several zooms the
        # whole image.
        return tuple(dict.fromkeys(replace(view, stretched=stretched) for view in plain))

    def whole_views(self) -> tuple[View, ...]:
        """Those views of the real answer to a box that are the same wherever the box lies."""
        whole = [View(mirrored=mirrored) for mirrored in (False, True)[: 1 + self.mirror]]
        found = whole if WHOLE_IMAGE in (self.zoom or (WHOLE_IMAGE,)) else []
        found = [*found, *(View(mirrored=True) for scale in self.mirrored_zoom if scale == WHOLE_IMAGE)]
        return tuple(dict.fromkeys(replace(view, stretched=self.stretch) for view in found))


def _zoomed(prompts: Prompts, scale: float, width: int, height: int) -> View:
    if scale == WHOLE_IMAGE or prompts.box is None:
        return FULL_VIEW
    crop = square_crop(prompts.box.clipped(width, height), scale=scale, width=width, height=height)
    # The same view under one name, so that the cache holds it once.
    return FULL_VIEW if crop == (0, 0, width, height) else View(crop)
