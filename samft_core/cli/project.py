"""``new``, ``import``, ``status``, ``export``: a project and what goes in and out."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, leave_with, progress_bars, show, size, table, waiting
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project, open_to_look
from samft_core.errors import ImageError, UsageError
from samft_core.formats.registry import BY_NAME, LAYOUTS, WRITTEN, ExportOptions
from samft_core.messages.message import Message
from samft_core.sam.spec import CHECKPOINTS, EMBEDDED

if TYPE_CHECKING:
    from samft_core.project.project import Project
    from samft_core.sam.spec import ModelSpec

_WITH_OUTLINES = ("labelme", "coco", "yolo")


def _listed(*names: str) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


MODELS = "The base model: mobile, vit_b, vit_l, vit_h or the name of a base pack (samft base-pack list)."
Checkpoint = Annotated[
    Path | None, typer.Option(help="The .pth file of vit_b, vit_l or vit_h.", exists=True, dir_okay=False)
]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("new")(new)
    app.command("set-base-model")(set_base_model)
    app.command("import")(import_images)
    app.command("status")(status)
    app.command("export")(export)


def new(
    folder: Annotated[Path, typer.Argument(help="Where the project is made; it may hold images.")],
    name: Annotated[
        str | None, typer.Option(help="The project's name.", show_default="the folder's name")
    ] = None,
    model: Annotated[str, typer.Option("--base", "--model", help=MODELS)] = EMBEDDED,
    checkpoint: Checkpoint = None,
    as_json: AsJson = False,
) -> None:
    """Make a new project."""
    from samft_core.project.base_model_uses import note_use
    from samft_core.project.project import Project

    spec = base_model_spec(model, checkpoint)
    with Project.create(folder, name=name, base_model=spec) as project:
        data = {"project": str(project.folder), "name": project.name, "base_model": spec.name}
        text = f"Made project {project.name} in {project.folder}"
        note_use(spec, project.folder)
    show(data, text, as_json=as_json)


def set_base_model(
    model: Annotated[str, typer.Argument(help=MODELS)],
    project: ProjectFolder = HERE,
    checkpoint: Checkpoint = None,
    as_json: AsJson = False,
) -> None:
    """Use another base model, or say where its checkpoint is now. Model versions fit only their own base."""
    from samft_core.project.base_model_uses import note_use
    from samft_core.sam.types import BASE_VERSION

    spec = base_model_spec(model, checkpoint)
    with open_project(project) as opened:
        before = opened.base_model
        other = (before.name, before.pack_digest) != (spec.name, spec.pack_digest)
        active = opened.versions.active() if other else None
        if active is not None:
            # Before the base is changed: a tuned decoder on another base's embeddings gives masks
            # without any sense, and no error.
            opened.versions.activate(BASE_VERSION)
        opened.set_base_model(spec)
        note_use(spec, opened.folder)
    data = {
        "base_model": spec.name,
        "checkpoint": None if spec.checkpoint is None else str(spec.checkpoint),
        "out_of_use": None if active is None else active.name,
    }
    retired = "" if active is None else f"; {active.name} was made for the one before and is out of use"
    show(data, Text(f"The base model is {spec.name} now{retired}"), as_json=as_json)


def base_model_spec(model: str, checkpoint: Path | None) -> ModelSpec:
    """The base model of these options, once its checkpoint was seen to be one.

    Raises UsageError, ModelError saying what a wrong file is, and PolicyError.
    """
    from samft_core.sam import base_models
    from samft_core.sam.spec import ModelSpec

    # IT's refusal comes before "unknown": a pack that is installed but forbidden must not look like a
    # typing error.
    if model not in base_models.known_names():
        base_models.require_allowed()
        remedy = Message("remedy.known_bases", names=base_models.known_names())
        raise UsageError(Message("cli.no_base_model", model=model), remedy=remedy)
    # Meta's models need a file, all others must not have one.
    if (model in CHECKPOINTS) != (checkpoint is not None):
        remedy = Message("remedy.checkpoint_only_with")
        raise UsageError(Message("cli.model_and_checkpoint", model=model), remedy=remedy)
    if checkpoint is None:
        return ModelSpec() if model == EMBEDDED else base_models.require(ModelSpec(model)).spec
    with waiting("Looking at the checkpoint"):
        from samft_core.sam.checkpoints import verify_checkpoint

        spec = ModelSpec(model, checkpoint.absolute())
        # Now, and not when the first box is asked: the message then comes to whoever chose the file.
        verify_checkpoint(spec)
    return spec


def import_images(
    *,
    sources: Annotated[list[Path], typer.Argument(help="Folders, with or without masks, or image files.")],
    project: ProjectFolder = HERE,
    layout: Annotated[str, typer.Option("--format", help=f"{_listed('auto', *LAYOUTS)}.")] = "auto",
    copy: Annotated[bool, typer.Option(help="Copy the images into the project.")] = False,
    recursive: Annotated[bool, typer.Option(help="Look into folders in a plain folder.")] = True,
    group: Annotated[str, typer.Option(help="The lot of these images; a lot is never split.")] = "",
    as_json: AsJson = False,
) -> None:
    """Import images; masks beside them and other programs' annotations become ground truth.

    Masks with a score come in as drafts. Boxes without a mask wait: the model draws when they are looked at.
    """
    from samft_core.formats.import_folder import ImportOptions, import_source
    from samft_core.formats.import_report import ImportProblem

    if layout not in ("auto", *LAYOUTS):
        known = ", ".join(("auto", *LAYOUTS))
        raise UsageError(Message("cli.no_format", format=layout), remedy=Message("remedy.known", known=known))
    chosen = None if layout == "auto" else layout
    options = ImportOptions(group=group, copy=copy, recursive=recursive)
    reports: list[dict[str, Any]] = []
    failed: list[ImageError] = []
    with (
        open_project(project) as opened,
        # All sources of one command are one import, which can be taken back as one.
        opened.imports.running() as key,
        cancel_on_interrupt() as cancel,
        progress_bars() as bars,
    ):
        for source in sources:
            try:
                for found, report in import_source(
                    opened, source, layout=chosen, options=options, on_progress=bars, cancel=cancel
                ):
                    # An empty folder would otherwise be a success with nothing in it; a licence or a table
                    # beside categories is none.
                    if not (found.without or report.added or report.skipped or report.problems):
                        nothing = Message("cli.no_readable")
                        report.problems.append(ImportProblem(found.folder, nothing))
                    reports.append({"source": str(found.folder), "format": found.layout, **asdict(report)})
            except ImageError as error:
                failed.append(error)
                reports.append(_failed_source(source, layout, error))
        _drop_doubles(opened, key, reports)
    # Nothing could be read, so the first error is the command's, with its exit code; otherwise it is
    # one line of the table.
    if len(failed) == len(sources):
        raise failed[0]
    rows = [
        [
            r["source"],
            r["format"],
            *(str(r[column]) for column in ("added", "skipped", "good", "annotations", "drafts", "boxes")),
        ]
        for r in reports
    ]
    headers = ("Source", "Format", "New images", "Known", "Good", "Masks", "Drafts", "Boxes")
    problems = [f"{p['path']}: {p['reason']}" for r in reports for p in r["problems"]]
    show(reports, table("Imported", headers, rows, right=2), *map(Text, problems), as_json=as_json)
    leave_with(problems=any(p["left_out"] for r in reports for p in r["problems"]))


def _drop_doubles(project: Project, key: str, reports: list[dict[str, Any]]) -> None:
    """Take images out again whose pixels the project had already, and count them as known."""
    doubles = project.imports.drop_doubles(key)
    counted = {"added": doubles.images, "annotations": doubles.annotations, "good": doubles.good}
    for report in reports:
        for column, count in counted.items():
            # Which source a double came with is not known; the sums are right.
            gone = min(report[column], count)
            report[column] -= gone
            counted[column] -= gone
            report["skipped"] += gone if column == "added" else 0


def _failed_source(source: Path, layout: str, error: ImageError) -> dict[str, Any]:
    """What is listed for a source of several that could not be read."""
    from samft_core.formats.import_report import ImportProblem, ImportReport

    report = ImportReport(problems=[ImportProblem(source, error.message)])
    return {"source": str(source), "format": layout, **asdict(report)}


def status(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Show what the project holds."""
    from samft_core.active_learning.learning_curve import expected_gain_of
    from samft_core.sam.types import BASE_VERSION

    with open_to_look(project) as opened:
        active = opened.versions.active()
        truth = opened.annotations.ground_truth()
        masks: dict[str, int] = {}
        for annotation in truth:
            masks[annotation.class_name] = masks.get(annotation.class_name, 0) + 1
        data = {
            "project": str(opened.folder),
            "name": opened.name,
            "base_model": opened.base_model.name,
            "images": {state.value: count for state, count in opened.images.counts().items()},
            "ground_truth": dict(sorted(masks.items())),
            "runs": {run.name: run.state.value for run in opened.runs.all()},
            "versions": [version.name for version in opened.versions.all()],
            "active": BASE_VERSION if active is None else active.name,
            "cache_bytes": sum(f.stat().st_size for f in opened.cache_dir.rglob("*") if f.is_file()),
            "outlook": asdict(expected_gain_of(opened, masks=len(truth))),
        }
    show(data, _status_table(data), as_json=as_json)


