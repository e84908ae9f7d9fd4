"""Costly images are refused by their header or decoded where memory and time have limits."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import ImageError
from samft_core.files.limits import MAX_PIXELS
from samft_core.imaging import decode_cost, decoder_client, image_io
from samft_core.imaging.decoder_client import DecoderClient
from samft_core.imaging.image_io import probe_image, read_image, thumbnail
from samft_core.project.project import Project

CHILD = "import sys; from samft_core.imaging import decoder_process as d; {} ; sys.exit(d.main([]))"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    path = tmp_path / "größe\udce4.png" if sys.platform == "linux" else tmp_path / "größe.png"
    Image.fromarray(rng.integers(0, 255, (40, 60, 3), np.uint8)).save(path)
    return path


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[DecoderClient]:
    """Every image counts as costly."""
    client = DecoderClient()
    monkeypatch.setattr(decode_cost, "OWN_PROCESS_PIXELS", 1)
    monkeypatch.setattr(decoder_client, "_shared", client)
    yield client
    client.close()


def client_with(change: str) -> DecoderClient:
    return DecoderClient([sys.executable, "-c", CHILD.format(change)])


def test_the_other_process_gives_the_same_pixels(
    picture: Path, tmp_path: Path, apart: DecoderClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = tmp_path / "turned.jpg"
    with Image.open(picture) as image:
        image.save(turned, exif=exif)
    asked = [(read_image(path), thumbnail(path, 16)) for path in (picture, turned)]
    first = apart._child
    assert first is not None
    monkeypatch.setattr(decode_cost, "OWN_PROCESS_PIXELS", 10**9)
    for path, (whole, small) in zip((picture, turned), asked, strict=True):
        assert (read_image(path) == whole).all() and (thumbnail(path, 16) == small).all()
        assert whole.flags.c_contiguous and whole.flags.writeable
    assert asked[1][0].shape == (60, 40, 3)


def test_what_is_wrong_with_a_file_is_said_as_here(
    picture: Path, apart: DecoderClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture.write_bytes(picture.read_bytes()[:3000])
    with pytest.raises(ImageError) as there:
        read_image(picture)
    assert apart._child is not None
    monkeypatch.setattr(decode_cost, "OWN_PROCESS_PIXELS", 10**9)
    with pytest.raises(ImageError) as here:
        read_image(picture)
    assert str(there.value) == str(here.value) and there.value.path == picture
    assert there.value.message.code == here.value.message.code


def test_an_image_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("RGB", (5000, 5000)).save(path)
    client = client_with("d.PEAK_BYTES = 30_000_000")
    try:
        with pytest.raises(ImageError, match="more than the limit of 1,900 MB of memory") as refused:
            client.decode(path, side=None, max_pixels=MAX_PIXELS)
        assert refused.value.path == path and refused.value.remedy
    finally:
        client.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no processor time for a child")
def test_an_image_that_takes_too_long_is_ended_and_the_next_one_is_read(picture: Path) -> None:
    # Without an end for one image alone: the process is started anew for the next.
    slow = "d.DECODE_SECONDS = 0; real = d.image_io.read_image; d.image_io.read_image = lambda path, "
    slow += "max_pixels: [None for _ in iter(int, 1)] if max_pixels == 7000 else real(path)"
    client = client_with(slow)
    try:
        with pytest.raises(ImageError, match="takes more than 10 seconds"):
            client.decode(picture, side=None, max_pixels=7000)
        assert client.decode(picture, side=None, max_pixels=MAX_PIXELS).shape == (40, 60, 3)
    finally:
        client.close()


def test_a_decoder_that_crashes_takes_nobody_along(picture: Path) -> None:
    client = client_with("import os; d.image_io.read_image = lambda path, max_pixels: os._exit(5)")
    try:
        for _ in range(2):
            with pytest.raises(ImageError, match=r"it ended its decoder \(exit code 5\)"):
                client.decode(picture, side=None, max_pixels=MAX_PIXELS)
    finally:
        client.close()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(10 * 31)))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, pixels, *more, chunk(b"IEND", b"")])


def tiff_with_tile(side: int, compression: int) -> bytes:
    """A TIFF file of 100 x 100 grey pixels in one tile, which alone is much larger."""
    data = zlib.compress(bytes(1000))
    tags = {256: 100, 257: 100, 258: 8, 259: compression, 262: 1, 277: 1, 322: side, 323: side}
    tags |= {324: 8, 325: len(data)}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)
    return struct.pack("<2sHI", b"II", 42, 8 + len(data)) + data + directory


def jpeg(mode: str = "RGB", **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (320, 320), 90 if mode == "L" else None).save(made, "JPEG", **options)
    return made.getvalue()


def with_scans(count: int) -> bytes:
    whole = jpeg(progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * count + b"\xff\xd9"


BOMBS = {
    "tile.tif": (tiff_with_tile(60_000, 8), "more than the limit of 1,"),
    "lzw tile.tif": (tiff_with_tile(60_000, 5), "more than the limit of 1,"),
    "scans.jpg": (with_scans(400), "passes, more than the limit of 200"),
    "chunks.png": (png(chunk(b"abCd", b"") * 200_001), "more than 200,000 parts"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_name_and_the_batch_goes_on(name: str, picture: Path, tmp_path: Path) -> None:
    data, words = BOMBS[name]
    folder = tmp_path / "images"
    folder.mkdir()
    (folder / name).write_bytes(data)
    Image.new("RGB", (9, 9)).save(folder / "good.png")
    with pytest.raises(ImageError, match=words) as refused:
        read_image(folder / name)
    assert refused.value.path == folder / name and refused.value.remedy
    with Project.create(tmp_path / "project") as project:
        report = project.images.add(sorted(folder.iterdir()))
        assert len(report.added) + len(report.unreadable) == 2 and report.added


def test_packed_texts_that_unpack_to_much_are_passed_over(tmp_path: Path) -> None:
    packed = zlib.compress(bytes(20_000_000), 9)
    path = tmp_path / "texts.png"
    path.write_bytes(
        png(
            chunk(b"zTXt", b"XML:com.adobe.xmp\0\0" + packed),
            chunk(b"zTXt", b"Raw profile type exif\0\0" + packed),
        )
    )
    assert read_image(path).shape == (10, 10, 3)


def opened(data: bytes) -> tuple[Image.Image, io.BytesIO]:
    stream = io.BytesIO(data)
    return Image.open(stream), stream


def test_images_in_several_scans_are_counted_with_their_coefficients() -> None:
    pixels = 320 * 320
    costs = {
        "grey": decode_cost.decoding_bytes(*opened(jpeg("L"))),
        "plain": decode_cost.decoding_bytes(*opened(jpeg())),
        "progressive": decode_cost.decoding_bytes(*opened(jpeg(progressive=True, subsampling=0))),
        "cmyk": decode_cost.decoding_bytes(*opened(jpeg("CMYK", progressive=True, subsampling=0))),
    }
    assert costs == {
        "grey": 4 * pixels, "plain": 7 * pixels, "progressive": 10 * pixels, "cmyk": 12 * pixels,
    }  # fmt: skip


def test_ordinary_images_stay_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an ordinary image went to the other process")

    monkeypatch.setattr(image_io, "decode_apart", refuse)
    for name, options in {
        "a.png": {}, "a.jpg": {}, "p.jpg": {"progressive": True}, "a.bmp": {}, "a.webp": {},
        "lzw.tif": {"compression": "tiff_lzw"}, "deflate.tif": {"compression": "tiff_deflate"},
    }.items():  # fmt: skip
        Image.new("RGB", (64, 48)).save(tmp_path / name, **options)
        assert read_image(tmp_path / name).shape == (48, 64, 3)
        assert probe_image(tmp_path / name).width == 64


@pytest.mark.parametrize("compression", ["jpeg", "zstd", "lzma", "webp"])
def test_tiff_files_whose_decoders_take_what_they_want_go_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compression: str
) -> None:
    path = tmp_path / "a.tif"
    try:
        Image.new("RGB", (64, 48), (9, 9, 9)).save(path, compression=compression)
    except (KeyError, OSError, RuntimeError):
        pytest.skip(f"this libtiff writes no {compression}")
    client = DecoderClient()
    monkeypatch.setattr(decoder_client, "_shared", client)
    try:
        assert read_image(path).shape == (48, 64, 3)
        assert client._child is not None
    finally:
        client.close()
