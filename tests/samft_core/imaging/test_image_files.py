from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.imaging.image_files import NAMED_OF_AN_ENDING, name_problem, scan_images, sort_files
from samft_core.imaging.image_io import probe_image, read_image, thumbnail

posix_only = pytest.mark.skipif(os.name == "nt", reason="files of POSIX")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux stores any bytes as a name")


def picture(path: Path, image_format: str = "PNG") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((6, 8, 3), 90, np.uint8)).save(path, image_format)
    return path


def reasons(found: object) -> dict[str, str]:
    return {passed.path.name: passed.reason for passed in found.passed_over}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "image_format"),
    [
        *(("a.jfif", "JPEG"), ("a.jpe", "JPEG"), ("a.JFI", "JPEG"), ("a.pjpeg", "JPEG")),
        *(("a.dib", "BMP"), ("a.apng", "PNG")),
    ],
)
def test_every_ending_of_a_known_format_is_read(tmp_path: Path, name: str, image_format: str) -> None:
    path = picture(tmp_path / name, image_format)
    assert scan_images(tmp_path).images == [path]
    assert read_image(path).shape == (6, 8, 3)


def test_pictures_that_are_not_read_are_named_and_what_stands_beside_them_is_not(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    picture(tmp_path / "no ending", "JPEG")
    for name in (
        "b.heic",
        "deep/c.GIF",
        "d.raw",
        "e.unknown",
        "notes.txt",
        "a.json",
        ".hidden.gif",
        "README",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"GIF89a")
    (tmp_path / "README").write_text("words")
    found = scan_images(tmp_path)
    assert [path.name for path in found.images] == ["a.png"]
    named = reasons(found)
    assert set(named) == {"no ending", "b.heic", "c.GIF", "d.raw", "e.unknown"}
    assert "files with the ending .heic are not read" in named["b.heic"]
    assert "c.GIF" not in reasons(scan_images(tmp_path, recursive=False))


def test_many_files_of_one_ending_are_counted(tmp_path: Path) -> None:
    for number in range(NAMED_OF_AN_ENDING + 3):
        (tmp_path / f"{number:03}.nef").touch()
    found = scan_images(tmp_path)
    assert len(found.passed_over) == NAMED_OF_AN_ENDING + 1
    assert found.passed_over[-1].reason.startswith("3 more files with the ending .nef")


def test_a_chosen_file_is_named_whatever_its_ending(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.touch()
    found = sort_files([picture(tmp_path / "a.png"), text])
    assert [path.name for path in found.images] == ["a.png"]
    assert list(reasons(found)) == ["a.txt"]


@posix_only
def test_pipes_sockets_and_devices_are_named_and_never_waited_for(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "device.png").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path has at most 107 bytes
        try:
            server.bind("socket.png")
        finally:
            os.chdir(here)
        found = scan_images(tmp_path)
        for name in ("pipe.png", "device.png", "socket.png"):
            for read in (probe_image, read_image, lambda path: thumbnail(path, 32)):
                with pytest.raises(ImageError, match="no image: it is"):
                    read(tmp_path / name)
    assert [path.name for path in found.images] == ["a.png"]
    assert reasons(found) == {
        "pipe.png": "it is a named pipe, not a file",
        "device.png": "it is a device, not a file",
        "socket.png": "it is a socket, not a file",
    }


@posix_only
def test_a_linked_folder_is_named(tmp_path: Path) -> None:
    picture(tmp_path / "elsewhere" / "a.png")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "link").symlink_to(tmp_path / "elsewhere")
    assert list(reasons(scan_images(tmp_path / "images"))) == ["link"]


@linux_only
def test_a_name_in_another_encoding_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    good = picture(tmp_path / "fläche.png")
    shutil.copy(os.fsencode(good), os.fsencode(tmp_path) + b"/fl\xe4che.png")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")).mkdir()
    shutil.copy(os.fsencode(good), os.fsencode(tmp_path) + b"/\xff/a.png")
    found = scan_images(tmp_path)
    assert found.images == [good]
    assert len(found.passed_over) == 2
    assert all("another encoding" in passed.reason for passed in found.passed_over)
    assert name_problem(good) is None


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert "cannot be read" in reasons(scan_images(tmp_path))["closed"]
    finally:
        closed.chmod(0o700)


def test_what_lies_at_the_drive_is_told_from_what_lies_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImageUnreachableError, match="missing"):
        read_image(tmp_path / "away" / "a.png")
    path = picture(tmp_path / "a.png")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ImageError, match="damaged") as caught:
        read_image(path)
    assert not isinstance(caught.value, ImageUnreachableError)
    for error, words in (
        (PermissionError(13, "denied"), "may not be read"),
        (OSError(5, "Input/output error"), "cannot be reached: Input/output error"),
        (OSError(116, "Stale file handle"), "cannot be reached: Stale file handle"),
    ):

        def refuse(_path: Path, problem: OSError = error) -> object:
            raise problem

        monkeypatch.setattr("samft_core.imaging.image_opening.open_regular", refuse)
        with pytest.raises(ImageUnreachableError, match=words):
            read_image(path)
