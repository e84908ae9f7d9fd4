"""Says in a file which test runs and which failed, so that it is known even where the process dies.

Only where ``SAMFT_TEST_RECORD`` names the file; ``packaging/dev.py test`` reads it for its last lines.
Where several workers run the tests, each writes what it does itself: what reaches their controller comes
late, and of a worker that dies not at all.
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


class Recorder:
    """Writes what happens in this process; the controller of workers only tells that one of them died."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @property
    def _runs_tests(self) -> bool:
        return not self._config.pluginmanager.hasplugin("dsession")  # xdist's name for the controller's part

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self._runs_tests:
            _write("started", nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        if self._runs_tests:
            _write("ended", nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        of_a_dead_worker = report.when not in ("setup", "call", "teardown")
        if report.failed and (self._runs_tests or of_a_dead_worker):
            _write_failure(report)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Recorder(config), "samft-recorder")


def _write_failure(report: pytest.TestReport) -> None:
    crash = getattr(report.longrepr, "reprcrash", None)
    why = crash.message[:300] if crash else report.longreprtext[-300:]
    _write("failed", f"{report.nodeid} ({report.when}): {why}")
