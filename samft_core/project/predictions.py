"""The predictions of a project: the answers of model versions, kept for good."""

from __future__ import annotations

from sqlalchemy import func, select

from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.context import ProjectContext, now
from samft_core.project.images import ImageRepository, mask_columns
from samft_core.project.records import PredictionRecord
from samft_core.project.schema import PredictionRow


class PredictionRepository:
    """The part of a project that knows its predictions. They are added and read, never changed."""

    def __init__(self, context: ProjectContext, images: ImageRepository) -> None:
        self._context = context
        self._images = images

    def save(
        self, image_id: int, *, version: str, prompts: Prompts, mask: RleMask, score: float
    ) -> PredictionRecord:
        """Keep a model version's answer about one object."""
        with self._context.database.writing() as session:
            self._images.annotatable(session, image_id, mask)
            row = PredictionRow(
                image_id=image_id,
                version=version,
                prompts=prompts.to_json(),
                **mask_columns(mask),
                score=float(score),
                created_at=now(),
            )
            session.add(row)
            session.flush()
            subject = f"image:{image_id}/prediction:{row.id}"
            self._context.write_event(session, "prediction.add", subject, version=version, score=row.score)
            return PredictionRecord(row.id, image_id, version, prompts, mask, row.score, row.created_at)

    def of_image(self, image_id: int) -> list[PredictionRecord]:
        """The kept answers of model versions about one image, oldest first."""
        query = select(PredictionRow).where(PredictionRow.image_id == image_id).order_by(PredictionRow.id)
        with self._context.database.reading() as session:
            return [_prediction_record(row) for row in session.scalars(query)]

    def lowest_scores(self) -> dict[int, tuple[str, float]]:
        """For each image with kept predictions: the version and score of the least sure of them."""
        query = select(PredictionRow.image_id, PredictionRow.version, func.min(PredictionRow.score)).group_by(
            PredictionRow.image_id
        )
        with self._context.database.reading() as session:
            return {image_id: (version, score) for image_id, version, score in session.execute(query)}


def _prediction_record(row: PredictionRow) -> PredictionRecord:
    prompts = Prompts.from_json(row.prompts)
    mask = RleMask(row.mask_height, row.mask_width, row.mask_counts)
    return PredictionRecord(row.id, row.image_id, row.version, prompts, mask, row.score, row.created_at)
