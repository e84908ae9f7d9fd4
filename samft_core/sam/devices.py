"""Which device the model runs on, and why. Importing this module loads no framework."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Literal

from samft_core.errors import DeviceError, ModelError
from samft_core.messages.message import Message
from samft_core.sam.encoder_precision import choose_precision, note_precision
from samft_core.sam.gpu_failure import first_line, gpu_failure
from samft_core.sam.parity_record import Finding, ParityRecord
from samft_core.sam.spec import CHECKPOINTS, EMBEDDED
from samft_core.sam.types import Precision
from samft_core.security import it_policy

Device = Literal["cpu", "cuda"]
EncoderDevice = Literal["cpu", "cuda", "intel"]
""""intel" is a GPU of Intel's that OpenVINO runs the embedded model's encoder on."""
EncoderRuntime = Literal["openvino", "torch"]
Gpu = Literal["cuda", "intel"]


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """``device`` runs the mask decoder and fine-tuning, ``encoder_device`` the image encoder.

    ``reason`` says in one or two sentences, for people, why it is so. ``precision`` is what encoders on the
    CPU calculate in.
    """

    device: Device
    encoder_device: EncoderDevice
    encoder_runtime: EncoderRuntime
    reason: Message
    precision: Precision = "f32"


def choose_device(asked: str = "auto", *, model: str = EMBEDDED, check_again: bool = False) -> DeviceChoice:
    """Decide for "auto", "cpu" or "cuda".

    A GPU is taken once it was seen to give the CPU's answers. That takes some seconds at the first start and
    is kept for this PC; ``check_again`` looks anew. Raises DeviceError where "cuda" is asked for in vain, and
    PolicyError.
    """
    if asked not in ("auto", "cpu", "cuda"):
        raise DeviceError(Message("device.unknown", device=asked), remedy=Message("remedy.use_auto_cpu_cuda"))
    choice = _choose(asked, model, check_again)
    if model == EMBEDDED and asked == "auto":
        note_precision(choice.precision)
    return choice


def _choose(asked: str, model: str, check_again: bool) -> DeviceChoice:
    if asked == "cpu":
        return _on_cpu(model, Message("device.cpu_asked"), check_again)
    allowed = it_policy.current().gpu
    missing = cuda_missing() if allowed else Message("device.policy_forbids")
    if missing is None:
        missing = _problem("cuda", check_again)
    if missing is None:
        return _on_cuda(model)
    if asked == "cuda":
        raise DeviceError(
            Message("device.cuda_missing", reason=missing), remedy=Message("remedy.use_auto_or_cpu")
        )
    why = Message("device.no_gpu", reason=missing)
    if allowed and model == EMBEDDED and (graphics := intel_graphics()) is not None:
        problem = _problem("intel", check_again)
        if problem is None:
            reason = Message("device.encoder_on_intel", reason=why, name=graphics)
            return DeviceChoice("cpu", "intel", "openvino", reason)
        why = Message("device.no_intel", reason=why, name=graphics, problem=problem)
    return _on_cpu(model, why, check_again)


def cuda_missing() -> Message | None:
    """Why CUDA cannot be used, as half a sentence; None where it can."""
    import torch  # noqa: PLC0415  the window imports this module and never torch

    from samft_core.sam.cuda import set_up_cuda  # noqa: PLC0415 - torch

    if torch.version.cuda is None:
        return Message("device.no_cuda_build")
    set_up_cuda()
    # Where the driver is too old, or broken, torch says so in a warning.
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        available = torch.cuda.is_available()
    if available:
        return None
    texts = [str(warning.message) for warning in said if "CUDA" in str(warning.message)]
    if texts:
        return Message("device.driver_fails", reason=texts[0].strip().splitlines()[0])
    return Message("device.no_driver")


def intel_graphics() -> str | None:
    """The name of a GPU that OpenVINO can use; None where there is none, or no plugin for it."""
    from samft_core.sam.cpu_encoders import openvino_installed  # noqa: PLC0415 - torch

    if not openvino_installed():
        return None
    from samft_core.sam.quiet_openvino import ov  # noqa: PLC0415

    core = ov.Core()
    if not any(name.partition(".")[0] == "GPU" for name in core.available_devices):
        return None
    return str(core.get_property("GPU", "FULL_DEVICE_NAME"))


def _problem(gpu: Gpu, check_again: bool) -> Message | None:
    """Why this GPU is not to be used although it is there; None where it gives the CPU's answers."""
    from samft_core.sam.parity import measure_parity  # noqa: PLC0415 - torch

    def measured() -> Finding:
        try:
            return Finding(measure_parity(gpu).problem)
        except ModelError as error:
            if gpu == "cuda":
                raise  # a damaged file is no fault of the GPU
            # OpenVINO's plugin could not load the graph.
            return Finding(Message("device.gpu_fails", reason=error.message))
        except (RuntimeError, AssertionError) as error:
            # What PyTorch raises where a driver or a card cannot do something.
            problem = Message("device.gpu_fails", reason=first_line(error))
            return Finding(problem, lasts=gpu_failure(error) != "memory")

    return ParityRecord(gpu, _identity(gpu)).problem(measured, again=check_again)


