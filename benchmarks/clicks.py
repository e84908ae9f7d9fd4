"""How many clicks a mask needs before and after fine-tuning: NoC@85 by the simulated clicker.

    python benchmarks/clicks.py FOLDER [--recipes auto ...] [--folds 3] [--seed 0] [--boxes noisy]

Every mask is corrected while its image is held out, by the base model and by each recipe's version,
through the predictor that the window uses: first the box, then clicks where most is wrong, until IoU is
0.85 or 20 clicks are spent (which then count as 20). Weights and results are kept in --cache.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bench import Bench, Part, add_arguments, bench_for, markdown, note, recipes_named, result_mark

from samft_core.evaluation.evaluate import ScoredMask, box_queries
from samft_core.evaluation.metrics import bootstrap_grouped
from samft_core.evaluation.simulated_clicks import (
    MOST_CLICKS,
    TARGET_IOU,
    Answer,
    CorrectionRun,
    correct_by_clicks,
)
from samft_core.files import atomic
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.project.manifest import Sample
from samft_core.sam.predictor import LoadedVersion, Predictor
from samft_core.sam.types import BASE_VERSION
from samft_core.training.assess.click_validation import answers_reliability
from samft_core.training.recipe import Recipe

AFTER = (0, 1, 2, 3, 5, 10)
"""After how many clicks the table tells the mean IoU; 0 is the box alone."""

Runs = list[dict[str, Any]]


def box_of(sample: Sample, boxes: str) -> Box:
    return next(asked.box for kind, asked in box_queries(sample) if kind == boxes)


def correct_all(
    answer_for: Callable[[Sample], Answer],
    samples: Sequence[Sample],
    asked: argparse.Namespace,
) -> Runs:
    """One run of clicks for each sample, as plain data."""
    runs: Runs = []
    for sample in samples:
        run = correct_by_clicks(
            answer_for(sample), sample.mask.to_array(), box_of(sample, asked.boxes),
            target=asked.target, most=asked.most,
        )  # fmt: skip
        runs.append(
            {
                "annotation": sample.annotation_id,
                "image": sample.image_id,
                "class": sample.class_name,
                "clicks": run.clicks,
                "reached": run.reached,
                "ious": list(run.ious),
                "scores": list(run.scores),
            }
        )
    return runs


def measured(bench: Bench, recipe: Recipe | None, part: Part, asked: argparse.Namespace) -> Runs:
    """A fold's runs with a recipe's version, or with the base model where ``recipe`` is None."""
    recipe = None if recipe is None else bench.decided(recipe, part)

    def work() -> Runs:
        loaded: dict[str, LoadedVersion] = {}
        name = BASE_VERSION
        if recipe is not None:
            name = f"fold-{part.number}"
            state, _ = bench.fitted(recipe, part, keep=True)
            loaded[name] = LoadedVersion(name, bench.model.new_decoder(state), recipe.policy)
        predictor = Predictor(bench.model, bench.embedder, loaded.__getitem__)

        def answer_for(sample: Sample) -> Answer:
            def answer(prompts: Prompts) -> ScoredMask:
                prediction = predictor.predict(bench.images.open(sample), prompts, version=name)
                return ScoredMask(prediction.best, float(prediction.scores.max()))

            return answer

        runs = correct_all(answer_for, part.held_out, asked)
        clicks = sum(run["clicks"] for run in runs) / len(runs)
        note(f"{name if recipe is None else recipe.name} fold {part.number}: {clicks:.1f} clicks")
        return runs

    who = part.key if recipe is None else result_mark(recipe, part)
    return bench.kept(f"clicks, scored {asked.target} {asked.most} {asked.boxes} {who}", work)


def summary(runs: Runs, base: Runs) -> dict[str, Any]:
    theirs = {run["annotation"]: run["clicks"] for run in base}
    saved = [theirs[run["annotation"]] - run["clicks"] for run in runs]
    interval = bootstrap_grouped(saved, [run["image"] for run in runs])
    classes = sorted({run["class"] for run in runs})
    return {
        "clicks": mean([run["clicks"] for run in runs]),
        "reached": mean([run["reached"] for run in runs]),
        "box_alone": mean([run["clicks"] == 0 for run in runs]),
        "iou_after": {
            str(k): mean([run["ious"][min(k, len(run["ious"]) - 1)] for run in runs]) for k in AFTER
        },
        "classes": {name: mean([run["clicks"] for run in runs if run["class"] == name]) for name in classes},
        "saved": mean(saved),
        "saved_interval": [interval.low, interval.high],
        "score_error": score_error(runs),
        "masks": len(runs),
    }


def score_error(runs: Runs) -> list[float] | None:
    """How far scores are off on answers to clicks: as given, and through a map fitted on the other images."""
    clicked = [
        CorrectionRun(run["clicks"], run["reached"], tuple(run["ious"]), tuple(run["scores"])) for run in runs
    ]
    known = answers_reliability(clicked, [run["image"] for run in runs])
    return None if known is None else [known.raw_error, known.error]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def table(results: dict[str, dict[str, Any]]) -> str:
    classes = sorted({name for result in results.values() for name in result["classes"]})
    heads = ["version", "clicks", "saved (95 % interval)", "reached", "box alone"]
    heads += ["score error as given", "mapped"]
    heads += [f"IoU after {k}" for k in AFTER] + [f"clicks, {name}" for name in classes]
    lines = []
    for name, result in results.items():
        low, high = result["saved_interval"]
        saved = "" if name == BASE_VERSION else f"{result['saved']:+.2f} ({low:+.2f} to {high:+.2f})"
        lines.append(
            [name, f"{result['clicks']:.2f}", saved, f"{result['reached']:.0%}", f"{result['box_alone']:.0%}"]
            + [f"{error:.3f}" for error in result["score_error"] or (float("nan"), float("nan"))]
            + [f"{result['iou_after'][str(k)]:.3f}" for k in AFTER]
            + [f"{result['classes'].get(c, float('nan')):.1f}" for c in classes]
        )
    return markdown(heads, lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recipes", nargs="+", default=["auto"], help="presets, or JSON files")
    parser.add_argument(
        "--masks", type=int, default=None, help="learn from this many masks of each fold only"
    )
    parser.add_argument("--first-folds", type=int, default=None, help="measure only so many folds")
    parser.add_argument("--boxes", choices=["noisy", "tight"], default="noisy")
    parser.add_argument("--target", type=float, default=TARGET_IOU)
    parser.add_argument("--most", type=int, default=MOST_CLICKS)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    recipes = recipes_named(asked.recipes)
    bench = bench_for(asked)
    parts = bench.parts(folds=asked.folds, seed=asked.seed, masks=asked.masks)[: asked.first_folds]
    base = [run for part in parts for run in measured(bench, None, part, asked)]
    results = {BASE_VERSION: summary(base, base)}
    for recipe in recipes:
        runs = [run for part in parts for run in measured(bench, recipe, part, asked)]
        results[recipe.name] = summary(runs, base)
    print(table(results))
    if asked.json is not None:
        atomic.write_json(asked.json, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
