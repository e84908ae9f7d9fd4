"""The content of a labelme 5 file, as an export writes it.

An object without holes is one shape "polygon" a part, the parts joined by a ``group_id``. labelme's polygons
have no holes, so an object with holes is one shape "mask": a PNG of its box, whose first and last pixels the
two points name.
"""

from __future__ import annotations

import base64
from typing import Any

import cv2
import numpy as np

from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, mask_box
from samft_core.imaging.polygons import simplify

VERSION = "5.5.0"
"""The version of labelme whose files these are."""


def shapes_of(class_name: str, mask: Mask, *, group: int, tolerance: float = 0.0) -> tuple[list[Any], float]:
    """The shapes of one object, and the IoU of what they fill with its mask: 1 unless simplified."""
    simplified = simplify(mask, tolerance)
    polygons = simplified.polygons
    box = mask_box(mask)
    if box is not None and any(polygon.holes for polygon in polygons):
        return [_mask_shape(class_name, mask, box)], 1.0
    # labelme shows a group's number beside every shape; a lone shape needs none.
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


def _mask_shape(class_name: str, mask: Mask, box: Box) -> dict[str, Any]:
    x0, y0, x1, y1 = map(int, box.as_tuple())
    png = cv2.imencode(".png", mask[y0:y1, x0:x1].astype(np.uint8) * 255)[1].tobytes()
    # labelme names the last pixel, not the edge behind it.
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
