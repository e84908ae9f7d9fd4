"""``train``, ``evaluate``, ``compare``: fine-tuning and its numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from samft_core.cli.console import (
    cancel_on_interrupt,
    duration,
    leave_with,
    note,
    progress_bars,
    show,
    table,
    waiting,
)
from samft_core.cli.options import HERE, AsJson, Device, ProjectFolder, open_project, open_to_look
from samft_core.cli.training_bars import training_bars
from samft_core.errors import ProjectError, TrainingError, UsageError
from samft_core.files.limits import RECIPE_BYTES
from samft_core.files.strict_json import read_json
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.evaluation.records import Comparison
    from samft_core.project.project import Project
    from samft_core.project.records import VersionRecord
    from samft_core.training.recipe import Recipe
    from samft_core.training.run import Preflight


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("train")(train)
    app.command("evaluate")(evaluate)
    app.command("compare")(compare)


def train(
    *,
    project: ProjectFolder = HERE,
    recipe: Annotated[str, typer.Option(help="auto, seed, or the path of a recipe's JSON file.")] = "auto",
    seed: Annotated[int, typer.Option(help="The same seed gives the same run.")] = 0,
    steps: Annotated[
        int | None, typer.Option(help="Optimiser steps.", min=1, show_default="from the masks")
    ] = None,
    resume: Annotated[str | None, typer.Option(help="Go on with this run.", metavar="RUN")] = None,
    activate: Annotated[
        bool, typer.Option("--activate", help="Put the version to use where it is offered.")
    ] = False,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    """Fine-tune the mask decoder on the project's ground truth and measure it on held-out images."""
    chosen = _read_recipe(recipe, steps)
    with open_project(project) as opened, cancel_on_interrupt() as cancel:
        with waiting("Looking at the ground truth"):
            from samft_core.training.run import fine_tune, preflight

            resume_run = None if resume is None else _run_id(opened, resume)
            # The same look that the window takes before a run. It finds unreadable images and too
            # little memory now, not after minutes of encoding.
            before = preflight(opened, chosen, cancel)
        if resume_run is None:
            _say_before(before)
        with training_bars() as on_event:
            finished = fine_tune(
                opened,
                chosen,
                seed=seed,
                on_event=on_event,
                cancel=cancel,
                resume_run=resume_run,
                device=device,
                # Every image was decoded for the preflight already. A resumed run has a manifest of its
                # own, so what was looked at now says nothing about it.
                checked=before.checked if resume_run is None else None,
            )
        # The gate has the last word, whatever was asked for: a version that is not offered never comes
        # into use by itself.
        if activate and finished.offered:
            opened.versions.activate(finished.version)
        record = opened.versions.get(finished.version)
    left_out = record.card.data.left_out
    activated = activate and finished.offered
    data = finished.model_dump(mode="json") | {
        "activated": activated,
        "left_out": [image.model_dump() for image in left_out],
    }
    title = f"Model version {finished.version}, after {duration(finished.seconds)}"
    lines = [*_asked(record), _next_step(data)]
    lines += [f"Left out: {image.path}: {image.reason}" for image in left_out]
    told = [*_sentence(record), *_comparison(finished.comparison, title), *map(Text, lines)]
    show(data, *told, as_json=as_json)
    leave_with(problems=bool(left_out))


def _say_before(before: Preflight) -> None:
    data = before.data
    classes = ", ".join(f"{count} {name}" for name, count in data.classes.items())
    note(f"{data.masks} masks on {data.images} images ({classes}). {before.device}")
    ahead = data.cost
    if ahead is not None:
        guess = " This is a guess: no run on this PC has been timed yet." if ahead.guessed else ""
        note(f"Takes about {duration(ahead.seconds)} and {ahead.memory / 1e9:.1f} GB of memory.{guess}")
    for problem in data.problems:
        note(problem)


