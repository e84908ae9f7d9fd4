"""Opening image files with Pillow: what may be tried, how large it may be, and what went wrong in words."""

from __future__ import annotations

import os
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image, UnidentifiedImageError

from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.files.limits import MAX_PIXELS, PEAK_BYTES
from samft_core.files.regular_files import NotRegularError, open_regular
from samft_core.imaging.decode_cost import MOST_SCANS, count_scans, decoding_bytes
from samft_core.imaging.image_files import readable_kinds
from samft_core.imaging.png_chunks import SIGNATURE, png_pixels
from samft_core.messages.message import Message
from samft_core.security.network_places import require_confirmed

# Pillow is told which formats it may try: each further decoder is code that a hostile file could reach.
_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP")
_ORIENTATION = 0x0112
"""The EXIF tag of it."""

# What Pillow's decoders raise on damaged files.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    AttributeError,
    MemoryError,
    Image.DecompressionBombError,
)

# MAX_PIXELS is checked before any pixel is decoded. Pillow's own limit would warn first, from whichever
# thread.
Image.MAX_IMAGE_PIXELS = None

# Pillow warns of damaged metadata, from whichever thread reads; what matters raises. catch_warnings is no way
# round: it swaps the filters of all threads. So this one filter is added where it is absent, and stays.
_PILLOW = r"PIL\."
_REMARKS = ("ignore", None, Warning, re.compile(_PILLOW), 0)


@contextmanager
def open_image(path: Path, max_pixels: int = MAX_PIXELS) -> Iterator[Image.Image]:
    """Open a file with Pillow; everything that goes wrong while it is read becomes ImageError.

    What lies at the drive, the share or the rights, and not in the file, is an ImageUnreachableError.
    """
    with reading(path) as stream, pillow(path, stream, max_pixels) as image:
        yield image


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The file open for reading; what goes wrong meanwhile becomes ImageError."""
    if _REMARKS not in warnings.filters:
        warnings.filterwarnings("ignore", module=_PILLOW)
    empty = False
    require_confirmed(path)
    try:
        with open_regular(path) as stream:
            # Asked while the file is open: Pillow says of an empty file only that it knows no such
            # format.
            empty = os.fstat(stream.fileno()).st_size == 0
            yield stream
    except ImageError:
        raise
    except UnidentifiedImageError as error:
        remedy = Message("remedy.readable_are", kinds=readable_kinds())
        message = Message("image.empty") if empty else Message("image.unknown")
        raise ImageError(message, path=path, remedy=remedy) from error
    except NotRegularError as error:
        message = Message("image.no_image", reason=error.strerror)
        raise ImageError(message, path=path, remedy=Message("remedy.choose_image")) from error
    except _BROKEN as error:
        raise reading_error(error, path) from error


def reading_error(error: BaseException, path: Path) -> ImageError:
    """What is wrong with a file that could not be read to its end."""
    # The order matters: all of these are OSErrors, and the more general reasons come after the plain
    # ones.
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        remedy = Message("remedy.put_back_or_tell")
        return ImageUnreachableError(Message("image.missing"), path=path, remedy=remedy)
    if isinstance(error, PermissionError):
        remedy = Message("remedy.ask_to_read")
        return ImageUnreachableError(Message("image.not_readable_by_you"), path=path, remedy=remedy)
    if isinstance(error, OSError) and error.errno is not None:
        # The operating system says so: the drive or the share, not the picture.
        remedy = Message("remedy.try_when_back")
        message = Message("image.unreachable", reason=error.strerror)
        return ImageUnreachableError(message, path=path, remedy=remedy)
    # A want of this PC's memory says nothing about the picture, so it must not be noted as damaged.
    if isinstance(error, MemoryError):
        remedy = Message("remedy.close_programs")
        return ImageUnreachableError(Message("image.no_memory"), path=path, remedy=remedy)
    reason = str(error) or type(error).__name__
    remedy = Message("remedy.copy_again")
    return ImageError(Message("image.damaged", reason=reason), path=path, remedy=remedy)


@contextmanager
def pillow(path: Path, stream: BinaryIO, max_pixels: int) -> Iterator[Image.Image]:
    """``stream`` as Pillow opens it, unless it has too many pixels."""
    with Image.open(file_source(stream), formats=_FORMATS) as image:
        check_size(path, image.size, max_pixels)
        # All three are told by headers alone. They must come before whoever asked for the image calls
        # ``load``.
        check_bytes(path, decoding_bytes(image, stream))
        _check_scans(path, image, stream)
        yield image


def file_source(stream: BinaryIO) -> Any:
    """The file from its start; a PNG file without its texts and profiles."""
    stream.seek(0)
    is_png = stream.read(len(SIGNATURE)) == SIGNATURE
    stream.seek(0)
    return png_pixels(stream) if is_png else stream


def check_size(path: Path, size: tuple[int, int], max_pixels: int) -> None:
    """Raises ImageError where an image of this width and height has more pixels than are wanted."""
    width, height = size
    if width * height > max_pixels:
        raise ImageError(
            Message("image.too_many_pixels", width=width, height=height, limit=max_pixels),
            path=path,
            remedy=Message("remedy.save_smaller"),
        )


def _check_scans(path: Path, image: Image.Image, stream: BinaryIO) -> None:
    scans = count_scans(stream) if image.format in ("JPEG", "MPO") else 0
    if scans > MOST_SCANS:
        message = Message("image.too_many_scans", scans=scans, limit=MOST_SCANS)
        raise ImageError(message, path=path, remedy=Message("remedy.save_again"))


def check_bytes(path: Path, needed: int) -> None:
    """Raises ImageError where reading a file would take more memory than any may."""
    if needed > PEAK_BYTES:
        raise ImageError(
            Message("image.peak_memory", megabytes=needed / 1e6, limit=PEAK_BYTES / 1e6),
            path=path,
            remedy=Message("remedy.save_fewer_bits"),
        )


def exif_orientation(image: Image.Image) -> int:
    """The EXIF orientation (1 to 8) in the file's header; 1 where there is none, or none that can be read."""
    try:
        # The PNG reader's own ``getexif`` would decode the whole image to look behind its pixels.
        orientation = Image.Image.getexif(image).get(_ORIENTATION, 1)
    except (SyntaxError, ValueError, struct.error, OSError, TypeError, KeyError):
        # Pillow raises what its parser of TIFF headers raises. What is wrong there is wrong with no pixel.
        return 1
    # Cameras write 0 where they do not know, and damaged files anything.
    return orientation if orientation in range(1, 9) else 1
