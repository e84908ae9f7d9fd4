"""What can be wrong with a drawn bottle: broken glass, cracks, and things in the mouth.

Each defect paints its look into the scene and adds its exact pixels to the scene's mask. Part of
``render_samples.py``.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from bottle_scene import MOUTH, SUPERSAMPLING, TINTS, Field, Picture, Scene, blur, step, turn_distance
from numpy.typing import NDArray


def shards(scene: Scene, size: float) -> tuple[NDArray[np.int32], Field]:
    """The picture cut into straight-edged cells of about ``size``: their numbers, and lines between them."""
    height, width = scene.shape
    pitch = size * scene.pixels
    seeds = np.full(scene.shape, 255, np.uint8)
    count = int(height * width / pitch**2)
    seeds[scene.rng.integers(0, height, count), scene.rng.integers(0, width, count)] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    bend = size * scene.pixels * 0.09
    columns = columns + scene.noise(size, 2) * bend
    rows = rows + scene.noise(size, 2) * bend
    labels = cv2.remap(
        labels.astype(np.float32), columns, rows, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE
    )
    lines = cv2.morphologyEx(labels, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    return labels.astype(np.int32), lines.astype(np.float32)


def cells_inside(scene: Scene, labels: NDArray[np.int32], inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The union of the cells that lie mostly inside ``inside``."""
    count = int(labels.max()) + 1
    total = np.bincount(labels.ravel(), minlength=count)
    share = np.bincount(labels.ravel(), weights=inside.ravel(), minlength=count) / np.maximum(total, 1)
    return np.asarray(share[labels] > 0.4)


def fracture(scene: Scene, labels: NDArray[np.int32], lines: Field, strike: tuple[float, float]) -> Picture:
    """The look of broken glass: flat and hollow facets, ripples round the strike, bright edges, glints."""
    rng = scene.rng
    count = int(labels.max()) + 1
    under = blur(scene.picture.mean(axis=2), scene.pixels * 0.07)
    base = under * 0.72 + rng.gamma(3.0, 6, count).astype(np.float32)[labels] * (0.3 + under / 130)
    rows, columns = np.mgrid[: scene.shape[0], : scene.shape[1]].astype(np.float32) / scene.pixels
    lean = rng.normal(0, 1, (2, count)).astype(np.float32)
    base += (lean[0][labels] * np.sin(columns * 12) + lean[1][labels] * np.cos(rows * 12)) * 9
    away = np.hypot(columns - strike[0] / scene.pixels, rows - strike[1] / scene.pixels)
    ripples = np.sin(away * rng.uniform(90, 170) + scene.noise(0.1) * 2.5) * np.exp(-away * 4)
    base += ripples * 8 * step(scene.noise(0.2), -0.3, 0.6) + scene.noise(0.02) * 5
    edges = blur(lines, SUPERSAMPLING * 0.9) * np.clip(scene.noise(0.08) * 80 - 25, 0, 140)
    glints = step(scene.noise(0.02, 2) + 1.3 * step(scene.noise(0.16), 0.2, 1.1), 1.75, 2.3) * 225
    tint = np.array(TINTS[scene.sample.tint], np.float32)
    body = np.clip(base, 5, 190)[..., None] * (np.array([0.95, 0.98, 1.06], np.float32) * 0.7 + tint * 0.3)
    return np.clip(
        body + edges[..., None] * (0.5 + tint * 0.5) + glints[..., None] * (0.6 + tint * 0.4), 4, 255
    )


