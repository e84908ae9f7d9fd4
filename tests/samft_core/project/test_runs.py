from __future__ import annotations

import numpy as np
import pytest

from samft_core.dataset.build import build_manifest
from samft_core.dataset.splits import split_hold_out
from samft_core.errors import ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.manifest import Manifest
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation, RunState
from samft_core.project.schema import ManifestRow

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))


@pytest.fixture
def manifest(project: Project, images: list[int]) -> Manifest:
    for image_id in images[:2]:
        project.annotations.add(NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=MASK))
        project.annotations.accept_image(image_id)
    project.images.set_good(images[2], True)
    built = build_manifest(project)
    return built.with_splits([split_hold_out(built.samples, share=0.5)])


def test_a_frozen_manifest_comes_back_equal(project: Project, manifest: Manifest) -> None:
    digest = project.runs.freeze_manifest(manifest)
    assert project.runs.freeze_manifest(manifest) == digest == manifest.digest
    assert project.runs.load_manifest(digest) == manifest
    assert len([e for e in project.history.events() if e.action == "manifest.freeze"]) == 1


def test_a_changed_manifest_is_found_out(project: Project, manifest: Manifest) -> None:
    digest = project.runs.freeze_manifest(manifest)
    with project._context.database.writing() as session:
        row = session.get_one(ManifestRow, digest)
        row.data = row.data.replace("crack", "chip")
    with pytest.raises(ProjectError, match="does not match"):
        project.runs.load_manifest(digest)
    with pytest.raises(ProjectError, match="no manifest"):
        project.runs.load_manifest("0" * 64)


def test_a_run_from_start_to_end(project: Project, manifest: Manifest) -> None:
    digest = project.runs.freeze_manifest(manifest)
    run = project.runs.start(recipe={"name": "auto", "steps": 150}, seed=3, manifest_digest=digest)
    assert (run.name, run.state, run.seed, run.manifest_digest) == ("run-001", RunState.RUNNING, 3, digest)
    assert run.folder == project.runs.folder / "run-001"
    assert run.folder.is_dir()
    ended = project.runs.finish(run.id, RunState.FAILED, "out of memory")
    assert (ended.state, ended.error) == (RunState.FAILED, "out of memory")
    assert ended.finished_at is not None
    assert project.runs.resume(run.id).state is RunState.RUNNING
    assert project.runs.finish(run.id, RunState.FINISHED).recipe == {"name": "auto", "steps": 150}
    with pytest.raises(ProjectError, match="is finished"):
        project.runs.resume(run.id)
    assert project.runs.all() == [project.runs.get(run.id)]


def test_names_never_reuse_a_folder(project: Project) -> None:
    (project.runs.folder / "run-007").mkdir(parents=True)
    assert project.runs.start(recipe={}, seed=0, manifest_digest=None).name == "run-008"
    with pytest.raises(ProjectError, match="no run 9"):
        project.runs.get(9)


def test_a_run_needs_a_frozen_manifest(project: Project) -> None:
    with pytest.raises(ProjectError, match="refused"):
        project.runs.start(recipe={}, seed=0, manifest_digest="0" * 64)
    assert project.runs.all() == []


def test_a_run_without_a_folder_is_not_noted(project: Project) -> None:
    project.runs.folder.rmdir()
    project.runs.folder.touch()  # a file where the folder should be
    with pytest.raises(ProjectError, match="cannot be written"):
        project.runs.start(recipe={}, seed=0, manifest_digest=None)
    assert project.runs.all() == []
