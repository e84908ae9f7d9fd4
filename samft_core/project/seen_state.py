"""Whether a decision is about the masks that whoever decides has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from samft_core.errors import ConflictError
from samft_core.messages.message import Message
from samft_core.project.schema import AnnotationRow, ImageRow

Seen = Mapping[int, int]
"""The annotations of one image as they were shown: id to row version."""

Signed = tuple[str | None, datetime | None, str | None]
"""Who made something ground truth, when, and from which of the system's accounts."""


def refuse_unseen(rows: Sequence[AnnotationRow], seen: Seen | None, path: Path) -> None:
    """Raise ConflictError where the image's annotations are not the ones in ``seen``.

    None asks nothing: a caller that shows nobody anything, such as an import, decides on what is there.
    ``path`` is the image's file, for the message.
    """
    # Ids and versions: an object that came or went counts as a change too.
    if seen is None or {row.id: row.row_version for row in rows} == dict(seen):
        return
    raise _unseen(path)


def refuse_unseen_good(image: ImageRow, seen_good: bool | None, path: Path) -> None:
    """Raise ConflictError where an object would take back a sign-off as good that was not shown.

    ``seen_good`` says whether the image was shown as good; None asks nothing. ``path`` is the image's file.
    """
    if seen_good is False and image.good:
        raise _unseen(path)


def _unseen(path: Path) -> ConflictError:
    return ConflictError(
        Message("conflict.image"),
        path=path,
        remedy=Message("remedy.decide_again"),
    )
