"""What each part of ``auto`` is worth: variants of it against it, by repeated cross-validation.

    python benchmarks/ablation.py FOLDER [--seeds 0 1 2] [--folds 3] [--only TEXT ...] [--minutes N]
                                  [--groups] [--markdown FILE] [--json FILE]

Each fold of each seed is finished for all variants before the next one starts, so the table is fair
whenever it is stopped; what is measured is kept in --cache, and the same command goes on. Differences are
paired by mask (boxes ±10 %); intervals draw whole images. Variants that only ask differently share one
fit. --table only prints what is known; --groups adds a table of the differences by class and by size of the
box, which tells whether some boxes should be asked otherwise.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import Bench, Part, add_arguments, bench_for, fit_mark, markdown, note
from variants import VARIANTS, variants_of

from samft_core.evaluation.metrics import bootstrap_grouped, tenth_percentile
from samft_core.evaluation.records import RowResult
from samft_core.files import atomic
from samft_core.project.manifest import Sample
from samft_core.training.recipe import Recipe, recipe_named

AUTO = "auto"
FoldRows = dict[str, tuple[list[RowResult], float]]
"""By variant: the rows of a fold, and the seconds of its steps."""

Pair = tuple[RowResult, RowResult]
"""One mask and box, answered by a variant and by ``auto``."""

SIZES = ("small boxes", "middle boxes", "large boxes")


def in_order(recipes: dict[str, Recipe], part: Part) -> list[Recipe]:
    """``auto`` first, then the others, each right after the one whose weights it shares."""
    groups: dict[str, list[Recipe]] = defaultdict(list)
    for recipe in recipes.values():
        groups[fit_mark(recipe, part)].append(recipe)
    return [recipe for group in groups.values() for recipe in group]


def measure(
    bench: Bench, recipes: dict[str, Recipe], parts: Sequence[Part], *, until: float, only_known: bool
) -> tuple[dict[str, FoldRows], list[tuple[str, str]]]:
    """What is known or can be measured before ``until`` (monotonic), by fold; and what is still to do."""
    found: dict[str, FoldRows] = {}
    waiting: list[tuple[str, str]] = []
    for part in parts:
        known: FoldRows = {}
        for recipe in in_order(recipes, part):
            if not bench.knows(recipe, part) and (only_known or time.monotonic() > until):
                waiting.append((f"seed {part.seed} fold {part.number}", recipe.name))
                continue
            known[recipe.name] = bench.measured(recipe, part, keep_weights=recipe.name == AUTO)
        found[part.key] = known
    return found, waiting


def differences(found: dict[str, FoldRows], name: str) -> dict[str, Any] | None:
    """A variant beside ``auto`` on the folds that both have; None where there is none."""
    pairs = paired(found, name)
    if not pairs:
        return None
    noisy = [(ours, auto) for ours, auto in pairs if ours.boxes == "noisy"]
    tight = [ours.iou for ours, _ in pairs if ours.boxes == "tight"]
    seconds = [rows[name][1] for rows in found.values() if name in rows and AUTO in rows]
    return {
        "iou": sum(ours.iou for ours, _ in noisy) / len(noisy),
        "tight": sum(tight) / len(tight),
        "p10": tenth_percentile([ours.iou for ours, _ in noisy]),
        **difference(noisy),
        "folds": len(seconds),
        "seconds": round(sum(seconds) / len(seconds), 1),
    }


def paired(found: dict[str, FoldRows], name: str) -> list[Pair]:
    """A variant's rows and ``auto``'s, on the folds that both have."""
    pairs: list[Pair] = []
    for rows in found.values():
        if name in rows and AUTO in rows:
            theirs = {(row.key, row.boxes): row for row in rows[AUTO][0]}
            pairs += [(row, theirs[row.key, row.boxes]) for row in rows[name][0]]
    return pairs


def difference(pairs: Sequence[Pair]) -> dict[str, Any]:
    gains = [ours.iou - auto.iou for ours, auto in pairs]
    images = [ours.image_id for ours, _ in pairs]
    interval = bootstrap_grouped(gains, images)
    at_boundary = [ours.boundary_iou - auto.boundary_iou for ours, auto in pairs]
    boundary = bootstrap_grouped(at_boundary, images)
    return {
        "boundary": sum(at_boundary) / len(pairs),
        "boundary_interval": [boundary.low, boundary.high],
        "difference": sum(gains) / len(gains),
        "interval": [interval.low, interval.high],
        "masks": len(pairs),
    }


def groups_of(samples: Sequence[Sample]) -> dict[str, set[int]]:
    """Ids of the masks of each class, and of each third of the boxes by their longer side."""
    groups: dict[str, set[int]] = defaultdict(set)
    for sample in sorted(samples, key=lambda sample: sample.class_name):
        groups[sample.class_name].add(sample.annotation_id)
    by_size = sorted(samples, key=lambda sample: max(sample.box.width, sample.box.height))
    for place, sample in enumerate(by_size):
        groups[SIZES[place * len(SIZES) // len(by_size)]].add(sample.annotation_id)
    return dict(groups)


def by_group(found: dict[str, FoldRows], name: str, groups: dict[str, set[int]]) -> dict[str, dict[str, Any]]:
    """A variant beside ``auto`` with boxes ±10 %, in each group that has masks on their folds."""
    noisy = [pair for pair in paired(found, name) if pair[0].boxes == "noisy"]
    results = {}
    for group, members in groups.items():
        if pairs := [pair for pair in noisy if pair[0].annotation_id in members]:
            results[group] = difference(pairs)
    return results


def table_of_groups(results: dict[str, dict[str, dict[str, Any]]]) -> str:
    """A line a variant, a column a group: the difference from ``auto``, in bold where it is beyond noise."""
    heads = list(dict.fromkeys(group for by_group in results.values() for group in by_group))
    lines = []
    for name, by_group in results.items():
        cells = []
        for group in heads:
            text = f"{by_group[group]['difference']:+.3f}" if group in by_group else ""
            cells.append(f"**{text}**" if text and verdict(by_group[group]) else text)
        lines.append([name, *cells])
    return markdown(["against `auto`", *heads], lines)


def verdict(result: dict[str, Any]) -> str:
    low, high = result["interval"]
    return "better" if low > 0 else "worse" if high < 0 else ""


def table(results: dict[str, dict[str, Any]]) -> str:
    heads = ["variant", "IoU ±10 %", "against `auto`", "95 % interval", "", "boundary", "95 % interval",
             "tight", "p10", "s", "folds"]  # fmt: skip
    lines = []
    groups = {"": [AUTO]} | {group: list(names) for group, names in VARIANTS.items()}
    for group, names in groups.items():
        known = [name for name in names if name in results]
        if group and known:
            lines.append([f"*{group}*", *[""] * (len(heads) - 1)])
        for name in known:
            result = results[name]
            low, high = result["interval"]
            against = [""] * 5
            if name != AUTO:
                near, far = result["boundary_interval"]
                against = [f"{result['difference']:+.3f}", f"{low:+.3f} to {high:+.3f}", verdict(result),
                           f"{result['boundary']:+.3f}", f"{near:+.3f} to {far:+.3f}"]  # fmt: skip
            numbers = [
                f"{result['tight']:.3f}",
                f"{result['p10']:.3f}",
                f"{result['seconds']:.0f}",
                str(result["folds"]),
            ]
            lines.append([name, f"{result['iou']:.3f}", *against, *numbers])
    return markdown(heads, lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument(
        "--first-folds", type=int, default=None, help="measure only so many folds of each seed"
    )
    parser.add_argument(
        "--only", nargs="+", default=None, help="only variants or groups with one of these texts"
    )
    parser.add_argument(
        "--masks", type=int, default=None, help="learn from this many masks of each fold only"
    )
    parser.add_argument(
        "--steps", type=int, default=None, help="so many steps in all variants, to try it out"
    )
    parser.add_argument("--minutes", type=float, default=None, help="start no fit after so many minutes")
    parser.add_argument("--table", action="store_true", help="measure nothing, print what is known")
    parser.add_argument("--groups", action="store_true", help="differences by class and size of the box too")
    parser.add_argument("--markdown", type=Path, default=None, help="also write the table here")
    return parser.parse_args(arguments)


def chosen(auto: Recipe, only: Sequence[str] | None) -> tuple[dict[str, Recipe], list[str]]:
    made, missing = variants_of(auto)
    group_of = {name: group for group, names in VARIANTS.items() for name in names}

    def wanted(name: str) -> bool:
        text = f"{group_of[name]} {name}".lower()
        return only is None or any(part.lower() in text for part in only)

    recipes = {AUTO: auto} | {name: recipe for name, recipe in made.items() if wanted(name)}
    return recipes, [name for name in missing if wanted(name)]


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    auto = recipe_named(AUTO)
    recipes, missing = chosen(auto, asked.only)
    if asked.steps is not None:
        recipes = {name: recipe.model_copy(update={"steps": asked.steps}) for name, recipe in recipes.items()}
    until = time.monotonic() + asked.minutes * 60 if asked.minutes is not None else float("inf")
    bench = bench_for(asked)
    parts = [
        part
        for seed in asked.seeds
        for part in bench.parts(folds=asked.folds, seed=seed, masks=asked.masks)[: asked.first_folds]
    ]
    found, waiting = measure(bench, recipes, parts, until=until, only_known=asked.table)
    results = {name: one for name in recipes if (one := differences(found, name)) is not None}
    text = table(results)
    grouped = {name: by_group(found, name, groups_of(bench.samples)) for name in results if name != AUTO}
    if asked.groups:
        text += "\n\n" + table_of_groups(grouped)
    print(text)
    if missing:
        note(f"This version has no recipe for: {', '.join(missing)}")
    note(f"To do: {len(waiting)} of {len(parts) * len(recipes)} folds")
    for fold in dict.fromkeys(fold for fold, _ in waiting):
        note(f"  {fold}: {', '.join(name for waiting_fold, name in waiting if waiting_fold == fold)}")
    if asked.markdown is not None:
        atomic.write_text(asked.markdown, text + "\n")
    if asked.json is not None:
        atomic.write_json(
            asked.json, {"variants": results, "groups": grouped, "waiting": waiting, "missing": missing}
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
