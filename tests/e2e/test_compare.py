"""Two versions of three set against each other: hold a key, wipe, side by side, the difference marked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.items import ComparisonMode
from app.controllers.shown_masks import REACTION_S
from samft_core.project.records import ImageState
from samft_core.sam.types import BASE_VERSION

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

MAKE_VERSIONS = """
import sys
from pathlib import Path
import torch
from samft_core.sam.registry import load_model
from samft_core.sam.decoder_files import save_decoder
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard
torch.manual_seed(0)
model = load_model(encoder=False)
with Project.open(Path(sys.argv[1])) as project:
    for scale in (0.05, 0.2):
        decoder = model.new_decoder()
        with torch.no_grad():
            for value in decoder.parameters():
                value.add_(torch.randn_like(value) * value.std(correction=0) * scale)
        project.versions.add(
            card=VersionCard(),
            folder_builder=lambda f: save_decoder(f, decoder, base_digest=model.base_digest) and None
        )
"""


@pytest.fixture
def compared(inspector, samples: Path):
    """The sample project with two versions, and a box both the base model and v1 have answered."""
    window, hub = inspector.window, inspector.hub
    inspector.open(samples, images=24)
    project = hub.projects.project
    subprocess.run([sys.executable, "-c", MAKE_VERSIONS, str(project.folder)], check=True)
    hub.models.reload()
    assert [v.name for v in hub.models.versions] == ["v2", "v1"]
    window.panels.prediction.tuned.version_chosen.emit(
        "v1"
    )  # the menu of the second row cannot be opened headless
    image = inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(project.annotations.of_image(image.id)[0].mask.box)
    inspector.wait(lambda: hub.predictions.versions == [BASE_VERSION, "v1"], 90, "both masks")
    window.panels.canvas.setFocus()
    return inspector


def test_comparison_modes_by_key(compared) -> None:
    canvas = compared.window.panels.canvas

    def mode() -> ComparisonMode | None:
        return canvas.viewport.comparison.mode if canvas.viewport.comparison else None

    assert mode() is None
    both = pixels(canvas)
    QTest.keyPress(canvas, Qt.Key.Key_X)
    assert mode() is ComparisonMode.HOLD and canvas.viewport.panes[0].sides == ("right",)
    assert not np.array_equal(pixels(canvas), both)
    QTest.keyRelease(canvas, Qt.Key.Key_X)
    assert mode() is None and np.array_equal(pixels(canvas), both)

    compared.press(Qt.Key.Key_X, SHIFT)
    assert mode() is ComparisonMode.HOLD and canvas.viewport.panes[0].sides == ("left",)
    QTest.keyPress(canvas, Qt.Key.Key_X)
    assert canvas.viewport.panes[0].sides == ("right",)
    QTest.keyRelease(canvas, Qt.Key.Key_X)
    assert canvas.viewport.panes[0].sides == ("left",)
    for key, expected in ((Qt.Key.Key_W, ComparisonMode.WIPE), (Qt.Key.Key_C, ComparisonMode.SIDE_BY_SIDE)):
        compared.press(key)
        assert mode() is expected and len(canvas.viewport.panes) == 2
    compared.press(Qt.Key.Key_C)
    assert mode() is None
    compared.press(Qt.Key.Key_D)
    assert mode() is ComparisonMode.OVERLAY and not np.array_equal(pixels(canvas), both)
    compared.press(Qt.Key.Key_D)
    assert mode() is None and np.array_equal(pixels(canvas), both)


def test_any_two_versions(compared) -> None:
    hub, prediction = compared.hub, compared.window.panels.prediction
    first = hub.predictions.answer("v1").proposal
    next(a for a in prediction.base.choices.actions() if a.data() == "v2").trigger()
    assert hub.models.pair == ["v2", "v1"]
    compared.wait(lambda: hub.predictions.answer("v2") is not None, 60, "the mask of v2")
    assert hub.predictions.answer("v1").proposal == first
    next(a for a in prediction.base.choices.actions() if a.data() == "v1").trigger()
    assert hub.models.pair == ["v1", "v2"]

    # Taking one and then the other corrects one object; it does not make two.
    look(compared)
    compared.press(Qt.Key.Key_1)
    compared.wait(lambda: len(new_objects(compared)) == 1)
    assert new_objects(compared)[0].started_from == "v1"
    compared.press(Qt.Key.Key_2)
    compared.wait(lambda: new_objects(compared)[0].started_from == "v2")
    next(a for a in prediction.base.choices.actions() if a.data() == BASE_VERSION).trigger()
    compared.wait(lambda: hub.predictions.answer(BASE_VERSION) is not None, 60)
    look(compared)
    compared.press(Qt.Key.Key_1)
    compared.wait(lambda: new_objects(compared)[0].started_from == BASE_VERSION)
    assert len(new_objects(compared)) == 1


def look(inspector) -> None:
    """Look at masks that have just come in the place of others: a key at once would not be theirs."""
    inspector.qtbot.wait(round(1000 * REACTION_S) + 50)


def new_objects(inspector) -> list:
    return [a for a in inspector.hub.annotations.records() if a.started_from is not None]


def pixels(canvas) -> np.ndarray:
    canvas.repaint()
    return canvas.compositor.pixels.copy()
