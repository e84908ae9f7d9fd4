"""What the values of a stored mask mean: which pixels are an object, as anybody sees them.

- 0, or black, is background. Two values with 0 among them need no more words.
- A few values that each fill whole regions are labels: each is an object of its own. 255 round objects of
  small labels is Pascal VOC's "ignore" and no object.
- Other values between come from blurring, scaling or JPEG: half of the brightest and more is the object.
- A mask in which nothing is 0 is refused, except where its darkest value is clearly the background.

What had to be interpreted is listed in ``notes``, so that somebody can look.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.errors import ImageError
from samft_core.imaging.masks import Mask
from samft_core.imaging.pixel_conversion import ROWS_AT_A_TIME
from samft_core.messages.message import Message

MOST_LABELS = 64
"""A mask of more values than this holds shades, not labels."""

LABELS_TO = 50
"""Where the largest value is at most this, the values are labels even though nothing is 0."""

MOST_OBJECT_PIXELS = 1_000_000_000
"""Objects times pixels of a mask: each object is a mask of its own while they are told apart."""

IGNORE = 255
"""Pascal VOC's value of pixels that count neither as object nor as background."""

_WHITE = {np.dtype(np.bool_): 1, np.dtype(np.uint8): 255, np.dtype(np.uint16): 65535}


@dataclass(frozen=True, slots=True)
class MaskObjects:
    """The objects of one mask file, each H x W bool with pixels, and what had to be interpreted."""

    objects: tuple[Mask, ...]
    notes: tuple[Message, ...] = ()

    def united(self, shape: tuple[int, int]) -> Mask:
        """All objects as one H x W mask."""
        whole = np.zeros(shape, np.bool_)
        for mask in self.objects:
            whole |= mask
        return whole


def objects_of(values: NDArray[Any]) -> MaskObjects:
    """Find the objects of H x W values of any integer or floating type. Raises ImageError where it cannot."""
    notes = []
    if np.issubdtype(values.dtype, np.floating):
        values = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    if values.dtype != np.bool_ and values.min(initial=0) < 0:
        notes.append(Message("mask_file.below_zero"))
        values = np.maximum(values, 0)
    distinct, counts = np.unique(values, return_counts=True)
    # The order of these questions is the order of certainty: from what has one reading to what must be
    # guessed.
    if distinct[-1] == 0:
        return MaskObjects((), tuple(notes))
    if distinct.size == 1:
        found = _one_value(values, distinct[0])
    elif distinct[0] > 0:
        found = _without_zero(values, distinct, counts)
    elif distinct.size == 2:
        found = MaskObjects((values > 0,))
    else:
        found = _labels(values, distinct[1:]) or _shades(values, distinct, counts)
    return MaskObjects(found.objects, (*notes, *found.notes, *_inverted(found.objects)))


def objects_of_colours(rgb: NDArray[np.uint8]) -> MaskObjects:
    """Find the objects of H x W x 3 colours: black is background. Raises ImageError where it cannot."""
    brightest = rgb.max(axis=2)
    # Grey that is stored as colour: the values mean what they would mean as grey.
    if int((brightest - rgb.min(axis=2)).max()) <= _GREY_TO:
        return objects_of(brightest)
    colours = _colours_in(rgb)
    if colours is not None:
        if colours[0] != 0:
            raise _no_background("black")
        labels = np.empty(rgb.shape[:2], np.uint8)
        for rows in _by_rows(len(rgb)):
            labels[rows] = np.searchsorted(colours, _codes(rgb[rows]))
        if colours.size == 2:
            return _told_if_inverted(MaskObjects((labels > 0,)))
        found = _labels(labels, np.arange(1, colours.size), ignored=_place_of(colours, _VOC_IGNORE))
        if found is not None:
            return _told_if_inverted(found)
    return objects_of(brightest)


