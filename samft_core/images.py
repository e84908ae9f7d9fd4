"""Finding images and reading them as 8-bit RGB: one way of reading for the screen and for the encoder.

What every reader here does, so that screen and encoder always see the same pixels:

- EXIF orientation is applied; of animations and multi-page files the first page is read.
- Transparent pixels are composited on black.
- Deeper than 8 bits: values are scaled linearly so that the smallest of the ranges 8, 10, 12, 14, 16 (or 32)
  bits that holds the image's maximum becomes 0..255. Cameras put 12 bits into 16; a plain division by 257
  would show them black.
- Floating point: 0..1 becomes 0..255 where nothing lies outside 0..1, otherwise minimum..maximum does.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, UnidentifiedImageError

from samft_core.errors import ImageError

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"})
"""Lower-case file name endings that are taken for images."""

MAX_PIXELS = 200_000_000
"""Largest image in pixels that is decoded: 600 MB as RGB."""

_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP")
_ORIENTATION = 0x0112
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
"""What Pillow's decoders raise on damaged files."""

# MAX_PIXELS is checked before any pixel is decoded. Pillow's own limit would warn first, from whichever
# thread.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What the header says.

    ``width`` and ``height`` are as shown (EXIF applied), ``bits`` are per channel.
    """

    width: int
    height: int
    mode: str
    bits: int


def find_images(folder: Path, recursive: bool = True) -> list[Path]:
    """All images under ``folder`` by name, its own before those of folders in it; hidden ones left out."""
    if not folder.is_dir():
        raise ImageError("There is no such folder", path=folder, remedy="Choose a folder with images.")
    found: list[Path] = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".")) if recursive else []
        parent = Path(where)
        found += [parent / f for f in sorted(files) if _is_image_name(f)]
    return found


def _is_image_name(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in IMAGE_SUFFIXES  # noqa: PTH122 - speed


def probe_image(path: Path, *, max_pixels: int = MAX_PIXELS) -> ImageInfo:
    """Read only the header. Raises ImageError with the reason."""
    with open_image(path, max_pixels) as image:
        width, height = image.size
        if _orientation(image) in (5, 6, 7, 8):
            width, height = height, width
        return ImageInfo(width, height, image.mode, _bits(image))


def read_image(path: Path, *, max_pixels: int = MAX_PIXELS) -> NDArray[np.uint8]:
    """Decode to H x W x 3 uint8 RGB, contiguous. Raises ImageError with the reason."""
    with open_image(path, max_pixels) as image:
        orientation = _orientation(image)
        rgb = _deep_to_rgb(path, image) if _bits(image) > 8 else np.asarray(_to_rgb(image), np.uint8)
        return np.ascontiguousarray(_turned(rgb, orientation))


def thumbnail(path: Path, side: int, *, max_pixels: int = MAX_PIXELS) -> NDArray[np.uint8]:
    """A small H x W x 3 uint8 RGB picture whose longer side is at most ``side`` pixels. Raises ImageError."""
    with open_image(path, max_pixels) as image:
        orientation = _orientation(image)
        if _bits(image) > 8:
            small = Image.fromarray(_deep_to_rgb(path, image))
        else:
            image.draft(
                "RGB", (side, side)
            )  # JPEG decodes at a fraction of its size, which is many times faster
            small = _to_rgb(image)
        small.thumbnail((side, side), Image.Resampling.BILINEAR)
        return np.ascontiguousarray(_turned(np.asarray(small, np.uint8), orientation))


def pixel_digest(rgb: NDArray[np.uint8]) -> str:
    """SHA-256 in hex of the shape and the pixels of an H x W x 3 uint8 image."""
    digest = hashlib.sha256("x".join(map(str, rgb.shape)).encode("ascii"))
    digest.update(np.ascontiguousarray(rgb).data)
    return digest.hexdigest()


# Pillow warns of damaged metadata, from whichever thread reads; what matters raises. catch_warnings is no way
# round: it swaps the filters of all threads. So this one filter is added where it is absent, and stays.
_PILLOW = r"PIL\."
_REMARKS = ("ignore", None, Warning, re.compile(_PILLOW), 0)


@contextmanager
def open_image(path: Path, max_pixels: int = MAX_PIXELS) -> Iterator[Image.Image]:
    """Open a file with Pillow; everything that goes wrong while it is read becomes ImageError."""
    if _REMARKS not in warnings.filters:
        warnings.filterwarnings("ignore", module=_PILLOW)
    try:
        with Image.open(path, formats=_FORMATS) as image:
            width, height = image.size
            if width * height > max_pixels:
                raise ImageError(
                    f"The image has {width} x {height} pixels, more than the limit of {max_pixels:,} pixels",
                    path=path,
                    remedy="Save it smaller or cut it into parts.",
                )
            yield image
    except ImageError:
        raise
    except FileNotFoundError as error:
        remedy = "Put the file back, or tell the project where it moved."
        raise ImageError("The image file is missing", path=path, remedy=remedy) from error
    except PermissionError as error:
        remedy = "Ask for the right to read it."
        raise ImageError("The image file may not be read", path=path, remedy=remedy) from error
    except UnidentifiedImageError as error:
        remedy = "Readable are PNG, JPEG, BMP, TIFF and WebP."
        raise ImageError(_unidentified(path), path=path, remedy=remedy) from error
    except _BROKEN as error:
        reason = str(error) or type(error).__name__
        remedy = "Copy the file again from its source."
        raise ImageError(f"The image is damaged: {reason}", path=path, remedy=remedy) from error


def _unidentified(path: Path) -> str:
    return (
        "The image file is empty" if path.stat().st_size == 0 else "The file is not an image that can be read"
    )


def _bits(image: Image.Image) -> int:
    """Bits per channel as stored in the file; Pillow's mode hides 16-bit RGB."""
    if image.mode.startswith("I;16"):
        return 16
    if image.mode in ("I", "F"):
        return 32
    if image.format == "TIFF":
        stored: Any = image.tag_v2.get(258, (8,))  # type: ignore[attr-defined]
        return max(stored) if isinstance(stored, tuple) else int(stored)
    tiles = getattr(image, "tile", None)
    rawmode = str(tiles[0][3]) if image.format == "PNG" and tiles else ""
    return 16 if "16B" in rawmode else 8


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation (1 to 8) that is left to apply; to be asked before the pixels are loaded.

    Only the header is read: the PNG reader's own ``getexif`` would decode the whole image to look behind its
    pixels.
    """
    if image.format == "TIFF":
        return 1  # Pillow turns TIFF files itself, and swaps their sides in the header
    orientation = Image.Image.getexif(image).get(_ORIENTATION, 1)
    return orientation if orientation in range(1, 9) else 1


def _to_rgb(image: Image.Image) -> Image.Image:
    """An 8-bit (or shallower) image as RGB, transparency on black, as stored (not turned)."""
    image.load()
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        black = Image.new("RGBA", rgba.size, (0, 0, 0, 255))
        return Image.alpha_composite(black, rgba).convert("RGB")
    return image.convert("RGB")


def _deep_to_rgb(path: Path, image: Image.Image) -> NDArray[np.uint8]:
    """An image of more than 8 bits as H x W x 3 uint8, as stored (not turned, except TIFF)."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        grey = to_8_bit(np.asarray(image))
        return np.repeat(grey[:, :, None], 3, axis=2)
    turned = image.tag_v2.get(_ORIENTATION, 1) if image.format == "TIFF" else 1  # type: ignore[attr-defined]
    return _turned(to_8_bit(_read_deep_colours(path)), turned)


