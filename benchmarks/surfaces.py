"""Draws surfaces that are no bottles, with exact masks, to measure on: what a recipe does to other products.

    python benchmarks/surfaces.py TO [--kinds plates tall] [--images 36] [--good 12] [--seed 0]

TO gets one category in MVTec AD's layout for each kind, which quality.py and ablation.py read like any other:

- plates: small pictures (105 to 400 pixels) of a rolled metal surface. Most masks consist of several parts
  that lie apart: pores, a crack that surfaces here and there, patches that are roughened, pale stains.
- tall: pictures of 500 x 1250 pixels of a ground surface with one thin crack across it.

They are drawn, so they say whether something works as it is meant to and whether it harms, not how good
masks are on a plant's own pictures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
Mask = NDArray[np.bool_]
Rng = np.random.Generator


def noise(rng: Rng, height: int, width: int, scale: float, *, stretch: float = 1.0) -> Grey:
    """Smooth noise of mean 0 and deviation 1, with lumps of ``scale`` pixels, ``stretch`` times as wide."""
    size = (max(2, round(width / (scale * stretch))), max(2, round(height / scale)))
    coarse = rng.normal(size=(size[1], size[0])).astype(np.float32)
    fine = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray((fine - fine.mean()) / (fine.std() + 1e-6), np.float32)


def ground(rng: Rng, height: int, width: int) -> Grey:
    """A surface of its own brightness, lit from one side, rolled or ground in one direction; 0 to 255."""
    rows = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None]
    light = rng.uniform(-14, 14) * rows + rng.uniform(-14, 14) * columns
    grain = noise(rng, height, width, 1.5, stretch=rng.uniform(4, 12)) * rng.uniform(4, 8)
    cloud = noise(rng, height, width, min(height, width) / 3) * rng.uniform(3, 8)
    speckle = rng.normal(size=(height, width)).astype(np.float32) * rng.uniform(2, 5)
    return np.asarray(rng.uniform(90, 150) + light + grain + cloud + speckle, np.float32)


def places(rng: Rng, height: int, width: int, count: int) -> list[tuple[float, float]]:
    """Middles of parts that belong together: within half of the picture's sides, not at its edge."""
    centre = rng.uniform(0.3, 0.7, 2) * (width, height)
    reach = rng.uniform(0.12, 0.3) * np.array((width, height))
    found = centre + rng.uniform(-1, 1, (count, 2)) * reach
    return [(float(x), float(y)) for x, y in found.clip(6, (width - 7, height - 7))]


def walk(
    rng: Rng, start: tuple[float, float], length: float, heading: float, bend: float
) -> NDArray[np.int32]:
    """A line that wanders, as points; in sixteenths of a pixel."""
    points = [start]
    for _ in range(max(2, round(length / 6))):
        heading += rng.normal(0, bend)
        x, y = points[-1]
        points.append((x + 6 * float(np.cos(heading)), y + 6 * float(np.sin(heading))))
    return np.asarray(np.rint(np.array(points) * 16), np.int32)


def line(shape: tuple[int, ...], points: NDArray[np.int32], width: int) -> Mask:
    canvas = np.zeros(shape, np.uint8)
    cv2.polylines(canvas, [points[:, None]], isClosed=False, color=1, thickness=width, shift=4)
    return canvas > 0


def blob(rng: Rng, shape: tuple[int, ...], place: tuple[float, float], radius: float) -> Mask:
    """A lump with an uneven edge."""
    height, width = shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    turned = np.arctan2(y - place[1], x - place[0])
    edge = radius * (
        1 + 0.25 * np.sin(2 * turned + rng.uniform(0, 6)) + 0.15 * np.sin(5 * turned + rng.uniform(0, 6))
    )
    return np.hypot(x - place[0], (y - place[1]) * rng.uniform(0.8, 1.3)) < edge


def soft(mask: Mask, blur: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), blur), np.float32)


def pores(rng: Rng, surface: Grey) -> Mask:
    """One to five dark pores with a bright rim."""
    shape = surface.shape
    mask = np.zeros(shape, bool)
    for place in places(rng, *shape, int(rng.integers(1, 6))):
        part = blob(rng, shape, place, rng.uniform(2.0, 0.03 * max(shape) + 2))
        surface += 25 * (soft(part, 2.5) - soft(part, 0.8)) - rng.uniform(35, 60) * soft(part, 0.8)
        mask |= part
    return mask


