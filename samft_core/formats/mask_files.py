"""Masks as image files, read as anybody sees them: palette colours, transparency and EXIF turns count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from samft_core.errors import ImageError
from samft_core.formats.mask_values import MaskObjects, objects_of, objects_of_colours
from samft_core.imaging.image_opening import check_bytes, exif_orientation, open_image
from samft_core.imaging.masks import Mask
from samft_core.imaging.pixel_conversion import ROWS_AT_A_TIME
from samft_core.messages.message import Message

PLAIN_BYTES = 12
"""Bytes per pixel that reading a mask of one byte per pixel takes: the file's pixels and what is sorted."""

OTHER_BYTES = 20
"""The same for colours, transparency and more than 8 bits."""

_DEEP = ("I", "F")
_BITS = 258


def read_mask(path: Path) -> Mask:
    """Read all objects of a mask file as one H x W bool mask. Raises ImageError."""
    found, shape = _read(path)
    return found.united(shape)


def read_objects(path: Path) -> tuple[MaskObjects, tuple[int, int]]:
    """Read the objects of a mask file, and its height and width. Raises ImageError."""
    return _read(path)


def orientation_of(path: Path) -> int:
    """The EXIF orientation (1 to 8) that a file's header asks for. Raises ImageError."""
    with open_image(path) as image:
        return exif_orientation(image)


def turned_mask(mask: Mask, orientation: int) -> Mask:
    """An H x W mask turned and mirrored as an EXIF orientation (1 to 8) says."""
    if orientation in (5, 6, 7, 8):
        mask = mask.T
    if orientation in (3, 4, 7, 8):
        mask = mask[::-1]
    if orientation in (2, 3, 6, 7):
        mask = mask[:, ::-1]
    return np.ascontiguousarray(mask)


def _read(path: Path) -> tuple[MaskObjects, tuple[int, int]]:
    with open_image(path) as image:
        per_pixel = PLAIN_BYTES if image.mode in ("1", "L", "P") else OTHER_BYTES
        # Before ``load``: what sorting takes is several times the picture itself.
        check_bytes(path, image.width * image.height * per_pixel)
        deep = _deep_colours(path, image)
        # Asked so, and not by counting: a file may name a million pages.
        several = bool(getattr(image, "is_animated", False))
        image.load()
        turned = image if exif_orientation(image) == 1 else ImageOps.exif_transpose(image)
        height = turned.height
        width = turned.width
        try:
            found = objects_of(deep) if deep is not None else objects_in(turned)
        except ImageError as error:
            raise ImageError(error.message, path=path, remedy=error.remedy) from error
        if several:
            found = MaskObjects(found.objects, (*found.notes, Message("mask_file.more_pages")))
        return found, (height, width)


def objects_in(image: Image.Image) -> MaskObjects:
    """Find the objects of a decoded mask. Raises ImageError, without a path, where it cannot."""
    if image.mode == "1":
        return objects_of(np.asarray(image))
    if image.mode == "L" and not image.has_transparency_data:
        return objects_of(np.asarray(image))
    if image.mode.startswith("I;16") or image.mode in _DEEP:
        return objects_of(np.asarray(image))
    # Some programs write label numbers with a palette that is all black; then only the numbers tell.
    if image.mode == "P" and _is_plain_palette(image):
        found = objects_of(np.asarray(image))
        return MaskObjects(found.objects, (*found.notes, Message("mask_file.one_colour")))
    if not image.has_transparency_data:
        return objects_of_colours(np.asarray(image.convert("RGB")))
    rgba = np.asarray(image.convert("RGBA"))
    return _over_black(rgba[:, :, :3], rgba[:, :, 3])


def _over_black(colours: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> MaskObjects:
    """What shows on black; where nothing does, what is opaque on a transparent ground is the object."""
    if not alpha.any():
        raise ImageError(Message("mask_file.transparent"), remedy=Message("remedy.save_opaque"))
    seen = np.empty(colours.shape, np.uint8)
    for top in range(0, len(seen), ROWS_AT_A_TIME):
        rows = slice(top, top + ROWS_AT_A_TIME)
        seen[rows] = np.round(colours[rows] * (alpha[rows, :, None] / 255.0))
    # Black on transparent: nothing would be seen on black, but somebody drew it.
    if seen.any() or alpha.all():
        return objects_of_colours(seen)
    found = objects_of(alpha)
    return MaskObjects(found.objects, (*found.notes, Message("mask_file.black_on_clear")))


def _is_plain_palette(image: Image.Image) -> bool:
    """Whether all colours that the pixels use are equal, so that only their numbers tell them apart."""
    if image.has_transparency_data:
        return False
    used = np.unique(np.asarray(image))
    palette = np.asarray(image.getpalette("RGB") or [], np.uint8).reshape(-1, 3)
    if used.size < 2 or int(used[-1]) >= len(palette):
        return used.size >= 2
    # Only the colours in use count; the rest of a palette is often left over from another program.
    return bool((palette[used] == palette[used[0]]).all())


def _deep_colours(path: Path, image: Image.Image) -> NDArray[Any] | None:
    """The brightest channel (H x W) of 16-bit colours, of which Pillow keeps the high byte only; else None.

    To be asked before the pixels are loaded.
    """
    if image.mode not in ("RGB", "RGBA"):
        return None
    if image.format == "TIFF":
        stored: Any = image.tag_v2.get(_BITS, (8,))  # type: ignore[attr-defined]
        deep = max(stored if isinstance(stored, tuple) else (stored,)) > 8
    else:
        deep = any("16B" in str(tile[3]) for tile in getattr(image, "tile", []))
    if not deep:
        return None
    decoded = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is None or decoded.ndim != 3 or decoded.shape[:2] != (image.height, image.width):
        raise ImageError(Message("image.colours_16_bit"), path=path, remedy=Message("remedy.save_8_bits"))
    visible = decoded[:, :, 3] > 0 if decoded.shape[2] == 4 else True
    return np.asarray(decoded[:, :, :3].max(axis=2) * visible)
