from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ImageError
from samft_core.imaging.image_files import find_images
from samft_core.imaging.image_io import probe_image, read_image, thumbnail
from samft_core.imaging.pixel_conversion import to_8_bit
from samft_core.imaging.pixels import Rgb, pixel_digest


@pytest.fixture
def rgb() -> Rgb:
    """24 x 36, every pixel different enough to see a flip."""
    rows, columns = np.mgrid[:24, :36]
    return np.stack([rows * 10, columns * 7, (rows + columns) * 4], axis=2).astype(np.uint8)


def save(path: Path, pixels: NDArray[Any], **options: Any) -> Path:
    Image.fromarray(pixels).save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.png", "b.bmp", "c.tif", "d.tiff", "ein Ölfleck 瓶.png", "GROSS.PNG"])
def test_lossless_formats_keep_every_pixel(tmp_path: Path, rgb: Rgb, name: str) -> None:
    path = save(tmp_path / name, rgb)
    assert np.array_equal(read_image(path), rgb)
    info = probe_image(path)
    assert (info.width, info.height, info.bits) == (36, 24, 8)


@pytest.mark.parametrize(
    ("name", "options"), [("a.webp", {"lossless": True}), ("b.tif", {"compression": "tiff_lzw"})]
)
def test_compressed_lossless(tmp_path: Path, rgb: Rgb, name: str, options: dict[str, Any]) -> None:
    assert np.array_equal(read_image(save(tmp_path / name, rgb, **options)), rgb)


def test_jpeg_is_close(tmp_path: Path, rgb: Rgb) -> None:
    pixels = read_image(save(tmp_path / "a.jpg", rgb, quality=98, subsampling=0))
    assert np.abs(pixels.astype(int) - rgb).mean() < 3


def test_grey_has_three_equal_channels(tmp_path: Path, rgb: Rgb) -> None:
    pixels = read_image(save(tmp_path / "grey.png", rgb[:, :, 0]))
    assert np.array_equal(pixels, np.repeat(rgb[:, :, :1], 3, axis=2))
    assert pixels.flags.c_contiguous
    assert pixels.dtype == np.uint8


def test_one_bit_is_black_and_white(tmp_path: Path) -> None:
    stored = np.eye(8, dtype=np.bool_)
    Image.fromarray(stored).save(tmp_path / "bit.png")
    assert np.array_equal(read_image(tmp_path / "bit.png")[:, :, 1] == 255, stored)


def test_transparent_pixels_are_on_black(tmp_path: Path, rgb: Rgb) -> None:
    alpha = np.full(rgb.shape[:2], 255, np.uint8)
    alpha[:5] = 0
    pixels = read_image(save(tmp_path / "alpha.png", np.dstack([rgb, alpha])))
    assert not pixels[:5].any()
    assert np.array_equal(pixels[5:], rgb[5:])


def test_palette_with_and_without_transparency(tmp_path: Path, rgb: Rgb) -> None:
    palette = Image.fromarray(rgb).quantize(16)
    palette.save(tmp_path / "p.png")
    expected = np.asarray(palette.convert("RGB"))
    assert np.array_equal(read_image(tmp_path / "p.png"), expected)
    palette.save(tmp_path / "t.png", transparency=bytes([0] + [255] * 15))
    hidden = np.asarray(palette) == 0
    pixels = read_image(tmp_path / "t.png")
    assert not pixels[hidden].any()
    assert np.array_equal(pixels[~hidden], expected[~hidden])


def test_cmyk_jpeg_is_read_as_rgb(tmp_path: Path, rgb: Rgb) -> None:
    Image.fromarray(rgb).convert("CMYK").save(tmp_path / "cmyk.jpg", quality=98)
    assert read_image(tmp_path / "cmyk.jpg").shape == rgb.shape


