r"""Places on other computers, ``\\server\share`` or ``//server/share``: asked for only where somebody chose.

To ask Windows about such a path is to log in there with the account's own name and password digest. A project
that somebody sent can name any server in the world as the place of an image. So a share is left alone until
somebody on this account added images from it, said where images are, or opened the project on it.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from platformdirs import user_config_path

from samft_core.errors import ImageUnreachableError, SamftError
from samft_core.files import atomic
from samft_core.files.limits import SETTINGS_BYTES
from samft_core.files.strict_json import read_json
from samft_core.messages.message import Message

_SHARE = re.compile(r"[\\/]{2}([^\\/]+[\\/]+[^\\/]+)")

# Shares of the projects that this process opened.
_opened: set[str] = set()


def shares_file() -> Path:
    """Where an account's confirmed shares are kept."""
    return user_config_path("samft", appauthor=False) / "shares.json"


def share_of(path: Path | str) -> str | None:
    r"""The share that a path lies on, as ``server\share`` in lower case; None where it is on this computer.

    ``\\?\`` and ``\\.\`` reach anything that Windows knows, and count as shares of these names.
    """
    found = _SHARE.match(os.fspath(path))
    return None if found is None else re.sub(r"[\\/]+", r"\\", found[1]).lower()


def confirm(path: Path | str) -> None:
    """Remember that somebody chose this place on this account; does nothing for one on this computer."""
    share = share_of(path)
    if share is None or is_confirmed(path):
        return
    _opened.add(share)
    file = shares_file()
    # Where nothing can be kept, it counts for this process alone.
    with contextlib.suppress(OSError):
        atomic.make_folder(file.parent)
        atomic.write_json(file, sorted({*_kept(), share}))


def opened_on(folder: Path) -> None:
    """Count the share of a project that was opened as confirmed, in this process."""
    share = share_of(folder)
    if share is not None:
        _opened.add(share)


def is_confirmed(path: Path | str) -> bool:
    """Whether a place may be reached: it is on this computer, or somebody chose it."""
    share = share_of(path)
    return share is None or share in _opened or share in _kept()


def require_confirmed(path: Path) -> None:
    """Raises ImageUnreachableError where nobody on this account chose the share that ``path`` lies on."""
    if not is_confirmed(path):
        share = "\\\\" + (share_of(path) or "")
        message = Message("place.unconfirmed", share=share)
        raise ImageUnreachableError(message, path=path, remedy=Message("remedy.confirm_share"))


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as the place may be reached."""
    return is_confirmed(path) and path.is_file()


def _kept() -> set[str]:
    try:
        data = read_json(shares_file(), limit=SETTINGS_BYTES)
    except (OSError, SamftError):
        return set()
    return {name for name in data if isinstance(name, str)} if isinstance(data, list) else set()
