from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from samft_core.engine.session import calibration_of, policy_of
from samft_core.errors import ModelError
from samft_core.models.calibration import Calibration
from samft_core.store.records import VersionRecord, VersionState


def version(card: dict[str, Any]) -> VersionRecord:
    now = datetime.now(UTC)
    return VersionRecord(1, "v1", Path("models/v1"), VersionState.ACTIVE, None, now, None, card)


def test_a_card_says_what_scores_are_worth() -> None:
    card = {"calibration": {"slope": 0.5, "offset": 0.2}, "base_calibration": None}
    assert calibration_of(version(card), "calibration") == Calibration(slope=0.5, offset=0.2)
    assert calibration_of(version(card), "base_calibration") is None
    assert calibration_of(version({}), "points_calibration") is None


@pytest.mark.parametrize("bad", [{"slope": -1}, {"slope": 1, "curve": 2}, "steep"])
def test_a_card_that_is_not_understood_names_its_version(bad: Any) -> None:
    with pytest.raises(ModelError, match="v1"):
        calibration_of(version({"calibration": bad}), "calibration")
    with pytest.raises(ModelError, match="v1"):
        policy_of(version({"recipe": {"policy": {"zoom": [-1]}}}))
