"""The training loop: one for CPU and GPUs, on Lightning Fabric, made to be read in one go."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn

from samft_core.progress import CancelToken
from samft_core.sam.adapter import NAME
from samft_core.sam.good_cells import GoodCells
from samft_core.sam.initial_weights import starting_decoder
from samft_core.sam.mask_decoder import decode_rows
from samft_core.sam.model import SamModel
from samft_core.sam.skips import NAME as SKIP
from samft_core.sam.upstream import MaskDecoder, PromptEncoder
from samft_core.sam.weights import mix
from samft_core.training.fit.checkpoint import (
    Checkpoint,
    load_checkpoint,
    optimizer_moments,
    restore_moments,
    save_checkpoint,
)
from samft_core.training.fit.losses import mask_losses
from samft_core.training.fit.replay import BatchSource
from samft_core.training.fit.simulated_prompts import SimulatedPrompts
from samft_core.training.recipe import Recipe

LAST_RATE = 0.05
"""Where the cosine ends, as a share of the learning rate: at zero the last steps would do nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One finished optimiser step (``number`` from 1)."""

    number: int
    learning_rate: float
    losses: dict[str, float]


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Where a fit keeps its state, how often, and a text that names recipe, data and base model."""

    path: Path
    fingerprint: str
    every: int = 25


