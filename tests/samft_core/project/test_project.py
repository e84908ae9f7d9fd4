from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samft_core.errors import BusyError, ConflictError, ProjectError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.containment import require_elsewhere
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation
from samft_core.project.version_card import VersionCard
from samft_core.sam.spec import ModelSpec
from samft_core.security.accounts import account_name

MASK = RleMask.from_array(np.eye(20, 30, dtype=np.bool_))


def test_create_and_open_again(tmp_path: Path) -> None:
    folder = tmp_path / "Prüfung 100% Linie #3?"
    spec = ModelSpec("vit_b", tmp_path / "sam.pth")
    with Project.create(folder, base_model=spec, inspector="Ada") as project:
        assert (project.name, project.inspector, project.base_model) == (
            "Prüfung 100% Linie #3?",
            "Ada",
            spec,
        )
        assert project.folder == folder
        assert all(
            path.parent == folder
            for path in (project.versions.folder, project.runs.folder, project.cache_dir)
        )
    with Project.open(folder, inspector="Bob") as project:
        assert (project.name, project.inspector, project.base_model) == (
            "Prüfung 100% Linie #3?",
            "Bob",
            spec,
        )
        assert Project.is_project(folder)


def test_inspector_is_who_is_logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "boss")
    with Project.create(tmp_path / "p") as project:
        assert project.inspector == account_name() != "boss"


def test_a_second_project_in_one_folder_is_refused(project: Project) -> None:
    with pytest.raises(ProjectError, match="a project in this folder already"):
        Project.create(project.folder)


@pytest.mark.parametrize("name", ["ground_truth", "models", "runs"])
def test_a_folder_whose_files_would_be_overwritten_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").touch()
    with pytest.raises(ProjectError, match=name):
        Project.create(tmp_path)
    assert not (tmp_path / "project.db").exists()


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="not a SAMFT project"):
        Project.open(tmp_path)
    with pytest.raises(ProjectError, match="no such folder"):
        Project.open(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_project_on_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError, match="cannot be created"):
        Project.create(tmp_path / "file")


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be read as one" * 50])
def test_a_corrupt_database_blocks_and_names_the_backup(project: Project, content: bytes) -> None:
    backup = project.back_up()
    project.close()
    database = project.folder / "project.db"
    database.write_bytes(content)
    with pytest.raises(ProjectError, match="damaged") as caught:
        Project.open(project.folder)
    assert str(backup) in str(caught.value.remedy)
    assert database.read_bytes() == content


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "project.db")
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    with pytest.raises(ProjectError, match="no SAMFT project"):
        Project.open(tmp_path)


def test_a_damaged_page_is_found_by_check(project: Project, images: list[int]) -> None:
    for image_id in images * 20:
        project.annotations.add(NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=MASK))
    project.close()
    database = project.folder / "project.db"
    data = bytearray(database.read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 12288)
    database.write_bytes(data)
    with (
        pytest.raises(ProjectError, match=r"damaged|holds no SAMFT project"),
        Project.open(project.folder) as again,
    ):
        again.check()


def test_settings_that_keep_data_safe(project: Project) -> None:
    with project._context.database.reading() as session:
        connection = session.connection()
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert values == ["wal", 1, 2, 10_000]


def test_audit_names_who_and_what(project: Project, images: list[int]) -> None:
    first = project.annotations.add(
        NewAnnotation(images[0], class_name="crack", prompts=Prompts(Box(0, 0, 2, 2)), mask=MASK)
    )
    project.inspector = "Bob"
    project.annotations.delete(first.id, row_version=first.row_version)
    newest, *_ = project.history.events()
    assert (newest.who, newest.action) == ("Bob", "annotation.delete")
    assert RleMask.from_json(newest.detail["mask"]) == MASK
    about = project.history.events(subject=f"image:{images[0]}")
    assert [event.action for event in about] == ["annotation.delete", "annotation.add"]
    assert project.history.events(subject=f"image:{images[1]}") == []
    assert len(project.history.events(limit=1)) == 1


