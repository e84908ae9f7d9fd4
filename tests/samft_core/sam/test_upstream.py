"""Segment Anything's parts come without torchvision, and are the package's own."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
{before}
import samft_core.sam.upstream as parts
loaded = "torchvision" in sys.modules
from segment_anything import SamPredictor
from segment_anything.modeling import MaskDecoder
print(loaded, MaskDecoder is parts.MaskDecoder, SamPredictor.__module__)
"""


def run(before: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(before=before)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_torchvision_is_not_needed_and_the_package_still_works_later() -> None:
    assert run() == ["False", "True", "segment_anything.predictor"]


def test_a_package_imported_before_is_used_as_it_is() -> None:
    assert run("import segment_anything")[1:] == ["True", "segment_anything.predictor"]
