"""Which device the model runs on, and why. Importing this module loads no framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samft_core.errors import DeviceError
from samft_core.sam.spec import CHECKPOINTS
from samft_core.security import it_policy

Device = Literal["cpu", "cuda"]
EncoderRuntime = Literal["openvino", "torch"]


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """``device`` runs the mask decoder and fine-tuning, ``encoder_device`` the image encoder.

    ``reason`` says in one or two sentences, for people, why it is so.
    """

    device: Device
    encoder_device: Device
    encoder_runtime: EncoderRuntime
    reason: str


def choose_device(asked: str = "auto", *, model: str = "mobile") -> DeviceChoice:
    """Decide for "auto", "cpu" or "cuda".

    Raises DeviceError where "cuda" is asked for in vain, and PolicyError.
    """
    if asked not in ("auto", "cpu", "cuda"):
        raise DeviceError(f"There is no device {asked!r}", remedy='Use "auto", "cpu" or "cuda".')
    if asked == "cpu":
        return _on_cpu(model, "The CPU was asked for.")
    missing = cuda_missing() if it_policy.current().gpu else "the policy of this PC switches it off"
    if missing is None:
        return _on_cuda(model)
    if asked == "cuda":
        raise DeviceError(f"CUDA was asked for, but {missing}", remedy='Use "auto" or "cpu".')
    return _on_cpu(model, f"No GPU is used: {missing}.")


def cuda_missing() -> str | None:
    """Why CUDA cannot be used, as half a sentence; None where it can."""
    import torch  # noqa: PLC0415  the window imports this module and never torch

    if torch.version.cuda is None:
        return "this PyTorch is a build without CUDA"
    if not torch.cuda.is_available():
        return "PyTorch finds no CUDA device or no driver"
    return None


def _on_cpu(model: str, why: str) -> DeviceChoice:
    if model not in CHECKPOINTS:
        return DeviceChoice(
            "cpu", "cpu", "openvino", f"{why} The encoder runs on OpenVINO in single precision."
        )
    return DeviceChoice("cpu", "cpu", "torch", f"{why} The {model} encoder runs on PyTorch.")


def _on_cuda(model: str) -> DeviceChoice:
    import torch  # noqa: PLC0415

    name = torch.cuda.get_device_name()
    if model not in CHECKPOINTS:
        where = f"The {model} encoder is an OpenVINO graph and stays on the CPU."
        reason = f"Mask decoder and fine-tuning run on {name}. {where}"
        return DeviceChoice("cuda", "cpu", "openvino", reason)
    return DeviceChoice("cuda", "cuda", "torch", f"Everything runs on {name}.")
