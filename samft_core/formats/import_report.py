"""What an import or an export did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from samft_core.imaging.image_files import PassedOver
from samft_core.messages.message import Message


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A file that is worth a word; the rest went on.

    ``left_out`` where something of it did not come in (or go out) as it was meant; otherwise it says how the
    file was understood.
    """

    path: Path
    reason: Message
    left_out: bool = True


@dataclass(slots=True)
class ImportReport:
    """Numbers of new images, images that were there before, images signed off as good, and new masks.

    ``drafts`` are masks that some model drew: nobody accepted them; ``boxes`` wait for the model's answer.
    """

    added: int = 0
    skipped: int = 0
    good: int = 0
    annotations: int = 0
    drafts: int = 0
    boxes: int = 0
    problems: list[ImportProblem] = field(default_factory=list)

    def name(self, passed_over: Iterable[PassedOver]) -> None:
        """Name files that are not read as images; that they lie there is no fault of the import."""
        self.problems += [ImportProblem(file.path, file.reason, left_out=False) for file in passed_over]

    def add(self, other: ImportReport) -> None:
        """Count another import's numbers and problems in."""
        self.added += other.added
        self.skipped += other.skipped
        self.good += other.good
        self.annotations += other.annotations
        self.drafts += other.drafts
        self.boxes += other.boxes
        self.problems += other.problems


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Numbers of image files and masks written; ``lowest_iou`` of what was written with what was meant."""

    images: int
    masks: int
    problems: list[ImportProblem] = field(default_factory=list)
    lowest_iou: float = 1.0
