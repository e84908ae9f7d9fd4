"""Taking an image out of a project, and putting it back as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext
from samft_core.project.image_file_records import ImageFileRepository
from samft_core.project.records import ImageRecord
from samft_core.project.schema import AnnotationRow, Base, ImageRow


@dataclass(frozen=True, slots=True)
class RemovedImage:
    """Everything that went with an image, by table, for ``restore``. Kept in memory only."""

    image_id: int
    name: str
    rows: dict[str, list[dict[str, Any]]]

    @property
    def annotations(self) -> int:
        """How many annotations went with it."""
        return len(self.rows.get(AnnotationRow.__tablename__, ()))


class ImageRemovalRepository:
    """The part of a project that takes images out."""

    def __init__(self, context: ProjectContext, image_files: ImageFileRepository) -> None:
        self._context = context
        self._image_files = image_files

    def remove(self, image_id: int) -> RemovedImage:
        """Take an image and its annotations out of the project; the image file stays where it is.

        The audit trail keeps where it was and every mask. Returns what ``restore`` needs.
        """
        with self._context.database.writing() as session:
            row = self._context.row(session, ImageRow, image_id, "image")
            # Before the rows are gone that name them.
            mirror_files = self._context.mirror.files(session, image_id=image_id)
            removed = RemovedImage(image_id, row.name, _rows_of(session, image_id))
            annotations = session.scalars(select(AnnotationRow).where(AnnotationRow.image_id == image_id))
            self._context.write_event(
                session,
                "image.remove",
                f"image:{image_id}",
                location=row.location,
                good=row.good,
                annotations=[annotation_json(annotation) for annotation in annotations],
            )
            self._context.mirror.note_strays(session, mirror_files)
            # The tables' own cascades take along what refers to it.
            session.delete(row)
        self._context.mirror.sync()
        return removed

    def restore(self, removed: RemovedImage) -> ImageRecord:
        """Put a removed image back under its id, with all that went with it.

        Raises ProjectError where the same file was added again meanwhile.
        """
        with self._context.database.writing() as session:
            location = removed.rows[ImageRow.__tablename__][0]["location"]
            # Two images of one file would be annotated twice and could land on both sides of a split.
            if session.scalar(select(ImageRow.id).where(ImageRow.location == location)) is not None:
                path = self._context.layout.path(location)
                remedy = Message("remedy.remove_first")
                raise ProjectError(Message("image.added_again"), path=path, remedy=remedy)
            # SQLAlchemy sorts them so that what is referred to comes first.
            for table in Base.metadata.sorted_tables:
                rows = removed.rows.get(table.name)
                if rows:
                    session.execute(insert(table), rows)
            self._context.write_event(
                session, "image.restore", f"image:{removed.image_id}", annotations=removed.annotations
            )
            annotated = removed.rows.get(AnnotationRow.__tablename__, ())
            self._context.mirror.note_pairs(
                session, {(removed.image_id, row["class_id"]) for row in annotated}
            )
            restored = self._image_files.read(session, removed.image_id)
        self._context.mirror.sync()
        return restored


def _rows_of(session: Session, image_id: int) -> dict[str, list[dict[str, Any]]]:
    """The image's row and every row that refers to it, by table."""
    image = ImageRow.__table__
    found: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        column = table.c.id if table is image else _reference(table)
        if column is not None:
            rows = session.execute(select(table).where(column == image_id)).mappings()
            found[table.name] = [dict(row) for row in rows]
    return found


def _reference(table: Table) -> Any:
    """The column with which a table refers to an image; None where it does not."""
    target = ImageRow.__table__.c.id
    return next((key.parent for key in table.foreign_keys if key.column is target), None)


def annotation_json(row: AnnotationRow) -> dict[str, Any]:
    """Enough of an annotation in an audit event to draw it again."""
    mask = {"size": [row.mask_height, row.mask_width], "counts": row.mask_counts.decode("ascii")}
    return {"id": row.id, "class_id": row.class_id, "state": row.state, "mask": mask, "prompts": row.prompts}
