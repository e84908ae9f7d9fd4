"""The area of one shape of a labelme file, whatever program of the family wrote it.

Polygons, rectangles of two or four corners, circles, turned boxes and quadrilaterals, and masks. Each shape
is read by itself: what is odd about one is reported and costs no other.
"""

from __future__ import annotations

import base64
import binascii
import io
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samft_core.errors import ImageError
from samft_core.formats.mask_files import objects_in
from samft_core.imaging.masks import Patch
from samft_core.imaging.polygons import Polygon, PolygonError, fill_patch, ring_of
from samft_core.messages.message import Message

CORNERS = frozenset({"polygon", "oriented_rectangle", "rotation", "rotated_rectangle", "quadrilateral"})
"""Kinds whose points are the corners of their area."""

LINES = frozenset({"point", "points", "line", "linestrip", "polyline", "keypoint"})
"""Kinds without area."""

FARTHEST = 1_000_000.0
"""Pixels from the image's origin; a point beyond is a mistake, not a defect that leaves the image."""

_MASK_FORMATS = ("PNG", "BMP", "TIFF", "WEBP")

_NUMBERS = ("1", "L", "I", "I;16")


class ShapeError(ValueError):
    """Why a shape cannot be used, in words for the report."""


def patch_of(shape: dict[str, Any], *, height: int, width: int) -> Patch:
    """The pixels of one shape in an image of H x W pixels. Raises ShapeError."""
    # labelme 2 and older wrote no kind, because there was only this one.
    kind = shape.get("shape_type") or "polygon"
    if not isinstance(kind, str):
        raise ShapeError(Message("shape.kind_no_text"))
    kind = kind.strip().lower()
    if kind in LINES:
        raise ShapeError(Message("shape.no_area", kind=kind))
    if kind == "mask":
        patch = _pasted(shape, height=height, width=width)
    elif kind in CORNERS:
        patch = _filled(_corners(kind, shape.get("points")), height, width)
    elif kind == "rectangle":
        patch = _filled(_rectangle(shape.get("points")), height, width)
    elif kind == "circle":
        patch = _filled(_circle(shape.get("points")), height, width)
    else:
        raise ShapeError(Message("shape.unknown_kind", kind=kind[:40]))
    if not patch.patch.any():
        raise ShapeError(Message("shape.covers_nothing", kind=kind))
    return patch


def _points(kind: str, points: object, counts: tuple[int, ...]) -> NDArray[np.float64]:
    if not isinstance(points, list) or len(points) not in counts:
        fewer = counts[0]
        more = counts[-1]
        wanted = fewer if fewer == more else Message("shape.counts", fewer=fewer, more=more)
        have = len(points) if isinstance(points, list) else 0
        raise ShapeError(Message("shape.wrong_points", kind=kind, points=have, wanted=wanted))
    return _numbers(kind, points)


def _numbers(kind: str, points: list[Any]) -> NDArray[np.float64]:
    try:
        # Pairs that carry a third number, as some programs write, are no corners of ours either.
        array = np.asarray(points, np.float64)
        if any(isinstance(number, bool) for point in points for number in point):
            raise TypeError
    except (TypeError, ValueError, OverflowError) as error:
        raise ShapeError(Message("shape.no_pairs", kind=kind)) from error
    if array.ndim != 2 or array.shape[1] != 2:
        raise ShapeError(Message("shape.no_pairs", kind=kind))
    if not np.isfinite(array).all():
        raise ShapeError(Message("shape.point_not_finite", kind=kind))
    # Filling goes through an outline row by row; coordinates of 1e300 would take for ever.
    if np.abs(array).max() > FARTHEST:
        raise ShapeError(Message("shape.point_far_outside", kind=kind))
    return array


def _corners(kind: str, points: object) -> NDArray[np.float64]:
    if not isinstance(points, list) or len(points) < 3:
        have = len(points) if isinstance(points, list) else 0
        raise ShapeError(Message("shape.encloses_nothing", kind=kind, points=have))
    return _numbers(kind, points)


def _rectangle(points: object) -> NDArray[np.float64]:
    corners = _points("rectangle", points, (2, 4))
    if len(corners) == 4:
        return corners
    (xa, ya), (xb, yb) = corners
    return np.array([(xa, ya), (xb, ya), (xb, yb), (xa, yb)])


def _circle(points: object) -> NDArray[np.float64]:
    (x, y), edge = _points("circle", points, (2,))
    radius = math.hypot(edge[0] - x, edge[1] - y)
    # Half a degree: at a radius of 100 pixels the outline is off by less than 0.001 of a pixel.
    angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    return np.stack((x + radius * np.cos(angles), y + radius * np.sin(angles)), axis=1)


def _filled(corners: NDArray[np.float64], height: int, width: int) -> Patch:
    try:
        return fill_patch(Polygon(ring_of(corners)), height=height, width=width)
    except PolygonError as error:
        raise ShapeError(error.message) from error


def _pasted(shape: dict[str, Any], *, height: int, width: int) -> Patch:
    """A mask that is stored as a picture of its box, put where its first point is."""
    points = shape.get("points")
    corners = _points("mask", points, (1, 2)) if points else np.zeros((1, 2))
    pixels = _picture(shape.get("mask"), height=height, width=width)
    rows, columns = pixels.shape
    if len(corners) == 2:
        wide, high = np.round(np.abs(corners[1] - corners[0]))
        # labelme names the last pixel, others the edge behind it.
        if abs(wide + 1 - columns) > 1 or abs(high + 1 - rows) > 1:
            raise ShapeError(
                Message("shape.picture_size", columns=columns, rows=rows, width=wide + 1, height=high + 1)
            )
    x, y = (round(float(value)) for value in corners.min(axis=0))
    left = max(-x, 0)
    top = max(-y, 0)
    inside = pixels[top : max(height - y, 0), left : max(width - x, 0)]
    return Patch(max(x, 0), max(y, 0), np.ascontiguousarray(inside))


def _picture(text: object, *, height: int, width: int) -> NDArray[np.bool_]:
    if not isinstance(text, str):
        raise ShapeError(Message("shape.mask_without_picture"))
    try:
        # Some programs write a whole data address. Line breaks inside are passed over, as all browsers
        # do.
        data = base64.b64decode(text.partition("base64,")[2] or text, validate=False)
        with Image.open(io.BytesIO(data), formats=_MASK_FORMATS) as image:
            # Before anything is decoded: the picture inside may claim any size.
            if image.width > 2 * width + 2 or image.height > 2 * height + 2:
                raise ShapeError(Message("shape.picture_too_large"))
            if image.mode in _NUMBERS:
                # labelme stores 0 and 1: a patch that is all object holds nothing but 1.
                return np.asarray(np.asarray(image) != 0)
            return objects_in(image).united((image.height, image.width))
    except ShapeError:
        raise
    except (OSError, ValueError, SyntaxError, binascii.Error, ImageError) as error:
        reason = Message.of(error)
        raise ShapeError(Message("shape.picture_unreadable", reason=reason)) from error
