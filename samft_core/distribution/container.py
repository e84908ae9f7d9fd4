"""One file that carries others: a zip archive with a list of every file's size and digest, signed or not.

Model packs, project packs and updates are containers. The signature covers the list, and the list covers
every byte, so the files themselves need no signature. Nothing is trusted that the list does not name; names
that lead elsewhere, or that two systems would read differently, are refused.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from samft_core.errors import SamftError
from samft_core.files.atomic import flush_tree
from samft_core.files.file_names import is_reserved, name_key
from samft_core.files.regular_files import open_regular
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress

LIST = "pack.json"
SIGNATURE = "pack.json.minisig"
SIGNATURE_BYTES = 10_000
ENTRY_BYTES = 250
"""What one file takes in an archive's table of contents, on average at most; as much in the list of files."""
CHUNK = 1 << 20
SPARE_BYTES = 100_000_000
"""What stays free on the disk."""

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
# What reading a broken archive or list raises; zipfile's own list is longer than its documentation
# says.
_DAMAGE = (
    OSError,
    JsonError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    KeyError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
)
# The end of an archive with the longest comment, and the locator before it in large ones.
_LONGEST_END = 65_557 + 20
_END = b"PK\x05\x06"
_END_64_LOCATOR = b"PK\x06\x07"
_END_FIELDS = struct.Struct("<10xHL")
_END_64_FIELDS = struct.Struct("<32xQQ")
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of container: its format's name, its file ending, how people call it, and what it raises.

    ``code`` is that of the message which names it.
    """

    format: str
    suffix: str
    code: str
    error: type[SamftError]
    limit: int | None = None
    """More bytes than such a file ever holds; None for no limit but the disk."""
    links: bool = False
    """Whether it may hold symbolic links and programs."""
    most_files: int = 200_000
    """More files than such a container ever holds; their list is read before anybody is trusted."""

    @property
    def title(self) -> Message:
        """How people call it."""
        return Message(self.code)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a container, as its list says."""

    size: int
    sha256: str
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """An open container whose list was read and found consistent. Its files are checked as they are read."""

    path: Path
    kind: Kind
    about: dict[str, Any]
    files: dict[str, Entry]
    links: dict[str, str]
    list_bytes: bytes = field(repr=False)
    signature: str | None = field(repr=False)
    _archive: zipfile.ZipFile = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    def read(self, name: str) -> bytes:
        """One file, checked."""
        return b"".join(self._chunks(name))

    def starts_with(self, name: str, starts: tuple[bytes, ...]) -> bool:
        """Whether a file begins with one of these; nothing else of it is read, nor checked."""
        with _damage_named(self.path, self.kind), self._archive.open(name) as source:
            return source.read(max(map(len, starts))).startswith(starts)

    def write(self, name: str, target: Path) -> None:
        """Write one file to ``target``, checked."""
        with target.open("wb") as stream:
            for chunk in self._chunks(name):
                stream.write(chunk)
        target.chmod(0o755 if self.files[name].executable and self.kind.links else 0o644)

    def _chunks(self, name: str) -> Iterator[bytes]:
        """A file piece by piece; raises the kind's error at the latest after the last one."""
        entry = self.files[name]
        digest = hashlib.sha256()
        # At most one byte more than listed is ever unpacked, so an archive that grows without end stops
        # here.
        left = self.files[name].size
        with _damage_named(self.path, self.kind):
            source = self._archive.open(name)
        with source:
            while True:
                with _damage_named(self.path, self.kind):
                    chunk = source.read(min(CHUNK, left + 1))
                left -= len(chunk)
                if not chunk or left < 0:
                    break
                digest.update(chunk)
                yield chunk
        if left or digest.hexdigest() != entry.sha256:
            raise damaged(self.path, self.kind)


