"""File systems made for a test: a loop device to cut the power of, and a small one to fill up."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def why_not(*programs: str) -> str | None:
    """Why nothing can be mounted here; None where it can."""
    if os.name == "nt" or os.geteuid() != 0:
        return "mounting needs root"
    missing = [name for name in ("mount", "umount", *programs) if shutil.which(name) is None]
    return f"there is no {missing[0]}" if missing else None


def why_no_loop(place: Path) -> str | None:
    """Why no loop file system can be mounted here; None where it can."""
    reason = why_not("mkfs.ext4")
    if reason is not None:
        return reason
    try:
        with loop(place / "probe.img", place / "probe", megabytes=8):
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


HARSH = "commit=600,data=writeback,noauto_da_alloc"
"""Nothing is written by time, and a rename over a file does not flush it: only what a program flushes is."""


@contextmanager
def loop(image: Path, folder: Path, *, megabytes: int = 48, options: str = HARSH) -> Iterator[Path]:
    """An ext4 file system in a file, mounted; ``image`` holds what reached the disk at each moment."""
    with image.open("wb") as stream:
        stream.truncate(megabytes << 20)
    _run("mkfs.ext4", "-q", "-F", image)
    with mounted(image, folder, options):
        yield folder


@contextmanager
def mounted(image: Path, folder: Path, options: str) -> Iterator[Path]:
    """Mount a file system that is in a file."""
    folder.mkdir(exist_ok=True)
    _run("mount", "-o", f"loop,{options}", image, folder)
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
