from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch

from samft_core.errors import DeviceError
from samft_core.imaging.drawn_defect import drawn_defect
from samft_core.imaging.geometry import FULL_VIEW, Frame
from samft_core.messages.message import Message
from samft_core.sam.bf16_parity import EMBEDDING_TOLERANCE, MASK_TOLERANCE, Bf16Parity, measure_bf16
from samft_core.sam.cpu_encoders import multiplies_bf16
from samft_core.sam.devices import choose_device
from samft_core.sam.digests import mobile_encoder_digest
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.encoder_precision import (
    PRECISION_VARIABLE,
    choose_precision,
    note_precision,
    precision_here,
)
from samft_core.sam.parity_record import Finding
from samft_core.sam.registry import load_model

WRONG = Message("device.bf16_parity", part="mask", value=0.5, limit=0.97)


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test is a PC of its own that decides by itself."""
    monkeypatch.setenv("SAMFT_GPU_CHECK", str(tmp_path / "known"))
    monkeypatch.setenv(PRECISION_VARIABLE, "auto")


def never() -> Finding:
    raise AssertionError("compared once more")


def test_bfloat16_is_used_where_the_processor_has_it_and_masks_stay() -> None:
    assert choose_precision(lambda: Finding(None), supported=lambda: True) == ("bf16", None)
    # The comparison is made once for this PC, until somebody asks for it.
    assert choose_precision(never, supported=lambda: True) == ("bf16", None)
    found = choose_precision(lambda: Finding(WRONG), supported=lambda: True, check_again=True)
    assert found == ("f32", WRONG)
    assert choose_precision(never, supported=lambda: True) == ("f32", WRONG)


def test_without_the_arithmetic_nothing_is_compared() -> None:
    precision, against = choose_precision(never, supported=lambda: False)
    assert precision == "f32" and against is not None and "does not multiply bfloat16" in against


@pytest.mark.parametrize("asked", ["f32", ""])
def test_single_precision_can_be_asked_for_and_is_what_is_used_otherwise(
    monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv(PRECISION_VARIABLE, asked)
    precision, against = choose_precision(never, supported=lambda: True)
    assert precision == "f32" and against is not None and PRECISION_VARIABLE in against


@pytest.mark.parametrize(("supported", "finding"), [(False, Finding(None)), (True, Finding(WRONG))])
def test_bfloat16_that_is_asked_for_in_vain_is_an_error(
    monkeypatch: pytest.MonkeyPatch, supported: bool, finding: Finding
) -> None:
    monkeypatch.setenv(PRECISION_VARIABLE, "bf16")
    with pytest.raises(DeviceError, match="bfloat16 was asked for") as caught:
        choose_precision(lambda: finding, supported=lambda: supported)
    assert caught.value.remedy is not None


def test_another_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PRECISION_VARIABLE, "fp16")
    with pytest.raises(DeviceError, match="fp16"):
        choose_precision(never, supported=lambda: True)


@pytest.mark.parametrize(
    ("parity", "part"),
    [
        (Bf16Parity(2 * EMBEDDING_TOLERANCE, 1.0), "embedding"),
        (Bf16Parity(math.nan, 1.0), "embedding"),
        (Bf16Parity(0.009, MASK_TOLERANCE - 0.01), "mask"),
        (Bf16Parity(0.009, math.nan), "mask"),
    ],
)
def test_what_is_too_far_off_is_named(parity: Bf16Parity, part: str) -> None:
    assert parity.problem is not None and part in parity.problem
    assert Bf16Parity(0.009, 0.999).problem is None


def test_whoever_only_looks_knows_what_was_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    assert precision_here() == "f32"
    note_precision("bf16")
    assert precision_here() == "bf16"
    monkeypatch.setenv(PRECISION_VARIABLE, "f32")
    assert precision_here() == "f32"


def test_embeddings_of_both_kinds_lie_apart(tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path)
    model = load_model(device="cpu", encoder=True)
    rgb, _, _ = drawn_defect()
    embedding = model.encode(rgb)
    cache.put("pixels", embedding)
    other = {"f32": "bf16", "bf16": "f32"}[model.require_encoder().precision]
    frame = Frame(rgb.shape[1], rgb.shape[0])
    assert cache.get("pixels", FULL_VIEW, model.require_encoder().digest, frame) is not None
    unlike = mobile_encoder_digest("bf16" if other == "bf16" else "f32")
    assert cache.get("pixels", FULL_VIEW, unlike, frame) is None


@pytest.mark.skipif(not multiplies_bf16(), reason="this processor has no bfloat16")
def test_this_processors_bfloat16_gives_the_same_mask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    found = measure_bf16()
    assert found.problem is None and found.mask > 0.99
    choice = choose_device("auto")
    assert choice.precision == "bf16" == precision_here() and "bfloat16" in choice.reason
    model = load_model(device="cpu")
    assert model.require_encoder().precision == "bf16"
    assert model.require_encoder().digest == mobile_encoder_digest("bf16") != mobile_encoder_digest()
    assert model.require_encoder().description.endswith("bf16")
