"""Draws the sample set: bottle mouths from above, with defects and their exact masks, in MVTec AD's layout.

    python packaging/samples/render_samples.py resources/samples/bottles

Everything is computed; no photograph is used. The same seed gives the same pixels.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np
from bottle_defects import DEFECTS
from bottle_scene import SUPERSAMPLING, Sample, Scene, blur, draw_glass, open_scene, step
from numpy.typing import NDArray
from PIL import Image


def expose(scene: Scene) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Lens, light fall-off and sensor noise; returns the image (h x w x 3) and its mask (h x w, 0 or 255)."""
    rng = scene.rng
    far = step(np.abs(scene.radius - 0.58), 0.2, 0.5)[..., None]
    sharp = blur(scene.picture, SUPERSAMPLING * 0.55)
    soft = blur(scene.picture, SUPERSAMPLING * rng.uniform(2, 3.4))
    picture = sharp * (1 - far) + soft * far
    height, width = scene.shape
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    lean = rng.uniform(-0.07, 0.07, 2)
    light = 1 + lean[0] * (columns / width - 0.5) + lean[1] * (rows / height - 0.5)
    corner = np.hypot(columns / width - 0.5, rows / height - 0.5)
    picture *= (light - 0.18 * corner**2)[..., None] * rng.uniform(0.98, 1.02, 3).astype(np.float32)
    bloom = blur(np.clip(picture - 200, 0, 55), scene.pixels * 0.02)
    picture = picture + bloom * 0.35
    size = scene.sample.size
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    # Noise grows with light, as photons' does. Steps of 4 grey levels keep the files small, and drown in it.
    grain = rng.standard_normal(small.shape[:2])[..., None] * (0.7 + np.sqrt(np.clip(small, 0, 255)) * 0.05)
    image = np.clip(np.round((small + grain) / 4) * 4, 0, 255).astype(np.uint8)
    mask = cv2.resize(scene.mask.astype(np.float32), size, interpolation=cv2.INTER_AREA) >= 0.5
    return image, mask.astype(np.uint8) * 255


SAMPLES = (
    Sample("broken_large", (640, 640), "backlight", "amber", ("large",)),
    Sample("broken_large", (720, 640), "ring light", "green", ("large",)),
    Sample("broken_large", (600, 600), "dim", "flint", ("large",)),
    Sample("broken_large", (560, 700), "backlight", "flint", ("large",)),
    Sample("broken_large", (640, 512), "dim", "amber", ("large",)),
    Sample("broken_large", (640, 640), "backlight", "green", ("large", "crack")),
    Sample("broken_small", (640, 640), "backlight", "amber", ("small",)),
    Sample("broken_small", (512, 512), "dim", "blue", ("small",)),
    Sample("broken_small", (900, 680), "backlight", "amber", ("small", "small")),
    Sample("broken_small", (600, 640), "ring light", "flint", ("small",)),
    Sample("broken_small", (640, 560), "dim", "green", ("small", "crack")),
    Sample("broken_small", (640, 640), "backlight", "flint", ("small",)),
    Sample("broken_small", (576, 576), "backlight", "green", ("crack",)),
    Sample("contamination", (640, 640), "backlight", "amber", ("film",)),
    Sample("contamination", (600, 600), "dim", "amber", ("particles",)),
    Sample("contamination", (700, 560), "backlight", "flint", ("residue",)),
    Sample("contamination", (640, 640), "backlight", "green", ("liquid",)),
    Sample("contamination", (512, 640), "ring light", "blue", ("film",)),
    Sample("contamination", (640, 640), "dim", "flint", ("fibre",)),
    Sample("contamination", (576, 640), "backlight", "blue", ("particles",)),
    Sample("good", (640, 640), "backlight", "amber"),
    Sample("good", (600, 600), "dim", "green"),
    Sample("good", (640, 560), "ring light", "flint"),
    Sample("good", (640, 720), "backlight", "flint"),
)


def render(sample: Sample, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Draw one sample; returns image and mask."""
    scene = open_scene(sample, np.random.default_rng(seed))
    draw_glass(scene)
    for name in sample.defects:
        DEFECTS[name](scene)
    return expose(scene)


def write_set(folder: Path, seed: int) -> int:
    """Write all samples under ``folder`` in MVTec AD's layout; returns the bytes written."""
    written = 0
    numbers = dict.fromkeys(dict.fromkeys(s.class_name for s in SAMPLES), 0)
    for index, sample in enumerate(SAMPLES):
        number = numbers[sample.class_name]
        numbers[sample.class_name] += 1
        image, mask = render(sample, seed + index)
        files = {folder / "test" / sample.class_name / f"{number:03d}.png": image}
        if sample.defects:
            files[folder / "ground_truth" / sample.class_name / f"{number:03d}_mask.png"] = mask
        for path, pixels in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels).save(path, optimize=True)
            written += path.stat().st_size
    return written


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw the sample set.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    written = write_set(options.folder, options.seed)
    print(f"{len(SAMPLES)} images, {written / 1e6:.2f} MB in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
