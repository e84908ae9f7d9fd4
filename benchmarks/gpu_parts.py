"""What ``gpu_check.sh`` measures, part by part."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import torch
from gpu_device import gpu_peak, held, prepare, reset_peak, timed
from gpu_rows import Rows
from gpu_training import train_on_category, train_on_samples

from samft_core.imaging.drawn_defect import drawn_defect
from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.imaging.masks import RleMask, mask_iou
from samft_core.imaging.prompts import Prompts
from samft_core.project.manifest import Sample
from samft_core.resources import resource_path
from samft_core.sam import parity
from samft_core.sam.cuda import set_up_cuda
from samft_core.sam.encoder import TorchEncoder, batch_views, encode_views
from samft_core.sam.model import SamModel
from samft_core.sam.planes import LAYERS
from samft_core.sam.registry import load_model
from samft_core.sam.tiny_vit import load_tiny_vit
from samft_core.sam.types import Embedding, Planes
from samft_core.training.fit.batches import ViewDataset
from samft_core.training.fit.loop import fit
from samft_core.training.fit.reports import Step
from samft_core.training.recipe import Recipe, recipe_named

TUNED_MASK = 0.98
"""Least IoU of the masks of two decoders, tuned with the same few steps on the GPU and on the CPU."""

SAME_MASK = 0.995
"""Least IoU of a tuned decoder's masks on embeddings of the GPU and of the CPU."""

LEAKED_GPU_MB = 32.0
LEAKED_MB = 300.0
"""What a thousand more rounds may add to the memory that is held."""


def measure_parity(asked: argparse.Namespace, rows: Rows) -> None:
    """Encoders, decoder and gradients against the CPU; a few steps; embeddings of one on the other."""
    prepare(asked.device)
    found = parity.measure_parity(asked.device)
    rows.add("embedding, largest difference", found.embedding, most=parity.EMBEDDING_TOLERANCE)
    if found.planes is not None:
        rows.add(
            "planes, largest difference of the largest value", found.planes, most=parity.PLANES_TOLERANCE
        )
    if found.logits is not None:
        rows.add("mask decoder's logits, largest difference", found.logits, most=parity.LOGITS_TOLERANCE)
    rows.add("mask, IoU", found.mask, least=parity.MASK_TOLERANCE)
    if found.half_mask is not None:
        rows.add("mask in bfloat16, IoU", found.half_mask, least=parity.HALF_MASK_TOLERANCE)
    if found.gradient is not None:
        rows.add("gradients of a step, difference", found.gradient, most=parity.GRADIENT_TOLERANCE)
    if asked.smoke:
        return
    steps_apart(asked, rows)


def steps_apart(asked: argparse.Namespace, rows: Rows) -> None:
    """The same few steps on the GPU and on the CPU, in single precision, and what both then answer."""
    recipe = recipe_named("auto").model_copy(
        update={"precision": "float32", "planes": "none", "warmup_steps": 2}
    )
    there = load_model(device=asked.device)
    here = load_model(device="cpu")
    rgb, _, box = drawn_defect()
    gpus = there.encode(rgb)
    cpus = here.encode(rgb)
    tuned_there = fit(there, rows_for(recipe), recipe, steps=6, seed=1)
    again = fit(there, rows_for(recipe), recipe, steps=6, seed=1)
    tuned_here = fit(here, rows_for(recipe), recipe, steps=6, seed=1)
    rows.add("six steps twice, weights the same", float(all(torch.equal(again[k], v)
             for k, v in tuned_there.items())), least=1.0)  # fmt: skip
    prompts = Prompts(box=box)
    ours = here.decode(cpus, prompts, decoder=here.new_decoder(tuned_there)).best
    theirs = here.decode(cpus, prompts, decoder=here.new_decoder(tuned_here)).best
    crossed = here.decode(gpus, prompts, decoder=here.new_decoder(tuned_there)).best
    back = there.decode(cpus, prompts, decoder=there.new_decoder(tuned_here)).best
    rows.add("six steps on GPU and CPU, masks, IoU", mask_iou(ours, theirs), least=TUNED_MASK)
    rows.add("tuned on the GPU, asked on both embeddings, IoU", mask_iou(ours, crossed), least=SAME_MASK)
    rows.add("tuned on the CPU, asked on CPU and GPU, IoU", mask_iou(theirs, back), least=SAME_MASK)


