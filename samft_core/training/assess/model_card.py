"""What a run leaves behind: the version's card, its weights and its report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samft_core.dataset.build import pictures_of
from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.evaluate import BOX_NOISE
from samft_core.evaluation.records import Comparison, RowResult, Subject, table
from samft_core.files.atomic import make_folder
from samft_core.project.project import Project
from samft_core.project.version_card import ContrastChoice, PlanesChoice, VersionCard
from samft_core.sam.decoder_files import DECODER_FILE, save_decoder
from samft_core.sam.types import BASE_VERSION
from samft_core.sam.weights import sha256_of
from samft_core.training import events
from samft_core.training.assess.promotion import CANDIDATE, Judged, reliability, suggestions
from samft_core.training.assess.report_data import data_of, reported, write_reports
from samft_core.training.assess.validation import mixture_name
from samft_core.training.context import Work
from samft_core.training.estimate.throughput import Pace, keep_pace, peak_memory
from samft_core.training.fit.replay import drawings_digest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves: the new version's card, the gate's word, and a writer of the version's files.

    ``build`` gets an empty folder and the card as it is kept, with run, person and time.
    """

    card: VersionCard
    offered: bool
    build: Callable[[Path, VersionCard], None]


def make_outcome(
    work: Work,
    results: Mapping[Subject, Sequence[RowResult]],
    judged: Judged,
    *,
    pace: Pace | None,
) -> Outcome:
    """The new version's card, and what writes its files."""
    work.say(events.StageProgress(stage="report", done=0, total=1))
    name = next_version_name(work.project)
    comparison = _comparison(work, name, results, judged)
    weights = _weights(work, judged)
    card = _card(work, name, comparison, weights)
    metrics: dict[str, Any] = {"comparison": card.comparison, "peak_memory": peak_memory()}
    if pace is not None:
        metrics["pace"] = pace.model_dump() | {"base_model": work.model.spec.name}
        keep_pace(work.model.spec.name, pace)
    work.folder.write_metrics(metrics)

    def build(target: Path, full_card: VersionCard) -> None:
        shutil.copyfile(weights / DECODER_FILE, target / DECODER_FILE)
        write_reports(target, reported(work.folder, work.manifest, work.plan, full_card, work.images))

    return Outcome(card, judged.gate.offered, build)


def next_version_name(project: Project) -> str:
    """The next of v1, v2, …; folders count too, for one may be left from a restored backup."""
    names = {version.name for version in project.versions()}
    if project.models_dir.is_dir():
        names |= {path.name for path in project.models_dir.iterdir()}
    numbers = [int(name[1:]) for name in names if name[:1] == "v" and name[1:].isdigit()]
    return f"v{max(numbers, default=0) + 1}"


def _comparison(
    work: Work, name: str, results: Mapping[Subject, Sequence[RowResult]], judged: Judged
) -> Comparison:
    names: dict[Subject, str] = {"base": BASE_VERSION, "candidate": name}
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


def _card(work: Work, name: str, comparison: Comparison, weights: Path) -> VersionCard:
    shipping = work.plan.shipping
    split, contrast = shipping.split, work.contrasts.get(shipping.name)
    recipe = work.recipes[shipping.name].model_copy(update={"policy": work.policies[shipping.name]})
    trial = work.trials.get(shipping.name)
    candidate, base = comparison.reliability, comparison.base_reliability
    clicks = {one.version: one.reliability for one in comparison.gate.clicks}
    pictures = pictures_of(work.samples)
    return VersionCard(
        version=name,
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
        comparison=comparison.model_dump(mode="json"),
        messages=[message.to_json() for message in comparison.messages],
    )


def _map_of(known: Reliability | None) -> dict[str, float] | None:
    return None if known is None else known.calibration.model_dump()
