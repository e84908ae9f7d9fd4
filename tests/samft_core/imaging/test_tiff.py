"""TIFF files of the kinds that Pillow refuses or reads as something else, each written by hand."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ImageError
from samft_core.imaging.image_io import probe_image, read_image, thumbnail

HEIGHT, WIDTH = 30, 40
RAMP = np.linspace(0, 1, HEIGHT * WIDTH).reshape(HEIGHT, WIDTH)


def write(
    path: Path,
    samples: NDArray[Any],
    *,
    photometric: int = 1,
    planar: bool = False,
    extra: int | None = None,
    order: str = "<",
    tile: int | None = None,
) -> Path:
    """An uncompressed file of H x W x C samples with one strip a plane, or with square tiles."""
    height, width, count = samples.shape
    stored = samples.astype(samples.dtype.newbyteorder(order))
    if tile is not None:
        padded = np.zeros((-(-height // tile) * tile, -(-width // tile) * tile, count), stored.dtype)
        padded[:height, :width] = stored
        corners = [(y, x) for y in range(0, height, tile) for x in range(0, width, tile)]
        blocks = [padded[y : y + tile, x : x + tile].tobytes() for y, x in corners]
    elif planar:
        blocks = [stored[:, :, plane].tobytes() for plane in range(count)]
    else:
        blocks = [stored.tobytes()]
    starts = np.cumsum([8, *(len(block) for block in blocks)])[:-1].tolist()
    lengths = [len(block) for block in blocks]
    bits, kind = samples.dtype.itemsize * 8, {"u": 1, "i": 2, "f": 3}[samples.dtype.kind]
    tags: dict[int, tuple[str, list[int]]] = {
        256: ("I", [width]), 257: ("I", [height]), 258: ("H", [bits] * count), 259: ("H", [1]),
        262: ("H", [photometric]), 277: ("H", [count]), 284: ("H", [2 if planar else 1]),
        339: ("H", [kind] * count),
    }  # fmt: skip
    if tile is None:
        tags |= {273: ("I", starts), 278: ("I", [height]), 279: ("I", lengths)}
    else:
        tags |= {322: ("I", [tile]), 323: ("I", [tile]), 324: ("I", starts), 325: ("I", lengths)}
    if extra is not None:
        tags[338] = ("H", [extra])
    data = b"".join(blocks)
    data += b"\0" * (len(data) % 2)
    entries, more = b"", b""
    more_at = 8 + len(data) + 2 + 12 * len(tags) + 4
    for tag, (letter, values) in sorted(tags.items()):
        value = struct.pack(order + letter * len(values), *values)
        if len(value) > 4:
            value, more = struct.pack(order + "I", more_at + len(more)), more + value
        number = 3 if letter == "H" else 4
        entries += struct.pack(order + "HHI", tag, number, len(values)) + value.ljust(4, b"\0")
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8 + len(data))
    directory = struct.pack(order + "H", len(tags)) + entries + bytes(4)
    path.write_bytes(head + data + directory + more)
    return path


def samples_of(name: str, count: int) -> NDArray[Any]:
    """A ramp from black to white in each channel."""
    dtype = np.dtype(name)
    if dtype.kind == "f":
        values = (RAMP * 100 - 30).astype(dtype)
    elif dtype.kind == "i":
        values = np.round(RAMP * 200 - 100).astype(dtype)
    else:
        values = np.round(RAMP * float(2 ** (8 * dtype.itemsize) - 1 if dtype.itemsize < 4 else 2**32 - 1))
        values = values.astype(dtype)
    return np.repeat(values[:, :, None], count, axis=2)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("name", ["u1", "u2", "u4", "i1", "i2", "i4", "f2", "f4", "f8"])
@pytest.mark.parametrize(
    ("photometric", "count", "planar", "extra"),
    [(0, 1, False, None), (1, 1, False, None), (2, 3, False, None), (2, 3, True, None), (2, 4, True, 0)],
)
def test_every_kind_of_sample_is_a_ramp_from_black_to_white(
    *, tmp_path: Path, order: str, name: str, photometric: int, count: int, planar: bool, extra: int | None
) -> None:
    samples = samples_of(name, count)
    path = write(
        tmp_path / "a.tif", samples, photometric=photometric, planar=planar, extra=extra, order=order
    )
    wanted = RAMP * 255 if photometric else 255 - RAMP * 255
    pixels = read_image(path)
    assert np.abs(pixels - wanted[:, :, None]).max() <= 1.5
    info = probe_image(path)
    assert (info.width, info.height) == (WIDTH, HEIGHT)
    assert np.abs(thumbnail(path, WIDTH).astype(int) - pixels).max() <= 1


def test_signed_samples_without_a_sign_are_read_as_unsigned_ones(tmp_path: Path) -> None:
    samples = np.round(RAMP * 4095).astype(np.int16)[:, :, None]
    assert np.abs(read_image(write(tmp_path / "a.tif", samples))[:, :, 0] - RAMP * 255).max() <= 0.6


def test_tiles_that_stand_over_the_edge(tmp_path: Path) -> None:
    samples = samples_of("i2", 3)
    path = write(tmp_path / "a.tif", samples, photometric=2, tile=16)
    assert np.array_equal(read_image(path), read_image(write(tmp_path / "b.tif", samples, photometric=2)))


@pytest.mark.parametrize("extra", [1, 2])
@pytest.mark.parametrize("name", ["u1", "u2", "f4"])
def test_an_empty_fourth_channel_means_nothing(tmp_path: Path, name: str, extra: int) -> None:
    samples = samples_of(name, 4)
    samples[:, :, 3] = 0
    pixels = read_image(write(tmp_path / "a.tif", samples, photometric=2, extra=extra))
    assert np.abs(pixels - RAMP[:, :, None] * 255).max() <= 1.5


def test_transparency_that_the_colours_are_weighted_with_is_not_applied_again(tmp_path: Path) -> None:
    samples = np.full((4, 4, 4), 100, np.uint8)
    samples[:, :, 3] = 128
    assert (read_image(write(tmp_path / "a.tif", samples, photometric=2, extra=1)) == 100).all()
    assert (read_image(write(tmp_path / "b.tif", samples, photometric=2, extra=2)) == 50).all()


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits"])
@pytest.mark.parametrize("predictor", [1, 2, 3])
def test_compressed_samples_with_a_predictor(tmp_path: Path, compression: str, predictor: int) -> None:
    if predictor > 1 and compression == "packbits":
        pytest.skip("libtiff knows no predictor there")
    values = (RAMP * 100 - 30).astype(np.float32) if predictor == 3 else (RAMP * 65535).astype(np.uint16)
    for name, options in (("plain.tif", {}), ("packed.tif", {"compression": compression})):
        tags = {317: predictor} if options and predictor > 1 else {}
        Image.fromarray(values).save(tmp_path / name, tiffinfo=tags, **options)  # type: ignore[arg-type]
    assert np.array_equal(read_image(tmp_path / "packed.tif"), read_image(tmp_path / "plain.tif"))
    assert np.abs(read_image(tmp_path / "packed.tif")[:, :, 0] - RAMP * 255).max() <= 1


def test_nan_and_infinity_are_black(tmp_path: Path) -> None:
    samples = RAMP.astype(np.float32)[:, :, None].copy()
    samples[0, 0], samples[0, 1], samples[0, 2] = np.nan, np.inf, -np.inf
    pixels = read_image(write(tmp_path / "a.tif", samples))
    assert not pixels[0, :3].any()
    assert pixels[-1, -1, 0] == 255


@pytest.mark.parametrize("value", [-5.0, 0.0, 1.0, 7.0, 3e38, -3e38])
def test_one_grey_only(tmp_path: Path, value: float) -> None:
    pixels = read_image(write(tmp_path / "a.tif", np.full((3, 4, 1), value, np.float32)))
    assert len(np.unique(pixels)) == 1


@pytest.mark.parametrize("cut", [20, 200, 2000])
def test_a_cut_file_is_damaged(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path / "a.tif", samples_of("i2", 3), photometric=2)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(ImageError):
        read_image(path)


def test_samples_that_fill_the_memory_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", np.zeros((4, 4, 1), np.float64))
    data = bytearray(path.read_bytes())
    for tag, value in ((256, 14_000), (257, 14_000)):
        at = data.index(struct.pack("<HHI", tag, 4, 1)) + 8
        data[at : at + 4] = struct.pack("<I", value)
    path.write_bytes(data)
    with pytest.raises(ImageError, match="1,568 MB in memory"):
        read_image(path)
