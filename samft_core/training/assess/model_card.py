"""What a run leaves behind: the version's card, its weights and its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samft_core import __version__
from samft_core.dataset.splits import pictures_of
from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.evaluate import BOX_NOISE
from samft_core.evaluation.records import Comparison, RowResult, Subject, table
from samft_core.files.atomic import make_folder
from samft_core.project.version_card import ContrastChoice, PlanesChoice, VersionCard
from samft_core.sam.decoder_files import DECODER_FILE, save_decoder
from samft_core.sam.types import BASE_VERSION
from samft_core.sam.weights import sha256_of
from samft_core.training import events
from samft_core.training.assess.promotion import CANDIDATE, Judged, reliability, suggestions
from samft_core.training.assess.report_data import data_of
from samft_core.training.context import Work
from samft_core.training.estimate.throughput import Pace, keep_pace, peak_memory
from samft_core.training.fit.replay import drawings_digest
from samft_core.training.run_folder import mixture_name


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """What a run ends with. The version has no name yet: the project gives it one.

    ``card`` lacks what belongs to the name; ``weights`` is the folder of the decoder that ships, among the
    run's own files; ``pace`` is what this attempt measured of the PC.
    """

    card: VersionCard
    comparison: Comparison
    weights: Path
    pace: Pace | None

    def card_of(self, name: str, *, run: str, who: str) -> VersionCard:
        """The whole card of the version that got this ``name``."""
        named = {
            "version": name,
            "comparison": self.comparison.with_candidate(name).model_dump(mode="json"),
            "run": run,
            "who": who,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": f"SAMFT {__version__}",
        }
        return self.card.model_copy(update=named)

    def metrics(self, card: VersionCard) -> dict[str, Any]:
        """What the run's folder keeps in metrics.json."""
        metrics: dict[str, Any] = {"comparison": card.comparison, "peak_memory": peak_memory()}
        if self.pace is not None:
            metrics["pace"] = self.pace.model_dump() | {"base_model": card.base_model}
        return metrics


def training_result(
    work: Work,
    results: Mapping[Subject, Sequence[RowResult]],
    judged: Judged,
    *,
    pace: Pace | None,
) -> TrainingResult:
    """The new version's card and weights, from what was measured and judged."""
    work.say(events.StageProgress(stage="report", done=0, total=1))
    comparison = _comparison(work, results, judged)
    weights = _weights(work, judged)
    if pace is not None:
        keep_pace(work.model.spec.name, pace)
    return TrainingResult(_card(work, comparison, weights), comparison, weights, pace)


def _comparison(work: Work, results: Mapping[Subject, Sequence[RowResult]], judged: Judged) -> Comparison:
    names: dict[Subject, str] = {"base": BASE_VERSION}
    if work.active is not None:
        names["active"] = work.active.name
    base = work.folder.answers(BASE_VERSION)
    return Comparison(
        method=work.plan.method,
        held_out_images=len({sample.image_id for sample in work.held_out()}),
        train_images=len(work.plan.shipping.split.train),
        box_noise=BOX_NOISE,
        rows=table(dict(results) | {"candidate": judged.rows}, names, pictures_of(work.samples)),
        gate=judged.gate,
        reliability=reliability(judged.answers),
        base_reliability=reliability(base.answers) if base else None,
        suggestions=suggestions(work, judged.answers),
    )


def _weights(work: Work, judged: Judged) -> Path:
    """The folder of the weights that ship: the fit's own, or the mixture's, written now."""
    share = judged.gate.tuned_share
    folder = work.folder.weights(mixture_name(work.plan.shipping.name, share))
    if share != 1:
        make_folder(folder)
        save_decoder(
            folder,
            work.model.new_decoder(judged.state),
            base_digest=work.model.base_digest,
            plane_weights=work.model.plane_weights,
        )
    return folder


def _card(work: Work, comparison: Comparison, weights: Path) -> VersionCard:
    shipping = work.plan.shipping
    split, contrast = shipping.split, work.contrasts.get(shipping.name)
    recipe = work.recipes[shipping.name].model_copy(update={"policy": work.policies[shipping.name]})
    trial = work.trials.get(shipping.name)
    candidate, base = comparison.reliability, comparison.base_reliability
    clicks = {one.version: one.reliability for one in comparison.gate.clicks}
    pictures = pictures_of(work.samples)
    return VersionCard(
        base_model=work.model.spec.name,
        base_digest=work.model.base_digest,
        start_digest=work.start_digest,
        drawings=len(work.drawings),
        drawings_digest=drawings_digest(work.drawings),
        encoder=work.model.require_encoder().description,
        encoder_digest=work.model.require_encoder().digest,
        planes_digest=work.model.require_plane_encoder().digest if recipe.reads_planes else None,
        decoder_sha256=sha256_of(weights / DECODER_FILE),
        manifest_digest=work.manifest.digest,
        recipe_name=recipe.name,
        recipe=recipe.model_dump(mode="json"),
        contrast=None if contrast is None else ContrastChoice(**contrast.model_dump()),
        planes=None if trial is None else PlanesChoice(**trial.model_dump()),
        seed=work.run.seed,
        steps=work.steps(shipping),
        tuned_share=comparison.gate.tuned_share,
        masks=len(work.learnt_from(shipping)),
        train_images=split.train,
        held_out_images=split.held_out,
        held_out_pictures=len({pictures[sample.image_id] for sample in work.held_out()}),
        calibration=_map_of(candidate),
        base_calibration=_map_of(base),
        points_calibration=_map_of(clicks.get(CANDIDATE)),
        base_points_calibration=_map_of(clicks.get(BASE_VERSION)),
        data=data_of(work.project, work.manifest, work.left_out),
        messages=[message.to_json() for message in comparison.messages],
    )


def _map_of(known: Reliability | None) -> dict[str, float] | None:
    return None if known is None else known.calibration.model_dump()
