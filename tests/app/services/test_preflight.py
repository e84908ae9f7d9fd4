from __future__ import annotations

from pathlib import Path

from app.services.preflight import preflight
from samft_core.formats.mvtec import import_category
from samft_core.project.project import Project
from samft_core.training.recipe import recipe_named


def test_without_masks_a_run_cannot_start(project: Project) -> None:
    found = preflight(project, recipe_named("auto"))
    assert not found.can_start and found.masks == 0 and found.problems


def test_counts_and_estimate(tmp_path: Path, mvtec_folder: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        import_category(project, mvtec_folder)
        found = preflight(project, recipe_named("auto"))
    assert (found.masks, found.images, found.good_images) == (4, 4, 1)
    assert found.classes == {"broken_small": 2, "contamination": 2}
    assert found.can_start and found.cost is not None and found.cost.seconds > 30
    assert found.expected_gain is not None and found.expected_gain.masks == 4 and found.expected_gain.gain > 0
