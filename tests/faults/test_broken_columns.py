"""Values that SAMFT never writes, in columns of every kind; all of them by ``-m tests.faults columns``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import broken_columns
from tests.faults.broken_columns import Try

CHOSEN = (
    Try("defect_class", "id", -1),
    Try("image", "good_by", b"\xed\xa0\x80"),
    Try("audit_event", "at", b"\xff\xfe"),
    Try("annotation", "mask_counts", "text"),
    Try("annotation", "accepted_at", "9999-12-31 23:59:59.999999"),
    Try("image", "row_version", -(2**63)),
    Try("project", "base_model", broken_columns.DEEP),
    Try("project", "mm_per_pixel", float("inf")),
)
"""What was once a traceback or said nothing of its table, and one of each kind."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("columns")
    broken_columns.prepare(place)
    return place


@pytest.mark.parametrize("one", CHOSEN, ids=lambda change: f"{change.table}.{change.column}")
def test_a_value_that_nobody_wrote_is_named_and_changes_no_ground_truth(
    prepared: Path, tmp_path: Path, one: Try
) -> None:
    from samft_core.project.project import Project

    with Project.open(prepared / "project", inspector="ada") as project:
        truth = broken_columns.truth_of(project)
    assert truth
    result = broken_columns.attempt(prepared, tmp_path, one, truth)
    assert result is not None
    assert result.faults == []


def test_every_column_is_walked() -> None:
    tries = list(broken_columns.tries(1, seed=1))
    assert {change.table for change in tries} >= {
        "annotation",
        "image",
        "audit_event",
        "waiting_box",
        "mirror_pending",
    }
    assert len(tries) == len(list(broken_columns.columns()))
