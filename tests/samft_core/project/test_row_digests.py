"""Rows that another program changed are found when they are read, and by the check, with table and row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from samft_core.errors import DamagedError, SamftError
from samft_core.project.project import Project, check_folder
from samft_core.project.row_digests import digest_of
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import BASE_VERSION
from tests.samft_core.project.test_restore import MASK, accept

OTHER_MASK = "X'" + b"0:4".hex() + "'"

Read = Callable[[Project], object]


def read_everything(project: Project) -> None:
    for image in project.images.all():
        project.images.get(image.id)
        project.annotations.of_image(image.id)
        project.reviews.of_image(image.id)
        project.predictions.of_image(image.id)
        project.history.of_image(image.id)
    project.annotations.ground_truth()
    project.reviews.good_images()
    project.classes.all()
    project.versions.all()
    project.versions.active()
    project.runs.all()
    project.history.events(limit=1000)
    project.reviews.rules()
    project.images.last_changes()


@pytest.fixture
def full(project: Project, images: list[int], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed project with a row in every table that says what ground truth is."""
    from samft_core.imaging.prompts import Prompts
    from samft_core.project.context import ProjectContext

    monkeypatch.setattr(ProjectContext, "account", property(lambda store: store.inspector))
    accept(project, images[0])
    project.images.set_good(images[1], True)
    project.predictions.save(images[2], version="base", prompts=Prompts(), mask=MASK, score=0.5)
    project.versions.add(card=VersionCard.read({"a": 1}))
    project.versions.activate("v1")
    project.versions.activate(BASE_VERSION)
    project.runs.start(recipe={}, seed=1, manifest_digest=None)
    project.inspector = "Ben"
    project.reviews.approve(images[0], row_version=project.images.get(images[0]).row_version)
    read_everything(project)
    project.close()
    assert check_folder(project.folder).ok
    return project.folder


def tamper(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "project.db")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    connection.execute(statement)
    connection.commit()
    connection.close()


CHANGES = [
    ("annotation", "state='draft'"),
    ("annotation", "state='weird'"),
    ("annotation", "state=X'FF'"),
    ("annotation", f"mask_counts={OTHER_MASK}"),
    ("annotation", "mask_counts='text'"),
    ("annotation", "mask_height=-3"),
    ("annotation", "prompts='{'"),
    ("annotation", "prompts='[]'"),
    ("annotation", """prompts='{"box": [1, "x"]}'"""),
    ("annotation", "prompts='" + "[" * 5000 + "'"),
    ("annotation", "accepted_by='Eve'"),
    ("annotation", "accepted_at='yesterday'"),
    ("annotation", "accepted_at='2001-01-01 00:00:00.000000'"),
    ("annotation", "updated_at=5"),
    ("annotation", "image_id=3"),
    ("annotation", "inspector=X'FFFE'"),
    ("annotation", "row_version='many'"),
    ("annotation", "digest=NULL"),
    ("image", "good=1-good"),
    ("image", "good='maybe'"),
    ("image", "good_by='Eve'"),
    ("image", "good_at='never'"),
    ("image", "truth_version=truth_version+1"),
    ("image", "truth_version='x'"),
    ("image", "width=31"),
    ("image", "width='wide'"),
    ("image", "added_at='x'"),
    ("defect_class", "name='chip'"),
    ("defect_class", "color='red'"),
    ("review", "verdict='returned'"),
    ("review", "verdict='hm'"),
    ("review", "truth_version=truth_version-1"),
    ("review", "who='Eve'"),
    ("model_version", "card='{}'"),
    ("model_version", "card='no'"),
    ("model_version", "state='active'"),
    ("model_version", "state='super'"),
    ("activation", "undone_at='2026-01-01 00:00:00.000000'"),
    ("activation", "at='x'"),
    ("run", "state='finished'"),
    ("run", "state='?'"),
    ("run", "started_at='x'"),
    ("prediction", "score='good'"),
    ("prediction", "score=0.99"),
    ("project", "four_eyes=0"),
    ("project", "review_required=1"),
    ("project", "base_model='[1]'"),
    ("project", "base_model='{}'"),
    ("project", "created_at='x'"),
]