def _read_deep_colours(path: Path) -> NDArray[Any]:
    """16-bit colour as H x W x 3, transparency on black.

    Pillow would keep only the high byte of each value.
    """
    import cv2  # noqa: PLC0415 - a quarter of a second that only these rare files need

    data = np.fromfile(path, np.uint8)  # cv2 cannot open non-ASCII paths on Windows
    decoded = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if decoded is None:
        raise OSError("the 16-bit colours cannot be decoded")
    samples: NDArray[Any] = decoded if decoded.ndim == 3 else np.repeat(decoded[:, :, None], 3, axis=2)
    if samples.shape[2] == 4:
        alpha = samples[:, :, 3:].astype(np.float64) / np.iinfo(samples.dtype).max
        samples = np.round(samples[:, :, :3] * alpha).astype(samples.dtype)
    return samples[:, :, ::-1]


def to_8_bit(samples: NDArray[Any]) -> NDArray[np.uint8]:
    """Scale samples of any depth to uint8 of the same shape, by the rule at the top of this module."""
    if samples.dtype == np.uint8:
        return samples
    if np.issubdtype(samples.dtype, np.floating):
        return _float_to_8_bit(samples)
    values = np.maximum(samples.astype(np.int64), 0)
    peak = int(values.max(initial=0))
    full = next(2**bits - 1 for bits in (8, 10, 12, 14, 16, 32) if peak < 2**bits)
    return ((values * 255 + full // 2) // full).astype(np.uint8)


def _float_to_8_bit(samples: NDArray[Any]) -> NDArray[np.uint8]:
    values = np.nan_to_num(samples.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    if low >= 0.0 and high <= 1.0:
        low, high = 0.0, 1.0
    return np.round((values - low) / (high - low) * 255).astype(np.uint8)


def _turned(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Apply an EXIF orientation (1 to 8) to H x W x 3 pixels."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


# A truncated file must say so; half an image shown as whole would be annotated as if it were.
ImageFile.LOAD_TRUNCATED_IMAGES = False
