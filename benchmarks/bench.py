"""What the benchmarks of fine-tuning share: the data, the folds, fits and results that are kept.

Embeddings, finished folds and some weights are kept in one folder (``--cache``) that all scripts share,
so a script that was stopped goes on where it was, and what one has measured no other measures again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import platformdirs
import torch
from numpy.typing import NDArray

from samft_core.dataset.drawn_defects import drawn_digest
from samft_core.dataset.image_reader import Images
from samft_core.dataset.splits import split_k_fold
from samft_core.evaluation.evaluate import evaluate, predict_ellipse, predict_filled_box
from samft_core.evaluation.metrics import bootstrap_grouped
from samft_core.evaluation.records import RowResult
from samft_core.files import atomic
from samft_core.formats.mvtec_category import read_category
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import pixel_digest
from samft_core.project.manifest import GoodImage, Sample
from samft_core.sam.decoder_files import load_decoder, save_decoder
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.good_cells import GoodCells
from samft_core.sam.initial_weights import start_digest
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.registry import load_model
from samft_core.sam.weights import State, mix
from samft_core.training.contrast_choice import PLAIN, STRETCHED, contrast_gains, decide, decided
from samft_core.training.fit.batches import encode_all
from samft_core.training.fit.embedding import embed_with
from samft_core.training.fit.loop import fingerprint, fit, precision_for
from samft_core.training.fit.negatives import empty_boxes
from samft_core.training.fit.pasting import pasted_samples
from samft_core.training.fit.replay import datasets_of, replayed_defects
from samft_core.training.good_images import chosen_of, good_digest, places_of
from samft_core.training.model_under_test import ModelUnderTest
from samft_core.training.parts_choice import part_policy
from samft_core.training.planes_choice import PlanesTrial, tried, try_planes
from samft_core.training.recipe import Recipe, read_recipe

DRAWN = '"start":"drawn"'
"""In the mark of a result that also hangs on the weights learnt from drawings."""

PLANES = '"planes":'
"""In the mark of a result that also hangs on the second encoder."""

GOOD = ('"good_distance":', '"pasting":', '"negatives":')
"""One of these is in the mark of a result that also hangs on the good images."""

Measured = tuple[list[RowResult], float]
"""The rows of a fold, and the seconds that its steps took."""


@dataclass(frozen=True)
class Part:
    """One fold of one split: what is learnt from (``masks`` of it, None: all) and what is held out."""

    number: int
    folds: int
    seed: int
    masks: int | None
    train: list[Sample]
    held_out: list[Sample]
    order: str = ""
    """By what the masks were chosen, where not evenly over the classes."""

    @property
    def key(self) -> str:
        return f"{self.folds} {self.seed} {self.masks} {self.number}" + (
            f" {self.order}" if self.order else ""
        )


class Bench:
    """The shared state of one benchmark run."""

    def __init__(
        self, samples: list[Sample], model: SamModel, cache: Path, good: Sequence[GoodImage] = ()
    ) -> None:
        self.samples = samples
        self.model = model
        self.cache = cache
        self.good = list(good)
        self._places: tuple[GoodCells | None] | None = None
        self.images = Images()
        embeddings = EmbeddingCache(cache / "embeddings", quota_bytes=40 * 1024**3)
        self.embedder = Embedder(model, embeddings)
        self.embed = embed_with(self.embedder, self.images)
        self.model_under_test = ModelUnderTest(model, self.embedder, self.images)
        self._last: tuple[str, State, float] | None = None

    def baseline(self, name: str) -> Measured:
        predict = {
            "zero_shot": self.model_under_test.mask_fn(None),
            "ellipse": predict_ellipse,
            "filled_box": predict_filled_box,
        }[name]
        started = time.perf_counter()
        return self.kept_rows(name, lambda: (evaluate(predict, self.samples), time.perf_counter() - started))

    def parts(self, *, folds: int, seed: int, masks: int | None = None) -> list[Part]:
        found = []
        for number, split in enumerate(split_k_fold(self.samples, folds, seed), 1):
            train, held_out = split.parts(self.samples)
            found.append(Part(number, folds, seed, masks, fewer(train, masks, seed), held_out))
        return found

    def recipe(self, recipe: Recipe, parts: Sequence[Part]) -> Measured:
        """The rows of all ``parts``, and the mean of their seconds. Keeps weights, for clicks.py to use."""
        rows: list[RowResult] = []
        seconds = 0.0
        for part in parts:
            found, spent = self.measured(recipe, part, keep_weights=part.masks is None)
            rows = rows + found
            seconds = seconds + spent
        return rows, seconds / len(parts)

    def measured(self, recipe: Recipe, part: Part, *, keep_weights: bool = False) -> Measured:
        """Fit on one side of a fold and ask on the other, or what is known of it."""

        recipe = self.decided(recipe, part)

        def work() -> Measured:
            state, seconds = self.fitted(recipe, part, keep=keep_weights)
            version = LoadedVersion(f"fold-{part.number}", self.model.new_decoder(state), recipe.policy)
            rows = evaluate(self.model_under_test.mask_fn(version), part.held_out)
            mean = mean_iou(rows, "noisy")
            note(f"{recipe.name} seed {part.seed} fold {part.number}: {mean:.3f} noisy, {seconds:.0f} s")
            return rows, seconds

        return self.kept_rows(result_mark(recipe, part), work)

    def knows(self, recipe: Recipe, part: Part) -> bool:
        """Whether ``measured`` would answer at once."""
        return self._result_path(result_mark(self.decided(recipe, part), part)).is_file()

    def decided(self, recipe: Recipe, part: Part) -> Recipe:
        """What the recipe comes to on this fold: what hangs on the masks learnt from is decided."""
        recipe = self._tried(recipe.for_masks(len(part.train)), part)
        policy = part_policy(recipe.policy, recipe.parts, part.train)
        recipe = recipe.model_copy(update={"policy": policy})
        if recipe.contrast == "policy":
            return recipe
        return decided(recipe, decide(self._contrast_gains(), part.train))

    def _tried(self, recipe: Recipe, part: Part) -> Recipe:
        """The recipe with the fold's decision whether it reads planes."""
        if not recipe.reads_planes or recipe.planes_when == "always":
            return recipe

        def work() -> dict[str, Any]:
            dataset = datasets_of([part.train], recipe, self.embed, run=part.train)[0].parts[0]
            return try_planes(dataset).model_dump()

        mark = f'planes tried {recipe.views.model_dump_json()} "planes": {part.key}'
        return tried(recipe, PlanesTrial.model_validate(self.kept(mark, work)))

    def _contrast_gains(self) -> dict[int, float]:
        """What stretching brings the base model on each mask, by annotation id."""

        def work() -> dict[str, float]:
            plain = self.model_under_test.base_predict_fn(PLAIN)
            stretched = self.model_under_test.base_predict_fn(STRETCHED)
            return {str(key): gain for key, gain in contrast_gains(plain, stretched, self.samples).items()}

        return {int(key): gain for key, gain in self.kept("contrast gains", work).items()}

    def fitted(self, recipe: Recipe, part: Part, *, keep: bool = False) -> tuple[State, float]:
        """The weights of one fold and the seconds of its steps; not made again where they are kept.

        ``keep`` writes them into the cache (16 MB).
        """
        recipe = recipe.for_masks(len(part.train))
        share = recipe.base_share
        recipe = recipe.model_copy(update={"base_share": 0.0})
        state, seconds = self._tuned(recipe, part, keep=keep)
        base = dict(self.model.mask_decoder.state_dict())
        return (mix(base, state, 1 - share) if share else state), seconds

    def _tuned(self, recipe: Recipe, part: Part, *, keep: bool) -> tuple[State, float]:
        mark = fit_mark(recipe, part)
        if self._last is not None and self._last[0] == mark:
            return self._last[1], self._last[2]
        folder = self.cache / "weights" / self._print(mark)
        if (folder / "seconds.json").is_file():
            seconds = float(json.loads((folder / "seconds.json").read_text("utf-8")))
            self._last = mark, load_decoder(folder, self.model), seconds
            return self._last[1], seconds
        state, seconds = self._fit(recipe, part)
        self._last = mark, state, seconds
        if keep:
            folder.mkdir(parents=True, exist_ok=True)
            save_decoder(
                folder,
                self.model.new_decoder(state),
                base_digest=self.model.base_digest,
                plane_weights=self.model.plane_weights,
            )
            atomic.write_json(folder / "seconds.json", seconds)
        return state, seconds

    def _fit(self, recipe: Recipe, part: Part) -> tuple[State, float]:
        dataset = datasets_of(
            [part.train], recipe, self.embed, run=part.train, paste=self.paste, nothing=self.nothing
        )[0]
        encode_all(dataset.parts)
        steps = recipe.step_count(len(part.train))
        good = self.good_places() if recipe.reads_good else None
        started = time.perf_counter()
        state = fit(self.model, dataset, recipe, steps=steps, seed=part.seed, good=good)
        return state, time.perf_counter() - started

    def good_places(self) -> GoodCells | None:
        """What the good images look like: no fold's own, as none of them is held out."""
        if self._places is None:
            self._places = (
                places_of(
                    self.good,
                    self.samples,
                    open_image=self.images.open,
                    planes_of=self.embedder.planes,
                ),
            )
        return self._places[0]

    def paste(self, samples: Sequence[Sample], count: int) -> list[Sample]:
        """Images with a defect of these masks on good ones."""
        folder = self.cache / "pasted"
        return pasted_samples(samples, chosen_of(self.good), count, read=self.images.read, folder=folder)

    def nothing(self, samples: Sequence[Sample], count: int) -> list[Sample]:
        """Boxes on good images that hold nothing."""
        return empty_boxes(samples, chosen_of(self.good), count, size=self.images.size)

    def kept_rows(self, mark: str, work: Callable[[], Measured]) -> Measured:
        def plain() -> dict[str, Any]:
            rows, seconds = work()
            return {"rows": [row.model_dump() for row in rows], "seconds": seconds}

        stored = self.kept(mark, plain)
        return [RowResult.model_validate(row) for row in stored["rows"]], float(stored["seconds"])

    def kept(self, mark: str, work: Callable[[], Any]) -> Any:
        """The result of ``work``, from the cache where the same data, model and mark gave it before."""
        path = self._result_path(mark)
        if path.is_file():
            return json.loads(path.read_text("utf-8"))
        result = work()
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_json(path, result)
        return result

    def _result_path(self, mark: str) -> Path:
        return self.cache / "results" / f"{self._print(mark)}.json"

    def _print(self, mark: str) -> str:
        data = "".join(f"{s.pixel_digest}{hashlib.sha256(s.mask.counts).hexdigest()}" for s in self.samples)
        start = [start_digest(self.model) or ""] if DRAWN in mark else []
        encoder = self.model.require_encoder().digest
        planes = [self.model.require_plane_encoder().digest] if PLANES in mark else []
        good = [good_digest(self.good)] if any(name in mark for name in GOOD) else []
        return fingerprint(mark, data, self.model.base_digest, encoder, *start, *planes, *good)


