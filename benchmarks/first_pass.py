"""The first pass on folds of the good images: what it finds, and where it points in vain.

    python benchmarks/first_pass.py FOLDER [--folds 3] [--seeds 0 1 2] [--features planes embedding]

Good images are dealt into folds. Each fold's are held out in turn; the program's own first pass compares
every image with a defect, and every good image that is held out, with good images of the other folds, as many
as it does in the window. Thresholds come from these good images alone: no mask is looked at before the boxes
are counted.

A defect image is found where a box reaches IoU 0.5 with the box round its mask; every other box on it points
in vain, as every box on a good image does. The areas under the curve (AUROC) are those of the distances
themselves, without any threshold: of all pixels, and of each image's largest distance.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
from bench import add_arguments, markdown, note
from numpy.typing import NDArray

from samft_core.anomaly.first_pass import FirstPass
from samft_core.anomaly.proposals import ProposedBox, Reference, distances, scaled
from samft_core.files import atomic
from samft_core.formats.mvtec_category import read_category
from samft_core.imaging.geometry import FULL_VIEW, Box, Frame
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import SourceImage, pixel_digest
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.registry import load_model
from samft_core.sam.types import Embedding

FOUND = 0.5
"""IoU with the box round the mask from which a box has found it."""

MAP_SIDE = 225
"""Longest side in pixels at which distances and masks are compared: a quarter of these bottles'."""

FEATURES = ("planes", "embedding")

T = TypeVar("T")


@dataclass(frozen=True)
class Picture:
    """One image of the category; ``mask`` None is a good one."""

    path: Path
    digest: str
    size: tuple[int, int]
    mask: NDArray[np.bool_] | None
    box: Box | None


