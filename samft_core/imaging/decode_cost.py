"""What decoding an image costs, told by its header: memory at its peak, and whether that is worth a process.

A file of a megabyte can ask for gigabytes and for hours. What the header tells is refused before anything is
decoded; where a library decides for itself, the image goes to a process with limits (``decoder_client``).
"""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

OWN_PROCESS_PIXELS = 50_000_000
"""Images with more pixels are decoded in a process of their own, which takes 0.2 s more."""

MANY_SCANS = 30
"""A progressive JPEG has about ten scans; each one more costs a pass over all of the image."""

MOST_SCANS = 200
"""More are no picture any more but a way to keep a decoder busy."""

_CHUNK = 1 << 20
_START_OF_SCAN = b"\xff\xda"

# Bytes per pixel: libwebp's animation decoder keeps two canvases, and Pillow copies one of them twice.
_MEASURED_WEBP = 17

# Bytes per pixel of the RGB array that is made in the end.
_RESULT = 3

_TIFF_COMPRESSION = 259
_TIFF_ROWS = 278
_TIFF_TILE_WIDTH = 322
_TIFF_TILE_HEIGHT = 323
_TIFF_BITS = 258
_TIFF_SAMPLES = 277
# Compressions of TIFF whose decoders take what the data ask for: JPEG, JPEG 2000, LERC, LZMA, Zstd,
# WebP.
_OWN_MEMORY = frozenset((6, 7, 34712, 34887, 34925, 50000, 50001))


def decoding_bytes(image: Image.Image, stream: BinaryIO) -> int:
    """The most memory that decoding takes at once, from an opened but not yet decoded image."""
    pixels = image.width * image.height
    stored = pixels * _stored_bytes(image)
    if image.format == "WEBP":
        return pixels * _MEASURED_WEBP
    if image.format in ("JPEG", "MPO") and count_scans(stream) > 1:
        # Not both at once: the coefficients are freed before the RGB array is made.
        return stored + max(_coefficient_bytes(image), pixels * _RESULT)
    if image.format == "TIFF":
        return stored + max(_block_bytes(image), pixels * _RESULT)
    return stored + pixels * _RESULT


def wants_own_process(image: Image.Image, stream: BinaryIO) -> bool:
    """Whether an image should be decoded where memory and time have limits."""
    if image.width * image.height > OWN_PROCESS_PIXELS:
        return True
    if image.format == "TIFF":
        return int(_tag(image, _TIFF_COMPRESSION, 1)) in _OWN_MEMORY
    return image.format in ("JPEG", "MPO") and count_scans(stream) > MANY_SCANS


def count_scans(stream: BinaryIO) -> int:
    """How often a JPEG file starts a scan; pictures embedded in its metadata count too."""
    position = stream.tell()
    stream.seek(0)
    count = 0
    last = b""
    while block := stream.read(_CHUNK):
        # The last byte of the block before is put in front, in case the mark is cut by the blocks'
        # edge.
        count += (last + block).count(_START_OF_SCAN)
        last = block[-1:]
    stream.seek(position)
    return count


def _stored_bytes(image: Image.Image) -> int:
    """Bytes per pixel as Pillow keeps an image."""
    if image.mode in ("1", "L", "P"):
        return 1
    # RGB too: Pillow keeps three channels in four bytes.
    return 2 if image.mode.startswith("I;16") else 4


def _coefficient_bytes(image: Image.Image) -> int:
    """What libjpeg keeps of an image that comes in several scans: two bytes per sample until the last one."""
    # Each layer's sampling factors; without them the dearest case, full resolution in three channels.
    layers = getattr(image, "layer", None) or [(0, 1, 1, 0)] * 3
    across = max(layer[1] for layer in layers)
    down = max(layer[2] for layer in layers)
    samples = sum(layer[1] * layer[2] for layer in layers) / max(across * down, 1)
    return int(2 * samples * image.width * image.height)


def _block_bytes(image: Image.Image) -> int:
    """What libtiff unpacks at once: a strip, or a tile, which may be larger than the image."""
    width = int(_tag(image, _TIFF_TILE_WIDTH, image.width))
    rows = min(int(_tag(image, _TIFF_ROWS, image.height)), image.height)
    height = int(_tag(image, _TIFF_TILE_HEIGHT, rows))
    bits = int(_tag(image, _TIFF_BITS, 8))
    samples = int(_tag(image, _TIFF_SAMPLES, 1))
    # Some kinds are unpacked to four bytes a pixel, whatever they are stored as.
    return width * height * max(4, samples * bits // 8)


def _tag(image: Image.Image, tag: int, default: int) -> float:
    value = image.tag_v2.get(tag, default)  # type: ignore[attr-defined]
    found = max(value, default=default) if isinstance(value, tuple) else value
    return default if found is None else float(found)
