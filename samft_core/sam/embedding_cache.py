"""The embedding cache on disk, and filling it. Free of torch.

One file per embedding, named by what its numbers depend on: pixels, encoder (weights, runtime precision,
preprocessing) and view. A hit can therefore never be stale. The cache is disposable: a damaged file is
dropped and encoded again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from samft_core.files import atomic
from samft_core.files.containment import is_inside, require_entry
from samft_core.files.regular_files import require_regular
from samft_core.imaging.geometry import Frame, View
from samft_core.messages.message import Message
from samft_core.sam.planes import LAYERS
from samft_core.sam.types import Embedding, Planes

QUOTA_BYTES = 8 * 1024**3
"""How much the cache may hold by default; about 4000 embeddings."""

ENTRY_BYTES = 2 * 256 * 64 * 64 + 1024
"""An embedding's file."""

SPARE_DISK_BYTES = 2 * 1024**3
"""What embeddings that nobody asked for yet must leave free on the disk."""

_SUFFIX = ".safetensors"
Shapes = Mapping[str, tuple[int, int, int]]
"""What a file must hold: half floats of these shapes, by name."""

_FEATURES = "features"
_EMBEDDING: Shapes = {_FEATURES: (256, 64, 64)}
_LAYERS: Shapes = LAYERS
_ABANDONED_AFTER_S = 3600.0
_log = logging.getLogger(__name__)


