from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.cli.main import main
from samft_core.distribution.project_packs import write_project_pack
from samft_core.errors import DamagedError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.project import leftovers
from samft_core.project.layout import Layout
from samft_core.project.project import Project, check_folder
from samft_core.project.version_card import VersionCard
from tests.samft_core.project.test_restore import accept, damage

BUILD_AND_DIE = """
import os, signal, sys
from pathlib import Path
from samft_core.files.atomic import replacing
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard
project = Project.open(sys.argv[1])

def build(folder):
    (folder / "decoder.safetensors").write_bytes(b"half")
    with project.unfinished(Path(sys.argv[2])):
        Path(sys.argv[2]).mkdir()
        with replacing(project.folder / "images" / "a.png") as temporary:
            os.kill(os.getpid(), signal.SIGKILL)

(project.folder / "images").mkdir()
project.versions.add(card=VersionCard(), folder_builder=build)
"""


@pytest.fixture
def whole(project: Project, images: list[int]) -> Project:
    """A project with everything that can be damaged."""
    accept(project, images[0])
    project.images.set_good(images[1], True)
    for image in project.images.all():
        project.image_files.record_digest(image.id, pixel_digest(read_image(image.path)))
    weights = b"weights" * 100
    project.versions.add(
        card=VersionCard.read({"decoder_sha256": hashlib.sha256(weights).hexdigest()}),
        folder_builder=lambda folder: (folder / "decoder.safetensors").write_bytes(weights) and None,
    )
    assert project.check().problems == []
    return project


def overwrite_image(project: Project) -> Path:
    path = project.images.all()[0].path
    Image.fromarray(np.full((20, 30, 3), 77, np.uint8)).save(path)
    return path


def break_image(project: Project) -> Path:
    path = project.images.all()[2].path
    path.write_bytes(path.read_bytes()[:60])
    return path


def lose_image(project: Project) -> Path:
    path = project.images.all()[2].path
    path.unlink()
    return path


def empty_weights(project: Project) -> Path:
    path = project.versions.folder / "v1" / "decoder.safetensors"
    path.write_bytes(b"")
    return path


def other_weights(project: Project) -> Path:
    path = project.versions.folder / "v1" / "decoder.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    return path


def stray_mask(project: Project) -> Path:
    path = project.ground_truth_files.folder / "crack" / "stray_mask.png"
    path.write_bytes(next(project.ground_truth_files.folder.rglob("*.png")).read_bytes())
    return path


def broken_mask(project: Project) -> Path:
    path = next(project.ground_truth_files.folder.rglob("*.png"))
    path.write_bytes(b"no png")
    return path


def lost_mask(project: Project) -> Path:
    path = next(project.ground_truth_files.folder.rglob("*.png"))
    path.unlink()
    return path


Harm = Callable[[Project], Path]


@pytest.mark.parametrize(
    "harm",
    [
        overwrite_image,
        break_image,
        lose_image,
        empty_weights,
        other_weights,
        stray_mask,
        broken_mask,
        lost_mask,
    ],
)
def test_each_kind_of_damage_is_named(whole: Project, harm: Harm) -> None:
    path = harm(whole)
    (problem,) = whole.check().problems
    assert str(path) in problem


@pytest.mark.parametrize("harm", [stray_mask, broken_mask, lost_mask])
def test_the_ground_truth_folder_is_mended(whole: Project, harm: Harm) -> None:
    before = {p: p.read_bytes() for p in whole.ground_truth_files.folder.rglob("*.png")}
    harm(whole)
    report = whole.check(repair=True)
    assert report.ok
    assert len(report.repaired) == 1
    assert {p: p.read_bytes() for p in whole.ground_truth_files.folder.rglob("*.png")} == before


@pytest.mark.parametrize("harm", [overwrite_image, empty_weights])
def test_what_cannot_be_mended_stays_named(whole: Project, harm: Harm) -> None:
    harm(whole)
    report = whole.check(repair=True)
    assert len(report.problems) == 1
    assert report.repaired == []


