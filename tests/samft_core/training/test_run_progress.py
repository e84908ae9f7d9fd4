"""One fraction over all stages of a run: it never falls, it ends at 1, and its remaining time is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samft_core.progress import Stage
from samft_core.training.run_progress import Phase, RunProgress

STAGES = st.sampled_from(list(Stage))
SECONDS = st.floats(0, 1e5, allow_nan=False)
PHASES = st.lists(
    st.builds(Phase, STAGES, SECONDS, first=st.integers(0, 50), last=st.none() | st.integers(0, 100)),
    max_size=12,
)
REPORTS = st.tuples(STAGES, st.integers(0, 100), st.integers(0, 100), st.none() | SECONDS, SECONDS)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.one_of(PHASES, REPORTS), max_size=60))
def test_whatever_is_reported_the_fraction_never_falls_and_ends_at_one(
    happened: list[list[Phase] | tuple[Stage, int, int, float | None, float]],
) -> None:
    clock = Clock()
    progress = RunProgress(clock)
    before = progress.fraction
    assert before == 0
    for event in happened:
        if isinstance(event, list):
            progress.plan(event)
        else:
            stage, done, total, left, waited = event
            clock.now += waited
            progress.report(stage, done, total, left)
        assert before <= progress.fraction < 1
        assert progress.remaining_s is None or progress.remaining_s >= 0
        before = progress.fraction
    progress.finish()
    assert progress.fraction == 1 and progress.remaining_s == 0


def ticks(progress: RunProgress, stage: Stage, count: range, total: int) -> list[float]:
    found = []
    for done in count:
        progress.report(stage, done, total)
        found.append(progress.fraction)
    return found


FOLDS = [
    Phase(Stage.EMBED, 20),
    Phase(Stage.TRAIN, 30, first=0, last=10),
    Phase(Stage.EVALUATE, 5),
    Phase(Stage.TRAIN, 30, first=10, last=20),
    Phase(Stage.EVALUATE, 5),
    Phase(Stage.REPORT, 10),
]


def test_each_phase_moves_the_bar_by_its_share_of_the_time() -> None:
    progress = RunProgress(Clock())
    progress.plan(FOLDS)
    assert ticks(progress, Stage.EMBED, range(5), 4)[-1] == pytest.approx(0.2)
    assert ticks(progress, Stage.TRAIN, range(1, 11), 20)[-1] == pytest.approx(0.5)
    assert ticks(progress, Stage.EVALUATE, range(4), 3)[-1] == pytest.approx(0.55)
    assert ticks(progress, Stage.TRAIN, range(11, 16), 20)[-1] == pytest.approx(0.7)


def test_what_the_cache_held_does_not_make_the_bar_jump() -> None:
    progress = RunProgress(Clock())
    progress.plan(FOLDS)
    assert ticks(progress, Stage.TRAIN, range(1), 20) == [0]
    assert ticks(progress, Stage.TRAIN, range(1, 11), 20)[-1] == pytest.approx(30 / 80)


def test_what_was_not_planned_goes_on_from_where_the_bar_is() -> None:
    progress = RunProgress(Clock())
    progress.plan(FOLDS)
    ticks(progress, Stage.EMBED, range(5), 4)
    found = ticks(progress, Stage.CLICKS, range(5), 4)
    assert found == sorted(found) and found[0] == pytest.approx(0.2)
    found += ticks(progress, Stage.TRAIN, range(1, 11), 20)
    assert found == sorted(found) and found[-1] < 0.55


def test_a_new_plan_in_the_middle_keeps_what_is_done() -> None:
    progress = RunProgress(Clock())
    progress.plan(FOLDS)
    ticks(progress, Stage.EMBED, range(5), 4)
    progress.plan(FOLDS)  # the GPU failed, and the run begins again without it
    assert progress.fraction == pytest.approx(0.2)
    assert ticks(progress, Stage.EMBED, range(5), 4)[-1] == pytest.approx(0.2 + 0.8 * 0.2)


def test_the_remaining_time_is_that_of_all_phases_at_the_speed_that_was_seen() -> None:
    clock = Clock()
    progress = RunProgress(clock)
    assert progress.remaining_s is None
    progress.plan(FOLDS)
    assert progress.remaining_s == pytest.approx(100)
    progress.report(Stage.EMBED, 0, 4)
    clock.now = 20
    progress.report(Stage.EMBED, 2, 4)  # twice as slow as planned
    assert progress.remaining_s == pytest.approx(20 + 80)
    clock.now = 40
    progress.report(Stage.EMBED, 4, 4)
    progress.report(Stage.TRAIN, 0, 20)
    clock.now = 50
    progress.report(Stage.TRAIN, 5, 20, 30)  # steps take 2 s each, planned were 3
    # Ten more seconds of this fit, the other fit as quick, and what was not seen yet as planned.
    assert progress.remaining_s == pytest.approx(10 + 20 + 5 + 5 + 10)