@pytest.mark.parametrize("suffix", ["png", "tif"])
@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_deep_grey_uses_the_range_of_its_camera(tmp_path: Path, suffix: str, bits: int) -> None:
    top = 2**bits - 1
    deep = np.linspace(0, top, 24 * 36).astype(np.uint16).reshape(24, 36)
    path = tmp_path / f"deep.{suffix}"
    Image.fromarray(deep).save(path)
    pixels = read_image(path)
    expected = np.round(deep.astype(np.float64) * 255 / top).astype(np.uint8)
    assert np.array_equal(pixels, np.repeat(expected[:, :, None], 3, axis=2))
    assert probe_image(path).bits == 16


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_deep_colour_keeps_its_low_bits(tmp_path: Path, rgb: Rgb, suffix: str) -> None:
    path = tmp_path / f"deep.{suffix}"
    deep = rgb.astype(np.uint16) * 16  # twelve bits
    cv2.imwrite(str(path), deep[:, :, ::-1])
    expected = np.round(deep.astype(np.float64) * 255 / 4095).astype(np.uint8)
    assert np.array_equal(read_image(path), expected)
    assert probe_image(path).bits == 16


def test_deep_colour_with_alpha_is_on_black(tmp_path: Path, rgb: Rgb) -> None:
    deep = np.dstack([rgb.astype(np.uint16) * 257, np.full(rgb.shape[:2], 65535, np.uint16)])
    deep[:5, :, 3] = 0
    cv2.imwrite(str(tmp_path / "a.png"), deep[:, :, [2, 1, 0, 3]])
    pixels = read_image(tmp_path / "a.png")
    assert not pixels[:5].any()
    assert np.array_equal(pixels[5:], rgb[5:])


def test_float_tiff(tmp_path: Path) -> None:
    Image.fromarray(np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)).save(tmp_path / "f.tif")
    pixels = read_image(tmp_path / "f.tif")
    assert (pixels.min(), pixels.max()) == (0, 255)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 65535), min_size=1, max_size=30))
def test_scaling_keeps_order_and_zero(values: list[int]) -> None:
    samples = np.array(values, np.uint16)
    scaled = to_8_bit(samples)
    assert (np.diff(scaled[np.argsort(samples)].astype(int)) >= 0).all()
    assert (scaled[samples == 0] == 0).all()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp"])
def test_exif_orientation(tmp_path: Path, rgb: Rgb, orientation: int, suffix: str) -> None:
    path = tmp_path / f"turned.{suffix}"
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"jpg": {"quality": 98, "subsampling": 0}, "webp": {"lossless": True}}.get(suffix, {})
    Image.fromarray(rgb).save(path, exif=exif, **options)
    across = rgb.transpose(1, 0, 2)
    upright = [
        rgb,
        rgb[:, ::-1],
        rgb[::-1, ::-1],
        rgb[::-1],
        across,
        across[:, ::-1],
        across[::-1, ::-1],
        across[::-1],
    ]
    upright = upright[orientation - 1]
    pixels = read_image(path)
    assert pixels.shape == upright.shape
    assert np.abs(pixels.astype(int) - upright).mean() < 3
    info = probe_image(path)
    assert (info.height, info.width) == upright.shape[:2]
    assert thumbnail(path, 12).shape[:2] == ((8, 12) if upright.shape[0] < upright.shape[1] else (12, 8))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_exif_orientation_of_deep_images(tmp_path: Path, rgb: Rgb, orientation: int, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    deep, flat = tmp_path / f"deep.{suffix}", tmp_path / f"flat.{suffix}"
    Image.fromarray(rgb[:, :, 1].astype(np.uint16) * 257).save(deep, exif=exif)
    Image.fromarray(rgb[:, :, 1]).save(flat, exif=exif)
    assert np.array_equal(read_image(deep), read_image(flat))


def test_first_page_of_many(tmp_path: Path, rgb: Rgb) -> None:
    first, second = Image.fromarray(rgb), Image.fromarray(rgb[::-1])
    for name in ("pages.tif", "animated.png", "animated.webp"):
        options = {"lossless": True} if name.endswith("webp") else {}
        first.save(tmp_path / name, save_all=True, append_images=[second], **options)
        assert np.array_equal(read_image(tmp_path / name), rgb)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    for read in (read_image, probe_image):
        with pytest.raises(ImageError, match="missing") as caught:
            read(tmp_path / "gone.png")
        assert caught.value.path == tmp_path / "gone.png"
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "empty"), (b"not an image", "not an image"), (b"\x89PNG\r\n", "not an image")]
)
def test_foreign_files(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(ImageError, match=words):
        read_image(path)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.bmp", "a.tif", "a.webp"])
def test_truncated_files_are_damaged(tmp_path: Path, name: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    path = save(tmp_path / name, noise)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(ImageError) as caught:
        read_image(path)
    assert caught.value.path == path


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), kind=st.sampled_from(["PNG", "JPEG", "BMP", "TIFF", "WEBP"]))
def test_damaged_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int, kind: str
) -> None:
    random = np.random.default_rng(seed)
    path = tmp_path_factory.mktemp("damaged") / "a"
    Image.fromarray(random.integers(0, 256, (16, 16, 3), dtype=np.uint8)).save(path, kind)
    data = bytearray(path.read_bytes())
    for position in random.integers(0, len(data), 8):
        data[position] = int(random.integers(0, 256))
    path.write_bytes(data)
    try:
        pixels = read_image(path, max_pixels=10_000)
    except ImageError:
        return
    assert pixels.dtype == np.uint8
    assert pixels.shape[2] == 3


