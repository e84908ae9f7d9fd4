"""How commands talk: tables or JSON on stdout, progress and errors on stderr, Ctrl-C as a request to stop."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from samft_core import progress as core
from samft_core.errors import DONE_WITH_PROBLEMS, SamftError

LINE_SECONDS = 10.0
"""How often progress is noted where stderr is a file."""

FILE_WIDTH = 160
"""Width in letters of tables that go into a file or a pipe, which has no width of its own."""


def out() -> Console:
    """Results for people. Made for each use, so that a redirected stdout is respected."""
    # Paths and numbers are not highlighted, and long lines not broken: what is printed may be copied or
    # searched by a script, and a path with a line end in it is no path.
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    # A pipe has no width and rich would take 80, which folds paths in tables. COLUMNS is how somebody
    # asks for another one.
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = FILE_WIDTH
    return console


def err() -> Console:
    """Progress, notes and errors."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def show(data: Any, *renderables: RenderableType, as_json: bool) -> None:
    """Write the result: ``data`` as JSON for machines, or ``renderables`` for people."""
    if as_json:
        # Past rich, which would wrap and read square brackets in names as markup.
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
        sys.stdout.flush()
        return
    for renderable in renderables:
        out().print(renderable)


def leave_with(*, problems: bool) -> None:
    """Leave with an exit code of its own where a command is done, but left something out and listed it."""
    if problems:
        raise typer.Exit(DONE_WITH_PROBLEMS)


def note(text: str) -> None:
    """Say something on stderr that is no result."""
    # Without markup: file names may hold square brackets.
    err().print(text, style="dim", markup=False)


def show_error(error: SamftError, *, as_json: bool) -> None:
    """One message with its path and remedy on stderr; with ``as_json`` an object on stdout as well."""
    if as_json:
        data = {
            "message": error.message,
            "path": None if error.path is None else str(error.path),
            "remedy": error.remedy,
            "exit_code": error.exit_code,
            "said": error.message.to_json(),
            "said_remedy": None if error.remedy is None else error.remedy.to_json(),
        }
        show({"error": data}, as_json=True)
    text = Text("Error: ", style="bold red")
    text.append(error.message.removesuffix("."), style="default not bold")
    if error.path is not None:
        text.append(f"\n  {error.path}", style="cyan not bold")
    if error.remedy:
        text.append(f"\n  {error.remedy}", style="default not bold")
    err().print(text)


def table(title: str | None, headers: Sequence[str], rows: Sequence[Sequence[str]], right: int = 1) -> Table:
    """A table; columns from number ``right`` on are numbers and stand to the right."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_header=any(headers),
        show_edge=False,
    )
    for index, header in enumerate(headers):
        made.add_column(header, justify="right" if index >= right else "left", overflow="fold")
    for row in rows:
        # Text is not read as markup, where "[red]" in a class's name would be.
        made.add_row(*(Text(cell) for cell in row))
    return made


class _Remaining(ProgressColumn):
    """The remaining time that the work itself estimates."""

    def render(self, task: Task) -> Text:
        seconds = task.fields.get("remaining_s")
        if task.finished or seconds is None:
            return Text("")
        return Text(f"{duration(seconds)} left", style="cyan")


class _Count(MofNCompleteColumn):
    """How many of how many, or percent where nothing is counted."""

    def render(self, task: Task) -> Text:
        if not task.fields.get("percent"):
            return super().render(task)
        return Text(f"{task.percentage:3.0f} %", style="progress.download")


@contextmanager
def progress_bars() -> Iterator[core.OnProgress]:
    """One bar per stage on stderr, with the remaining time."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        _Count(),
        TimeElapsedColumn(),
        _Remaining(),
        TextColumn("[dim]{task.fields[detail]}"),
    )
    if not err().is_terminal:
        yield _Lines()
        return
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=err()) as bars:

        def update(step: core.Progress) -> None:
            known = tasks.get(step.stage)
            # The same kind of work may come twice, as encoding does; it starts at 0 again and gets a new bar.
            if known is None or (step.done == 0 and bars.tasks[known].completed > 0):
                title = core.stage_text(step.stage)
                tasks[step.stage] = bars.add_task(
                    title, total=step.total, detail="", remaining_s=None, percent=step.percent
                )
            bars.update(
                tasks[step.stage],
                completed=step.done,
                total=step.total,
                # The column reads markup; a file name with brackets would be an error of markup in the
                # middle of a run.
                detail="" if step.done >= step.total else step.detail.replace("[", r"\["),
                remaining_s=step.remaining_s,
            )

        yield update
        for task in bars.tasks:
            # Left without an error, so everything is done, also what nobody counted to its end.
            bars.update(task.id, completed=task.total, detail="")


class _Lines:
    """Progress where stderr is a file or a pipe: a line when a stage is done, and one every ten seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()

    def __call__(self, step: core.Progress) -> None:
        now = self._clock()
        if step.done < step.total and now - self._last < LINE_SECONDS:
            return
        self._last = now
        left = (
            ""
            if step.remaining_s is None or step.done >= step.total
            else f", {duration(step.remaining_s)} left"
        )
        count = f"{step.done} of {step.total}"
        if step.percent:
            beside = f" ({step.detail})" if step.detail else ""
            count = f"{step.done / max(step.total, 1):.0%}{beside}"
        err().print(f"{core.stage_text(step.stage)}: {count}{left}", markup=False)


@contextmanager
def waiting(title: str) -> Iterator[None]:
    """A spinner on stderr for work without a count, such as loading the model."""
    with err().status(title):
        yield


@contextmanager
def cancel_on_interrupt() -> Iterator[core.CancelToken]:
    """The first Ctrl-C asks the work to stop at the next safe point; the second one ends it at once."""
    token = core.CancelToken()
    # Python lets the main thread alone set signal handlers.
    if threading.current_thread() is not threading.main_thread():
        yield token
        return

    def ask(_signal: int, _frame: FrameType | None) -> None:
        # Whoever presses twice does not want to wait for the safe point.
        if token.cancelled:
            raise KeyboardInterrupt
        token.cancel()
        note("Stopping; press Ctrl-C again to stop at once.")

    # A service manager that ends the program sends SIGTERM; the last checkpoint should survive that too.
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield token
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def duration(seconds: float) -> str:
    """Seconds in words: "8 s", "3 min 20 s", "2 h 5 min"."""
    whole = max(round(seconds), 0)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole < 600 else f"{round(whole / 60)} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def size(count: float) -> str:
    """Bytes in words: "3.2 GB"."""
    for unit in ("bytes", "KB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"
