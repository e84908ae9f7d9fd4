"""The work inside a run: encode, fit, validate, assess. A resumed run skips every finished part."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from samft_core.dataset.drawn_defects import drawn_digest
from samft_core.dataset.image_reader import Images
from samft_core.evaluation.records import RowResult, Subject
from samft_core.files import atomic
from samft_core.progress import Stage
from samft_core.project.manifest import Sample
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.encoder import batch_views
from samft_core.sam.good_cells import GoodCells
from samft_core.sam.initial_weights import start_digest
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.types import BASE_VERSION
from samft_core.sam.weights import State, mix
from samft_core.training import events
from samft_core.training.assess.model_card import Start, TrainingResult, training_result
from samft_core.training.assess.part_validation import part_rows
from samft_core.training.assess.promotion import Promotion, foreign_pictures
from samft_core.training.assess.validation import Validator, active_rows, references
from samft_core.training.clocks import AnswerClock, StepClock, TimedEncoders
from samft_core.training.context import FitChoice, RunContext
from samft_core.training.contrast_choice import PLAIN, STRETCHED, asked, contrast_gains, decide, decided
from samft_core.training.estimate.cost import amounts, rounds, variable_memory
from samft_core.training.estimate.phases import phases_of_run
from samft_core.training.estimate.preflight import EMBEDDINGS, project_throughput
from samft_core.training.estimate.throughput import LEAST_MEMORY, Throughput, peak_memory
from samft_core.training.fit.batches import encode_all
from samft_core.training.fit.embedding import embed_with, prepare_with
from samft_core.training.fit.fitted import Checkpoints
from samft_core.training.fit.loop import fingerprint, fit
from samft_core.training.fit.negatives import empty_boxes
from samft_core.training.fit.pasting import pasted_samples
from samft_core.training.fit.replay import BatchSource, datasets_of, replayed_defects
from samft_core.training.fit.reports import Step
from samft_core.training.good_images import chosen_of, places_of
from samft_core.training.model_under_test import ModelUnderTest
from samft_core.training.parts_choice import part_policy
from samft_core.training.plan import Fit
from samft_core.training.planes_choice import tried, try_planes
from samft_core.training.run_folder import Answer, RunFolder, mixture_name
from samft_core.training.run_progress import Phase


class Trainer:
    """Works a run off: encode, decide what the recipe leaves open, fit, validate, assess."""

    def __init__(self, context: RunContext) -> None:
        """Set up what all parts share. Raises ModelError where weights to start from are damaged."""
        self._started = time.monotonic()
        self._encoders = TimedEncoders(context.model)
        context = replace(context, model=self._encoders.model)
        self._context = context
        self._data = context.data
        self._reporter = context.reporter
        self._folder = RunFolder(context.run.folder)
        self._images = Images()
        project = context.project
        cache = EmbeddingCache(project.cache_dir / EMBEDDINGS, root=project.cache_root)
        self._cache = cache
        self._embedder = Embedder(context.model, cache)
        model_under_test = ModelUnderTest(context.model, self._embedder, self._images)
        self._clock = AnswerClock(lambda: self._encoders.seconds, lambda: model_under_test.decodes)
        self._validator = Validator(self._folder, model_under_test, self._clock, self._reporter)
        # Asked before anything is encoded: damaged weights are said at once.
        self._start = Start(
            replayed_defects(context.recipe, self._data.samples),
            start_digest(context.model) if context.recipe.start == "drawn" else None,
        )
        undecided = FitChoice(context.recipe, context.recipe.policy)
        self._choices = {fit.name: undecided for fit in self._data.plan.fits}
        self._good: GoodCells | None = None
        self._steps = StepClock(sum(map(context.steps, self._data.plan.fits)))
        self._resumed = self._done_before() > 0

    def run(self) -> TrainingResult:
        """Do everything that is not done yet. Raises CancelledError and SamftError."""
        data = self._data
        context = self._context
        validator = self._validator
        self._announce()
        self._reporter.plan(self._phases())
        datasets = self._datasets()
        parts = [part for dataset in datasets.values() for part in dataset.parts]
        # All views before the first step: the fits share them, and the remaining time can be told.
        encode_all(
            parts,
            self._reporter.progress(),
            self._reporter.cancel,
            ahead=batch_views(context.model.require_encoder()),
            prepare=prepare_with(self._embedder, self._images),
        )
        self._choose_planes(datasets)
        # Both before the first fit, and before anything held out is asked about: it has no say in them.
        self._choose_contrast()
        self._choose_parts()
        results = references(validator, data.held_out())
        if context.active is not None:
            results["active"] = active_rows(validator, context.project, data, context.model, context.active)
        if context.recipe.reads_good:
            self._good = places_of(
                data.good(), data.samples, open_image=self._images.open, planes_of=self._embedder.planes
            )
        answers: list[Answer] = []
        states: dict[str, State] = {}
        for planned in data.plan.fits:
            states[planned.name] = self._fit(planned, datasets[planned.name])
            if planned.split.held_out:
                answers += self._measure(planned, states[planned.name])
        promotion = self._promotion(results).decide(states, answers)
        of_parts = self._parts(states, promotion.gate.tuned_share)
        self._folder.forget_pasted()
        self._reporter.say(events.StageProgress(stage=Stage.REPORT, done=0, total=1))
        choice = self._choices[data.plan.shipping.name]
        return training_result(
            context, choice, self._start, results, promotion, parts=of_parts, throughput=self._throughput()
        )

    def _announce(self) -> None:
        data = self._data
        context = self._context
        self._reporter.say(
            events.RunStarted(
                run_id=context.run.id,
                run_name=context.run.name,
                folder=str(context.run.folder),
                masks=len(data.samples),
                train_images=len(data.plan.shipping.split.train),
                held_out_images=len({sample.image_id for sample in data.held_out()}),
                classes={
                    name: sum(s.class_name == name for s in data.samples)
                    for name in sorted({s.class_name for s in data.samples})
                },
                device=f"{context.model.device} · {context.model.require_encoder().description}",
                steps=self._steps.total,
                resumed_from_step=self._done_before(),
            )
        )

    def _phases(self) -> list[Phase]:
        """What this run does, in order, and how long each part may take."""
        context = self._context
        encoder = context.model.require_encoder().digest
        return phases_of_run(
            self._data.manifest,
            context.recipe,
            self._data.plan,
            project_throughput(context.project),
            active=None if context.active is None else context.active.policy,
            is_cached=lambda pixels, view: self._cache.contains(pixels, view, encoder),
            seed=context.run.seed,
        )

    def _done_before(self) -> int:
        steps = [event.step for event in self._folder.logged() if event.kind == "step"]
        return max(steps, default=0)

    def _datasets(self) -> dict[str, BatchSource]:
        data = self._data
        learnt = [data.learnt_from(planned) for planned in data.plan.fits]
        datasets = datasets_of(
            learnt,
            self._context.recipe,
            embed_with(self._embedder, self._images),
            run=data.samples,
            paste=self._paste,
            nothing=self._nothing,
        )
        return {planned.name: dataset for planned, dataset in zip(data.plan.fits, datasets, strict=True)}

    def _paste(self, samples: Sequence[Sample], count: int) -> list[Sample]:
        """Images with a defect of these masks on good ones; none with too few good images.

        They lie in the run's folder until the run has ended.
        """
        grounds = chosen_of(self._data.good())
        return pasted_samples(samples, grounds, count, read=self._images.read, folder=self._folder.pasted)

    def _nothing(self, samples: Sequence[Sample], count: int) -> list[Sample]:
        """Boxes that hold nothing on good images; none with too few good images."""
        return empty_boxes(samples, chosen_of(self._data.good()), count, size=self._images.size)

    def _choose_planes(self, datasets: Mapping[str, BatchSource]) -> None:
        """Decide whether each fit reads planes, by the masks that it learns from alone."""
        recipe = self._context.recipe
        if not recipe.reads_planes or recipe.planes_when == "always":
            return
        for name, choice in self._choices.items():
            self._reporter.cancel.raise_if_cancelled()
            trial = try_planes(datasets[name].parts[0])
            self._choices[name] = replace(choice, recipe=tried(recipe, trial), planes=trial)

    def _choose_contrast(self) -> None:
        """Decide how each fit's weights are prompted, by the masks that it learns from alone."""
        data = self._data
        recipe = self._context.recipe
        model_under_test = self._validator.model_under_test
        if recipe.contrast == "policy":
            return
        samples = {s.annotation_id: s for planned in data.plan.fits for s in asked(data.learnt_from(planned))}
        plain = model_under_test.base_predict_fn(PLAIN)
        stretched = model_under_test.base_predict_fn(STRETCHED)
        with self._clock.running():
            gains = contrast_gains(
                plain,
                stretched,
                list(samples.values()),
                on_progress=self._reporter.progress(),
                cancel=self._reporter.cancel,
            )
        for planned in data.plan.fits:
            contrast = decide(gains, data.learnt_from(planned))
            policy = decided(recipe, contrast).policy
            self._choices[planned.name] = replace(
                self._choices[planned.name], policy=policy, contrast=contrast
            )

    def _choose_parts(self) -> None:
        """Decide whether each fit's weights are asked part by part, by its own masks alone."""
        for planned in self._data.plan.fits:
            choice = self._choices[planned.name]
            policy = part_policy(choice.policy, self._context.recipe.parts, self._data.learnt_from(planned))
            self._choices[planned.name] = replace(choice, policy=policy)

    def _fit(self, planned: Fit, dataset: BatchSource) -> State:
        """The fit's weights, from an earlier attempt where it was finished."""
        model = self._context.model
        steps = self._context.steps(planned)
        weights = self._folder.weights(planned.name)
        checkpoint = self._folder.checkpoint(planned.name)
        # The folder appears whole (``move_into_place``), so where it is there, the fit was finished.
        if weights.is_dir():
            self._steps.done += steps
            return load_decoder(weights, model)
        recipe = self._choices[planned.name].recipe
        mark = fingerprint(
            recipe.mark(),
            self._data.manifest.digest,
            model.base_digest,
            self._start.weights_digest or "",
            drawn_digest(self._start.drawn) or "",
            planned.name,
            # No further part without planes: runs of earlier programs go on.
            *([model.require_plane_encoder().digest] if recipe.reads_planes else []),
            # Nor in single precision: steps on embeddings of both kinds would be of neither.
            *([model.require_encoder().digest] if model.require_encoder().precision != "f32" else []),
        )
        state = fit(
            model,
            dataset,
            recipe,
            steps=steps,
            seed=self._context.run.seed,
            good=self._good if recipe.reads_good else None,
            checkpoints=Checkpoints(checkpoint, mark),
            on_step=self._on_step(planned, steps),
            cancel=self._reporter.cancel,
        )
        temporary = weights.with_suffix(".part")
        temporary.mkdir(exist_ok=True)
        save_decoder(
            temporary,
            model.new_decoder(state),
            base_digest=model.base_digest,
            plane_weights=model.plane_weights,
        )
        atomic.move_into_place(temporary, weights)
        # After the weights are in place: a cut between the two lines leaves both, and the weights
        # count.
        checkpoint.unlink(missing_ok=True)
        self._steps.done += steps
        return state

    def _on_step(self, planned: Fit, steps: int) -> Callable[[Step], None]:
        clock = self._steps
        before = self._steps.done

        def report(step: Step) -> None:
            clock.tick(step.seconds)
            done = before + step.number
            self._reporter.say(
                events.StepDone(
                    step=step.number,
                    steps=steps,
                    learning_rate=step.learning_rate,
                    losses=step.losses,
                    fold=planned.fold,
                )
            )
            remaining = (clock.total - done) * clock.mean
            self._reporter.say(
                events.StageProgress(stage=Stage.TRAIN, done=done, total=clock.total, remaining_s=remaining)
            )

        return report

    def _measure(self, planned: Fit, state: State) -> list[Answer]:
        """What a fit's weights say about the masks that it did not learn from."""
        version = LoadedVersion(
            planned.name, self._context.model.new_decoder(state), self._choices[planned.name].policy
        )
        answers = self._validator.measure(version, self._data.held_out_of(planned))
        noisy = [row.iou for row in answers.rows if row.boxes == "noisy"]
        steps = self._context.steps(planned)
        self._reporter.say(events.Validated(step=steps, iou=sum(noisy) / len(noisy), fold=planned.fold))
        return answers.answers

    def _parts(self, states: Mapping[str, State], share: float) -> dict[Subject, list[RowResult]]:
        """What base model and chosen weights say about parts of held-out masks, each by its own box."""
        model = self._context.model
        base = dict(model.mask_decoder.state_dict())
        fits = [planned for planned in self._data.plan.fits if planned.split.held_out]
        versions = [
            LoadedVersion(
                mixture_name(planned.name, share),
                model.new_decoder(
                    mix(base, states[planned.name], share) if share != 1 else states[planned.name]
                ),
                self._choices[planned.name].policy,
            )
            for planned in fits
        ]
        return part_rows(
            self._validator, [(v, self._data.held_out_of(f)) for v, f in zip(versions, fits, strict=True)]
        )

    def _promotion(self, results: Mapping[Subject, Sequence[RowResult]]) -> Promotion:
        context = self._context
        data = self._data
        compared = {BASE_VERSION: results["base"]}
        if context.active is not None:
            compared[context.active.name] = results["active"]
        return Promotion(
            self._validator,
            data,
            context.model,
            policies={name: choice.policy for name, choice in self._choices.items()},
            references=compared,
            foreign=lambda: foreign_pictures(
                self._images, data.good(), context.project, count=context.extent.pictures
            ),
            seed=context.run.seed,
            extent=context.extent,
        )

    def _throughput(self) -> Throughput | None:
        """What this attempt measured of the PC; None where it resumed a run with hardly anything to do."""
        steps = self._steps
        clock = self._clock
        encoders = self._encoders
        if not (steps.counted and clock.decodes):
            return None
        context = self._context
        data = self._data
        before = project_throughput(context.project)
        work = amounts(data.manifest, context.recipe, data.plan)
        known = encoders.seconds + steps.seconds + clock.seconds
        # What is neither encoding, step nor decode: loading, reading, reports. It is told as ``fixed``.
        rest = max(0.0, time.monotonic() - self._started - known)
        return Throughput(
            encode=encoders.seconds / encoders.encoded if encoders.encoded else before.encode,
            row=steps.seconds / (steps.counted * context.recipe.batch_rows * rounds(context.recipe)),
            decode=clock.seconds / clock.decodes,
            # A resumed run did part of the fixed work earlier; measured now it would look too quick.
            fixed=before.fixed if self._resumed else rest,
            memory=max(peak_memory() - variable_memory(work, context.model.spec.name), LEAST_MEMORY),
        )
