from __future__ import annotations

import json
from pathlib import Path

import pytest

from samft_core.errors import ProjectError
from samft_core.project.project import Project
from samft_core.project.records import VersionState
from samft_core.project.version_card import VersionCard


def weights(folder: Path) -> None:
    (folder / "decoder.safetensors").write_bytes(b"weights")


def void(_: object) -> None:
    """Take a result and give none."""


def test_a_version_has_a_folder_and_a_card(project: Project) -> None:
    run = project.runs.start(recipe={}, seed=0, manifest_digest=None)
    version = project.versions.add(card=VersionCard.read({"iou": 0.7}), run_id=run.id, folder_builder=weights)
    assert (version.name, version.state, version.run_id) == ("v1", VersionState.CANDIDATE, run.id)
    assert version.folder == project.versions.folder / "v1"
    assert sorted(path.name for path in version.folder.iterdir()) == ["card.json", "decoder.safetensors"]
    assert json.loads((version.folder / "card.json").read_text()) == version.card.to_json() == {"iou": 0.7}
    assert project.versions.add(card=VersionCard()).name == "v2"
    assert project.versions.all()[0] == project.versions.get("v1") == version


def test_a_failed_build_leaves_nothing(project: Project) -> None:
    def fail(folder: Path) -> None:
        weights(folder)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        project.versions.add(card=VersionCard(), folder_builder=fail)
    assert project.versions.all() == []
    assert list(project.versions.folder.iterdir()) == []


def test_a_version_that_is_being_written_keeps_its_name(project: Project) -> None:
    with project.versions.new_version() as new, Project.open(project.folder) as other:
        meanwhile = other.versions.add(card=VersionCard())
        assert (new.name, meanwhile.name) == ("v1", "v2")
        with pytest.raises(ProjectError, match="There is a model version"):
            other.versions.add("v1", card=VersionCard())
        assert new.add(VersionCard(seed=3)).name == "v1"
    assert [version.name for version in project.versions.all()] == ["v2", "v1"]
    with project.versions.new_version("line-3"):
        pass
    assert sorted(path.name for path in project.versions.folder.iterdir()) == ["v1", "v2"]


def test_masks_can_be_saved_while_a_version_is_written(project: Project) -> None:
    version = project.versions.add(
        card=VersionCard(), folder_builder=lambda _: void(project.classes.add("crack"))
    )
    assert version.name == "v1"
    assert len(project.classes.all()) == 1


def test_a_name_that_is_taken_leaves_the_old_folder(project: Project) -> None:
    project.versions.add("v1", card=VersionCard(), folder_builder=weights)
    with pytest.raises(ProjectError):
        project.versions.add("v1", card=VersionCard.read({"new": 1}))
    assert [path.name for path in project.versions.folder.iterdir()] == ["v1"]
    assert json.loads((project.versions.folder / "v1" / "card.json").read_text()) == {}


def test_activate_and_roll_back_to_the_base(project: Project) -> None:
    for _ in range(2):
        project.versions.add(card=VersionCard(), folder_builder=weights)
    assert project.versions.active() is None
    project.versions.activate("v1")
    active = project.versions.activate("v2")
    assert active is not None
    assert (active.name, active.state) == ("v2", VersionState.ACTIVE)
    assert active.activated_at is not None
    assert project.versions.get("v1").state is VersionState.RETIRED
    back = project.versions.roll_back()
    assert back is not None
    assert (back.name, back.state) == ("v1", VersionState.ACTIVE)
    assert project.versions.get("v2").state is VersionState.RETIRED
    assert project.versions.roll_back() is None
    assert project.versions.active() is None
    with pytest.raises(ProjectError, match="nothing to roll back"):
        project.versions.roll_back()


def test_the_base_can_be_activated_and_left_again(project: Project) -> None:
    project.versions.add(card=VersionCard())
    project.versions.activate("v1")
    assert project.versions.activate("base") is None
    assert project.versions.active() is None
    back = project.versions.roll_back()
    assert back is not None
    assert back.name == "v1"


def test_activating_what_is_active_adds_no_step_back(project: Project) -> None:
    project.versions.add(card=VersionCard())
    project.versions.activate("v1")
    project.versions.activate("v1")
    assert project.versions.roll_back() is None


def test_a_refused_version_cannot_be_activated(project: Project) -> None:
    project.versions.add(card=VersionCard(), state=VersionState.REFUSED)
    with pytest.raises(ProjectError, match="refused"):
        project.versions.activate("v1")
    with pytest.raises(ProjectError, match="no model version 'v9'") as caught:
        project.versions.activate("v9")
    assert "base, v1" in str(caught.value.remedy)


@pytest.mark.parametrize("name", ["", "base", "a/b", "../x", ".hidden", "x" * 65])
def test_names_that_are_no_folders(project: Project, name: str) -> None:
    with pytest.raises(ProjectError, match="cannot name"):
        project.versions.add(name, card=VersionCard())


def test_names_are_given_once(project: Project) -> None:
    project.versions.add("line-3", card=VersionCard())
    with pytest.raises(ProjectError, match="already"):
        project.versions.add("line-3", card=VersionCard())
    (project.versions.folder / "v7").mkdir()
    assert project.versions.add(card=VersionCard()).name == "v8"
