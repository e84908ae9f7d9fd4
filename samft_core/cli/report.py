"""``report``: a version's report as HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samft_core.cli.console import show, waiting
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_to_look
from samft_core.errors import ProjectError, UsageError
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.evaluation.report.html import ReportData


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("report")(report)


def report(
    project: ProjectFolder = HERE,
    version: Annotated[str | None, typer.Option(help="Model version.", show_default="the newest")] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            help="A folder for both files, or a file that ends in .html or .pdf.",
            show_default="the version's folder",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a version's report as HTML and PDF, each one file that needs nothing else."""
    from samft_core.cli.train import newest_version

    with open_to_look(project) as opened:
        record = newest_version(opened) if version is None else opened.versions.get(version)
        with waiting("Writing the report"):
            from samft_core.training.assess.report_data import report_again

            written = _write(report_again(opened, record), to or record.folder)
    data = {"version": record.name, "files": [str(path) for path in written]}
    show(data, "\n".join(data["files"]), as_json=as_json)


def _write(data: ReportData, to: Path) -> list[Path]:
    from samft_core.evaluation.report.html import write_report
    from samft_core.evaluation.report.pdf import write_pdf
    from samft_core.training.assess.report_data import HTML, PDF

    writers = {".html": write_report, ".pdf": write_pdf}
    kind = to.suffix.lower()
    if kind and kind not in writers and not to.is_dir():
        raise UsageError(Message("cli.report_ending"), path=to, remedy=Message("remedy.folder_for_both"))
    try:
        if kind in writers and not to.is_dir():
            to.parent.mkdir(parents=True, exist_ok=True)
            return [writers[kind](to, data)]
        to.mkdir(parents=True, exist_ok=True)
        return [write_report(to / HTML, data), write_pdf(to / PDF, data)]
    except OSError as error:
        remedy = Message("remedy.other_folder_to")
        raise ProjectError(Message("cli.report_unwritable", reason=error), path=to, remedy=remedy) from error