def test_every_writing_method_leaves_one_event(project: Project, images: list[int]) -> None:
    def events() -> int:
        return len(project.history.events(limit=1000))

    project.classes.add("crack")
    mask = project.annotations.add(NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK))
    writes = [
        lambda: project.images.set_good(images[1], True),
        lambda: project.images.set_good(images[1], False),
        lambda: project.image_files.record_digest(images[1], "a" * 64),
        lambda: project.image_files.mark_unreadable(images[1], "broken"),
        lambda: project.image_files.mark_unreadable(images[1], None),
        lambda: project.images.set_group([images[1]], "lot 7"),
        lambda: project.classes.add("chip"),
        lambda: project.classes.rename(1, "fracture"),
        lambda: project.predictions.save(images[0], version="base", prompts=Prompts(), mask=MASK, score=0.5),
        lambda: project.annotations.update(mask.id, row_version=1, prompts=Prompts(Box(0, 0, 1, 1))),
        lambda: project.annotations.accept_image(images[0]),
        lambda: project.annotations.reopen_image(images[0]),
        lambda: project.removal.remove(images[2]),
        lambda: project.runs.start(recipe={}, seed=1, manifest_digest=None),
        lambda: project.versions.add(card=VersionCard()),
        lambda: project.versions.activate("v1"),
        project.versions.roll_back,
        lambda: project.set_base_model(ModelSpec("vit_b", Path("sam.pth"))),
    ]
    for number, write in enumerate(writes):
        before = events()
        write()
        assert events() == before + 1, number


def test_a_failed_write_leaves_no_event(project: Project, images: list[int]) -> None:
    before = project.history.events()
    with pytest.raises(ProjectError):
        project.annotations.add(NewAnnotation(images[0], class_name="con", prompts=Prompts(), mask=MASK))
    with pytest.raises(ProjectError):
        project.annotations.accept_image(images[0])
    assert project.history.events() == before
    assert project.classes.all() == []


def test_threads_write_at_the_same_time(project: Project, images: list[int]) -> None:
    errors: list[Exception] = []

    def draw(image_id: int) -> None:
        try:
            for _ in range(10):
                project.annotations.add(
                    NewAnnotation(image_id, class_name="crack", prompts=Prompts(), mask=MASK)
                )
        except ProjectError as error:
            errors.append(error)

    threads = [threading.Thread(target=draw, args=(image_id,)) for image_id in images]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [image.annotation_count for image in project.images.all()] == [10, 10, 10]
    assert len(project.classes.all()) == 1


def test_of_two_writers_of_one_row_one_gets_a_conflict(project: Project, images: list[int]) -> None:
    start = project.annotations.add(
        NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK)
    )
    barrier, conflicts = threading.Barrier(4), []

    def change() -> None:
        barrier.wait()
        try:
            project.annotations.update(start.id, row_version=start.row_version, class_name="chip")
        except ConflictError:
            conflicts.append(1)

    threads = [threading.Thread(target=change) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(conflicts) == 3
    assert project.annotations.get(start.id).row_version == start.row_version + 1


def test_two_open_projects_see_each_others_work(project: Project, images: list[int]) -> None:
    with Project.open(project.folder, inspector="Bob") as other:
        drawn = other.annotations.add(
            NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK)
        )
        project.annotations.update(drawn.id, row_version=drawn.row_version, class_name="chip")
        with pytest.raises(ConflictError):
            other.annotations.delete(drawn.id, row_version=drawn.row_version)
        assert other.annotations.get(drawn.id).class_name == "chip"


