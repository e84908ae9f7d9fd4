from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from samft_core.errors import ImageError
from samft_core.formats.mask_files import orientation_of
from samft_core.imaging.image_io import probe_image, read_image, thumbnail
from samft_core.imaging.png_chunks import png_pixels

PIXELS = np.arange(24 * 36 * 3, dtype=np.uint8).reshape(24, 36, 3)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def large_text(kind: bytes) -> bytes:
    packed = zlib.compress(b"x" * 80_000_000)
    if kind == b"iTXt":
        return chunk(kind, b"Comment\0\1\0\0\0" + packed)
    return chunk(kind, b"Comment\0\0" + packed)


def png(pixels: np.ndarray = PIXELS, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
@pytest.mark.parametrize("behind", [False, True])
def test_a_text_or_profile_of_any_size_is_in_nobodys_way(
    tmp_path: Path, kind: bytes, *, behind: bool
) -> None:
    data = png()
    at = len(data) - 12 if behind else 33  # before IEND, or after IHDR
    path = tmp_path / "a.png"
    path.write_bytes(data[:at] + large_text(kind) + data[at:])
    assert np.array_equal(read_image(path), PIXELS)
    assert probe_image(path).width == 36
    assert thumbnail(path, 36).shape == (24, 36, 3)


def test_deep_colours_too(tmp_path: Path) -> None:
    import cv2

    ok, data = cv2.imencode(".png", PIXELS.astype(np.uint16) * 200)
    assert ok
    stored = data.tobytes()
    (tmp_path / "a.png").write_bytes(stored)
    (tmp_path / "b.png").write_bytes(stored[:33] + large_text(b"iCCP") + stored[33:])
    assert np.array_equal(read_image(tmp_path / "a.png"), read_image(tmp_path / "b.png"))


def test_many_small_texts(tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    for number in range(3_000):
        texts.add_text(f"Key {number}", "y" * 40_000, zip=True)
    path = tmp_path / "a.png"
    path.write_bytes(png(pnginfo=texts))
    assert np.array_equal(read_image(path), PIXELS)


def test_how_the_picture_is_turned_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "chunk.png").write_bytes(png(exif=exif))
    assert probe_image(tmp_path / "chunk.png").width == 24
    turned = b'<rdf:Description tiff:Orientation="6"/>'
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r">' + turned + b"</rdf:RDF></x:xmpmeta>"
    data = png()
    text = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    (tmp_path / "xmp.png").write_bytes(data[:33] + text + data[33:])
    assert probe_image(tmp_path / "xmp.png").width == 24


def test_a_file_without_texts_is_read_byte_for_byte() -> None:
    data = png()
    reader = png_pixels(io.BytesIO(data))
    assert reader.read() == data
    assert reader.seek(-12, io.SEEK_END) == len(data) - 12
    assert reader.read(4) == b"\0\0\0\0"
    assert reader.seek(5) == 5
    assert reader.read(3) == data[5:8]


@pytest.mark.parametrize("cut", [9, 12, 40, 100])
def test_a_cut_file_is_damaged(tmp_path: Path, cut: int) -> None:
    data = png(np.random.default_rng(0).integers(0, 255, (60, 60, 3), np.uint8))
    path = tmp_path / "a.png"
    path.write_bytes(data[: len(data) - 12 - cut])
    with pytest.raises(ImageError):
        read_image(path)


@pytest.mark.parametrize("kind", [b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"tIME", b"sPLT", b"eXIf"])
@pytest.mark.parametrize("data", [b"", b"\0", b"x" * 3_000])
def test_a_damaged_hint_costs_no_picture(tmp_path: Path, kind: bytes, data: bytes) -> None:
    stored = png()
    path = tmp_path / "a.png"
    path.write_bytes(stored[:33] + chunk(kind, data) + stored[33:])
    assert np.array_equal(read_image(path), PIXELS)
    assert probe_image(path).width == 36


def test_damaged_exif_of_other_formats_costs_no_picture_and_no_mask(tmp_path: Path) -> None:
    for name in ("a.webp", "a.jpg"):
        path = tmp_path / name
        Image.fromarray(PIXELS).save(path, exif=b"Exif\0\0" + b"E" * 2_000)
        assert read_image(path).shape == PIXELS.shape
        assert orientation_of(path) == 1


def test_exif_in_a_png_still_turns_it(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "a.png"
    path.write_bytes(png(exif=exif))
    assert read_image(path).shape == (36, 24, 3)
