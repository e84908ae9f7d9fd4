"""What a run is made of. All of it is decided before the run works, and nothing of it changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from samft_core.progress import CancelToken, OnProgress, Progress
from samft_core.project.project import Project
from samft_core.project.records import RunRecord, VersionRecord
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.training import events
from samft_core.training.assess.extent import WHOLE, AssessmentExtent
from samft_core.training.contrast_choice import Contrast
from samft_core.training.plan import Fit, RunData
from samft_core.training.planes_choice import PlanesTrial
from samft_core.training.recipe import Recipe
from samft_core.training.run_progress import Phase


@dataclass(frozen=True, slots=True)
class Reporter:
    """Where a run says what it does (an event at a time) and what is ahead, and whether it is to stop."""

    say: Callable[[Any], None]
    cancel: CancelToken
    plan: Callable[[Sequence[Phase]], None] = lambda _phases: None

    def progress(self) -> OnProgress:
        """Turns progress into events."""

        def report(progress: Progress) -> None:
            self.say(events.progress_event(progress))

        return report


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run: where it belongs, what it does, and on what. ``active`` is the version in use, if any."""

    project: Project
    run: RunRecord
    recipe: Recipe
    data: RunData
    model: SamModel
    active: VersionRecord | None
    reporter: Reporter
    extent: AssessmentExtent = WHOLE

    def steps(self, fit: Fit) -> int:
        """Optimiser steps of a fit."""
        return self.recipe.step_count(len(self.data.learnt_from(fit)))


@dataclass(frozen=True, slots=True)
class FitChoice:
    """How one fit learns and is prompted, once its own masks have decided what the recipe leaves open."""

    recipe: Recipe
    policy: InferencePolicy
    contrast: Contrast | None = None
    planes: PlanesTrial | None = None