@dataclass
class FoldResult:
    """What one fold showed. Scores go into the areas under the curve."""

    found: int = 0
    others: int = 0
    on_good: int = 0
    defects: int = 0
    goods: int = 0
    by_class: dict[str, list[bool]] = field(default_factory=dict)
    pixels: list[tuple[NDArray[np.float32], NDArray[np.bool_]]] = field(default_factory=list)
    images: list[tuple[float, bool]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """The numbers of this fold."""
        values = np.concatenate([scores.ravel() for scores, _ in self.pixels])
        truth = np.concatenate([mask.ravel() for _, mask in self.pixels])
        strongest = np.array([score for score, _ in self.images])
        defect = np.array([is_defect for _, is_defect in self.images])
        return {
            "found": self.found,
            "defect_images": self.defects,
            "good_images": self.goods,
            "others_per_defect_image": self.others / self.defects,
            "boxes_per_good_image": self.on_good / self.goods,
            "pixel_auroc": auroc(values, truth),
            "image_auroc": auroc(strongest, defect),
            "classes": {name: sum(hits) for name, hits in sorted(self.by_class.items())},
        }


def auroc(scores: NDArray[Any], positive: NDArray[np.bool_]) -> float:
    """How often a positive scores above a negative, ties counted half. Both kinds must be there."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    positives = int(positive.sum())
    negatives = positive.size - positives
    above = ranks[positive].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def hits(boxes: Sequence[ProposedBox], truth: Box) -> tuple[bool, int]:
    """Whether the defect was found, and how many boxes point elsewhere."""
    matching = [box.box.iou(truth) >= FOUND for box in boxes]
    return any(matching), matching.count(False)


def read_pictures(folder: Path) -> list[Picture]:
    """Every good image, and every image with masks: all of them as one."""
    found = []
    for item in read_category(folder).items:
        if not item.good and not item.masks:
            continue
        rgb = read_image(item.path)
        mask: NDArray[np.bool_] | None = None
        box: Box | None = None
        if not item.good:
            layers = [cv2.imread(str(file.path), cv2.IMREAD_GRAYSCALE) for file in item.masks]
            mask = np.logical_or.reduce([layer > 0 for layer in layers if layer is not None])
            box = RleMask.from_array(mask).box
            if box is None:
                continue
        found.append(Picture(item.path, pixel_digest(rgb), rgb.shape[:2], mask, box))
    return found


class Source:
    """Embeddings of pictures by their place in the list, with planes or without."""

    def __init__(self, pictures: Sequence[Picture], embedder: Embedder, kind: str) -> None:
        self._pictures = pictures
        self._embedder = embedder
        self._kind = kind

    def digest(self, place: int) -> str:
        """Names the picture's pixels."""
        return self._pictures[place].digest

    def embedding(self, place: int) -> Embedding:
        """What the first pass compares: the planes alone, or the embedding alone."""
        picture = self._pictures[place]
        height, width = picture.size
        image = SourceImage(width, height, picture.digest, lambda: read_image(picture.path))
        if self._kind == "embedding":
            return self._embedder.embedding(image)
        planes = self._embedder.planes(image, FULL_VIEW)
        # The embedding itself is not looked at where there are planes.
        return Embedding(np.zeros((1, 1, 1), np.float32), Frame(width, height), "not made", planes)


def whole(pieces: Generator[None, None, T]) -> T:
    """The result of work that is done in pieces."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            result: T = end.value
            return result


def distance_map(first_pass: FirstPass, place: int, reference: Reference, size: tuple[int, int]) -> Any:
    """How far each place of a picture is from good ones, at ``size`` (height, width)."""
    cells = scaled(first_pass.cells(place), reference.scale)
    far = distances(cells, reference.banks)
    return cv2.resize(far, (size[1], size[0]), interpolation=cv2.INTER_LINEAR)


def map_size(picture: Picture) -> tuple[int, int]:
    """Height and width at which the picture's distances are compared with its mask."""
    scale = min(1.0, MAP_SIDE / max(picture.size))
    return max(1, round(picture.size[0] * scale)), max(1, round(picture.size[1] * scale))


def measure_fold(
    first_pass: FirstPass, pictures: Sequence[Picture], learnt: Sequence[int], held_out: Sequence[int]
) -> FoldResult:
    """Ask about every defect image and every good image held out, having learnt from ``learnt``."""
    result = FoldResult()
    defects = [place for place, picture in enumerate(pictures) if picture.mask is not None]
    for place in [*defects, *held_out]:
        picture = pictures[place]
        boxes = whole(first_pass.run(place, learnt))
        size = map_size(picture)
        far = distance_map(first_pass, place, whole(first_pass.reference(place, learnt)), size)
        truth = np.zeros(size, bool)
        if picture.mask is None or picture.box is None:
            result.goods += 1
            result.on_good += len(boxes)
        else:
            shown = cv2.resize(
                picture.mask.astype(np.uint8), (size[1], size[0]), interpolation=cv2.INTER_NEAREST
            )
            truth = shown > 0
            found, others = hits(boxes, picture.box)
            result.defects += 1
            result.found += found
            result.others += others
            result.by_class.setdefault(picture.path.parent.name, []).append(found)
        result.pixels.append((far, truth))
        result.images.append((float(far.max()), picture.mask is not None))
    return result


def folds_of(places: Sequence[int], folds: int, seed: int) -> list[tuple[list[int], list[int]]]:
    """Learnt from and held out, for each fold: every image is held out once."""
    dealt = list(places)
    random.Random(seed).shuffle(dealt)
    parts = [dealt[start::folds] for start in range(folds)]
    return [([p for other in parts if other is not part for p in other], part) for part in parts]


def mean_of(folds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of each number over the folds; classes by name."""
    numbers = [key for key, value in folds[0].items() if not isinstance(value, dict)]
    means: dict[str, Any] = {key: statistics.fmean(fold[key] for fold in folds) for key in numbers}
    names = folds[0]["classes"]
    return means | {"classes": {name: statistics.fmean(f["classes"][name] for f in folds) for name in names}}


def table(results: dict[str, Any]) -> str:
    """One line for each kind of features."""
    heads = (
        "features", "found", "fewest and most in a fold", "other boxes a defect image", "boxes a good image",
        "pixel AUROC", "image AUROC",
    )  # fmt: skip
    lines = []
    for kind, result in results.items():
        mean = result["mean"]
        found = [fold["found"] for fold in result["folds"]]
        lines.append(
            [
                kind,
                f"{mean['found']:.1f} of {mean['defect_images']:.0f}",
                f"{min(found)} to {max(found)}",
                f"{mean['others_per_defect_image']:.2f}",
                f"{mean['boxes_per_good_image']:.2f}",
                f"{mean['pixel_auroc']:.3f}",
                f"{mean['image_auroc']:.3f}",
            ]
        )
    return markdown(heads, lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument(
        "--seeds", type=int, nargs="+", default=[0, 1, 2], help="ways of dealing the good images"
    )
    parser.add_argument("--features", nargs="+", choices=FEATURES, default=["planes"])
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    pictures = read_pictures(asked.folder)
    good = [place for place, picture in enumerate(pictures) if picture.mask is None]
    note(f"{len(pictures) - len(good)} images with defects, {len(good)} good ones")
    model = load_model(device=asked.device)
    cache = EmbeddingCache(asked.cache / "embeddings", quota_bytes=40 * 1024**3)
    results: dict[str, Any] = {}
    for kind in asked.features:
        source = Source(pictures, Embedder(model, cache), kind)
        first_pass = FirstPass(source.embedding, source.digest)
        found = []
        for seed in asked.seeds:
            for number, (learnt, held_out) in enumerate(folds_of(good, asked.folds, seed), 1):
                found.append({"seed": seed, "fold": number})
                found[-1] |= measure_fold(first_pass, pictures, learnt, held_out).summary()
                note(f"{kind}, seed {seed}, fold {number}: {found[-1]['found']} found")
        results[kind] = {"folds": found, "mean": mean_of(found)}
        if asked.json is not None:
            atomic.write_json(asked.json, results)
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
