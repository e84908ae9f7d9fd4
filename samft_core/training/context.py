"""What all parts of a run share: the project, the plan, the model, and where things are kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from samft_core.dataset.build import LeftOut
from samft_core.dataset.image_reader import Images
from samft_core.progress import CancelToken, OnProgress, Progress
from samft_core.project.manifest import GoodImage, Manifest, Sample
from samft_core.project.project import Project
from samft_core.project.records import RunRecord, VersionRecord
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.good_cells import GoodCells
from samft_core.sam.initial_weights import start_digest
from samft_core.sam.model import SamModel
from samft_core.training import events
from samft_core.training.contrast_choice import Contrast
from samft_core.training.embedder import Embedder, TimedEncoder, TimedPlaneEncoder
from samft_core.training.estimate.cost import PLANES_SHARE
from samft_core.training.estimate.preflight import EMBEDDINGS
from samft_core.training.fit.pasting import pasted_samples
from samft_core.training.fit.replay import drawings_for
from samft_core.training.good_images import chosen_of, places_of
from samft_core.training.model_under_test import Judge
from samft_core.training.plan import Fit, Plan
from samft_core.training.planes_choice import PlanesTrial
from samft_core.training.recipe import Recipe
from samft_core.training.run_folder import RunFolder


@dataclass
class Work:
    """One run. ``position`` ends with the number of the last finished step.

    ``left_out`` are images with ground truth that the run does without.
    """

    project: Project
    run: RunRecord
    recipe: Recipe
    manifest: Manifest
    plan: Plan
    model: SamModel
    active: VersionRecord | None
    say: Callable[[Any], None]
    cancel: CancelToken
    position: list[int] = field(default_factory=lambda: [0])
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        """Set up what all parts share."""
        self.started = time.monotonic()
        self.encoder = TimedEncoder(self.model.require_encoder())
        planes = self.model.plane_encoder
        self.plane_encoder = None if planes is None else TimedPlaneEncoder(planes)
        self.model = replace(self.model, encoder=self.encoder, plane_encoder=self.plane_encoder)
        self.folder = RunFolder(self.run.folder)
        self.images = Images()
        self.cache = EmbeddingCache(self.project.cache_dir / EMBEDDINGS, root=self.project.cache_root)
        self.embed = Embedder(self.model, self.cache, self.images)
        self.judge = Judge(self.model, self.cache, self.images)
        self.samples = self.manifest.samples
        # Asked before anything is encoded: damaged weights are said at once.
        self.drawings = drawings_for(self.recipe, self.samples)
        self.start_digest = start_digest(self.model) if self.recipe.start == "drawn" else None
        self.answer_seconds, self.answer_decodes = 0.0, 0
        # Both by fit. Where the recipe has the contrast measured, the decision changes the policy.
        self.policies = {one.name: self.recipe.policy for one in self.plan.fits}
        self.contrasts: dict[str, Contrast] = {}
        # The same for planes, which decide on the weights themselves.
        self.recipes = {one.name: self.recipe for one in self.plan.fits}
        self.trials: dict[str, PlanesTrial] = {}
        self._places: tuple[GoodCells | None] | None = None

    def held_out(self) -> list[Sample]:
        """Every mask that is measured, in the order of the fits."""
        return [sample for one in self.plan.fits for sample in one.split.parts(self.samples)[1]]

    def learnt_from(self, one: Fit) -> list[Sample]:
        """The masks that a fit learns from."""
        return one.split.parts(self.samples)[0]

    def good_places(self) -> GoodCells | None:
        """What the good images look like, made when it is first asked for; None with too few of them."""
        if self._places is None:
            self._places = (places_of(self._good(), self.samples, self.embed),)
        return self._places[0]

    def paste(self, samples: Sequence[Sample], count: int) -> list[Sample]:
        """Images with a defect of these masks on good ones; none with too few good images.

        They lie in the run's folder until the run has ended.
        """
        grounds = chosen_of(self._good())
        return pasted_samples(samples, grounds, count, read=self.images.read, folder=self.folder.pasted)

    def _good(self) -> list[GoodImage]:
        return [image for image in self.manifest.good if image.path.is_file()]

    def steps(self, one: Fit) -> int:
        """Optimiser steps of a fit."""
        return self.recipe.step_count(len(self.learnt_from(one)))

    @property
    def encode_seconds(self) -> float:
        """What both encoders took so far."""
        return self.encoder.seconds + (self.plane_encoder.seconds if self.plane_encoder else 0.0)

    @property
    def encodings(self) -> float:
        """How many encodings that was, those of the second encoder counted by their share of the work."""
        further = self.plane_encoder.encoded if self.plane_encoder else 0
        return self.encoder.encoded + PLANES_SHARE * further

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Clocks decodes and their measuring; encodings in between have a clock of their own."""
        started, encoding, decodes = time.monotonic(), self.encode_seconds, self.judge.decodes
        yield
        self.answer_seconds += time.monotonic() - started - (self.encode_seconds - encoding)
        self.answer_decodes += self.judge.decodes - decodes

    def progress(self) -> OnProgress:
        """Turns progress into events."""

        def report(progress: Progress) -> None:
            self.say(events.progress_event(progress))

        return report
