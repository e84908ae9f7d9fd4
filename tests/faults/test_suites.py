"""Short runs of the fault suites. By command they are as long as one likes: see docs/promises.md."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Suite


def skip_where_said(rows: list[dict[str, object]]) -> None:
    """A suite that lacks something here says so in place of a count."""
    for row in rows:
        if "skipped" in str(row["part"]):
            pytest.skip(str(row["part"]))


def test_nothing_acknowledged_is_lost_where_writers_and_commands_are_killed(suite: Suite) -> None:
    rows = suite("kills", count=3)
    assert rows[0]["tries"] == 3
    assert rows[0]["edits"] > 0


def test_nothing_acknowledged_is_lost_where_the_window_or_its_engine_is_killed(suite: Suite) -> None:
    window, engine, boxes = suite("windows", count=2)
    assert window["tries"] == 2
    assert boxes["counts"]["boxes back"] == 4
    assert engine["counts"]["answered after"] == 2


def test_nothing_acknowledged_is_lost_in_a_power_cut(suite: Suite) -> None:
    rows = suite("power", count=3)
    skip_where_said(rows)
    assert rows[0]["tries"] == 3
    assert rows[0]["edits"] > 0


def test_full_and_failing_disks_are_said_in_words(suite: Suite) -> None:
    rows = suite("disks", count=1)
    skip_where_said(rows)
    assert all(row["tries"] > 10 for row in rows)


def test_broken_inputs_are_refused_in_words(suite: Suite) -> None:
    rows = suite("broken", count=80)
    assert sum(row["tries"] for row in rows) == 80


def test_a_random_inspector_changes_only_what_the_history_says(suite: Suite) -> None:
    (row,) = suite("inspector", count=2000)
    assert row["tries"] == 2000
    assert row["counts"]["changes of ground truth"] > 0


def test_two_writers_and_a_wild_clock_lose_nothing(suite: Suite) -> None:
    writers, clock = suite("several", count=2)
    assert writers["edits"] > 20
    assert clock["edits"] > 20


def test_a_hundred_boxes_leave_the_window_as_it_was(suite: Suite) -> None:
    (row,) = suite("soak", count=100)
    assert row["tries"] == 100


def test_a_run_that_was_killed_goes_on(suite: Suite) -> None:
    (row,) = suite("trainer", count=1)
    assert row["tries"] == 1
