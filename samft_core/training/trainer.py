"""The work inside a run: encode, fit, measure, judge. A resumed run skips every finished part."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from samft_core.files import atomic
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.weights import State
from samft_core.training import events
from samft_core.training.assess.model_card import TrainingResult, training_result
from samft_core.training.assess.promotion import Judging
from samft_core.training.assess.validation import measure_fit, references
from samft_core.training.context import Work
from samft_core.training.contrast_choice import PLAIN, STRETCHED, asked, contrast_gains, decide, decided
from samft_core.training.estimate.cost import amounts, rounds, variable_memory
from samft_core.training.estimate.preflight import project_pace
from samft_core.training.estimate.throughput import LEAST_MEMORY, Pace, peak_memory
from samft_core.training.fit.batches import encode_all
from samft_core.training.fit.loop import Checkpoints, Step, fingerprint, fit
from samft_core.training.fit.replay import Bank, banks_of, drawings_digest
from samft_core.training.plan import Fit
from samft_core.training.planes_choice import tried, try_planes
from samft_core.training.run_folder import Answer


class Tuning(Work):
    """One run at work."""

    def __post_init__(self) -> None:
        """Set up what all parts share, and the clock."""
        super().__post_init__()
        self.steps_done, self.step_seconds = 0, 0.0
        self.stepped, self.step_total = 0, 0.0
        self.resumed = self._done_before() > 0

    def work(self) -> TrainingResult:
        """Do everything that is not done yet. Raises CancelledError and SamftError."""
        self._announce()
        banks = self._banks()
        encode_all([part for bank in banks.values() for part in bank.parts], self.progress(), self.cancel)
        self._settle_planes(banks)
        self._settle_contrast()
        results = references(self)
        answers: list[Answer] = []
        states: dict[str, State] = {}
        for one in self.plan.fits:
            states[one.name] = self._fit(one, banks[one.name])
            if one.split.held_out:
                answers += measure_fit(self, one, states[one.name]).answers
        judged = Judging(self, results).decide(states, answers)
        self.folder.forget_pasted()
        return training_result(self, results, judged, pace=self._pace())

    def _announce(self) -> None:
        shipping, held_out = self.plan.shipping, self.held_out()
        self.say(
            events.RunStarted(
                run_id=self.run.id,
                run_name=self.run.name,
                folder=str(self.run.folder),
                masks=len(self.samples),
                train_images=len(shipping.split.train),
                held_out_images=len({sample.image_id for sample in held_out}),
                classes={
                    name: sum(s.class_name == name for s in self.samples)
                    for name in sorted({s.class_name for s in self.samples})
                },
                device=f"{self.model.device} · {self.model.require_encoder().description}",
                steps=sum(map(self.steps, self.plan.fits)),
                resumed_from_step=self._done_before(),
            )
        )

    def _done_before(self) -> int:
        steps = [event.step for event in self.folder.logged() if event.kind == "step"]
        return max(steps, default=0)

    def _banks(self) -> dict[str, Bank]:
        learnt = [self.learnt_from(one) for one in self.plan.fits]
        banks = banks_of(learnt, self.recipe, self.embed, run=self.samples, paste=self.paste)
        return {one.name: bank for one, bank in zip(self.plan.fits, banks, strict=True)}

    def _settle_planes(self, banks: Mapping[str, Bank]) -> None:
        """Decide whether each fit reads planes, by the masks that it learns from alone."""
        if not self.recipe.reads_planes or self.recipe.planes_when == "always":
            return
        for one in self.plan.fits:
            self.cancel.raise_if_cancelled()
            self.trials[one.name] = trial = try_planes(banks[one.name].parts[0])
            self.recipes[one.name] = tried(self.recipe, trial)

    def _settle_contrast(self) -> None:
        """Decide how each fit's weights are asked, by the masks that it learns from alone."""
        if self.recipe.contrast == "policy":
            return
        samples = {s.annotation_id: s for one in self.plan.fits for s in asked(self.learnt_from(one))}
        plain, stretched = self.judge.ask_base(PLAIN), self.judge.ask_base(STRETCHED)
        with self.answering():
            gains = contrast_gains(
                plain, stretched, list(samples.values()), on_progress=self.progress(), cancel=self.cancel
            )
        for one in self.plan.fits:
            self.contrasts[one.name] = contrast = decide(gains, self.learnt_from(one))
            self.policies[one.name] = decided(self.recipe, contrast).policy

    def _fit(self, one: Fit, bank: Bank) -> State:
        """The fit's weights, from an earlier attempt where it was finished."""
        weights, checkpoint = self.folder.weights(one.name), self.folder.checkpoint(one.name)
        if weights.is_dir():
            self.steps_done += self.steps(one)
            return load_decoder(weights, self.model)
        recipe = self.recipes[one.name]
        mark = fingerprint(
            recipe.mark(),
            self.manifest.digest,
            self.model.base_digest,
            self.start_digest or "",
            drawings_digest(self.drawings) or "",
            one.name,
            # No further part without planes: runs of earlier programs go on.
            *([self.model.require_plane_encoder().digest] if recipe.reads_planes else []),
        )
        state = fit(
            self.model,
            bank,
            recipe,
            steps=self.steps(one),
            seed=self.run.seed,
            good=self.good_places() if recipe.reads_good else None,
            checkpoints=Checkpoints(checkpoint, mark),
            on_step=self._on_step(one),
            cancel=self.cancel,
        )
        temporary = weights.with_suffix(".part")
        temporary.mkdir(exist_ok=True)
        save_decoder(
            temporary,
            self.model.new_decoder(state),
            base_digest=self.model.base_digest,
            plane_weights=self.model.plane_weights,
        )
        atomic.move_into_place(temporary, weights)
        checkpoint.unlink(missing_ok=True)
        self.steps_done += self.steps(one)
        return state

    def _on_step(self, one: Fit) -> Callable[[Step], None]:
        total, before = sum(map(self.steps, self.plan.fits)), self.steps_done
        last = time.perf_counter()

        def report(step: Step) -> None:
            nonlocal last
            now = time.perf_counter()
            # A running mean: the pace of a shared PC changes while it works.
            pace = now - last
            self.stepped, self.step_total = self.stepped + 1, self.step_total + pace
            self.step_seconds, last = 0.9 * self.step_seconds + 0.1 * pace if self.step_seconds else pace, now
            done = before + step.number
            self.position.append(done)
            steps = self.steps(one)
            self.say(
                events.StepDone(
                    step=step.number, steps=steps, learning_rate=step.learning_rate,
                    losses=step.losses, fold=one.fold,
                )
            )  # fmt: skip
            remaining = (total - done) * self.step_seconds
            self.say(events.StageProgress(stage="train", done=done, total=total, remaining_s=remaining))

        return report

    def _pace(self) -> Pace | None:
        """What this attempt measured of the PC; None where it resumed a run with hardly anything to do."""
        if not (self.stepped and self.answer_decodes):
            return None
        before, encoded = project_pace(self.project), self.encodings
        work = amounts(self.manifest, self.recipe, self.plan)
        known = self.encode_seconds + self.step_total + self.answer_seconds
        return Pace(
            encode=self.encode_seconds / encoded if encoded else before.encode,
            row=self.step_total / (self.stepped * self.recipe.batch_rows * rounds(self.recipe)),
            decode=self.answer_seconds / self.answer_decodes,
            fixed=max(0.0, time.monotonic() - self.started - known) if not self.resumed else before.fixed,
            memory=max(peak_memory() - variable_memory(work, self.model.spec.name), LEAST_MEMORY),
        )
