"""What a fine-tuning run does, as plain frozen data. Free of torch, so the window may show and edit it."""

from __future__ import annotations

import fnmatch
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from samft_core.errors import UsageError
from samft_core.files.strict_json import parse_json
from samft_core.imaging.prompts import MOST_PARTS
from samft_core.messages.message import Message
from samft_core.sam.inference_policy import CleanUp, InferencePolicy
from samft_core.sam.spec import CHECKPOINTS

NO_GRADIENT = (
    # The answer is the single mask (token 0); the networks of the three proposals are not asked.
    "output_hypernetworks_mlps.[123].*",
    # A shift of all keys adds the same to all of a query's scores, and softmax takes it out again.
    "*.k_proj.bias",
)
"""Decoder parameters (fnmatch patterns) that a single-mask loss cannot reach, in any recipe."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LossWeights(_Part):
    """How much each part of the loss counts; 0 leaves it out."""

    bce: float = Field(default=0.0, ge=0)
    dice: float = Field(default=0.0, ge=0)
    mse: float = Field(default=0.0, ge=0)
    iou_head: float = Field(default=0.0, ge=0)
    focal: float = Field(default=0.0, ge=0)

    @model_validator(mode="after")
    def _teaches_masks(self) -> LossWeights:
        if self.bce + self.dice + self.mse + self.focal <= 0:
            raise ValueError(Message("recipe.no_loss"))
        return self


class LossShape(_Part):
    """The finer points of the loss's parts."""

    focal_gamma: float = Field(default=2.0, ge=0)
    """The exponent of the focal loss (Lin et al. 2017): how little what is nearly right counts."""
    focal_by_mask: bool = False
    """Apply the focal factor to a mask's mean cross-entropy, not to each cell's own."""
    dice_squared: bool = False
    """Square probability and target in the denominator of Dice (V-Net's form)."""


class Corrections(_Part):
    """Further rounds of a step, in which points correct the answer before, as an inspector's clicks do.

    Every round teaches in equal parts. 0 rounds: only the first prompt teaches.
    """

    rounds: int = Field(default=0, ge=0, le=20)
    share: float = Field(default=1.0, ge=0, le=1)
    """The share of steps that have these rounds."""
    mask_share: float = Field(default=1.0, ge=0, le=1)
    """How often the answer before is fed back together with the points."""
    points: Literal["centre", "pair"] = "centre"
    """One point where the largest wrong region is widest, or two at random: on what is missing and on what is
    too much."""
    start: Literal["box", "alternate"] = "box"
    """What is asked first: the box, or a point on the object and the box in turn, step by step."""


class TrainingViews(_Part):
    """From which sides each mask is shown; every view is encoded once and cached.

    The upright whole image is always one of them. ``zoom`` is the range of square crops, in multiples of the
    box's longer side (None: whole images only); ``budget`` is about how many views a run encodes in all.
    ``stretch`` stretches the contrast of crops, as the policy's does when the version answers.
    """

    mirror: bool = False
    quarter_turns: bool = False
    zoom: tuple[float, float] | None = None
    budget: int = Field(default=0, ge=0)
    most_per_mask: int = Field(default=1, ge=1)
    whole_image_share: float = Field(default=1.0, ge=0, le=1)
    stretch: bool = False
    grid_turns: Literal["none", "mirror", "all"] = "none"
    """Also mirror, or mirror and turn what the encoders said of a view: no encoding more, but not quite what
    they would say of the picture turned."""

    def per_mask(self, masks: int) -> int:
        """How many views each of ``masks`` masks gets, the upright whole image included."""
        return max(1, min(self.most_per_mask, round(self.budget / max(masks, 1))))


class Rehearsal(_Part):
    """Drawn defects that are learnt beside real ones, so that few masks are not learnt by heart.

    ``share`` of the rows of all steps are drawn defects (0: none), in runs of up to ``most_masks`` masks
    (None: in all); ``views`` is in how many views each of them is shown.
    """

    share: float = Field(default=0.0, ge=0, lt=1)
    most_masks: int | None = Field(default=None, ge=1)
    views: int = Field(default=3, ge=1)

    def wanted(self, masks: int) -> bool:
        """Whether a run of ``masks`` masks replays drawn defects."""
        return self.share > 0 and (self.most_masks is None or masks <= self.most_masks)


class Pasting(_Part):
    """Real defects that are laid onto good images, to learn from beside the images they were found on.

    ``share`` of the rows of all steps are of these (0: none), in runs of up to ``most_masks`` masks (None: in
    all) with enough good images; ``images`` are made for each fit, each shown in ``views`` views.
    """

    share: float = Field(default=0.0, ge=0, lt=0.5)
    most_masks: int | None = Field(default=None, ge=1)
    images: int = Field(default=30, ge=1, le=1000)
    views: int = Field(default=2, ge=1)

    def wanted(self, masks: int) -> bool:
        """Whether a run of ``masks`` masks learns from pasted defects."""
        return self.share > 0 and (self.most_masks is None or masks <= self.most_masks)


