from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from samft_core.errors import DamagedError, ProjectError
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.project import migrate
from samft_core.project.database import migration_engine
from samft_core.project.project import Project
from samft_core.project.records import ImageState, ReviewRules, ReviewState
from samft_core.project.schema import Base
from samft_core.project.waiting_boxes import NewWaitingBox

LATER = f"{int(migrate.HEAD) + 1:04}"
"""The revision of a program that is not written yet."""

HEAD = migrate.HEAD
ADD_NOTE = f"""
import sqlalchemy as sa
from alembic import op
revision = "{LATER}"
down_revision = "{HEAD}"

def upgrade():
    with op.batch_alter_table("image") as batch:
        batch.add_column(sa.Column("note", sa.Text, nullable=True))
"""


def config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


def columns(project: Project) -> set[str]:
    connection = sqlite3.connect(project.folder / "project.db")
    try:
        return {row[1] for row in connection.execute("PRAGMA table_info(image)")}
    finally:
        connection.close()


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend to be a later program with one more migration; returns its script."""
    scripts = tmp_path / "100 % later scripts"
    shutil.copytree(migrate.SCRIPTS, scripts)
    script = scripts / "versions" / f"{LATER}_note.py"
    script.write_text(ADD_NOTE)
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", LATER)
    return script


def test_head_is_the_newest_script() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == migrate.HEAD


def test_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "a.db")
    engine = migration_engine(tmp_path / "a.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_same_schema_for_postgresql() -> None:
    text = io.StringIO()
    offline = config()
    offline.output_buffer = text
    offline.attributes["dialect"] = "postgresql"
    command.upgrade(offline, "head", sql=True)
    ddl = text.getvalue()
    assert all(f"CREATE TABLE {table} " in ddl for table in Base.metadata.tables)
    for words in ("BYTEA", "TIMESTAMP WITH TIME ZONE", "SERIAL", "BOOLEAN", "ON DELETE CASCADE"):
        assert words in ddl
    assert "AUTOINCREMENT" not in ddl


def test_an_older_project_is_backed_up_and_migrated(
    project: Project, images: list[int], next_release: Path
) -> None:
    project.close()
    Project.open(project.folder).close()
    assert "note" in columns(project)
    assert migrate.read_revision(project.folder / "project.db") == LATER
    (backup,) = (project.folder / "backups").glob("project-migration-*.db")
    assert migrate.read_revision(backup) == HEAD
    with Project.open(project.folder) as again:
        assert again.images.count() == 3


def test_a_failed_migration_leaves_the_database_as_it_was(
    project: Project, images: list[int], next_release: Path
) -> None:
    project.close()
    next_release.write_text(ADD_NOTE + "    raise RuntimeError('half way')\n")
    with pytest.raises(RuntimeError):
        Project.open(project.folder)
    assert "note" not in columns(project)
    assert migrate.read_revision(project.folder / "project.db") == HEAD


def test_a_newer_project_is_refused_untouched(project: Project) -> None:
    project.close()
    database = project.folder / "project.db"
    connection = sqlite3.connect(database)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.commit()
    connection.close()
    before = database.read_bytes()
    with pytest.raises(ProjectError, match="newer SAMFT") as caught:
        Project.open(project.folder)
    assert "Update SAMFT" in str(caught.value.remedy)
    assert database.read_bytes() == before
    assert list(project.folder.glob("backups/*")) == []


@pytest.mark.parametrize(
    "number", ["0", "0000", "0004", "", "6", "²", "٠٠٠٦", b"0006", "0003\n", "x" * 5000, 7]
)
def test_a_schema_number_that_no_program_wrote_is_damage(project: Project, number: object) -> None:
    project.close()
    with closing(sqlite3.connect(project.folder / "project.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    with pytest.raises(DamagedError, match="its schema has the number"):
        Project.open(project.folder)
    assert list(project.folder.glob("backups/*")) == []


BEFORE_REVIEW = """
INSERT INTO project VALUES
    (1, 'plant', '{"name": "mobile", "checkpoint": null}', '2025-01-01', 'ada', '0.1.0');
