"""The ids that COCO files gave images and classes, so that they go out again under the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table, select, update

from samft_core.files.file_names import name_key
from samft_core.project.context import ProjectContext
from samft_core.project.schema import ClassRow, ImageRow


class CocoIdRepository:
    """The part of a project that knows COCO's ids. None of them says anything about ground truth."""

    def __init__(self, context: ProjectContext) -> None:
        self._context = context

    def images(self) -> dict[int, int]:
        """The id in COCO of each image that came with one, by the image's own id."""
        query = select(ImageRow.id, ImageRow.coco_id).where(ImageRow.coco_id.is_not(None))
        with self._context.database.reading() as session:
            return {own: coco for own, coco in session.execute(query) if coco is not None}

    def classes(self) -> dict[str, int]:
        """The id in COCO of each class that came with one, by the class's name."""
        query = select(ClassRow.name, ClassRow.coco_id).where(ClassRow.coco_id.is_not(None))
        with self._context.database.reading() as session:
            return {name: coco for name, coco in session.execute(query) if coco is not None}

    def note(self, images: Mapping[int, int], classes: Mapping[str, int]) -> None:
        """Note ids of images by their own, and of classes by their names; the first id of each is kept.

        An id that another image or class has already is not given twice: an export numbers that one anew.
        """
        taken_images = set(self.images().values())
        taken_classes = set(self.classes().values())
        with self._context.database.writing() as session:
            for own, coco in images.items():
                if coco not in taken_images:
                    of_image = ImageRow.__table__.c
                    unknown = (of_image.id == own) & of_image.coco_id.is_(None)
                    # The table, not the class: an id in another file is no change of the image.
                    session.execute(
                        update(cast(Table, ImageRow.__table__)).where(unknown).values(coco_id=coco)
                    )
                    taken_images.add(coco)
            for name, coco in classes.items():
                if coco not in taken_classes:
                    of_class = ClassRow.__table__.c
                    unnamed = (of_class.key == name_key(name)) & of_class.coco_id.is_(None)
                    session.execute(
                        update(cast(Table, ClassRow.__table__)).where(unnamed).values(coco_id=coco)
                    )
                    taken_classes.add(coco)
