"""How good it gets with 1, 2, 5, 10, 20 and 30 masks, and which masks to make first.

    python benchmarks/few_shot.py FOLDER [--sizes 1 2 5 10 20 30] [--draws 5] [--orders random ...]
                                  [--recipe auto] [--folds 3] [--first-folds 1] [--minutes N] [--json FILE]

Each draw is a seed: its own split, its own choice of masks. "random" takes masks evenly over the classes
(as quality.py --masks does, whose results count here), "shuffled" takes them blindly. The others start
with one blind mask: "diverse" goes on with the image least like the chosen ones, "doubt" with the one
whose box the base model is least sure of, "both" with both in equal parts. A size above what a fold has
means all of it.

Printed: the curves, a learning curve through them with bootstrap intervals over the draws (what ``PRIOR``
in samft_core/active_learning/learning_curve.py is made from), and how many masks each order needs for the
score of the first order's largest size.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from bench import Bench, Part, add_arguments, bench_for, fewer, markdown, mean_iou, note, recipes_named

from samft_core.active_learning.learning_curve import MORE, Curve, Point, fit_curve
from samft_core.active_learning.next_image import image_vector, rank_images
from samft_core.evaluation.evaluate import box_queries
from samft_core.evaluation.metrics import bootstrap_grouped, tenth_percentile
from samft_core.evaluation.records import RowResult
from samft_core.files import atomic
from samft_core.imaging.geometry import FULL_VIEW
from samft_core.project.manifest import Sample

SIZES = (1, 2, 5, 10, 20, 30)
DOUBT_SHARES = {"diverse": 0.0, "doubt": 1.0, "both": 0.5}
ORDERS = ("random", "shuffled", *DOUBT_SHARES)
RESAMPLES = 300

Cell = list[tuple[int, int, list[RowResult]]]
"""Of one order and size: draw, masks learnt from, rows."""


class Chooser:
    """Puts a fold's masks in the order in which they would be made."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._ask = bench.model_under_test.predict_fn(None)

    def part(self, part: Part, size: int, order: str) -> Part:
        """The fold with ``size`` of its masks."""
        if size >= len(part.train):
            return part
        if order == "random":
            return replace(part, masks=size, train=fewer(part.train, size, part.seed))
        chosen = self.ordered(part, order)[:size]
        return replace(part, masks=size, train=chosen, order=order)

    def ordered(self, part: Part, order: str) -> list[Sample]:
        shuffled = list(part.train)
        random.Random(part.seed).shuffle(shuffled)
        if order == "shuffled":
            return shuffled
        first = shuffled[0]
        others = {sample.annotation_id: sample for sample in shuffled[1:]}
        vectors = {key: image_vector(self._bench.embed(sample, FULL_VIEW)) for key, sample in others.items()}
        known = image_vector(self._bench.embed(first, FULL_VIEW))
        share = DOUBT_SHARES[order]
        uncertainties = {key: self._doubt(sample) for key, sample in others.items()} if share else None
        return [
            first,
            *(
                others[key]
                for key in rank_images(vectors, [known], uncertainties=uncertainties, uncertainty_share=share)
            ),
        ]

    def _doubt(self, sample: Sample) -> float:
        """One minus the base model's own score for the noisy box."""

        def work() -> float:
            asked = next(asked for kind, asked in box_queries(sample) if kind == "noisy")
            return 1.0 - self._ask(asked).score

        return float(self._bench.kept(f"doubt {sample.annotation_id}", work))


def measure(bench: Bench, asked: argparse.Namespace) -> tuple[dict[str, dict[int, Cell]], int]:
    """Rows by order and size; and how many fits are still to do. Finishes each draw for all sizes and
    orders.
    """
    recipe = recipes_named([asked.recipe])[0]
    chooser = Chooser(bench)
    until = time.monotonic() + asked.minutes * 60 if asked.minutes is not None else float("inf")
    found: dict[str, dict[int, Cell]] = defaultdict(lambda: defaultdict(list))
    waiting = 0
    for draw in range(asked.draws):
        for whole in bench.parts(folds=asked.folds, seed=draw)[: asked.first_folds]:
            for order in asked.orders:
                for size in asked.sizes:
                    part = chooser.part(whole, size, order)
                    if not bench.knows(recipe, part) and time.monotonic() > until:
                        waiting += 1
                        continue
                    rows, _ = bench.measured(recipe, part)
                    found[order][size].append((draw, len(part.train), rows))
    return found, waiting


