from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from samft_core.errors import BusyError, DamagedError, ProjectError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project import restore as module
from samft_core.project.layout import RESTORING
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation
from samft_core.project.restore import list_backups, restore

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))

WRITE_AND_DIE = """
import os, signal, sys
from samft_core.project.project import Project
project = Project.open(sys.argv[1])
for number in range(200):
    project.classes.add(f"class {number}")
os.kill(os.getpid(), signal.SIGKILL)
"""

HOLD = """
import sys, time
from samft_core.project.project import Project
project = Project.open(sys.argv[1])
print("open", flush=True)
time.sleep(120)
"""


def accept(project: Project, image_id: int) -> None:
    project.annotations.add(NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=MASK))
    project.annotations.accept_image(image_id)


def damage(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[100:-4096] = b"\xa5" * (len(data) - 4196)
    database.write_bytes(data)


def killed_while_writing(folder: Path) -> None:
    """Leaves a write-ahead log that belongs to the database as it was."""
    ended = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (folder / "project.db-wal").stat().st_size > 0


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_left_write_ahead_log_is_not_replayed_over_the_backup(project: Project, images: list[int]) -> None:
    accept(project, images[0])
    backup = project.back_up()
    project.close()
    killed_while_writing(project.folder)
    damage(project.folder / "project.db")
    report = restore(project.folder)
    assert report.backup == backup
    assert report.masks == 1
    with Project.open(project.folder) as again:
        assert again.check().ok
        assert [c.name for c in again.classes.all()] == ["crack"]
        assert len(again.annotations.ground_truth()) == 1
        assert again.history.events(limit=1)[0].action == "project.restore"
    assert {"project.db", "project.db-wal", "project.db-shm"} <= {p.name for p in report.aside.iterdir()}


def test_the_ground_truth_folder_follows(project: Project, images: list[int]) -> None:
    accept(project, images[0])
    project.back_up()
    accept(project, images[1])
    project.close()
    assert len(list(project.ground_truth_files.folder.rglob("*.png"))) == 2
    restore(project.folder)
    assert [p.name for p in project.ground_truth_files.folder.rglob("*.png")] == ["000_mask.png"]


def test_damaged_backups_are_left_out_and_named(project: Project) -> None:
    good = project.back_up()
    project.classes.add("later")
    bad = project.back_up()
    project.close()
    damage(bad)
    problems = {info.path: info.problem for info in list_backups(project.folder)}
    assert list(problems) == [bad, good]
    assert problems[good] is None
    assert problems[bad]
    with pytest.raises(DamagedError, match="cannot be used"):
        restore(project.folder, bad)
    report = restore(project.folder)
    assert report.backup == good
    assert bad.name in report.skipped[0]


def test_without_a_backup_nothing_is_touched(project: Project) -> None:
    project.close()
    before = (project.folder / "project.db").read_bytes()
    with pytest.raises(ProjectError, match="no backup that can be used"):
        restore(project.folder)
    with pytest.raises(ProjectError, match="no such backup"):
        restore(project.folder, Path("none.db"))
    assert (project.folder / "project.db").read_bytes() == before
    assert not (project.folder / RESTORING).exists()


def test_a_project_that_is_open_elsewhere_is_refused(project: Project) -> None:
    project.back_up()
    project.close()
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(project.folder)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"open"
        with pytest.raises(BusyError, match="open in 1 other program"):
            restore(project.folder)
    finally:
        holder.kill()
        holder.communicate()
    restore(project.folder)


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_restore_that_is_cut_off_is_finished_at_the_next_opening(
    project: Project, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    project.classes.add("crack")
    project.back_up()
    project.classes.add("later")
    project.close()
    (project.folder / "project.db-shm").write_bytes(b"old")
    (project.folder / "project.db-wal").write_bytes(b"old")
    damage(project.folder / "project.db")
    left = cut

    def tick() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt

    real_replace, real_rename = os.replace, module.atomic.replace

    def replace(source: Path, target: Path) -> None:
        tick()
        real_replace(source, target)

    def rename(source: Path, target: Path) -> None:
        tick()
        real_rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        patch.setattr(module.atomic, "replace", rename)
        with contextlib.suppress(KeyboardInterrupt):
            restore(project.folder)
    if not (project.folder / RESTORING).exists():
        restore(project.folder)
    with Project.open(project.folder) as again:
        assert [c.name for c in again.classes.all()] == ["crack"]
        assert again.check().ok
    assert not (project.folder / RESTORING).exists()
    (aside,) = list((project.folder / "backups").glob("replaced-*"))
    assert {p.name for p in aside.iterdir()} == {"project.db", "project.db-wal", "project.db-shm"}


def test_a_backup_with_a_program_in_it_is_refused(project: Project) -> None:
    backup = project.back_up()
    project.close()
    connection = sqlite3.connect(backup)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON project BEGIN DELETE FROM image; END")
    connection.commit()
    connection.close()
    with pytest.raises(DamagedError, match="holds no SAMFT project"):
        restore(project.folder, backup)
