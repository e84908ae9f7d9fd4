"""What must hold for boxes that wait: they stay until they are taken or dropped, also over a restart."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

from app.services.hub import Hub

Box = tuple[int, str]
"""Image and prompts of a box that the inspector drew."""


def drawn(hub: Hub) -> Counter[Box]:
    """What the window holds, the current box among it."""
    return Counter(
        (image, json.dumps(_numbers(box.prompts.to_json())))
        for image in hub.projects.index.order
        for box in hub.boxes.boxes(image)
        if box.source.value == "drawn"
    )


def _numbers(value: Any) -> Any:
    """The same with each number as the database gives it back."""
    if isinstance(value, dict):
        return {key: _numbers(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_numbers(part) for part in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def stored(connection: sqlite3.Connection) -> set[int]:
    """The rows of drawn boxes in the database."""
    return {row[0] for row in connection.execute("SELECT id FROM waiting_box WHERE source = 'drawn'")}


def missing(before: Counter[Box], after: Counter[Box]) -> str | None:
    """Which boxes are gone, in words; None where none is."""
    gone = before - after
    return None if not gone else f"waiting boxes are gone: {sorted(gone.elements())}"
