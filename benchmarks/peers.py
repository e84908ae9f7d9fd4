"""Other programs' recipes from their published defaults, beside ``auto`` on the same folds: two tables.

    python benchmarks/peers.py FOLDER [--tables steps time] [--folds 3] [--peers NAME ...] [--planes]

"steps": everyone makes 150 steps of 4 rows. "time": everyone gets the wall time that ``auto`` takes with
its own number of steps, encoding of views included, and makes as many steps of its published batch size
as fit. For that the pace of all is measured in turns first, so that other work on the computer slows all
of them alike.

All tune this program's base model and only its mask decoder, learn from the whole image, are asked on the
whole image, and run in this program's loop, with its soft targets and its fast arithmetic: what differs
is the recipe.

``--planes`` has each peer's recipe once more on the richer features: ``auto``'s adapter, of the same width
and at the same rate, before the decoder, reading the planes of the second encoder, where the same trial on
the masks learnt from says so. All else stays the peer's. What is the recipe's and what is the features' can
then be told apart. The time of the second encoder is counted, for ``auto`` as for the peers.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any

from bench import Bench, Part, add_arguments, bench_for, mean_iou, note
from quality import summary, table

from samft_core.evaluation.records import RowResult, paired_gain
from samft_core.files import atomic
from samft_core.imaging.geometry import FULL_VIEW
from samft_core.training.fit.batches import ViewDataset, encode_all
from samft_core.training.fit.loop import fit
from samft_core.training.recipe import Corrections, LossShape, LossWeights, Recipe, recipe_named

STEPS = 150
"""The same number of steps for all; the least that ``auto`` makes."""

ROWS = 4
"""Rows a step in the table of equal steps."""

PACE_TURNS = 3
PACE_STEPS = 3

SQUARES = LossShape(dice_squared=True)

PEERS: dict[str, Recipe] = {
    # The notebook that this program grew from: Adam 1e-6, MSE, one image a step. The preset ``seed``.
    "notebook": recipe_named("seed").model_copy(update={"batch_rows": 1, "precision": "auto"}),
    # NielsRogge/Transformers-Tutorials, SAM/Fine_tune_SAM_(segment_anything)_on_a_custom_dataset.ipynb
    # (1140198): Adam(mask_decoder, lr=1e-5, weight_decay=0); monai DiceCELoss(sigmoid, squared_pred);
    # batch 2; each side of the one box moves outwards by randint(0, 20) pixels. (Its images have 256
    # pixels a side; here pixels are the encoder's 1024, which is kinder.)
    "huggingface": Recipe(
        name="huggingface",
        optimizer="adam",
        learning_rate=1e-5,
        losses=LossWeights(bce=1.0, dice=1.0),
        loss_shape=SQUARES,
        batch_rows=2,
        jitter_px=20.0,
        precision="auto",
    ),
    # bowang-lab/MedSAM, train_one_gpu.py (d71e8a1): AdamW lr 1e-4, weight decay 0.01; monai
    # DiceLoss(sigmoid, squared_pred) + BCE; bbox_shift 20 outwards at 1024; batch 2. (It trains the image
    # encoder too.)
    "medsam": Recipe(
        name="medsam",
        learning_rate=1e-4,
        weight_decay=0.01,
        losses=LossWeights(bce=1.0, dice=1.0),
        loss_shape=SQUARES,
        batch_rows=2,
        jitter_px=20.0,
        precision="auto",
    ),
    # computational-cell-analytics/micro-sam, training/training.py and sam_trainer.py (0068dea): AdamW lr
    # 1e-5 with torch's weight decay of 0.01; torch_em's Dice (with squares) + MSE of the IoU;
    # n_sub_iteration 8, the first with one point or one box in turn, then a point each on what is missing
    # and on what is too much, the mask fed back with mask_prob 0.5; box_distortion_factor 0.025. Up to 25
    # objects of one image a step; here rows.
    "micro-sam": Recipe(
        name="micro-sam",
        learning_rate=1e-5,
        weight_decay=0.01,
        losses=LossWeights(dice=1.0, iou_head=1.0),
        loss_shape=SQUARES,
        batch_rows=4,
        box_jitter=0.025,
        corrections=Corrections(rounds=7, mask_share=0.5, points="pair", start="alternate"),
        precision="auto",
    ),
    # luca-medeiros/lightning-sam, config.py, losses.py and train.py (58335bb): Adam lr 8e-4, weight decay
    # 1e-4, warm-up over 250 steps, then constant; 20 focal + Dice + MSE of the IoU; gamma 2 on a mask's
    # mean cross-entropy, alpha 0.8 for all of it (hence 16); batch 12; tight boxes of COCO.
    "lightning-sam": Recipe(
        name="lightning-sam",
        optimizer="adam",
        learning_rate=8e-4,
        weight_decay=1e-4,
        losses=LossWeights(focal=20 * 0.8, dice=1.0, iou_head=1.0),
        loss_shape=LossShape(focal_gamma=2.0, focal_by_mask=True),
        batch_rows=12,
        warmup_steps=250,
        precision="auto",
    ),
    # bnsreenu/digitalsreeni-image-annotator, training/sam_trainer.py (0289a8b) and the dialog's defaults
    # (2ced410): AdamW lr 1e-4, weight decay 0.1, warm-up over a tenth of the steps, cosine; 20 focal
    # (gamma 2, no alpha) + Dice; tight boxes; batch 2; 10 epochs, which for 28 masks are 140 steps.
    "digitalsreeni": Recipe(
        name="digitalsreeni",
        learning_rate=1e-4,
        weight_decay=0.1,
        losses=LossWeights(focal=20.0, dice=1.0),
        batch_rows=2,
        warmup_steps=15,
        schedule="cosine",
        precision="auto",
    ),
}
"""Where a published value has no counterpart here, the comment says so. (Commits in brackets.)"""


WITH_PLANES = " + planes"
"""What follows a peer's name where its recipe has the richer features."""


