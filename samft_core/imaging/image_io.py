"""Reading images as 8-bit RGB: one way of reading for the screen and for the encoder.

What every reader here does, so that screen and encoder always see the same pixels:

- EXIF orientation is applied; of animations and multi-page files the first page is read.
- Transparent pixels are composited on black; a fourth channel that is zero everywhere means nothing.
- White-is-zero pictures are turned round. Texts and colour profiles do not matter, however large.
- Deeper than 8 bits: values are scaled linearly so that the smallest of the ranges 8, 10, 12, 14, 16 (or 32)
  bits that holds the image's maximum becomes 0..255. Cameras put 12 bits into 16; a plain division by 257
  would show them black.
- Signed: as above where nothing is below 0, otherwise minimum..maximum becomes 0..255.
- Floating point: 0..1 becomes 0..255 where nothing lies outside 0..1, otherwise minimum..maximum (with 0 in
  between or at an end) does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

from samft_core.errors import ImageError
from samft_core.files.limits import MAX_PIXELS
from samft_core.imaging.decode_cost import wants_own_process
from samft_core.imaging.decoder_client import decode_apart
from samft_core.imaging.image_files import IMAGE_SUFFIXES
from samft_core.imaging.image_opening import (
    check_bytes,
    check_size,
    exif_orientation,
    file_source,
    pillow,
    reading,
)
from samft_core.imaging.pixel_conversion import ROWS_AT_A_TIME, on_black, to_8_bit, turned
from samft_core.imaging.pixels import Rgb
from samft_core.imaging.tiff import RGB, TRANSPARENCY, WHITE_IS_ZERO, TiffHeader, read_header, read_samples
from samft_core.messages.message import Message

MAX_SAMPLE_BYTES = 1_200_000_000
"""Most memory that an image's own samples may take: the largest image in 16-bit colour."""

