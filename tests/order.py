"""The order of the test files: the longest first, so that two workers end at about the same time.

Only files move, and always to the same places; the tests of one file stay together and in their order.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, cast

import pytest

FIRST = (
    "tests/faults/test_suites.py",
    "tests/samft_core/training/test_run.py",
    "tests/e2e/test_fine_tune.py",
    "tests/benchmarks/test_gpu_check.py",
    "tests/samft_core/sam/test_registry.py",
    "tests/e2e",
    "tests/benchmarks",
    "tests/samft_core/training",
    "tests/samft_core/sam",
    "tests/samft_core/cli",
    "tests/samft_core/diagnostics",
    "tests/packaging",
    "tests/samft_core/project",
)
"""Files and folders, by how long they take; whatever is not named here comes after them."""


def place(file: str) -> int:
    """Where a test file comes; ``file`` is its path below the repository, with slashes."""
    names = {file, *(parent.as_posix() for parent in PurePosixPath(file).parents)}
    return next((number for number, name in enumerate(FIRST) if name in names), len(FIRST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the files; a stable sort keeps the rest as it was."""
    items.sort(key=lambda item: place(item.nodeid.partition("::")[0]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    """Whole files, as ``--dist loadfile``, but a test that kills its worker is not tried again and again."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class FileScheduling(LoadFileScheduling):  # type: ignore[misc]
        def remove_node(self, node: Any) -> str | None:
            """Hand what a dead worker did not finish to the others, without the test that it died in."""
            unfinished = {
                file: tests for file, tests in self.assigned_work[node].items() if not all(tests.values())
            }
            if not unfinished:
                return cast("str | None", super().remove_node(node))
            del self.assigned_work[node]
            begun = next(iter(unfinished.values()))
            died_in = next(test for test, completed in begun.items() if not completed)
            begun[died_in] = True
            self.workqueue.update({f: tests for f, tests in unfinished.items() if not all(tests.values())})
            for other in self.assigned_work:
                self._reschedule(other)
            return died_in

    return FileScheduling(config, log)
