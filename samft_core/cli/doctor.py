"""``doctor``, ``demo``, ``gui``: this PC, the tour, the window."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, duration, note, progress_bars, show, table, waiting
from samft_core.cli.options import AsJson, Device
from samft_core.cli.train import comparison_tables
from samft_core.cli.training_bars import TrainingBars
from samft_core.errors import DeviceError
from samft_core.messages.message import Message

STYLES = {"ok": "green", "warning": "yellow", "failed": "bold red"}


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("doctor")(doctor)
    app.command("demo")(demo)
    app.command("gui")(gui)


def doctor(
    project: Annotated[
        Path | None, typer.Option("--project", "-p", help="Look at this project too.", envvar="SAMFT_PROJECT")
    ] = None,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    """Check this PC: device, versions, disk, model files, self-test. Exit code 1 where a check fails."""
    with waiting("Checking this PC"):
        from samft_core.diagnostics.doctor import run_checks

        checks = run_checks(project=project, device=device)
    made = table(None, ("Check", "", "What was found"), [], right=3)
    for check in checks:
        detail = Text(check.detail)
        if check.remedy:
            detail.append(f"\n{check.remedy}", style="italic")
        made.add_row(check.name, Text(check.status, style=STYLES[check.status]), detail)
    failed = sum(check.status == "failed" for check in checks)
    verdict = "Everything works." if not failed else f"{failed} checks failed."
    show({"ok": not failed, "checks": [asdict(check) for check in checks]}, made, verdict, as_json=as_json)
    if failed:
        raise typer.Exit(1)


def demo(
    context: typer.Context,
    *,
    folder: Annotated[
        Path | None, typer.Argument(help="Where the demo's project is made.", show_default="samft-demo")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Remove an earlier demo in that folder first.")
    ] = False,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Do not open the window at the end.")
    ] = False,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    """Show the whole loop on sample bottles: predict, a short fine-tuning, compare, report."""
    from samft_core.diagnostics.demo import demo_folder, has_display, run_demo

    with cancel_on_interrupt() as cancel:
        chosen = demo_folder(folder, again=again)
        note(f"Project: {chosen}")
        with progress_bars() as bars:
            say = TrainingBars(bars)
            result = run_demo(chosen, on_progress=bars, on_event=say, cancel=cancel, device=device)
    from samft_core.evaluation.records import Comparison

    title = f"Sample bottles, model version {result.version}, after {duration(result.seconds)}"
    lines = comparison_tables(Comparison.model_validate(result.comparison), title)
    show(asdict(result), *lines, f"Report: {result.report}", f"Project: {result.project}", as_json=as_json)
    open_window = getattr(context.obj, "open_window", None)
    if open_window is not None and has_display() and not no_window and not as_json:
        raise typer.Exit(open_window([str(result.project)]))


def gui(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="A project, or a folder of images.")] = None,
    kiosk: Annotated[
        bool, typer.Option("--kiosk", help="Full screen, this project only, to annotate and nothing else.")
    ] = False,
) -> None:
    """Open the window."""
    open_window = getattr(context.obj, "open_window", None)
    if open_window is None:
        raise DeviceError(Message("cli.no_window"), remedy=Message("remedy.start_with_samft"))
    words = [] if folder is None else [str(folder)]
    raise typer.Exit(open_window(["--kiosk", *words] if kiosk else words))
