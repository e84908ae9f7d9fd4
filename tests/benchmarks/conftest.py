from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

# The scripts are not a package: they find each other as they do when they are run.
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))


@pytest.fixture
def tiny_recipe(tmp_path: Path) -> Path:
    """A recipe file of one step with one row."""
    recipe: dict[str, Any] = {
        "name": "tiny",
        "learning_rate": 1e-4,
        "losses": {"bce": 1.0, "dice": 1.0},
        "steps": 1,
        "batch_rows": 1,
    }
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(recipe), "utf-8")
    return path
