"""What an operating system's refusal means to a person: a full disk, no right to write, a drive that is gone.

For the edges of the program (commands, workers, window), where a refusal that nobody foresaw arrives and
is still explained in words.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from samft_core.errors import SamftError
from samft_core.messages.message import Message

# EFBIG: FAT takes no file of 4 GB, which is a disk without room as far as anybody can help it.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ETIMEDOUT}


def disk_error(error: OSError) -> SamftError:
    """``error`` as a message with the file it is about and what to do."""
    if error.errno in _FULL:
        return _worded(error, Message("disk.full"), Message("remedy.free_space"))
    if error.errno in _REFUSED:
        remedy = Message("remedy.ask_to_write_or_choose")
        return _worded(error, Message("disk.refused"), remedy)
    if error.errno in _GONE:
        remedy = Message("remedy.see_drive")
        return _worded(error, Message("disk.gone"), remedy)
    reason = error.strerror or str(error) or type(error).__name__
    remedy = Message("remedy.see_file")
    return _worded(error, Message("disk.failed", reason=reason), remedy)


def _worded(error: OSError, message: Message, remedy: Message) -> SamftError:
    return SamftError(message, path=_path(error), remedy=remedy)


def _path(error: OSError) -> Path | None:
    # Of a copy or a rename the second name is where something was to be written.
    for name in (error.filename2, error.filename):
        if isinstance(name, str | bytes) and name:
            return Path(os.fsdecode(name))
    return None