def _status_table(data: dict[str, Any]) -> Any:
    images = ", ".join(f"{count} {state}" for state, count in data["images"].items() if count) or "none"
    masks = ", ".join(f"{count} {name}" for name, count in data["ground_truth"].items()) or "none"
    unfinished = [f"{name} ({state})" for name, state in data["runs"].items() if state != "finished"]
    rows = [
        ["Folder", data["project"]],
        ["Images", images],
        ["Ground truth", masks],
        ["Base model", data["base_model"]],
        ["Unfinished runs", ", ".join(unfinished) or "none"],
        ["Model versions", ", ".join(data["versions"]) or "none"],
        ["Active", data["active"]],
        [f"{data['outlook']['more']} more masks", _gain_words(data["outlook"])],
        ["Cache", size(data["cache_bytes"])],
    ]
    return table(data["name"], ("", ""), rows, right=2)


def _gain_words(expected: dict[str, Any]) -> str:
    gain, low, high = (f"{expected[key]:+.3f}" for key in ("gain", "low", "high"))
    source = f"from {expected['runs']} runs" if expected["runs"] else "as measured on other defects"
    return f"IoU {gain} expected ({low} to {high}), {source}"


def export(
    *,
    folder: Annotated[Path, typer.Argument(help="An empty or new folder.")],
    project: ProjectFolder = HERE,
    layout: Annotated[
        str,
        typer.Option("--format", help=f"{_listed(*WRITTEN)}."),
    ] = "mvtec",
    tolerance: Annotated[
        float,
        typer.Option(min=0, help="Leave corners of outlines out, moving them by up to so many pixels."),
    ] = 0.0,
    polygons: Annotated[
        bool, typer.Option(help="coco: polygons instead of run lengths, where an object has no hole.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write ground truth and good images for other programs."""
    if layout not in WRITTEN:
        known = ", ".join(WRITTEN)
        raise UsageError(Message("cli.no_format", format=layout), remedy=Message("remedy.known", known=known))
    # "nan" and "inf" are numbers to the option's parser.
    if not math.isfinite(tolerance):
        raise UsageError(Message("cli.no_tolerance"), remedy=Message("remedy.tolerance_pixels"))
    if tolerance and layout not in _WITH_OUTLINES:
        raise UsageError(
            Message("cli.knows_no_tolerance", format=layout), remedy=Message("remedy.no_tolerance")
        )
    with open_to_look(project) as opened, cancel_on_interrupt() as cancel, progress_bars() as bars:
        options = ExportOptions(tolerance=tolerance, polygons=polygons or bool(tolerance))
        report = BY_NAME[layout].writer.export(
            opened, folder, options=options, on_progress=bars, cancel=cancel
        )
    problems = [f"{p.path}: {p.reason}" for p in report.problems]
    text = f"Wrote {report.images} images and {report.masks} masks to {folder}"
    if tolerance or report.lowest_iou < 1:
        text += f"; lowest IoU of an outline with its mask: {report.lowest_iou:.3f}"
    show({"folder": str(folder.absolute()), **asdict(report)}, text, *map(Text, problems), as_json=as_json)
    leave_with(problems=any(problem.left_out for problem in report.problems))
