"""Any base model: the code that tunes ``mobile`` tunes vit_b, vit_l and vit_h, from a checkpoint on disk, and
base packs.

Their decoders are the real ones; the encoders are as small as they go, so that a run takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from samft_core.distribution.install_base_pack import add_base_pack
from samft_core.engine.session import ModelSession
from samft_core.errors import ModelError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation, VersionState
from samft_core.sam.base_models import FOLDER_VARIABLE
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.devices import choose_device
from samft_core.sam.registry import load_model
from samft_core.sam.spec import ModelSpec
from samft_core.sam.upstream import sam_model_registry
from samft_core.training.estimate.preflight import preflight_data
from samft_core.training.recipe import Recipe, recipe_named
from tests.samft_core.base_pack import made_pack
from tests.samft_core.training.runs import fine_tune_shortly

ModelName = Literal["vit_b", "vit_l", "vit_h"]
BASES: tuple[ModelName, ...] = ("vit_b", "vit_l", "vit_h")


@pytest.fixture
def checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[ModelName], Path]:
    """Writes a randomly initialised checkpoint of a model whose encoder has one narrow layer."""

    def write(name: ModelName) -> Path:
        build = sam_model_registry[name].__globals__["_build_sam"]
        monkeypatch.setitem(sam_model_registry, name, lambda: build(16, 1, 2, []))
        torch.manual_seed(3)
        path = tmp_path / f"{name}.pth"
        torch.save(sam_model_registry[name]().state_dict(), path)
        return path

    return write


@pytest.fixture(autouse=True)
def no_run_timed_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFT_PACE", str(tmp_path / "pace.json"))


@pytest.fixture
def recipe() -> Recipe:
    auto = recipe_named("auto")
    views = auto.views.model_copy(update={"most_per_mask": 2})
    return auto.model_copy(update={"steps": 2, "batch_rows": 1, "views": views})


def make_project(folder: Path, spec: ModelSpec) -> Project:
    rng = np.random.default_rng(0)
    project = Project.create(folder / "project", base_model=spec)
    for number in range(3):
        rgb = rng.integers(0, 60, (48, 64, 3), np.uint8)
        mask = np.zeros((48, 64), bool)
        mask[10 + number : 26 + number, 12:36] = True
        rgb[mask] += 120
        path = folder / f"{number:02d}.png"
        Image.fromarray(rgb).save(path)
        [image_id] = project.images.add([path]).added
        rle = RleMask.from_array(mask)
        project.annotations.add(
            NewAnnotation(
                image_id,
                class_name="chip",
                prompts=Prompts(box=rle.box),
                mask=rle,
                state=AnnotationState.ACCEPTED,
            )
        )
    return project


def test_a_checkpoint_s_decoder_is_tuned_all_the_way(
    tmp_path: Path, checkpoint: Callable[[ModelName], Path], recipe: Recipe
) -> None:
    said: list[Any] = []
    with make_project(tmp_path, ModelSpec("vit_b", checkpoint("vit_b"))) as project:
        guess = preflight_data(project, recipe).cost
        fine_tune_shortly(project, recipe, on_event=said.append, device="cpu")
        [version] = project.versions.all()
        assert version.state in (VersionState.CANDIDATE, VersionState.REFUSED)
        assert version.card.base_model == "vit_b" and "PyTorch" in version.card.encoder
        tuned = load_file(version.folder / "decoder.safetensors")
        base = torch.load(tmp_path / "vit_b.pth", weights_only=True)
        adapter = {name for name in tuned if name.startswith("adapter.")}
        own = tuned.keys() - adapter
        assert {f"mask_decoder.{name}" for name in own} == {n for n in base if n.startswith("mask_decoder.")}
        assert any(not torch.equal(tuned[name], base[f"mask_decoder.{name}"]) for name in own)
        assert tuned["adapter.up.weight"].any()
        assert (version.folder / "report.pdf").is_file()
        known = preflight_data(project, recipe).cost
        assert guess is not None and guess.guessed and known is not None and not known.guessed


@pytest.mark.parametrize("name", BASES)
def test_time_and_memory_are_told_for_every_base_before_it_is_loaded(
    tmp_path: Path, name: ModelName, checkpoint: Callable[[ModelName], Path], recipe: Recipe
) -> None:
    with make_project(tmp_path, ModelSpec(name, checkpoint(name))) as project:
        ahead = preflight_data(project, recipe).cost
        assert ahead is not None and ahead.seconds > 60 and ahead.memory > 3e9


def test_a_base_pack_s_decoder_is_tuned_asked_and_refused_by_others(
    tmp_path: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "installed"))
    pack = made_pack(tmp_path / "pack")
    base, _ = add_base_pack(pack, accept=lambda _pack: True, accept_untrusted=True)
    with make_project(tmp_path, base.spec) as project:
        guess = preflight_data(project, recipe)
        assert guess.cost is not None and guess.cost.guessed and guess.missing
        fine_tune_shortly(project, recipe, device="cpu")
        [version] = project.versions.all()
        card = version.card
        assert card.base_model == "tiny-1" and card.base_digest == base.digest
        assert card.encoder_digest == base.encoder_digest and "OpenVINO" in card.encoder
        assert (version.folder / "report.pdf").is_file()
        # Looked up by the same names as the run used: what it made is there now.
        known = preflight_data(project, recipe)
        assert known.cost is not None and not known.cost.guessed
        assert len(known.missing) < len(guess.missing)
        with pytest.raises(ModelError, match="another base model"):
            load_decoder(version.folder, load_model(device="cpu", encoder=False))
        session = ModelSession(project, load_model(base.spec, device="cpu"), choose_device("cpu"))
        box = Prompts(box=Box(12, 10, 36, 26))
        answers = {name: session.predict(1, box, version=name) for name in ("base", version.name)}
        assert answers["base"].masks.shape == answers[version.name].masks.shape == (1, 48, 64)
        pieces = session.propose(1, [2, 3])
        with pytest.raises(StopIteration) as end:
            while True:
                next(pieces)
        assert isinstance(end.value.value, list)
