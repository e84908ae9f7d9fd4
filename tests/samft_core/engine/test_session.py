from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from samft_core.engine.session import ModelSession
from samft_core.errors import ModelError
from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord, VersionState
from samft_core.project.version_card import VersionCard
from samft_core.sam.calibration import Calibration
from samft_core.sam.devices import choose_device
from samft_core.sam.registry import load_model
from samft_core.sam.types import Embedding
from tests.samft_core.planes import FakePlaneEncoder


def version(card: dict[str, Any]) -> VersionRecord:
    now = datetime.now(UTC)
    return VersionRecord(
        1, "v1", Path("models/v1"), VersionState.ACTIVE, None, now, None, VersionCard.read(card)
    )


def test_a_card_says_what_scores_are_worth() -> None:
    card = {"calibration": {"slope": 0.5, "offset": 0.2}, "base_calibration": None}
    assert version(card).calibration_of("calibration") == Calibration(slope=0.5, offset=0.2)
    assert version(card).calibration_of("base_calibration") is None
    assert version({}).calibration_of("points_calibration") is None


@pytest.mark.parametrize("bad", [{"slope": -1}, {"slope": 1, "curve": 2}, "steep"])
def test_a_card_that_is_not_understood_names_its_version(bad: Any) -> None:
    with pytest.raises(ModelError, match="v1"):
        version({"calibration": bad}).calibration_of("calibration")
    with pytest.raises(ModelError, match="v1"):
        _ = version({"recipe": {"policy": {"zoom": [-1]}}}).policy


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
        [image_id] = project.images.add([tmp_path / "bottle.png"]).added
        session = ModelSession(project, model, choose_device("cpu"))
        assert session.encode(image_id).more == ()
        stretching = {"zoom": [1.5, 0.0], "mirrored_zoom": [3.0], "stretch": True}
        in_use = version({"recipe": {"policy": stretching}})
        monkeypatch.setattr(project.versions, "active", lambda: in_use)
        found = session.encode(image_id)
        assert found.cached and found.more == (View(stretched=True),)
        assert session.prepare(image_id, found.more[0])
        assert session.encode(image_id).more == ()
        assert encoder.seen == [FULL_VIEW, View(stretched=True)]
        # A card that is not understood is no reason not to encode.
        in_use = version({"recipe": {"policy": {"zoom": "near"}}})
        assert session.encode(image_id).more == ()


def test_planes_are_prepared_where_the_version_in_use_or_a_run_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planes = FakePlaneEncoder()
    model = replace(load_model(device="cpu", encoder=False), encoder=StillEncoder(), plane_encoder=planes)
    Image.fromarray(np.zeros((30, 40, 3), np.uint8)).save(tmp_path / "bottle.png")
    with Project.create(tmp_path / "project", inspector="Ada") as project:
        [image_id] = project.images.add([tmp_path / "bottle.png"]).added
        session = ModelSession(project, model, choose_device("cpu"))
        # Nobody reads planes: none are made, for the first answer neither.
        assert session.encode(image_id).more == () and planes.seen == []
        assert not session.prepare(image_id, FULL_VIEW) and planes.seen == []
        # A run will.
        assert session.prepare(image_id, View(mirrored=True), planes=True)
        assert not session.prepare(image_id, View(mirrored=True), planes=True)
        assert planes.seen == [View(mirrored=True)]
        in_use = version({"recipe": {"policy": {"zoom": [0.0]}}, "planes_digest": planes.digest})
        monkeypatch.setattr(project.versions, "active", lambda: in_use)
        # The image's own embedding is there, so it is not encoded again; its planes come later.
        found = session.encode(image_id)
        assert found.cached and found.more == (FULL_VIEW,) and len(planes.seen) == 1
        assert session.prepare(image_id, FULL_VIEW)
        assert session.encode(image_id).more == () and planes.seen[1:] == [FULL_VIEW]
