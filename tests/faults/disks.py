"""File systems made for a test: a loop device to cut the power of, and a small one to fill up."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def why_not(*programs: str) -> str | None:
    """Why nothing can be mounted here; None where it can."""
    if os.name == "nt" or os.geteuid() != 0:
        return "mounting needs root"
    missing = [name for name in ("mount", "umount", *programs) if shutil.which(name) is None]
    return f"there is no {missing[0]}" if missing else None


def why_no_loop(place: Path, kind: FileSystem) -> str | None:
    """Why no loop file system of a kind can be mounted here; None where it can."""
    reason = why_not(f"mkfs.{kind.name}")
    if reason is not None:
        return reason
    try:
        with loop(place / "probe.img", place / "probe", kind):
            return None
    except subprocess.CalledProcessError as error:
        return f"no loop device: {error.stderr.decode('utf-8', 'replace').strip()}"


def why_no_tmpfs(place: Path) -> str | None:
    """Why no small file system can be mounted here; None where it can."""
    reason = why_not()
    if reason is not None:
        return reason
    try:
        with small(place / "probe", megabytes=1):
            return None
    except subprocess.CalledProcessError as error:
        return f"no tmpfs: {error.stderr.decode('utf-8', 'replace').strip()}"


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class FileSystem:
    """A kind of file system, mounted so that it writes as little as it can by itself.

    What only a program's flush brings to the disk is then what a power cut leaves.
    """

    name: str
    make: tuple[str, ...]
    options: str
    megabytes: int


FILE_SYSTEMS = (
    # Nothing is written by time, and a rename over a file does not flush it.
    FileSystem("ext4", ("-q", "-F"), "commit=600,data=writeback,noauto_da_alloc", 48),
    FileSystem("xfs", ("-q", "-f"), "nouuid", 300),
    FileSystem("btrfs", ("-q", "-f", "--mixed"), "commit=600,noflushoncommit", 128),
)
"""Each with what makes it and how it is mounted; xfs and btrfs cannot be smaller."""


@contextmanager
def loop(image: Path, folder: Path, kind: FileSystem) -> Iterator[Path]:
    """A file system in a file, mounted; ``image`` holds what reached the disk at each moment."""
    with image.open("wb") as stream:
        stream.truncate(kind.megabytes << 20)
    _run(f"mkfs.{kind.name}", *kind.make, image)
    with mounted(image, folder, kind):
        yield folder


@contextmanager
def mounted(image: Path, folder: Path, kind: FileSystem) -> Iterator[Path]:
    """Mount a file system that is in a file."""
    folder.mkdir(exist_ok=True)
    _run("mount", "-t", kind.name, "-o", f"loop,{kind.options}", image, folder)
    try:
        yield folder
    finally:
        _unmount(folder)


@contextmanager
def small(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A file system in memory that is soon full."""
    folder.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder)
    try:
        yield folder
    finally:
        _unmount(folder)


def _unmount(folder: Path) -> None:
    try:
        _run("umount", folder)
    except subprocess.CalledProcessError:
        _run("umount", "-l", folder)


def image_now(image: Path, copy: Path) -> None:
    """What a power cut at this moment would leave on the disk. Whoever writes is to be stopped meanwhile."""
    _run("cp", "--sparse=always", image, copy)
