"""``pack`` and ``unpack``: a model version as one file, to carry it to other PCs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samft_core.cli.console import show, waiting
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("pack")(pack)
    app.command("unpack")(unpack)


def pack(
    version: Annotated[str, typer.Argument(help="A version's name.")],
    file: Annotated[Path, typer.Argument(help="The file to write, ending in .samftmodel.", dir_okay=False)],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write a model version with its card and report into one file."""
    from samft_core.packs import write_pack

    with open_project(project) as opened:
        written = write_pack(opened.version(version), file)
    size = written.stat().st_size
    data = {"file": str(written), "bytes": size}
    show(data, f"{version} is in {written} ({size / 1e6:.0f} MB).", as_json=as_json)


def unpack(
    file: Annotated[Path, typer.Argument(help="A file that samft pack wrote.", dir_okay=False)],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a packed model version to the project, after checking it. It is not put to use yet."""
    from samft_core.packs import add_pack

    with open_project(project) as opened, waiting("Checking the pack"):
        record = add_pack(opened, file)
    text = f"Added as {record.name}. Put it to use with: samft activate {record.name}"
    show({"version": record.name, "state": record.state.value}, text, as_json=as_json)