class Parts(_Part):
    """Masks of several parts that lie apart are also learnt part by part, each with a box of its own.

    ``share`` is how often the turn of such a mask is one of its parts' (0: never).
    """

    share: float = Field(default=0.0, ge=0, lt=1)
    asked: int = Field(default=0, ge=0, le=MOST_PARTS)
    """Where masks learnt from usually have several parts, so many parts of an answer are asked about again
    (``InferencePolicy.parts``); 0: as the policy says."""


class Negatives(_Part):
    """Boxes on good images that hold nothing, whose answer is an empty mask and a score of 0.

    ``share`` of the rows of all steps are of these (0: none), in runs with enough good images; ``boxes`` are
    chosen for each fit, each shown in ``views`` views.
    """

    share: float = Field(default=0.0, ge=0, lt=0.5)
    boxes: int = Field(default=24, ge=1, le=1000)
    views: int = Field(default=2, ge=1)


class Recipe(_Part):
    """One way to fine-tune the mask decoder.

    ``start`` says from which weights: the base model's, or those that have learnt from drawn defects (where
    the base model comes with them, else its own); "auto" means the latter where drawn defects are replayed.
    ``steps`` None means 15 for each mask, at least 150 and at most 600. ``box_jitter`` moves each side of a
    prompt by up to this share of the box, ``jitter_px`` then moves it outwards by up to this many pixels of
    the encoder's square. ``frozen`` names decoder parameters that stay as they are; every other one is
    trainable. ``planes`` names the second encoder whose planes the adapter reads beside the embedding, where
    the base model comes with them. ``adapter_channels`` is the width of the network that is put between
    embedding and decoder (0: none), which learns at ``adapter_rate`` times the learning rate. ``base_share``
    is how much of the base model's weights is mixed into the tuned ones at the end. ``policy`` says how the
    tuned version is prompted afterwards. ``planes_when`` "measured": whether a fit reads them is decided by
    what they bring a linear reading of the masks learnt from. ``skips``: their finest layer is also added in
    the decoder's upscaling, where planes are read. ``good_distance``: the adapter also reads how far each
    place is from the good images, where planes are read and good images are there. Both are left out of runs
    of more than ``further_most_masks`` masks (None: of none). ``contrast`` "measured": whether its views are
    stretched is decided by what that brings the base model on the masks learnt from; "policy": as the policy
    says.
    """

    name: str
    start: Literal["base", "drawn", "auto"] = "base"
    optimizer: Literal["adam", "adamw"] = "adamw"
    learning_rate: float = Field(gt=0)
    weight_decay: float = Field(default=0.0, ge=0)
    losses: LossWeights
    loss_shape: LossShape = LossShape()
    steps: int | None = Field(default=None, ge=1)
    batch_rows: int = Field(default=4, ge=1)
    box_jitter: float = Field(default=0.0, ge=0, lt=0.5)
    jitter_px: float = Field(default=0.0, ge=0)
    corrections: Corrections = Corrections()
    views: TrainingViews = TrainingViews()
    parts: Parts = Parts()
    rehearsal: Rehearsal = Rehearsal()
    pasting: Pasting = Pasting()
    negatives: Negatives = Negatives()
    warmup_steps: int = Field(default=0, ge=0)
    schedule: Literal["constant", "cosine"] = "constant"
    gradient_clip: float | None = Field(default=None, gt=0)
    ema: float | None = Field(default=None, gt=0, lt=1)
    base_share: float = Field(default=0.0, ge=0, lt=1)
    adapter_channels: int = Field(default=0, ge=0, le=256)
    adapter_rate: float = Field(default=5.0, gt=0)
    planes: Literal["none", "efficientnet_lite2"] = "none"
    planes_when: Literal["always", "measured"] = "always"
    skips: bool = False
    good_distance: bool = False
    further_most_masks: int | None = Field(default=None, ge=1)
    precision: Literal["auto", "float32"] = "float32"
    frozen: tuple[str, ...] = NO_GRADIENT
    contrast: Literal["policy", "measured"] = "policy"
    policy: InferencePolicy = InferencePolicy()

    def step_count(self, masks: int) -> int:
        """Optimiser steps for a fit on ``masks`` masks."""
        return self.steps if self.steps is not None else min(max(15 * masks, 150), 600)

    @property
    def reads_planes(self) -> bool:
        """Whether the adapter, where there is one, looks at planes."""
        return self.planes != "none" and self.adapter_channels > 0

    @property
    def reads_fine_planes(self) -> bool:
        """Whether the finest planes reach the decoder's upscaling."""
        return self.skips and self.reads_planes

    @property
    def reads_good(self) -> bool:
        """Whether the adapter reads how far all is from good images, where there are any."""
        return self.good_distance and self.reads_planes

    def for_base(self, name: str) -> Recipe:
        """What this recipe comes to with the base model of this name: Meta's own come without planes."""
        return self.model_copy(update={"planes": "none"}) if name in CHECKPOINTS else self

    def for_masks(self, masks: int) -> Recipe:
        """What this recipe comes to in a run of ``masks`` masks; only steps and views depend on their number
        then.
        """
        rehearsal = self.rehearsal if self.rehearsal.wanted(masks) else Rehearsal()
        start = self.start
        if start == "auto":
            start = "drawn" if rehearsal.share else "base"
        update: dict[str, Any] = {"start": start, "rehearsal": rehearsal, "further_most_masks": None}
        if self.further_most_masks is not None and masks > self.further_most_masks:
            update |= {"skips": False, "good_distance": False}
        return self.model_copy(update=update)

    def mark(self) -> str:
        """What of the recipe decides on the weights, as text.

        Fields at their default are left out, so that a program that has more of them goes on with the runs
        of one that had fewer.
        """
        left_out = {"name", "policy", "contrast", "planes_when"}
        return self.model_dump_json(exclude=left_out, exclude_defaults=True)

    def trains(self, parameter: str) -> bool:
        """Whether the decoder parameter of this name is trainable."""
        return not any(fnmatch.fnmatchcase(parameter, pattern) for pattern in self.frozen)


