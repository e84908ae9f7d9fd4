from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import torch

from samft_core.errors import DeviceError
from samft_core.messages.message import Message
from samft_core.sam import devices
from samft_core.sam.devices import choose_device, cuda_missing


@pytest.fixture
def no_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Some GPU")
    monkeypatch.setattr(devices, "_problem", lambda gpu, check_again: None)


@pytest.mark.usefixtures("no_cuda")
def test_auto_without_cuda_is_the_cpu_and_says_why() -> None:
    choice = choose_device("auto")
    assert (choice.device, choice.encoder_runtime) == ("cpu", "openvino")
    assert "No GPU is used" in choice.reason and str(cuda_missing()) in choice.reason


@pytest.mark.usefixtures("no_cuda")
def test_cuda_that_is_not_there_is_an_error_with_a_remedy() -> None:
    with pytest.raises(DeviceError, match="CUDA was asked for") as caught:
        choose_device("cuda")
    assert caught.value.remedy is not None


@pytest.mark.usefixtures("cuda")
def test_the_embedded_model_runs_wholly_on_a_gpu_that_agrees_with_the_cpu() -> None:
    choice = choose_device("auto")
    assert (choice.device, choice.encoder_device, choice.encoder_runtime) == ("cuda", "cuda", "torch")
    assert "Some GPU" in choice.reason


@pytest.mark.usefixtures("cuda")
def test_a_base_packs_graph_stays_on_the_cpu_beside_a_gpu_and_says_so() -> None:
    choice = choose_device("auto", model="some-pack")
    assert (choice.device, choice.encoder_device, choice.encoder_runtime) == ("cuda", "cpu", "openvino")
    assert "Some GPU" in choice.reason and "stays on the CPU" in choice.reason


@pytest.mark.usefixtures("cuda")
def test_a_gpu_with_other_answers_is_not_used_and_the_reason_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    off = Message("device.parity", part="embedding", value=0.5, limit=0.001)
    monkeypatch.setattr(devices, "_problem", lambda gpu, check_again: off)
    choice = choose_device("auto")
    assert (choice.device, choice.encoder_device) == ("cpu", "cpu")
    assert "embedding 0.5" in choice.reason
    with pytest.raises(DeviceError, match="embedding"):
        choose_device("cuda")


def test_a_gpu_that_pytorch_cannot_drive_is_answered_by_the_cpu(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAMFT_GPU_CHECK", str(tmp_path))
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)

    def fails(gpu: str) -> None:
        raise RuntimeError("CUDA error: no kernel image is available for execution on the device\nmore")

    monkeypatch.setattr("samft_core.sam.parity.measure_parity", fails)
    choice = choose_device("auto")
    assert choice.device == "cpu" and "no kernel image is available" in choice.reason
    assert "more" not in str(choice.reason)


@pytest.mark.usefixtures("no_cuda")
def test_a_driver_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def old() -> bool:
        warnings.warn("CUDA initialization: The NVIDIA driver on your system is too old", stacklevel=1)
        return False

    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", old)
    assert "driver on your system is too old" in choose_device("auto").reason


@pytest.mark.usefixtures("no_cuda")
def test_intel_graphics_encode_where_they_agree_with_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def agrees(gpu: str, check_again: bool) -> None:
        asked.append(gpu)

    monkeypatch.setattr(devices, "intel_graphics", lambda: "Intel(R) Arc(TM)")
    monkeypatch.setattr(devices, "_problem", agrees)
    choice = choose_device("auto")
    assert (choice.device, choice.encoder_device, choice.encoder_runtime) == ("cpu", "intel", "openvino")
    assert asked == ["intel"] and "Arc" in choice.reason
    assert choose_device("auto", model="vit_b").encoder_device == "cpu"
    assert choose_device("cpu").encoder_device == "cpu"


@pytest.mark.usefixtures("no_cuda")
def test_intel_graphics_with_other_answers_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "intel_graphics", lambda: "Intel(R) Arc(TM)")
    monkeypatch.setattr(devices, "_problem", lambda gpu, check_again: Message("device.gpu_fails", reason="x"))
    choice = choose_device("auto")
    assert choice.encoder_device == "cpu" and "Arc(TM) is not used either" in choice.reason


@pytest.mark.usefixtures("no_cuda")
def test_without_openvino_pytorch_encodes_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samft_core.sam.cpu_encoders.openvino_installed", lambda: False)
    choice = choose_device("auto")
    assert choice.encoder_runtime == "torch" and "OpenVINO is not installed" in choice.reason


@pytest.mark.usefixtures("cuda")
def test_a_vit_runs_wholly_on_the_gpu() -> None:
    choice = choose_device("auto", model="vit_b")
    assert (choice.device, choice.encoder_device, choice.encoder_runtime) == ("cuda", "cuda", "torch")


@pytest.mark.usefixtures("cuda")
def test_the_cpu_can_be_asked_for() -> None:
    assert choose_device("cpu").device == "cpu"


def test_another_device_is_refused() -> None:
    with pytest.raises(DeviceError, match="no device"):
        choose_device("tpu")