class EmbeddingCache:
    """Embeddings in a folder, half precision, at most ``quota_bytes``; the least recently used go first.

    Safe for several threads and processes on one folder: files appear whole, and one that another process
    has just evicted is a miss.
    """

    def __init__(self, folder: Path, *, root: Path | None = None, quota_bytes: int = QUOTA_BYTES) -> None:
        self._folder = folder
        self._root = folder if root is None else root
        self._quota = quota_bytes
        self._lock = threading.Lock()
        self._estimate: int | None = None

    def get(self, pixel_digest: str, view: View, encoder_digest: str, frame: Frame) -> Embedding | None:
        """The stored embedding, or None. ``frame`` becomes the embedding's frame."""
        found = self._read(self._path(pixel_digest, view, encoder_digest), _EMBEDDING)
        if found is None:
            return None
        return Embedding(np.asarray(found[_FEATURES], np.float32), frame, encoder_digest)

    def put(self, pixel_digest: str, embedding: Embedding) -> Embedding:
        """Store an embedding; returns it as it will be read back (half precision). Raises OSError."""
        stored = as_stored(embedding)
        path = self._path(pixel_digest, embedding.frame.view, embedding.encoder_digest)
        self._write(path, {_FEATURES: stored.features.astype(np.float16)})
        return stored

    def get_planes(self, pixel_digest: str, view: View, digest: str) -> Planes | None:
        """The stored planes of a view, or None; ``digest`` names their encoder."""
        path = self._path(pixel_digest, view, digest)
        layers = self._read(path, _LAYERS)
        return None if layers is None else Planes(layers, digest)

    def put_planes(self, pixel_digest: str, view: View, planes: Planes) -> None:
        """Store the planes of a view, which are half floats as they are. Raises OSError."""
        self._write(self._path(pixel_digest, view, planes.digest), planes.layers)

    def contains(self, pixel_digest: str, view: View, encoder_digest: str) -> bool:
        """Whether the embedding is there (it is verified when read)."""
        return self._path(pixel_digest, view, encoder_digest).is_file()

    def has_room(self) -> bool:
        """Whether one more embedding fits without another one leaving, on the disk too."""
        with self._lock:
            if self._estimate is None:
                self._estimate = self.size_bytes()
            within = self._estimate + ENTRY_BYTES <= self._quota
        existing = next((folder for folder in (self._folder, *self._folder.parents) if folder.exists()), None)
        return within and existing is not None and shutil.disk_usage(existing).free > SPARE_DISK_BYTES

    def size_bytes(self) -> int:
        """How much the embeddings take on disk now."""
        return sum(size for _, size, _ in self._entries())

    def clear(self) -> None:
        """Remove every embedding."""
        self._evict(0)

    def _read(self, path: Path, shapes: Shapes) -> dict[str, NDArray[np.float16]] | None:
        """The tensors of a file, or None; a damaged file is dropped."""
        try:
            found = _read(path, shapes)
            with suppress(OSError):  # a cache that can only be read forgets what was used
                # The file's time is when it was last used; no list of uses has to be kept and agreed
                # on.
                os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, SafetensorError, ValueError) as error:
            _log.warning("A damaged embedding is dropped and made again: %s (%s)", path, error)
            with suppress(OSError):
                require_entry(path, self._root).unlink(missing_ok=True)
            return None
        return found

    def _write(self, path: Path, tensors: Mapping[str, NDArray[np.float16]]) -> None:
        # Asked at each write: what was a folder when the project was opened may be a link by now.
        require_entry(path, self._root)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = save(dict(tensors), {"sha256": _digest(tensors)})
        atomic.write_bytes(path, data)
        self._account(len(data))

    def _path(self, pixel_digest: str, view: View, encoder_digest: str) -> Path:
        # Everything that the numbers depend on, and nothing else: an image that moved keeps its
        # embedding.
        key = hashlib.sha256(f"{pixel_digest}|{encoder_digest}|{view.key}".encode()).hexdigest()
        # 256 folders: thousands of files in one make some file systems slow.
        return self._folder / key[:2] / f"{key}{_SUFFIX}"

    def _account(self, added: int) -> None:
        """Walk the folder only when the running sum says that the quota may be passed."""
        with self._lock:
            self._estimate = self.size_bytes() if self._estimate is None else self._estimate + added
            full = self._estimate > self._quota
        if full:
            # A tenth more than needed, so that a full cache is not walked for every new embedding.
            self._evict(self._quota * 9 // 10)

    def _evict(self, target: int) -> None:
        with self._lock:
            entries = sorted(self._entries(), key=lambda entry: entry[2])
            total = sum(size for _, size, _ in entries)
            for path, size, _ in entries:
                if total <= target:
                    break
                path.unlink(missing_ok=True)
                total -= size
            self._estimate = total
        for leftover in self._folder.glob("*/.*.tmp"):
            if is_inside(leftover.parent, self._root):
                _remove_abandoned(leftover)

    def _entries(self) -> list[tuple[Path, int, float]]:
        """Path, size and time of last use; files that vanish meanwhile are left out."""
        found = []
        for path in self._folder.glob(f"*/*{_SUFFIX}"):
            if not is_inside(path.parent, self._root):
                continue
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            found.append((path, status.st_size, status.st_mtime))
        return found


def as_stored(embedding: Embedding) -> Embedding:
    """The embedding rounded to half precision, so that a mask does not depend on a cache hit."""
    rounded = embedding.features.astype(np.float16).astype(np.float32)
    return replace(embedding, features=rounded)


def _read(path: Path, shapes: Shapes) -> dict[str, NDArray[np.float16]]:
    require_regular(path)
    if path.stat().st_size > 2 * ENTRY_BYTES:
        raise ValueError(Message("embedding.too_large"))
    with safe_open(path, framework="numpy") as file:
        found = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
        digest = (file.metadata() or {}).get("sha256")
    held = {name: tensor.shape for name, tensor in found.items() if tensor.dtype == np.float16}
    if held != dict(shapes) or len(held) != len(found):
        raise ValueError(
            Message("embedding.holds", found=", ".join(f"{t.dtype} {t.shape}" for t in found.values()))
        )
    if _digest(found) != digest:
        raise ValueError(Message("embedding.digest"))
    return found


def _digest(tensors: Mapping[str, NDArray[np.float16]]) -> str:
    """SHA-256 over the tensors in the order of their names."""
    content = hashlib.sha256()
    for name in sorted(tensors):
        content.update(np.ascontiguousarray(tensors[name]).tobytes())
    return content.hexdigest()


def _remove_abandoned(path: Path) -> None:
    """Remove what a killed process left half written; younger files may be in the making."""
    try:
        old = time.time() - path.stat().st_mtime > _ABANDONED_AFTER_S
    except FileNotFoundError:
        return
    if old:
        path.unlink(missing_ok=True)
