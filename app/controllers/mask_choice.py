"""From an answer to an object: take a mask, correct the choice afterwards.

Every change goes through History.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.commands.annotation_commands import AddAnnotation
from app.commands.box_commands import DropBoxes
from app.commands.editor import NewAnnotation
from app.commands.history import History
from app.commands.mask_commands import ApplyPrediction
from app.controllers.prompting import MIN_BOX_SIDE, AskingController, Taken
from app.language.labels import version_title
from app.services.hub import Hub
from app.stores.prediction import Answer
from samft_core.engine.protocol import Predicted
from samft_core.errors import SamftError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts

__all__ = ["FIRST_CLASS", "MIN_BOX_SIDE", "AnnotateController"]

FIRST_CLASS = "defect"
"""The class an object gets in a project without any; it can be renamed."""


class AnnotateController(AskingController):
    """Owns no widget. ``mask_taken`` follows when a prediction became an object, to switch to the brush.

    ``class_wanted`` asks which class is meant, and carries how to go on once one is marked.
    """

    mask_taken = Signal(int)
    class_wanted = Signal(object)

    def __init__(self, hub: Hub, history: History, parent: QObject | None = None) -> None:
        super().__init__(hub, history, parent)
        hub.engine.predicted.connect(self._predicted)
        hub.engine.request_failed.connect(hub.predictions.fail)
        hub.selection.image_changed.connect(self._image_changed)
        hub.selection.annotation_changed.connect(self._annotation_changed)
        history.failed.connect(self.failed)
        hub.annotations.removed.connect(self._removed)
        hub.annotations.loaded.connect(lambda _image: self._loaded())
        hub.boxes.failed.connect(self.failed)

    def _predicted(self, reply: Predicted) -> None:
        if not self._predictions.take(reply):
            return
        taken = self._taken
        if taken is not None:
            if taken.version == reply.version and taken.request_id == reply.id:
                self._refine(taken)
        elif self._target is not None and reply.version == self._predictions.preferred:
            self._apply(self._target, reply.version)
        elif self._wanted == reply.version and self._predictions.fresh(reply.version):
            self.use(reply.version)

    def _refine(self, taken: Taken) -> None:
        """A better answer came after its first was taken.

        Use it unless the inspector has changed the mask since.
        """
        record = self._annotations.record(taken.annotation_id)
        if record is not None and record.row_version == taken.row_version:
            self._apply(taken.annotation_id, taken.version)

    # Taking a mask

    def use(self, version: str | None = None) -> int | None:
        """Make the mask of ``version`` (None: the one that was picked, or is in use) an object.

        Returns the object's id, None without an answer; one that is on its way is taken when it is there.
        Taking another version's mask for the same question replaces the mask of that object.
        """
        version = version or self._predictions.chosen_version
        answer = self._predictions.answer(version)
        if answer is None or self._predictions.image_id != self._selection.image_id:
            self._tell_missing(version)
            return None
        self._predictions.prefer(answer.version)
        target = self._taken.annotation_id if self._taken else self._target
        if target is not None and self._annotations.record(target) is not None:
            self._apply(target, answer.version)
            return target
        if not self._predictions.fresh(version):
            self._wanted = version
            return None
        if not self.still_waits():
            return None
        if self.needs_class:
            self.ask_class(lambda: self.use(version))
            return None
        return self._add(answer)

    @property
    def needs_class(self) -> bool:
        """Whether the class of a new object would be a guess: there are several, and none is marked."""
        return not self._selection.class_name and len(self._projects.classes) > 1

    @property
    def needs_class_to_take(self) -> bool:
        """Whether taking the mask in hand would ask for a class: there is one, and it can be taken."""
        chosen = self._predictions.chosen_version
        return self.needs_class and self.question_open and self._predictions.fresh(chosen)

    def ask_class(self, go_on: Callable[[], object]) -> None:
        """Ask for a class, and go on as soon as one is marked; not where the image was left meanwhile."""
        image_id = self._selection.image_id

        def chosen() -> None:
            if self._selection.image_id == image_id:
                go_on()

        self.class_wanted.emit(chosen)

    def _tell_missing(self, version: str) -> None:
        """Another version has answered, this one has not: nothing is taken in its place."""
        if self._predictions.versions:
            text = self.tr("{0} has not answered, so nothing was taken.")
            self.told.emit(text.format(version_title(version)))

    def use_listed(self, place: int) -> int | None:
        """Take what is listed under ``place``, from 0: a proposal where several are shown, else a version."""
        answer = self._predictions.answer(self._predictions.preferred or "")
        if answer is not None and len(answer.proposals) > 1:
            if place >= len(answer.proposals):
                return None
            self.choose_proposal(answer.version, place)
            return self.use(answer.version)
        pair = (self._models.left, self._models.right)
        version = pair[place] if place < len(pair) else None
        return self.use(version) if version is not None else None

    def _add(self, answer: Answer) -> int | None:
        image_id = self._selection.image_id
        if image_id is None:
            return None
        new = self.object_from(image_id, self._predictions.prompts, answer)
        if new is None:
            return None
        annotation_id = self._push_new(new)
        if annotation_id is None:
            return None
        self._remember(annotation_id, answer.version)
        self._selection.select_annotation(annotation_id)
        if not self._boxes.boxes(image_id):  # with others waiting, the next thing to do is the next box
            self.mask_taken.emit(annotation_id)
        return annotation_id

    def still_waits(self) -> bool:
        """Whether the box in hand was neither taken nor dropped at another window; says so otherwise."""
        box_id = self._predictions.box_id
        try:
            if box_id is None or self._boxes.still_waits(box_id):
                return True
        except SamftError as error:
            self.failed.emit(error)
            return False
        self.told.emit(self.tr("This box was taken or dropped at another window meanwhile."))
        return False

    def _push_new(self, new: NewAnnotation) -> int | None:
        """Add the object; the waiting box it was made of goes in the same step."""
        command = AddAnnotation(self._history, new)
        box_id = self._predictions.box_id
        if box_id is None:
            self._history.push(command)
            return command.annotation_id
        self._predictions.box_id = None
        self._history.beginMacro(command.text())
        self._history.push(command)
        if command.annotation_id is not None:
            self._history.push(DropBoxes(self._boxes, [box_id]))
        self._history.endMacro()
        return command.annotation_id

    def object_from(self, image_id: int, prompts: Prompts, answer: Answer) -> NewAnnotation | None:
        """What a version answered as a new object; None, and ``failed``, where it cannot be kept."""
        mask = answer.proposal.rle()
        score = answer.proposal.score
        try:
            kept = self._projects.project.predictions.save(
                image_id, version=answer.version, prompts=prompts, mask=mask, score=score
            )
        except SamftError as error:
            self.failed.emit(error)
            return None
        name = self._class_for_new()
        return NewAnnotation(
            image_id, name, prompts, mask, started_from=answer.version, prediction_id=kept.id
        )

    def _apply(self, annotation_id: int, version: str) -> None:
        answer = self._predictions.answer(version)
        if answer is None:
            return
        self._history.push(
            ApplyPrediction(
                self._history,
                annotation_id,
                prompts=self._predictions.prompts,
                mask=answer.proposal.rle(),
                started_from=version,
                gesture=self._gesture,
            )
        )
        self._remember(annotation_id, version)

    def _remember(self, annotation_id: int, version: str) -> None:
        record = self._annotations.record(annotation_id)
        if record is not None:
            self._taken = Taken(annotation_id, version, self._request_id, record.row_version)

    def paint_new(self, mask: RleMask) -> int | None:
        """Start an object with what was drawn by hand; returns its id, None where there is no image.

        A box in hand goes on waiting.
        """
        image_id = self._selection.image_id
        if image_id is None:
            return None
        if self.needs_class:
            self.ask_class(lambda: self.paint_new(mask))
            return None
        self._predictions.clear()
        new = NewAnnotation(image_id, self._class_for_new(), Prompts(), mask)
        command = AddAnnotation(self._history, new)
        self._history.push(command)
        if command.annotation_id is not None:
            self._selection.select_annotation(command.annotation_id)
        return command.annotation_id

    def _class_for_new(self) -> str:
        if not self._selection.class_name:
            classes = self._projects.classes
            self._selection.select_class(classes[0].name if classes else FIRST_CLASS)
        return self._selection.class_name

    def ask_proposals(self) -> None:
        """Ask for three masks instead of one, for the same prompts; where they are there, show the next."""
        answer = self._predictions.answer(self._predictions.preferred or "")
        if answer is not None and len(answer.proposals) > 1:
            self.choose_proposal(answer.version, (answer.chosen + 1) % len(answer.proposals))
            return
        prompts = self._current_prompts()
        if not prompts.empty:
            self._start_change()
            self._ask(prompts, proposals=True)

    def choose_proposal(self, version: str, place: int) -> None:
        """Show another proposal; where the answer was taken already, its mask is replaced."""
        self._predictions.choose(version, place)
        if self._taken is not None:
            self._apply(self._taken.annotation_id, version)

    def cycle_proposal(self, place: int) -> None:
        """Show another of the preferred version's proposals."""
        if self._predictions.preferred is not None:
            self.choose_proposal(self._predictions.preferred, place)

    # What else changed

    def _removed(self, annotation_id: int) -> None:
        if self._taken is not None and self._taken.annotation_id == annotation_id:
            self._taken = None
        if self._target == annotation_id:
            self._target = None
        if self.question_open and self._predictions.box_id is None:
            self._predictions.clear()  # it was about that object
        if self._selection.annotation_id == annotation_id:
            self._selection.select_annotation(None)

    def _loaded(self) -> None:
        """After the objects were read again: one that a colleague deleted is no longer selected."""
        selected = self._selection.annotation_id
        if selected is not None and self._annotations.record(selected) is None:
            self._removed(selected)

    def _image_changed(self, image_id: int | None) -> None:
        self._taken = self._target = None
        self._predictions.clear()
        self._annotations.load(image_id)

    def _annotation_changed(self, annotation_id: int | None) -> None:
        if self._taken is not None and annotation_id != self._taken.annotation_id:
            self._taken = None
            self._predictions.clear()
        record = self._annotations.record(annotation_id)
        if record is not None:
            self._selection.select_class(record.class_name)
