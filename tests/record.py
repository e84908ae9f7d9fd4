"""Says in a file which test runs and which failed, so that it is known even where the process dies.

Only where ``SAMFT_TEST_RECORD`` names the file; ``packaging/dev.py test`` reads it for its last lines.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def _write(what: str, text: str) -> None:
    if path := os.environ.get("SAMFT_TEST_RECORD"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with Path(path).open("a", encoding="utf-8") as file:
            print(what, " ".join(text.split()), file=file)


def pytest_runtest_logstart(nodeid: str) -> None:
    _write("started", nodeid)


def pytest_runtest_logfinish(nodeid: str) -> None:
    _write("ended", nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        crash = getattr(report.longrepr, "reprcrash", None)
        why = crash.message[:300] if crash else report.longreprtext[-300:]
        _write("failed", f"{report.nodeid} ({report.when}): {why}")
