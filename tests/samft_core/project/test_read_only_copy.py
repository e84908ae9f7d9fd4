"""Projects that cannot be written: they open to look at, and every change says why not."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from samft_core.errors import DamagedError, ProjectError, UnwritableError
from samft_core.project import opening as module
from samft_core.project import read_only_copy
from samft_core.project.lease import Lease
from samft_core.project.project import Project
from tests.samft_core.project.test_restore import accept, damage


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_only(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.mark.parametrize(("refuse", "words"), [(no_room, "disk is full"), (read_only, "cannot be written")])
def test_nothing_is_written_where_nothing_can_be(
    project: Project, images: list[int], monkeypatch: pytest.MonkeyPatch, refuse: object, words: str
) -> None:
    accept(project, images[0])
    project.close()
    before = snapshot(project.folder)
    monkeypatch.setattr(Lease, "take", refuse)
    with pytest.raises(UnwritableError, match=words):
        Project.open(project.folder)
    with Project.open(project.folder, look=True) as again:
        assert len(again.annotations.ground_truth()) == 1
        assert again.images.count() == 3
        assert words in str(again.read_only_reason)
        for change in (
            lambda: again.classes.add("chip"),
            lambda: again.images.set_good(images[1], True),
            lambda: again.annotations.accept_image(images[0]),
            again.ground_truth_files.rebuild,
        ):
            with pytest.raises(ProjectError, match="only to look at"):
                change()
        again.image_files.record_digest(images[0], "a" * 64)
    assert snapshot(project.folder) == before


def test_what_only_the_log_holds_is_seen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.classes.add("crack")
    folder = project.folder.parent / "copy"
    shutil.copytree(project.folder, folder)  # while it is open: the newest change is in the log alone
    assert (folder / "project.db-wal").stat().st_size > 0
    shutil.rmtree(folder / ".lease")
    monkeypatch.setattr(Lease, "take", read_only)
    with Project.open(folder, look=True) as again:
        assert [c.name for c in again.classes.all()] == ["crack"]


def test_a_folder_without_the_right_to_write(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.close()
    monkeypatch.setattr(module.os, "access", lambda _path, _mode: False)
    with pytest.raises(UnwritableError, match="may not be written"):
        Project.open(project.folder)
    with Project.open(project.folder, look=True) as again:
        assert again.images.all() == []


def test_the_copy_goes_with_the_project(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project.close()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(read_only_copy.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    monkeypatch.setattr(Lease, "take", read_only)
    with Project.open(project.folder, look=True):
        assert len(list((tmp_path / "temporary").iterdir())) == 1
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_full_disk_for_temporary_files_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.close()
    monkeypatch.setattr(Lease, "take", read_only)
    monkeypatch.setattr(read_only_copy.shutil, "copyfile", no_room)
    with pytest.raises(ProjectError, match="no room for a copy"):
        Project.open(project.folder, look=True)


def test_a_damaged_database_is_not_looked_at(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.close()
    damage(project.folder / "project.db")
    monkeypatch.setattr(Lease, "take", read_only)
    with pytest.raises(DamagedError):
        Project.open(project.folder, look=True)


def test_a_folder_deleted_while_open_is_said_and_nothing_more_is_acknowledged(
    project: Project, images: list[int]
) -> None:
    shutil.rmtree(project.folder)
    with pytest.raises(ProjectError, match="deleted, moved or replaced while it was open"):
        accept(project, images[0])


def test_a_database_replaced_while_open_is_said(project: Project, images: list[int], tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(project.folder / "project.db", other)
    other.replace(project.folder / "project.db")
    with pytest.raises(ProjectError, match="deleted, moved or replaced while it was open"):
        accept(project, images[0])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files")
def test_a_log_deleted_while_open_is_said_after_the_change(project: Project, images: list[int]) -> None:
    accept(project, images[0])
    (project.folder / "project.db-wal").unlink()
    with pytest.raises(ProjectError, match="what you just did is lost"):
        accept(project, images[1])
