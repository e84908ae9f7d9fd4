from __future__ import annotations

import math
from dataclasses import replace

import pytest

from samft_core.sam.parity import (
    EMBEDDING_TOLERANCE,
    GRADIENT_TOLERANCE,
    LOGITS_TOLERANCE,
    MASK_TOLERANCE,
    PLANES_TOLERANCE,
    Parity,
    measure_parity,
)

AGREES = Parity(1e-6, 1e-4, 1e-4, 1.0, 0.99, 1e-5, 1.0)


def test_pytorchs_encoders_and_a_step_agree_with_the_usual_ones_on_the_cpu() -> None:
    found = measure_parity("cpu")
    assert found.problem is None
    assert found.embedding < EMBEDDING_TOLERANCE / 10
    assert found.planes is not None and found.planes < PLANES_TOLERANCE
    # The same modules on the same device.
    assert (found.logits, found.mask, found.gradient) == (0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("embedding", 2 * EMBEDDING_TOLERANCE),
        ("embedding", math.nan),
        ("planes", 2 * PLANES_TOLERANCE),
        ("logits", 2 * LOGITS_TOLERANCE),
        ("logits", math.inf),
        ("mask", MASK_TOLERANCE - 0.01),
        ("half_mask", 0.5),
        ("gradient", 2 * GRADIENT_TOLERANCE),
        ("gradient", math.nan),
    ],
)
def test_a_part_that_is_off_is_named(part: str, value: float) -> None:
    assert AGREES.problem is None
    problem = replace(AGREES, **{part: value}).problem
    assert problem is not None and part in str(problem)


def test_parts_that_a_gpu_does_not_do_are_not_asked() -> None:
    assert Parity(1e-6, None, None, 1.0, None, None, 1.0).problem is None
