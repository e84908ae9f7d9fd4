"""What the CPU's encoders calculate in: single precision, or bfloat16 where the processor multiplies it.

bfloat16 takes about half the time and changes embeddings by a hundredth, so embeddings in both have keys of
their own and a version's card says which it was tuned on. Free of torch.
"""

from __future__ import annotations

import logging
import os
import platform
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from samft_core.errors import DeviceError
from samft_core.files import atomic
from samft_core.files.limits import CARD_BYTES
from samft_core.files.strict_json import JsonError, read_json
from samft_core.messages.message import Message
from samft_core.sam.parity_record import Finding, ParityRecord, record_folder
from samft_core.sam.types import Precision

PRECISION_VARIABLE = "SAMFT_ENCODER_PRECISION"
""""f32", "bf16", or "auto" for bfloat16 where this PC has it and gives the same masks with it."""

DEFAULT = "f32"
"""Single precision until whole fits on embeddings in bfloat16 were measured (docs/measurements.md)."""

_CHOICES = ("auto", "f32", "bf16")
_NOTE = "encoder.json"
_log = logging.getLogger(__name__)


def asked_precision() -> str:
    """Tells "auto", "f32" or "bf16", as the environment says. Raises DeviceError on anything else."""
    asked = os.environ.get(PRECISION_VARIABLE, "").strip() or DEFAULT
    if asked not in _CHOICES:
        message = Message("device.unknown_precision", variable=PRECISION_VARIABLE, precision=asked)
        raise DeviceError(message, remedy=Message("remedy.use_auto_f32_bf16"))
    return asked


def choose_precision(
    measure: Callable[[], Finding], *, supported: Callable[[], bool], check_again: bool = False
) -> tuple[Precision, Message | None]:
    """What the CPU's encoders are to calculate in, and why not in bfloat16 (None: they do).

    ``supported`` says whether the processor has the arithmetic. "auto" takes it once ``measure`` has seen
    that masks stay the same, which is done once for each PC; ``check_again`` looks anew. Raises DeviceError
    where bfloat16 is asked for in vain.
    """
    asked = asked_precision()
    if asked == "f32":
        return "f32", Message("device.bf16_not_asked", variable=PRECISION_VARIABLE)
    problem = None if supported() else Message("device.no_bf16")
    if problem is None:
        problem = ParityRecord("cpu_bf16", _identity()).problem(measure, again=check_again)
    if problem is None:
        return "bf16", None
    if asked == "bf16":
        raise DeviceError(
            Message("device.bf16_missing", reason=problem), remedy=Message("remedy.use_auto_f32_bf16")
        )
    return "f32", problem


def note_precision(precision: Precision) -> None:
    """Keep for ``precision_here`` what "auto" came to; unwritten, costs are estimated for f32."""
    path = _note()
    if _noted(path) == precision:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_json(path, {"precision": precision})
    except OSError as error:
        _log.info("The precision of the encoder cannot be kept: %s", error)


def precision_here() -> Precision:
    """What the embedded model's encoders calculate in here, as far as is known without loading them.

    For whoever only looks whether embeddings are there; an engine or a run decides anew and notes it.
    """
    asked = os.environ.get(PRECISION_VARIABLE, "").strip() or DEFAULT
    return "f32" if asked == "f32" else _noted(_note()) or "f32"


def _noted(path: Path) -> Precision | None:
    try:
        found = read_json(path, limit=CARD_BYTES)["precision"]
    except (OSError, JsonError, KeyError, TypeError):
        return None
    for precision in ("f32", "bf16"):
        if found == precision:
            return precision
    return None


def _note() -> Path:
    return record_folder() / _NOTE


def _identity() -> str:
    """What the answers depend on besides the weights: the processor and the library."""
    return f"{_processor()} | OpenVINO {metadata.version('openvino')}"


def _processor() -> str:
    """The processor's name; where a cache folder travels to another PC, all is compared again."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
