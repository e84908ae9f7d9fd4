"""What versions and states are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from samft_core.models.types import BASE_VERSION
from samft_core.store.records import ImageState


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