def with_planes(recipe: Recipe) -> Recipe:
    """The recipe on the features of ``auto``, through the same way in."""
    auto = recipe_named("auto")
    fields = ("adapter_channels", "adapter_rate", "planes", "planes_when", "skips", "good_distance")
    richer = {field: getattr(auto, field) for field in fields}
    return recipe.model_copy(update={"name": f"{recipe.name}{WITH_PLANES}", **richer})


def with_steps(recipe: Recipe, steps: int, rows: int | None = None) -> Recipe:
    update: dict[str, Any] = {"steps": steps}
    if rows is not None:
        update["batch_rows"] = rows
    if recipe.schedule == "cosine" and recipe.name.removesuffix(WITH_PLANES) == "digitalsreeni":
        update["warmup_steps"] = max(1, steps // 10)
    return recipe.model_copy(update=update)


def measured_pace(bench: Bench, recipes: Sequence[Recipe]) -> dict[str, float]:
    """Seconds a step of each recipe, and of one encoding by each encoder, measured in turns."""
    sample = bench.samples[0]
    datasets = {}
    for recipe in recipes:
        datasets[recipe.name] = ViewDataset([sample], recipe, bench.embed, views_each=1)
        encode_all(datasets[recipe.name].parts)
    seconds: dict[str, list[float]] = {recipe.name: [] for recipe in recipes}
    seconds |= {"encode": [], "planes": []}
    encoder = bench.model.require_encoder()
    rgb = bench.images.read(sample)
    planes_of = bench.model.require_plane_encoder()
    planes_of.encode(rgb, FULL_VIEW)  # the first one loads it
    for turn in range(PACE_TURNS):
        started = time.perf_counter()
        encoder.encode(rgb, FULL_VIEW)
        seconds["encode"].append(time.perf_counter() - started)
        started = time.perf_counter()
        planes_of.encode(rgb, FULL_VIEW)
        seconds["planes"].append(time.perf_counter() - started)
        for recipe in recipes:
            marks: list[float] = []
            fit(
                bench.model, datasets[recipe.name], recipe, steps=PACE_STEPS + 1, seed=turn,
                on_step=lambda _, marks=marks: marks.append(time.perf_counter()),
            )  # fmt: skip
            # The first step warms up.
            seconds[recipe.name].append((marks[-1] - marks[0]) / PACE_STEPS)
    return {name: statistics.median(values) for name, values in seconds.items()}


def steps_in_the_time_of(reference: Recipe, recipe: Recipe, part: Part, throughput: dict[str, float]) -> int:
    """How many steps of ``recipe`` take as long as ``reference`` takes on a fold, encoding included."""
    masks = len(part.train)
    budget = reference.step_count(masks) * throughput[reference.name] + encoding(reference, masks, throughput)
    return max(1, int((budget - encoding(recipe, masks, throughput)) / throughput[recipe.name]))


def encoding(recipe: Recipe, masks: int, throughput: dict[str, float]) -> float:
    """Seconds that the views of a fit take, with their planes where the recipe reads them."""
    each = throughput["encode"] + (throughput["planes"] if recipe.reads_planes else 0.0)
    return masks * recipe.views.per_mask(masks) * each


def parts_of(bench: Bench, asked: argparse.Namespace) -> list[Part]:
    return bench.parts(folds=asked.folds, seed=asked.seed, masks=asked.masks)[: asked.first_folds]


def zero_shot(bench: Bench, parts: Sequence[Part]) -> dict[str, Any]:
    """The base model on the same held-out masks."""
    held_out = {sample.annotation_id for part in parts for sample in part.held_out}
    rows, seconds = bench.baseline("zero_shot")
    return summary([row for row in rows if row.annotation_id in held_out], seconds)


def table_of_steps(bench: Bench, asked: argparse.Namespace, peers: Sequence[Recipe]) -> dict[str, Any]:
    parts = parts_of(bench, asked)
    results = {"zero_shot": zero_shot(bench, parts)}
    recipes = [with_steps(recipe, asked.steps, ROWS) for recipe in (*peers, recipe_named("auto"))]
    rows: dict[str, list[RowResult]] = {}
    for recipe in recipes:
        rows[recipe.name], seconds = bench.recipe(recipe, parts)
        results[recipe.name] = summary(rows[recipe.name], seconds) | {"steps": [asked.steps] * len(parts)}
    return {"table": results, **leads(rows)}


def table_of_time(bench: Bench, asked: argparse.Namespace, peers: Sequence[Recipe]) -> dict[str, Any]:
    auto = recipe_named("auto")
    parts = parts_of(bench, asked)
    data = [recipe.model_dump_json(exclude_defaults=True, exclude={"contrast"}) for recipe in (auto, *peers)]
    mark = " ".join(["pace of both encoders", *data])
    throughput = bench.kept(mark, lambda: measured_pace(bench, (auto, *peers)))
    results = {"zero_shot": zero_shot(bench, parts)}
    rows: dict[str, list[RowResult]] = {}
    for recipe in (*peers, auto):
        rows[recipe.name], seconds, steps = [], 0.0, []
        for part in parts:
            steps.append(steps_in_the_time_of(auto, recipe, part, throughput))
            mine = recipe if recipe is auto else with_steps(recipe, steps[-1])
            found, spent = bench.measured(mine, part)
            rows[recipe.name] += found
            seconds += spent / len(parts)
        results[recipe.name] = summary(rows[recipe.name], seconds) | {"steps": steps}
    return {"table": results, **leads(rows), "pace": throughput}


def leads(rows: dict[str, list[RowResult]]) -> dict[str, Any]:
    """``auto`` against the best peer as published, and against the best one on the same features."""
    as_published = {name: found for name, found in rows.items() if not name.endswith(WITH_PLANES)}
    richer = {name: found for name, found in rows.items() if name == "auto" or name.endswith(WITH_PLANES)}
    found = {"lead": lead_of_auto(as_published)}
    return found | ({"lead_on_planes": lead_of_auto(richer)} if len(richer) > 1 else {})


def lead_of_auto(rows: dict[str, list[RowResult]]) -> dict[str, Any]:
    """How far ``auto`` is ahead of the best peer, with boxes ±10 %, paired by mask."""
    best = max((name for name in rows if name != "auto"), key=lambda name: mean_iou(rows[name], "noisy"))
    gain = paired_gain(rows["auto"], rows[best], name=best, boxes="noisy")
    assert gain is not None
    return {"best_peer": best, "points": gain.mean, "interval": [gain.interval.low, gain.interval.high]}


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tables", nargs="+", choices=["steps", "time"], default=["steps", "time"])
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument(
        "--planes",
        action="store_true",
        help="each peer once more on the features of auto",
    )
    parser.add_argument("--steps", type=int, default=STEPS, help="steps in the table of equal steps")
    parser.add_argument(
        "--masks", type=int, default=None, help="learn from this many masks of each fold only"
    )
    parser.add_argument("--first-folds", type=int, default=None, help="measure only so many folds")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    peers = [PEERS[name].model_copy(update={"name": name}) for name in asked.peers]
    if asked.planes:
        peers += [with_planes(peer) for peer in peers]
    bench = bench_for(asked)
    makers = {"steps": table_of_steps, "time": table_of_time}
    titles = {"steps": f"The same {asked.steps} steps of {ROWS} rows", "time": "The wall time of `auto`"}
    results: dict[str, Any] = {}
    for name in asked.tables:
        note(titles[name])
        results[name] = makers[name](bench, asked, peers)
        print(f"{titles[name]}\n\n{table(results[name]['table'])}\n")
        for kind, whom in (("lead", "best peer"), ("lead_on_planes", "best peer on the same features")):
            if kind in results[name]:
                lead = results[name][kind]
                against = "{points:+.3f} ({interval[0]:+.3f} to {interval[1]:+.3f})".format(**lead)
                print(f"`auto` against the {whom}, {lead['best_peer']}: {against}\n")
        if asked.json is not None:
            atomic.write_json(asked.json, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
