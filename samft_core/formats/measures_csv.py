"""The measures of a project's objects as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.files.atomic import write_text
from samft_core.imaging.measures import Measures, measure_object
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import AnnotationRecord, AnnotationState, ImageRecord
from samft_core.security import it_policy

COLUMNS = (
    *("image", "lot", "object", "class", "state"),
    *("area_px", "length_px", "width_px", "x_px", "y_px"),
    *("area_mm2", "length_mm", "width_mm", "x_mm", "y_mm"),
    *("accepted_by", "accepted_at"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_measures(
    project: Project,
    path: Path,
    *,
    drafts: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> int:
    """Write one line for each accepted object that counts, with ``drafts`` for all; returns how many.

    Decimals have a point, cells are set apart by commas, the text is UTF-8 with a mark, as Excel wants it.
    Millimetres are empty where the project has no scale. Raises ProjectError where the file cannot be
    written, PolicyError, CancelledError.
    """
    it_policy.require("export", project.inspector)
    images = {image.id: image for image in project.images.all()}
    if drafts:
        records = [record for image_id in images for record in project.annotations.of_image(image_id)]
    else:
        records = project.annotations.ground_truth()
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    ticker = Ticker(Stage.EXPORT, len(records), on_progress)
    scale = project.scale.mm_per_pixel()
    for record in records:
        if cancel is not None:
            cancel.raise_if_cancelled()
        table.writerow(map(safe_cell, _row(images[record.image_id], record, scale)))
        ticker.tick()
    try:
        write_text(path, "\ufeff" + text.getvalue())
    except OSError as error:
        message = Message("disk.cannot_write", path=path)
        raise ProjectError(message, path=path, remedy=Message("remedy.choose_writable_folder")) from error
    return len(records)


def _row(image: ImageRecord, record: AnnotationRecord, scale: float | None) -> Iterator[object]:
    yield from (image.name, image.group, record.id, record.class_name, record.state.value)
    found = measure_object(record.mask)
    yield from _numbers(found)
    yield from _numbers(None if found is None or scale is None else found.scaled(scale))
    accepted = record.state is AnnotationState.ACCEPTED
    yield record.accepted_by if accepted else ""
    yield record.accepted_at.isoformat(timespec="seconds") if accepted and record.accepted_at else ""


def _numbers(found: Measures | None) -> tuple[str, ...]:
    if found is None:
        return ("",) * 5
    values = (found.area, found.length, found.width, found.x, found.y)
    # A millionth is far below what a pixel can tell, at every scale.
    return tuple(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: names come from folders and from people."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
