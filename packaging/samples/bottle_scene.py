"""A bottle mouth seen from above, without defects: pose, glass rings, highlights, the dark inside.

Lengths are in units of the bottle's outer radius unless they are called pixels; pictures are float32
H x W x 3 in 0-255. Part of ``render_samples.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
"""H x W, one value a pixel."""
Picture = NDArray[np.float32]
"""H x W x 3 RGB."""

SUPERSAMPLING = 2
MOUTH = 0.44  # radius of the opening
TINTS = {
    "amber": (1.0, 0.62, 0.34),
    "green": (0.62, 0.92, 0.66),
    "flint": (0.92, 0.97, 1.0),
    "blue": (0.7, 0.8, 1.0),
}
# Brightness over radius for each kind of light: (radius, grey).
PROFILES = {
    "backlight": (
        (0.0, 15), (0.43, 17), (0.455, 60), (0.475, 34), (0.53, 58), (0.57, 44), (0.595, 88),
        (0.62, 52), (0.67, 62), (0.7, 96), (0.725, 54), (0.78, 48), (0.835, 104), (0.87, 34),
        (0.915, 122), (0.95, 40), (0.985, 86), (1.0, 196), (1.03, 256), (3, 268),
    ),
    "ring light": (
        (0.0, 9), (0.43, 12), (0.45, 96), (0.47, 50), (0.53, 76), (0.58, 60), (0.61, 150), (0.64, 92),
        (0.68, 118), (0.71, 168), (0.74, 88), (0.79, 70), (0.84, 138), (0.88, 58), (0.93, 92),
        (0.965, 40), (1.0, 56), (1.04, 64), (3, 52),
    ),
    "dim": (
        (0.0, 8), (0.43, 10), (0.455, 40), (0.48, 26), (0.53, 40), (0.575, 30), (0.6, 66), (0.625, 38),
        (0.67, 46), (0.7, 74), (0.73, 40), (0.78, 34), (0.84, 78), (0.875, 24), (0.92, 84), (0.955, 28),
        (0.985, 60), (1.0, 118), (1.035, 150), (3, 156),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One image to draw: where it goes, its size in pixels, its look, and what is wrong with the bottle."""

    class_name: str
    size: tuple[int, int]
    light: str
    tint: str
    defects: tuple[str, ...] = ()


@dataclass
class Scene:
    """The bottle being drawn, at the supersampled size."""

    rng: np.random.Generator
    sample: Sample
    picture: Picture
    radius: Field
    angle: Field
    centre: tuple[float, float]
    pixels: float  # the outer radius in pixels
    toward: float  # the angle that the defects of the rim lie round
    mask: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.mask = np.zeros(self.radius.shape, bool)

    @property
    def shape(self) -> tuple[int, int]:
        return self.radius.shape

    def paint(self, region: Field, colours: Picture, *, opacity: float = 1.0) -> None:
        """Lay ``colours`` over the picture where ``region`` (0-1) says so."""
        weight = (region * opacity)[..., None]
        self.picture = self.picture * (1 - weight) + colours * weight

    def noise(self, cell: float, octaves: int = 3) -> Field:
        """Smooth noise with bumps of ``cell`` radii, about -1 to 1."""
        height, width = self.shape
        total = np.zeros(self.shape, np.float32)
        for octave in range(octaves):
            step = max(cell * self.pixels / 2**octave, 2.0)
            grid = self.rng.standard_normal((int(height / step) + 3, int(width / step) + 3)).astype(
                np.float32
            )
            total += cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC) * 0.6**octave
        return total / 1.6

    def around(self, bumps: int) -> Field:
        """Noise over the angle alone, without a seam; about ``bumps`` bumps a turn."""
        turn = np.arange(4096) / 4096 * 2 * np.pi
        waves = np.arange(1, bumps + 1)
        weights = self.rng.standard_normal(bumps) / np.sqrt(bumps / 2)
        phases = self.rng.uniform(0, 2 * np.pi, bumps)
        table = (weights[:, None] * np.sin(waves[:, None] * turn + phases[:, None])).sum(0).astype(np.float32)
        return table[((self.angle + np.pi) / (2 * np.pi) * 4096).astype(int) % 4096]