def curve_of(cells: dict[int, Cell]) -> list[dict[str, Any]]:
    """One line a size: mean IoU with boxes ±10 %, over draws."""
    lines = []
    for size, cell in sorted(cells.items()):
        rows = [row for _, _, rows in cell for row in rows if row.boxes == "noisy"]
        interval = bootstrap_grouped([row.iou for row in rows], [row.image_id for row in rows])
        draws = [mean_iou(rows, "noisy") for _, _, rows in cell]
        lines.append(
            {
                "size": size,
                "masks": sum(masks for _, masks, _ in cell) / len(cell),
                "iou": sum(draws) / len(draws),
                "interval": [interval.low, interval.high],
                "p10": tenth_percentile([row.iou for row in rows]),
                "worst_draw": min(draws),
                "best_draw": max(draws),
                "draws": len(draws),
            }
        )
    return lines


def learning_curve(cells: dict[int, Cell], seed: int = 0) -> dict[str, Any] | None:
    """Limit, drop, rate and the gain of ten more masks, each with a 95 % interval; None with one size."""
    points = [
        (draw, Point(masks, mean_iou(rows, "noisy"), 0.02))
        for cell in cells.values()
        for draw, masks, rows in cell
    ]
    if len({point.masks for _, point in points}) < 2:
        return None
    draws = sorted({draw for draw, _ in points})
    rng = np.random.default_rng(seed)
    most = max(point.masks for _, point in points)
    fits = []
    for _ in range(RESAMPLES):
        again = [point for pick in rng.choice(draws, len(draws)) for draw, point in points if draw == pick]
        if len({point.masks for point in again}) >= 2:
            fits.append(facts(fit_curve(again), most))
    best = facts(fit_curve([point for _, point in points]), most)
    return {
        name: {"value": value, "interval": list(np.percentile([fit[name] for fit in fits], (2.5, 97.5)))}
        for name, value in best.items()
    }


def facts(curve: Curve, masks: float) -> dict[str, float]:
    gain = curve.iou(masks + MORE) - curve.iou(masks)
    return {"limit": curve.limit, "drop": curve.drop, "rate": curve.rate, "gain_of_ten_more": gain}


def masks_needed(lines: Sequence[dict[str, Any]], target: float) -> float | None:
    """The number of masks at which a curve first reaches ``target``, between sizes in a straight line."""
    before: dict[str, Any] | None = None
    for line in lines:
        if line["iou"] >= target:
            if before is None or line["iou"] == before["iou"]:
                return float(line["masks"])
            share = (target - before["iou"]) / (line["iou"] - before["iou"])
            return float(before["masks"] + share * (line["masks"] - before["masks"]))
        before = line
    return None


def table(results: dict[str, dict[str, Any]]) -> str:
    heads = ["order", "masks", "IoU ±10 %", "95 % interval", "p10", "draws", "worst draw", "best draw"]
    lines = []
    for order, result in results.items():
        for line in result["curve"]:
            low, high = line["interval"]
            lines.append(
                [order, f"{line['masks']:.0f}", f"{line['iou']:.3f}", f"{low:.3f}-{high:.3f}",
                 f"{line['p10']:.3f}", str(line["draws"]),
                 f"{line['worst_draw']:.3f}", f"{line['best_draw']:.3f}"]
            )  # fmt: skip
    return markdown(heads, lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("--recipe", default="auto", help="a preset, or a JSON file")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--orders", nargs="+", choices=ORDERS, default=["random"])
    parser.add_argument("--first-folds", type=int, default=1, help="measure only so many folds of each draw")
    parser.add_argument("--minutes", type=float, default=None, help="start no fit after so many minutes")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    bench = bench_for(asked)
    found, waiting = measure(bench, asked)
    results: dict[str, dict[str, Any]] = {
        order: {"curve": curve_of(cells), "fit": learning_curve(cells)} for order, cells in found.items()
    }
    target = results[asked.orders[0]]["curve"][-1]["iou"] if results.get(asked.orders[0]) else None
    for order, result in results.items():
        result["masks_needed"] = None if target is None else masks_needed(result["curve"], target)
        fit = result["fit"]
        if fit:
            words = [
                f"{name} {v['value']:.3f} ({v['interval'][0]:.3f} to {v['interval'][1]:.3f})"
                for name, v in fit.items()
            ]
            note(f"{order}: {', '.join(words)}")
        needed = result["masks_needed"]
        note(
            f"{order}: "
            + ("never gets there" if needed is None else f"{needed:.0f} masks for IoU {target:.3f}")
        )
    print(table(results))
    note(f"To do: {waiting} fits")
    if asked.json is not None:
        atomic.write_json(asked.json, {"orders": results, "target": target, "waiting": waiting})
    return 0


if __name__ == "__main__":
    sys.exit(main())