def broken_crack(rng: Rng, surface: Grey) -> Mask:
    """A crack that surfaces in one to four pieces along one line."""
    shape = surface.shape
    heading = rng.uniform(0, np.pi)
    mask = np.zeros(shape, bool)
    x, y = rng.uniform(0.25, 0.45, 2) * (shape[1], shape[0])
    for _ in range(int(rng.integers(1, 5))):
        length = rng.uniform(0.08, 0.22) * min(shape)
        points = walk(rng, (x, y), length, heading, 0.25)
        part = line(shape, points, int(rng.integers(2, 4)))
        surface -= rng.uniform(30, 50) * soft(part, 0.7)
        mask |= part
        gap = rng.uniform(8, 0.1 * min(shape) + 9)
        x = points[-1, 0] / 16 + gap * np.cos(heading)
        y = points[-1, 1] / 16 + gap * np.sin(heading)
    return mask


def rough_patches(rng: Rng, surface: Grey) -> Mask:
    """One to four patches of coarser grain, hardly darker than their ground."""
    shape = surface.shape
    mask = np.zeros(shape, bool)
    coarse = noise(rng, *shape, 2.5) * rng.uniform(12, 20)
    for place in places(rng, *shape, int(rng.integers(1, 5))):
        part = blob(rng, shape, place, rng.uniform(0.03, 0.09) * max(shape) + 3)
        surface += soft(part, 1.5) * (coarse - rng.uniform(0, 10))
        mask |= part
    return mask


def stains(rng: Rng, surface: Grey) -> Mask:
    """One to three pale stains whose edge is soft."""
    shape = surface.shape
    mask = np.zeros(shape, bool)
    for place in places(rng, *shape, int(rng.integers(1, 4))):
        part = blob(rng, shape, place, rng.uniform(0.05, 0.13) * max(shape) + 3)
        surface += rng.uniform(14, 24) * soft(part, 2.0)
        mask |= part
    return mask


def long_crack(rng: Rng, surface: Grey) -> Mask:
    """One thin crack across most of the picture, of uneven depth."""
    height, width = surface.shape
    start = (rng.uniform(0.02, 0.3) * width, rng.uniform(0.15, 0.85) * height)
    length = rng.uniform(0.35, 0.8) * width
    points = walk(rng, start, length, rng.uniform(-0.5, 0.5), 0.28)
    part = line(surface.shape, points, int(rng.integers(2, 5)))
    depth = rng.uniform(18, 32) + 6 * noise(rng, height, width, 40)
    surface -= depth * soft(part, 0.9)
    # Annotators draw a thin line a little wider than it is.
    return cv2.dilate(part.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0


Draw = Callable[[Rng, Grey], Mask]
KINDS: dict[str, dict[str, Draw]] = {
    "plates": {"crack": broken_crack, "pores": pores, "rough": rough_patches, "stain": stains},
    "tall": {"crack": long_crack},
}


def size_of(kind: str, rng: Rng) -> tuple[int, int]:
    if kind == "tall":
        return 1250, 500
    return int(rng.integers(105, 401)), int(rng.integers(105, 401))


def picture(kind: str, draw: Draw | None, rng: Rng) -> tuple[NDArray[np.uint8], Mask]:
    height, width = size_of(kind, rng)
    surface = ground(rng, height, width)
    mask = np.zeros((height, width), bool) if draw is None else draw(rng, surface)
    return np.asarray(surface.clip(0, 255), np.uint8), mask


def write(path: Path, pixels: NDArray[np.uint8]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not cv2.imwrite(str(path), pixels):
        raise OSError(f"The picture {path} cannot be written")


def category(kind: str, to: Path, *, images: int, good: int, seed: int) -> None:
    """One category: ``images`` with a defect, evenly over its classes, and ``good`` without."""
    classes = list(KINDS[kind])
    for number in range(images):
        name = classes[number % len(classes)]
        seen, mask = picture(kind, KINDS[kind][name], np.random.default_rng([seed, number, 1]))
        write(to / "test" / name / f"{number:03d}.png", seen)
        write(to / "ground_truth" / name / f"{number:03d}_mask.png", mask.astype(np.uint8) * 255)
    for number in range(good):
        seen, _ = picture(kind, None, np.random.default_rng([seed, number, 2]))
        write(to / "train" / "good" / f"{number:03d}.png", seen)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("to", type=Path, help="a folder; each kind gets one of its own in it")
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--images", type=int, default=36, help="with a defect, of each kind")
    parser.add_argument("--good", type=int, default=12, help="without one")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    for kind in asked.kinds:
        category(kind, asked.to / kind, images=asked.images, good=asked.good, seed=asked.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