INSERT INTO image VALUES (1, '/a.png', 'a.png', '', 4, 4, 0, NULL, NULL, '2025-01-01', 3);
INSERT INTO image VALUES (2, '/b.png', 'b.png', '', 4, 4, 1, NULL, NULL, '2025-01-01', 1);
INSERT INTO image VALUES (3, '/c.png', 'c.png', '', 4, 4, 1, NULL, NULL, '2025-01-01', 1);
INSERT INTO defect_class VALUES (1, 'crack', 'crack', 0);
INSERT INTO annotation (id, image_id, class_id, state, prompts, mask_height, mask_width, mask_counts,
    inspector, created_at, updated_at, row_version) VALUES
    (1, 1, 1, 'accepted', '{"box": null, "points": []}', 4, 4, X'',
        'ada', '2025-01-01', '2025-01-02 10:00:00', 1),
    (2, 1, 1, 'accepted', '{"box": null, "points": []}', 4, 4, X'',
        'cleo', '2025-01-01', '2025-01-04 10:00:00', 1),
    (3, 1, 1, 'draft', '{"box": null, "points": []}', 4, 4, X'',
        'ada', '2025-01-01', '2025-01-01 10:00:00', 1);
INSERT INTO audit_event VALUES
    (1, '2025-01-02 10:00:01', 'ben', 'image.accept', 'image:1', '{"annotations": [1, 2]}'),
    (2, '2025-01-03 10:00:00', 'dan', 'image.good', 'project', '{"images": [2]}');
"""


def test_a_project_from_before_review_keeps_everything(tmp_path: Path) -> None:
    folder = tmp_path / "plant"
    folder.mkdir()
    database = folder / "project.db"
    migrate.upgrade(database, "0001")
    connection = sqlite3.connect(database)
    connection.executescript(BEFORE_REVIEW)
    connection.commit()
    connection.close()
    with Project.open(folder, inspector="eve") as project:
        (backup,) = (project.folder / "backups").glob("project-migration-*.db")
        assert migrate.read_revision(backup) == "0001"
        draft, good, older = project.images.all()
        assert (draft.state, draft.row_version, draft.review) == (ImageState.DRAFT, 3, None)
        assert (good.review, good.accepted_by) == (ReviewState.WAITING, ("dan",))
        assert older.accepted_by == ("ada",)  # nobody is named, so who made the project
        who = {a.id: (a.inspector, a.accepted_by) for a in project.annotations.of_image(1)}
        # Accepted with the image by Ben; accepted later by Cleo; a draft, which nobody accepted.
        assert who == {1: ("ada", "ben"), 2: ("cleo", "cleo"), 3: ("ada", None)}
        assert [len(project.history.events()), len(project.classes.all())] == [2, 1]
        assert project.reviews.rules() == ReviewRules(required=False, four_eyes=True)
        assert project.reviews.approve(2, row_version=1).image.review is ReviewState.APPROVED


def test_a_project_from_before_waiting_boxes_keeps_everything(tmp_path: Path) -> None:
    folder = tmp_path / "plant"
    folder.mkdir()
    database = folder / "project.db"
    migrate.upgrade(database, "0001")
    connection = sqlite3.connect(database)
    connection.executescript(BEFORE_REVIEW)
    connection.commit()
    connection.close()
    migrate.upgrade(database, "0002")
    with Project.open(folder, inspector="eve") as project:
        assert [image.state for image in project.images.all()][:2] == [ImageState.DRAFT, ImageState.GOOD]
        assert len(project.annotations.of_image(1)) == 3 and project.waiting_boxes.records() == []
        (box_id,) = project.waiting_boxes.add([NewWaitingBox(1, Prompts(box=Box(0, 0, 3, 3)), "drawn")])
        assert [box.id for box in project.waiting_boxes.records(1)] == [box_id]