def result_mark(recipe: Recipe, part: Part) -> str:
    """What a recipe does on a fold, whatever its name; fields at their default are left out, so that a
    new field forgets no result.
    """
    return _mark(recipe, part, {"name"})


def fit_mark(recipe: Recipe, part: Part) -> str:
    """Equal for recipes that differ only in what becomes of the weights afterwards."""
    return _mark(recipe, part, {"name", "policy", "contrast", "base_share"})


def _mark(recipe: Recipe, part: Part, left_out: set[str]) -> str:
    """With the digest of the drawn defects where they are replayed."""
    drawn = replayed_defects(recipe, part.train)
    data = recipe.model_dump_json(exclude=left_out, exclude_defaults=True)
    return " ".join(filter(None, (data, part.key, drawn_digest(drawn)))) + _arithmetic(recipe)


def _arithmetic(recipe: Recipe) -> str:
    """Nothing in single precision, so that a processor which has more tells its results from the others."""
    precision = precision_for(recipe, torch.device("cpu"))
    return "" if precision == "32-true" else f" {precision}"


def paired_gain(
    ours: Sequence[RowResult], theirs: Sequence[RowResult], measure: Callable[[RowResult], float]
) -> dict[str, Any]:
    """The mean gain by mask with boxes ±10 %, its 95 % interval (draws whole images), on how many it is one.

    Masks that only one of them has are left out; a fold of another seed asks about a mask again.
    """
    before = {row.key: measure(row) for row in theirs if row.boxes == "noisy"}
    pairs = [(row, before[row.key]) for row in ours if row.boxes == "noisy" and row.key in before]
    gains = [measure(row) - other for row, other in pairs]
    interval = bootstrap_grouped(gains, [row.image_id for row, _ in pairs])
    return {
        "gain": sum(gains) / len(gains),
        "interval": [interval.low, interval.high],
        "better": sum(gain > 0 for gain in gains),
        "masks": len(gains),
    }


