"""A look before a run: what there is to learn from, how long it takes, how much memory. Free of torch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import psutil

from samft_core.dataset.build import LeftOut, gather
from samft_core.errors import SamftError, TrainingError
from samft_core.imaging.geometry import View
from samft_core.messages.message import Message
from samft_core.project.manifest import Manifest
from samft_core.project.project import Project
from samft_core.project.records import RunState, VersionRecord
from samft_core.sam.base_models import encoder_digest_of
from samft_core.sam.digests import mobile_encoder_digest, shipped_plane_digest
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.encoder_precision import precision_here
from samft_core.sam.spec import CHECKPOINTS, EMBEDDED
from samft_core.training.estimate.cost import CostEstimate, amounts, estimate_cost, views_of_run
from samft_core.training.estimate.throughput import Throughput, throughput_of
from samft_core.training.plan import Plan, Seen, make_plan, problems
from samft_core.training.recipe import Recipe
from samft_core.training.run_folder import read_metrics

EMBEDDINGS = "embeddings"
"""The folder of the project's cache that holds embeddings, shared with the engine."""

NAMED = 10
"""Images that are left out are named up to so many; the rest are counted."""


@dataclass(frozen=True, slots=True)
class DataPreflight:
    """``problems`` in plain words; without a ``cost`` the run cannot start.

    ``missing`` names the views that the run would encode first: image id and view, in order of need. Ids
    below 0 are drawn defects. ``planes``: the run reads their planes too.
    """

    masks: int
    images: int
    classes: dict[str, int]
    problems: list[Message]
    cost: CostEstimate | None
    missing: tuple[tuple[int, View], ...] = ()
    planes: bool = False


def preflight_data(project: Project, recipe: Recipe) -> DataPreflight:
    """Count the ground truth and tell what a run on it takes. Reads the database and the cache's names."""
    manifest, left_out = gather(project)
    samples = manifest.samples
    # As the run will do, or the estimate would be about another recipe.
    recipe = recipe.for_base(project.base_model.name).for_masks(len(samples))
    found = problems(samples) + named(left_out)
    missing = tuple[tuple[int, View], ...]()
    try:
        active = project.versions.active()
        plan = make_plan(samples, seen=seen_by(project, active))
        ahead, missing = _estimated(project, manifest, recipe, plan)
        found += _memory_problems(ahead)
    # Too little to learn from; ``problems`` already says so.
    except TrainingError:
        ahead = None
    return DataPreflight(
        masks=len(samples),
        images=len({sample.image_id for sample in samples}),
        classes=dict(Counter(sample.class_name for sample in samples).most_common()),
        problems=found,
        cost=ahead,
        missing=missing,
        planes=recipe.reads_planes,
    )


def named(left_out: list[LeftOut]) -> list[Message]:
    """The images that do not count now, the first few of them by name."""
    texts = [image.text for image in left_out[:NAMED]]
    more = len(left_out) - NAMED
    return [*texts, Message("preflight.more_left_out", count=more)] if more > 0 else texts


def seen_by(project: Project, version: VersionRecord | None) -> Seen:
    """What a version learnt from and was measured on; nothing where there is none or it is from elsewhere."""
    if version is None:
        return Seen()
    digest = version.card.manifest_digest
    try:
        manifest = None if digest is None else project.runs.load_manifest(digest)
    except SamftError:
        manifest = None  # the data of a run on another PC
    return Seen.by(version.card, manifest)


def project_throughput(project: Project) -> Throughput:
    """What the last finished run with this base model measured on the project, else on this PC."""
    base = project.base_model.name
    # The newest first, as a PC's throughput changes with its other programs.
    for run in reversed(project.runs.all()):
        # Named as in the files of programs before this one.
        throughput = read_metrics(run.folder).get("pace")
        # Encoders differ in speed many times over, so another base model's times say nothing.
        if isinstance(throughput, dict) and throughput.get("base_model") == base:
            return throughput_of(base, throughput)
    return throughput_of(base, {})


def _estimated(
    project: Project, manifest: Manifest, recipe: Recipe, plan: Plan
) -> tuple[CostEstimate, tuple[tuple[int, View], ...]]:
    digest = _encoder_digest(project)
    cache = EmbeddingCache(project.cache_dir / EMBEDDINGS, root=project.cache_root)
    active = project.versions.active()
    recipe = _contrast_as_before(project, recipe)
    policy = None if active is None else active.policy
    wanted = views_of_run(manifest, recipe, plan, active=policy)
    planes = shipped_plane_digest() if recipe.reads_planes else None
    bare = {viewed for viewed in wanted if digest is None or not cache.contains(*viewed, digest)}
    planeless = {viewed for viewed in wanted if planes is not None and not cache.contains(*viewed, planes)}
    missing = {viewed: image_id for viewed, image_id in wanted.items() if viewed in bare | planeless}
    work = amounts(
        manifest,
        recipe,
        plan,
        active=policy,
        pictured=any(run.state is RunState.FINISHED for run in project.runs.all()),
        is_cached=lambda pixels, view: (pixels, view) not in bare,
        has_planes=lambda pixels, view: (pixels, view) not in planeless,
    )
    ahead = estimate_cost(work, project_throughput(project), base_model=project.base_model.name)
    return ahead, tuple((image_id, view) for (_, view), image_id in missing.items())


def _contrast_as_before(project: Project, recipe: Recipe) -> Recipe:
    """Where the run will measure whether to stretch: taken to come out as for the newest version."""
    choices = [version.card.contrast for version in project.versions.all()]
    known = [choice for choice in choices if choice is not None]
    if recipe.contrast == "policy" or not known:
        return recipe
    policy = recipe.policy.model_copy(update={"stretch": known[-1].stretch})
    return recipe.model_copy(update={"policy": policy})


def _encoder_digest(project: Project) -> str | None:
    """What the cache's names depend on; None where no run has told it yet."""
    if project.base_model.name == EMBEDDED:
        return mobile_encoder_digest(precision_here())
    if project.base_model.name not in CHECKPOINTS:
        return encoder_digest_of(project.base_model)
    for version in reversed(project.versions.all()):
        if version.card.base_model == project.base_model.name:
            return version.card.encoder_digest
    return None


def _memory_problems(ahead: CostEstimate) -> list[Message]:
    free = psutil.virtual_memory().available
    if ahead.memory <= free:
        return []
    return [Message("preflight.memory", needed=ahead.memory / 1e9, free=free / 1e9)]
