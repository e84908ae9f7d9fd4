"""Whether an image's file is still the one that was added: by size and time first, else by its digest."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from samft_core.errors import ImageError
from samft_core.files.regular_files import NotRegularError, open_regular
from samft_core.imaging.image_io import probe_image, read_image
from samft_core.imaging.image_opening import reading_error
from samft_core.imaging.pixels import pixel_digest
from samft_core.messages.message import Message
from samft_core.security.network_places import require_confirmed


def another_picture(path: Path) -> ImageError:
    """The error for a file that took the place of the one whose masks were drawn."""
    remedy = Message("remedy.put_file_back_or_take")
    return ImageError(Message("image.another_picture"), path=path, remedy=remedy)


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file's size in bytes, when it was written in nanoseconds, and the SHA-256 of its bytes in hex."""

    size: int
    modified_ns: int
    digest: str

    @classmethod
    def of(cls, path: Path) -> FileMark:
        """Read the whole file. Raises ImageError where it cannot be read."""
        require_confirmed(path)
        try:
            # Never a pipe or a device, which could block for ever.
            with open_regular(path) as stream:
                status = path.stat()
                digest = _sha256(stream)
        except NotRegularError as error:
            message = Message("image.no_image", reason=error.strerror)
            raise ImageError(message, path=path, remedy=Message("remedy.choose_image")) from error
        except OSError as error:
            raise reading_error(error, path) from error
        return cls(status.st_size, status.st_mtime_ns, digest)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What a project knows of an image's file. ``mark`` is None where an earlier program added it.

    ``pixels`` is the digest of the decoded image where it was decoded once.
    """

    path: Path
    width: int
    height: int
    mark: FileMark | None
    pixels: str | None


def file_problem(known: KnownFile, *, thorough: bool = False) -> ImageError | None:
    """Why the image cannot be used as the one that was added; None where it can.

    A file of the same size that was last written at the same moment counts as the same one, unless
    ``thorough`` asks for its digest. Other bytes that decode to the same pixels are the same picture.
    """
    try:
        # Each image is asked about whenever it is shown; reading all its bytes would be felt on a
        # share.
        if not thorough and _untouched(known.path, known.mark):
            return None
        if known.mark is not None and FileMark.of(known.path).digest == known.mark.digest:
            return None
        # Programs rewrite metadata when they turn or tag a photograph; only other pixels make another
        # picture.
        return _compare_pictures(known, thorough=thorough)
    except OSError as error:
        return reading_error(error, known.path)
    except ImageError as error:
        return error


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _untouched(path: Path, mark: FileMark | None) -> bool:
    """Whether size and time are as they were. Without a mark it is enough that there is a file."""
    require_confirmed(path)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return False
    return mark is None or (status.st_size, status.st_mtime_ns) == (mark.size, mark.modified_ns)


def _compare_pictures(known: KnownFile, *, thorough: bool) -> ImageError | None:
    """Compare what the file shows, where its bytes are others than were added or nothing is known of them."""
    info = probe_image(known.path)
    if (info.width, info.height) != (known.width, known.height):
        return other_size(known.path, (info.width, info.height), (known.width, known.height))
    if known.pixels is not None:
        same = pixel_digest(read_image(known.path)) == known.pixels
    else:
        # Nothing to compare the pixels with. Where the bytes are known to differ that is another
        # picture; where nothing is known, equal size has to do.
        same = known.mark is None
    return None if same else another_picture(known.path)


def other_size(path: Path, found: tuple[int, int], known: tuple[int, int]) -> ImageError:
    """The error about a file of another size (width, height) than was added."""
    return ImageError(
        Message("image.resized", width=found[0], height=found[1], old_width=known[0], old_height=known[1]),
        path=path,
        remedy=Message("remedy.put_file_back_or_add"),
    )