def _colours_in(rgb: NDArray[np.uint8]) -> NDArray[np.int32] | None:
    """The colours of an image as numbers in ascending order; None where they are too many for labels."""
    found = np.empty(0, np.int32)
    for rows in _by_rows(len(rgb)):
        found = np.union1d(found, _codes(rgb[rows]))
        # Left as soon as it is known: a photograph has a million colours, and sorting them all takes
        # long.
        if found.size > MOST_LABELS + 1:
            return None
    return found


def _codes(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
    return np.asarray(rgb.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32), np.int32)


def _by_rows(height: int) -> Iterator[slice]:
    """Some rows at a time, as numbers made of a whole large mask take gigabytes."""
    for top in range(0, height, ROWS_AT_A_TIME):
        yield slice(top, top + ROWS_AT_A_TIME)


# Large values that are less far apart are shades of one.
_APART = 8

# Channels that differ by no more than this are grey, with a JPEG's colour noise.
_GREY_TO = 32

_VOC_IGNORE = 224 << 16 | 224 << 8 | 192


def _place_of(colours: NDArray[Any], code: int) -> int | None:
    found = np.flatnonzero(colours == code)
    return int(found[0]) if found.size else None


def _one_value(values: NDArray[Any], value: Any) -> MaskObjects:
    # A picture of one value is an object only where that value is white; any other may as well be
    # background.
    if value < _WHITE.get(values.dtype, 1):
        raise ImageError(
            Message("mask_file.one_value", value=value),
            remedy=Message("remedy.save_zero_background"),
        )
    return MaskObjects((np.ones(values.shape, np.bool_),))


def _without_zero(values: NDArray[Any], distinct: NDArray[Any], counts: NDArray[Any]) -> MaskObjects:
    """Where the darkest value stands clearly apart from the brightest, it is the background."""
    darkest = float(distinct[0])
    peak = float(distinct[-1])
    # Small numbers are labels that start at 1, so nothing is background; and a ground that is brighter
    # than a quarter of the peak is no ground that anybody would bet on.
    if peak <= LABELS_TO or darkest * 4 > peak:
        raise _no_background("0")
    found = _shades(values, distinct, counts)
    if _inverted(found.objects):
        raise _no_background("0")  # what is darkest is no ground that objects lie on
    return MaskObjects(found.objects, (Message("mask_file.darkest_background", value=darkest), *found.notes))


def _no_background(value: str) -> ImageError:
    return ImageError(
        Message("mask_file.no_background", value=value),
        remedy=Message("remedy.save_zero_background"),
    )


def _labels(
    values: NDArray[Any], labels: NDArray[Any], *, ignored: int | None = IGNORE
) -> MaskObjects | None:
    """An object for each value that fills whole regions; None where values are shades of an edge."""
    if labels.size > MOST_LABELS:
        return None
    # Asked before the masks are made, each of which takes a byte a pixel.
    if labels.size * values.size > MOST_OBJECT_PIXELS:
        height, width = values.shape
        message = Message("mask_file.too_many_objects", objects=labels.size, width=width, height=height)
        raise ImageError(message, remedy=Message("remedy.save_smaller"))
    masks = {int(label): np.asarray(values == label) for label in labels if label == int(label)}
    areas = {label: int(np.count_nonzero(mask)) for label, mask in masks.items()}
    solid = [label for label, mask in masks.items() if _is_solid(mask, values)]
    objects = [label for label in solid if label != ignored]
    notes = []
    if ignored is not None and ignored in masks and _lines(masks[ignored], [masks[o] for o in objects]):
        if max(objects) > LABELS_TO + MOST_LABELS:
            return None  # white round grey is a lighter shade
        notes.append(Message("mask_file.ignored", pixels=areas[ignored]))
    else:
        objects = solid
        ignored = None
    named = objects if ignored is None else [*objects, ignored]
    loose = sum(areas.values()) - sum(areas[label] for label in named)
    # Labels are whole numbers, at most a fiftieth of their pixels lies scattered, and large ones lie
    # apart. Everything else is a blurred or compressed mask.
    if len(masks) < labels.size or not objects or loose * 50 > sum(areas.values()) or _near(objects):
        return None
    if len(objects) == 1 and loose:
        return None  # scattered values inside one object are shades of it
    if len(objects) > 1:
        notes.append(Message("mask_file.many_values", values=len(objects)))
    if loose:
        notes.append(Message("mask_file.scattered", pixels=loose))
    return MaskObjects(tuple(masks[label] for label in objects), tuple(notes))


