"""The command line as a whole: help, errors, exit codes, and commands that need no model."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from samft_core import __version__
from samft_core.cli import project as projects
from samft_core.cli.main import main
from samft_core.errors import DONE_WITH_PROBLEMS
from samft_core.progress import CancelToken
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard

COMMANDS = (
    *("new", "import", "embed", "predict", "train", "evaluate", "compare", "versions", "activate"),
    *("next", "report", "rollback", "status", "export", "doctor", "demo", "gui"),
    *("measures", "scale"),
    *("relocate", "check-again", "new-picture", "set-lot", "remove-image", "set-base-model"),
)


class Answer:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def samft(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str | Path) -> Answer:
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture
def category(tmp_path: Path) -> Path:
    """Two defects with masks and a good image, as an MVTec AD category."""
    folder = tmp_path / "Flaschen ü"
    rng = np.random.default_rng(3)
    for number, kind in enumerate(("scratch", "scratch", "good")):
        image = folder / "test" / kind / f"{number:03}.png"
        image.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 255, (30, 40, 3), np.uint8)).save(image)
        if kind != "good":
            mask = np.zeros((30, 40), np.uint8)
            mask[5:15, 8 + number : 20] = 255
            path = folder / "ground_truth" / kind / f"{number:03}_mask.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(mask).save(path)
    return folder


@pytest.fixture
def project(tmp_path: Path, category: Path, samft: Any) -> Path:
    folder = tmp_path / "project"
    assert samft("new", folder).code == 0
    assert samft("import", category, "--project", folder).code == 0
    return folder


def test_help_names_every_command_and_the_exit_codes(samft: Any) -> None:
    answer = samft("--help")
    assert answer.code == 0
    assert all(f" {name} " in answer.out for name in COMMANDS)
    assert "130 cancelled" in " ".join(answer.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_speaks_json(samft: Any, command: str) -> None:
    answer = samft(command, "--help")
    assert answer.code == 0
    assert command == "gui" or "--json" in answer.out


def test_help_is_fast_because_it_loads_no_framework() -> None:
    code = (
        "import sys; from samft_core.cli.main import main; main(['--help']); "
        "print([m for m in ('torch', 'openvino', 'sqlalchemy', 'matplotlib', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_version(samft: Any) -> None:
    assert samft("--version").out.strip() == f"samft {__version__}"


def test_wrong_usage_is_2(samft: Any) -> None:
    assert samft("sing").code == 2
    assert samft("predict", "a.png", "--box", "1,2,3").code == 2
    assert samft("new", "x", "--model", "vit_q").code == 2


def test_an_error_is_one_message_with_path_and_remedy(samft: Any, tmp_path: Path) -> None:
    answer = samft("status", "--project", tmp_path / "nowhere")
    assert answer.code == 4
    assert answer.out == ""
    assert "no such folder" in answer.err
    assert "nowhere" in answer.err
    assert "project.db" in answer.err
    assert "Traceback" not in answer.err


def test_an_error_is_json_where_json_was_asked_for(samft: Any, tmp_path: Path) -> None:
    answer = samft("status", "--json", "--project", tmp_path)
    assert answer.json["error"]["exit_code"] == answer.code == 4
    assert answer.json["error"]["path"] == str(tmp_path)


def test_new_import_status_export_give_the_same_masks_back(samft: Any, project: Path, tmp_path: Path) -> None:
    status = samft("status", "-p", project, "--json").json
    assert status["images"]["accepted"] == 2
    assert status["images"]["good"] == 1
    assert status["ground_truth"] == {"scratch": 2}
    assert status["active"] == "base"
    assert status["outlook"]["masks"] == 2 and status["outlook"]["runs"] == 0
    assert 0 <= status["outlook"]["low"] < status["outlook"]["gain"] < status["outlook"]["high"]
    exported = samft("export", tmp_path / "out", "-p", project, "--json").json
    assert (exported["images"], exported["masks"]) == (3, 2)
    masks = sorted((tmp_path / "out" / "ground_truth" / "scratch").iterdir())
    assert [int((np.asarray(Image.open(path)) > 0).sum()) for path in masks] == [120, 110]


def test_import_twice_adds_nothing_and_tables_are_for_people(
    samft: Any, project: Path, category: Path
) -> None:
    again = samft("import", category, "-p", project)
    assert again.code == 0
    assert "Known" in again.out
    assert samft("import", category, "-p", project, "--json").json[0]["added"] == 0
    assert samft("import", category, "-p", project, "--format", "kitti").code == 2


def test_a_cancelled_command_is_130(
    samft: Any, project: Path, category: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def interrupted() -> Iterator[CancelToken]:
        token = CancelToken()
        token.cancel()
        yield token

    monkeypatch.setattr(projects, "cancel_on_interrupt", interrupted)
    answer = samft("import", category, "-p", project)
    assert (answer.code, answer.out) == (130, "")
    assert "Cancelled" in answer.err
    assert "Traceback" not in answer.err


def test_a_project_is_not_made_twice(samft: Any, project: Path) -> None:
    assert samft("new", project).code == 4


def test_versions_activate_and_rollback(samft: Any, project: Path) -> None:
    with Project.open(project) as opened:
        opened.versions.add(card=VersionCard.read({"note": "for this test"}))
    names = [(v["name"], v["state"]) for v in samft("versions", "-p", project, "--json").json]
    assert names == [("base", "active"), ("v1", "candidate")]
    assert samft("activate", "v1", "-p", project, "--json").json == {"active": "v1"}
    assert "v1" in samft("versions", "-p", project).out
    assert samft("rollback", "-p", project, "--json").json == {"active": "base"}
    assert samft("rollback", "-p", project).code == 4
    assert samft("activate", "v7", "-p", project).code == 4
    assert "never compared" in samft("compare", "-p", project).err
    with Project.open(project) as opened:
        opened.versions.add(card=VersionCard.read({"comparison": {"unknown": 1}}))
    strange = samft("compare", "-p", project)
    assert strange.code == 4
    assert "another SAMFT version" in strange.err


def test_prediction_without_anything_to_ask(samft: Any, tmp_path: Path) -> None:
    assert samft("predict").code == 2
    assert samft("predict", "a.png", "--box", "0,0,5,5", "--version", "v1").code == 2


def test_gui_opens_the_window_that_the_program_brings(tmp_path: Path, samft: Any) -> None:
    opened: list[list[str]] = []

    def open_window(arguments: list[str]) -> int:
        opened.append(arguments)
        return 5

    assert main(["gui", str(tmp_path)], open_window=open_window) == 5
    assert opened == [[str(tmp_path)]]
    assert samft("gui").code == 7


def test_training_without_ground_truth_says_what_to_do(samft: Any, tmp_path: Path) -> None:
    assert samft("new", tmp_path / "empty").code == 0
    answer = samft("train", "-p", tmp_path / "empty")
    assert answer.code == 6
    assert "Accept masks" in answer.err
    assert samft("train", "-p", tmp_path / "empty", "--recipe", "magic").code == 2
    assert samft("train", "-p", tmp_path / "empty", "--resume", "run-009").code == 6


def test_labelme_files_bring_the_same_masks_to_another_project(
    samft: Any, project: Path, tmp_path: Path
) -> None:
    exported = samft("export", tmp_path / "out", "-p", project, "--format", "labelme", "--json").json
    assert (exported["images"], exported["masks"], exported["lowest_iou"]) == (3, 2, 1.0)
    samft("new", tmp_path / "again")
    imported = samft(
        "import", tmp_path / "out", "-p", tmp_path / "again", "--format", "labelme", "--json"
    ).json[0]
    assert (imported["added"], imported["good"], imported["annotations"]) == (3, 1, 2)
    with Project.open(project) as one, Project.open(tmp_path / "again") as other:
        masks = [sorted(a.mask.counts for a in opened.annotations.ground_truth()) for opened in (one, other)]
    assert masks[0] == masks[1]


@pytest.mark.parametrize("options", [["--format", "kitti"], ["--tolerance", "1"]])
def test_an_export_that_cannot_be_is_refused(
    samft: Any, project: Path, tmp_path: Path, options: list[str]
) -> None:
    assert samft("export", tmp_path / "out", "-p", project, *options).code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("box", ["nan,nan,nan,nan", "inf,0,10,10", "0,0,1e999,5", "1,2,3", "5,5,5,9"])
def test_a_box_that_is_none_is_wrong_usage(samft: Any, category: Path, tmp_path: Path, box: str) -> None:
    image = category / "test" / "scratch" / "000.png"
    assert samft("predict", image, f"--box={box}", "--out", tmp_path / "masks").code == 2
    assert samft("predict", image, "--point=nan,3", "--out", tmp_path / "masks").code == 2
    assert not (tmp_path / "masks").exists()


def test_a_tolerance_that_is_none_is_wrong_usage(samft: Any, project: Path, tmp_path: Path) -> None:
    arguments = ("export", tmp_path / "out", "-p", project, "--format", "labelme", "--tolerance", "nan")
    assert samft(*arguments).code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux stores any bytes as a name")
def test_a_name_in_another_encoding_is_listed_as_json_and_as_a_table(
    samft: Any, project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    Image.new("RGB", (8, 8)).save(folder / "a.png")
    foreign = Path(os.fsdecode(os.fsencode(folder) + b"/fl\xe4che.png"))
    foreign.write_bytes((folder / "a.png").read_bytes())
    answer = samft("import", folder, "-p", project, "--json")
    report = answer.json[0]
    assert report["added"] == 1
    assert "another encoding" in report["problems"][0]["reason"]
    assert "another encoding" in samft("import", folder, "-p", project).out


def test_a_full_disk_is_said_in_words(samft: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any, **_options: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "project.db"))

    monkeypatch.setattr(Project, "create", full)
    answer = samft("new", tmp_path / "project")
    assert answer.code == 1
    assert "The disk is full" in answer.err and "project.db" in answer.err and "Free some space" in answer.err


def test_a_reader_that_leaves_ends_a_command_without_a_word() -> None:
    command = f"{sys.executable} -m app --help | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr


def test_what_was_left_out_has_an_exit_code_of_its_own(samft: Any, category: Path, tmp_path: Path) -> None:
    samft("new", tmp_path / "p")
    (category / "test" / "scratch" / "009.png").write_bytes(b"no picture")
    answer = samft("import", category, tmp_path / "nowhere", "-p", tmp_path / "p", "--group", "L7", "--json")
    assert answer.code == DONE_WITH_PROBLEMS
    report, failed = answer.json
    assert (report["format"], report["added"], report["annotations"]) == ("mvtec", 3, 2)
    named = {Path(problem["path"]).name for problem in report["problems"] if problem["left_out"]}
    assert named == {"009.png"}
    assert "no such" in failed["problems"][0]["reason"].lower()
    with Project.open(tmp_path / "p") as project:
        assert {image.group for image in project.images.all()} == {"L7"}
        project.images.all()[0].path.unlink()
    exported = samft("export", tmp_path / "out", "-p", tmp_path / "p", "--json")
    assert exported.code == DONE_WITH_PROBLEMS and "missing" in exported.json["problems"][0]["reason"]
    assert samft("import", tmp_path / "nowhere", "-p", tmp_path / "p").code == 3
