"""Quality on a defect set: zero-shot, ellipse, filled box and fine-tuning recipes, by cross-validation.

    python benchmarks/quality.py FOLDER [--folds 3] [--seed 0] [--recipes seed auto] [--masks N] [--json FILE]

FOLDER is a category in MVTec AD's layout. Every mask is predicted while its image is held out, with a tight
and with a noisy box (each side off by up to 10 %), and measured at native resolution. Nothing is tuned to
FOLDER: recipes are the presets, or JSON files given by path. Embeddings and finished folds are kept in
--cache, so a run that was stopped goes on where it was. Seconds are those of one fold's steps alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import platformdirs
from numpy.typing import NDArray

from samft_core import atomic
from samft_core.dataset import Sample, split_k_fold
from samft_core.embeddings import EmbeddingCache
from samft_core.evaluation.compare import RowResult, Score
from samft_core.evaluation.evaluate import evaluate, predict_ellipse, predict_filled_box
from samft_core.formats.mvtec import read_category
from samft_core.images import pixel_digest, read_image
from samft_core.masks import RleMask
from samft_core.models.predictor import LoadedVersion
from samft_core.models.registry import load_model
from samft_core.models.sam import SamModel
from samft_core.training.bank import RowBank
from samft_core.training.loop import fingerprint, fit
from samft_core.training.recipe import Recipe, read_recipe
from samft_core.training.sources import Embedder, Images, Judge

BASELINES = ("zero_shot", "ellipse", "filled_box")


def read_samples(folder: Path, *, components: bool = False) -> list[Sample]:
    """One sample a defect image with all parts of the mask under one box, or one for each part."""
    samples: list[Sample] = []
    defects = [item for item in read_category(folder).items if item.class_name and item.mask_path]
    for number, item in enumerate(defects, 1):
        assert item.class_name and item.mask_path
        mask = cv2.imread(str(item.mask_path), cv2.IMREAD_GRAYSCALE)
        if mask is None or not mask.any():
            continue
        digest = pixel_digest(read_image(item.path))
        for part in parts_of(mask) if components else [mask]:
            rle = RleMask.from_array(part)
            assert rle.box is not None
            unique = len(samples) + 1
            samples.append(Sample(number, item.path, "", item.class_name, rle, rle.box, unique, digest))
    return samples


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


class Bench:
    """The shared state of one benchmark run."""

    def __init__(self, samples: list[Sample], model: SamModel, cache: Path) -> None:
        self.samples, self.model, self.cache = samples, model, cache
        self.images = Images()
        embeddings = EmbeddingCache(cache / "embeddings", quota_bytes=40 * 1024**3)
        self.embed = Embedder(model, embeddings, self.images)
        self.judge = Judge(model, embeddings, self.images)

    def baseline(self, name: str) -> tuple[list[RowResult], float]:
        predict = {
            "zero_shot": self.judge.predict_with(None),
            "ellipse": predict_ellipse,
            "filled_box": predict_filled_box,
        }[name]
        started = time.perf_counter()
        return self.kept(name, lambda: (evaluate(predict, self.samples), time.perf_counter() - started))

    def recipe(
        self, recipe: Recipe, *, folds: int, seed: int, masks: int | None
    ) -> tuple[list[RowResult], float]:
        rows: list[RowResult] = []
        seconds = 0.0
        for number, split in enumerate(split_k_fold(self.samples, folds, seed), 1):
            train, held_out = split.parts(self.samples)
            train = fewer(train, masks, seed)
            mark = f"{recipe_mark(recipe)} {folds} {seed} {masks} {number}"

            def one(number: int = number, train: list[Sample] = train, held_out: list[Sample] = held_out):
                return self.fold(recipe, number, train, held_out, seed)

            found, spent = self.kept(mark, one)
            rows, seconds = rows + found, seconds + spent
        return rows, seconds / folds

    def fold(
        self, recipe: Recipe, number: int, train: list[Sample], held_out: list[Sample], seed: int
    ) -> tuple[list[RowResult], float]:
        bank = RowBank(train, recipe, self.embed, views_each=recipe.views.per_mask(len(train)))
        bank.encode()
        steps = recipe.step_count(len(train))
        started = time.perf_counter()
        state = fit(self.model, bank, recipe, steps=steps, seed=seed)
        seconds = time.perf_counter() - started
        version = LoadedVersion(f"fold-{number}", self.model.new_decoder(state), recipe.policy)
        rows = evaluate(self.judge.predict_with(version), held_out)
        noisy = [row.iou for row in rows if row.boxes == "noisy"]
        mean = sum(noisy) / len(noisy)
        note(f"{recipe.name} fold {number}: {mean:.3f} noisy, {steps} steps in {seconds:.0f} s")
        return rows, seconds

    def kept(self, mark: str, work: Any) -> tuple[list[RowResult], float]:
        """The result of ``work``, from the cache where the same data, model and recipe gave it before."""
        data = "".join(f"{s.pixel_digest}{hashlib.sha256(s.mask.counts).hexdigest()}" for s in self.samples)
        encoder = self.model.require_encoder().digest
        path = self.cache / "results" / f"{fingerprint(mark, data, self.model.base_digest, encoder)}.json"
        if path.is_file():
            stored = json.loads(path.read_text("utf-8"))
            return [RowResult.model_validate(row) for row in stored["rows"]], float(stored["seconds"])
        rows, seconds = work()
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_json(path, {"rows": [row.model_dump() for row in rows], "seconds": seconds})
        return rows, seconds


def recipe_mark(recipe: Recipe) -> str:
    """What a recipe does, whatever its name: a field that is new and at its default changes nothing."""
    return recipe.model_dump_json(exclude={"name"}, exclude_defaults=True)


def summary(rows: list[RowResult], seconds: float) -> dict[str, Any]:
    parts: dict[str, Any] = {"seconds": round(seconds, 1)}
    for boxes in ("tight", "noisy"):
        score = Score.of([row for row in rows if row.boxes == boxes])
        parts[boxes] = {
            "iou": score.iou,
            "p10": score.p10,
            "classes": score.classes,
            "interval": [score.interval.low, score.interval.high],
            "boundary_iou": score.boundary_iou,
        }
    return parts


def print_table(results: dict[str, dict[str, Any]]) -> None:
    classes = sorted({name for parts in results.values() for name in parts["noisy"]["classes"]})
    heads = [
        "recipe",
        "IoU tight",
        "IoU ±10 %",
        "95 % interval",
        "p10 tight",
        "p10 ±10 %",
        *classes,
        "seconds",
    ]
    lines = []
    for name, parts in results.items():
        tight, noisy = parts["tight"], parts["noisy"]
        low, high = noisy["interval"]
        numbers = [f"{noisy['classes'].get(c, float('nan')):.3f}" for c in classes]
        lines.append(
            [name, f"{tight['iou']:.3f}", f"{noisy['iou']:.3f}", f"{low:.3f}-{high:.3f}",
             f"{tight['p10']:.3f}", f"{noisy['p10']:.3f}", *numbers, f"{parts['seconds']:.0f}"]
        )  # fmt: skip
    widths = [max(len(line[i]) for line in [heads, *lines]) for i in range(len(heads))]
    for line in [heads, ["-" * width for width in widths], *lines]:
        print("| " + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) + " |")


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a category folder in MVTec AD's layout")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recipes", nargs="+", default=["seed", "auto"], help="presets, or JSON files")
    parser.add_argument(
        "--masks", type=int, default=None, help="learn from this many masks of each fold only"
    )
    parser.add_argument(
        "--components", action="store_true", help="a box for each part of a mask, not one for all"
    )
    parser.add_argument("--json", type=Path, default=None, help="also write the numbers here")
    parser.add_argument("--device", default="auto")
    default = Path(platformdirs.user_cache_dir("samft")) / "quality"
    parser.add_argument("--cache", type=Path, default=default, help="embeddings and finished folds")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    texts = [Path(name).read_text("utf-8") if name.endswith(".json") else name for name in asked.recipes]
    recipes = [read_recipe(text) for text in texts]
    samples = read_samples(asked.folder, components=asked.components)
    note(f"{len(samples)} masks, {asked.folds} folds")
    bench = Bench(samples, load_model(device=asked.device), asked.cache)
    results: dict[str, dict[str, Any]] = {}
    for name in BASELINES:
        results[name] = summary(*bench.baseline(name))
    for recipe in recipes:
        measured = bench.recipe(recipe, folds=asked.folds, seed=asked.seed, masks=asked.masks)
        results[recipe.name] = summary(*measured)
    print_table(results)
    if asked.json is not None:
        atomic.write_json(asked.json, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
