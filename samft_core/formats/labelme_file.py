"""One labelme 5 file: the objects of one image as JSON.

An object without holes is one shape "polygon" a part, the parts joined by a ``group_id``. labelme's polygons
have no holes, so an object with holes is one shape "mask": a PNG of its box, whose first and last pixels the
two points name.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any

import cv2
import numpy as np
from PIL import Image

from samft_core.errors import SamftError
from samft_core.geometry import Box
from samft_core.masks import Mask, mask_box
from samft_core.polygons import Polygon, PolygonError, fill_polygons, ring_of, simplify

VERSION = "5.5.0"
"""The version of labelme whose files these are."""


class LabelmeError(SamftError):
    """A file that is none of labelme's, or is damaged."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class LabelmeFile:
    """``image_path`` is relative to the file, or absolute; ``objects`` are class names with H x W masks."""

    image_path: Path
    height: int
    width: int
    objects: list[tuple[str, Mask]]
    good: bool = False
    left_out: list[str] = field(default_factory=list)


def shapes_of(class_name: str, mask: Mask, *, group: int, tolerance: float = 0.0) -> tuple[list[Any], float]:
    """The shapes of one object, and the IoU of what they fill with its mask: 1 unless simplified."""
    simplified = simplify(mask, tolerance)
    polygons, box = simplified.polygons, mask_box(mask)
    if box is not None and any(polygon.holes for polygon in polygons):
        return [_mask_shape(class_name, mask, box)], 1.0
    group_id = group if len(polygons) > 1 else None
    shapes = [_shape(class_name, polygon.outer.tolist(), "polygon", group_id) for polygon in polygons]
    return shapes, simplified.iou


def document(image_name: str, shapes: list[Any], *, height: int, width: int, good: bool) -> dict[str, Any]:
    """The content of a file beside its image."""
    return {
        "version": VERSION,
        "flags": {"good": True} if good else {},
        "shapes": shapes,
        "imagePath": image_name,
        "imageData": None,
        "imageHeight": height,
        "imageWidth": width,
    }


def read(path: Path) -> LabelmeFile:
    """Read a file; shapes of one class and ``group_id`` are one object. Raises LabelmeError."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        height, width = int(data["imageHeight"]), int(data["imageWidth"])
        image_path = Path(PureWindowsPath(data["imagePath"]).as_posix())
        shapes, flags = list(data["shapes"]), data.get("flags") or {}
        good = flags.get("good") is True and not shapes
        if height < 1 or width < 1:
            raise ValueError(f"{width} x {height} pixels")
        objects, left_out = _objects(shapes, height, width)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, PolygonError) as error:
        remedy = "Save it again with labelme."
        raise LabelmeError(f"The labelme file cannot be read: {error}", path=path, remedy=remedy) from error
    return LabelmeFile(image_path, height, width, objects, good, left_out)


def _objects(shapes: list[Any], height: int, width: int) -> tuple[list[tuple[str, Mask]], list[str]]:
    found: dict[tuple[str, object], Mask] = {}
    left_out: list[str] = []
    for index, shape in enumerate(shapes):
        kind, label = str(shape.get("shape_type") or "polygon"), str(shape["label"])
        mask = _mask_of(shape, kind, height, width)
        if mask is None:
            left_out.append(kind)
            continue
        group = shape.get("group_id")
        key = (label, ("alone", index) if group is None else ("group", group))
        found[key] = found[key] | mask if key in found else mask
    return [(label, mask) for (label, _), mask in found.items()], left_out


def _mask_of(shape: dict[str, Any], kind: str, height: int, width: int) -> Mask | None:
    """The pixels of one shape; None for a kind without area."""
    points = shape["points"]
    if kind == "mask":
        return _pasted(shape["mask"], points[0], height, width)
    if kind in ("polygon", "oriented_rectangle"):
        ring = ring_of(points)
    elif kind == "rectangle":
        (xa, ya), (xb, yb) = points
        ring = ring_of([(xa, ya), (xb, ya), (xb, yb), (xa, yb)])
    elif kind == "circle":
        (x, y), edge = points
        angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
        radius = float(np.hypot(edge[0] - x, edge[1] - y))
        ring = ring_of(np.stack((x + radius * np.cos(angles), y + radius * np.sin(angles)), axis=1))
    else:
        return None
    return fill_polygons([Polygon(ring)], height=height, width=width)


def _pasted(text: str, corner: list[float], height: int, width: int) -> Mask:
    try:
        with Image.open(io.BytesIO(base64.b64decode(text, validate=True))) as image:
            patch = np.asarray(image.convert("L")) != 0
    except (binascii.Error, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    x, y = round(corner[0]), round(corner[1])
    mask = np.zeros((height, width), np.bool_)
    inside = mask[max(y, 0) : max(y + patch.shape[0], 0), max(x, 0) : max(x + patch.shape[1], 0)]
    inside[...] = patch[max(-y, 0) :, max(-x, 0) :][: inside.shape[0], : inside.shape[1]]
    return mask


def _mask_shape(class_name: str, mask: Mask, box: Box) -> dict[str, Any]:
    x0, y0, x1, y1 = map(int, box.as_tuple())
    png = cv2.imencode(".png", mask[y0:y1, x0:x1].astype(np.uint8) * 255)[1].tobytes()
    points = [[float(x0), float(y0)], [float(x1 - 1), float(y1 - 1)]]
    return _shape(class_name, points, "mask", None) | {"mask": base64.b64encode(png).decode("ascii")}


def _shape(class_name: str, points: list[Any], kind: str, group_id: int | None) -> dict[str, Any]:
    return {
        "label": class_name,
        "points": points,
        "group_id": group_id,
        "description": "",
        "shape_type": kind,
        "flags": {},
        "mask": None,
    }