def paired_table(rows: dict[str, list[RowResult]], against: str) -> tuple[str, dict[str, Any]]:
    """Everything beside one of them, paired by mask: as a table, and as numbers."""
    found: dict[str, Any] = {}
    lines = []
    for name, own in rows.items():
        if name == against:
            continue
        both = {
            "iou": paired_gain(own, rows[against], lambda row: row.iou),
            "boundary_iou": paired_gain(own, rows[against], lambda row: row.boundary_iou),
        }
        found[name] = both
        iou = both["iou"]
        boundary = both["boundary_iou"]
        lines.append([name, *_gain(iou), f"{iou['better']} of {iou['masks']}", *_gain(boundary)])
    heads = [f"against {against}, paired", "IoU ±10 %", "95 % interval", "better on", "boundary IoU",
             "95 % interval"]  # fmt: skip
    return markdown(heads, lines), found


def _gain(one: dict[str, Any]) -> list[str]:
    low, high = one["interval"]
    return [f"{one['gain']:+.3f}", f"{low:+.3f} to {high:+.3f}"]


def mean_iou(rows: Sequence[RowResult], boxes: str) -> float:
    values = [row.iou for row in rows if row.boxes == boxes]
    return sum(values) / len(values)


def read_samples(folder: Path, *, components: bool = False) -> list[Sample]:
    """One sample a defect image with all parts of the mask under one box, or one for each part."""
    samples: list[Sample] = []
    defects = [(item, file) for item in read_category(folder).items for file in item.masks]
    for number, (item, file) in enumerate(defects, 1):
        mask = cv2.imread(str(file.path), cv2.IMREAD_GRAYSCALE)
        if mask is None or not mask.any():
            continue
        digest = pixel_digest(read_image(item.path))
        for part in parts_of(mask) if components else [mask]:
            rle = RleMask.from_array(part)
            assert rle.box is not None
            unique = len(samples) + 1
            samples.append(Sample(number, item.path, "", file.class_name, rle, rle.box, unique, digest))
    return samples


