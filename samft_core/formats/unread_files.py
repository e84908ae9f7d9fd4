"""Naming what lies among images and is not read, so that nobody believes that it came in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from samft_core.files.file_names import name_key
from samft_core.files.regular_files import open_regular
from samft_core.formats.import_report import ImportProblem
from samft_core.formats.labelme_file import looks_like_labelme
from samft_core.formats.registry import BY_NAME
from samft_core.imaging.image_files import is_image_name
from samft_core.messages.message import Message

# Formats tell themselves at their start or end; whole files may have gigabytes.
_GLANCE = 8192
_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_YOLO_LINE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*\d+(?:\s+" + _NUMBER + rb"){4,}\s*$", re.MULTILINE)
_ARRAYS = frozenset({".npy", ".npz", ".mat", ".nii", ".rle"})
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".xz"})


def not_read(paths: Iterable[Path], why: Message) -> list[ImportProblem]:
    """One line per folder about masks that were passed over."""
    folders: dict[Path, int] = defaultdict(int)
    for path in paths:
        folders[path.parent] += 1
    return [ImportProblem(f, Message("unread.masks", count=n, reason=why)) for f, n in folders.items()]


def unread_annotations(files: Sequence[Path], *, layout: str) -> list[ImportProblem]:
    """One line per folder and format about annotations that are not read; those of ``layout`` were."""
    # A text counts as YOLO's only where an image has its name, wherever that lies.
    stems = {(path.parent, name_key(path.stem)) for path in files if is_image_name(path.name)}
    everywhere = {stem for _, stem in stems}
    counts: dict[tuple[Path, str | Message], int] = defaultdict(int)
    for path in files:
        kind = _kind(path, everywhere)
        if kind is not None and not _was_read(kind, layout):
            counts[path.parent, kind] += 1
    return [
        ImportProblem(folder, Message("unread.files", count=number, kind=kind))
        for (folder, kind), number in counts.items()
    ]


def _was_read(kind: str | Message, layout: str) -> bool:
    if isinstance(kind, Message):
        return layout == "labelme" and kind == Message("unread.labelme")
    known = BY_NAME.get(layout)
    # Labels of several kinds lie together: a data set of YOLO's may bring a COCO file along.
    return known is not None and known.title == kind


def _kind(path: Path, stems: set[str]) -> str | Message | None:
    """What a file holds: a format's name, or a message that says what to do with it."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        return Message("unread.labelme") if looks_like_labelme(path) else _kind_of_json(path)
    if suffix == ".xml":
        return _first_of(_XML, _glance(path))
    if suffix in (".csv", ".tsv"):
        return _first_of(_TABLES, _glance(path))
    if suffix == ".txt" and name_key(path.stem) in stems:
        return "YOLO" if _YOLO_LINE.search(_glance(path)) else None
    if suffix in _ARRAYS and name_key(path.stem) in stems:
        return Message("unread.arrays", ending=suffix)
    return Message("unread.archives", ending=suffix) if suffix in _ARCHIVES else None


_XML: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("CVAT", (b"<annotations>", b"<image")),
    ("Pascal VOC", (b"<annotation",)),
)
_TABLES: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("VGG Image Annotator", (b"region_shape_attributes",)),
    ("Kaggle", (b"EncodedPixels",)),
    ("CSV", (b"xmin", b"xmax")),
)
_JSONS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("VGG Image Annotator", (b'"_via_',)),
    ("VGG Image Annotator", (b'"shape_attributes"',)),
    ("Supervisely", (b'"geometryType"',)),
    ("Label Studio", (b'"result"', b'"data"')),
    ("Cityscapes", (b'"imgHeight"', b'"objects"')),
    ("Darwin", (b'"annotations"', b'"item"', b'"slots"')),
    ("Datumaro", (b'"annotations"', b'"items"', b'"categories"')),
    ("COCO", (b'"annotations"', b'"categories"')),
    ("COCO", (b'"annotations"', b'"images"')),
    ("COCO", (b'"image_id"', b'"category_id"')),
)
"""Formats by words that stand in their files together, the most particular ones first."""


def _first_of(formats: Sequence[tuple[str, tuple[bytes, ...]]], glance: bytes) -> str | None:
    return next((name for name, words in formats if all(word in glance for word in words)), None)


def _kind_of_json(path: Path) -> str | None:
    return _first_of(_JSONS, b"".join(_ends(path)).replace(b"\0", b""))


def _ends(path: Path) -> Iterator[bytes]:
    try:
        with open_regular(path) as file:
            yield file.read(_GLANCE)
            file.seek(max(file.seek(0, 2) - _GLANCE, 0))
            yield file.read(_GLANCE)
    except OSError:
        return


def _glance(path: Path) -> bytes:
    return next(_ends(path), b"")
