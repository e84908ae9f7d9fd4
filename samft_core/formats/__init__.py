"""One module a format: how images and masks come in and go out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def detect(folder: Path) -> Literal["mvtec", "folder"]:
    """An MVTec AD category has ``test`` beside ``ground_truth`` or ``train``; all else is a plain folder."""
    if (folder / "test").is_dir() and ((folder / "ground_truth").is_dir() or (folder / "train").is_dir()):
        return "mvtec"
    return "folder"
