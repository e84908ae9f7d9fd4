"""``update``: a new version of SAMFT from a file, and the way back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samft_core.cli.console import cancel_on_interrupt, note, progress_bars, show
from samft_core.cli.options import AsJson
from samft_core.errors import UsageError
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.distribution.updates import Installed


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("update")(update)


def update(
    file: Annotated[
        Path | None, typer.Argument(help="The update, ending in .samftupdate.", dir_okay=False)
    ] = None,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Return to the version before the last update.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only say what the update is and who signed it.")
    ] = False,
    allow_older: Annotated[
        bool, typer.Option("--allow-older", help="Install an older version, too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Install an update from a file, or return to the version before. The old version is kept."""
    from samft_core.distribution.updates import install_update, read_update, roll_back

    if rollback == (file is not None):
        remedy = Message("remedy.update_or_rollback")
        raise UsageError(Message("cli.file_or_rollback"), remedy=remedy)
    if file is None:
        _say(roll_back(), as_json=as_json)
        return
    found = read_update(file)
    if check:
        data = asdict(found) | {"path": str(found.path)}
        text = f"SAMFT {found.version} ({found.flavour}) for {found.system}, signed by {found.who}."
        show(data, text, as_json=as_json)
        return
    note(f"SAMFT {found.version}, signed by {found.who}")
    with cancel_on_interrupt() as cancel, progress_bars() as bars:
        done = install_update(file, allow_older=allow_older, on_progress=bars, cancel=cancel)
    _say(done, as_json=as_json)


def _say(done: Installed, *, as_json: bool) -> None:
    text = (
        f"SAMFT {done.version} is in use from the next start on. "
        f"To return to {done.before}: samft update --rollback"
    )
    if done.handed_over:
        text = f"The installer of SAMFT {done.version} goes on by itself. Close SAMFT's windows."
    show(asdict(done), text, as_json=as_json)