def measure_encoding(asked: argparse.Namespace, rows: Rows) -> None:
    """Seconds per view: one at a time, in batches, in bfloat16, the planes, and the CPU's."""
    prepare(asked.device)
    model = load_model(device=asked.device)
    encoder = model.require_encoder()
    rgb, _, _ = drawn_defect()
    count = 1 if asked.smoke else 64
    views = [View(mirrored=bool(number % 2), stretched=bool(number % 3)) for number in range(count)]
    if not asked.smoke:
        encoder.encode(rgb)
    reset_peak(asked.device)
    single = timed(lambda: encoder.encode(rgb), 1 if asked.smoke else 20)
    rows.add("one view", single * 1000, "ms")
    batches = batch_views(encoder)
    if not asked.smoke:
        encode_views(encoder, [(rgb, view) for view in views[:batches]])
    began = time.perf_counter()
    for first in range(0, count, batches):
        encode_views(encoder, [(rgb, view) for view in views[first : first + batches]])
    rows.add(
        f"one view of {count}, {batches} handed over at once",
        (time.perf_counter() - began) / count * 1000,
        "ms",
    )
    gpu_peak(asked, rows)
    planes = model.require_plane_encoder()
    if not asked.smoke:
        planes.encode(rgb)
    rows.add("planes of one view", timed(lambda: planes.encode(rgb), 1 if asked.smoke else 10) * 1000, "ms")
    if asked.device == "cuda":
        precisions(rows, rgb)
        here = load_model(device="cpu").require_encoder()
        here.encode(rgb)
        rows.add(f"one view on the CPU ({here.description})", timed(lambda: here.encode(rgb), 2) * 1000, "ms")


def precisions(rows: Rows, rgb: Any) -> None:
    """The network alone, without preparing its input, in each arithmetic, and how far off that is."""
    graph = resource_path("models", "mobile", "encoder.xml")
    exact = TorchEncoder(load_tiny_vit(graph), "exact", "cuda")
    wanted = exact.encode(rgb).features
    pixels = torch.randn(8, 3, 1024, 1024, device="cuda")
    for name, autocast, tf32 in (("float32", False, False), ("TF32", False, True), ("bfloat16", True, False)):
        module = load_tiny_vit(graph).to("cuda")
        half = TorchEncoder(module, "any", "cuda", precision="bf16" if autocast else "f32")
        torch.backends.cudnn.allow_tf32 = tf32
        torch.backends.cuda.matmul.allow_tf32 = tf32
        try:
            found = half.encode(rgb).features
            with torch.inference_mode(), torch.autocast("cuda", torch.bfloat16, enabled=autocast):
                module(pixels)
                took = timed(lambda: (module(pixels), torch.cuda.synchronize()), 5) / len(pixels)  # noqa: B023
        finally:
            set_up_cuda()
        rows.add(f"the network alone in {name}, one view of 8", took * 1000, "ms")
        rows.add(f"embedding in {name}, largest difference", float(np.abs(found - wanted).max()))


def measure_steps(asked: argparse.Namespace, rows: Rows) -> None:
    """Seconds per optimiser step of the recipe ``auto`` with planes, on both devices, and the memory."""
    prepare(asked.device)
    model = load_model(device=asked.device, encoder=False)
    recipe = recipe_named("auto")
    if asked.smoke:
        recipe = recipe.model_copy(update={"batch_rows": 1})
    count = 10 if asked.smoke else 200
    reset_peak(asked.device)
    seconds = step_seconds(model, recipe, count, masks=2 if asked.smoke else 8)
    rows.add(
        f"one step of {recipe.batch_rows} rows, median of {count}", statistics.median(seconds) * 1000, "ms"
    )
    gpu_peak(asked, rows)
    rows.add("memory of the process", psutil.Process().memory_info().rss / 1e6, "MB")
    if asked.device == "cuda":
        here = step_seconds(load_model(device="cpu", encoder=False), recipe, 6)
        rows.add("one step on the CPU, median of 6", statistics.median(here) * 1000, "ms")


def step_seconds(model: SamModel, recipe: Recipe, count: int, masks: int = 8) -> list[float]:
    told: list[Step] = []
    fit(model, rows_for(recipe, masks), recipe, steps=count, seed=0, on_step=told.append)
    # The first ones allocate memory and choose kernels.
    return [step.seconds for step in told[len(told) // 4 :]]


def measure_leaks(asked: argparse.Namespace, rows: Rows) -> None:
    """A thousand encodings, answers and steps: the memory that is held must not grow."""
    prepare(asked.device)
    model = load_model(device=asked.device)
    rgb, _, box = drawn_defect()
    small = np.ascontiguousarray(rgb[::4, ::4])
    embedding = model.encode(rgb)
    recipe = recipe_named("auto").model_copy(update={"batch_rows": 1, "planes": "none"})
    rounds = 2 if asked.smoke else 1000

    def encodes(number: int) -> None:
        encoder = model.require_encoder()
        size = batch_views(encoder)
        for _ in range(0, number, size):
            encode_views(encoder, [(small, FULL_VIEW)] * min(size, number))

    def answers(number: int) -> None:
        for _ in range(number):
            model.decode(embedding, Prompts(box=box))

    def steps(number: int) -> None:
        fit(model, rows_for(recipe, 1 if asked.smoke else 8), recipe, steps=number, seed=0)

    for name, work in (("encodings", encodes), ("answers", answers), ("steps", steps)):
        warm = 1 if asked.smoke else 50
        work(warm)
        before = held(asked.device)
        began = time.perf_counter()
        work(rounds)
        took = time.perf_counter() - began
        after = held(asked.device)
        rows.add(f"{rounds} {name}", took, "s")
        if asked.device == "cuda":
            grown = after[0] - before[0]
            rows.add(f"{rounds} {name}, more memory of the GPU held", grown, "MB", most=LEAKED_GPU_MB)
        if not asked.smoke:
            rows.add(f"{rounds} {name}, more memory held", after[1] - before[1], "MB", most=LEAKED_MB)


def rows_for(recipe: Recipe, masks: int = 8) -> ViewDataset:
    """Rows of made-up masks and embeddings: what a step costs hangs on their shapes alone."""
    samples = []
    for number in range(masks):
        mask = np.zeros((480, 640), bool)
        mask[100 + 10 * number : 180 + 10 * number, 200:380] = True
        rle = RleMask.from_array(mask)
        assert rle.box is not None
        samples.append(Sample(number, Path(f"{number}.png"), "", "bar", rle, rle.box, number))
    return ViewDataset(samples, recipe, noise, views_each=2)


def noise(sample: Sample, view: View, *, planes: bool = False) -> Embedding:
    rng = np.random.default_rng([sample.image_id, len(view.key)])
    features = rng.normal(0, 0.1, (256, 64, 64)).astype(np.float32)
    layers = {name: rng.normal(2, 3, shape).astype(np.float16) for name, shape in LAYERS.items()}
    return Embedding(features, Frame(640, 480, view), "noise", Planes(layers, "noise") if planes else None)


PARTS: dict[str, Callable[[argparse.Namespace, Rows], None]] = {
    "parity": measure_parity,
    "encode": measure_encoding,
    "steps": measure_steps,
    "leaks": measure_leaks,
    "samples": train_on_samples,
    "category": train_on_category,
}
