"""A project that somebody sends: its names and links lead nowhere outside its folder."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.distribution.project_packs import unpack_project_pack, write_project_pack
from samft_core.errors import ProjectError
from samft_core.files.containment import OutsideError
from samft_core.formats.intact_images import intact_images
from samft_core.imaging.geometry import FULL_VIEW, Frame
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.progress import Stage
from samft_core.project.containment import HELPERS
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation
from samft_core.project.version_card import VersionCard
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.types import Embedding
from samft_core.training.events import StageProgress
from samft_core.training.run_folder import RunFolder
from tests.samft_core.distribution.test_project_packs import rewritten

HOSTILE = [
    "../../victim",
    "..",
    ".",
    "",
    "/etc/victim",
    "C:\\victim",
    "\\\\server\\share\\victim",
    "CON",
    "a/b",
]
HOSTILE += ["aux.txt", "a\\b", "x:y", "victim\n", "\x00", "x" * 5000, ".hidden"]


@pytest.fixture
def sent(tmp_path: Path, image_folder: Path) -> Path:
    """A project with an accepted mask, a version and a run, its images inside."""
    with Project.create(tmp_path / "home" / "sent", inspector="eve") as project:
        project.images.add(sorted(image_folder.iterdir()), copy=True)
        accept(project)
        project.versions.add(card=VersionCard(), folder_builder=build)
        project.runs.start(recipe={}, seed=1, manifest_digest=None)
    victims = tmp_path / "home"
    (victims / "victim").mkdir()
    (victims / "victim" / "000_mask.png").write_bytes(b"precious")
    (victims / "victim.txt").write_text("precious")
    return tmp_path / "home" / "sent"


def build(folder: Path) -> None:
    (folder / "decoder.safetensors").write_bytes(b"weights")


def accept(project: Project, *, class_name: str = "scratch") -> None:
    image = project.images.all()[0]
    mask = RleMask.from_array(np.ones((image.height, image.width), np.bool_))
    project.annotations.add_all([NewAnnotation(image.id, class_name, Prompts(), mask)])
    project.annotations.accept_image(image.id)


def changed(project: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(project / "project.db")) as connection, connection:
        connection.execute(statement, values)


def digests(folder: Path, *, apart: Path) -> dict[str, str]:
    """Every file below ``folder`` that does not lie in ``apart``."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(apart)
    }


TABLES = {"defect_class": "name", "model_version": "name", "run": "name", "mirror_file": "file_name"}


@pytest.mark.parametrize("table", TABLES)
def test_a_name_that_leads_outside_is_refused_with_table_and_row(sent: Path, table: str) -> None:
    before = digests(sent.parent, apart=sent)
    whole = (sent / "project.db").read_bytes()
    for value in [*HOSTILE, b"\xff\xfe"]:
        (sent / "project.db").write_bytes(whole)
        changed(sent, f"UPDATE {table} SET {TABLES[table]} = ?", value)
        with pytest.raises(ProjectError, match=f"Row 1 of the table {table} cannot be used") as caught:
            Project.open(sent)
        assert caught.value.path == sent / "project.db"
        assert caught.value.message.isprintable()
    assert digests(sent.parent, apart=sent) == before


@pytest.mark.parametrize(("table", "column"), [("project", "known_folder"), ("image", "location")])
def test_bytes_in_place_of_text_are_named_with_table_and_row(sent: Path, table: str, column: str) -> None:
    """SQLite keeps any kind of value in any column; the same letters as bytes are read as another kind."""
    changed(sent, f"UPDATE {table} SET {column} = CAST(coalesce({column}, '/elsewhere') AS BLOB)")
    with (
        pytest.raises(ProjectError, match=f"Row 1 of the table {table}") as caught,
        Project.open(sent) as project,
    ):
        project.annotations.of_image(1)
    assert caught.value.path == sent / "project.db"


@pytest.mark.parametrize(
    "location", ["project.db", "models/v1/decoder.safetensors", "runs/../backups/x.png", "", "RUNS/x.png"]
)
def test_an_image_among_the_projects_own_files_is_refused(sent: Path, location: str) -> None:
    changed(sent, "UPDATE image SET location = ? WHERE id = 1", location)
    with pytest.raises(ProjectError, match="Row 1 of the table image"):
        Project.open(sent)


def test_an_image_of_a_size_that_none_has_is_refused(sent: Path) -> None:
    changed(sent, "UPDATE image SET width = 1000000000, height = 931 WHERE id = 1")
    with pytest.raises(ProjectError, match="Row 1 of the table image"):
        Project.open(sent)


@pytest.mark.parametrize("location", ["/etc/passwd", "../victim.txt", "../notes/private.png", "link.png"])
def test_packing_takes_nothing_along_that_is_not_the_projects_image(
    sent: Path, tmp_path: Path, location: str
) -> None:
    notes = sent.parent / "notes"
    notes.mkdir()
    (notes / "private.png").write_bytes(b"diary")
    (sent / "link.png").symlink_to("../victim.txt")
    changed(sent, "UPDATE image SET location = ? WHERE id = 1", location)
    with Project.open(sent) as project:
        report = write_project_pack(project, tmp_path / "x")
    assert report.images == 2
    assert len(report.notes) == 1
    assert report.notes[0].startswith("Left out, as it is not the image that the project knows: ")
    for secret in (b"precious", b"diary", b"root:"):
        assert secret not in report.file.read_bytes()


