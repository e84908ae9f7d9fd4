"""What a fine-tuning run would work on and how long it may take, before it is started. Free of torch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from samft_core.errors import TrainingError

if TYPE_CHECKING:
    from samft_core.store.project import Project
    from samft_core.training.outlook import Outlook
    from samft_core.training.plan import Pace
    from samft_core.training.recipe import Recipe


_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Preflight:
    """``problems`` in plain words; the run can be started only where ``can_start`` says so.

    ``outlook`` is what more masks are expected to bring; None without any.
    """

    masks: int
    images: int
    good_images: int
    classes: dict[str, int]
    seconds: float
    problems: list[str]
    can_start: bool
    outlook: Outlook | None = None


def preflight(project: Project, recipe: Recipe) -> Preflight:
    """Count the ground truth and estimate. Reads the database: not for the GUI thread."""
    # Imported here: NumPy-heavy, and not needed before a project is open.
    from samft_core.dataset import build_manifest  # noqa: PLC0415
    from samft_core.training.outlook import outlook_of  # noqa: PLC0415
    from samft_core.training.plan import estimate_seconds, make_plan, problems  # noqa: PLC0415

    good = len(project.good_images())
    truth = project.ground_truth()
    if not truth:
        if project.review_rules().required:
            words = _translate("preflight", "Approve masks first: fine-tuning learns from them.")
        else:
            words = _translate("preflight", "Accept masks first: fine-tuning learns from them.")
        return Preflight(0, 0, good, {}, 0.0, [words], can_start=False)
    samples = build_manifest(project).samples
    try:
        seconds = estimate_seconds(recipe, make_plan(samples), samples, _pace(project))
        can_start = True
    except TrainingError:
        seconds, can_start = 0.0, False
    return Preflight(
        masks=len(samples),
        images=len({sample.image_id for sample in samples}),
        good_images=good,
        classes=dict(Counter(sample.class_name for sample in samples).most_common()),
        seconds=seconds,
        problems=problems(samples),
        can_start=can_start,
        outlook=outlook_of(project, masks=len(samples)),
    )


def _pace(project: Project) -> Pace | None:
    """What the last finished run on this project measured; None before the first."""
    from samft_core.training.plan import Pace  # noqa: PLC0415
    from samft_core.training.rundir import read_metrics  # noqa: PLC0415

    for run in reversed(project.runs()):
        pace = read_metrics(run.folder).get("pace")
        if isinstance(pace, Mapping):
            return Pace(**{k: float(pace[k]) for k in ("encode", "step", "decode") if pace.get(k)})
    return None
