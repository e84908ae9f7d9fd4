"""What a run leaves behind: the version's card, its weights and its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samft_core import __version__
from samft_core.dataset.drawn_defects import drawn_digest
from samft_core.dataset.splits import pictures_of
from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.evaluate import BOX_NOISE
from samft_core.evaluation.image_results import image_results
from samft_core.evaluation.records import Comparison, RowResult, Subject, table
from samft_core.files.atomic import make_folder
from samft_core.project.manifest import Sample
from samft_core.project.version_card import ContrastChoice, ImageResult, PlanesChoice, VersionCard
from samft_core.sam.decoder_files import DECODER_FILE, save_decoder
from samft_core.sam.types import BASE_VERSION
from samft_core.sam.weights import sha256_of
from samft_core.training.assess.promotion import CANDIDATE, PromotionResult, reliability, suggestions
from samft_core.training.assess.report_data import data_of
from samft_core.training.context import FitChoice, RunContext
from samft_core.training.estimate.throughput import Throughput, peak_memory
from samft_core.training.run_folder import RunFolder, mixture_name


@dataclass(frozen=True, slots=True)
class Start:
    """Where a run's fits begin: drawn defects that are learnt beside the masks, and the digest of the weights
    that were learnt from such, where they begin with these.
    """

    drawn: Sequence[Sample]
    weights_digest: str | None


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """What a run ends with. The version has no name yet: the project gives it one.

    ``card`` lacks what belongs to the name; ``weights_folder`` holds the decoder that ships, among the run's
    own files; ``throughput`` is what this attempt measured of the PC.
    """

    card: VersionCard
    comparison: Comparison
    weights_folder: Path
    throughput: Throughput | None

    def card_of(self, name: str, *, run: str, who: str) -> VersionCard:
        """The whole card of the version that got this ``name``."""
        named = {
            "version": name,
            "comparison": self.comparison.with_candidate(name).to_json(),
            "run": run,
            "who": who,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": f"SAMFT {__version__}",
        }
        return self.card.model_copy(update=named)

    def metrics(self, card: VersionCard) -> dict[str, Any]:
        """What the run's folder keeps in metrics.json."""
        metrics: dict[str, Any] = {"comparison": card.comparison, "peak_memory": peak_memory()}
        if self.throughput is not None:
            metrics["pace"] = self.throughput.model_dump() | {"base_model": card.base_model}
        return metrics


def training_result(
    context: RunContext,
    choice: FitChoice,
    start: Start,
    results: Mapping[Subject, Sequence[RowResult]],
    promotion: PromotionResult,
    *,
    parts: Mapping[Subject, Sequence[RowResult]],
    throughput: Throughput | None,
) -> TrainingResult:
    """The new version's card and weights, from what was measured and decided.

    ``choice`` is that of the fit that ships, ``parts`` the answers about parts of masks.
    """
    comparison = _comparison(context, results, promotion, parts)
    weights = _weights(context, promotion)
    # Kept only now that the run has come to its end: a run that was cut short measured no typical
    # mixture.
    card = _card(context, choice, start, comparison, weights)
    card = card.model_copy(update={"image_results": _image_results(context, results, promotion)})
    return TrainingResult(card, comparison, weights, throughput)


def _image_results(
    context: RunContext, results: Mapping[Subject, Sequence[RowResult]], promotion: PromotionResult
) -> tuple[ImageResult, ...]:
    references = {BASE_VERSION: results["base"]}
    if context.active is not None:
        references[context.active.name] = results["active"]
    names = {sample.image_id: sample.path.name for sample in context.data.samples}
    return image_results(promotion.rows, references, names)


def _comparison(
    context: RunContext,
    results: Mapping[Subject, Sequence[RowResult]],
    promotion: PromotionResult,
    parts: Mapping[Subject, Sequence[RowResult]],
) -> Comparison:
    data = context.data
    names: dict[Subject, str] = {"base": BASE_VERSION}
    if context.active is not None:
        names["active"] = context.active.name
    base = RunFolder(context.run.folder).answers(BASE_VERSION)
    pictures = pictures_of(data.samples)
    return Comparison(
        method=data.plan.method,
        held_out_images=len({sample.image_id for sample in data.held_out()}),
        train_images=len(data.plan.shipping.split.train),
        box_noise=BOX_NOISE,
        rows=table(dict(results) | {"candidate": promotion.rows}, names, pictures),
        parts=table(dict(parts), names, pictures),
        gate=promotion.gate,
        reliability=reliability(promotion.answers),
        base_reliability=reliability(base.answers) if base else None,
        suggestions=suggestions(data.samples, promotion.answers),
    )


def _weights(context: RunContext, promotion: PromotionResult) -> Path:
    """The folder of the weights that ship: the fit's own, or the mixture's, written now."""
    share = promotion.gate.tuned_share
    folder = RunFolder(context.run.folder).weights(mixture_name(context.data.plan.shipping.name, share))
    if share != 1:
        make_folder(folder)
        save_decoder(
            folder,
            context.model.new_decoder(promotion.state),
            base_digest=context.model.base_digest,
            plane_weights=context.model.plane_weights,
        )
    return folder


def _card(
    context: RunContext, choice: FitChoice, start: Start, comparison: Comparison, weights: Path
) -> VersionCard:
    data = context.data
    model = context.model
    shipping = data.plan.shipping
    recipe = choice.recipe.model_copy(update={"policy": choice.policy})
    candidate = comparison.reliability
    base = comparison.base_reliability
    clicks = {cost.version: cost.reliability for cost in comparison.gate.clicks}
    pictures = pictures_of(data.samples)
    return VersionCard(
        base_model=model.spec.name,
        base_digest=model.base_digest,
        start_digest=start.weights_digest,
        drawings=len(start.drawn),
        drawings_digest=drawn_digest(start.drawn),
        encoder=model.require_encoder().description,
        encoder_digest=model.require_encoder().digest,
        encoder_precision=model.require_encoder().precision,
        planes_digest=model.require_plane_encoder().digest if recipe.reads_planes else None,
        decoder_sha256=sha256_of(weights / DECODER_FILE),
        manifest_digest=data.manifest.digest,
        recipe_name=recipe.name,
        recipe=recipe.model_dump(mode="json"),
        contrast=None if choice.contrast is None else ContrastChoice(**choice.contrast.model_dump()),
        planes=None if choice.planes is None else PlanesChoice(**choice.planes.model_dump()),
        seed=context.run.seed,
        steps=context.steps(shipping),
        tuned_share=comparison.gate.tuned_share,
        masks=len(data.learnt_from(shipping)),
        train_images=shipping.split.train,
        held_out_images=shipping.split.held_out,
        held_out_pictures=len({pictures[sample.image_id] for sample in data.held_out()}),
        calibration=_map_of(candidate),
        base_calibration=_map_of(base),
        points_calibration=_map_of(clicks.get(CANDIDATE)),
        base_points_calibration=_map_of(clicks.get(BASE_VERSION)),
        data=data_of(context.project, data),
        messages=[message.to_json() for message in comparison.messages],
    )


def _map_of(known: Reliability | None) -> dict[str, float] | None:
    return None if known is None else known.calibration.model_dump()
