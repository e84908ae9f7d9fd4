"""A version's report from what its run has left: at the run's end, and again whenever it is asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from samft_core.dataset.image_reader import Images
from samft_core.errors import ProjectError
from samft_core.evaluation.records import Comparison
from samft_core.evaluation.report.html import ReportData, write_report
from samft_core.evaluation.report.pdf import write_pdf
from samft_core.messages.message import Message
from samft_core.project.manifest import Manifest, Sample
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord
from samft_core.project.version_card import CardData, LeftOutImage, VersionCard
from samft_core.sam.types import BASE_VERSION
from samft_core.training.assess.report_gallery import curves_of, galleries_of
from samft_core.training.image_check import left_out_json
from samft_core.training.plan import Plan, RunData, plan_of
from samft_core.training.run_folder import Answer, RunFolder, mixture_name

HTML = "report.html"
PDF = "report.pdf"


def write_reports(folder: Path, data: ReportData) -> None:
    """Write both files into ``folder``. Raises OSError."""
    write_report(folder / HTML, data)
    write_pdf(folder / PDF, data)


def report_again(project: Project, record: VersionRecord) -> ReportData:
    """What the report of a version shows, from its card and its run's folder; the card alone for a version
    that came in a pack.

    Raises ProjectError where nothing was measured, and what reading images raises.
    """
    if record.card.comparison is None:
        remedy = Message("remedy.tune_with_report")
        raise ProjectError(Message("version.no_run", version=record.name), path=record.folder, remedy=remedy)
    if record.run_id is None:
        return ReportData(record.name, _comparison(record), record.card)
    run = project.runs.get(record.run_id)
    manifest = project.runs.load_manifest(str(record.card.manifest_digest))
    return reported(RunFolder(run.folder), manifest, plan_of(manifest), record.card, Images())


def _comparison(record: VersionRecord) -> Comparison:
    try:
        return Comparison.model_validate(record.card.comparison)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = Message("version.card_field", version=record.name, field=where, reason=first["msg"])
        remedy = Message("remedy.ask_sender_or_tune")
        raise ProjectError(message, path=record.folder, remedy=remedy) from error


def reported(
    folder: RunFolder, manifest: Manifest, plan: Plan, card: VersionCard, images: Images
) -> ReportData:
    """Gather a report's content."""
    held_out: list[Sample] = []
    tuned: list[Answer] = []
    for fit in plan.fits:
        held_out += fit.split.parts(manifest.samples)[1]
        answers = folder.answers(mixture_name(fit.name, card.tuned_share)) if fit.split.held_out else None
        tuned += answers.answers if answers else []
    base = folder.answers(BASE_VERSION)
    return ReportData(
        version=str(card.version),
        comparison=Comparison.model_validate(card.comparison),
        card=card,
        galleries=galleries_of(held_out, base.answers if base else [], tuned, images),
        curves=curves_of(folder.logged()),
    )


def data_of(project: Project, data: RunData) -> CardData:
    """The data of a run in numbers, for the card: masks, classes, and who accepted them."""
    wanted = {sample.annotation_id for sample in data.samples}
    truth = [record for record in project.annotations.ground_truth() if record.id in wanted]
    people = Counter(record.accepted_by or record.inspector or "unknown" for record in truth)
    newest = max((record.updated_at for record in truth), default=None)
    return CardData(
        images=len(data.manifest.image_ids),
        masks=len(data.samples),
        good=len(data.manifest.good),
        classes=dict(Counter(sample.class_name for sample in data.samples).most_common()),
        accepted_by=dict(people.most_common()),
        newest=None if newest is None else newest.isoformat(timespec="seconds"),
        left_out=tuple(LeftOutImage(**left_out_json(image)) for image in data.left_out),
    )
