"""The masks that come out worst, as pictures: what is left to do, and what no recipe can do.

    python benchmarks/worst.py FOLDER TO [--count 10] [--folds 3] [--seed 0] [--recipe auto]

FOLDER is a category in MVTec AD's layout. Every mask is asked about while its image is held out, with a box
that is off by up to 10 %, by the same fits as in quality.py (those that are kept in --cache are not made
again). For each of the worst, TO gets one PNG: the image round the box on the left, the truth in green and
the answer in red on the right. Printed is a table of them. TO must be outside the project: the images are not
ours to pass on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from bench import Bench, add_arguments, bench_for, markdown, recipes_named

from samft_core.evaluation.evaluate import BoxQuery, box_queries
from samft_core.files import atomic
from samft_core.imaging.masks import Mask
from samft_core.imaging.pixels import Rgb
from samft_core.project.manifest import Sample
from samft_core.sam.predictor import LoadedVersion
from samft_core.training.recipe import Recipe

SIDE = 640
"""Longer side of a picture in pixels."""
MARGIN = 0.3
"""How much is shown round the box, as a share of its longer side."""
TRUTH = (0, 200, 0)
ANSWER = (230, 0, 0)


@dataclass(frozen=True)
class Bad:
    """An answer, and how it compares with the truth."""

    sample: Sample
    asked: BoxQuery
    mask: Mask
    fold: int
    iou: float

    @property
    def missed(self) -> float:
        """The share of the truth that the answer leaves out."""
        truth = self.sample.mask.to_array()
        return float((truth & ~self.mask).sum() / truth.sum())

    @property
    def beyond(self) -> float:
        """What the answer takes beyond the truth, as a share of the truth."""
        truth = self.sample.mask.to_array()
        return float((self.mask & ~truth).sum() / truth.sum())


def worst(bench: Bench, recipe: Recipe, *, folds: int, seed: int, count: int) -> list[Bad]:
    """The ``count`` worst answers of all folds, worst first."""
    found: list[Bad] = []
    for part in bench.parts(folds=folds, seed=seed):
        own = bench.decided(recipe, part)
        rows, _ = bench.measured(own, part, keep_weights=True)
        known = {row.annotation_id: row.iou for row in rows if row.boxes == "noisy"}
        state, _ = bench.fitted(own, part, keep=True)
        version = LoadedVersion(f"fold-{part.number}", bench.model.new_decoder(state), own.policy)
        ask = bench.model_under_test.predict_fn(version)
        for sample in sorted(part.held_out, key=lambda sample: known[sample.annotation_id])[:count]:
            asked = dict(box_queries(sample))["noisy"]
            found.append(Bad(sample, asked, ask(asked).mask, part.number, known[sample.annotation_id]))
    return sorted(found, key=lambda bad: bad.iou)[:count]


def picture(rgb: Rgb, bad: Bad) -> Rgb:
    """The place round the box twice: as it is, and with the outlines of truth and answer."""
    height, width = rgb.shape[:2]
    box = bad.asked.box
    margin = MARGIN * max(box.width, box.height)
    x0 = max(0, int(box.x0 - margin))
    y0 = max(0, int(box.y0 - margin))
    x1 = min(width, int(np.ceil(box.x1 + margin)))
    y1 = min(height, int(np.ceil(box.y1 + margin)))
    seen = rgb[y0:y1, x0:x1]
    scale = SIDE / max(seen.shape[:2])
    size = (max(1, round(seen.shape[1] * scale)), max(1, round(seen.shape[0] * scale)))
    plain = np.asarray(cv2.resize(seen, size, interpolation=cv2.INTER_AREA), np.uint8)
    drawn = plain.copy()
    for mask, colour in ((bad.sample.mask.to_array(), TRUTH), (bad.mask, ANSWER)):
        cut = mask[y0:y1, x0:x1].astype(np.uint8)
        large = cv2.resize(cut, size, interpolation=cv2.INTER_NEAREST)
        outlines, _ = cv2.findContours(large, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(drawn, outlines, -1, colour, 2)
    return np.concatenate([plain, drawn], axis=1)


def write(found: Sequence[Bad], bench: Bench, to: Path) -> None:
    """One PNG for each, the worst first by name."""
    to.mkdir(parents=True, exist_ok=True)
    for place, bad in enumerate(found, 1):
        seen = picture(bench.images.read(bad.sample), bad)
        done, data = cv2.imencode(".png", cv2.cvtColor(seen, cv2.COLOR_RGB2BGR))
        if not done:
            raise OSError(f"The picture of {bad.sample.path} cannot be made")
        atomic.write_bytes(
            to / f"{place:02d}-{bad.sample.class_name}-{bad.sample.path.stem}.png", data.tobytes()
        )


def table(found: Sequence[Bad]) -> str:
    heads = ["", "class", "image", "fold", "IoU ±10 %", "missed", "beyond"]
    lines = [
        [str(place), bad.sample.class_name, bad.sample.path.stem, str(bad.fold), f"{bad.iou:.2f}",
         f"{bad.missed:.0%}", f"{bad.beyond:.0%}"]
        for place, bad in enumerate(found, 1)
    ]  # fmt: skip
    return markdown(heads, lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("to", type=Path, help="where the pictures go")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recipe", default="auto", help="a preset, or a JSON file")
    parser.add_argument("--count", type=int, default=10)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    bench = bench_for(asked)
    recipe = recipes_named([asked.recipe])[0]
    found = worst(bench, recipe, folds=asked.folds, seed=asked.seed, count=asked.count)
    write(found, bench, asked.to)
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
