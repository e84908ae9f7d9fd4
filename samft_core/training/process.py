"""The trainer process: events on stdout, words on stdin, exit codes as in ``samft_core.errors``."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from samft_core.errors import CancelledError, SamftError
from samft_core.files.disk_errors import disk_error
from samft_core.pipes import lines_of, take_stdout
from samft_core.progress import CancelToken
from samft_core.training import events

LONGEST_WORD = 100
"""Bytes of a line that is one of the words."""


def main(arguments: list[str]) -> int:
    """Run one fine-tuning; returns the exit code: 0 finished, 130 cancelled, else the error's own."""
    asked = _parser().parse_args(arguments)
    stream = take_stdout()
    _give_way()

    def say(event: Any) -> None:
        # Where the window is gone, the end of stdin cancels the run at its next safe point.
        with suppress(BrokenPipeError):
            stream.write(events.to_line(event))

    said_end = False

    def say_and_note(event: Any) -> None:
        nonlocal said_end
        # The run itself tells its end in most cases; a second one would look like another run's.
        said_end |= event.kind in ("cancelled", "failed", "finished")
        say(event)

    try:
        _run(asked, say_and_note, _listen(say))
    except CancelledError:
        return CancelledError.exit_code
    except SamftError as error:
        if not said_end:
            say(events.RunFailed(message=error.message, remedy=error.remedy))
        return error.exit_code
    except OSError as error:
        known = disk_error(error)
        if not said_end:
            say(events.RunFailed(message=known.located, remedy=known.remedy))
        return known.exit_code
    return 0


def _run(asked: argparse.Namespace, say: Any, cancel: CancelToken) -> None:
    # After stdout is safe: these imports load third-party code that may greet on it.
    from samft_core.project.project import Project  # noqa: PLC0415
    from samft_core.training.recipe import read_recipe  # noqa: PLC0415
    from samft_core.training.run import fine_tune  # noqa: PLC0415

    with Project.open(asked.project, inspector=asked.inspector) as project:
        fine_tune(
            project,
            None if asked.resume is not None else read_recipe(asked.recipe),
            seed=asked.seed,
            on_event=say,
            cancel=cancel,
            resume_run=asked.resume,
            device=asked.device,
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samft worker trainer")
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("--recipe", default="auto", help="a preset's name or a recipe as JSON")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", type=int, default=None, metavar="RUN_ID")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--inspector", default=None)
    return parser


def _give_way() -> None:
    """Let whoever annotates meanwhile go first."""
    process = psutil.Process()
    if sys.platform == "win32":
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        # Never less polite than it was started.
        process.nice(max(process.nice(), 5))


def _listen(say: Callable[[Any], None]) -> CancelToken:
    """Cancel on a line "cancel" or when whoever started this process is gone; answer a line "ping"."""
    token = CancelToken()

    def read() -> None:
        for line in lines_of(sys.stdin.fileno(), longest=LONGEST_WORD):
            if line.strip() == b"cancel":
                break
            if line.strip() == b"ping":
                say(events.Alive())
        token.cancel()

    threading.Thread(target=read, name="cancel listener", daemon=True).start()
    return token
