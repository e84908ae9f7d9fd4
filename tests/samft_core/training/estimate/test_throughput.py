from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samft_core.training.estimate.throughput import (
    GUESSES,
    MIB,
    Throughput,
    keep_throughput,
    peak_memory,
    throughput_of,
)

PACE = Throughput(encode=0.5, row=0.1, decode=0.2, fixed=9, memory=800 * MIB)


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cache" / "pace.json"
    monkeypatch.setenv("SAMFT_PACE", str(path))
    return path


def test_the_project_s_own_run_counts_most_then_this_pc_then_a_guess() -> None:
    assert throughput_of("mobile", {}) == GUESSES["mobile"] and not throughput_of("mobile", {}).measured
    keep_throughput("mobile", PACE)
    assert throughput_of("mobile", {}) == PACE and throughput_of("vit_b", {}) == GUESSES["vit_b"]
    own = PACE.model_copy(update={"encode": 0.9})
    assert throughput_of("mobile", own.model_dump() | {"base_model": "mobile"}) == own


def test_paces_of_several_models_are_kept_side_by_side() -> None:
    keep_throughput("mobile", PACE)
    keep_throughput("vit_b", PACE.model_copy(update={"encode": 8}))
    assert throughput_of("mobile", {}).encode == 0.5 and throughput_of("vit_b", {}).encode == 8


def test_a_damaged_file_is_as_none(file: Path) -> None:
    file.parent.mkdir()
    for text in ("{", "[]", '{"mobile": {"encode": "fast"}}'):
        file.write_text(text)
        assert throughput_of("mobile", {}) == GUESSES["mobile"]


def test_a_cache_that_cannot_be_written_costs_no_run(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    keep_throughput("mobile", PACE)
    assert throughput_of("mobile", {}) == GUESSES["mobile"]


def test_an_earlier_program_s_pace_is_not_half_believed() -> None:
    assert throughput_of("mobile", {"encode": 0.5, "step": 0.6}) == GUESSES["mobile"]


def test_the_peak_remembers_what_was_given_back() -> None:
    before = peak_memory()
    filled = np.ones(200 * MIB, np.uint8)
    assert filled.sum() > 0
    del filled
    assert peak_memory() >= max(before, 200 * MIB)