def evaluate(
    project: ProjectFolder = HERE,
    version: Annotated[
        str | None, typer.Option(help="Model version, or base.", show_default="the active one")
    ] = None,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    """Measure a version on the whole ground truth. Fair only for images that it has not learnt from."""
    from samft_core.cli.measure import measure

    opened = open_to_look(project)
    with cancel_on_interrupt() as cancel, progress_bars() as bars:
        data = measure(opened, version, device=device, on_progress=bars, cancel=cancel)
    rows = [
        [boxes, subject, *(f"{score[key]:.3f}" for key in ("iou", "p10", "dice", "boundary_iou"))]
        for boxes, subjects in data["scores"].items()
        for subject, score in subjects.items()
    ]
    headers = ("Boxes", "Masks from", "IoU", "p10", "Dice", "Boundary IoU")
    text = table(f"Version {data['version']} on {data['masks']} masks", headers, rows, right=2)
    # Numbers on images that were learnt from flatter; nobody should carry them away without being told.
    learnt = data["learnt_from"]
    warning = (
        f"It learnt from {learnt} of these images; samft compare shows held-out numbers." if learnt else ""
    )
    left_out = [Text(f"{listed['path']}: {listed['reason']}") for listed in data["left_out"]]
    show(data, text, *([warning] if warning else []), *left_out, as_json=as_json)
    leave_with(problems=bool(left_out))


def compare(
    project: ProjectFolder = HERE,
    version: Annotated[str | None, typer.Option(help="Model version.", show_default="the newest")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a version beside the base model on the same held-out images, and the gate's verdict."""
    with open_to_look(project) as opened:
        record = newest_version(opened) if version is None else opened.versions.get(version)
        report = record.folder / "report.html"
        data: dict[str, Any] = {
            "version": record.name,
            "state": record.state.value,
            "comparison": record.card.comparison,
            "report": str(report) if report.is_file() else None,
        }
    comparison = _recorded_comparison(record)
    lines = [*_asked(record), *([f"Report: {data['report']}"] if data["report"] else [])]
    title = f"Model version {record.name} ({record.state.value})"
    show(data, *_sentence(record), *comparison_tables(comparison, title), *lines, as_json=as_json)


def comparison_tables(comparison: Comparison, title: str) -> list[RenderableType]:
    """The comparison for people: one table, how it was measured, and the gate's reasons."""
    from samft_core.evaluation.records import TITLES

    # Of all rows: a class may be missing in one subject's, and every row has the same columns.
    classes = sorted({name for row in comparison.rows for name in row.score.classes})
    rows = []
    for row, of_parts in [*((r, False) for r in comparison.rows), *((r, True) for r in comparison.parts)]:
        score = row.score
        subject = TITLES[row.subject]
        name = f"{subject} ({row.version})" if row.version and row.subject != "base" else subject
        boxes = "tight" if row.boxes == "tight" else f"±{comparison.box_noise:.0%}"
        boxes += ", each part" if of_parts else ""
        spread = f"{score.interval.low:.2f}-{score.interval.high:.2f}"
        numbers = [f"{value:.3f}" for value in (score.iou, score.p10, score.dice, score.boundary_iou)]
        by_class = [f"{score.classes[c]:.3f}" if c in score.classes else "" for c in classes]
        rows.append([name, boxes, numbers[0], spread, *numbers[1:], *by_class])
    headers = ("Masks from", "Boxes", "IoU", "95 %", "p10", "Dice", "Boundary IoU", *classes)
    verdict = "Offered" if comparison.gate.offered else "Not offered"
    reasons = [f"  {reason}" for reason in comparison.gate.reasons]
    how = f"Measured: {comparison.method}."
    warnings = [f"  ! {warning}" for warning in comparison.gate.warnings]
    more = [*_scores(comparison), *_look_again(comparison)]
    return [table(title, headers, rows, right=2), how, f"{verdict}:", *reasons, *warnings, *more]


def _sentence(record: VersionRecord) -> list[str]:
    """What the result card begins with; nothing on cards of earlier programs, which tell no images."""
    from samft_core.evaluation.report.text import sentence

    return list(filter(None, [sentence(record.card)]))


def _asked(record: VersionRecord) -> list[str]:
    """Whether the version looks at planes, and through which contrast it is asked, where its run decided."""
    from samft_core.evaluation.report.text import contrast_words, planes_words

    return list(filter(None, (planes_words(record.card), contrast_words(record.card))))


def _scores(comparison: Comparison) -> list[RenderableType]:
    known = comparison.reliability
    if known is None:
        return []
    return [
        f"Its scores were off by {known.raw_error:.3f} on average; as shown from now on, by "
        f"{known.error:.3f} ({known.answers} held-out answers)."
    ]


def _look_again(comparison: Comparison) -> list[RenderableType]:
    """Accepted masks worth a second look, as a suggestion."""
    if not comparison.suggestions:
        return []
    rows = [
        [listed.image, listed.class_name, f"{listed.iou:.2f}", f"{listed.expected:.2f}"]
        for listed in comparison.suggestions
    ]
    title = "Look again at these masks (nothing was changed)"
    return [table(title, ("Image", "Class", "IoU", "Expected"), rows, right=2)]


def _comparison(data: dict[str, Any], title: str) -> list[RenderableType]:
    from samft_core.evaluation.records import Comparison

    return comparison_tables(Comparison.model_validate(data), title)


def _recorded_comparison(record: VersionRecord) -> Comparison:
    """The comparison on a version's card. Raises ProjectError where there is none or another program's."""
    from pydantic import ValidationError

    from samft_core.evaluation.records import Comparison

    remedy = Message("remedy.tune_measures")
    if record.card.comparison is None:
        raise ProjectError(
            Message("cli.never_compared", version=record.name), path=record.folder, remedy=remedy
        )
    try:
        # Cards come with packs from other PCs and other versions of the program, so they are checked
        # like any file.
        return Comparison.model_validate(record.card.comparison)
    except ValidationError as error:
        message = Message("cli.comparison_foreign", version=record.name)
        raise ProjectError(message, path=record.folder, remedy=remedy) from error


def _next_step(data: dict[str, Any]) -> str:
    report = f"Report: {data['report']}\n" if data["report"] else ""
    if not data["offered"]:
        return f"{report}The version in use stays in use."
    if data["activated"]:
        return f"{report}{data['version']} is in use now; samft rollback takes that back."
    return f"{report}Put it to use with: samft activate {data['version']}"


def newest_version(project: Project) -> VersionRecord:
    """The version made last. Raises ProjectError where there is none."""
    versions = project.versions.all()
    if not versions:
        remedy = Message("remedy.tune")
        raise ProjectError(Message("cli.nothing_to_compare"), path=project.folder, remedy=remedy)
    return versions[-1]


def _read_recipe(text: str, steps: int | None) -> Recipe:
    """A preset's name or a JSON file. Raises UsageError."""
    from samft_core.training.recipe import read_recipe, recipe_from

    path = Path(text)
    if path.suffix == ".json":
        try:
            data = read_json(path, limit=RECIPE_BYTES, error=UsageError)
        except OSError as error:
            raise UsageError(Message("recipe.unreadable", reason=error), path=path) from error
        recipe = recipe_from(data)
    else:
        recipe = read_recipe(text)
    return recipe if steps is None else recipe.model_copy(update={"steps": steps})


def _run_id(project: Project, text: str) -> int:
    """A run by name or number. Raises TrainingError."""
    for run in project.runs.all():
        if text in (run.name, str(run.id)):
            return run.id
    known = ", ".join(run.name for run in project.runs.all()) or "none"
    raise TrainingError(
        Message("cli.no_run", run=text), path=project.folder, remedy=Message("remedy.known_runs", runs=known)
    )
