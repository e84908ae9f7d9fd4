"""The parts of Segment Anything that SAMFT uses, without what its package imports for other uses.

The package's ``__init__`` imports torchvision for its own predictor and mask generator. Neither is used
here, and torchvision doubles the start-up and does not exist for every build of PyTorch, so the parts are
imported from below an ``__init__`` that is not run. Import them from here only.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _package_without_init(name: str) -> Iterator[None]:
    """Let submodules of ``name`` be imported; whoever imports the package itself later gets all of it."""
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None:  # loaded already, or not installed: then the import below says so
        yield
        return
    sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        yield
    finally:
        del sys.modules[name]


with _package_without_init("segment_anything"):
    from segment_anything.build_sam import sam_model_registry
    from segment_anything.modeling import MaskDecoder, PromptEncoder, TwoWayTransformer

__all__ = ["MaskDecoder", "PromptEncoder", "TwoWayTransformer", "sam_model_registry"]
