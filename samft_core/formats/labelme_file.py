"""One labelme file: the objects of one image as JSON, read from every age of labelme and its relatives.

labelme 1 to 3 wrote no size, 2 no kind of shape, 4 the PC's own encoding, 5 pictures of masks; X-AnyLabeling
writes rectangles of four corners and turned boxes; ISAT names the same things otherwise. Nothing here is
rasterised before it is asked for: one object at a time, in its own box.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any

from samft_core.errors import SamftError
from samft_core.files.limits import JSON_BYTES
from samft_core.files.regular_files import open_regular, read_regular
from samft_core.formats.labelme_shapes import ShapeError, patch_of
from samft_core.formats.text_encodings import decode
from samft_core.imaging.masks import Patch
from samft_core.messages.message import Message

BACKGROUND = "__background__"
"""ISAT's category of what is cut out of the objects below it."""


class LabelmeError(SamftError):
    """A file that is none of labelme's, or is damaged."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class LabelmeFile:
    """What a file says about its image.

    ``image_path`` is relative to the file, or absolute, and None where none is named; ``size`` is
    (height, width), None where none is given. ``notes`` say what had to be guessed.
    """

    path: Path
    image_path: Path | None
    size: tuple[int, int] | None
    shapes: list[Any]
    image_data: str | None = field(default=None, repr=False)
    good: bool = False
    notes: tuple[Message, ...] = ()

    def objects(self, *, height: int, width: int, left_out: list[Message]) -> Iterator[tuple[str, Patch]]:
        """Class names with pixels, one object at a time; shapes of one class and ``group_id`` are one.

        Why a shape was left out is added to ``left_out``.
        """
        groups: dict[tuple[str, object], list[dict[str, Any]]] = {}
        # ISAT cuts holes by objects of a background class that lie in a higher layer.
        holes: list[dict[str, Any]] = []
        for place, shape in enumerate(self.shapes):
            try:
                label = _label_of(shape)
            except ShapeError as error:
                left_out.append(Message.of(error))
                continue
            group = _group_of(shape, place)
            if label == BACKGROUND:
                holes.append(shape)
            else:
                groups.setdefault((label, group), []).append(shape)
        for (label, _), shapes in groups.items():
            patch = _united(shapes, height, width, left_out)
            # Holes are cut object by object, so a hole in one does not cut another that lies above it.
            for hole in holes if patch is not None else ():
                if any(_layer(hole) > _layer(shape) for shape in shapes):
                    cut = _united([hole], height, width, left_out)
                    patch = patch if patch is None or cut is None else patch.without(cut)
            if patch is not None:
                yield label, patch


def looks_like_labelme(path: Path) -> bool:
    """Whether a JSON file is one of labelme's family, by its first and last part. Reads no more than that."""
    try:
        with open_regular(path) as file:
            head = file.read(_GLANCE)
            size = file.seek(0, 2)
            file.seek(max(size - _GLANCE, 0))
            # Without NULs, UTF-16 looks like ASCII, and the keys are found in it too.
            glance = (head + file.read(_GLANCE)).replace(b"\0", b"")
    except OSError:
        return False
    # A picture of megabytes or many objects may stand before or after the word.
    has_shapes = b'"shapes"' in glance or b'"shape_type"' in glance
    is_labelme = has_shapes and any(key in glance for key in _LABELME_KEYS)
    return is_labelme or (b'"ISAT"' in glance and b'"objects"' in glance)


_GLANCE = 65_536
_LABELME_KEYS = (b'"imagePath"', b'"imageData"', b'"imageHeight"')


