from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.services.logs import log_file
from app.services.opening import Plan, add_paths, import_source, open_project, plan_for
from samft_core.errors import ProjectError
from samft_core.progress import CancelToken, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageState
from samft_core.security.accounts import account_name


def test_a_project_is_opened_as_it_is(project: Project) -> None:
    plan = plan_for(project.folder)
    assert (plan.project, plan.create, plan.source) == (project.folder, False, None)
    assert plan_for(project.folder / "project.db") == plan


def test_a_folder_of_images_gets_a_project_beside_it(image_folder: Path) -> None:
    plan = plan_for(image_folder)
    assert plan.create and plan.source == image_folder
    assert plan.project == image_folder.parent / "images-samft"
    assert plan_for(next(image_folder.iterdir())) == plan


def test_projects_go_where_the_policy_says(
    image_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text(
        json.dumps({"paths": {"projects": str(tmp_path / "ü all"), "log": str(tmp_path)}}), "utf-8"
    )
    monkeypatch.setenv("SAMFT_POLICY", str(policy))
    plan = plan_for(image_folder)
    assert plan.create and plan.project.parent == tmp_path / "ü all"
    assert plan.project != plan_for(image_folder.parent).project
    open_project(plan, "ada").project.close()
    assert plan_for(image_folder) == Plan(plan.project, create=False, source=image_folder)
    assert log_file().parent == tmp_path and account_name() in log_file().name


def test_the_project_made_before_is_found_again(image_folder: Path) -> None:
    opened = open_project(plan_for(image_folder), "ada")
    opened.project.close()
    again = plan_for(image_folder)
    assert not again.create and again.project == opened.project.folder


def test_a_path_that_is_nothing_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        plan_for(tmp_path / "nowhere")
    assert caught.value.remedy


def test_a_category_comes_in_with_its_masks(tmp_path: Path, mvtec_folder: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        report = import_source(project, mvtec_folder, ignore_progress, CancelToken())
        assert (report.added, report.annotations, report.good) == (5, 4, 1)
        assert project.images.counts()[ImageState.ACCEPTED] == 4


def test_dropped_files_and_folders_are_added_once(tmp_path: Path, image_folder: Path) -> None:
    files = sorted(image_folder.iterdir())
    (image_folder / "notes.txt").write_text("no image")
    with Project.create(tmp_path / "project") as project:
        first = add_paths(project, [files[0], image_folder / "notes.txt"], ignore_progress, CancelToken())
        second = add_paths(project, [image_folder], ignore_progress, CancelToken())
        assert (first.added, second.added, second.skipped) == (1, 2, 1)


def test_a_dropped_file_that_is_not_read_is_named(tmp_path: Path, image_folder: Path) -> None:
    phone = image_folder / "phone.heic"
    phone.write_bytes(b"heic")
    with Project.create(tmp_path / "project") as project:
        report = add_paths(project, [phone, image_folder], ignore_progress, CancelToken())
    assert report.added == 3
    assert {problem.path.name for problem in report.problems} == {"phone.heic"}
