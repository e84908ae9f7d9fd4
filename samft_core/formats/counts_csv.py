"""Counts of a project's objects by class, day and inspector as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from samft_core.errors import ProjectError
from samft_core.files.atomic import write_text
from samft_core.formats.measures_csv import safe_cell
from samft_core.messages.message import Message
from samft_core.project.image_facts import ObjectFacts

COLUMNS = ("day", "inspector", "class", "accepted", "draft")


def write_counts(objects: Iterable[ObjectFacts], path: Path) -> int:
    """Write one line for each day, inspector and class that there are objects of; returns how many.

    The text is UTF-8 with a mark, as Excel wants it. Raises ProjectError where it cannot be written.
    """
    counted: dict[tuple[str, str, str], Counter[bool]] = {}
    for item in objects:
        key = (item.day.isoformat(), item.inspector, item.class_name)
        counted.setdefault(key, Counter())[item.accepted] += 1
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for key, numbers in sorted(counted.items()):
        table.writerow([*map(safe_cell, key), numbers[True], numbers[False]])
    try:
        write_text(path, "\ufeff" + text.getvalue())
    except OSError as error:
        message = Message("disk.cannot_write", path=path)
        raise ProjectError(message, path=path, remedy=Message("remedy.choose_writable_folder")) from error
    return len(counted)
