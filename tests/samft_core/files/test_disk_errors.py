from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from samft_core.files.disk_errors import disk_error


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "cannot be written"),
        (errno.EACCES, "cannot be written"),
        (errno.EIO, "does not answer"),
        (errno.EMFILE, "Too many open files"),
    ],
)
def test_a_refusal_names_the_file_and_a_remedy(number: int, words: str) -> None:
    error = disk_error(OSError(number, os.strerror(number), "/there/it is.png"))
    assert words in error.message
    assert error.path == Path("/there/it is.png") and error.remedy


def test_of_a_copy_the_target_is_named() -> None:
    error = disk_error(OSError(errno.ENOSPC, "full", "/from.png", None, "/to.png"))
    assert error.path == Path("/to.png")


def test_a_refusal_without_a_name_or_number_is_said_too() -> None:
    assert "strange" in disk_error(OSError("strange")).message
    assert disk_error(OSError("strange")).path is None
