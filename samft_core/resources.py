"""Where the shipped data is: weights, samples, icons, translations."""

from __future__ import annotations

import sys
from pathlib import Path

from samft_core.errors import SamftError


def resource_dir() -> Path:
    """The folder of shipped data, in a checkout, an installed wheel or a frozen program."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    checkout_or_wheel = [here.parent / "resources", here / "_resources"]
    candidates = [Path(frozen) / "resources"] if frozen else checkout_or_wheel
    for folder in candidates:
        if folder.is_dir():
            return folder
    remedy = "Install SAMFT again."
    raise SamftError("The program's data folder is missing", path=candidates[0], remedy=remedy)


def resource_path(*parts: str) -> Path:
    """One shipped file or folder, which must exist."""
    path = resource_dir().joinpath(*parts)
    if not path.exists():
        raise SamftError("A file of the program is missing", path=path, remedy="Install SAMFT again.")
    return path
