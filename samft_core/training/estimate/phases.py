"""The parts of a run in their order, with the seconds that each is expected to take. Free of torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from samft_core.dataset.part_samples import parts_to_ask
from samft_core.evaluation.box_adherence import make_probes
from samft_core.evaluation.evaluate import BoxQuery, box_queries
from samft_core.evaluation.forgetting import PICTURES
from samft_core.evaluation.simulated_clicks import masks_to_click
from samft_core.imaging.geometry import View
from samft_core.progress import Stage
from samft_core.project.manifest import Manifest, Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.training.contrast_choice import PLAIN, STRETCHED
from samft_core.training.estimate.cost import (
    CLICKED_ANSWERS,
    FORGETTING_DECODES,
    PLANES_SHARE,
    Viewed,
    contrast_queries,
    empty_views,
    image_key,
    pasted_views,
    query_views,
    rounds,
    views_learnt,
    views_of_run,
)
from samft_core.training.estimate.throughput import Throughput
from samft_core.training.plan import Fit, Plan
from samft_core.training.recipe import Recipe
from samft_core.training.run_progress import Phase

CHECK_SHARE = 0.05
"""What reading all images counts for before the plan is known."""

IsCached = Callable[[str, View], bool]


def phases_before_plan(seconds: float) -> list[Phase]:
    """What is known of a run of about ``seconds`` before its images were read."""
    return [
        Phase(Stage.CHECK, CHECK_SHARE * seconds),
        Phase(Stage.REPORT, (1 - CHECK_SHARE) * seconds),
    ]


def phases_of_run(
    manifest: Manifest,
    recipe: Recipe,
    plan: Plan,
    throughput: Throughput,
    *,
    active: InferencePolicy | None = None,
    is_cached: IsCached = lambda _digest, _view: False,
    seed: int = 0,
) -> list[Phase]:
    """Every phase from encoding to the report. ``active`` is how the version in use is prompted, if any."""
    work = _Work(manifest, recipe, plan, throughput)
    held_out = [sample for fit in plan.fits for sample in fit.split.parts(manifest.samples)[1]]
    learnt = views_learnt(manifest, recipe, plan)
    further = views_of_run(manifest, recipe, plan, active=active, seed=seed).keys() - learnt.keys()
    missing = {viewed for viewed in further if not is_cached(*viewed)}
    deciding = work.contrast_views()
    plain = InferencePolicy()
    return [
        Phase(Stage.EMBED, work.embedding(sum(not is_cached(*viewed) for viewed in learnt))),
        *work.contrast(len(missing & deciding)),
        # Views that only questions need are encoded where they are first asked about.
        Phase(
            Stage.BASELINE,
            work.answers(_boxes(held_out), [plain]) + len(missing - deciding) * throughput.encode,
        ),
        *([Phase(Stage.BASELINE, work.answers(_boxes(held_out), [active]))] if active else []),
        *work.fits(),
        *work.gate(held_out, seed=seed),
        *work.parts(held_out),
        Phase(Stage.REPORT, throughput.fixed),
    ]


def _boxes(samples: Iterable[Sample]) -> list[BoxQuery]:
    return [query for sample in samples for _, query in box_queries(sample)]


class _Work:
    """Seconds of each kind of work of one run."""

    def __init__(self, manifest: Manifest, recipe: Recipe, plan: Plan, throughput: Throughput) -> None:
        self._manifest = manifest
        self._recipe = recipe
        self._plan = plan
        self._throughput = throughput

    def embedding(self, missing: int) -> float:
        """Encoding ``missing`` views, and what each fit makes to learn from beside."""
        made = pasted_views(self._manifest, self._recipe) + empty_views(self._manifest, self._recipe)
        views = missing + made * len(self._plan.fits)
        planes = 1 + PLANES_SHARE * self._recipe.reads_planes
        return views * planes * self._throughput.encode

    def answers(self, queries: Iterable[BoxQuery], policies: Sequence[InferencePolicy]) -> float:
        """Asking about boxes, with each policy."""
        return self._throughput.decode * sum(
            sum(1 for _ in query_views(query, policies)) for query in queries
        )

    def contrast_views(self) -> set[Viewed]:
        """The views through which a run asks to decide on the contrast."""
        return {
            (image_key(image), view)
            for query in contrast_queries(self._manifest, self._recipe, self._plan)
            for image, view in query_views(query, [PLAIN, STRETCHED])
        }

    def contrast(self, missing: int) -> list[Phase]:
        """Measuring whether to stretch the contrast, where the recipe leaves that open; ``missing`` views are
        encoded for it."""
        queries = contrast_queries(self._manifest, self._recipe, self._plan)
        if not queries:
            return []
        encoding = missing * self._throughput.encode
        return [Phase(Stage.CONTRAST, self.answers(queries, [PLAIN, STRETCHED]) + encoding)]

    def fits(self) -> list[Phase]:
        """The steps of each fit and, where it holds images out, its answers about these."""
        found: list[Phase] = []
        steps = 0
        row = self._throughput.row * self._recipe.batch_rows * rounds(self._recipe)
        for fit in self._plan.fits:
            learnt, held_out = fit.split.parts(self._manifest.samples)
            own = self._recipe.step_count(len(learnt))
            found.append(Phase(Stage.TRAIN, own * row, first=steps, last=steps + own))
            steps += own
            if held_out:
                found.append(Phase(Stage.EVALUATE, self.answers(_boxes(held_out), [self._recipe.policy])))
        return found

    def gate(self, held_out: Sequence[Sample], *, seed: int) -> list[Phase]:
        """What the gate asks beside: probes, forgetting, corrections."""
        good = self._manifest.good
        probes = [probe.query for probe in make_probes(held_out, good, seed=seed)]
        pictures = 2 * PICTURES if good else PICTURES
        clicked = held_out[: masks_to_click([s.mask.width * s.mask.height for s in held_out])]
        first = [next(iter(box_queries(sample)))[1] for sample in clicked]
        drift = pictures * (FORGETTING_DECODES * self._throughput.decode + self._throughput.encode)
        return [
            Phase(Stage.PROBE, self.answers(probes, [self._recipe.policy])),
            Phase(Stage.PROBE, self.answers(probes, [InferencePolicy()])),
            Phase(Stage.PROBE, drift),
            Phase(Stage.CLICKS, CLICKED_ANSWERS * self.answers(first, [InferencePolicy()])),
            Phase(Stage.CLICKS, CLICKED_ANSWERS * self.answers(first, [self._recipe.policy])),
        ]

    def parts(self, held_out: Sequence[Sample]) -> list[Phase]:
        """Answers about single parts of held-out masks, by fit: the version's, then the base model's."""
        wanted = parts_to_ask(held_out)
        found: list[Phase] = []
        for fit in self._plan.fits:
            queries = [dict(box_queries(part))["noisy"] for part in _of_fit(fit, wanted)]
            if queries:
                found.append(Phase(Stage.EVALUATE, self.answers(queries, [self._recipe.policy])))
                found.append(Phase(Stage.BASELINE, self.answers(queries, [InferencePolicy()])))
        return found


def _of_fit(fit: Fit, parts: Sequence[Sample]) -> list[Sample]:
    images = set(fit.split.held_out)
    return [part for part in parts if part.image_id in images]
