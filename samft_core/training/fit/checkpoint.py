"""A fit's state on disk: one safetensors file, replaced atomically, with nothing in it that could run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from samft_core.errors import TrainingError
from samft_core.files.atomic import write_bytes
from samft_core.messages.message import Message

MOMENTS = ("exp_avg", "exp_avg_sq", "step")
"""What Adam and AdamW remember about each parameter."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a fit needs to go on after ``step`` finished steps. Tensors by parameter name, on the CPU."""

    step: int
    fingerprint: str
    weights: dict[str, Tensor]
    average: dict[str, Tensor]
    moments: dict[str, dict[str, Tensor]]


def save_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Replace ``path``; a power cut leaves the old file or the new one."""
    tensors = {f"weights/{name}": value for name, value in checkpoint.weights.items()}
    tensors |= {f"average/{name}": value for name, value in checkpoint.average.items()}
    for name, moments in checkpoint.moments.items():
        tensors |= {f"{kind}/{name}": value for kind, value in moments.items()}
    # Copies: safetensors refuses tensors that share memory, and the fit goes on writing into its own.
    copies = {name: value.detach().clone().contiguous() for name, value in tensors.items()}
    metadata = {"step": str(checkpoint.step), "fingerprint": checkpoint.fingerprint}
    # Serialised here and written by Python: safetensors' own writer hides a full disk behind its error.
    write_bytes(path, save(copies, metadata))


def load_checkpoint(path: Path, *, fingerprint: str) -> Checkpoint | None:
    """Read what ``save_checkpoint`` wrote; None where there is no file.

    Raises TrainingError on a damaged file, or one of another recipe, data or base model.
    """
    if not path.is_file():
        return None
    try:
        with safe_open(path, "pt") as stored:
            metadata = stored.metadata() or {}
            tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 - not a dict
        step = int(metadata["step"])
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise TrainingError(
            Message("run.checkpoint_damaged"), path=path, remedy=Message("remedy.new_run")
        ) from error
    # Going on with other data or another recipe would give weights that no card could describe.
    if metadata.get("fingerprint") != fingerprint:
        raise TrainingError(
            Message("run.checkpoint_foreign"),
            path=path,
            remedy=Message("remedy.new_run"),
        )
    return _sorted(step, fingerprint, tensors)


def _sorted(step: int, fingerprint: str, tensors: dict[str, Tensor]) -> Checkpoint:
    weights: dict[str, Tensor] = {}
    average: dict[str, Tensor] = {}
    moments: dict[str, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        kind, name = key.split("/", 1)
        if kind == "weights":
            weights[name] = value
        elif kind == "average":
            average[name] = value
        else:
            moments.setdefault(name, {})[kind] = value
    return Checkpoint(step, fingerprint, weights, average, moments)


def optimizer_moments(optimizer: torch.optim.Optimizer, names: list[str]) -> dict[str, dict[str, Tensor]]:
    """What the optimiser remembers, by parameter name (``names`` in the order of its parameters)."""
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    pairs = zip(names, parameters, strict=True)
    return {
        # By name, not by place: PyTorch numbers parameters in the order of the groups, which may
        # change.
        name: {kind: optimizer.state[p][kind] for kind in MOMENTS}
        for name, p in pairs
        if optimizer.state[p]
    }


def restore_moments(
    optimizer: torch.optim.Optimizer, names: list[str], moments: dict[str, dict[str, Tensor]]
) -> None:
    """Give the optimiser back what ``optimizer_moments`` read."""
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    for name, parameter in zip(names, parameters, strict=True):
        for kind, value in moments.get(name, {}).items():
            # Adam keeps its step counter on the CPU whatever the device.
            target = value if kind == "step" else value.to(parameter.device)
            optimizer.state[parameter][kind] = target.clone()
