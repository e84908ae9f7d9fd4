"""Has the result card's pictures drawn in the background and hands them to the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.panels.result_card import ResultCard
from app.services.background import Job
from app.services.hub import Hub
from samft_core.project.records import VersionRecord

if TYPE_CHECKING:
    from samft_core.training.assess.result_pictures import ImagePictures


class ResultPictures(QObject):
    """The pictures of one version at a time; those of a card that has given way to another are dropped."""

    def __init__(self, hub: Hub, card: ResultCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._background = hub.background
        self._card = card
        self._job: Job | None = None
        self._projects.closed.connect(self._cancel)

    def show(self, record: VersionRecord) -> None:
        """Show the version's pictures on its card, once they are drawn."""
        self._cancel()
        if not record.card.image_results or self._card.has_pictures:
            return
        project = self._projects.project
        paths = {image.id: image.path for image in self._projects.images()}

        def draw(_token: object) -> list[ImagePictures]:
            # OpenCV is not needed before a version's card is looked at.
            from samft_core.training.assess.result_pictures import result_pictures  # noqa: PLC0415

            return result_pictures(project, record, paths)

        self._job = self._background.run_task(
            draw,
            done=lambda pictures: self._card.show_pictures(record.name, pictures),
            failed=self._failed,
        )

    def _failed(self, _error: BaseException) -> None:
        """Without its run's answers there is nothing to draw; the card has the images' names and numbers."""
        self._job = None

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
