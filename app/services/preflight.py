"""What a fine-tuning run would work on and how long it may take, before it is started. Free of torch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samft_core.training.recipe import Recipe

if TYPE_CHECKING:
    from samft_core.store.project import Project

SECONDS_PER_ROW = 0.16
"""One row of one optimiser step on the 2-core reference machine; a GPU takes a fraction of it."""
SECONDS_PER_VIEW = 0.65
"""One embedding there."""
SECONDS_PER_MASK = 2.0
"""Evaluating one held-out mask there, by base and candidate, with tight and noisy boxes."""
FEW_MASKS = 10
FEW_IMAGES = 6


@dataclass(frozen=True, slots=True)
class Preflight:
    """``problems`` keep the run from starting, ``warnings`` do not. ``seconds`` is a rough estimate."""

    masks: int
    images: int
    classes: dict[str, int]
    good_images: int
    seconds: float
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def preflight(project: Project, recipe: Recipe) -> Preflight:
    """Count the ground truth and estimate. Reads the database: not for the GUI thread."""
    truth = project.ground_truth()
    images = {record.image_id for record in truth}
    problems, warnings = [], []
    if len(images) < 2:
        problems.append("Accept masks on at least two images: one to learn from, one to measure on.")
    elif len(images) < FEW_IMAGES:
        warnings.append("With so few images the result can hardly be told from chance. Accept more masks.")
    elif len(truth) < FEW_MASKS:
        warnings.append("More masks make a better version: ten or more are a good start.")
    return Preflight(
        masks=len(truth),
        images=len(images),
        classes=dict(Counter(record.class_name for record in truth).most_common()),
        good_images=sum(image.state.value == "good" for image in project.images()),
        seconds=_seconds(len(truth), recipe),
        problems=problems,
        warnings=warnings,
    )


def _seconds(masks: int, recipe: Recipe) -> float:
    steps = recipe.step_count(max(masks, 1))
    # The fit that is measured (on about two thirds of the masks) and the fit on all of them.
    fits = 2
    views = masks * recipe.views.per_mask(max(masks, 1))
    return (
        fits * steps * recipe.batch_rows * SECONDS_PER_ROW
        + views * SECONDS_PER_VIEW
        + masks * SECONDS_PER_MASK
    )