@pytest.mark.parametrize("harm", [empty_weights, other_weights])
def test_no_pack_carries_damaged_weights(whole: Project, harm: Harm, tmp_path: Path) -> None:
    harm(whole)
    with pytest.raises(DamagedError, match="Weights damaged"):
        write_project_pack(whole, tmp_path / "a.samftproject")
    assert not list(tmp_path.glob("*.samftproject"))


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_what_a_killed_program_left_is_named_and_removed(project: Project, tmp_path: Path) -> None:
    project.close()
    outside = tmp_path / ".exporting-plant-1"
    command = [sys.executable, "-c", BUILD_AND_DIE, str(project.folder), str(outside)]
    ended = subprocess.run(command, check=False)
    assert ended.returncode == -signal.SIGKILL
    mine = project.folder / "images" / ".mine.tmp"
    mine.touch()
    (project.folder / leftovers.NOTES / ".0.txt.a1b2c3d4.tmp").touch()
    check = [sys.executable, "-m", "samft_core", "check", "-p", str(project.folder), "--json"]
    found = json.loads(subprocess.run(check, check=False, capture_output=True).stdout)
    assert any(str(outside) in words for words in found["notes"])
    # What lies in the project went when it was opened, because nobody else has it open.
    assert not list(project.versions.folder.iterdir())
    assert list((project.folder / "images").iterdir()) == [mine]
    assert json.loads(subprocess.run([*check, "--repair"], check=True, capture_output=True).stdout)["ok"]
    assert not outside.exists()
    assert not (project.folder / leftovers.NOTES).exists()


def test_a_note_never_names_what_is_not_samfts(project: Project, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    note = project.folder / leftovers.NOTES / "x.txt"
    note.parent.mkdir()
    note.write_text(str(precious), "utf-8")
    os.utime(note, (1, 1))
    os.utime(precious, (1, 1))
    assert project.check(repair=True).ok
    assert precious.is_dir()
    assert not note.exists()


def test_what_is_being_written_now_is_no_leftover(project: Project) -> None:
    (project.versions.folder / ".building-now").mkdir()
    assert project.check(repair=True).ok
    assert (project.versions.folder / ".building-now").is_dir()


def test_the_command_says_what_is_wrong_by_its_exit_code(
    whole: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    whole.close()
    call = ["check", "-p", str(whole.folder)]
    assert main(call) == 0
    assert "Nothing is wrong" in capsys.readouterr().out
    lost_mask(whole)
    assert main(call) == 1
    assert "1 thing is wrong" in capsys.readouterr().out
    assert main([*call, "--repair"]) == 0
    assert "Mended" in capsys.readouterr().out
    damage(whole.folder / "project.db")
    assert main(call) == 4
    assert "samft restore" in capsys.readouterr().err


def test_the_doctor_says_what_the_check_found(whole: Project) -> None:
    from samft_core.diagnostics import doctor

    path = empty_weights(whole)
    (check, *_) = doctor._project(whole.folder)
    assert check.status == "failed"
    assert str(path) in check.detail
    assert "samft check" in str(check.remedy)


def test_folders_that_the_project_does_not_know_are_noted(whole: Project) -> None:
    (whole.versions.folder / "v9").mkdir()
    report = whole.check()
    assert report.ok
    assert "v9" in report.notes[0]


def test_a_check_without_pictures_reads_no_file_whose_size_and_time_are_as_they_were(whole: Project) -> None:
    path = whole.images.all()[2].path
    status = path.stat()
    path.write_bytes(b"x" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert check_folder(whole.folder, pictures=False).ok
    assert not check_folder(whole.folder).ok


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_nonsense_among_the_notes_keeps_nobody_waiting(project: Project) -> None:
    notes = project.folder / leftovers.NOTES
    notes.mkdir()
    os.mkfifo(notes / "pipe.txt")
    (notes / "nul.txt").write_bytes(b"/a\0b")
    (notes / "bytes.txt").write_bytes(b"\xff\xfe")
    old = time.time() - 1000
    for note in notes.iterdir():
        os.utime(note, (old, old))
    assert {path.name for path in leftovers.leftovers(Layout.of(project.folder), since=time.time())} == {
        "pipe.txt",
        "nul.txt",
        "bytes.txt",
    }
