from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from samft_core.devices import choose_device
from samft_core.engine.session import ModelSession, calibration_of, policy_of
from samft_core.errors import ModelError
from samft_core.geometry import FULL_VIEW, Frame, View
from samft_core.models.calibration import Calibration
from samft_core.models.registry import load_model
from samft_core.models.types import Embedding
from samft_core.store.project import Project
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


class StillEncoder:
    """Embeds nothing, and notes through which views it was asked."""

    digest = description = "still"

    def __init__(self) -> None:
        self.seen: list[View] = []

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        self.seen.append(view)
        frame = Frame(rgb.shape[1], rgb.shape[0], view)
        return Embedding(np.zeros((256, 64, 64), np.float32), frame, self.digest)


def test_an_encoded_image_names_the_views_that_boxes_on_it_will_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, encoder = load_model(device="cpu", encoder=False), StillEncoder()
    model.encoder = encoder
    Image.fromarray(np.zeros((30, 40, 3), np.uint8)).save(tmp_path / "bottle.png")
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        [image_id] = project.add_images([tmp_path / "bottle.png"]).added
        session = ModelSession(project, model, choose_device("cpu"))
        assert session.encode(image_id).more == ()
        stretching = {"zoom": [1.5, 0.0], "mirrored_zoom": [3.0], "stretch": True}
        in_use = version({"recipe": {"policy": stretching}})
        monkeypatch.setattr(project, "active_version", lambda: in_use)
        found = session.encode(image_id)
        assert found.cached and found.more == (View(stretched=True),)
        assert session.prepare(image_id, found.more[0])
        assert session.encode(image_id).more == ()
        assert encoder.seen == [FULL_VIEW, View(stretched=True)]
        # A card that is not understood is no reason not to encode.
        in_use.card["recipe"] = {"policy": {"zoom": "near"}}
        assert session.encode(image_id).more == ()