def fit(
    model: SamModel,
    dataset: BatchSource,
    recipe: Recipe,
    *,
    steps: int,
    seed: int = 0,
    good: GoodCells | None = None,
    checkpoints: Checkpoints | None = None,
    on_step: Callable[[Step], None] = lambda _: None,
    cancel: CancelToken | None = None,
) -> dict[str, Tensor]:
    """Fine-tune a copy of the model's mask decoder; returns its weights, averaged where the recipe says so.

    ``good`` is what good images look like, for recipes that read how far all is from them. The same seed
    gives the same weights, also over a stop and a resume. Raises CancelledError after saving a checkpoint,
    TrainingError, and ModelError where the weights to start from are damaged.
    """
    fabric = Fabric(accelerator=model.device.type, devices=1, precision=precision_for(recipe, model.device))
    decoder = starting_decoder(
        model,
        drawn=recipe.start == "drawn",
        adapter_channels=recipe.adapter_channels,
        seed=seed,
        # The first part holds the masks; drawn defects have no say in what is usual.
        usual=dataset.parts[0].usual_planes() if recipe.reads_planes else None,
        skip=recipe.reads_fine_planes,
        good=good if recipe.reads_good else None,
    )
    names = freeze(decoder, recipe)
    optimizer = make_optimizer(decoder, recipe)
    rows, wrapped = fabric.setup(RowDecoder(decoder, model.prompt_encoder), optimizer)
    rows.train()
    fitted = _Fitted(decoder, names, optimizer, recipe.ema)
    first = fitted.restore(checkpoints) if checkpoints else 0
    for step in range(first, steps):
        if cancel is not None and cancel.cancelled:
            # Between two steps and before anything of this one: the state is that of ``step`` finished
            # steps.
            fitted.save(checkpoints, step)
            cancel.raise_if_cancelled()
        rate = recipe.learning_rate * rate_factor(recipe, step, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate * group["rate_factor"]
        batch = dataset.draw(step, seed)
        features, boxes, targets, content = (
            torch.from_numpy(part).to(model.device)
            for part in (batch.features, batch.boxes, batch.targets, batch.content)
        )
        wrapped.zero_grad()
        prompts = SimulatedPrompts(recipe.corrections, boxes, targets, content, step=step, seed=seed)
        losses: dict[str, float] = {}
        for turn in range(prompts.rounds):
            logits, scores = rows(features, *prompts.current)
            # Losses in single precision whatever the decoder calculates in: a sum over 65,536 cells
            # loses digits in bfloat16.
            mask = logits[:, 0].float()
            score = scores[:, 0].float()
            parts = mask_losses(mask, score, targets, content, recipe.losses, shape=recipe.loss_shape)
            # Each round's gradient at once, so that only one round's activations are held; the division
            # keeps the step as large as one with a single round.
            fabric.backward(parts["total"] / prompts.rounds)
            for name, value in parts.items():
                losses[name] = losses.get(name, 0.0) + value.item() / prompts.rounds
            if turn + 1 < prompts.rounds:
                prompts.update(mask)
        if recipe.gradient_clip is not None:
            fabric.clip_gradients(rows, wrapped, max_norm=recipe.gradient_clip)
        wrapped.step()
        # After the step, and in every step: the average is what ships (``ema`` in docs/recipe.md).
        fitted.average_in(step)
        on_step(Step(step + 1, rate, losses))
        if checkpoints and (step + 1) % checkpoints.every == 0:
            fitted.save(checkpoints, step + 1)
    if recipe.base_share:
        return mix(dict(model.mask_decoder.state_dict()), fitted.result(), 1 - recipe.base_share)
    return fitted.result()


class RowDecoder(nn.Module):
    """Trainable decoder and frozen prompt encoder as one module, so that Fabric sees a plain forward."""

    def __init__(self, decoder: MaskDecoder, prompt_encoder: PromptEncoder) -> None:
        super().__init__()
        self.decoder = decoder
        self.prompt_encoder = prompt_encoder

    def forward(
        self,
        features: Tensor,
        boxes: Tensor | None,
        places: Tensor | None = None,
        signs: Tensor | None = None,
        mask_inputs: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Logits N x 1 x 256 x 256 and predicted IoU N x 1 for N rows, asked as ``Question`` tells."""
        points = None if places is None or signs is None else (places, signs)
        return decode_rows(
            self.decoder, self.prompt_encoder, features, boxes, points=points, mask_inputs=mask_inputs
        )


def freeze(decoder: MaskDecoder, recipe: Recipe) -> list[str]:
    """Let gradients into what the recipe trains and nothing else; returns the names in the module's order."""
    names = []
    for name, parameter in decoder.named_parameters():
        parameter.requires_grad_(recipe.trains(name))
        names += [name] if recipe.trains(name) else []
    return names


def make_optimizer(decoder: MaskDecoder, recipe: Recipe) -> torch.optim.Optimizer:
    """The recipe's optimiser over the trainable parameters, what is new to the decoder in a group of its own.

    Each group's "rate_factor" is what the step's learning rate is multiplied with.
    """
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in decoder.named_parameters():
        if parameter.requires_grad:
            # What begins at zero has further to go than what SAM has learnt already.
            factor = recipe.adapter_rate if name.startswith((f"{NAME}.", f"{SKIP}.")) else 1.0
            groups.setdefault(factor, []).append(parameter)
    kind = torch.optim.AdamW if recipe.optimizer == "adamw" else torch.optim.Adam
    grouped = [{"params": parameters, "rate_factor": factor} for factor, parameters in groups.items()]
    return kind(grouped, lr=recipe.learning_rate, weight_decay=recipe.weight_decay)


def rate_factor(recipe: Recipe, step: int, steps: int) -> float:
    """The share of the learning rate at ``step`` (from 0): linear warm-up, then constant or half a cosine."""
    warm = min(1.0, (step + 1) / recipe.warmup_steps) if recipe.warmup_steps else 1.0
    if recipe.schedule == "constant":
        return warm
    done = max(0, step - recipe.warmup_steps) / max(1, steps - recipe.warmup_steps)
    return warm * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def precision_for(recipe: Recipe, device: torch.device) -> str:
    """Fabric's precision: "bf16-mixed" where the recipe leaves it open and the machine has the arithmetic.

    On a CPU that means AMX tiles or AVX-512's bfloat16 products: a step takes about two thirds of the time
    and held-out IoU is the same. Without them bfloat16 is emulated and slower.
    """
    if recipe.precision == "float32":
        return "32-true"
    if device.type == "cuda":
        # Emulated bfloat16 is slower than single precision.
        return "bf16-mixed" if torch.cuda.is_bf16_supported(including_emulation=False) else "32-true"
    return "bf16-mixed" if _multiplies_bf16() else "32-true"


def fingerprint(*parts: str) -> str:
    """A short text that is equal only for equal ``parts``."""
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def _multiplies_bf16() -> bool:
    # Older versions of PyTorch do not tell; there the CPU counts as one that cannot.
    capabilities: dict[str, bool] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(capabilities.get(name, False) for name in ("amx_bf16", "avx512_bf16"))


class _Fitted:
    """A fit's moving parts: weights, their running average, the optimiser's memory."""

    def __init__(
        self, decoder: MaskDecoder, names: list[str], optimizer: torch.optim.Optimizer, decay: float | None
    ) -> None:
        self._decoder = decoder
        self._names = names
        self._optimizer = optimizer
        self._decay = decay
        parameters = dict(decoder.named_parameters())
        self._trainable = {name: parameters[name] for name in names}
        self._average = (
            {name: value.detach().clone() for name, value in self._trainable.items()} if decay else {}
        )

    @torch.no_grad()
    def average_in(self, step: int) -> None:
        """Move the running average towards the weights; faster in the first steps, to forget the start."""
        if self._decay is None:
            return
        # The usual warm-up of a running average: with 0.98 from the start, the first weights would
        # still make up a third after 50 steps.
        decay = min(self._decay, (1 + step) / (10 + step))
        for name, average in self._average.items():
            average.lerp_(self._trainable[name], 1 - decay)

    def save(self, checkpoints: Checkpoints | None, step: int) -> None:
        """Write the state after ``step`` finished steps."""
        if checkpoints is None:
            return
        weights = {name: value.detach().cpu() for name, value in self._trainable.items()}
        average = {name: value.cpu() for name, value in self._average.items()}
        moments = optimizer_moments(self._optimizer, self._names)
        cpu = {name: {kind: value.cpu() for kind, value in kinds.items()} for name, kinds in moments.items()}
        save_checkpoint(checkpoints.path, Checkpoint(step, checkpoints.fingerprint, weights, average, cpu))

    @torch.no_grad()
    def restore(self, checkpoints: Checkpoints) -> int:
        """Go back to the saved state, if there is one; returns how many steps are done."""
        saved = load_checkpoint(checkpoints.path, fingerprint=checkpoints.fingerprint)
        if saved is None:
            return 0
        for name, value in saved.weights.items():
            self._trainable[name].copy_(value)
        for name, value in saved.average.items():
            self._average[name].copy_(value)
        restore_moments(self._optimizer, self._names, saved.moments)
        return saved.step

    def result(self) -> dict[str, Tensor]:
        """All weights of the decoder, averaged ones in place of the trained, on the CPU."""
        state = {name: value.detach().cpu().clone() for name, value in self._decoder.state_dict().items()}
        return state | {name: value.cpu().clone() for name, value in self._average.items()}
