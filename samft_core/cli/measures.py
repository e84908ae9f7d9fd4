"""``measures``, ``scale``: how large the defects are, in pixels and in millimetres."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samft_core.cli.console import cancel_on_interrupt, progress_bars, show
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project, open_to_look


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("measures")(measures)
    app.command("scale")(scale)


def measures(
    file: Annotated[Path, typer.Argument(help="The CSV file to write.", dir_okay=False)],
    project: ProjectFolder = HERE,
    drafts: Annotated[bool, typer.Option(help="Measure drafts too, not accepted masks alone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write area, length, width and position of each object as a table (CSV)."""
    from samft_core.formats.measures_csv import write_measures

    with open_to_look(project) as opened, cancel_on_interrupt() as cancel, progress_bars() as bars:
        count = write_measures(opened, file, drafts=drafts, on_progress=bars, cancel=cancel)
        mm_per_pixel = opened.scale.mm_per_pixel()
    data = {"file": str(file.absolute()), "objects": count, "mm_per_pixel": mm_per_pixel}
    text = f"Wrote the measures of {count} objects to {file}"
    if mm_per_pixel is None:
        text += "; in pixels alone, because the project has no scale (samft scale)"
    show(data, text, as_json=as_json)


def scale(
    mm_per_pixel: Annotated[
        float | None, typer.Argument(help="How many millimetres a pixel is wide.", show_default="show it")
    ] = None,
    project: ProjectFolder = HERE,
    unknown: Annotated[bool, typer.Option("--unknown", help="Forget the scale.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show or say how large a pixel is, so that objects are measured in millimetres."""
    from samft_core.errors import UsageError
    from samft_core.messages.message import Message

    if unknown and mm_per_pixel is not None:
        raise UsageError(Message("cli.scale_or_unknown"), remedy=Message("remedy.give_one"))
    changing = unknown or mm_per_pixel is not None
    with open_project(project) if changing else open_to_look(project) as opened:
        if changing:
            opened.scale.set(mm_per_pixel)
        now = opened.scale.mm_per_pixel()
    text = "The project has no scale" if now is None else f"A pixel is {now:g} mm wide"
    show({"mm_per_pixel": now}, text, as_json=as_json)
