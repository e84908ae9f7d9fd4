"""Making a project: its database, built beside its place and moved there whole."""

from __future__ import annotations

from samft_core import __version__
from samft_core.errors import ProjectError
from samft_core.files.atomic import flush_file, flush_folder
from samft_core.messages.message import Message
from samft_core.project import migrate
from samft_core.project.context import now
from samft_core.project.database import Database
from samft_core.project.layout import Layout
from samft_core.project.schema import ProjectRow
from samft_core.sam.spec import ModelSpec


def refuse_occupied(layout: Layout) -> None:
    """Raises ProjectError where the folder holds a project, or what one would overwrite."""
    if layout.database.exists():
        remedy = Message("remedy.open_instead")
        raise ProjectError(Message("project.exists"), path=layout.folder, remedy=remedy)
    for path in (layout.mirror, layout.models, layout.runs):
        if path.is_dir() and any(path.iterdir()):
            # The mirror rewrites ground_truth; a data set's own masks must never be in its way.
            raise ProjectError(
                Message("project.folder_would_be_overwritten", name=path.name),
                path=layout.folder,
                remedy=Message("remedy.make_elsewhere"),
            )


def create_database(layout: Layout, name: str, base_model: ModelSpec, who: str) -> None:
    """Build the database beside its place and move it there whole, so a crash leaves no half project."""
    temporary = layout.folder / ".project.db.new"
    temporary.unlink(missing_ok=True)
    try:
        migrate.upgrade(temporary)
        database = Database(temporary)
        with database.writing() as session:
            row = ProjectRow(
                id=1,
                name=name,
                base_model=base_model.to_json(),
                created_at=now(),
                created_by=who,
                known_folder=str(layout.folder),
                program_version=__version__,
            )
            session.add(row)
        database.close()
        # The last connection has folded the log in; now the file alone is whole and may be moved.
        flush_file(temporary)
        temporary.rename(layout.database)
        flush_folder(layout.folder)
    except OSError as error:
        raise ProjectError(Message("project.cannot_create", reason=error), path=layout.folder) from error
    finally:
        temporary.unlink(missing_ok=True)
