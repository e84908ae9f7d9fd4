"""Held-out masks of several parts, measured part by part as inspectors box them, beside the whole."""

from __future__ import annotations

from collections.abc import Sequence

from samft_core.dataset.part_samples import parts_to_ask
from samft_core.evaluation.records import Boxes, RowResult, Subject
from samft_core.progress import Stage
from samft_core.project.manifest import Sample
from samft_core.sam.predictor import LoadedVersion
from samft_core.sam.types import BASE_VERSION
from samft_core.training.assess.validation import Validator

NAME = "parts-{}"
"""What answers about parts are kept under; those about whole masks are named by the fit alone."""

KINDS: tuple[Boxes, ...] = ("noisy",)


def part_rows(
    validator: Validator, measured: Sequence[tuple[LoadedVersion, Sequence[Sample]]]
) -> dict[Subject, list[RowResult]]:
    """What the base model and the versions say about parts of the masks that these did not learn from.

    Every part gets its own noisy box. Empty where no held-out mask has several parts.
    """
    parts_asked = parts_to_ask([sample for _, samples in measured for sample in samples])
    found: dict[Subject, list[RowResult]] = {}
    for version, samples in measured:
        images = {sample.image_id for sample in samples}
        parts = [part for part in parts_asked if part.image_id in images]
        if not parts:
            continue
        predict = validator.model_under_test.predict_fn(version)
        own = validator.answers(NAME.format(version.name), predict, parts, Stage.EVALUATE, kinds=KINDS)
        found.setdefault("candidate", []).extend(own.rows)
        predict = validator.model_under_test.predict_fn(None)
        name = NAME.format(f"{BASE_VERSION}-{version.name}")
        base = validator.answers(name, predict, parts, Stage.BASELINE, kinds=KINDS)
        found.setdefault("base", []).extend(base.rows)
    return found
