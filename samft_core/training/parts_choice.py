"""Whether a version is asked part by part: the masks to learn from decide, each run. Free of torch.

Where masks hardly ever have several parts, an answer that has some is more likely to be wrong than scattered,
and every part costs encodings of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from samft_core.dataset.part_samples import part_samples
from samft_core.project.manifest import Sample
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.training.recipe import Parts

LEAST_SHARE = 0.2
LEAST_MASKS = 3
"""From this share of the masks learnt from, and this many of them, having several parts is usual."""


def are_scattered(samples: Sequence[Sample]) -> bool:
    """Whether it is usual for these masks to have several parts that lie apart."""
    scattered = sum(bool(part_samples(sample)) for sample in samples)
    return scattered >= max(LEAST_MASKS, LEAST_SHARE * len(samples))


def part_policy(policy: InferencePolicy, parts: Parts, samples: Sequence[Sample]) -> InferencePolicy:
    """The policy of a version that learnt from these masks: with as many parts as the recipe asks about where
    parts are usual, else as it is."""
    if not parts.asked or not are_scattered(samples):
        return policy
    return policy.model_copy(update={"parts": parts.asked})
