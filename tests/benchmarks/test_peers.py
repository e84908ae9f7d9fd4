from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest
from bench import Part

from samft_core.training.recipe import recipe_named


@pytest.fixture(scope="module")
def peers() -> ModuleType:
    return importlib.import_module("peers")


def test_peers_keep_their_published_values(peers: ModuleType) -> None:
    found = {
        name: (recipe.optimizer, recipe.learning_rate, recipe.batch_rows, recipe.jitter_px)
        for name, recipe in peers.PEERS.items()
    }
    assert found == {
        "notebook": ("adam", 1e-6, 1, 0),
        "huggingface": ("adam", 1e-5, 2, 20),
        "medsam": ("adamw", 1e-4, 2, 20),
        "micro-sam": ("adamw", 1e-5, 4, 0),
        "lightning-sam": ("adam", 8e-4, 12, 0),
        "digitalsreeni": ("adamw", 1e-4, 2, 0),
    }
    for recipe in peers.PEERS.values():
        assert recipe.views.per_mask(30) == 1  # the whole image alone
        assert recipe.policy.zoom == recipe.policy.mirrored_zoom == ()


def test_equal_time_counts_the_encoding_of_views(peers: ModuleType) -> None:
    auto, peer = recipe_named("auto"), peers.PEERS["medsam"]
    part = Part(1, 3, 0, None, [None] * 30, [])  # type: ignore[list-item]
    throughput = {"auto": 0.5, "medsam": 0.25, "medsam + planes": 0.3, "encode": 1.0, "planes": 0.2}
    # 450 steps and 150 encodings by both encoders against 30 encodings by one, or by both.
    assert peers.steps_in_the_time_of(auto, peer, part, throughput) == int(
        (450 * 0.5 + 150 * 1.2 - 30) / 0.25
    )
    richer = peers.with_planes(peer)
    assert peers.steps_in_the_time_of(auto, richer, part, throughput) == int((450 * 0.5 + 120 * 1.2) / 0.3)


def test_peers_get_the_way_in_of_auto_and_keep_everything_else(peers: ModuleType) -> None:
    auto = recipe_named("auto")
    for peer in peers.PEERS.values():
        richer = peers.with_planes(peer)
        given = {"name", "adapter_channels", "adapter_rate", "planes", "planes_when"}
        given |= {"skips", "good_distance"}
        assert richer.model_dump(exclude=given) == peer.model_dump(exclude=given)
        for field in given - {"name"}:
            assert getattr(richer, field) == getattr(auto, field)
        assert richer.reads_planes and not peer.reads_planes
    assert peers.with_steps(peers.with_planes(peers.PEERS["digitalsreeni"]), 800).warmup_steps == 80


def test_a_warm_up_that_is_a_share_follows_the_steps(peers: ModuleType) -> None:
    assert peers.with_steps(peers.PEERS["digitalsreeni"], 800).warmup_steps == 80
    assert peers.with_steps(peers.PEERS["lightning-sam"], 800).warmup_steps == 250


def test_equal_steps_give_a_table_with_the_lead_of_auto(
    peers: ModuleType,
    mvtec_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without its views: encoding them is what takes long.
    quick = recipe_named("seed").model_copy(update={"name": "auto"})
    monkeypatch.setattr(peers, "recipe_named", lambda name: quick)
    arguments = [
        str(mvtec_folder), "--folds", "2", "--tables", "steps", "--steps", "1", "--peers", "huggingface",
        "--cache", str(tmp_path / "cache"), "--json", str(tmp_path / "out.json"), "--device", "cpu",
    ]  # fmt: skip
    assert peers.main(arguments) == 0
    results = json.loads((tmp_path / "out.json").read_text("utf-8"))["steps"]
    assert list(results["table"]) == ["zero_shot", "huggingface", "auto"]
    assert results["table"]["auto"]["steps"] == [1, 1]
    assert results["lead"]["best_peer"] == "huggingface"
    low, high = results["lead"]["interval"]
    assert low <= results["lead"]["points"] <= high
    assert "| huggingface" in capsys.readouterr().out


def test_peers_on_the_richer_features_have_lines_and_a_lead_of_their_own(
    peers: ModuleType,
    mvtec_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without its views: encoding them is what takes long.
    auto = recipe_named("auto")
    quick = recipe_named("seed").model_copy(
        update={"name": "auto", "planes": auto.planes, "adapter_channels": auto.adapter_channels}
    )
    monkeypatch.setattr(peers, "recipe_named", lambda name: quick)
    arguments = [
        str(mvtec_folder), "--folds", "2", "--tables", "steps", "--steps", "1", "--peers", "medsam",
        "--planes", "--cache", str(tmp_path / "cache"), "--json", str(tmp_path / "out.json"),
        "--device", "cpu",
    ]  # fmt: skip
    assert peers.main(arguments) == 0
    results = json.loads((tmp_path / "out.json").read_text("utf-8"))["steps"]
    assert list(results["table"]) == ["zero_shot", "medsam", "medsam + planes", "auto"]
    assert results["lead"]["best_peer"] == "medsam"
    assert results["lead_on_planes"]["best_peer"] == "medsam + planes"
    assert "best peer on the same features, medsam + planes" in capsys.readouterr().out
