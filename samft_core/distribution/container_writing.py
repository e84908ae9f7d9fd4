"""Writing a container: files put into one archive with the list of their sizes and digests, signed or not."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samft_core import __version__
from samft_core.distribution.container import CHUNK, LIST, SIGNATURE, Kind, disk_errors, is_portable
from samft_core.files.atomic import replacing
from samft_core.files.regular_files import open_regular
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.security.minisign import SecretKey, sign


@dataclass(frozen=True, slots=True)
class Item:
    """One file to put in: ``data``, or what is at ``path``. ``link`` makes it a symbolic link instead."""

    name: str
    path: Path | None = None
    data: bytes = b""
    compress: bool = False
    executable: bool = False
    link: str = ""


def write_container(
    target: Path,
    kind: Kind,
    about: dict[str, Any],
    items: Iterable[Item],
    *,
    key: SecretKey | None = None,
    count: int | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Path:
    """Write ``items`` to ``target``, which appears whole or not at all; returns it with the kind's ending."""
    target = target if target.suffix == kind.suffix else target.with_name(f"{target.name}{kind.suffix}")
    files: dict[str, dict[str, Any]] = {}
    links: dict[str, str] = {}
    ticker = None if count is None else Ticker(Stage.PACK, count, on_progress)
    with (
        disk_errors(target, kind),
        replacing(target) as temporary,
        zipfile.ZipFile(temporary, "w") as archive,
    ):
        for item in items:
            if cancel is not None:
                cancel.raise_if_cancelled()
            if not is_portable(item.name):
                message = Message("container.name_not_portable", name=item.name)
                raise kind.error(message, path=item.path, remedy=Message("remedy.rename"))
            if item.link:
                links[item.name] = item.link
            else:
                files[item.name] = _put(archive, item)
            if ticker is not None:
                ticker.tick(item.name)
        if len(files) + len(links) > kind.most_files:
            message = Message("container.more_files", limit=kind.most_files, kind=kind.title)
            raise kind.error(message, path=target, remedy=Message("remedy.leave_outside_out"))
        listed = {"format": kind.format, "program": f"SAMFT {__version__}", **about, "files": files}
        data = json.dumps(listed | ({"links": links} if links else {}), indent=1, ensure_ascii=False).encode(
            "utf-8"
        )
        # Last, because sizes and digests are those of the bytes that went in, not of the files as they
        # were before.
        archive.writestr(LIST, data, zipfile.ZIP_DEFLATED)
        if key is not None:
            comment = f"{kind.title} {target.name} {about.get('name', '')}"
            archive.writestr(SIGNATURE, sign(data, key, comment).to_text())
    return target


def _put(archive: zipfile.ZipFile, item: Item) -> dict[str, Any]:
    # A fresh ZipInfo carries 1980 as its date: the same content makes the same file.
    info = zipfile.ZipInfo(item.name)
    info.compress_type = zipfile.ZIP_DEFLATED if item.compress else zipfile.ZIP_STORED
    info.external_attr = (0o100755 if item.executable else 0o100644) << 16
    digest = hashlib.sha256()
    size = 0
    # force_zip64: a file's size is not known before it is read, as it may still grow.
    with archive.open(info, "w", force_zip64=True) as out:
        for chunk in _chunks(item):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    listed: dict[str, Any] = {"size": size, "sha256": digest.hexdigest()}
    return listed | ({"executable": True} if item.executable else {})


def _chunks(item: Item) -> Iterator[bytes]:
    if item.path is None:
        yield item.data
        return
    with open_regular(item.path) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
