"""Finding image files in folders, and saying which pictures among the rest are not read.

Left out without a word are only hidden files and what usually stands beside pictures: texts, tables, archives
and the like. Every other file that may be a picture is named, so that nobody believes that it came in.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from samft_core.errors import ImageError
from samft_core.files.regular_files import open_regular
from samft_core.messages.message import Message

IMAGE_SUFFIXES = frozenset(
    {
        *(".png", ".apng", ".bmp", ".dib", ".tif", ".tiff", ".webp"),
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".jif", ".pjpeg", ".pjp"),
    }
)
"""Lower-case file name endings that are taken for images."""

BESIDE_IMAGES = frozenset(
    {
        *(".json", ".jsonl", ".xml", ".csv", ".tsv", ".txt", ".md", ".rst", ".yaml", ".yml", ".toml", ".ini"),
        *(".cfg", ".log", ".html", ".htm", ".css", ".js", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ods"),
        *(
            ".db",
            ".sqlite",
            ".db-wal",
            ".db-shm",
            ".zip",
            ".7z",
            ".gz",
            ".tar",
            ".rar",
            ".xz",
            ".bak",
            ".tmp",
        ),
        *(".py", ".sh", ".bat", ".exe", ".dll", ".lnk", ".url", ".samft", ".samftproject", ".safetensors"),
        *(".pth", ".pt", ".onnx", ".part", ".crdownload", ".minisig", ".sha256", ".md5", ".npy", ".npz"),
        *(".xmp", ".aae", ".thm", ".prj", ".tfw", ".jgw", ".pgw", ".license", ".lock", ".pkl"),
    }
)
"""Endings of files that nobody takes for pictures."""

NAMED_OF_AN_ENDING = 50
"""Files of one ending that are named one by one; the rest are counted."""

_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8", b"RIFF", b"\0\0\0\x0cjP  ", b"8BPS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that does not come in, and why."""

    path: Path
    reason: Message


@dataclass(frozen=True, slots=True)
class FoundImages:
    """The images below a folder by name, and what was passed over among them."""

    images: list[Path] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


def find_images(folder: Path, recursive: bool = True) -> list[Path]:
    """All images under ``folder`` by name, its own before those of folders in it; hidden ones left out."""
    return scan_images(folder, recursive).images


def scan_images(folder: Path, recursive: bool = True) -> FoundImages:
    """The same with what was passed over. Raises ImageError where there is no such folder."""
    if not folder.is_dir():
        raise ImageError(Message("folder.missing"), path=folder, remedy=Message("remedy.choose_image_folder"))
    found = FoundImages()

    def unreadable(error: OSError) -> None:
        reason = Message("passed.folder_unreadable", reason=error.strerror or error)
        found.passed_over.append(PassedOver(Path(os.fsdecode(error.filename or folder)), reason))

    others: dict[str, list[Path]] = defaultdict(list)
    for where, folders, files in os.walk(folder, onerror=unreadable):
        parent = Path(where)
        visible = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in visible if (parent / name).is_symlink()]
        if recursive:
            reason = Message("passed.link")
            found.passed_over.extend(PassedOver(parent / name, reason) for name in links)
        # Changed in place, which is how ``os.walk`` is told where to go. Links are not followed: they
        # may lead in circles, or out of the folder that somebody chose.
        folders[:] = [name for name in visible if name not in links] if recursive else []
        for name in sorted(files):
            if not name.startswith("."):
                _sort_in(parent / name, found, others)
    found.passed_over.extend(_not_read(others))
    return found


def sort_files(paths: list[Path]) -> FoundImages:
    """Files that somebody chose one by one: which are images, and why the others are not."""
    found = FoundImages()
    others: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        _sort_in(path, found, others, chosen=True)
    found.passed_over.extend(_not_read(others))
    return found


def readable_kinds() -> Message:
    """The kinds of images that are read, for people."""
    return Message("passed.image_kinds")


def is_image_name(name: str) -> bool:
    """Whether the ending is one of an image."""
    return os.path.splitext(name)[1].lower() in IMAGE_SUFFIXES  # noqa: PTH122 - speed


def _sort_in(path: Path, found: FoundImages, others: dict[str, list[Path]], *, chosen: bool = False) -> None:
    suffix = os.path.splitext(path.name)[1].lower()  # noqa: PTH122 - speed
    if suffix not in IMAGE_SUFFIXES:
        # Only files without an ending are looked into: opening all of a large folder would take minutes
        # on a share.
        if chosen or (suffix and suffix not in BESIDE_IMAGES) or (not suffix and _looks_like_a_picture(path)):
            others[suffix].append(path)
        return
    reason = name_problem(path) or _kind_problem(path)
    if reason is None:
        found.images.append(path)
    else:
        found.passed_over.append(PassedOver(path, reason))


def name_problem(path: Path) -> Message | None:
    """Why a path cannot be noted in a project; None where it can.

    A name of bytes that are no UTF-8 has no text that a database, a report or another PC would understand.
    """
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return Message("passed.name_encoding")
    return None


def _kind_problem(path: Path) -> Message | None:
    """Why it is no file that could be opened; None also where that cannot be told."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISFIFO(mode):
        return Message("file.is_pipe")
    if stat.S_ISSOCK(mode):
        return Message("file.is_socket")
    return Message("file.is_device")


def _looks_like_a_picture(path: Path) -> bool:
    try:
        with open_regular(path) as stream:
            return stream.read(16).startswith(_MAGIC)
    except OSError:
        return False


def _not_read(others: dict[str, list[Path]]) -> list[PassedOver]:
    named: list[PassedOver] = []
    for suffix, paths in sorted(others.items()):
        kinds = readable_kinds()
        reason = (
            Message("passed.ending", ending=suffix, kinds=kinds)
            if suffix
            else Message("passed.no_ending", kinds=kinds)
        )
        named += [PassedOver(path, reason) for path in paths[:NAMED_OF_AN_ENDING]]
        more = len(paths) - NAMED_OF_AN_ENDING
        if more > 0:
            rest = (
                Message("passed.more_ending", count=more, ending=suffix)
                if suffix
                else Message("passed.more_no_ending", count=more)
            )
            named.append(PassedOver(paths[0].parent, rest))
    return named
