"""``check``, ``restore``, ``take-over``: what is wrong with a project, and the ways back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, leave_with, progress_bars, show, size, table
from samft_core.cli.options import HERE, AsJson, ProjectFolder


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("check")(check)
    app.command("restore")(restore)
    app.command("take-over")(take_over)


def check(
    project: ProjectFolder = HERE,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Mend the ground-truth folder and remove what killed programs left."),
    ] = False,
    pictures: Annotated[bool, typer.Option(help="Decode every image, which takes longest.")] = True,
    as_json: AsJson = False,
) -> None:
    """Look for damage in the project: database, masks, audit trail, images, weights, ground-truth files.

    Exit code 0 where all is well or mended, 1 where something is wrong, 4 where the database cannot be read.
    """
    from samft_core.project.project import check_folder

    with cancel_on_interrupt() as cancel, progress_bars() as bars:
        report = check_folder(project, pictures=pictures, repair=repair, on_progress=bars, cancel=cancel)
    lines = [Text(words, style="red") for words in report.problems]
    lines += [Text(f"Mended: {words}", style="green") for words in report.repaired]
    lines += [Text(words, style="dim") for words in report.notes]
    count = len(report.problems)
    verdict = (
        "Nothing is wrong." if not count else f"{count} {'thing is' if count == 1 else 'things are'} wrong."
    )
    counted = f"{report.images} images, {report.annotations} masks. {verdict}"
    show({"ok": report.ok, **asdict(report)}, *lines, counted, as_json=as_json)
    if not report.ok:
        # Not an error message: the report above is the answer, and the exit code lets a nightly job
        # notice it.
        raise typer.Exit(1)


def restore(
    backup: Annotated[
        Path | None,
        typer.Argument(help="A backup's name or file.", show_default="the newest that is not damaged"),
    ] = None,
    project: ProjectFolder = HERE,
    only_list: Annotated[bool, typer.Option("--list", help="Only list the backups.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of a damaged database. What it replaces is kept in the backups folder."""
    from samft_core.project.restore import list_backups
    from samft_core.project.restore import restore as restore_project

    if only_list:
        found = list_backups(project.absolute())
        rows = [
            [b.path.name, f"{b.made.astimezone():%Y-%m-%d %H:%M}", size(b.bytes), b.problem or "whole"]
            for b in found
        ]
        made = table("Backups, newest first", ("Backup", "Made", "Size", "State"), rows, right=4)
        show([asdict(b) for b in found], made if rows else "There is no backup.", as_json=as_json)
        return
    with cancel_on_interrupt() as cancel, progress_bars() as bars:
        report = restore_project(project.absolute(), backup, on_progress=bars, cancel=cancel)
    lines = [f"Left out, because it cannot be used: {words}" for words in report.skipped]
    lines.append(f"What was there before is kept in {report.aside}")
    lines.append(f"{report.masks} mask files were written anew.")
    text = f"The project is as it was in {report.backup.name}."
    show(asdict(report), text, *map(Text, lines), as_json=as_json)
    leave_with(problems=bool(report.skipped))


def take_over(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Take a project over from a PC that has it open but was not heard of for some minutes."""
    from samft_core.project.lease import take_over as take_over_project

    dropped = take_over_project(project.absolute())
    names = [holder.host.name for holder in dropped]
    text = f"Taken over from {', '.join(names)}." if names else "No other PC has the project open."
    show({"taken_from": names}, text, as_json=as_json)
