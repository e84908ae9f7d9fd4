"""The command line: one typer app, errors as one message, documented exit codes."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from samft_core import __version__
from samft_core.cli import (
    base_pack,
    doctor,
    images,
    keys,
    measures,
    next_image,
    packs,
    policy,
    predict,
    project,
    recover,
    report,
    review,
    selftest,
    train,
    update,
    versions,
)
from samft_core.cli.console import out, show_error
from samft_core.errors import CancelledError, SamftError
from samft_core.files.disk_errors import disk_error

OpenWindow = Callable[[list[str]], int]

EPILOG = (
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 image, 4 project, 5 model, 6 fine-tuning, "
    "7 device or worker, 8 not allowed by the policy, 9 signature, 10 done but something was left out, "
    "130 cancelled."
)


BATCH = (
    *("import", "export", "relocate", "check-again", "new-picture", "set-lot", "remove-image", "review"),
    *("embed", "predict", "next", "train", "evaluate", "pack-project", "unpack-project", "restore"),
)
"""Commands on many things at once: one that cannot be used is listed, the rest is done, the code is 10."""


@dataclass(slots=True)
class Context:
    """What the hosting program gives to commands; ``open_window`` is None where it has no window."""

    open_window: OpenWindow | None = None


app = typer.Typer(
    name="samft",
    help="Annotate bottle defects with Segment Anything, correct masks, fine-tune the mask decoder.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _group in (
    project,
    recover,
    images,
    review,
    measures,
    predict,
    next_image,
    train,
    report,
    versions,
    packs,
    base_pack,
    keys,
    policy,
    update,
    doctor,
    selftest,
):
    _group.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        out().print(f"samft {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and leave.", is_eager=True, callback=_print_version
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an error comes from, and the log.")
    ] = False,
) -> None:
    # On the handler, because some libraries set the level of their own loggers.
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.DEBUG if debug else logging.ERROR)
    logging.basicConfig(handlers=[handler], level=handler.level)
    if debug:
        # The log of image and font libraries says nothing about what went wrong here.
        for noisy in ("PIL", "matplotlib", "fontTools"):
            logging.getLogger(noisy).setLevel(logging.INFO)


def main(arguments: list[str], open_window: OpenWindow | None = None) -> int:
    """Run one command; returns the exit code."""
    as_json = "--json" in arguments
    _prepare_streams(as_json=as_json)
    try:
        app(args=arguments, prog_name="samft", obj=Context(open_window))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1 if leaving.code else 0
    except SamftError as error:
        if "--debug" in arguments:
            logging.getLogger(__name__).debug("The command failed", exc_info=error)
        show_error(error, as_json=as_json)
        return error.exit_code
    except KeyboardInterrupt:
        show_error(CancelledError(), as_json=as_json)
        return CancelledError.exit_code
    except BrokenPipeError:
        # Whoever read the output has left; nothing more can be said, not even by Python as it leaves.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if "--debug" in arguments:
            logging.getLogger(__name__).debug("The command failed", exc_info=error)
        show_error(disk_error(error), as_json=as_json)
        return SamftError.exit_code
    return 0


def _prepare_streams(*, as_json: bool) -> None:
    """Names may hold any letter: JSON is UTF-8, and a console's code page must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if as_json and stream is sys.stdout:
            # A name in another encoding holds what UTF-8 cannot: JSON has an escape of the same look for it.
            reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            reconfigure(errors="replace")
