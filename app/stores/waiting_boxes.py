"""Boxes that wait: the current one, several drawn at once, carried along, or proposed.

Each is answered by the model and becomes an object only when the inspector takes it. Until it is taken or
dropped it is kept in the project's database, so that leaving the image or the program loses none.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.stores.answers_json import answers_from_json, answers_to_json
from app.stores.prediction import Answer
from app.stores.project import ProjectStore
from samft_core.engine.protocol import Predicted
from samft_core.errors import SamftError
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import WaitingBoxRecord

# Not the database's: a box has an id before it is written, and where it cannot be written.
_ids = itertools.count(1)

SOON_MS = 300
"""Answers come several times a second while a box is dragged; they are written at most this often."""


class Source(enum.Enum):
    """Where a box comes from. What the inspector drew is never dropped unasked."""

    DRAWN = "drawn"
    CARRIED = "carried"
    FOUND = "found"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class WaitingBox:
    """One box prompt (with points where some were set) and what the versions say about it so far.

    ``class_name`` is the class that its object is to get, where the box was imported with one.
    """

    image_id: int
    prompts: Prompts
    source: Source = Source.DRAWN
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problem: str = ""
    class_name: str = ""
    id: int = field(default_factory=lambda: next(_ids))

    def answer(self, preferred: str | None = None) -> Answer | None:
        """What the preferred version says, else the one that answered first: for showing, not for taking."""
        return self.answers.get(preferred or "") or next(iter(self.answers.values()), None)

    @property
    def open(self) -> bool:
        """Whether no version has answered yet."""
        return not self.answers and not self.problem


class WaitingBoxStore(QObject):
    """The waiting boxes of every image, in the order they came; they are kept while other images are shown.

    ``changed`` carries the image whose boxes changed, ``replaced`` one where a version said something else
    about a box than before, ``added`` and ``removed`` a box's id, ``failed`` a
    SamftError: what the database does not take stays in memory and is tried again with the next change.
    """

    changed = Signal(int)
    replaced = Signal(int)
    added = Signal(int)
    removed = Signal(int)
    failed = Signal(object)

    def __init__(self, projects: ProjectStore | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[int, WaitingBox] = {}
        self._rows: dict[int, int] = {}
        self._unsaved: set[int] = set()
        self._projects = projects
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.flush)
        self._before: tuple[dict[int, WaitingBox], dict[int, int], set[int]] | None = None
        if projects is not None:
            projects.transaction_begun.connect(self._keep)
            projects.transaction_refused.connect(self._bring_back)
            projects.opened.connect(self._load)
            projects.closing.connect(self.flush)
            projects.closed.connect(self.clear)

    def get(self, box_id: int | None) -> WaitingBox | None:
        """One box; None where it is not waiting any more."""
        return self._boxes.get(box_id or 0)

    def boxes(self, image_id: int | None) -> list[WaitingBox]:
        """An image's boxes, the oldest first."""
        # By id, as a box that undo brings back goes to the end of the dictionary.
        return sorted((b for b in self._boxes.values() if b.image_id == image_id), key=lambda box: box.id)

    def all_open(self) -> list[WaitingBox]:
        """Every image's boxes that the model has still to be asked about, the oldest first.

        Without the imported ones, which are thousands: they are asked about when their image is looked at.
        """
        waiting = (box for box in self._boxes.values() if box.open and box.source is not Source.IMPORTED)
        return sorted(waiting, key=lambda box: box.id)

    def put(self, boxes: Iterable[WaitingBox]) -> None:
        """Have these wait, for the first time or again."""
        put = list(boxes)
        self._boxes.update({box.id: box for box in put})
        # Noted before they are written: where the database refuses, the next change tries them again.
        self._unsaved.update(box.id for box in put)
        self.flush()
        for box in put:
            self.added.emit(box.id)
            self.changed.emit(box.image_id)

    def remove(self, box_ids: Iterable[int]) -> list[WaitingBox]:
        """Remove these; returns those that were waiting. One that the database keeps goes on waiting."""
        going = [box_id for box_id in box_ids if box_id in self._boxes]
        rows = [self._rows[box_id] for box_id in going if box_id in self._rows]
        if rows and self._open is not None:
            try:
                self._open.project.waiting_boxes.remove(rows)
            except SamftError as error:
                self._tell(error)
                return []
        return self._forget(going)

    def keep(self, box_id: int, prompts: Prompts, answers: Mapping[str, Answer]) -> None:
        """Note the prompts of a box and what was answered. What the inspector changed counts as drawn."""
        box = self._boxes.get(box_id)
        if box is not None and (box.prompts, dict(box.answers)) != (prompts, dict(answers)):
            # A proposal that the inspector corrected is theirs, and is not dropped with the other
            # proposals.
            source = box.source if box.prompts == prompts else Source.DRAWN
            kept = replace(box, prompts=prompts, source=source, answers=dict(answers), problem="")
            self._replace(kept)

    def take(self, box_id: int, reply: Predicted) -> None:
        """Take over a version's answer."""
        box = self._boxes.get(box_id)
        if box is not None and reply.proposals:
            answer = Answer(reply.version, tuple(reply.proposals), reply.stage)
            former = box.answers.get(reply.version)
            self._replace(replace(box, answers={**box.answers, reply.version: answer}))
            if former is not None and former.masks != answer.masks:
                self.replaced.emit(box.image_id)

    def fail(self, box_id: int, message: str) -> None:
        """The model could not answer."""
        box = self._boxes.get(box_id)
        if box is not None:
            self._replace(replace(box, problem=message))

    def clear(self) -> None:
        """Another project."""
        self._soon.stop()
        images = {box.image_id for box in self._boxes.values()}
        for held in (self._boxes, self._rows, self._unsaved):
            held.clear()
        for image_id in images:
            self.changed.emit(image_id)

    # In the database

    def flush(self) -> None:
        """Write now what has not been written yet."""
        self._soon.stop()
        if self._open is None:
            self._unsaved.clear()
            return
        boxes = [self._boxes[box_id] for box_id in sorted(self._unsaved)]
        try:
            self._write(self._open, boxes)
        except SamftError as error:
            self._tell(error)

    def refresh(self, image_id: int, *, but: int | None = None) -> None:
        """Read an image's boxes again: another window may have put, taken or dropped some.

        ``but`` names the current box, which stays as it is.
        """
        if self._open is None:
            return
        self.flush()
        try:
            records = {record.id: record for record in self._open.project.waiting_boxes.records(image_id)}
        except SamftError as error:
            self.failed.emit(error)
            return
        known = {self._rows[box.id]: box.id for box in self.boxes(image_id) if box.id in self._rows}
        # The current box stays although another window dropped it: the inspector is at work on it.
        self._forget([box_id for row, box_id in known.items() if row not in records and box_id != but])
        self._take_over(record for row, record in records.items() if row not in known)

    def still_waits(self, box_id: int) -> bool:
        """Whether nobody at another window took or dropped the box meanwhile; one that is gone is forgotten.

        Raises SamftError where the database cannot be read.
        """
        box = self._boxes.get(box_id)
        row = self._rows.get(box_id)
        if box is None or row is None or self._open is None:
            return box is not None
        if any(record.id == row for record in self._open.project.waiting_boxes.records(box.image_id)):
            return True
        self._forget([box_id])
        return False

    def _tell(self, error: SamftError) -> None:
        """Say why something is not in the database; in a transaction whoever opened it does so."""
        if self._projects is not None and self._projects.in_transaction:
            raise error
        self.failed.emit(error)

    def _keep(self) -> None:
        self._before = (dict(self._boxes), dict(self._rows), set(self._unsaved))

    def _bring_back(self) -> None:
        """Have the boxes wait that did before a transaction that was refused: the database has them still."""
        if self._before is None:
            return
        now = self._boxes
        self._boxes, self._rows, self._unsaved = self._before
        self._before = None
        both = {**now, **self._boxes}
        changed = {box.image_id for box in both.values() if now.get(box.id) != self._boxes.get(box.id)}
        for box_id in set(now) - set(self._boxes):
            self.removed.emit(box_id)
        for box_id in set(self._boxes) - set(now):
            self.added.emit(box_id)
        for image_id in changed:
            self.changed.emit(image_id)

    @property
    def _open(self) -> ProjectStore | None:
        return self._projects if self._projects is not None and self._projects.is_open else None

    def _write(self, projects: ProjectStore, boxes: list[WaitingBox]) -> None:
        from samft_core.project.waiting_boxes import NewWaitingBox  # noqa: PLC0415 - the database library is slow

        new = [box for box in boxes if box.id not in self._rows]
        items = [
            NewWaitingBox(b.image_id, b.prompts, b.source.value, answers_to_json(b.answers), b.class_name)
            for b in new
        ]
        if items:
            rows = projects.project.waiting_boxes.add(items)
            # Noted at once: should an update below fail, the next attempt must not add them a second
            # time.
            self._rows.update({box.id: row for box, row in zip(new, rows, strict=True)})
            self._unsaved.difference_update(box.id for box in new)
        for box in boxes:
            if box.id not in self._unsaved:
                continue
            answers = answers_to_json(box.answers)
            projects.project.waiting_boxes.update(
                self._rows[box.id], prompts=box.prompts, source=box.source.value, answers=answers
            )
            self._unsaved.discard(box.id)

    def _load(self) -> None:
        if self._open is None:
            return
        try:
            self._take_over(self._open.project.waiting_boxes.records())
        except SamftError as error:
            self.failed.emit(error)

    def _take_over(self, records: Iterable[WaitingBoxRecord]) -> None:
        """Hold what the database keeps; ``changed`` names the images."""
        images = set()
        for record in records:
            if self._open is None or record.image_id not in self._open:
                continue
            image = self._open.image(record.image_id)
            answers = answers_from_json(record.answers, width=image.width, height=image.height)
            known = {source.value for source in Source}
            source = Source(record.source) if record.source in known else Source.DRAWN
            box = WaitingBox(record.image_id, record.prompts, source, answers, class_name=record.class_name)
            self._boxes[box.id], self._rows[box.id] = box, record.id
            images.add(record.image_id)
        for image_id in images:
            self.changed.emit(image_id)

    def _forget(self, box_ids: Iterable[int]) -> list[WaitingBox]:
        gone = [self._boxes.pop(box_id) for box_id in list(box_ids) if box_id in self._boxes]
        for box in gone:
            self._rows.pop(box.id, None)
            self._unsaved.discard(box.id)
        for box in gone:
            self.removed.emit(box.id)
            self.changed.emit(box.image_id)
        return gone

    def _replace(self, box: WaitingBox) -> None:
        self._boxes[box.id] = box
        self._unsaved.add(box.id)
        if self._open is not None:
            self._soon.start()
        self.changed.emit(box.image_id)
