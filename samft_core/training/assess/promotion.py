"""From measured answers to a verdict: gate, probes, forgetting, and the mixture that may cure it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samft_core.dataset.image_reader import Images
from samft_core.dataset.splits import pictures_of
from samft_core.evaluation.box_adherence import box_adherence, make_probes
from samft_core.evaluation.calibration import Reliability, leave_one_image_out
from samft_core.evaluation.evaluate import BoxQuery, PredictFn, ScoredMask
from samft_core.evaluation.forgetting import KnownObject, find_known, forgetting_of
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.records import (
    BoxAdherence,
    Check,
    CorrectionCost,
    Forgetting,
    GateVerdict,
    Mixture,
    RowResult,
    Suggestion,
)
from samft_core.evaluation.suspect_labels import suggest
from samft_core.imaging.geometry import Box
from samft_core.messages.message import Message
from samft_core.progress import Stage, Ticker
from samft_core.project.manifest import GoodImage, Sample
from samft_core.project.project import Project
from samft_core.resources import resource_path
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.types import BASE_VERSION
from samft_core.sam.weights import State, mix
from samft_core.training.assess.click_validation import correct_held_out
from samft_core.training.assess.extent import AssessmentExtent
from samft_core.training.assess.validation import Validator
from samft_core.training.plan import RunData
from samft_core.training.run_folder import Answer, mixture_name

CANDIDATE = "candidate"

SHARES = (0.75, 0.5)
"""Shares of tuned weights to try, the rest from the base model, where the tuned weights alone are refused."""


@dataclass(frozen=True, slots=True)
class PromotionResult:
    """The weights that become the version, their answers about held-out masks, and the gate's verdict."""

    state: State
    answers: list[Answer]
    gate: GateVerdict

    @property
    def rows(self) -> list[RowResult]:
        """The measurements alone."""
        return [answer.row for answer in self.answers]


class Promotion:
    """Decides about the fits of one run.

    ``policies`` say by fit how its weights are prompted, ``references`` by version what it is compared with.
    ``foreign`` makes the whole images on which forgetting is looked for.
    """

    def __init__(
        self,
        validator: Validator,
        data: RunData,
        model: SamModel,
        *,
        policies: Mapping[str, InferencePolicy],
        references: Mapping[str, Sequence[RowResult]],
        foreign: Callable[[], list[BoxQuery]],
        seed: int,
        extent: AssessmentExtent,
    ) -> None:
        self._validator = validator
        self._model_under_test = validator.model_under_test
        self._reporter = validator.reporter
        self._data = data
        self._model = model
        self._policies = policies
        self._references = references
        self._foreign = foreign
        self._seed = seed
        self._extent = extent
        self._found: list[KnownObject] | None = None
        self._base_clicks: CorrectionCost | None = None

    def decide(self, states: Mapping[str, State], answers: Sequence[Answer]) -> PromotionResult:
        """The tuned weights, or the largest share of them that passes where they alone look past the box,
        have forgotten too much, or harm a class. Raises CancelledError."""
        base = self._base_state()
        tuned = self._assess(states, answers, 1.0)
        # A mixture lies between the two: where the tuned weights bring nothing, it has nothing to keep.
        if not tuned.gate.failed or "gain" in tuned.gate.failed:
            return tuned
        tried = [tuned]
        for share in SHARES:
            mixed = {name: mix(base, state, share) for name, state in states.items()}
            found = [
                answer
                for fit in self._data.plan.fits
                if fit.split.held_out
                for answer in self._validator.measure(
                    self._version(mixture_name(fit.name, share), fit.name, mixed[fit.name]),
                    self._data.held_out_of(fit),
                ).answers
            ]
            tried.append(self._assess(mixed, found, share))
            # The largest share that passes: each further look at the same held-out images favours
            # chance.
            if tried[-1].gate.offered:
                break
        # Where no mixture passes, the plain tuned weights are kept and refused: their numbers are the
        # run's result.
        chosen = tried[-1] if tried[-1].gate.offered else tuned
        mixtures = [_mixture(result) for result in tried]
        return PromotionResult(chosen.state, chosen.answers, _told(chosen.gate, tuned.gate, mixtures))

    def _version(self, name: str, fit: str, state: State) -> LoadedVersion:
        return LoadedVersion(name, self._model.new_decoder(state), self._policies[fit])

    def _assess(
        self, states: Mapping[str, State], answers: Sequence[Answer], share: float
    ) -> PromotionResult:
        # With folds, the held-out answers are those of the folds' weights. Whether the box matters and
        # what was forgotten is asked of the weights that would ship.
        shipping = self._data.plan.shipping.name
        state = states[shipping]
        shipped = self._version(CANDIDATE, shipping, state)
        with self._validator.clock.running():
            adherence = self._box_adherence(shipped)
            forgotten = self._forgetting(shipped)
            clicked = self._clicks(states)
        gate = assess_candidate(
            [answer.row for answer in answers],
            self._references,
            box_adherence=adherence,
            forgetting=forgotten,
            clicks=clicked,
            candidate_name=CANDIDATE,
            pictures=pictures_of(self._data.samples),
        )
        return PromotionResult(state, list(answers), gate.model_copy(update={"tuned_share": share}))

    def _box_adherence(self, shipped: LoadedVersion) -> list[BoxAdherence]:
        probes = make_probes(
            self._data.held_out(), self._data.good(), each=self._extent.probes_per_kind, seed=self._seed
        )
        found = []
        for name, version in ((CANDIDATE, shipped), (BASE_VERSION, None)):
            self._reporter.cancel.raise_if_cancelled()
            predict = self._ticking(self._model_under_test.predict_fn(version), len(probes))
            result = box_adherence(predict, probes, version=name)
            found += [result] if result else []
        return found

    def _clicks(self, states: Mapping[str, State]) -> list[CorrectionCost]:
        """What corrections cost with the base model, which is asked once, and with these weights."""
        if self._base_clicks is None:
            self._base_clicks = self._corrected({}, BASE_VERSION)
        versions = {fit: self._version(f"{CANDIDATE}-{fit}", fit, state) for fit, state in states.items()}
        ours = self._corrected(versions, CANDIDATE)
        return [cost for cost in (ours, self._base_clicks) if cost is not None]

    def _corrected(self, versions: Mapping[str, LoadedVersion], name: str) -> CorrectionCost | None:
        return correct_held_out(
            self._model_under_test,
            self._data,
            versions,
            name=name,
            seed=self._seed,
            reporter=self._reporter,
            most=self._extent.clicks,
        )

    def _forgetting(self, shipped: LoadedVersion) -> list[Forgetting]:
        self._reporter.cancel.raise_if_cancelled()
        known = self._known()
        predict = self._ticking(self._model_under_test.predict_fn(shipped, stage="first"), len(known))
        found = forgetting_of(predict, known, version=CANDIDATE)
        return [found] if found else []

    def _known(self) -> list[KnownObject]:
        """Things that are no defects, found by the base model once a run."""
        # The base model does not change within a run, so its objects serve every mixture.
        if self._found is None:
            self._found = find_known(self._model_under_test.predict_fn(None, stage="first"), self._foreign())
        return self._found

    def _ticking(self, predict: PredictFn, total: int) -> PredictFn:
        ticker = Ticker(Stage.PROBE, total, self._reporter.progress())

        def asking(query: BoxQuery) -> ScoredMask:
            answer = predict(query)
            ticker.tick()
            return answer

        return asking

    def _base_state(self) -> State:
        state = self._model.mask_decoder.state_dict()
        return {name: value.detach().cpu().float() for name, value in state.items()}