def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path, rgb: Rgb) -> None:
    path = save(tmp_path / "a.png", rgb)
    for read in (read_image, probe_image):
        with pytest.raises(ImageError, match="36 x 24 pixels"):
            read(path, max_pixels=36 * 24 - 1)
    assert read_image(path, max_pixels=36 * 24).shape == rgb.shape


def test_an_image_of_100_megapixels_gives_no_warning(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("1", (10_000, 10_000)).save(path)
    assert probe_image(path).width == 10_000


def test_find_images(tmp_path: Path, rgb: Rgb) -> None:
    for name in ("b.png", "a.JPG", "sub/c.tiff", "sub/.hidden.png", ".git/d.png", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [p.relative_to(tmp_path).as_posix() for p in find_images(tmp_path)]
    assert found == ["a.JPG", "b.png", "sub/c.tiff"]
    assert len(find_images(tmp_path, recursive=False)) == 2
    with pytest.raises(ImageError, match="no such folder"):
        find_images(tmp_path / "none")


def test_digest_knows_pixels_and_shape(rgb: Rgb) -> None:
    assert pixel_digest(rgb) == pixel_digest(np.asfortranarray(rgb))
    changed = rgb.copy()
    changed[0, 0, 0] ^= 1
    assert len({pixel_digest(rgb), pixel_digest(changed), pixel_digest(rgb.reshape(36, 24, 3))}) == 3


def test_thumbnail_of_a_deep_image_matches_the_full_one(tmp_path: Path, rgb: Rgb) -> None:
    deep = rgb[:, :, 0].astype(np.uint16) * 16
    Image.fromarray(deep).save(tmp_path / "deep.png")
    small, full = thumbnail(tmp_path / "deep.png", 36), read_image(tmp_path / "deep.png")
    assert np.array_equal(small, full)


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".webp", ".tif"])
def test_a_fourth_channel_of_zeros_means_nothing(tmp_path: Path, rgb: Rgb, suffix: str) -> None:
    stored = np.dstack([rgb, np.zeros(rgb.shape[:2], np.uint8)])
    options: dict[str, Any] = {"lossless": True, "exact": True} if suffix == ".webp" else {}
    path = save(tmp_path / f"a{suffix}", stored, **options)
    assert np.array_equal(read_image(path), rgb)
    assert np.abs(thumbnail(path, 36).astype(int) - rgb).max() <= 1


def test_other_empty_transparency_means_nothing_either(tmp_path: Path, rgb: Rgb) -> None:
    grey = np.dstack([rgb[:, :, 0], np.zeros(rgb.shape[:2], np.uint8)])
    save(tmp_path / "grey.png", grey)
    assert np.array_equal(read_image(tmp_path / "grey.png")[:, :, 1], rgb[:, :, 0])
    palette = Image.fromarray(rgb).quantize(16)
    palette.save(tmp_path / "palette.png", transparency=bytes(256))
    assert np.array_equal(read_image(tmp_path / "palette.png"), np.asarray(palette.convert("RGB")))
    deep = np.dstack([rgb[:, :, ::-1].astype(np.uint16) * 200, np.zeros(rgb.shape[:2], np.uint16)])
    assert cv2.imwrite(str(tmp_path / "deep.png"), deep)
    assert cv2.imwrite(str(tmp_path / "opaque.png"), deep[:, :, :3])
    assert np.array_equal(read_image(tmp_path / "deep.png"), read_image(tmp_path / "opaque.png"))
