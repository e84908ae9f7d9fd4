"""Time and memory of a run before it starts: the work, counted, at this PC's throughput. Free of torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from samft_core.dataset.part_samples import part_samples, parts_to_ask
from samft_core.evaluation.box_adherence import make_probes
from samft_core.evaluation.evaluate import BoxQuery, box_queries
from samft_core.evaluation.forgetting import PICTURES
from samft_core.evaluation.simulated_clicks import masks_to_click
from samft_core.imaging.geometry import View
from samft_core.imaging.prompts import Prompts
from samft_core.project.manifest import GoodImage, Manifest, Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.planes import BYTES, BYTES_ON_GRID
from samft_core.training.contrast_choice import PLAIN, STRETCHED, asked
from samft_core.training.estimate.throughput import MIB, Throughput
from samft_core.training.fit.batches import KEEP_IN_MEMORY, learnt_views, training_views
from samft_core.training.fit.replay import replayed_defects
from samft_core.training.good_images import VIEWS_EACH, chosen_of
from samft_core.training.parts_choice import are_scattered
from samft_core.training.plan import Plan
from samft_core.training.recipe import Recipe

EMBEDDING_BYTES = 2.13 * MIB
"""An embedding in half precision and its target, as the dataset of a fit holds them."""

PLANES_SHARE = 0.15
"""What the second encoder's planes of a view cost, as a share of the first one's encoding (``mobile``)."""

ROW_BYTES = 115 * MIB
"""What one row of a step takes for its activations: measured between steps of four rows and of eight."""

GIVEN_BACK = {"mobile": 0.0, "vit_b": 2800 * MIB, "vit_l": 3700 * MIB, "vit_h": 4700 * MIB}
"""Working memory that an encoder frees after each image; OpenVINO keeps what it has. Measured for vit_b."""

FORGETTING_DECODES = 12
"""Decodes for each picture on which forgetting is looked for."""

CLICKED_ANSWERS = 6
"""Answers that correcting a mask takes on average: the box and about half of the clicks allowed."""

Viewed = tuple[str, View]
"""A view of an image, by the digest of its pixels."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Pieces of work: encodings that no cache holds, rows of all steps, decodes; embeddings held at once.

    The second encoder's work is counted among the encodings, by its share.
    """

    encodes: int
    rows: int
    decodes: int
    held: int
    batch_rows: int
    planes: bool = False
    """Whether planes are held beside the embeddings."""
    fine: bool = False
    """Whether their finest layer is held in full."""


@dataclass(frozen=True, slots=True)
class CostEstimate:
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
    has_planes: Callable[[str, View], bool] = lambda _digest, _view: False,
    pictured: bool = False,
    seed: int = 0,
) -> Amounts:
    """Count what a run has to do. ``active`` is how the version in use is prompted, where there is one.

    ``pictured``: an earlier run has encoded the images on which forgetting is looked for.
    """
    each = recipe.views.per_mask(len(manifest.samples))
    trained = [fit.split.parts(manifest.samples)[0] for fit in plan.fits]
    wanted = views_of_run(manifest, recipe, plan, active=active, seed=seed)
    missing = sum(not is_cached(digest, view) for digest, view in wanted)
    further = sum(not has_planes(digest, view) for digest, view in wanted) if recipe.reads_planes else 0
    decodes = sum(1 for _ in _questions(manifest, recipe, plan, active, seed))
    held_out = [sample for fit in plan.fits for sample in fit.split.parts(manifest.samples)[1]]
    clicked = [
        view
        for sample in held_out[: masks_to_click([s.mask.width * s.mask.height for s in held_out])]
        for view in query_views(next(iter(box_queries(sample)))[1], [InferencePolicy(), recipe.policy])
    ]
    again = _asked_again(plan, manifest, recipe)
    missing += again
    further += again * recipe.reads_planes
    decodes += again
    # Without good images only the shipped samples are looked at, which are half of them.
    pictures = 2 * PICTURES if manifest.good else PICTURES
    drawn = len(replayed_defects(recipe, manifest.samples)) * recipe.rehearsal.views
    pasted = pasted_views(manifest, recipe) + empty_views(manifest, recipe)
    further += _good_views(manifest, recipe) + pasted * len(trained) * recipe.reads_planes
    # Each fit pastes its own masks' defects, so that none learns what another one holds out.
    missing += pasted * len(trained)
    steps = [recipe.step_count(len(part)) for part in trained]
    return Amounts(
        encodes=missing + round(PLANES_SHARE * further) + (0 if pictured else pictures),
        rows=round(sum(steps) * recipe.batch_rows * rounds(recipe)),
        decodes=decodes + pictures * FORGETTING_DECODES + len(clicked) * CLICKED_ANSWERS,
        held=sum(
            # A fit with more views reads them from the cache, so memory does not grow beyond this.
            min(count, KEEP_IN_MEMORY)
            for count in (
                *(sum(len(learnt_views(s, recipe, each)) for s in part) + pasted for part in trained),
                drawn,
            )
        ),
        batch_rows=recipe.batch_rows,
        planes=recipe.reads_planes,
        fine=recipe.reads_fine_planes,
    )


def pasted_views(manifest: Manifest, recipe: Recipe) -> int:
    """Views of pasted defects that a fit learns from. No cache of an earlier run is sure to hold them."""
    if not chosen_of(manifest.good) or not recipe.pasting.wanted(len(manifest.samples)):
        return 0
    return recipe.pasting.images * recipe.pasting.views


def _asked_again(plan: Plan, manifest: Manifest, recipe: Recipe) -> int:
    """Views through which parts of held-out masks are asked again, once for each of the two boxes.

    Their boxes come from answers, so nothing can have encoded them in advance.
    """
    views = 0
    for fit in plan.fits:
        learnt, held_out = fit.split.parts(manifest.samples)
        if recipe.parts.asked and held_out and are_scattered(learnt):
            for parts in map(part_samples, held_out):
                for part in parts[: recipe.parts.asked]:
                    question = next(box_queries(part))[1]
                    views += 2 * sum(1 for _ in query_views(question, [recipe.policy]))
    return views


def empty_views(manifest: Manifest, recipe: Recipe) -> int:
    """Views of boxes that hold nothing, the good images themselves among them."""
    good = len(chosen_of(manifest.good))
    negatives = recipe.negatives
    if not good or not negatives.share:
        return 0
    return good + negatives.boxes * (negatives.views - 1)


def _good_views(manifest: Manifest, recipe: Recipe) -> int:
    """Views of good images of which planes are made, where the recipe reads how far all is from these."""
    return len(chosen_of(manifest.good)) * VIEWS_EACH if recipe.reads_good else 0


def views_of_run(
    manifest: Manifest,
    recipe: Recipe,
    plan: Plan,
    *,
    active: InferencePolicy | None = None,
    seed: int = 0,
) -> dict[Viewed, int]:
    """Every view that a run on this ground truth needs encoded, with the id of its image, in order of need.

    Drawn defects that are replayed have ids below 0. The few pictures on which forgetting is looked for are
    left out.
    """
    found = views_learnt(manifest, recipe, plan)
    for image, view in _questions(manifest, recipe, plan, active, seed):
        # The first need of a view decides on its place; the engine encodes in this order ahead of a run.
        found.setdefault((image_key(image), view), image.image_id)
    return found


def views_learnt(manifest: Manifest, recipe: Recipe, plan: Plan) -> dict[Viewed, int]:
    """The views that the fits learn from, which a run encodes before its first step, as ``views_of_run``."""
    samples = manifest.samples
    found = dict[Viewed, int]()
    each = recipe.views.per_mask(len(samples))
    for fit in plan.fits:
        for sample in fit.split.parts(samples)[0]:
            for view in learnt_views(sample, recipe, each):
                found.setdefault((image_key(sample), view), sample.image_id)
    for drawn in replayed_defects(recipe, samples):
        for view in training_views(drawn, recipe.views, recipe.rehearsal.views):
            found.setdefault((image_key(drawn), view), drawn.image_id)
    return found


def rounds(recipe: Recipe) -> float:
    """How often a step asks about each row, on average."""
    return 1 + recipe.corrections.rounds * recipe.corrections.share


def estimate_cost(work: Amounts, throughput: Throughput, *, base_model: str = "mobile") -> CostEstimate:
    """Time and memory of that work at that throughput."""
    seconds = (
        work.encodes * throughput.encode
        + work.rows * throughput.row
        + work.decodes * throughput.decode
        + throughput.fixed
    )
    return CostEstimate(
        seconds, throughput.memory + variable_memory(work, base_model), guessed=not throughput.measured
    )


def variable_memory(work: Amounts, base_model: str = "mobile") -> float:
    """The part of a run's memory that its data and recipe decide, in bytes.

    An encoder that gives its working memory back leaves it to the steps that follow.
    """
    # The peak is the larger of encoding and learning, not their sum.
    rows = max(0.0, work.batch_rows * ROW_BYTES - GIVEN_BACK.get(base_model, 0.0))
    planes = (BYTES if work.fine else BYTES_ON_GRID) if work.planes else 0
    return work.held * (EMBEDDING_BYTES + planes) + rows


def contrast_queries(manifest: Manifest, recipe: Recipe, plan: Plan) -> list[BoxQuery]:
    """The boxes by which a run decides whether to stretch the contrast; none where its recipe says so."""
    if recipe.contrast != "measured":
        return []
    learnt = [s for fit in plan.fits for s in asked(fit.split.parts(manifest.samples)[0])]
    # The fits of cross-validation share most masks, and each mask is asked about once.
    return [next(box_queries(sample))[1] for sample in {s.annotation_id: s for s in learnt}.values()]


def _questions(
    manifest: Manifest, recipe: Recipe, plan: Plan, active: InferencePolicy | None, seed: int
) -> Iterator[tuple[Sample | GoodImage, View]]:
    """Every decode, in order: masks that decide on the contrast, where it is measured; then both boxes of
    each held-out mask and every probe, through the views of each policy.
    """
    for query in contrast_queries(manifest, recipe, plan):
        yield from query_views(query, [PLAIN, STRETCHED])
    held_out = [sample for fit in plan.fits for sample in fit.split.parts(manifest.samples)[1]]
    both = [InferencePolicy(), recipe.policy]
    for sample in held_out:
        for _, question in box_queries(sample):
            yield from query_views(question, [*both, *([active] if active else [])])
    for part in parts_to_ask(held_out):
        noisy = dict(box_queries(part))["noisy"]
        yield from query_views(noisy, both)
    for probe in make_probes(held_out, manifest.good, seed=seed):
        yield from query_views(probe.query, both)


def query_views(
    question: BoxQuery, policies: Sequence[InferencePolicy]
) -> Iterator[tuple[Sample | GoodImage, View]]:
    """Every decode of one box, with each of ``policies``."""
    for policy in policies:
        for view in policy.views(Prompts(box=question.box), question.width, question.height) * policy.passes:
            yield question.image, view


def image_key(image: Sample | GoodImage) -> str:
    """The digest of the pixels; the path stands for it where the file was not read yet."""
    return image.pixel_digest or image.path.as_posix()
