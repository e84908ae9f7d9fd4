"""Time and memory of a run before it starts: the work, counted, at this PC's pace. Free of torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from samft_core.dataset import Manifest, Sample
from samft_core.evaluation.evaluate import questions
from samft_core.evaluation.probes import make_probes
from samft_core.geometry import View
from samft_core.models.policy import InferencePolicy
from samft_core.prompts import Prompts
from samft_core.training.bank import KEEP_IN_MEMORY, training_views
from samft_core.training.pace import MIB, Pace
from samft_core.training.plan import Plan
from samft_core.training.recipe import Recipe

EMBEDDING_BYTES = 2.13 * MIB
"""An embedding in half precision and its target, as the bank of a fit holds them."""

ROW_BYTES = 115 * MIB
"""What one row of a step takes for its activations: measured between steps of four rows and of eight."""

GIVEN_BACK = {"mobile": 0.0, "vit_b": 2800 * MIB, "vit_l": 3700 * MIB, "vit_h": 4700 * MIB}
"""Working memory that an encoder frees after each image; OpenVINO keeps what it has. Measured for vit_b."""

DRIFT_PICTURES, DRIFT_DECODES = 8, 12
"""Images on which drift is looked for at the most, and decodes for each of them."""

Viewed = tuple[str, View]
"""A view of an image, by the digest of its pixels."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Pieces of work: encodings that no cache holds, rows of all steps, decodes; embeddings held at once."""

    encodes: int
    rows: int
    decodes: int
    held: int
    batch_rows: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds and peak memory in bytes; ``guessed`` before the first run on this PC."""

    seconds: float
    memory: float
    guessed: bool


def amounts(
    manifest: Manifest,
    recipe: Recipe,
    plan: Plan,
    *,
    active: InferencePolicy | None = None,
    is_cached: Callable[[str, View], bool] = lambda _digest, _view: False,
    pictured: bool = False,
    seed: int = 0,
) -> Amounts:
    """Count what a run has to do. ``active`` is how the version in use is asked, where there is one.

    ``pictured``: an earlier run has encoded the images on which drift is looked for.
    """
    samples = manifest.samples
    held_out = [sample for fit in plan.fits for sample in fit.split.parts(samples)[1]]
    policies = [InferencePolicy(), recipe.policy, *([active] if active else [])]
    each = recipe.views.per_mask(len(samples))
    trained = [fit.split.parts(samples)[0] for fit in plan.fits]
    wanted = {
        (_name(sample), view)
        for part in trained
        for sample in part
        for view in training_views(sample, recipe.views, each)
    }
    asked = list(_asked(held_out, policies))
    probed = list(_probed(manifest, held_out, policies[:2], seed))
    wanted |= set(asked) | set(probed)
    missing = sum(not is_cached(digest, view) for digest, view in wanted)
    pictures = DRIFT_PICTURES if manifest.good else DRIFT_PICTURES // 2
    steps = [recipe.step_count(len(part)) for part in trained]
    return Amounts(
        encodes=missing + (0 if pictured else pictures),
        rows=round(sum(steps) * recipe.batch_rows * rounds(recipe)),
        decodes=len(asked) + len(probed) + pictures * DRIFT_DECODES,
        held=sum(min(len(part) * each, KEEP_IN_MEMORY) for part in trained),
        batch_rows=recipe.batch_rows,
    )


def rounds(recipe: Recipe) -> float:
    """How often a step asks about each row, on average."""
    return 1 + recipe.corrections.rounds * recipe.corrections.share


def forecast(work: Amounts, pace: Pace, *, base_model: str = "mobile") -> Forecast:
    """Time and memory of that work at that pace."""
    seconds = work.encodes * pace.encode + work.rows * pace.row + work.decodes * pace.decode + pace.fixed
    return Forecast(seconds, pace.memory + variable_memory(work, base_model), guessed=not pace.measured)


def variable_memory(work: Amounts, base_model: str = "mobile") -> float:
    """The part of a run's memory that its data and recipe decide, in bytes.

    An encoder that gives its working memory back leaves it to the steps that follow.
    """
    rows = max(0.0, work.batch_rows * ROW_BYTES - GIVEN_BACK[base_model])
    return work.held * EMBEDDING_BYTES + rows


def _asked(held_out: Sequence[Sample], policies: Sequence[InferencePolicy]) -> Iterator[Viewed]:
    """Every decode of the evaluation: both boxes of each mask, through the views of each policy."""
    for sample in held_out:
        for _, asked in questions(sample):
            for policy in policies:
                for view in policy.views(Prompts(box=asked.box), asked.width, asked.height) * policy.passes:
                    yield _name(sample), view


def _probed(
    manifest: Manifest, held_out: Sequence[Sample], policies: Sequence[InferencePolicy], seed: int
) -> Iterator[Viewed]:
    for probe in make_probes(held_out, manifest.good, seed=seed):
        asked = probe.asked
        for policy in policies:
            for view in policy.views(Prompts(box=asked.box), asked.width, asked.height) * policy.passes:
                yield asked.image.pixel_digest or asked.image.path.as_posix(), view


def _name(sample: Sample) -> str:
    """The digest of the pixels; the path stands for it where the file was not read yet."""
    return sample.pixel_digest or sample.path.as_posix()
