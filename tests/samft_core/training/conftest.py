"""Fixtures for whole runs."""

from __future__ import annotations

import pytest

from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_model
from samft_core.training.recipe import Recipe, Rehearsal, recipe_named
from tests.samft_core.planes import FakePlaneEncoder
from tests.samft_core.training.runs import FakeEncoder


@pytest.fixture(scope="package")
def model() -> SamModel:
    model = load_model(device="cpu", encoder=False)
    model.encoder = FakeEncoder()
    model.plane_encoder = FakePlaneEncoder()
    return model


@pytest.fixture
def recipe() -> Recipe:
    few = {"steps": 2, "batch_rows": 1, "policy": InferencePolicy(zoom=(2.0,))}
    few |= {"rehearsal": Rehearsal(), "start": "base"}
    views = recipe_named("auto").views.model_copy(update={"most_per_mask": 2})
    return recipe_named("auto").model_copy(update=few | {"views": views})
