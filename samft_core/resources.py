"""Where the shipped data is: weights, samples, icons, translations."""

from __future__ import annotations

import sys
from pathlib import Path

from samft_core.errors import SamftError
from samft_core.messages.message import Message


def resource_dir() -> Path:
    """The folder of shipped data, in a checkout, an installed wheel or a frozen program."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    checkout_or_wheel = [here.parent / "resources", here / "_resources"]
    candidates = [Path(frozen) / "resources"] if frozen else checkout_or_wheel
    for folder in candidates:
        if folder.is_dir():
            return folder
    remedy = Message("remedy.install_again")
    raise SamftError(Message("program.no_data_folder"), path=candidates[0], remedy=remedy)


def resource_path(*parts: str) -> Path:
    """One shipped file or folder, which must exist."""
    path = resource_dir().joinpath(*parts)
    if not path.exists():
        raise SamftError(Message("program.file_missing"), path=path, remedy=Message("remedy.install_again"))
    return path
