"""What more masks are expected to bring: a learning curve through the project's own runs. Free of torch.

Held-out IoU is taken to follow ``limit - drop * masks ** -rate``. A project has few runs, so drop and
rate start from what was measured elsewhere (``PRIOR``), and every run that the project has made moves
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from samft_core.evaluation.records import recorded_comparison
from samft_core.project.version_card import VersionCard

if TYPE_CHECKING:
    from samft_core.project.project import Project

MORE = 10
"""For how many further masks the gain is estimated."""

FOLDS_LEARN_FROM = 2 / 3
"""The share of masks that each fit of a cross-validated run learnt from."""

RUN_NOISE = 0.01
"""Standard deviation of a run's IoU that its own interval does not tell: another seed, other steps."""

_RATES = np.geomspace(0.1, 2.0, 48)
_DROPS = np.linspace(0.0, 0.8, 81)
Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """One measured run: held-out IoU after learning from ``masks`` masks, and its standard error."""

    masks: float
    iou: float
    error: float


@dataclass(frozen=True, slots=True)
class Curve:
    """``iou(n) = limit - drop * n ** -rate``."""

    limit: float
    drop: float
    rate: float

    def iou(self, masks: float) -> float:
        """The expected IoU after learning from at least one mask."""
        return self.limit - self.drop * float(max(masks, 1.0) ** -self.rate)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of drop and rate before a project has runs; ``rate_factor`` is one standard
    deviation up.
    """

    drop: float
    drop_spread: float
    rate: float
    rate_factor: float


PRIOR = Prior(drop=0.2, drop_spread=0.12, rate=0.2, rate_factor=1.7)
"""From 0.671 at 1 to 0.748 at 28 masks of MVTec bottle (boxes ±10 %), wide enough for other defects. What was
measured is flatter than that up to ten masks, where drawn defects are replayed, and steeper after.

``benchmarks/few_shot.py`` measures such curves.
"""


@dataclass(frozen=True, slots=True)
class ExpectedGain:
    """What ``more`` masks on top of ``masks`` are expected to add to held-out IoU, with a 95 % interval.

    ``runs`` is how many runs of the project it rests on; 0: on measurements elsewhere alone.
    """

    masks: int
    more: int
    gain: float
    low: float
    high: float
    runs: int


def expect(points: Sequence[Point], *, masks: int, more: int = MORE, prior: Prior = PRIOR) -> ExpectedGain:
    """The expected gain of a project with ``masks`` masks whose runs gave ``points``."""
    drops, rates = np.meshgrid(_DROPS, _RATES, indexing="ij")
    belief = _believed(points, drops, rates, prior)
    now = max(masks, 1)
    then = max(masks, 1) + more
    gains = drops * (now**-rates - then**-rates)
    order = np.argsort(gains, axis=None)
    sums = np.cumsum(belief.ravel()[order])
    low, high = gains.ravel()[order][np.searchsorted(sums, (0.025, 0.975))]
    mean = float((gains * belief).sum())
    return ExpectedGain(masks, more, mean, float(low), float(high), len(points))


def fit_curve(points: Sequence[Point]) -> Curve:
    """The curve through many points by weighted least squares, for at least two different numbers of
    masks.
    """
    masks, ious, weights = _columns(points)
    best = Curve(float(np.average(ious, weights=weights)), 0.0, float(_RATES[0]))
    least = np.inf
    for rate in _RATES:
        shape = masks**-rate
        design = np.stack([np.ones_like(shape), -shape], axis=1) * np.sqrt(weights)[:, None]
        (limit, drop), *_ = np.linalg.lstsq(design, ious * np.sqrt(weights), rcond=None)
        # More masks do not harm, and no IoU is above 1: a fit that says so has met noise.
        if drop < 0 or limit > 1:
            continue
        error = float((weights * (limit - drop * shape - ious) ** 2).sum())
        if error < least:
            best = Curve(float(limit), float(drop), float(rate))
            least = error
    return best


def points_of(project: Project) -> list[Point]:
    """What the project's finished runs have measured with boxes ±10 %, oldest first; damaged cards are
    left out.
    """
    found = [_point(version.card) for version in project.versions.all()]
    return [point for point in found if point is not None]


def expected_gain_of(project: Project, *, masks: int) -> ExpectedGain:
    """What the next masks are expected to bring to a project that has ``masks`` now."""
    return expect(points_of(project), masks=masks)


def _point(card: VersionCard) -> Point | None:
    comparison = recorded_comparison(card)
    if comparison is None or card.masks is None or card.held_out_images is None:
        return None
    score = comparison.score("candidate", "noisy")
    masks = card.masks * (1.0 if card.held_out_images else FOLDS_LEARN_FROM)
    if score is None or masks < 1:
        return None
    # A 95 % interval reaches 1.96 standard errors to each side.
    error = (score.interval.high - score.interval.low) / (2 * 1.96)
    return Point(masks, score.iou, float(np.hypot(error, RUN_NOISE)))


def _columns(points: Sequence[Point]) -> tuple[Grid, Grid, Grid]:
    masks = np.array([max(point.masks, 1.0) for point in points])
    ious = np.array([point.iou for point in points])
    return masks, ious, np.array([point.error**-2 for point in points])


def _believed(points: Sequence[Point], drops: Grid, rates: Grid, prior: Prior) -> Grid:
    """How much each drop and rate is believed, in all 1; the limit is whatever fits them best, at most 1."""
    misfit = ((drops - prior.drop) / prior.drop_spread) ** 2
    misfit = misfit + (np.log(rates / prior.rate) / np.log(prior.rate_factor)) ** 2
    if points:
        masks, ious, weights = _columns(points)
        lost = drops[..., None] * masks ** -rates[..., None]
        limits = np.minimum(((ious + lost) * weights).sum(axis=-1) / weights.sum(), 1.0)
        misfit = misfit + (weights * (limits[..., None] - lost - ious) ** 2).sum(axis=-1)
    # Less the smallest, or all of them would round to 0; what is added cancels in the division below.
    belief = np.exp(-0.5 * (misfit - misfit.min()))
    return np.asarray(belief / belief.sum(), np.float64)
