"""A run whose GPU fails in the middle goes on without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from samft_core.project.records import RunState
from samft_core.sam.model import SamModel
from samft_core.training import events, run
from samft_core.training.context import RunContext
from samft_core.training.recipe import Recipe
from samft_core.training.run_folder import read_metrics
from samft_core.training.trainer import Trainer
from tests.samft_core.training.runs import fine_tune_shortly, make_project


class Failing(Trainer):
    """A trainer whose GPU is lost once it has begun."""

    error = RuntimeError("CUDA error: the launch timed out and was terminated\nmore for developers")

    def __init__(self, context: RunContext) -> None:
        super().__init__(context)
        self.device = context.model.device.type

    def run(self) -> Any:
        if self.device == "cuda":
            raise self.error
        return super().run()


@pytest.fixture
def lost(model: SamModel, monkeypatch: pytest.MonkeyPatch) -> SamModel:
    """The model on a GPU that will be lost; the one on the CPU is loaded when asked for."""
    monkeypatch.setattr(run, "Trainer", Failing)
    # GPUs calculate in single precision, and the run's embeddings must not be of two kinds.
    on_cpu = {"device": "cpu", "precision": "f32"}
    monkeypatch.setattr(run, "load_model", lambda base, **asked: model if asked == on_cpu else None)
    return replace(model, device=torch.device("cuda"))


def test_the_same_run_is_finished_on_the_cpu_and_says_why(
    tmp_path: Path, lost: SamModel, recipe: Recipe
) -> None:
    said: list[Any] = []
    with make_project(tmp_path, 3) as project:
        finished = fine_tune_shortly(project, recipe, model=lost, on_event=said.append)
        [run] = project.runs.all()
        assert run.state is RunState.FINISHED and finished.run_id == run.id
        assert [version.name for version in project.versions.all()] == [finished.version]
    [changed] = [event for event in said if event.kind == "device"]
    assert "launch timed out" in changed.message and "more for developers" not in changed.message
    assert events.parse_event(events.to_line(changed)) == changed


def test_what_the_cpu_took_is_not_kept_as_the_speed_of_a_pc_with_a_gpu(
    tmp_path: Path, lost: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    monkeypatch.setattr(run, "keep_throughput", lambda *told: kept.append(told))
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, recipe, model=lost)
        [finished] = project.runs.all()
        assert "pace" not in read_metrics(finished.folder)
    assert kept == []
    (tmp_path / "without").mkdir()
    with make_project(tmp_path / "without", 3) as project:
        fine_tune_shortly(project, recipe, model=replace(lost, device=torch.device("cpu")))
        [finished] = project.runs.all()
        assert "pace" in read_metrics(finished.folder)
    assert [base for base, _ in kept] == ["mobile"]


def test_a_mistake_of_the_program_still_ends_the_run(
    tmp_path: Path, lost: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Failing, "error", RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
    with make_project(tmp_path, 3) as project:
        with pytest.raises(RuntimeError, match="mat1"):
            fine_tune_shortly(project, recipe, model=lost)
        assert [run.state for run in project.runs.all()] == [RunState.INTERRUPTED]
