"""Quality on a defect set: zero-shot, ellipse, filled box and fine-tuning recipes, by cross-validation.

    python benchmarks/quality.py FOLDER [--folds 3] [--seed 0] [--recipes seed auto] [--masks N] [--json FILE]

FOLDER is a category in MVTec AD's layout. Every mask is predicted while its image is held out, with a tight
and with a noisy box (each side off by up to 10 %), and measured at native resolution. Nothing is tuned to
FOLDER: recipes are the presets, or JSON files given by path. Embeddings and finished folds are kept in
--cache, so a run that was stopped goes on where it was. Seconds are those of one fold's steps alone. A second
table sets everything beside the first recipe, mask by mask.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from bench import (
    add_arguments,
    bench_for,
    markdown,
    paired_table,
    recipes_named,
)

from samft_core.evaluation.records import RowResult, Score
from samft_core.files import atomic

BASELINES = ("zero_shot", "ellipse", "filled_box")


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


def table(results: dict[str, dict[str, Any]]) -> str:
    classes = sorted({name for parts in results.values() for name in parts["noisy"]["classes"]})
    heads = [
        "recipe",
        "IoU tight",
        "IoU ±10 %",
        "95 % interval",
        "p10 tight",
        "p10 ±10 %",
        "boundary",
        *classes,
        "seconds",
    ]
    lines = []
    for name, parts in results.items():
        tight = parts["tight"]
        noisy = parts["noisy"]
        low, high = noisy["interval"]
        numbers = [f"{noisy['classes'].get(c, float('nan')):.3f}" for c in classes]
        lines.append(
            [name, f"{tight['iou']:.3f}", f"{noisy['iou']:.3f}", f"{low:.3f}-{high:.3f}",
             f"{tight['p10']:.3f}", f"{noisy['p10']:.3f}", f"{noisy['boundary_iou']:.3f}", *numbers,
             f"{parts['seconds']:.0f}"]
        )  # fmt: skip
    return markdown(heads, lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recipes", nargs="+", default=["seed", "auto"], help="presets, or JSON files")
    parser.add_argument(
        "--masks", type=int, default=None, help="learn from this many masks of each fold only"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    recipes = recipes_named(asked.recipes)
    bench = bench_for(asked)
    results: dict[str, dict[str, Any]] = {}
    rows: dict[str, list[RowResult]] = {}
    for name in BASELINES:
        rows[name], seconds = bench.baseline(name)
        results[name] = summary(rows[name], seconds)
    parts = bench.parts(folds=asked.folds, seed=asked.seed, masks=asked.masks)
    for recipe in recipes:
        rows[recipe.name], seconds = bench.recipe(recipe, parts)
        results[recipe.name] = summary(rows[recipe.name], seconds)
    text, paired = paired_table(rows, recipes[0].name)
    for name, gains in paired.items():
        results[name]["against_first"] = gains
    print(table(results), text, sep="\n\n")
    if asked.json is not None:
        atomic.write_json(asked.json, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