def test_images_from_outside_are_packed_and_their_folder_is_said(
    sent: Path, tmp_path: Path, image_folder: Path
) -> None:
    with Project.open(sent) as project:
        project.images.add([image_folder / "000.png"])
        report = write_project_pack(project, tmp_path / "x")
    assert report.outside == {str(image_folder): 1}
    assert report.images == 4


@pytest.mark.parametrize("link", ["ground_truth", "models", "runs", "backups", "cache", "project.db-wal"])
def test_a_link_that_leads_outside_is_refused(sent: Path, link: str) -> None:
    before = digests(sent.parent, apart=sent)
    place = sent / link
    if place.is_dir():
        shutil.rmtree(place)
    place.symlink_to(sent.parent / "victim", target_is_directory=True)
    with pytest.raises(OutsideError, match="leads outside the project's folder") as caught:
        Project.open(sent)
    assert caught.value.path == place
    assert digests(sent.parent, apart=sent) == before


@pytest.mark.parametrize("link", ["ground_truth/scratch", "models/v1", "runs/run-001"])
def test_a_link_among_the_projects_folders_is_refused(sent: Path, link: str) -> None:
    shutil.rmtree(sent / link)
    (sent / link).symlink_to(sent.parent / "victim", target_is_directory=True)
    with pytest.raises(OutsideError, match="leads outside"):
        Project.open(sent)


def test_a_link_that_appears_while_the_project_is_open_is_not_followed(sent: Path) -> None:
    before = digests(sent.parent, apart=sent)
    with Project.open(sent) as project:
        shutil.rmtree(sent / "ground_truth" / "scratch")
        (sent / "ground_truth" / "scratch").symlink_to(sent.parent / "victim", target_is_directory=True)
        accept(project)  # acknowledged, as the database holds it
        assert "leads outside" in (project.ground_truth_files.problem or "")
        with pytest.raises(OutsideError):
            project.ground_truth_files.rebuild()
        project.removal.remove(project.images.all()[0].id)
        shutil.rmtree(sent / "models")
        (sent / "models").symlink_to(sent.parent, target_is_directory=True)
        with pytest.raises(OutsideError):
            project.versions.add(card=VersionCard())
        shutil.rmtree(sent / "runs")
        (sent / "runs").symlink_to(sent.parent, target_is_directory=True)
        with pytest.raises(OutsideError):
            project.runs.start(recipe={}, seed=1, manifest_digest=None)
    assert digests(sent.parent, apart=sent) == before