@contextmanager
def open_container(path: Path, kind: Kind) -> Iterator[Container]:
    """Open a container and check that archive and list agree. Raises the kind's error."""
    with _damage_named(path, kind):
        stream = open_regular(path)
    with stream:
        with _damage_named(path, kind):
            _require_short_directory(stream, kind)
            archive = zipfile.ZipFile(stream)
        with archive:
            yield _read_list(path, kind, archive)


def _require_short_directory(stream: BinaryIO, kind: Kind) -> None:
    """Refuse an archive whose table of contents is longer than this kind's ever is. Raises ValueError.

    ``zipfile`` reads the table whole, and makes an object of every entry, before anything about them can be
    checked.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_FIELDS.size:
        raise ValueError(Message("container.no_archive"))
    # Classic fields and, where the locator is there, the 64-bit ones: readers differ in which they
    # believe, so the largest of all counts.
    counts = [_END_FIELDS.unpack_from(tail, end)]
    if tail[max(0, end - 20) : end].startswith(_END_64_LOCATOR):
        # Readers look for the larger fields right before their locator, or where it points.
        (told,) = struct.unpack_from("<Q", tail, end - 12)
        for place in (told, size - len(tail) + end - 20 - _END_64_FIELDS.size):
            stream.seek(place)
            counts.append(_END_64_FIELDS.unpack(stream.read(_END_64_FIELDS.size)))
    stream.seek(0)
    entries, length = map(max, zip(*counts, strict=True))
    if entries > kind.most_files + 2 or length > (kind.most_files + 2) * ENTRY_BYTES:
        raise ValueError(Message("container.too_many_files"))


def _read_list(path: Path, kind: Kind, archive: zipfile.ZipFile) -> Container:
    infos = {info.filename: info for info in archive.infolist()}
    with _damage_named(path, kind):
        # Two entries of one name: a checker could look at one and a reader take the other.
        if len(infos) != len(archive.infolist()):
            raise damaged(path, kind)
        data = _read_whole(archive, infos[LIST], 20_000 + kind.most_files * ENTRY_BYTES)
        about: dict[str, Any] = parse_json(data, source=path, parts=20_000 + kind.most_files * 8)
        known = about.pop("format")
        if not isinstance(known, str) or known.rpartition("-")[0] != kind.format.rpartition("-")[0]:
            raise damaged(path, kind)
        # The number behind the name is the format's version. A newer one is no damage: the program is
        # too old.
        if known != kind.format:
            raise kind.error(
                Message("container.other_samft", kind=kind.title),
                path=path,
                remedy=Message("remedy.update_samft"),
            )
        files = {name: _entry(entry) for name, entry in about.pop("files").items()}
        links = {name: str(to) for name, to in about.pop("links", {}).items()}
        signature: str | None = None
        if SIGNATURE in infos:
            signature = _read_whole(archive, infos[SIGNATURE], SIGNATURE_BYTES).decode("utf-8")
    made = Container(path, kind, about, files, links, data, signature, archive)
    _check_consistent(made, infos)
    return made


def _read_whole(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """A file of at most ``limit`` bytes; raises ValueError for more."""
    if info.compress_type not in _PLAIN:
        raise ValueError(Message("container.unknown_compression"))
    with archive.open(info) as source:
        data = source.read(limit + 1)
    if len(data) > limit or len(data) != info.file_size:
        raise ValueError(Message("container.other_size"))
    return data


def _entry(listed: dict[str, Any]) -> Entry:
    size = listed["size"]
    sha256 = listed["sha256"]
    # Not isinstance: True is an int.
    if type(size) is not int or size < 0 or not isinstance(sha256, str):
        raise ValueError(Message("container.no_list_entry"))
    return Entry(size, sha256, bool(listed.get("executable", False)))


def _check_consistent(made: Container, infos: dict[str, zipfile.ZipInfo]) -> None:
    names = [*made.files, *made.links]
    keys = {name_key(name) for name in names}
    parents = {name_key(str(parent)) for name in names for parent in PurePosixPath(name).parents}
    links = all(made.kind.links and _stays_inside(name, to) for name, to in made.links.items())
    fits = set(infos) - {LIST, SIGNATURE} == set(made.files) and all(
        infos[name].file_size == entry.size and infos[name].compress_type in _PLAIN
        for name, entry in made.files.items()
    )
    # Without case, as Windows sees them; and no file may bear the name of another file's folder.
    alike = len(keys) != len(names) or bool(keys & parents)
    if not fits or alike or not links or not all(map(is_portable, names)):
        raise damaged(made.path, made.kind)
    if made.kind.limit is not None and made.size > made.kind.limit:
        raise made.kind.error(
            Message("container.too_large", kind=made.kind.title), path=made.path, remedy=_remedy(made.kind)
        )


def is_portable(name: str) -> bool:
    """Whether ``name`` is a relative path with ``/`` that means the same file inside a folder everywhere."""
    parts = name.split("/")
    return all(
        part not in ("", ".", "..")
        and not _FORBIDDEN.search(part)
        # Windows drops them, so that "a." would become "a".
        and part[-1] not in ". "
        and not is_reserved(part)
        and len(os.fsencode(part)) <= 255
        for part in parts
    )


def _stays_inside(name: str, to: str) -> bool:
    """Whether a link's target lies below the container's root: first as many ``..`` as it likes, then names.

    A ``..`` behind a name could leave the root, where that name is a link itself.
    """
    parts = to.split("/")
    up = next((index for index, part in enumerate(parts) if part != ".."), len(parts))
    return up < len(PurePosixPath(name).parts) and up < len(parts) and is_portable("/".join(parts[up:]))


@contextmanager
def unpacked(
    container: Container,
    beside: Path,
    *,
    names: Sequence[str] | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Iterator[Path]:
    """All files, or those of ``names``, in a new hidden folder beside ``beside``, to be renamed to it.

    It is removed if it is still there. Raises the kind's error: damage, a full disk, no right to write.
    """
    with disk_errors(beside, container.kind):
        beside.parent.mkdir(parents=True, exist_ok=True)
        _require_space(container, beside.parent)
        folder = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=beside.parent))
    try:
        with disk_errors(beside, container.kind):
            _fill(container, folder, container.files if names is None else names, on_progress, cancel)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(
    container: Container,
    folder: Path,
    names: Collection[str],
    on_progress: OnProgress,
    cancel: CancelToken | None,
) -> None:
    ticker = Ticker(Stage.UNPACK, max(len(names), 1), on_progress)
    for name in names:
        if cancel is not None:
            cancel.raise_if_cancelled()
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        container.write(name, target)
        ticker.tick(name)
    for name, to in container.links.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(to)
    folder.chmod(0o755)  # mkdtemp makes it private to one user
    flush_tree(folder)


def _require_space(container: Container, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    needed = container.size + SPARE_BYTES
    if free < needed:
        message = Message("container.no_space", free=free / 1e6, needed=needed / 1e6)
        raise container.kind.error(message, path=folder, remedy=Message("remedy.free_space"))


def damaged(path: Path, kind: Kind) -> SamftError:
    """The error for a container that is none, or not as it was written."""
    return kind.error(Message("container.damaged", kind=kind.title), path=path, remedy=_remedy(kind))


def _remedy(kind: Kind) -> Message:
    return Message("remedy.write_again", kind=kind.title)


@contextmanager
def _damage_named(path: Path, kind: Kind) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise damaged(path, kind) from error


@contextmanager
def disk_errors(path: Path, kind: Kind) -> Iterator[None]:
    """Say a failed write in words: a full disk, or no right to write, or a file that is gone."""
    try:
        yield
    except OSError as error:
        full = error.errno == errno.ENOSPC
        what = Message("disk.full") if full else Message("disk.failed", reason=error.strerror or error)
        remedy = Message("remedy.free_space") if full else Message("remedy.check_rights")
        where = error.filename if isinstance(error.filename, str) and not full else path
        raise kind.error(Message("container.unchanged", what=what), path=where, remedy=remedy) from error