def read(path: Path) -> LabelmeFile:
    """Read a file; its shapes are read when they are needed. Raises LabelmeError."""
    try:
        text, encoding = decode(read_regular(path, limit=JSON_BYTES, error=LabelmeError))
        # Python's own reader, not the strict one: labelme writes NaN where a coordinate is none, and
        # other readers take it, too. Each shape is looked at by itself afterwards.
        data = json.loads(text, object_pairs_hook=_object)
    except OSError as error:
        raise _unusable(path, error.strerror or error) from error
    except RecursionError as error:
        raise _unusable(path, Message("labelme.too_deep")) from error
    except json.JSONDecodeError as error:
        raise _unusable(path, error) from error
    except ValueError as error:
        # Python's own words about a number of thousands of digits are for programmers.
        why = Message("labelme.long_number") if "digits" in str(error) else error
        raise _unusable(path, why) from error
    if not isinstance(data, dict):
        raise _unusable(path, Message("labelme.no_object"))
    if data.get(_TWICE) in _MEANT_ONCE:
        raise _unusable(path, Message("labelme.key_twice", key=data[_TWICE]))
    if "shapes" not in data and isinstance(data.get("objects"), list):
        data = _from_isat(data)
    shapes = data.get("shapes")
    if not isinstance(shapes, list) or not {"imagePath", "imageData", "imageHeight"} & data.keys():
        raise _unusable(path, Message("labelme.no_shapes"))
    flags = data.get("flags")
    image_data = data.get("imageData")
    return LabelmeFile(
        path=path,
        image_path=_image_path(data.get("imagePath")),
        size=_size(data),
        shapes=shapes,
        image_data=image_data if isinstance(image_data, str) and image_data else None,
        good=isinstance(flags, dict) and flags.get("good") is True and not shapes,
        notes=() if encoding is None else (Message("labelme.read_as", encoding=encoding),),
    )


_TWICE = "\0twice"
_MEANT_ONCE = ("shapes", "objects", "imagePath", "imageHeight", "imageWidth")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; where it names a key twice with different values, that key stands under ``_TWICE``.

    Python would keep the last of them without a word.
    """
    made = dict(pairs)
    if len(made) < len(pairs):
        for key, value in pairs:
            if value != made[key]:
                made[_TWICE] = key
    return made


def _unusable(path: Path, why: object) -> LabelmeError:
    remedy = Message("remedy.save_again")
    return LabelmeError(Message("labelme.unreadable", reason=why), path=path, remedy=remedy)


def _image_path(value: object) -> Path | None:
    """The named image, with the slashes of any system; of a network's or another PC's path the name alone."""
    if not isinstance(value, str) or not value or "\0" in value:
        return None
    # It takes slashes of both kinds, so one reading serves files from Windows and from Linux.
    windows = PureWindowsPath(value)
    # A share in a file from elsewhere must not be asked for: asking Windows means logging in there.
    if windows.drive.startswith("\\\\") or (windows.drive and not Path(value).drive):
        return Path(windows.name) if windows.name else None
    path = Path(windows.as_posix())
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return None
    return path


def _size(data: dict[str, Any]) -> tuple[int, int] | None:
    try:
        height = int(data["imageHeight"])
        width = int(data["imageWidth"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return (height, width) if height > 0 and width > 0 else None


def _from_isat(data: dict[str, Any]) -> dict[str, Any]:
    """ISAT's objects in labelme's words."""
    info = data.get("info")
    info = info if isinstance(info, dict) else {}
    shapes = [
        {
            "label": shape.get("category"),
            "points": shape.get("segmentation"),
            "group_id": shape.get("group") or None,
            "shape_type": "polygon",
            "layer": shape.get("layer"),
        }
        if isinstance(shape, dict)
        else shape
        for shape in data["objects"]
    ]
    return {
        "shapes": shapes,
        "imagePath": info.get("name"),
        "imageHeight": info.get("height"),
        "imageWidth": info.get("width"),
    }


def _label_of(shape: object) -> str:
    if not isinstance(shape, dict):
        raise ShapeError(Message("shape.no_object"))
    if _TWICE in shape:
        raise ShapeError(Message("shape.key_twice", key=str(shape[_TWICE])[:40]))
    label = shape.get("label")
    # bool is an int in Python; "True" is no class that anybody meant. Numbers are: some programs write
    # class ids.
    if isinstance(label, bool) or not isinstance(label, str | int | float) or not str(label).strip():
        raise ShapeError(Message("shape.no_label"))
    return str(label)


def _group_of(shape: dict[str, Any], place: int) -> object:
    """What the shapes of one object share; a shape without a usable group is an object of its own."""
    group = shape.get("group_id")
    # The words keep a group 3 and a lone shape in place 3 apart.
    return ("group", group) if isinstance(group, str | int | float) else ("alone", place)


def _layer(shape: dict[str, Any]) -> float:
    layer = shape.get("layer")
    return float(layer) if isinstance(layer, int | float) else 0.0


def _united(shapes: list[dict[str, Any]], height: int, width: int, left_out: list[Message]) -> Patch | None:
    whole: Patch | None = None
    for shape in shapes:
        try:
            patch = patch_of(shape, height=height, width=width)
        except ShapeError as error:
            left_out.append(Message.of(error))
            continue
        whole = patch if whole is None else whole.united(patch)
    return whole
