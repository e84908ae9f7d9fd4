from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samft_core.errors import ProjectError
from samft_core.project import backups
from samft_core.project.project import Project


def age(path: Path, days: float) -> None:
    moment = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def reopen(project: Project) -> list[Path]:
    project.close()
    Project.open(project.folder).close()
    return sorted((project.folder / "backups").glob("*.db"))


def test_one_a_day_and_only_after_a_change(project: Project) -> None:
    (first,) = reopen(project)
    project.classes.add("crack")
    assert reopen(project) == [first]
    age(first, days=1.1)
    found = reopen(project)
    assert len(found) == 2
    age(found[0], days=3)
    age(found[1], days=2)
    assert reopen(project) == found


def test_a_backup_is_a_whole_project_in_one_file(project: Project, images: list[int]) -> None:
    backup = project.back_up()
    project.classes.add("later")
    project.close()
    for file in project.folder.glob("project.db*"):
        file.unlink()
    backup.rename(project.folder / "project.db")
    with Project.open(project.folder) as again:
        assert again.images.count() == 3
        assert again.classes.all() == []
    assert not list((project.folder / "backups").glob("*-wal"))


def test_retention_is_for_each_kind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "KEEP_DAILY", 2)
    monkeypatch.setattr(backups, "KEEP_MIGRATIONS", 1)
    database = project.folder / "project.db"
    made = [backups.back_up(database) for _ in range(4)]
    migration = backups.back_up(database, kind="migration")
    assert sorted((project.folder / "backups").iterdir()) == [*made[-2:], migration]
    assert backups.newest(project.folder) == migration


def test_a_damaged_database_pushes_out_no_good_backup(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (good,) = reopen(project)
    age(good, days=2)
    project.classes.add("crack")
    project.close()
    database = project.folder / "project.db"
    data = bytearray(database.read_bytes())
    page = 4096
    for start in range(8 * page, len(data), page):
        data[start : start + page] = b"\x13" * page
    database.write_bytes(data)
    with pytest.raises(ProjectError, match="damaged") as caught:
        Project.open(project.folder)
    assert good.name in str(caught.value.remedy)
    assert list((project.folder / "backups").iterdir()) == [good]


def test_a_clock_that_was_set_back_drops_no_backup_just_made(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "KEEP_DAILY", 3)
    database = project.folder / "project.db"
    today = datetime(2026, 11, 30, 12, tzinfo=UTC)
    for day in range(3):
        backups.back_up(database, now=today + timedelta(days=day))
    project.classes.add("crack")
    made = backups.back_up(database, now=today - timedelta(days=4000))
    assert made.exists()
    assert backups.newest(project.folder) == made
    assert len(backups.all_backups(project.folder)) == 3
    assert backups.last_event(made) == backups.last_event(database)


def test_backups_of_earlier_programs_are_the_oldest(project: Project) -> None:
    database = project.folder / "project.db"
    first = backups.back_up(database)
    old = first.with_name("project-daily-20990101-000000-000000.db")
    first.rename(old)
    second = backups.back_up(database)
    assert backups.all_backups(project.folder) == [old, second]


def test_a_newest_backup_from_the_future_counts_as_old(project: Project) -> None:
    database = project.folder / "project.db"
    age(backups.back_up(database), days=-400)
    assert not backups.due(database)  # nothing changed since
    project.classes.add("crack")
    assert backups.due(database)