def _identity(gpu: Gpu) -> str:
    """What the answers of a GPU depend on besides the weights: card, driver and libraries."""
    import torch  # noqa: PLC0415

    if gpu == "intel":
        from samft_core.sam.quiet_openvino import ov  # noqa: PLC0415

        return f"{intel_graphics()} | OpenVINO {ov.__version__}"
    try:
        major, minor = torch.cuda.get_device_capability()
        name = torch.cuda.get_device_name()
    except (RuntimeError, AssertionError) as error:
        return f"unknown | {first_line(error)}"
    # Private, and not in each version; without it a failure is kept over an update of the driver.
    driver = getattr(torch._C, "_cuda_getDriverVersion", lambda: "")()
    return f"{name} {major}.{minor} | PyTorch {torch.__version__} CUDA {torch.version.cuda} {driver}"


def _on_cpu(model: str, why: Message, check_again: bool) -> DeviceChoice:
    from samft_core.sam.cpu_encoders import multiplies_bf16, openvino_installed  # noqa: PLC0415 - torch

    if model in CHECKPOINTS:
        return DeviceChoice("cpu", "cpu", "torch", Message("device.pytorch", reason=why, model=model))
    if not openvino_installed():
        return DeviceChoice("cpu", "cpu", "torch", Message("device.without_openvino", reason=why))
    if model != EMBEDDED:
        # What bfloat16 makes of a pack's encoder nobody has measured.
        return DeviceChoice("cpu", "cpu", "openvino", Message("device.openvino", reason=why))
    precision, against = choose_precision(_compared_bf16, supported=multiplies_bf16, check_again=check_again)
    if against is None:
        reason = Message("device.openvino_bf16", reason=why)
    else:
        reason = Message("device.openvino_f32", reason=why, problem=against)
    return DeviceChoice("cpu", "cpu", "openvino", reason, precision)


def _compared_bf16() -> Finding:
    """What bfloat16 changes on this PC. Raises ModelError on a damaged file, no fault of the arithmetic."""
    from samft_core.sam.bf16_parity import measure_bf16  # noqa: PLC0415 - torch

    return Finding(measure_bf16().problem)


def _on_cuda(model: str) -> DeviceChoice:
    import torch  # noqa: PLC0415

    name = torch.cuda.get_device_name()
    if model == EMBEDDED or model in CHECKPOINTS:
        return DeviceChoice("cuda", "cuda", "torch", Message("device.all_on", name=name))
    where = Message("device.encoder_on_cpu", model=model)
    reason = Message("device.decoder_on", name=name, encoder=where)
    return DeviceChoice("cuda", "cpu", "openvino", reason)
