from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from samft_core.diagnostics import demo
from samft_core.errors import CancelledError, ProjectError
from samft_core.evaluation.records import Comparison
from samft_core.progress import CancelToken, Progress
from samft_core.project.project import Project
from samft_core.training.recipe import recipe_named


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """Three drawn defects of 96 x 72 pixels and a good image."""
    folder = tmp_path / "samples"
    for number in range(4):
        kind = "spot" if number < 3 else "good"
        box = (20 + 6 * number, 15, 50 + 6 * number, 45)
        picture = Image.fromarray(np.full((72, 96, 3), 60 + number, np.uint8))
        mask = Image.new("L", (96, 72))
        if kind == "spot":
            ImageDraw.Draw(picture).ellipse(box, fill="white")
            ImageDraw.Draw(mask).ellipse(box, fill=255)
            path = folder / "ground_truth" / kind / f"{number:03}_mask.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            mask.save(path)
        path = folder / "test" / kind / f"{number:03}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path)
    return folder


def test_the_whole_loop_on_a_tiny_set(samples: Path, tmp_path: Path) -> None:
    stages: set[str] = set()
    events: list[Any] = []

    def hear(step: Progress) -> None:
        stages.add(step.stage)

    result = demo.run_demo(
        tmp_path / "tour",
        on_progress=hear,
        on_event=events.append,
        cancel=CancelToken(),
        device="cpu",
        recipe=recipe_named("seed").model_copy(update={"steps": 1}),
        samples=samples,
    )
    assert (result.images, result.masks, result.version) == (4, 3, "v1")
    assert result.base_iou > 0.8
    assert {"import", "embed", "predict"} <= stages
    assert {event.kind for event in events} >= {"started", "step", "finished"}
    assert Comparison.model_validate(result.comparison).score("candidate", "noisy") is not None
    report = result.report.read_text("utf-8")
    assert "data:image/png;base64," in report
    assert "http://" not in report.replace("http://www.w3.org", "")
    with Project.open(result.project) as project:
        assert all(image.path.is_relative_to(result.project) for image in project.images.all())
        assert sum(len(project.predictions.of_image(image.id)) for image in project.images.all()) == 3
        active = project.versions.active()
        assert (active is not None) == result.offered


def test_the_demo_tunes_with_a_shorter_auto() -> None:
    auto, short = recipe_named("auto"), demo.demo_recipe()
    assert short.step_count(14) < auto.step_count(14)
    assert short.views.per_mask(14) < auto.views.per_mask(14)
    assert short.policy == auto.policy


def test_a_cancelled_demo_can_be_started_again(samples: Path, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    folder = demo.demo_folder(tmp_path / "tour")
    with pytest.raises(CancelledError):
        demo.run_demo(
            folder, on_progress=lambda _: None, on_event=print, cancel=cancel, device="cpu", samples=samples
        )
    with pytest.raises(ProjectError, match="holds something"):
        demo.demo_folder(folder)
    assert demo.demo_folder(folder, again=True) == folder
    assert not folder.exists()


def test_folders_without_a_name_are_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert demo.demo_folder(None) == tmp_path / "samft-demo"
    (tmp_path / "samft-demo").mkdir()
    assert demo.demo_folder(None) == tmp_path / "samft-demo-2"


def test_only_a_demo_is_removed(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("x", "utf-8")
    with pytest.raises(ProjectError, match="not made by the demo"):
        demo.demo_folder(tmp_path, again=True)
    assert (tmp_path / "precious.txt").exists()


def test_a_display_is_seen_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not demo.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert demo.has_display()