def test_a_project_whose_own_folder_is_reached_by_a_link_is_fine(sent: Path, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(sent, target_is_directory=True)
    with Project.open(tmp_path / "shortcut") as project:
        accept(project, class_name="dent")
        assert project.ground_truth_files.problem is None
        assert project.check().problems == []


def test_images_may_lie_outside(sent: Path, tmp_path: Path, image_folder: Path) -> None:
    with Project.open(sent) as project:
        project.images.add(sorted(image_folder.iterdir()))
    with Project.open(sent) as project:
        assert project.images.count() == 6


def test_a_pack_with_such_a_database_is_refused_and_leaves_nothing(sent: Path, tmp_path: Path) -> None:
    with Project.open(sent) as project:
        file = write_project_pack(project, tmp_path / "x").file
    database = tmp_path / "evil.db"

    def change(files: dict[str, bytes]) -> None:
        database.write_bytes(files["project.db"])
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE defect_class SET name = '../../victim'")
        files["project.db"] = database.read_bytes()

    before = digests(sent.parent, apart=sent)
    with pytest.raises(ProjectError, match="Row 1 of the table defect_class") as caught:
        unpack_project_pack(rewritten(file, change), sent.parent / "new", accept_untrusted=True)
    assert caught.value.path == file
    assert not (sent.parent / "new").exists()
    assert digests(sent.parent, apart=sent) == before


def test_what_no_pack_holds_is_left_out_and_named(sent: Path, tmp_path: Path) -> None:
    with Project.open(sent) as project:
        file = write_project_pack(project, tmp_path / "x").file
    extra = {
        "setup.exe": b"MZ",
        "desktop.ini": b"[.ShellClassInfo]",
        ".git/hooks/post-checkout": b"#!/bin/sh",
        "models/v1/report.html": b"<script>alert(1)</script>",
        "models/v1/report.pdf": b"%PDF",
        "runs/run-001/notes.html": b"<script>",
        "ground_truth/scratch/x.lnk": b"L",
        "images/evil.png": b"MZ no image",
        "images/page.svg": b"<svg onload='x'/>",
        "autorun.inf": b"[autorun]",
    }
    unpacked = unpack_project_pack(
        rewritten(file, lambda files: files.update(extra)), tmp_path / "p", accept_untrusted=True
    )
    assert unpacked.left_out == sorted(extra)
    there = {path.relative_to(tmp_path / "p").as_posix() for path in (tmp_path / "p").rglob("*")}
    assert not there & set(extra)
    assert not any(os.access(path, os.X_OK) for path in (tmp_path / "p").rglob("*") if path.is_file())
    with Project.open(tmp_path / "p") as project:
        assert project.check().problems == []


def test_an_image_larger_than_the_database_says_stays_behind(sent: Path, tmp_path: Path) -> None:
    with Project.open(sent) as project:
        Image.new("RGB", (300, 10)).save(project.images.get(1).path)
        report = write_project_pack(project, tmp_path / "x")
    assert report.images == 2


def test_an_export_takes_nothing_along_that_is_not_the_projects_image(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where a row was sealed anew by whoever sent it, and nothing is noted to compare the file with."""
    with Project.open(sent) as project:
        image = dataclasses.replace(project.images.get(1), path=sent.parent / "victim.txt")
        monkeypatch.setattr(project.image_files, "problems", lambda *_, **__: {})
        intact, problems = intact_images(project, [image, project.images.get(2)])
    assert [image.id for image in intact] == [2]
    assert [problem.path for problem in problems] == [sent.parent / "victim.txt"]


@pytest.fixture
def outside(sent: Path) -> Path:
    """A folder of somebody else's, with what SAMFT would take for its own."""
    folder = sent.parent / "outside"
    (folder / "ab").mkdir(parents=True)
    for name in ("ab/old.safetensors", "project-daily-n000001-20200101-000000-000000.db", "keep.txt"):
        (folder / name).write_bytes(b"precious")
    return folder


def made_a_link(place: Path, target: Path) -> None:
    """What was a folder when the project was opened is a link now."""
    if place.is_dir():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target, target_is_directory=True)


def test_backups_are_not_written_through_a_link_made_meanwhile(sent: Path, outside: Path) -> None:
    before = digests(sent.parent, apart=sent)
    with Project.open(sent) as project:
        made_a_link(sent / "backups", outside)
        with pytest.raises(OutsideError, match="backups leads outside"):
            project.back_up()
    assert digests(sent.parent, apart=sent) == before
    with pytest.raises(OutsideError):
        Project.open(sent)


@pytest.mark.parametrize("part", ["cache", "cache/embeddings"])
def test_the_cache_is_neither_written_nor_emptied_through_a_link_made_meanwhile(
    sent: Path, outside: Path, part: str
) -> None:
    with Project.open(sent) as project:
        cache = EmbeddingCache(project.cache_dir / "embeddings", root=project.cache_root, quota_bytes=1)
        made_a_link(sent / part, outside)
        before = digests(sent.parent, apart=sent)
        made = Embedding(np.zeros((256, 64, 64), np.float32), Frame(8, 8, FULL_VIEW), "encoder")
        with pytest.raises(OutsideError):
            cache.put("digest", made)
        cache.clear()
        assert cache.size_bytes() == 0
    assert digests(sent.parent, apart=sent) == before


def test_a_shard_of_the_cache_that_became_a_link_is_left_alone(sent: Path, outside: Path) -> None:
    with Project.open(sent) as project:
        cache = EmbeddingCache(project.cache_dir / "embeddings", root=project.cache_root)
        made = Embedding(np.zeros((256, 64, 64), np.float32), Frame(8, 8, FULL_VIEW), "encoder")
        cache.put("digest", made)
        [shard] = (project.cache_dir / "embeddings").iterdir()
        before = digests(sent.parent, apart=sent)
        made_a_link(shard, outside)
        with pytest.raises(OutsideError):
            cache.put("digest", made)
        cache.clear()
    assert digests(sent.parent, apart=sent) == before


def test_a_run_is_not_written_through_a_link_made_meanwhile(sent: Path, outside: Path) -> None:
    with Project.open(sent) as project:
        run = RunFolder(project.runs.all()[0].folder)
        run.write_metrics({})
        before = digests(sent.parent, apart=sent)
        made_a_link(project.runs.all()[0].folder, outside)
        with pytest.raises(OutsideError):
            run.write_metrics({"iou": 1})
        with pytest.raises(OutsideError):
            run.log(StageProgress(stage=Stage.REPORT, done=0, total=1))
    assert digests(sent.parent, apart=sent) == before


@pytest.mark.parametrize("helper", HELPERS)
def test_what_samft_writes_unasked_is_no_link_that_leads_outside(
    sent: Path, outside: Path, helper: str
) -> None:
    before = digests(sent.parent, apart=sent)
    place = sent / helper
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(outside if helper in (".lease", ".unfinished") else outside / "keep.txt")
    with pytest.raises(OutsideError, match="leads outside"):
        Project.open(sent)
    assert digests(sent.parent, apart=sent) == before
