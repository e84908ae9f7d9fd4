"""What an event of the audit trail says of an image, and whether its detail fits its action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from samft_core.messages.message import Message
from samft_core.project.records import AnnotationState

WHOLE_PROJECT = ("image.add", "image.good", "image.group")
_PLAIN = {
    "image.add": "added",
    "image.good": "good",
    "review.approved": "approved",
    "review.take_back": "taken_back",
    "image.readable": "readable",
    "image.file_changed": "file_changed",
    "image.new_picture": "new_picture",
    "image.restore": "put_back",
}


# SQLite counts no further.
_MOST_ROWS = 2**63


Values = dict[str, str | int]


def is_understood(action: str, subject: str, detail: dict[str, Any]) -> bool:
    """Whether an event of the audit trail has what its action needs; for actions without a history always."""
    try:
        if subject == "project" and action == "image.add":
            return _is_row(detail["first"]) and _is_row(detail["last"])
        of_project = subject == "project" and action in WHOLE_PROJECT
        if of_project and not all(_is_row(image_id) for image_id in detail.get("images", ())):
            return False
        if of_project or subject.startswith("image:"):
            annotation_of(subject)
            meaning_of(action, detail, "?")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return False
    return True


def _is_row(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < _MOST_ROWS


def annotation_of(subject: str) -> int | None:
    """The annotation that an event is about; None where it is about the whole image."""
    part, _, number = subject.partition("/")[2].partition(":")
    return int(number) if part == "annotation" else None


Said = tuple[str, Values]


def meaning_of(action: str, detail: dict[str, Any], class_name: str) -> Said | None:
    """The kind of an event and its values; None for what only the program did, such as reading the file."""
    if action in _PLAIN:
        return _PLAIN[action], {}
    of: Values = {"of": detail.get("of") or detail.get("class") or class_name}
    teller = _TELLERS.get(action)
    return None if teller is None else teller(detail, of)


def _reason(detail: dict[str, Any]) -> Message:
    """Why an image could not be read; an older program noted the English text alone."""
    return Message.from_json(detail.get("message", detail["reason"]))


def _update(detail: dict[str, Any], of: Values) -> Said:
    if "class" in detail:
        return "class", {"before": detail.get("class_before", "?"), "after": detail["class"]}
    if "mask" in detail:
        areas = detail["mask"]
        return "mask", of | {"before": areas["before_area"], "after": areas["after_area"]}
    if "prompts" in detail or "started_from" in detail:
        return "prompts", of
    return ("object_accepted" if _accepted(detail) else "object_reopened"), of


def _accepted(detail: dict[str, Any]) -> bool:
    return bool(detail["state"] == AnnotationState.ACCEPTED.value)


_TELLERS: dict[str, Callable[[dict[str, Any], Values], Said]] = {
    "image.not_good": lambda detail, _of: ("not_good_marked" if detail.get("reason") else "not_good", {}),
    "image.accept": lambda detail, _of: ("accepted", {"count": len(detail["annotations"])}),
    "image.reopen": lambda detail, _of: ("reopened", {"count": len(detail["annotations"])}),
    "image.group": lambda detail, _of: ("lot", {"lot": detail["group"]}),
    "image.relocate": lambda detail, _of: ("moved", {"path": detail["after"]}),
    "image.unreadable": lambda detail, _of: ("unreadable", {"reason": _reason(detail)}),
    "review.returned": lambda detail, _of: ("returned", {"comment": detail["comment"]}),
    "annotation.add": lambda detail, of: ("imported" if _accepted(detail) else "marked", of),
    "annotation.update": _update,
    "annotation.delete": lambda _detail, of: ("deleted", of),
    "annotation.lock": lambda _detail, of: ("locked", of),
    "annotation.unlock": lambda _detail, of: ("unlocked", of),
    "annotation.restore": lambda _detail, of: ("restored", of),
}