@pytest.mark.parametrize(("table", "change"), CHANGES)
def test_a_changed_value_is_named_with_table_and_row(full: Path, table: str, change: str) -> None:
    row = 2 if table == "image" else 1
    tamper(full, f"UPDATE {table} SET {change} WHERE id={row}")
    problems = "\n".join(check_folder(full, pictures=False).problems)
    assert f"Row {row} of the table {table}" in problems
    try:
        with Project.open(full) as project:
            read_everything(project)
    except SamftError as error:
        assert f"of the table {table}" in error.message
        assert f"Row {row} " in error.message
        assert "samft restore" in str(error.remedy)


@pytest.mark.parametrize(
    ("action", "subject", "detail"),
    [
        ("annotation.add", "image:1/annotation:1", "{}"),
        ("annotation.update", "image:1/annotation:1", '{"mask": 7}'),
        ("annotation.update", "image:1/annotation:one", '{"state": "draft"}'),
        ("image.accept", "image:1", '{"annotations": 1}'),
        ("image.relocate", "image:1", '{"before": "a"}'),
        ("image.unreadable", "image:1", '{"message": []}'),
        ("image.add", "project", '{"first": 1}'),
        ("image.add", "project", '{"first": "x", "last": 2}'),
        ("image.add", "project", '{"first": 1, "last": 1e300}'),
        ("image.add", "project", '{"first": "1", "last": 2}'),
        ("image.good", "project", '{"images": 7}'),
        ("image.group", "project", '{"images": [1]}'),
    ],
)
def test_an_event_that_says_nothing_sensible_is_named(
    full: Path, action: str, subject: str, detail: str
) -> None:
    with closing(sqlite3.connect(full / "project.db")) as connection, connection:
        connection.execute(
            "UPDATE audit_event SET action = ?, subject = ?, detail = ? WHERE id = 2",
            (action, subject, detail),
        )
    problems = "\n".join(check_folder(full, pictures=False).problems)
    assert "Row 2 of the table audit_event: its detail does not fit its action" in problems
    with Project.open(full) as project:
        try:
            project.history.of_image(1)
        except DamagedError as error:
            assert "Row 2 of the table audit_event" in error.message


SILENT = [
    ("annotation", "state='draft'"),
    ("annotation", f"mask_counts={OTHER_MASK}"),
    ("annotation", "accepted_by='Eve'"),
    ("image", "good=0"),
    ("image", "good_by='Eve'"),
    ("defect_class", "name='chip'"),
    ("review", "verdict='returned'"),
    ("project", "four_eyes=0"),
    ("model_version", "card='{}'"),
]


@pytest.mark.parametrize(("table", "change"), SILENT)
def test_what_looks_right_and_is_not_is_refused_on_reading(full: Path, table: str, change: str) -> None:
    tamper(full, f"UPDATE {table} SET {change} WHERE id={2 if table == 'image' else 1}")
    words = f"of the table {table} is not as SAMFT wrote it"
    with pytest.raises(DamagedError, match=words), Project.open(full) as project:
        read_everything(project)


def test_a_changed_mask_never_reaches_the_ground_truth_folder(full: Path) -> None:
    tamper(full, f"UPDATE annotation SET mask_counts={OTHER_MASK} WHERE id=1")
    with Project.open(full) as project:
        before = {p: p.read_bytes() for p in project.ground_truth_files.folder.rglob("*.png")}
        with pytest.raises(DamagedError):
            project.ground_truth_files.rebuild()
        assert {p: p.read_bytes() for p in project.ground_truth_files.folder.rglob("*.png")} == before


def test_a_number_that_is_only_written_otherwise_changes_no_seal() -> None:
    one, other = ({"box": [1, 2.5, 96, True]}, {"box": [1.0, 2.5, 96.0, 1]})
    assert one == other  # so nothing is written where one replaces the other
    assert digest_of({"prompts": one}, ["prompts"]) == digest_of({"prompts": other}, ["prompts"])
    assert digest_of({"prompts": one}, ["prompts"]) != digest_of({"prompts": {"box": [1]}}, ["prompts"])
