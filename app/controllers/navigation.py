"""From one image to the next: what would teach the model most, and with this image's objects taken along."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import AddAnnotation
from app.commands.history import History
from app.language.labels import version_title
from app.language.numbers import decimal
from app.services.hub import Hub
from app.stores.project import needs_work
from app.stores.uncertainty import Reason, Uncertainty
from samft_core.errors import SamftError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationRecord, ImageRecord, ImageState, NewAnnotation


class NavigationController(QObject):
    """``message`` carries a sentence for the message bar, ``box_carried`` a box to ask the model about."""

    message = Signal(str)
    box_carried = Signal(object)

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        step: Callable[[int], None],
        step_to_open: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._selection = hub.selection
        self._history = history
        self._step = step
        self._step_to_open = step_to_open
        self._reporter = hub.reporter
        self.uncertainties = hub.uncertainties
        self._predictions = hub.predictions
        self._last_box: tuple[int, Box] | None = None
        hub.predictions.changed.connect(self._remember_box)
        hub.engine.predicted.connect(self.uncertainties.take)
        hub.engine.located.connect(self.uncertainties.see)
        hub.projects.opened.connect(self._opened)
        hub.projects.closed.connect(lambda: self.uncertainties.set_scores({}))

    def _opened(self) -> None:
        self._last_box = None
        try:
            self.uncertainties.set_scores(self._projects.project.predictions.lowest_scores())
        except SamftError as error:
            self._reporter.report(error)

    # The next most useful image

    def next_useful(self) -> bool:
        """Select the image that would teach the model most, and say why; False where no image is left.

        Where nothing is known of any of them, it is the next one that needs work.
        """
        current = self._selection.image_id
        waiting = [image_id for image_id in needs_work(self._projects.images()) if image_id != current]
        known = [image.id for image in self._projects.images() if image.state is ImageState.ACCEPTED]
        uncertainty = self.uncertainties.most_useful(waiting, known)
        if uncertainty is not None:
            self._selection.select_image(uncertainty.image_id)
            self.message.emit(self._text(uncertainty))
            return True
        if waiting and self._step_to_open():
            self.message.emit(self.tr("The model knows no other open image yet: this is the next one."))
            return True
        self.message.emit(self.tr("No other image needs work."))
        return False

    def _text(self, uncertainty: Uncertainty) -> str:
        if uncertainty.reason is Reason.UNLIKE:
            return self.tr("Chosen because it looks least like the images that have masks.")
        names = [version_title(version) for version in uncertainty.versions]
        if uncertainty.reason is Reason.SCORE:
            text = self.tr("Chosen because the model is unsure here: {0}, score {1}.")
            return text.format(names[0], decimal(uncertainty.value, 2))
        text = self.tr("Chosen because two versions disagree here: {0} and {1} overlap by {2} %.")
        return text.format(*names, decimal(uncertainty.value * 100, 0))

    # Taking boxes and objects along

    def _remember_box(self) -> None:
        asked = self._predictions.image_id
        box = self._predictions.prompts.box
        if asked is not None and box is not None:
            self._last_box = (asked, box)

    @property
    def carried_box(self) -> Box | None:
        """The box asked about last, cut to the image in view; None where it was drawn on this very image."""
        image_id = self._selection.image_id
        if self._last_box is None or image_id is None or image_id not in self._projects:
            return None
        if self._last_box[0] == image_id:
            return None
        image = self._projects.image(image_id)
        box = self._last_box[1]
        cut = box.clipped(image.width, image.height)
        return cut if cut.width >= 1 and cut.height >= 1 else None

    def carry_box(self) -> None:
        """Ask the model about the last image's box on this image: defects of one cause lie alike."""
        if self.carried_box is not None:
            self.box_carried.emit(self.carried_box)

    def copy_forward(self) -> int:
        """Go on to the next image and put this image's objects there as drafts; returns how many.

        One step for undo. Nothing happens where the next image is finished or has objects already.
        """
        records = self._annotations.records()
        before = self._selection.image_id
        if before is None or not records:
            return 0
        self._step(1)
        image_id = self._selection.image_id
        if image_id is None or image_id == before:
            self.message.emit(self.tr("This is the last image."))
            return 0
        image = self._projects.image(image_id)
        if image.state is not ImageState.NEW:
            self.message.emit(self.tr("Nothing was copied: this image has been worked on already."))
            return 0
        added = [new for record in records if (new := carried(record, image)) is not None]
        if added:
            self._history.beginMacro(self.tr("Copy objects"))
            for new in added:
                self._history.push(AddAnnotation(self._history, new))
            self._history.endMacro()
        self.message.emit(self.tr("%n objects copied as drafts. Correct them, then accept.", "", len(added)))
        return len(added)


def carried(record: AnnotationRecord, image: ImageRecord) -> NewAnnotation | None:
    """The object as a draft for ``image``, cut or padded to its size; None where nothing of it is left."""
    source = record.mask.to_array()
    height = min(source.shape[0], image.height)
    width = min(source.shape[1], image.width)
    mask = np.zeros((image.height, image.width), np.bool_)
    mask[:height, :width] = source[:height, :width]
    if not mask.any():
        return None
    # On an image of another size the old box may lie outside; asking with it would be refused.
    prompts = record.prompts if source.shape == mask.shape else Prompts()
    return NewAnnotation(image.id, record.class_name, prompts, RleMask.from_array(mask))
