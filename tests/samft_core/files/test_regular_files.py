"""Regular files: pipes, sockets, devices and folders are refused at once, links to files are followed."""

import os
import socket
from pathlib import Path

import pytest

from samft_core.errors import ImageError
from samft_core.files.regular_files import NotRegularError, open_regular, read_regular, require_regular

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")


def test_a_file_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("file")
    with open_regular(tmp_path / "link") as stream:
        assert stream.read() == b"12345"
    assert read_regular(tmp_path / "file", limit=5) == b"12345"
    with pytest.raises(ImageError, match="larger than"):
        read_regular(tmp_path / "file", limit=4, error=ImageError)


def test_what_is_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        for path, words in [
            (tmp_path / "pipe", "a named pipe"),
            (tmp_path / "link", "a named pipe"),
            (tmp_path / "socket", "a socket"),
            (tmp_path, "a folder"),
            (Path("/dev/null"), "a device"),
        ]:
            for opened in (open_regular, require_regular):
                with pytest.raises(NotRegularError, match=words):
                    opened(path)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "file")
