from __future__ import annotations

import pytest
import torch

from samft_core.errors import DeviceError
from samft_core.sam.devices import choose_device, cuda_missing


@pytest.fixture
def no_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Some GPU")


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
def test_the_mobile_encoder_stays_on_the_cpu_beside_a_gpu_and_says_so() -> None:
    choice = choose_device("auto")
    assert (choice.device, choice.encoder_device, choice.encoder_runtime) == ("cuda", "cpu", "openvino")
    assert "Some GPU" in choice.reason and "stays on the CPU" in choice.reason


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
