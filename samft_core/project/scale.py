"""How large a pixel is in the project's images."""

from __future__ import annotations

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from samft_core.project.context import ProjectContext
from samft_core.project.records import LARGEST_MM_PER_PIXEL
from samft_core.project.schema import ProjectRow


class ScaleRepository:
    """The part of a project that knows its scale. It belongs to all of its images."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def mm_per_pixel(self) -> float | None:
        """How wide and high a pixel is, in millimetres; None where nobody said so."""
        with self._context.database.reading() as session:
            return self._context.row(session, ProjectRow, 1, "project").mm_per_pixel

    def set(self, mm_per_pixel: float | None) -> None:
        """Say how large a pixel is; None for unknown. Raises ProjectError for what can be no size.

        No mask changes: measures in millimetres are worked out when they are shown or written.
        """
        if mm_per_pixel is not None and not 0 < mm_per_pixel <= LARGEST_MM_PER_PIXEL:
            remedy = Message("remedy.scale_in_mm", most=LARGEST_MM_PER_PIXEL)
            raise ProjectError(Message("scale.impossible"), path=self._context.folder, remedy=remedy)
        with self._context.database.writing() as session:
            row = self._context.row(session, ProjectRow, 1, "project")
            # The audit trail tells of changes, not of a dialog that was closed with "OK".
            if row.mm_per_pixel != mm_per_pixel:
                before = row.mm_per_pixel
                row.mm_per_pixel = mm_per_pixel
                self._context.write_event(
                    session, "project.scale", "project", before=before, after=mm_per_pixel
                )
