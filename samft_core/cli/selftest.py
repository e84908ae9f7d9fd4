"""``selftest``: every part of the installed program, one line each."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from samft_core.cli.console import out
from samft_core.cli.options import Device


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("selftest")(selftest)


def selftest(
    screenshot: Annotated[
        Path | None,
        typer.Option("--screenshot", help="Keep the window's picture.", dir_okay=False),
    ] = None,
    device: Device = "auto",
) -> None:
    """Try every part once: weights, masks, engine, trainer, resume, window. Takes about a minute."""
    from samft_core.diagnostics.selftest import run_selftest

    start = time.perf_counter()
    count = 0
    for passed in run_selftest(device=device, screenshot=screenshot):
        out().print(f"ok {passed.seconds:7.1f} s  {passed.name}: {passed.detail}", markup=False)
        sys.stdout.flush()
        count += 1
    out().print(f"Everything works: {count} steps in {time.perf_counter() - start:.0f} s.", markup=False)
