"""Real defects on other images: cut out with their masks and laid onto good images, to learn from.

A few dozen defects show themselves on as many images; each could lie elsewhere (Ghiasi et al. 2021, "Simple
Copy-Paste is a Strong Data Augmentation Method for Instance Segmentation"). What is cut out is wider than the
mask and fades away outside it, so its edge against sound material is the defect's own and the seam lies where
nothing is to be learnt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.files import atomic
from samft_core.imaging.masks import Mask, RleMask
from samft_core.imaging.pixels import Rgb, pixel_digest
from samft_core.messages.message import Message
from samft_core.project.manifest import GoodImage, Sample

MARGIN = 0.15
"""How far round the mask is cut out, as a share of the square root of its area."""

SCALE = (0.8, 1.25)
TURN = 15.0
SHIFT = 0.04
"""Range of the scale, degrees to either side, and shift as a share of the image, all about the defect."""

GAIN = (0.92, 1.08)
"""Range of the brightness beside what fits the new ground."""

MOST_RELIT = 40.0
"""Grey values by which a defect is made to fit the new ground at the most."""

LEAST_LEFT = 0.7
"""Share of the mask that must lie inside the image after it was moved."""

TRIES = 8


def pasted(source: Rgb, mask: Mask, ground: Rgb, rng: np.random.Generator) -> tuple[Rgb, Mask] | None:
    """The defect under ``mask`` of ``source`` on ``ground``, and its mask there; None: it found no place.

    It is mirrored and turned by quarters about the middle of the image, as a part lies in its fixture, then
    turned, scaled and moved a little. All three are H x W; ``ground`` is brought to the size of ``source``.
    """
    height, width = mask.shape
    if ground.shape[:2] != mask.shape:
        ground = np.asarray(cv2.resize(ground, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    for _ in range(TRIES):
        matrix = _moved(mask, rng)
        there = cv2.warpAffine(mask.astype(np.float32), matrix, (width, height)) > 0.5
        # By how much the move itself changes areas; the share that is left counts beside it.
        scale = abs(np.linalg.det(matrix[:, :2]))
        if there.sum() >= LEAST_LEFT * scale * mask.sum() and there.any():
            seen = cv2.warpAffine(source, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
            return _blended(np.asarray(seen, np.uint8), there, ground, rng), there
    return None


def _moved(mask: Mask, rng: np.random.Generator) -> NDArray[np.float64]:
    """The 2 x 3 matrix of a random move."""
    height, width = mask.shape
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    # A quarter turn of an oblong image would push the part out of its fixture.
    quarters = int(rng.integers(4)) if width == height else 2 * int(rng.integers(2))
    angle = quarters * np.pi / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    whole = turn @ np.diag([-1.0 if rng.random() < 0.5 else 1.0, 1.0])
    rows, columns = np.nonzero(mask)
    defect = whole @ (np.array([columns.mean(), rows.mean()]) - middle) + middle
    small = np.deg2rad(rng.uniform(-TURN, TURN))
    scale = rng.uniform(*SCALE)
    about = scale * np.array([[np.cos(small), -np.sin(small)], [np.sin(small), np.cos(small)]])
    shift = rng.uniform(-SHIFT, SHIFT, 2) * np.array([width, height])
    linear = about @ whole
    return np.column_stack([linear, defect + shift - about @ (defect - middle) - linear @ middle])


def _blended(seen: Rgb, mask: Mask, ground: Rgb, rng: np.random.Generator) -> Rgb:
    margin = max(2.0, MARGIN * float(np.sqrt(mask.sum())))
    outside = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
    # Whole up to half of the margin, then fading.
    share = np.clip(2 - 2 * outside / margin, 0, 1)[..., None]
    ring = (outside > 0) & (outside <= margin)
    light = np.zeros(3)
    if ring.any():
        # Measured in the ring round the defect, on both images: what is sound there should look alike.
        light = np.clip(ground[ring].mean(axis=0) - seen[ring].mean(axis=0), -MOST_RELIT, MOST_RELIT)
    relit = (seen.astype(np.float32) + light) * rng.uniform(*GAIN)
    mixed = share * relit + (1 - share) * ground
    return np.asarray(mixed.clip(0, 255) + 0.5, np.float32).clip(0, 255).astype(np.uint8)


def pasted_samples(
    samples: Sequence[Sample],
    grounds: Sequence[GoodImage],
    count: int,
    *,
    read: Callable[[Sample | GoodImage], Rgb],
    folder: Path,
) -> list[Sample]:
    """``count`` or fewer images with a defect of ``samples`` each, in turn, written into ``folder``.

    They depend on the masks and good images alone, and have ids below those of the drawn defects. Raises
    OSError.
    """
    if not samples or not grounds:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Sample] = []
    for number in range(count):
        sample = samples[number % len(samples)]
        name = f"{sample.pixel_digest or sample.path.name} {number}".encode() + sample.mask.counts
        digest = hashlib.sha256(name).digest()
        rng = np.random.default_rng(list(digest[:8]))
        ground = grounds[int(rng.integers(len(grounds)))]
        made = pasted(read(sample), sample.mask.to_array(), read(ground), rng)
        if made is None:
            continue
        rgb, mask = made
        pixels = pixel_digest(rgb)
        path = folder / f"{pixels[:32]}.png"
        if not path.is_file():
            _write(path, rgb)
        rle = RleMask.from_array(mask)
        assert rle.box is not None
        own = FIRST_ID - len(found)
        found.append(Sample(own, path, "", sample.class_name, rle, rle.box, own, pixels))
    return found


FIRST_ID = -10_001
"""The first id of a pasted image."""


def _write(path: Path, rgb: Rgb) -> None:
    """A PNG, whole or not at all."""
    done, data = cv2.imencode(".png", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise OSError(Message("disk.cannot_write", path=path))
    atomic.write_bytes(path, data.tobytes())