def read_good(folder: Path) -> list[GoodImage]:
    """The images of a category that are free of defects."""
    paths = [item.path for item in read_category(folder).items if item.good]
    return [GoodImage(n, path, pixel_digest(read_image(path))) for n, path in enumerate(paths, 1_000_001)]


def parts_of(mask: NDArray[np.uint8]) -> list[NDArray[np.bool_]]:
    """The connected parts of a mask, specks below a hundredth of the largest left out."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask > 0).astype(np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    return [labels == part for part in range(1, count) if areas[part - 1] * 100 >= areas.max()]


def fewer(samples: Sequence[Sample], masks: int | None, seed: int) -> list[Sample]:
    """``masks`` of the samples, as evenly over the classes as they go; all where ``masks`` is None."""
    if masks is None or masks >= len(samples):
        return list(samples)
    draw = random.Random(seed)
    piles = [[s for s in samples if s.class_name == name] for name in sorted({s.class_name for s in samples})]
    for pile in piles:
        draw.shuffle(pile)
    chosen: list[Sample] = []
    while len(chosen) < masks:
        chosen += [pile.pop() for pile in piles if pile][: masks - len(chosen)]
    return sorted(chosen, key=lambda sample: sample.image_id)


def recipes_named(names: Sequence[str]) -> list[Recipe]:
    """Presets by name, or recipes from JSON files."""
    texts = [Path(name).read_text("utf-8") if name.endswith(".json") else name for name in names]
    return [read_recipe(text) for text in texts]


def add_arguments(parser: argparse.ArgumentParser, *, folds: int = 3) -> None:
    """The arguments that all scripts have."""
    parser.add_argument("folder", type=Path, help="a category folder in MVTec AD's layout")
    parser.add_argument("--folds", type=int, default=folds)
    parser.add_argument("--json", type=Path, default=None, help="also write the numbers here")
    parser.add_argument("--device", default="auto")
    parser.add_argument(
        "--components", action="store_true", help="a box for each part of a mask, not one for all"
    )
    default = Path(platformdirs.user_cache_dir("samft")) / "quality"
    parser.add_argument("--cache", type=Path, default=default, help="embeddings, finished folds, weights")


def bench_for(asked: argparse.Namespace) -> Bench:
    samples = read_samples(asked.folder, components=asked.components)
    note(f"{len(samples)} masks, {asked.folds} folds")
    return Bench(samples, load_model(device=asked.device), asked.cache, read_good(asked.folder))


def markdown(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns aligned for people who read it as it is."""
    widths = [max(len(line[i]) for line in [heads, *lines]) for i in range(len(heads))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |"
        for line in [heads, rule, *lines]
    )


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