PRESETS: dict[str, Recipe] = {
    "seed": Recipe(
        name="seed",
        optimizer="adam",
        learning_rate=1e-6,
        losses=LossWeights(mse=1.0),
        # Nothing in this loss depends on the predicted IoU.
        frozen=(*NO_GRADIENT, "iou_prediction_head.*"),
    ),
    "auto": Recipe(
        name="auto",
        optimizer="adamw",
        # Twice the usual 1e-4: it gets as far in half the steps, and 5e-4 no farther.
        learning_rate=2e-4,
        weight_decay=0.01,
        # The IoU head only has to rank; a larger share would pull the shared transformer away from the mask.
        losses=LossWeights(bce=1.0, dice=1.0, iou_head=0.1),
        # Half the box noise of a hurried inspector more than the ±10 % that is measured.
        box_jitter=0.12,
        # Five views of each of 30 masks: more of them only lengthened the wait, quality was flat. Few masks
        # gain from the views that they leave to each other.
        views=TrainingViews(
            mirror=True,
            quarter_turns=True,
            zoom=(1.6, 2.6),
            budget=160,
            most_per_mask=24,
            whole_image_share=0.2,
        ),
        # Drawn plates, two folds: whole masks +.025 and +.010, parts +.043 and +.005 (docs/measurements.md).
        parts=Parts(share=0.25, asked=4),
        # Worth 15 points of IoU with one mask and three with five (docs/measurements.md).
        start="auto",
        rehearsal=Rehearsal(share=0.5, most_masks=10),
        warmup_steps=15,
        schedule="cosine",
        gradient_clip=1.0,
        # Averages about the last 50 steps; with fewer the last batches show, with more the warm-up does.
        ema=0.98,
        # About a point of IoU (docs/measurements.md).
        adapter_channels=48,
        # Five points of IoU on real bottles (docs/measurements.md).
        planes="efficientnet_lite2",
        planes_when="measured",
        precision="auto",
        # Two encodings a box, and the whole image, which is encoded anyway. More gained nothing, fewer
        # lost a little; nothing that was tried stands out beyond noise (docs/measurements.md). Half of
        # the base model answers points: boxes alone taught the decoder to ignore them. Stretched
        # contrast is better on real bottles and worse on drawn ones, for the base model too.
        contrast="measured",
        # Specks below a fiftieth of the mask are hardly ever part of a defect; larger ones may be.
        policy=InferencePolicy(
            zoom=(1.5, 0.0),
            mirrored_zoom=(3.0,),
            points_base_share=0.5,
            clean=CleanUp(min_component_share=0.02),
        ),
    ),
}
"""The recipes that ship. ``seed`` is the notebook's, kept for comparison; ``auto`` is the one to use."""


def recipe_named(name: str) -> Recipe:
    """A preset by name. Raises UsageError with the known names."""
    try:
        return PRESETS[name]
    except KeyError:
        raise UsageError(
            Message("recipe.unknown", recipe=name), remedy=Message("remedy.known", known=", ".join(PRESETS))
        ) from None


def read_recipe(text: str) -> Recipe:
    """A preset's name, or a whole recipe as JSON. Raises UsageError."""
    if not text.lstrip().startswith("{"):
        return recipe_named(text)
    return recipe_from(parse_json(text, source="json.the_recipe", error=UsageError))


def recipe_from(data: dict[str, Any]) -> Recipe:
    """A recipe from plain data (as ``model_dump(mode="json")`` gives). Raises UsageError."""
    try:
        return Recipe.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UsageError(Message("recipe.invalid", problems=problems)) from error