def foreign_pictures(
    images: Images, good: Sequence[GoodImage], project: Project, *, count: int
) -> list[BoxQuery]:
    """Whole images on which the base model's objects are looked for.

    Up to ``count`` good ones of the project, and as many samples of no project.
    """
    own: dict[str, GoodImage] = {}
    for image in good:
        own.setdefault(images.digest(image), image)  # equal copies would say the same twice
        if len(own) == count:
            break
    known = {image.pixel_digest for image in project.images.all()} | own.keys()
    folder = resource_path("samples", "bottles", "test", "good")
    # Ids below 0, which no image of a project has.
    samples = [GoodImage(-place, path) for place, path in enumerate(sorted(folder.glob("*.png")), 1)]
    # The sample project itself is made of these pictures; there they are the project's own.
    foreign = [image for image in samples if images.digest(image) not in known]
    return [_whole(images, image) for image in [*own.values(), *foreign[:count]]]


def reliability(answers: Sequence[Answer]) -> Reliability | None:
    """How far the scores of held-out answers can be believed; None where there are too few."""
    scored = [answer for answer in answers if answer.score is not None]
    return Reliability.of(
        [answer.score or 0.0 for answer in scored],
        [answer.row.iou for answer in scored],
        [answer.row.image_id for answer in scored],
    )


def suggestions(samples: Sequence[Sample], answers: Sequence[Answer]) -> list[Suggestion]:
    """Accepted masks to look at again; none where too little was measured to know what to expect."""
    scored = [answer for answer in answers if answer.score is not None]
    if reliability(scored) is None:
        return []
    rows = [answer.row for answer in scored]
    expected = leave_one_image_out(
        [answer.score or 0.0 for answer in scored],
        [row.iou for row in rows],
        [row.image_id for row in rows],
    )
    names = {sample.image_id: sample.path.name for sample in samples}
    return suggest(rows, [float(value) for value in expected], names)


def _whole(images: Images, image: GoodImage) -> BoxQuery:
    height, width = images.read(image).shape[:2]
    return BoxQuery(image, Box(0, 0, width, height), width, height)


def _mixture(result: PromotionResult) -> Mixture:
    noisy = [row.iou for row in result.rows if row.boxes == "noisy"]
    return Mixture(
        tuned_share=result.gate.tuned_share,
        passed=result.gate.offered,
        iou=sum(noisy) / len(noisy),
        agreement=result.gate.forgetting[0].agreement if result.gate.forgetting else None,
    )


def _refused_for(check: Check) -> Message:
    match check:
        case "tight":
            return Message("gate.failed_tight")
        case "class":
            return Message("gate.failed_class")
        case "box":
            return Message("gate.failed_box")
        case "drift":
            return Message("gate.failed_drift")
        case "clicks":
            return Message("gate.failed_clicks")
        case "gain":
            return Message("gate.failed_gain")


def _told(chosen: GateVerdict, tuned: GateVerdict, mixtures: list[Mixture]) -> GateVerdict:
    """The verdict with a sentence on what was tried."""
    if chosen.offered:
        why = _refused_for(tuned.failed[0])
        text = Message("gate.mixture_offered", reason=why, share=chosen.tuned_share)
    else:
        first, *others = (mixture.tuned_share for mixture in mixtures[1:])
        shares = Message("gate.and", first=first, second=others[0])
        text = Message("gate.mixtures_fail", shares=shares)
    return chosen.model_copy(update={"reasons": [*chosen.reasons, text], "mixtures": mixtures})
