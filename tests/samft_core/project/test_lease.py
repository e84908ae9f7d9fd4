from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from samft_core.errors import HeldError, UnwritableError
from samft_core.project import lease as module
from samft_core.project.lease import FOLDER, Host, Lease, holders, take_over
from samft_core.project.project import Project


def elsewhere(folder: Path, *, silent_s: float = 0.0) -> Path:
    """Another PC's claim, as it lies on the share."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    file = place / "0123456789ab-77-aaaa.json"
    said = {
        "host": "line-7",
        "host_key": "0123456789ab",
        "pid": 77,
        "process_started": 1.0,
        "account": "berta",
        "since": "2026-11-30 06:00",
    }
    file.write_text(json.dumps(said), "utf-8")
    then = time.time() - silent_s
    os.utime(file, (then, then))
    return file


def test_a_second_pc_is_told_who_has_the_project_open(project: Project) -> None:
    project.close()
    elsewhere(project.folder)
    with pytest.raises(
        HeldError, match=r"open on the PC line-7 \(account berta, since 2026-11-30 06:00\)"
    ) as caught:
        Project.open(project.folder)
    assert not caught.value.stale
    assert "Close it there" in str(caught.value.remedy)
    assert [p.name for p in (project.folder / FOLDER).iterdir()] == ["0123456789ab-77-aaaa.json"]


def test_it_may_look_all_the_same(project: Project) -> None:
    project.classes.add("crack")
    project.close()
    elsewhere(project.folder)
    with Project.open(project.folder, look=True) as again:
        assert [c.name for c in again.classes.all()] == ["crack"]
        assert "line-7" in str(again.read_only_reason)
        with pytest.raises(UnwritableError, match="only to look at"):
            again.classes.add("chip")


def test_a_silent_pc_can_be_given_up_with_a_word(project: Project) -> None:
    project.close()
    elsewhere(project.folder, silent_s=600)
    with pytest.raises(HeldError, match="nothing was heard from there for 10 minutes") as caught:
        Project.open(project.folder)
    assert caught.value.stale
    assert "samft take-over" in str(caught.value.remedy)
    assert [holder.host.name for holder in take_over(project.folder)] == ["line-7"]
    Project.open(project.folder).close()


def test_a_pc_that_is_there_is_not_taken_over(project: Project) -> None:
    project.close()
    file = elsewhere(project.folder)
    with pytest.raises(HeldError):
        take_over(project.folder)
    assert file.exists()


def test_who_was_given_up_writes_no_more(project: Project) -> None:
    for file in (project.folder / FOLDER).iterdir():
        file.unlink()
    with pytest.raises(HeldError, match="took the project over"):
        project.classes.add("crack")
    assert project.classes.all() == []


def test_several_processes_of_one_pc_are_fine(project: Project) -> None:
    code = (
        "import sys; from samft_core.project.project import Project;"
        "Project.open(sys.argv[1]).classes.add('chip')"
    )
    subprocess.run([sys.executable, "-c", code, str(project.folder)], check=True)
    with Project.open(project.folder) as second:
        assert len(holders(project.folder)) == 2
        second.classes.add("crack")
    assert [c.name for c in project.classes.all()] == ["chip", "crack"]
    project.close()
    assert not (project.folder / FOLDER).exists()


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_process_of_this_pc_leaves_nobody_outside(project: Project) -> None:
    project.close()
    code = (
        "import os, signal, sys; from samft_core.project.project import Project;"
        "p = Project.open(sys.argv[1]); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(project.folder)], check=False)
    assert len(holders(project.folder)) == 1
    with Project.open(project.folder):
        assert len(holders(project.folder)) == 1


def test_the_heartbeat_goes_on(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "HEARTBEAT_S", 0.02)
    project.close()
    lease = Lease.take(tmp_path)
    then = time.time() - 500
    os.utime(lease.file, (then, then))
    end = time.monotonic() + 20
    while holders(tmp_path)[0].stale and time.monotonic() < end:
        time.sleep(0.02)
    assert not holders(tmp_path)[0].stale
    lease.release()
    assert not (tmp_path / FOLDER).exists()


def test_a_half_written_claim_counts_as_another_pcs(project: Project) -> None:
    project.close()
    elsewhere(project.folder).write_text("{", "utf-8")
    with pytest.raises(HeldError, match="0123456789ab"):
        Project.open(project.folder)


def test_a_claim_that_is_just_being_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    half = tmp_path / FOLDER / f"{module.this_host().key}-{os.getppid()}-aaaa.json"
    half.write_text('{"host": "li', "utf-8")
    gone = tmp_path / FOLDER / f"{module.this_host().key}-4000000-bbbb.json"
    gone.write_text("", "utf-8")
    Lease.take(tmp_path).release()
    assert half.exists() and not gone.exists()


def test_a_folder_that_the_last_holder_removes_meanwhile_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, left = module._write, [1, 1, 1]

    def write_late(file: Path, beat: datetime) -> None:
        if left:
            left.pop()
            file.parent.rmdir()
        write(file, beat)

    monkeypatch.setattr(module, "_write", write_late)
    lease = Lease.take(tmp_path)
    assert lease.file.exists() and not left
    lease.release()


def test_pcs_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    module.this_host.cache_clear()
    monkeypatch.setattr(module, "_machine", lambda: "one")
    host = module.this_host()
    module.this_host.cache_clear()
    monkeypatch.setattr(module, "_machine", lambda: "two")
    two = module.this_host()
    module.this_host.cache_clear()
    assert host.name == two.name
    assert host.key != two.key
    assert isinstance(host, Host)