LARGE_PIXELS = 40_000_000
"""Thumbnails of larger images are made of some of their pixels: nobody sees it, and it saves a copy."""


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What the header says.

    ``width`` and ``height`` are as shown (EXIF applied), ``bits`` are per channel.
    """

    width: int
    height: int
    mode: str
    bits: int


def probe_image(path: Path, *, max_pixels: int = MAX_PIXELS) -> ImageInfo:
    """Read only the header. Raises ImageError with the reason."""
    with reading(path) as stream:
        tiff = _odd_tiff(path, stream, max_pixels)
        if tiff is not None:
            mode = "RGB" if tiff.samples >= 3 else "L"
            width = tiff.width
            height = tiff.height
            orientation = tiff.orientation
            bits = tiff.dtype.itemsize * 8
        else:
            with pillow(path, stream, max_pixels) as image:
                width, height = image.size
                orientation = _orientation(image)
                mode = image.mode
                bits = _bits(image)
        # These four lie on their side, so what is shown is as wide as the file is high.
        if orientation in (5, 6, 7, 8):
            width, height = height, width
        return ImageInfo(width, height, mode, bits)


def is_image_of(path: Path, width: int, height: int) -> bool:
    """Whether a file is an image of this size, by its ending and its header alone."""
    try:
        info = probe_image(path)
    except ImageError:
        return False
    return path.suffix.lower() in IMAGE_SUFFIXES and (info.width, info.height) == (width, height)


def read_image(path: Path, *, max_pixels: int = MAX_PIXELS) -> Rgb:
    """Decode to H x W x 3 uint8 RGB, contiguous. Raises ImageError with the reason.

    Costly images are decoded by a process with limits of memory and time.
    """
    with reading(path) as stream:
        tiff = _odd_tiff(path, stream, max_pixels)
        if tiff is not None:
            if not _goes_apart(tiff.costly):
                return np.ascontiguousarray(turned(_tiff_to_rgb(stream, tiff), tiff.orientation))
        else:
            with pillow(path, stream, max_pixels) as image:
                if not _goes_apart(wants_own_process(image, stream)):
                    orientation = _orientation(image)
                    rgb = _deep_to_rgb(path, stream, image) if _bits(image) > 8 else _rgb_by_rows(image)
                    return np.ascontiguousarray(turned(rgb, orientation))
    # Reached only when the file was closed again: the other process opens it itself, and on Windows two
    # open handles would keep it from being replaced meanwhile.
    return decode_apart(path, side=None, max_pixels=max_pixels)


_apart = True


def decode_here() -> None:
    """Decode whatever is asked in this process from now on: it is the one with the limits."""
    global _apart  # noqa: PLW0603 - a property of the process
    _apart = False


def _goes_apart(costly: bool) -> bool:
    return costly and _apart


def thumbnail(path: Path, side: int, *, max_pixels: int = MAX_PIXELS) -> Rgb:
    """A small H x W x 3 uint8 RGB picture whose longer side is at most ``side`` pixels. Raises ImageError."""
    with reading(path) as stream:
        tiff = _odd_tiff(path, stream, max_pixels)
        if tiff is not None:
            if not _goes_apart(tiff.costly):
                return _shrunk(Image.fromarray(_tiff_to_rgb(stream, tiff)), side, tiff.orientation)
        else:
            with pillow(path, stream, max_pixels) as image:
                if not _goes_apart(wants_own_process(image, stream)):
                    return _small(path, stream, image, side)
    return decode_apart(path, side=side, max_pixels=max_pixels)


def _small(path: Path, stream: BinaryIO, image: Image.Image, side: int) -> Rgb:
    orientation = _orientation(image)
    if _bits(image) > 8:
        return _shrunk(Image.fromarray(_deep_to_rgb(path, stream, image)), side, orientation)
    # JPEG decodes at a fraction of its size, which is many times faster.
    image.draft("RGB", (side, side))
    if image.width * image.height > LARGE_PIXELS:
        # Four times the wanted side are kept, so that the scaling that follows still averages over
        # several pixels.
        step = max(1, min(image.size) // (side * 4))
        few = np.ascontiguousarray(_rgb_by_rows(image)[::step, ::step])
        return _shrunk(Image.fromarray(few), side, orientation)
    return _shrunk(_to_rgb(image), side, orientation)


def _shrunk(image: Image.Image, side: int, orientation: int) -> Rgb:
    # The longer side is the same however the picture is turned, so the few pixels are turned, not the
    # many.
    image.thumbnail((side, side), Image.Resampling.BILINEAR)
    return np.ascontiguousarray(turned(np.asarray(image, np.uint8), orientation))


def _odd_tiff(path: Path, stream: BinaryIO, max_pixels: int) -> TiffHeader | None:
    """The header of a TIFF file that Pillow would refuse or misread; None for all other files."""
    header = read_header(stream)
    if header is None or header.plain:
        return None
    check_size(path, (header.width, header.height), max_pixels)
    if header.bytes > MAX_SAMPLE_BYTES:
        raise ImageError(
            Message("image.memory", megabytes=header.bytes / 1e6, limit=MAX_SAMPLE_BYTES / 1e6),
            path=path,
            remedy=Message("remedy.save_fewer_bits"),
        )
    return header


def _tiff_to_rgb(stream: BinaryIO, header: TiffHeader) -> Rgb:
    """H x W x 3 uint8 as stored (not turned), transparency on black."""
    samples = read_samples(stream, header)
    count = 3 if header.photometric == RGB else 1
    colours = samples[:, :, :count]
    # A fourth channel that the file says nothing about is taken for its transparency, as everywhere.
    kind = header.extra[0] if header.extra else TRANSPARENCY
    alpha = samples[:, :, count] if samples.shape[2] > count and kind == TRANSPARENCY else None
    if header.photometric == WHITE_IS_ZERO:
        # Turned round after the scaling, whose ranges hold for the values as they are stored; but
        # before transparency is laid on black, which is black as it is shown.
        rgb = 255 - to_8_bit(colours)
        rgb = rgb if alpha is None else on_black(rgb, alpha)
    else:
        rgb = to_8_bit(colours if alpha is None else on_black(colours, alpha))
    return rgb if count == 3 else np.repeat(rgb, 3, axis=2)


def _bits(image: Image.Image) -> int:
    """Bits per channel as stored in the file; Pillow's mode hides 16-bit RGB."""
    if image.mode.startswith("I;16"):
        return 16
    if image.mode in ("I", "F"):
        return 32
    if image.format == "TIFF":
        # Tag 258 is BitsPerSample. Pillow's mode for 16 bits a channel is "RGB", as for 8.
        stored: Any = image.tag_v2.get(258, (8,))  # type: ignore[attr-defined]
        return max(stored) if isinstance(stored, tuple) else int(stored)
    tiles = getattr(image, "tile", None)
    # The raw mode of the first tile is how the bytes lie in the file; "RGB;16B" stands for big-endian
    # 16 bits.
    rawmode = str(tiles[0][3]) if image.format == "PNG" and tiles else ""
    return 16 if "16B" in rawmode else 8


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation (1 to 8) that is left to apply; to be asked before the pixels are loaded."""
    # Pillow turns TIFF files itself, and swaps their sides in the header.
    return 1 if image.format == "TIFF" else exif_orientation(image)


def _to_rgb(image: Image.Image) -> Image.Image:
    """An 8-bit (or shallower) image as RGB, transparency on black, as stored (not turned)."""
    image.load()
    if not image.has_transparency_data:
        return image.convert("RGB")
    # Some programs write a fourth channel of zeros that means nothing; the picture would be black.
    return _on_black(image) if _any_alpha(image) else image.convert("RGBA").convert("RGB")


def _rgb_by_rows(image: Image.Image) -> Rgb:
    """What ``_to_rgb`` makes, H x W x 3, some rows at a time: copies of a large image take gigabytes."""
    image.load()
    width, height = image.size
    opaque = not image.has_transparency_data or not _any_alpha(image)
    made = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, ROWS_AT_A_TIME):
        bottom = min(top + ROWS_AT_A_TIME, height)
        part = image.crop((0, top, width, bottom))
        # By way of RGBA, as ``_to_rgb`` does it: a palette with a transparent entry gives other colours
        # straight.
        if image.has_transparency_data and opaque:
            part = part.convert("RGBA").convert("RGB")
        made[top:bottom] = np.asarray(part.convert("RGB") if opaque else _on_black(part))
    return made


def _any_alpha(image: Image.Image) -> bool:
    """Whether any pixel shows; a fourth channel of zeros means nothing."""
    width, height = image.size
    for top in range(0, height, ROWS_AT_A_TIME):
        part = image.crop((0, top, width, min(top + ROWS_AT_A_TIME, height)))
        if part.convert("RGBA").getchannel("A").getextrema()[1] != 0:
            return True
    return False


def _on_black(image: Image.Image) -> Image.Image:
    rgba = image.convert("RGBA")
    black = Image.new("RGBA", rgba.size, (0, 0, 0, 255))
    return Image.alpha_composite(black, rgba).convert("RGB")


def _check_memory(path: Path, image: Image.Image, bytes_a_pixel: int) -> None:
    check_bytes(path, image.width * image.height * bytes_a_pixel)


def _deep_to_rgb(path: Path, stream: BinaryIO, image: Image.Image) -> Rgb:
    """An image of more than 8 bits as H x W x 3 uint8, as stored (not turned, except TIFF)."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        grey = to_8_bit(np.asarray(image))
        return np.repeat(grey[:, :, None], 3, axis=2)
    if image.format == "PNG":
        # OpenCV's copy of the samples, what is left of them on black, and the result.
        _check_memory(path, image, 12 if image.mode == "RGB" else 16)
        return to_8_bit(_read_deep_colours(file_source(stream).read()))
    return _rgb_by_rows(image)


def _read_deep_colours(data: bytes) -> NDArray[Any]:
    """16-bit colour of a PNG file as H x W x 3, transparency on black.

    Pillow would keep only the high byte of each value.
    """
    import cv2  # noqa: PLC0415 - a quarter of a second that only these rare files need

    try:
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise ValueError(Message("image.colours_16_bit")) from error
    if decoded is None:
        raise ValueError(Message("image.colours_16_bit"))
    samples: NDArray[Any] = decoded if decoded.ndim == 3 else np.repeat(decoded[:, :, None], 3, axis=2)
    if samples.shape[2] == 4:
        samples = on_black(samples[:, :, :3], samples[:, :, 3])
    # OpenCV's order is blue, green, red.
    return samples[:, :, ::-1]


# A truncated file must say so; half an image shown as whole would be annotated as if it were.
ImageFile.LOAD_TRUNCATED_IMAGES = False
