from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.engine.image_source import ImageSource
from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.messages.message import Message
from samft_core.project.records import ImageRecord, ImageState


class FakeCatalogue:
    def __init__(self, path: Path, *, size: tuple[int, int] = (8, 6), error: str | None = None) -> None:
        self.path, self.size, self.error = path, size, error
        self.digests: list[str] = []
        self.moved_to: Path | None = None

    def image(self, image_id: int) -> ImageRecord:
        state = ImageState.NEW if self.error is None else ImageState.UNREADABLE
        digest = self.digests[-1] if self.digests else None
        width, height = self.size
        return ImageRecord(
            image_id, self.path, self.path.name, width, height, state, "", self.error, digest, 0, 1
        )

    def follow_image(self, image_id: int) -> ImageRecord:
        self.path = self.moved_to or self.path
        return self.image(image_id)

    def record_digest(self, image_id: int, digest: str) -> None:
        self.digests.append(digest)


def write(path: Path, value: int, size: tuple[int, int] = (8, 6)) -> None:
    Image.new("RGB", size, (value, 0, 0)).save(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "flasche ü.png"
    write(path, 10)
    return path


def test_digest_is_noted_once_and_pixels_are_decoded_once(path: Path) -> None:
    catalogue = FakeCatalogue(path)
    source = ImageSource(catalogue)
    first, second = source.open(3), source.open(3)
    assert first.rgb() is second.rgb()
    assert first.rgb().shape == (6, 8, 3)
    assert first.digest == pixel_digest(first.rgb())
    assert catalogue.digests == [first.digest]


def test_a_replaced_file_is_read_again(path: Path) -> None:
    catalogue = FakeCatalogue(path)
    source = ImageSource(catalogue)
    before = source.open(1)
    write(path, 200)
    os.utime(path, ns=(1, 1))
    after = source.open(1)
    assert after.digest != before.digest
    assert np.all(after.rgb()[:, :, 0] == 200)
    assert catalogue.digests == [before.digest, after.digest]


def test_a_file_of_another_size_is_refused(path: Path) -> None:
    with pytest.raises(ImageError, match="8 x 6 pixels now; 9 x 6"):
        ImageSource(FakeCatalogue(path, size=(9, 6))).open(1)


def test_a_file_is_asked_each_time_whatever_was_wrong_with_it(path: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.png"
    source = ImageSource(FakeCatalogue(gone, error="truncated"))
    with pytest.raises(ImageUnreachableError, match="missing"):
        source.open(1)
    path.rename(gone)
    assert source.open(1).digest == pixel_digest(read_image(gone))


def test_a_file_that_the_project_refuses_is_refused_each_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = FakeCatalogue(path)

    def refuse(_image_id: int, _digest: str) -> None:
        raise ImageError(Message.plain("another picture"), path=path)

    monkeypatch.setattr(catalogue, "record_digest", refuse)
    source = ImageSource(catalogue)
    for _ in range(2):
        with pytest.raises(ImageError, match="another picture"):
            source.open(1)


def test_an_image_that_moved_with_its_project_is_found_when_it_is_asked_for(path: Path) -> None:
    catalogue = FakeCatalogue(path)
    catalogue.moved_to = path.rename(path.with_name("moved.png"))
    moved = ImageSource(catalogue).open(3)
    assert moved.digest == pixel_digest(read_image(catalogue.moved_to))
    catalogue.moved_to.unlink()
    with pytest.raises(ImageUnreachableError, match="missing"):
        ImageSource(catalogue).open(3)