def _near(labels: list[int]) -> bool:
    """Whether large values lie so close together that they are shades of one."""
    large = [label for label in labels if label > LABELS_TO + MOST_LABELS]
    return any(after - before < _APART for before, after in itertools.pairwise(large))


def _is_solid(mask: Mask, values: NDArray[Any]) -> bool:
    """Whether a value fills regions, rather than lining those of other values or lying about as noise."""
    pixels = mask.astype(np.uint8)
    area = int(pixels.sum())
    kernel = np.ones((3, 3), np.uint8)
    inner = int(cv2.erode(pixels, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0).sum())
    # More than a fifth is left after a pixel is taken from all sides: no line has that much inside.
    if inner * 5 > area:
        return True
    count = cv2.connectedComponents(pixels, connectivity=8)[0] - 1
    others = ((values > 0) & ~mask).astype(np.uint8)
    touching = int(np.count_nonzero(cv2.dilate(others, kernel).view(np.bool_) & mask))
    # Thin objects, a scratch say: parts of at least six pixels on average, and hardly any pixel beside
    # another value, as all those of a blurred edge are.
    return area >= 6 * count and touching * 4 < area


def _lines(ignored: Mask, objects: list[Mask]) -> bool:
    """Whether the ignored pixels are what mostly surrounds the objects, as in Pascal VOC."""
    if not objects:
        return False
    whole = np.logical_or.reduce(objects)
    around = cv2.dilate(whole.astype(np.uint8), np.ones((3, 3), np.uint8)).view(np.bool_) & ~whole
    # Pascal VOC draws its "ignore" round each object, so it makes up most of the objects' surroundings.
    return bool(np.count_nonzero(around & ignored) * 2 > np.count_nonzero(around))


def _shades(values: NDArray[Any], distinct: NDArray[Any], counts: NDArray[Any]) -> MaskObjects:
    """Half of the brightest and more is the object; a picture of mostly middle values is no mask."""
    darkest = float(distinct[0])
    peak = float(distinct[-1])
    level = (darkest + peak) / 2
    tenth = (peak - darkest) / 10
    middle = int(counts[(distinct > darkest + tenth) & (distinct < peak - tenth)].sum())
    if middle * 2 > values.size:
        raise ImageError(
            Message("mask_file.no_mask"),
            remedy=Message("remedy.choose_mask_file"),
        )
    between = int(counts[(distinct > darkest) & (distinct < peak)].sum())
    mask = np.asarray(values >= level)
    if not between:
        return MaskObjects((mask,))
    note = Message("mask_file.shades", pixels=between, low=darkest, high=peak, level=level)
    return MaskObjects((mask,), (note,))


def _told_if_inverted(found: MaskObjects) -> MaskObjects:
    return MaskObjects(found.objects, (*found.notes, *_inverted(found.objects)))


def _inverted(objects: tuple[Mask, ...]) -> tuple[Message, ...]:
    """A word where the objects cover the whole border and most of the image."""
    if not objects:
        return ()
    whole = objects[0] if len(objects) == 1 else np.logical_or.reduce(objects)
    share = np.count_nonzero(whole) / whole.size
    edges = (whole[0], whole[-1], whole[:, 0], whole[:, -1])
    if share <= 0.5 or not all(edge.all() for edge in edges):
        return ()
    if share == 1:
        return (Message("mask_file.whole_image"),)
    return (Message("mask_file.inverted", share=share),)
