"""What model versions are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from samft_core.models.types import BASE_VERSION


def version_title(version: str) -> str:
    """A version's name for people."""
    if version == BASE_VERSION:
        return QCoreApplication.translate("versions", "Base model")
    return QCoreApplication.translate("versions", "Tuned {0}").format(version)
