"""What versions and states are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from samft_core.project.records import ImageRecord, ImageState, ReviewState
from samft_core.sam.types import BASE_VERSION


def version_title(version: str) -> str:
    """A version's name for people."""
    if version == BASE_VERSION:
        return QCoreApplication.translate("versions", "Base model")
    return QCoreApplication.translate("versions", "Tuned {0}").format(version)


def state_text(state: ImageState) -> str:
    """The state's word in the user's language."""
    texts = {
        ImageState.NEW: QCoreApplication.translate("states", "new"),
        ImageState.DRAFT: QCoreApplication.translate("states", "draft"),
        ImageState.ACCEPTED: QCoreApplication.translate("states", "accepted"),
        ImageState.GOOD: QCoreApplication.translate("states", "good"),
        ImageState.UNREADABLE: QCoreApplication.translate("states", "unreadable"),
    }
    return texts[state]


def review_text(review: ReviewState) -> str:
    """The word for where an image is on its way through review."""
    texts = {
        ReviewState.WAITING: QCoreApplication.translate("states", "to review"),
        ReviewState.RETURNED: QCoreApplication.translate("states", "returned"),
        ReviewState.APPROVED: QCoreApplication.translate("states", "approved"),
    }
    return texts[review]


def status_text(image: ImageRecord) -> str:
    """One word for an image: its state, or what a second inspector said about it."""
    if image.review is ReviewState.APPROVED and image.state is ImageState.GOOD:
        return QCoreApplication.translate("states", "good, approved")
    if image.review in (ReviewState.APPROVED, ReviewState.RETURNED):
        return review_text(image.review)
    return state_text(image.state)