def break_rim(scene: Scene, *, half_angle: float, low: float, high: float, cell: float) -> None:
    """Take a piece off the rim between the radii ``low`` and ``high``."""
    rng = scene.rng
    toward = scene.toward + rng.uniform(-0.4, 0.4)
    across = turn_distance(scene.angle, toward) / half_angle
    taper = np.sqrt(np.clip(1 - np.abs(across) ** rng.uniform(2.0, 3.5), 0, 1))
    middle = (low + high) / 2 + 0.03 * scene.around(9)
    half = (high - low) / 2
    inside = (np.abs(scene.radius - middle) < half * taper + 0.012 * scene.noise(0.08)) & (np.abs(across) < 1)
    labels, lines = shards(scene, cell)
    region = cells_inside(scene, labels, inside)
    centre = np.array(scene.centre) + scene.pixels * middle.mean() * np.array(
        [np.cos(toward), np.sin(toward)]
    )
    colours = fracture(scene, labels, lines, (float(centre[0]), float(centre[1])))
    deep = 1 - step(scene.radius, low + 0.02, low + 0.14)
    colours *= (1 - deep * rng.uniform(0.35, 0.75))[..., None]
    # On one side the surface curves away and loses itself in the glass around it.
    fading = 1 - 0.85 * step(scene.noise(0.5, 1) + across * rng.choice([-1, 1]), 0.3, 1.6)
    scene.paint(blur(region.astype(np.float32), SUPERSAMPLING * 0.8) * fading, colours)
    rim = blur(np.abs(cv2.Laplacian(region.astype(np.float32), cv2.CV_32F)), SUPERSAMPLING * 0.6)
    scene.picture += (rim * np.clip(scene.noise(0.1) * 60 - 5, -20, 100))[..., None]
    scene.mask |= region


def broken_large(scene: Scene) -> None:
    spread = scene.rng.uniform(0.55, 1.1)
    low = scene.rng.uniform(0.42, 0.46)
    high = scene.rng.uniform(0.72, 0.86)
    break_rim(scene, half_angle=spread, low=low, high=high, cell=scene.rng.uniform(0.08, 0.13))


def broken_small(scene: Scene) -> None:
    spread = scene.rng.uniform(0.17, 0.32)
    low = scene.rng.choice([0.44, 0.5, 0.58])
    break_rim(scene, half_angle=spread, low=low, high=low + scene.rng.uniform(0.12, 0.2), cell=0.055)


