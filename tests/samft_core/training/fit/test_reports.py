from __future__ import annotations

import math

import pytest
import torch

from samft_core.errors import TrainingError
from samft_core.training.fit.fitted import Checkpoints, SavingSchedule
from samft_core.training.fit.reports import Losses, Reports, Step


def losses(value: float, share: float = 1.0) -> Losses:
    return share, {"bce": torch.tensor(value), "total": torch.tensor(2 * value)}


def test_steps_are_told_of_in_order_several_at_a_time_and_the_rest_at_the_end() -> None:
    told: list[Step] = []
    reports = Reports(told.append, every=3)
    counts = []
    for number in range(1, 6):
        reports.add(number, 0.1 * number, [losses(number)])
        counts.append(len(told))
    assert counts == [0, 0, 3, 3, 3]
    reports.flush()
    reports.flush()
    assert [step.number for step in told] == [1, 2, 3, 4, 5]
    assert told[3].losses == {"bce": 4.0, "total": 8.0} and told[3].learning_rate == pytest.approx(0.4)
    assert all(step.seconds >= 0 for step in told) and told[0].seconds == told[2].seconds


def test_losses_of_questions_and_parts_add_up_by_their_share() -> None:
    told: list[Step] = []
    reports = Reports(told.append, every=1)
    reports.add(1, 0.1, [losses(1.0, 0.25), losses(3.0, 0.75)])
    assert told[0].losses == {"bce": 2.5, "total": 5.0}


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_loss_that_is_no_number_ends_the_fit(bad: float) -> None:
    told: list[Step] = []
    reports = Reports(told.append, every=2)
    reports.add(1, 0.1, [losses(1.0)])
    with pytest.raises(TrainingError, match="step 2") as caught:
        reports.add(2, 0.1, [losses(bad)])
    assert [step.number for step in told] == [1] and caught.value.remedy is not None


def test_a_checkpoint_is_due_every_so_many_steps_and_not_too_soon(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {"s": 100.0}
    monkeypatch.setattr("samft_core.training.fit.fitted.time.monotonic", lambda: now["s"])
    checkpoints = Checkpoints(tmp_path, "same", every=2)  # type: ignore[arg-type]
    often = SavingSchedule(checkpoints, seconds=0.0)
    rarely = SavingSchedule(checkpoints, seconds=10.0)
    found = []
    for step in range(1, 9):
        now["s"] += 3
        found.append((often.due(step), rarely.due(step)))
    assert [step for step, (due, _) in enumerate(found, 1) if due] == [2, 4, 6, 8]
    assert [step for step, (_, due) in enumerate(found, 1) if due] == [4, 8]
    assert not SavingSchedule(None, seconds=0.0).due(2)
