"""What a small file may ask for: memory is bounded by the pixels, and told before it is taken."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import ImageError
from samft_core.imaging.image_io import LARGE_PIXELS, probe_image, read_image, thumbnail

GREY, RGB, PALETTE, RGBA = 0, 2, 3, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, RGBA: 4}

MEASURE = """
import resource, sys
from pathlib import Path
from samft_core.imaging.image_io import read_image
import numpy, PIL.PngImagePlugin
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read_image(Path(sys.argv[1]))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(path: Path, side: int, *, bits: int, kind: int, pixels: bool = True) -> Path:
    """A PNG of zeros; without ``pixels`` only what its header says."""
    header = struct.pack(">IIBBBBB", side, side, bits, kind, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header)]
    if kind == PALETTE:
        parts += [chunk(b"PLTE", bytes(range(256)) * 3), chunk(b"tRNS", b"\x7f" * 256)]
    row = bytes(1 + side * bits * CHANNELS[kind] // 8)
    packer = zlib.compressobj(1)
    data = b"".join([packer.compress(row) for _ in range(side if pixels else 1)] + [packer.flush()])
    path.write_bytes(b"".join([*parts, chunk(b"IDAT", data), chunk(b"IEND", b"")]))
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is asked the Linux way")
@pytest.mark.parametrize("kind", [PALETTE, RGBA, RGB])
def test_decoding_takes_at_most_nine_bytes_a_pixel(tmp_path: Path, kind: int) -> None:
    side = 4000
    path = bomb(tmp_path / "x.png", side, bits=8, kind=kind)
    assert path.stat().st_size < 400_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    # At the limit of 200 million pixels this is 1.8 GB.
    assert int(done.stdout) < 9 * side**2


@pytest.mark.parametrize("kind", [RGB, RGBA])
def test_what_would_take_gigabytes_is_refused_before_it_is_decoded(tmp_path: Path, kind: int) -> None:
    path = bomb(tmp_path / "x.png", 14_100, bits=16, kind=kind, pixels=False)
    assert probe_image(path).width == 14_100
    for read in (read_image, lambda image: thumbnail(image, 64)):
        with pytest.raises(ImageError, match="MB of memory, more than the limit") as caught:
            read(path)
        assert caught.value.path == path


def test_large_images_have_thumbnails_too(tmp_path: Path) -> None:
    height = 400
    width = LARGE_PIXELS // height + 1000
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:, width // 2 :] = (200, 100, 50)
    Image.fromarray(picture).save(tmp_path / "x.png", compress_level=1)
    small = thumbnail(tmp_path / "x.png", 256)
    assert small.shape[1] == 256
    assert tuple(small[0, 250]) == (200, 100, 50)
    assert tuple(small[0, 5]) == (0, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_rows_at_a_time_give_what_the_whole_gives(tmp_path: Path, mode: str) -> None:
    rng = np.random.default_rng(3)
    rgba = Image.fromarray(rng.integers(0, 256, (600, 37, 4), np.uint8), "RGBA")
    image = rgba.convert("RGB").convert(mode) if mode in ("P", "1") else rgba.convert(mode)
    extra = {"transparency": 5} if mode in ("P", "L") else {}
    image.save(tmp_path / "x.png", **extra)
    with Image.open(tmp_path / "x.png") as stored:
        whole = stored.convert("RGBA")
    black = Image.new("RGBA", whole.size, (0, 0, 0, 255))
    wanted = np.asarray(Image.alpha_composite(black, whole).convert("RGB"))
    assert np.array_equal(read_image(tmp_path / "x.png"), wanted)