def crack(scene: Scene) -> None:
    """A thin crack across the ring, bright on one side."""
    rng = scene.rng
    toward = scene.toward + rng.choice([-0.45, 0.45])
    at = rng.uniform(0.46, 0.52)
    points = []
    for _ in range(int(rng.integers(9, 14))):
        points.append(np.array(scene.centre) + scene.pixels * at * np.array([np.cos(toward), np.sin(toward)]))
        at = at + rng.uniform(0.012, 0.035)
        toward = toward + rng.normal(0.0, 0.04)
    line = np.array(points, np.float32).round().astype(np.int32)[None]
    thick = max(int(scene.pixels * rng.uniform(0.014, 0.02)), 4)
    region = cv2.polylines(np.zeros(scene.shape, np.uint8), line, False, 1, thick).astype(bool)
    bright = cv2.polylines(np.zeros(scene.shape, np.uint8), line + thick // 4, False, 1, max(thick // 3, 1))
    colours = scene.picture * 0.45 + blur(bright.astype(np.float32), 1)[..., None] * 150
    scene.paint(blur(region.astype(np.float32), SUPERSAMPLING * 0.6), colours)
    scene.mask |= region


def in_mouth(scene: Scene, reach: float) -> tuple[Field, Field]:
    """Coordinates with their origin somewhere in the mouth, at most ``reach`` from its middle."""
    away = scene.rng.uniform(0, reach)
    toward = scene.rng.uniform(-np.pi, np.pi)
    x = scene.radius * np.cos(scene.angle) - away * np.cos(toward)
    return x, scene.radius * np.sin(scene.angle) - away * np.sin(toward)


def lay_in_mouth(
    scene: Scene, inside: NDArray[np.bool_], colours: Picture, *, opacity: float, soft: float
) -> None:
    region = inside & (scene.radius < MOUTH - 0.012)
    scene.paint(
        blur(region.astype(np.float32), SUPERSAMPLING * soft), np.clip(colours, 0, 255), opacity=opacity
    )
    scene.mask |= region


def film(scene: Scene) -> None:
    """A torn piece of foil in the dark of the mouth, hardly brighter than what is round it."""
    x, y = in_mouth(scene, 0.14)
    labels, lines = shards(scene, 0.09)
    spread = scene.rng.uniform(0.16, 0.26)
    region = cells_inside(
        scene, labels, np.hypot(x * scene.rng.uniform(0.7, 1.3), y) < spread + 0.05 * scene.noise(0.2)
    )
    folds = np.abs(
        np.sin(x * scene.rng.uniform(10, 26) + y * scene.rng.uniform(-18, 18) + scene.noise(0.15) * 1.5)
    )
    grey = 22 + 26 * folds + 12 * scene.noise(0.012, 2) + 22 * step(x / spread, -1, 1) + blur(lines, 2) * 22
    tone = np.array([1.0, 0.98, 0.95], np.float32)
    lay_in_mouth(scene, region, np.clip(grey, 12, 120)[..., None] * tone, opacity=0.6, soft=1.6)


def liquid(scene: Scene) -> None:
    """Something brown that fills the mouth, with froth."""
    x, y = in_mouth(scene, 0.03)
    region = np.hypot(x, y) < MOUTH - 0.02 + 0.008 * scene.around(12)
    froth = step(np.abs(scene.noise(0.12)), 0.0, 0.25)
    tone = np.array(scene.rng.choice([(118, 84, 58), (92, 78, 50), (74, 70, 66)]), np.float32)
    shade = 0.72 + 0.3 * scene.noise(0.22) * 0.6 + 0.2 * (1 - froth) - 0.5 * step(scene.radius, 0.3, 0.46)
    lay_in_mouth(scene, region, shade[..., None] * tone, opacity=0.9, soft=2.0)


def particles(scene: Scene) -> None:
    """Several crumbs: separate components of one annotation."""
    for _ in range(int(scene.rng.integers(3, 7))):
        x, y = in_mouth(scene, 0.2)
        size = scene.rng.uniform(0.025, 0.085)
        ratio = scene.rng.uniform(0.6, 1.5)
        away = np.hypot(x * ratio, y / ratio) / size + 0.3 * scene.noise(0.06, 2)
        light = step(-(x + y) / size, -1.5, 1.5)
        grey = 26 + scene.rng.uniform(20, 70) * light + 10 * scene.noise(0.015, 2)
        tone = np.array(scene.rng.choice([(1.0, 0.86, 0.66), (0.9, 1.0, 0.85), (1.0, 1.0, 1.0)]), np.float32)
        lay_in_mouth(scene, away < 1, grey[..., None] * tone, opacity=0.9, soft=0.9)


def residue(scene: Scene) -> None:
    """A dried ring: its middle is clean, so the mask has a hole."""
    x, y = in_mouth(scene, 0.08)
    away = (
        np.hypot(x, y * scene.rng.uniform(0.85, 1.15)) + 0.025 * scene.noise(0.15) + 0.012 * scene.around(9)
    )
    outer = scene.rng.uniform(0.24, 0.33)
    inner = scene.rng.uniform(0.1, 0.16)
    grey = (
        30
        + 24 * step(away, inner, outer)
        + 11 * scene.noise(0.03)
        + 30 * np.exp(-(((away - outer) / 0.012) ** 2))
    )
    colours = grey[..., None] * np.array([1.0, 0.93, 0.82], np.float32)
    lay_in_mouth(scene, (away < outer) & (away > inner), colours, opacity=0.6, soft=2.2)


def fibre(scene: Scene) -> None:
    """A curled thread."""
    rng = scene.rng
    start = np.array(scene.centre) + rng.uniform(-0.12, 0.12, 2) * scene.pixels
    toward = rng.uniform(-np.pi, np.pi)
    bend = rng.normal(0, 0.08)
    points = []
    for _ in range(60):
        points.append(start.copy())
        start += scene.pixels * 0.011 * np.array([np.cos(toward), np.sin(toward)])
        bend = bend * 0.9 + rng.normal(0, 0.025)
        toward += bend
    line = np.array(points, np.float32).round().astype(np.int32)[None]
    thick = max(int(scene.pixels * rng.uniform(0.022, 0.032)), 5)
    region = cv2.polylines(np.zeros(scene.shape, np.uint8), line, False, 1, thick).astype(bool)
    shade = 62 + 34 * scene.noise(0.04) + 20 * scene.noise(0.01, 2)
    lay_in_mouth(
        scene, region, shade[..., None] * np.array([0.85, 0.92, 1.0], np.float32), opacity=0.9, soft=1.0
    )


DEFECTS: dict[str, Callable[[Scene], None]] = {
    "large": broken_large, "small": broken_small, "crack": crack, "film": film, "liquid": liquid,
    "particles": particles, "residue": residue, "fibre": fibre,
}  # fmt: skip
