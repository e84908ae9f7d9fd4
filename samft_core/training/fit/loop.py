"""The training loop: one for CPU and GPUs, on Lightning Fabric, made to be read in one go."""

from __future__ import annotations

import hashlib
import logging
import math
from collections.abc import Callable, Iterator
from functools import partial

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn

from samft_core.progress import CancelToken
from samft_core.sam.adapter import NAME
from samft_core.sam.cuda import reproducible
from samft_core.sam.good_cells import GoodCells
from samft_core.sam.gpu_failure import first_line, gpu_failure
from samft_core.sam.initial_weights import starting_decoder
from samft_core.sam.mask_decoder import decode_rows
from samft_core.sam.model import SamModel
from samft_core.sam.skips import NAME as SKIP
from samft_core.sam.upstream import MaskDecoder, PromptEncoder
from samft_core.sam.weights import mix
from samft_core.training.fit.device_rows import DeviceBatch, DeviceRows
from samft_core.training.fit.fitted import Checkpoints, Fitted, SavingSchedule
from samft_core.training.fit.losses import mask_losses
from samft_core.training.fit.replay import BatchSource
from samft_core.training.fit.reports import Losses, Reports, Step
from samft_core.training.fit.simulated_prompts import SimulatedPrompts
from samft_core.training.recipe import Recipe

LAST_RATE = 0.05
"""Where the cosine ends, as a share of the learning rate: at zero the last steps would do nothing."""

REPORT_STEPS = 10
"""Steps on a GPU after which their losses are read, all at once."""

SAVE_SECONDS = 10.0
"""On a GPU steps are so fast that a checkpoint each 25 of them would take most of the time."""

_log = logging.getLogger(__name__)


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
    while True:
        try:
            with reproducible(model.device):
                learning = partial(_Learning, model, dataset, recipe, steps=steps, seed=seed, good=good)
                return learning().run(checkpoints, on_step, cancel)
        except RuntimeError as error:
            if model.device.type == "cpu" or gpu_failure(error) != "memory":
                raise
            _log.warning("The GPU has too little memory to learn, the CPU goes on: %s", first_line(error))
        # Outside the handler, whose error keeps what lies on the GPU alive.
        torch.cuda.empty_cache()
        model = model.on_cpu()


class _Learning:
    """One fit: decoder, optimiser, rows, and what a step does with them."""

    def __init__(
        self,
        model: SamModel,
        dataset: BatchSource,
        recipe: Recipe,
        *,
        steps: int,
        seed: int,
        good: GoodCells | None,
    ) -> None:
        self._model = model
        self._recipe = recipe
        self._steps = steps
        self._seed = seed
        device = model.device
        self._fabric = Fabric(accelerator=device.type, devices=1, precision=precision_for(recipe, device))
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
        self._optimizer = make_optimizer(decoder, recipe)
        self._rows, self._wrapped = self._fabric.setup(
            RowDecoder(decoder, model.prompt_encoder), self._optimizer
        )
        self._rows.train()
        self._fitted = Fitted(decoder, names, self._optimizer, recipe.ema)
        self._source = DeviceRows(dataset, device)
        self._rows_at_once = recipe.batch_rows

    def run(
        self,
        checkpoints: Checkpoints | None,
        on_step: Callable[[Step], None],
        cancel: CancelToken | None,
    ) -> dict[str, Tensor]:
        """All steps that are not done yet; returns the weights. Raises as ``fit`` does."""
        recipe = self._recipe
        fitted = self._fitted
        first = fitted.restore(checkpoints) if checkpoints else 0
        self._source.load(cancel)
        # Each look at a number on a GPU waits for all that was asked of it.
        reports = Reports(on_step, every=REPORT_STEPS if self._on_gpu else 1)
        saving = SavingSchedule(checkpoints, seconds=SAVE_SECONDS if self._on_gpu else 0.0)
        for step in range(first, self._steps):
            if cancel is not None and cancel.cancelled:
                # Between two steps and before anything of this one: the state is that of ``step``
                # finished steps.
                reports.flush()
                fitted.save(checkpoints, step)
                cancel.raise_if_cancelled()
            rate = recipe.learning_rate * rate_factor(recipe, step, self._steps)
            for group in self._optimizer.param_groups:
                group["lr"] = rate * group["rate_factor"]
            losses = self._learn(step)
            if recipe.gradient_clip is not None:
                # On a GPU the losses tell of numbers that are none, when they are looked at.
                self._fabric.clip_gradients(
                    self._rows,
                    self._wrapped,
                    max_norm=recipe.gradient_clip,
                    error_if_nonfinite=not self._on_gpu,
                )
            self._wrapped.step()
            # After the step, and in every step: the average is what ships (``ema`` in docs/recipe.md).
            fitted.average_in(step)
            reports.add(step + 1, rate, losses)
            if saving.due(step + 1):
                reports.flush()
                fitted.save(checkpoints, step + 1)
        reports.flush()
        if recipe.base_share:
            base = {name: value.cpu() for name, value in self._model.mask_decoder.state_dict().items()}
            return mix(base, fitted.result(), 1 - recipe.base_share)
        return fitted.result()

    @property
    def _on_gpu(self) -> bool:
        return self._model.device.type == "cuda"

    def _learn(self, step: int) -> list[Losses]:
        """The gradients of one step, and its losses, by question.

        Where the GPU's memory is too small for all rows at once, they are taken in smaller parts: their mean
        is the same. Raises RuntimeError where it is too small for one.
        """
        while True:
            self._wrapped.zero_grad()
            try:
                return self._gradients(self._source.batch(step, self._seed), step)
            except RuntimeError as error:
                if self._rows_at_once == 1 or gpu_failure(error) != "memory":
                    raise
                _log.warning("The GPU's memory is too small for a step at once: %s", first_line(error))
            self._wrapped.zero_grad()
            self._source.forget()
            torch.cuda.empty_cache()
            self._rows_at_once = (self._rows_at_once + 1) // 2

    def _gradients(self, batch: DeviceBatch, step: int) -> list[Losses]:
        count = len(batch.boxes)
        losses: list[Losses] = []
        for first in range(0, count, self._rows_at_once):
            part = batch.part(slice(first, first + self._rows_at_once))
            share = len(part.boxes) / count
            losses += [(share / rounds, parts) for rounds, parts in self._backward(part, step, share)]
        return losses

    def _backward(
        self, batch: DeviceBatch, step: int, share: float
    ) -> Iterator[tuple[int, dict[str, Tensor]]]:
        """Ask about the rows, as often as the recipe corrects, and add up gradients; losses by question."""
        recipe = self._recipe
        features, boxes, targets, content = batch
        prompts = SimulatedPrompts(recipe.corrections, boxes, targets, content, step=step, seed=self._seed)
        for turn in range(prompts.rounds):
            logits, scores = self._rows(features, *prompts.current)
            # Losses in single precision whatever the decoder calculates in: a sum over 65,536 cells
            # loses digits in bfloat16.
            mask = logits[:, 0].float()
            score = scores[:, 0].float()
            parts = mask_losses(mask, score, targets, content, recipe.losses, shape=recipe.loss_shape)
            # Each round's gradient at once, so that only one round's activations are held; the division
            # keeps the step as large as one with a single round.
            loss = parts["total"] / prompts.rounds
            self._fabric.backward(loss if share == 1 else loss * share)
            yield prompts.rounds, {name: value.detach() for name, value in parts.items()}
            if turn + 1 < prompts.rounds:
                prompts.update(mask)


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
        """Logits N x 1 x 256 x 256 and predicted IoU N x 1 (float32), asked with the parts of a batch."""
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