def step(value: Field, low: float, high: float) -> Field:
    """A smooth step from 0 at ``low`` to 1 at ``high``."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return part * part * (3 - 2 * part)


def blur(values: Field | Picture, sigma: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), max(sigma, 0.3)), np.float32)


def turn_distance(angle: Field, to: float) -> Field:
    """The angle from ``to``, -pi to pi."""
    return (angle - to + np.pi) % (2 * np.pi) - np.pi


# ---------------------------------------------------------------- the bottle


def open_scene(sample: Sample, rng: np.random.Generator) -> Scene:
    """An empty scene: pose, perspective and the polar coordinates that everything is drawn in."""
    width, height = (side * SUPERSAMPLING for side in sample.size)
    pixels = min(width, height) * rng.uniform(0.40, 0.465)
    room = np.array([width / 2 - pixels, height / 2 - pixels]) * 0.8
    centre = np.array([width / 2, height / 2]) + rng.uniform(-1, 1, 2) * room
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    x = (columns - centre[0]) / pixels
    y = (rows - centre[1]) / pixels
    lean = rng.uniform(0, np.pi)
    squeeze = rng.uniform(0.97, 1.0)
    along = x * np.cos(lean) + y * np.sin(lean)
    across = (y * np.cos(lean) - x * np.sin(lean)) / squeeze
    radius = np.hypot(along, across)
    angle = np.arctan2(y, x)
    # Seen a little from the side: rings further down are shifted against those further up.
    shift = rng.uniform(0.0, 0.06)
    towards = rng.uniform(-np.pi, np.pi)
    radius = radius - shift * np.cos(angle - towards) * np.clip(1 - radius, 0, 1)
    place = (float(centre[0]), float(centre[1]))
    empty = np.zeros((height, width, 3), np.float32)
    polar = radius.astype(np.float32), angle.astype(np.float32)
    return Scene(rng, sample, empty, *polar, place, float(pixels), toward=float(rng.uniform(-np.pi, np.pi)))


def draw_glass(scene: Scene) -> None:
    """Ground, rings, throat and mouth: everything of a bottle without defects."""
    rng = scene.rng
    sample = scene.sample
    points = np.array(PROFILES[sample.light], np.float32)
    points[1:-3, 0] += rng.normal(0, 0.004, len(points) - 4)
    points[2:-3, 1] *= rng.uniform(0.8, 1.2, len(points) - 5)
    table = np.interp(np.linspace(0, 3, 6000), points[:, 0], points[:, 1])
    table = np.convolve(np.pad(table, 20, "edge"), np.hanning(15) / np.hanning(15).sum(), "same")[20:-20]
    wobble = (scene.around(6) * 0.004 + scene.around(40) * 0.0012 + scene.noise(0.12, 2) * 0.0025) * (
        1 - 0.8 * step(scene.radius, 0.7, 0.95)
    )
    lookup = np.clip((scene.radius + wobble) * 2000, 0, 5999)
    grey = table.astype(np.float32)[lookup.astype(int)]
    glass = step(scene.radius, MOUTH, MOUTH + 0.02) * (1 - step(scene.radius, 0.98, 1.02))
    grey *= 1 + glass * (0.16 * scene.around(5) + 0.08 * scene.around(23) + 0.05 * scene.noise(0.05))
    throat = step(scene.radius, 0.46, 0.49) * (1 - step(scene.radius, 0.54, 0.58))
    stipple = np.clip(scene.noise(0.011, 2) - 0.2, -0.5, 1.6) * (0.55 + 0.45 * scene.around(6))
    grey *= 1 + throat * (stipple * 0.3 + 0.12 * scene.around(140))
    tint = np.array(TINTS[sample.tint], np.float32)
    colour = (
        np.clip(0.35 + 0.75 * glass * step(scene.radius, 0.40, 0.7), 0, 1)[..., None]
        * 0.45
        * glass[..., None]
    )
    scene.picture = grey[..., None] * (1 - colour + colour * tint)
    draw_highlights(scene, glass, tint)
    draw_mouth(scene)


def draw_highlights(scene: Scene, glass: Field, tint: NDArray[np.float32]) -> None:
    """Coloured light in the rim and the glints of the lamps."""
    rng = scene.rng
    for at, width, bumps, strength in ((0.452, 0.005, 9, 70), (0.70, 0.012, 14, 150), (0.60, 0.006, 17, 60)):
        band = np.exp(-(((scene.radius - at - 0.004 * scene.around(11)) / width) ** 2))
        along = np.clip(scene.around(bumps) * 0.6 + 0.25 + 0.35 * scene.around(90), 0, 1.4)
        warm = tint ** np.float32(1.6)
        scene.picture += (band * along * strength * rng.uniform(0.5, 1.1))[..., None] * warm
    for _ in range(int(rng.integers(5, 11))):
        at = rng.choice([0.5, 0.6, 0.66, 0.71, 0.84, 0.92]) + rng.normal(0, 0.01)
        width = rng.uniform(0.003, 0.012)
        length = rng.uniform(0.03, 0.35)
        toward = rng.uniform(-np.pi, np.pi)
        arc = np.exp(
            -(((scene.radius - at) / width) ** 2) - (turn_distance(scene.angle, toward) / length) ** 2
        )
        broken = np.clip(0.7 + 0.6 * scene.around(160), 0, 1.5)
        scene.picture += (arc * broken * glass * rng.uniform(60, 190))[..., None]


def draw_mouth(scene: Scene) -> None:
    """Faint light at the bottom of the bottle and reflections on the inside of the neck."""
    inside = 1 - step(scene.radius, MOUTH - 0.03, MOUTH)
    x, y = scene.rng.uniform(-0.12, 0.12, 2)
    spot = np.hypot(scene.radius * np.cos(scene.angle) - x, scene.radius * np.sin(scene.angle) - y)
    glow = np.exp(-((spot / scene.rng.uniform(0.1, 0.22)) ** 2)) * scene.rng.uniform(3, 12)
    neck = (
        np.exp(-(((scene.radius - scene.rng.uniform(0.3, 0.4)) / 0.025) ** 2))
        * np.clip(scene.around(4), 0, 2)
        * 5
    )
    bottom = np.array([0.92, 0.95, 1.1], np.float32)
    scene.picture += (inside * np.clip(glow + neck + scene.noise(0.1) * 0.8, -6, 30))[..., None] * bottom
