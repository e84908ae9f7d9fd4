"""What an import or an export did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A file that could not be used as meant, and why; the rest went on."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Numbers of new images, images that were there before, images signed off as good, and new masks."""

    added: int
    skipped: int
    good: int
    annotations: int
    problems: list[ImportProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Numbers of image files and masks written; ``lowest_iou`` of what was written with what was meant."""

    images: int
    masks: int
    problems: list[ImportProblem] = field(default_factory=list)
    lowest_iou: float = 1.0