def test_a_busy_database_is_explained(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samft_core.project.database.BUSY_TIMEOUT_MS", 50)
    holder = sqlite3.connect(project.folder / "project.db", isolation_level=None)
    try:
        with Project.open(project.folder) as other:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(ProjectError, match="busy"):
                other.classes.add("crack")
            assert other.images.all() == []  # reading goes on
    finally:
        holder.close()


def test_without_a_window_a_change_waits_for_another_program(project: Project) -> None:
    holder = sqlite3.connect(project.folder / "project.db", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(1.0, holder.rollback)
    timer.start()
    try:
        project.classes.add("crack")
    finally:
        timer.join()
        holder.close()
    assert "crack" in [record.name for record in project.classes.all()]


def test_what_waits_on_the_windows_thread_is_tried_until_it_is_given_up(project: Project) -> None:
    holder = sqlite3.connect(project.folder / "project.db", isolation_level=None)
    answers: list[bool] = []

    def wait(attempt: Callable[[], bool]) -> bool:
        answers.append(attempt())
        with pytest.raises(BusyError):
            project.classes.add("between")
        if len(answers) == 2:
            holder.execute("ROLLBACK")
            answers.append(attempt())
        return answers[-1]

    project.never_keep_waiting(wait)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            project.classes.add("crack")
        assert project.classes.all() == []
        project.classes.add("crack")
    finally:
        holder.close()
    assert answers == [False, False, True]
    assert [record.name for record in project.classes.all()] == ["crack"]


def test_a_read_only_folder_is_explained(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("samft_core.project.backups.due", refuse)
    with pytest.raises(ProjectError, match="cannot be written") as caught:
        Project.open(project.folder)
    assert "right to write" in str(caught.value.remedy)


def test_no_space_for_a_backup_does_not_keep_the_project_shut(
    project: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("samft_core.project.backups.back_up", full)
    with caplog.at_level(logging.WARNING), Project.open(project.folder) as again:
        assert again.images.all() == []
    assert "No space left" in caplog.text


def test_opening_imports_neither_alembic_nor_torch_nor_cv2(project: Project) -> None:
    project.close()
    code = (
        "import sys; from samft_core.project.project import Project; Project.open(sys.argv[1]).close();"
        "print([m for m in ('alembic', 'torch', 'cv2', 'PySide6', 'pycocotools') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(project.folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_check_is_content_with_a_whole_project(project: Project, images: list[int]) -> None:
    project.annotations.add(NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK))
    project.annotations.accept_image(images[0])
    report = project.check()
    assert report.ok
    assert (report.images, report.annotations) == (3, 1)


def test_check_names_what_is_missing(project: Project, images: list[int], pictures: list[Path]) -> None:
    project.annotations.add(NewAnnotation(images[0], class_name="crack", prompts=Prompts(), mask=MASK))
    project.annotations.accept_image(images[0])
    mirrored = project.ground_truth_files.folder / "crack" / "000_mask.png"
    mirrored.write_bytes(b"")
    assert "damaged in the mirror" in project.check().problems[0]
    mirrored.unlink()
    assert "missing in the mirror" in project.check().problems[0]
    project.ground_truth_files.rebuild()
    assert project.check().ok
    pictures[2].unlink()
    project.versions.add(card=VersionCard()).folder.rename(project.versions.folder / "elsewhere")
    problems = project.check().problems
    assert [str(pictures[2]) in problems[0], "v1" in problems[1]] == [True, True]


@pytest.mark.parametrize(
    "place", ["ground_truth", "ground_truth/crack", "models/v1", "backups", "images", "cache/x", "project.db"]
)
def test_nobody_writes_into_what_belongs_to_the_project(project: Project, place: str) -> None:
    with pytest.raises(ProjectError, match="belongs to the project itself"):
        require_elsewhere(project.folder / place, project.folder)


def test_a_link_into_the_project_is_followed(project: Project, tmp_path: Path) -> None:
    project.ground_truth_files.folder.mkdir(exist_ok=True)
    (tmp_path / "elsewhere").symlink_to(project.ground_truth_files.folder)
    with pytest.raises(ProjectError, match="belongs to the project itself"):
        require_elsewhere(tmp_path / "elsewhere" / "crack", project.folder)
    require_elsewhere(tmp_path / "exported", project.folder)
    require_elsewhere(project.folder / "exported", project.folder)
