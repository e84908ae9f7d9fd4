"""``pack`` and ``unpack``, ``pack-project`` and ``unpack-project``: one file to carry to other PCs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, leave_with, note, progress_bars, show, size, waiting
from samft_core.cli.keys import secret_key
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project, open_to_look

if TYPE_CHECKING:
    from samft_core.security.trust import Signer

Sign = Annotated[
    Path | None,
    typer.Option(
        "--sign", metavar="KEY", help="Sign it with this secret key (samft keys new).", dir_okay=False
    ),
]
Accept = Annotated[
    bool,
    typer.Option("--accept-untrusted", help="Take it without a trusted signature, where the policy allows."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("pack")(pack)
    app.command("unpack")(unpack)
    app.command("pack-project")(pack_project)
    app.command("unpack-project")(unpack_project)


def pack(
    version: Annotated[str, typer.Argument(help="A version's name.")],
    file: Annotated[Path, typer.Argument(help="The file to write, ending in .samftmodel.", dir_okay=False)],
    project: ProjectFolder = HERE,
    sign: Sign = None,
    as_json: AsJson = False,
) -> None:
    """Write a model version with its card into one file."""
    from samft_core.distribution.model_packs import write_pack

    key = None if sign is None else secret_key(sign)
    with open_to_look(project) as opened:
        written = write_pack(opened, opened.versions.get(version), file, key=key)
    bytes_ = written.stat().st_size
    data = {"file": str(written), "bytes": bytes_, "key": None if key is None else key.public.name}
    show(data, f"{version} is in {written} ({size(bytes_)}{', signed' if key else ''}).", as_json=as_json)


def unpack(
    file: Annotated[Path, typer.Argument(help="A file that samft pack wrote.", dir_okay=False)],
    project: ProjectFolder = HERE,
    accept_untrusted: Accept = False,
    as_json: AsJson = False,
) -> None:
    """Add a packed model version to the project, after checking it. It is not put to use yet."""
    with open_project(project) as opened, waiting("Checking the pack"):
        # Imported under the spinner, as it brings PyTorch.
        from samft_core.distribution.install_model_pack import add_pack

        # A candidate: what comes from elsewhere was not measured here, and nobody should find it in use
        # unasked.
        record = add_pack(opened, file, accept_untrusted=accept_untrusted)
    text = f"Added as {record.name}. Put it to use with: samft activate {record.name}"
    show({"version": record.name, "state": record.state.value}, text, as_json=as_json)


def pack_project(
    file: Annotated[Path, typer.Argument(help="The file to write, ending in .samftproject.", dir_okay=False)],
    project: ProjectFolder = HERE,
    images: Annotated[
        bool, typer.Option(help="Carry images along that lie outside the project's folder.")
    ] = True,
    sign: Sign = None,
    as_json: AsJson = False,
) -> None:
    """Write a whole project into one file: annotations, ground truth, model versions and images."""
    from samft_core.distribution.project_packs import write_project_pack

    key = None if sign is None else secret_key(sign)
    with open_to_look(project) as opened, cancel_on_interrupt() as cancel, progress_bars() as bars:
        report = write_project_pack(opened, file, images=images, key=key, on_progress=bars, cancel=cancel)
    text = f"{report.images} images and everything else are in {report.file} ({size(report.bytes)})."
    from_outside = _from_outside("come from", report.outside)
    show(asdict(report), text, *from_outside, *map(Text, report.notes), as_json=as_json)
    leave_with(problems=report.left_out > 0)


def unpack_project(
    file: Annotated[Path, typer.Argument(help="A file that samft pack-project wrote.", dir_okay=False)],
    folder: Annotated[Path, typer.Argument(help="A new or empty folder for the project.")],
    accept_untrusted: Accept = False,
    as_json: AsJson = False,
) -> None:
    """Make a project from a file that samft pack-project wrote, after checking it."""
    from samft_core.distribution.project_packs import unpack_project_pack

    with cancel_on_interrupt() as cancel, progress_bars() as bars:
        report = unpack_project_pack(
            file, folder, accept_untrusted=accept_untrusted, on_progress=bars, cancel=cancel
        )
    _say_signer(report.signer)
    missing = f"{report.missing} images are not in the pack; the project names where they were."
    lines = [missing] if report.missing else []
    lines += _from_outside("lie in", report.outside)
    lines += [f"Left out, as no project pack holds it: {name}" for name in report.left_out]
    show(asdict(report), Text(f"The project is in {report.folder}"), *map(Text, lines), as_json=as_json)
    leave_with(problems=bool(report.missing or report.left_out))


def _from_outside(verb: str, folders: dict[str, int]) -> list[str]:
    """One line for each folder outside the project that images are in."""
    return [
        f"{count} images {verb} {folder}, outside the project's folder." for folder, count in folders.items()
    ]


def _say_signer(signer: Signer) -> None:
    if signer.who:
        note(f"Signed by {signer.who}.")
