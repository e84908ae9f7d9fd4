"""Which device the model runs on, and why. Importing this module loads no framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samft_core.errors import DeviceError
from samft_core.messages.message import Message
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
    reason: Message


def choose_device(asked: str = "auto", *, model: str = "mobile") -> DeviceChoice:
    """Decide for "auto", "cpu" or "cuda".

    Raises DeviceError where "cuda" is asked for in vain, and PolicyError.
    """
    if asked not in ("auto", "cpu", "cuda"):
        raise DeviceError(Message("device.unknown", device=asked), remedy=Message("remedy.use_auto_cpu_cuda"))
    if asked == "cpu":
        return _on_cpu(model, Message("device.cpu_asked"))
    missing = cuda_missing() if it_policy.current().gpu else Message("device.policy_forbids")
    if missing is None:
        return _on_cuda(model)
    if asked == "cuda":
        raise DeviceError(
            Message("device.cuda_missing", reason=missing), remedy=Message("remedy.use_auto_or_cpu")
        )
    return _on_cpu(model, Message("device.no_gpu", reason=missing))


def cuda_missing() -> Message | None:
    """Why CUDA cannot be used, as half a sentence; None where it can."""
    import torch  # noqa: PLC0415  the window imports this module and never torch

    if torch.version.cuda is None:
        return Message("device.no_cuda_build")
    if not torch.cuda.is_available():
        return Message("device.no_driver")
    return None


def _on_cpu(model: str, why: Message) -> DeviceChoice:
    if model not in CHECKPOINTS:
        return DeviceChoice("cpu", "cpu", "openvino", Message("device.openvino", reason=why))
    return DeviceChoice("cpu", "cpu", "torch", Message("device.pytorch", reason=why, model=model))


def _on_cuda(model: str) -> DeviceChoice:
    import torch  # noqa: PLC0415

    name = torch.cuda.get_device_name()
    if model not in CHECKPOINTS:
        where = Message("device.encoder_on_cpu", model=model)
        reason = Message("device.decoder_on", name=name, encoder=where)
        return DeviceChoice("cuda", "cpu", "openvino", reason)
    return DeviceChoice("cuda", "cuda", "torch", Message("device.all_on", name=name))
