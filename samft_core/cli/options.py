"""Options that several commands share, and what they open."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samft_core.errors import UsageError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.project.project import Project

ProjectFolder = Annotated[
    Path,
    typer.Option(
        "--project",
        "-p",
        envvar="SAMFT_PROJECT",
        help="The project's folder.",
        file_okay=False,
        show_default="the current folder",
    ),
]
HERE = Path()
"""The default of ``ProjectFolder``."""

AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON for machines.")]
Device = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.", metavar="DEVICE")]


def open_project(folder: Path) -> Project:
    """Open the project in ``folder``. Raises ProjectError."""
    from samft_core.project.project import Project

    return Project.open(folder)


def open_to_look(folder: Path) -> Project:
    """Open the project for a command that changes nothing; says so where nothing could be changed.

    Raises ProjectError.
    """
    from samft_core.cli.console import note
    from samft_core.project.project import Project

    opened = Project.open(folder, look=True)
    if opened.read_only_reason is not None:
        note(str(opened.read_only_reason))
    return opened


def parse_box(text: str) -> Box:
    """``x0,y0,x1,y1`` in image pixels, any two opposite corners. Raises UsageError."""
    found = numbers(text)
    if len(found) != 4 or found[0] == found[2] or found[1] == found[3]:
        raise UsageError(Message("cli.no_box", text=text), remedy=Message("remedy.write_box"))
    return Box.from_corners(*found)


def parse_point(text: str) -> PointPrompt:
    """``x,y`` belongs to the object; ``x,y,-`` does not. Raises UsageError."""
    negative = text.rstrip().endswith(",-")
    found = numbers(text.rstrip().removesuffix(",-").removesuffix(",+"))
    if len(found) != 2:
        raise UsageError(Message("cli.no_point", text=text), remedy=Message("remedy.write_point"))
    return PointPrompt(found[0], found[1], positive=not negative)


def parse_prompts(boxes: list[str], points: list[str]) -> list[Prompts]:
    """One object per box; points go with the only box, or stand alone. Raises UsageError."""
    clicks = tuple(map(parse_point, points))
    if clicks and len(boxes) > 1:
        raise UsageError(Message("cli.points_ambiguous"), remedy=Message("remedy.one_object"))
    if boxes:
        return [Prompts(box=parse_box(box), points=clicks) for box in boxes]
    return [Prompts(points=clicks)] if clicks else []


def numbers(text: str) -> list[float]:
    """The finite numbers between commas; none where one of them is no such number."""
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []
