"""What bfloat16 in the frozen encoders does to masks: the base model's, and those of tuned decoders.

    python benchmarks/encoder_precision.py FOLDER [--folds 3] [--only N] [--recipe auto] [--json FILE]

FOLDER is a category in MVTec AD's layout. Every mask is asked about while its image is held out, on
embeddings in single precision and in bfloat16, and by decoders that were tuned on either. Agreement is the
IoU of two answers to the same box; what counts is the IoU with the ground truth, paired by mask. Embeddings,
fits and rows are kept in --cache, as those of ``quality.py`` are, whose fits in single precision are taken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from bench import (
    Bench,
    Part,
    add_arguments,
    fit_mark,
    markdown,
    mean_iou,
    note,
    paired_gain,
    read_good,
    read_samples,
    recipes_named,
)

from samft_core.evaluation.evaluate import BoxQuery, MaskFn, evaluate
from samft_core.evaluation.records import RowResult
from samft_core.files import atomic
from samft_core.imaging.masks import Mask, mask_iou
from samft_core.messages.message import Message
from samft_core.project.manifest import Sample
from samft_core.resources import resource_path
from samft_core.sam.cpu_encoders import cpu_plane_encoder
from samft_core.sam.devices import DeviceChoice
from samft_core.sam.planes import NAME as PLANES
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.registry import load_mobile
from samft_core.sam.types import Precision
from samft_core.training.recipe import Recipe


@dataclass(frozen=True)
class Arithmetic:
    """What both encoders calculate in."""

    image: Precision
    planes: Precision

    @property
    def name(self) -> str:
        return self.image if self.image == self.planes else f"{self.image}, planes {self.planes}"


SINGLE = Arithmetic("f32", "f32")
MIXED = Arithmetic("bf16", "f32")
HALF = Arithmetic("bf16", "bf16")


def bench_in(arithmetic: Arithmetic, asked: argparse.Namespace, samples: list[Sample]) -> Bench:
    reason = Message("device.cpu_asked")
    choice = DeviceChoice("cpu", "cpu", "openvino", reason, arithmetic.image)
    model = load_mobile(resource_path("models", "mobile"), choice)
    planes = cpu_plane_encoder(resource_path("models", PLANES), arithmetic.planes)
    return Bench(samples, replace(model, plane_encoder=planes), asked.cache, read_good(asked.folder))


@dataclass
class Answers:
    """Rows with the IoU of each answer, and its agreement with the first arithmetic's answer to the same."""

    rows: list[RowResult]
    agreement: dict[str, float]


def asked_in(
    benches: dict[Arithmetic, Bench], samples: Sequence[Sample], version: LoadedVersion | None, mark: str
) -> dict[Arithmetic, Answers]:
    """The same version asked on the embeddings of each arithmetic, the first one the reference."""
    first, *_ = benches.values()

    def work() -> dict[str, Any]:
        reference: list[Mask] = []
        found: dict[str, Any] = {}
        for arithmetic, bench in benches.items():
            masks: list[Mask] = []
            rows = evaluate(keeping(bench.model_under_test.mask_fn(version), masks), samples)
            reference = reference or masks
            agreement = {
                f"{row.annotation_id} {row.boxes}": mask_iou(mask, other)
                for row, mask, other in zip(rows, masks, reference, strict=True)
            }
            found[arithmetic.name] = {"rows": [row.model_dump() for row in rows], "agreement": agreement}
        return found

    stored = first.kept(f"precision {' '.join(a.name for a in benches)} {mark}", work)
    return {
        a: Answers(
            [RowResult.model_validate(row) for row in stored[a.name]["rows"]], stored[a.name]["agreement"]
        )
        for a in benches
    }


def keeping(predict: MaskFn, masks: list[Mask]) -> MaskFn:
    """The same function, with each of its answers put into ``masks``."""

    def kept(query: BoxQuery) -> Mask:
        masks.append(predict(query))
        return masks[-1]

    return kept


def line(name: str, on: Arithmetic, answers: Answers, reference: Answers) -> list[str]:
    gain = paired_gain(answers.rows, reference.rows, lambda row: row.iou)
    edge = paired_gain(answers.rows, reference.rows, lambda row: row.boundary_iou)
    values = list(answers.agreement.values())
    low, high = gain["interval"]
    return [
        name,
        on.name,
        f"{mean_iou(answers.rows, 'noisy'):.4f}",
        f"{gain['gain']:+.4f} ({low:+.4f} to {high:+.4f})",
        f"{edge['gain']:+.4f}",
        f"{np.mean(values):.4f}",
        f"{np.min(values):.3f}",
        f"{np.quantile(values, 0.1):.3f}",
    ]


HEADS = [
    "decoder",
    "asked on",
    "IoU ±10 %",
    "gain on single precision",
    "boundary",
    "agreement",
    "worst",
    "p10",
]


def joined(parts: Sequence[dict[Arithmetic, Answers]]) -> dict[Arithmetic, Answers]:
    return {
        a: Answers(
            [row for part in parts for row in part[a].rows],
            {key: value for part in parts for key, value in part[a].agreement.items()},
        )
        for a in parts[0]
    }


def tuned_on(
    bench: Bench, benches: dict[Arithmetic, Bench], recipe: Recipe, parts: Sequence[Part], name: str
) -> dict[Arithmetic, Answers]:
    """Fits on the embeddings of ``bench``, each asked on all, their own last."""
    found = []
    for part in parts:
        state, seconds = bench.fitted(recipe_of(benches, recipe, part), part, keep=True)
        decided = recipe_of(benches, recipe, part)
        version = LoadedVersion(f"{name}-{part.number}", bench.model.new_decoder(state), decided.policy)
        mark = f"tuned on {name} {fit_mark(decided, part)} {decided.policy.model_dump_json()}"
        found.append(asked_in(benches, part.held_out, version, mark))
        means = {a.name: round(mean_iou(answers.rows, "noisy"), 4) for a, answers in found[-1].items()}
        note(f"tuned on {name}, fold {part.number}: {means}, {seconds:.0f} s")
    return joined(found)


def recipe_of(benches: dict[Arithmetic, Bench], recipe: Recipe, part: Part) -> Recipe:
    """What the recipe comes to on this fold in single precision, so that all fits are made alike."""
    return benches[SINGLE].decided(recipe, part)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recipe", default="auto", help="a preset, or a JSON file")
    parser.add_argument("--only", type=int, nargs="*", default=None, help="these folds, from 1")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse(arguments)
    samples = read_samples(asked.folder, components=asked.components)
    benches = {a: bench_in(a, asked, samples) for a in (SINGLE, MIXED, HALF)}
    parts = [
        part
        for part in benches[SINGLE].parts(folds=asked.folds, seed=asked.seed)
        if asked.only is None or part.number in asked.only
    ]
    [recipe] = recipes_named([asked.recipe])
    lines: list[list[str]] = []

    def add(name: str, answers: dict[Arithmetic, Answers], reference: Answers | None = None) -> None:
        for a, found in answers.items():
            lines.append(line(name, a, found, reference or answers[SINGLE]))
        print(markdown(HEADS, lines), flush=True)

    held_out = [sample for part in parts for sample in part.held_out]
    add("base model", asked_in(benches, held_out, None, f"base {[part.key for part in parts]}"))
    single = tuned_on(benches[SINGLE], benches, recipe, parts, "f32")
    add("tuned on f32", single)
    mixed = tuned_on(benches[MIXED], benches, recipe, parts, MIXED.name)
    add(f"tuned on {MIXED.name}", mixed, single[SINGLE])
    if asked.json is not None:
        atomic.write_json(asked.json, {"heads": HEADS, "lines": lines})
    return 0


if __name__ == "__main__":
    sys.exit(main())
