"""How fast: ours, each peer's way, and what the machine could do, measured in turns in the same minutes.

    python benchmarks/speed.py [--rows encode encode-bf16 box step looped start scale] [--json speed.json]

Each row times its contenders one after the other, round by round, so that whatever else the machine does
meets all of them; the table gives medians, and ours as a share of the fastest peer's. The limit is what the
row's multiplications would take at the rate that one large matrix product reaches here, with the same threads
and in the same precision. A peer that is not installed, or whose graph is not here, is left out and named.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from speed_peers import onnx_decoder, onnx_graphs, onnx_session, openvino_request, sam_predictor
from torch.utils.flop_counter import FlopCounterMode

from samft_core.engine.protocol import Predict, Shutdown, to_line
from samft_core.imaging.drawn_defect import drawn_defect
from samft_core.imaging.prompts import Prompts
from samft_core.processes import keep_freed_memory, share_the_processor, worker_command
from samft_core.project.project import Project
from samft_core.resources import resource_path
from samft_core.sam.adapter import attach
from samft_core.sam.cpu_encoders import multiplies_bf16, openvino_installed
from samft_core.sam.mask_decoder import decode_rows
from samft_core.sam.model import SamModel
from samft_core.sam.postprocess import logits_to_image
from samft_core.sam.preprocess import to_encoder_input
from samft_core.sam.registry import load_model
from samft_core.sam.tiny_vit import TinyViT, load_tiny_vit
from samft_core.sam.upstream import MaskDecoder
from samft_core.training.fit.loop import precision_for
from samft_core.training.recipe import recipe_named

ROWS_A_STEP = 4
Work = Callable[[], object]


@dataclass
class Row:
    """One line: ``contenders`` by name, ours first; ``flop`` of one call of ours, in ``precision``."""

    name: str
    goal: float | None
    contenders: dict[str, Work]
    flop: float = 0.0
    precision: str = "float32"
    absent: list[str] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])

    @property
    def ratio(self) -> float | None:
        """Ours as a share of the fastest of the others."""
        ours, *others = self.contenders
        return self.median(ours) / min(map(self.median, others)) if others else None


def measure(row: Row, rounds: int, clock: Callable[[], float] = time.perf_counter) -> None:
    """Time every contender once a round, after one call each that does not count."""
    for name, work in row.contenders.items():
        work()
        row.seconds[name] = []
    for number in range(rounds):
        names = list(row.contenders)
        # Another one begins each time: what comes first after a pause may find a faster processor.
        for name in names[number % len(names) :] + names[: number % len(names)]:
            began = clock()
            row.contenders[name]()
            row.seconds[name].append(clock() - began)


def encode_row(model: SamModel) -> Row:
    """One view to its embedding."""
    rgb, _, _ = drawn_defect()
    pixels = to_encoder_input(rgb)
    module = load_tiny_vit(resource_path("models", "mobile", "encoder.xml"))

    def by_torch() -> None:
        with torch.inference_mode():
            module(torch.from_numpy(to_encoder_input(rgb)))

    contenders: dict[str, Work] = {"ours": lambda: model.encode(rgb)}
    absent = []
    if openvino_installed():
        request = openvino_request("f32")
        contenders["OpenVINO float32"] = lambda: request.infer([to_encoder_input(rgb)])
    graphs = onnx_graphs()
    if graphs is None:
        absent.append("ONNX Runtime (its graph is not here, or it is not installed)")
    else:
        session = onnx_session(graphs / "encoder.onnx")
        name = session.get_inputs()[0].name
        contenders["ONNX Runtime"] = lambda: session.run(None, {name: to_encoder_input(rgb)})
    contenders["torch"] = by_torch
    with torch.device("meta"):
        flop = flops(lambda: TinyViT()(torch.zeros(pixels.shape)))
    return Row("encode one view", 0.55, contenders, flop, absent=absent)


def encode_half_row(_: SamModel) -> Row:
    """The same in bfloat16, which is used on request; a PC whose processor has none is told so."""
    row = encode_row(load_model(device="cpu", precision="bf16"))
    row.name = "encode one view in bfloat16"
    row.precision = "bfloat16"
    if not multiplies_bf16():
        row.absent.append("nothing, but this processor does not multiply bfloat16: it is emulated")
    return row


def box_row(model: SamModel) -> Row:
    """A box to the masks of base model and version, in the image's pixels, its embedding known."""
    rgb, _, box = drawn_defect()
    embedding = model.encode(rgb)
    tuned = model.new_decoder().requires_grad_(False)
    attach(tuned, 48).requires_grad_(False)
    prompts = Prompts(box=box)
    # As the engine does.
    model.remember_images()

    def ours() -> None:
        for decoder in (None, tuned):
            logits, _ = model.logits(embedding, prompts, decoder=decoder)
            logits_to_image(logits[0], embedding.frame)

    contenders: dict[str, Work] = {"ours": ours, "SamPredictor twice": sam_predictor(model, embedding, box)}
    absent = []
    graphs = onnx_graphs()
    if graphs is None:
        absent.append("ONNX Runtime (its graph is not here, or it is not installed)")
    else:
        contenders["ONNX Runtime twice"] = onnx_decoder(graphs / "sam.onnx", embedding, box, rgb.shape[:2])
    return Row("box to base and tuned mask, cached", 0.35, contenders, absent=absent)


def step_row(model: SamModel) -> Row:
    """Forward and backward of four rows: a batch of ours, and the decoder asked image by image."""
    features = torch.randn(ROWS_A_STEP, 256, 64, 64) * 0.1
    boxes = torch.tensor([[100.0, 120.0, 400.0, 380.0]]).repeat(ROWS_A_STEP, 1)
    decoder = model.new_decoder()
    position = model.prompt_encoder.get_dense_pe()

    # In the arithmetic that a run takes here; the package itself knows single precision only.
    half = precision_for(recipe_named("auto"), model.device) == "bf16-mixed"

    def ours() -> None:
        decoder.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            logits, _ = decode_rows(decoder, model.prompt_encoder, features, boxes)
        logits.float().mean().backward()

    def upstream() -> None:
        decoder.zero_grad()
        for row in range(ROWS_A_STEP):
            with torch.no_grad():
                sparse, dense = model.prompt_encoder(points=None, boxes=boxes[row : row + 1], masks=None)
            logits, _ = MaskDecoder.forward(decoder, features[row : row + 1], position, sparse, dense, False)
            (logits.mean() / ROWS_A_STEP).backward()

    flop = flops(ours)
    contenders: dict[str, Work] = {"ours": ours, "MaskDecoder image by image": upstream}
    return Row("one step of 4 rows", 0.35, contenders, flop, "bfloat16" if half else "float32")


def looped_row(model: SamModel) -> Row:
    """A step with embeddings at hand, and one that encodes its images, as digitalsreeni's notebook does."""
    row = step_row(model)
    rgb, _, _ = drawn_defect()
    ours = row.contenders["ours"]
    upstream = row.contenders["MaskDecoder image by image"]

    def encoding() -> None:
        for _ in range(ROWS_A_STEP):
            model.encode(rgb)
        upstream()

    contenders = {"ours": ours, "encode at each step (digitalsreeni)": encoding}
    return Row("one step, embeddings cached", 0.1, contenders, row.flop, row.precision)


def start_row(_: SamModel) -> Row:
    """From starting the engine's process to the first mask of an image that nobody encoded before."""
    return Row("engine's process to its first mask", None, {"ours": first_mask})


def first_mask() -> None:
    rgb, _, box = drawn_defect()
    with tempfile.TemporaryDirectory() as scratch:
        picture = Path(scratch) / "picture.png"
        cv2.imwrite(str(picture), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
        with Project.create(Path(scratch) / "p") as project:
            [image_id] = project.images.add([picture]).added
        command = worker_command("engine", "--project", Path(scratch) / "p", "--device", "cpu")
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as engine:
            assert engine.stdin is not None and engine.stdout is not None
            asked = Predict(id=1, image_id=image_id, prompts=Prompts(box=box).to_json(), versions=["base"])
            engine.stdin.write(to_line(asked))
            engine.stdin.flush()
            kinds = []
            for line in engine.stdout:
                kinds.append(json.loads(line)["kind"])
                if kinds[-1] in ("predicted", "failed", "fatal"):
                    break
            assert kinds[-1] == "predicted", kinds
            engine.stdin.write(to_line(Shutdown()))
            engine.stdin.close()
            engine.wait(timeout=60)


ROWS: dict[str, Callable[[SamModel], Row]] = {
    "encode": encode_row,
    "encode-bf16": encode_half_row,
    "box": box_row,
    "step": step_row,
    "looped": looped_row,
    "start": start_row,
}


def scaling(counts: list[int]) -> dict[str, Any]:
    """Import, opening and searching of so many images, and the exponent that fits their seconds."""
    found: dict[str, list[float]] = {"import": [], "open": [], "search": []}
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "images"
            folder.mkdir()
            for number in range(count):
                # Each with other pixels: equal ones are imported once.
                pixels = np.random.default_rng(number).integers(0, 256, (24, 32, 3), np.uint8)
                cv2.imwrite(str(folder / f"{number:06d}.png"), pixels)
            with Project.create(Path(scratch) / "p") as project, timing(found["import"]):
                project.images.add(sorted(folder.iterdir()))
            with timing(found["open"]), Project.open(Path(scratch) / "p") as project:
                project.images.count()
            with Project.open(Path(scratch) / "p") as project, timing(found["search"]):
                assert len(project.images.all()) == count
    exponents = {name: fitted_exponent(counts, seconds) for name, seconds in found.items()}
    return {"images": counts, "seconds": found, "exponents": exponents, "goal": 1.05}


@contextlib.contextmanager
def timing(into: list[float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    into.append(time.perf_counter() - began)


def fitted_exponent(counts: list[int], seconds: list[float]) -> float:
    """The slope of a straight line through the logarithms: 1 where twice as many take twice as long."""
    if len(counts) < 2:
        return math.nan
    return float(np.polyfit(np.log(counts), np.log(seconds), 1)[0])


def gemm_rates(side: int = 1536, rounds: int = 3) -> dict[str, float]:
    """Operations a second of one large matrix product, in each precision."""
    found = {}
    for name, kind in (("float32", torch.float32), ("bfloat16", torch.bfloat16)):
        left = torch.randn(side, side).to(kind)
        right = torch.randn(side, side).to(kind)
        seconds = []
        for _ in range(rounds + 1):
            began = time.perf_counter()
            torch.mm(left, right)
            seconds.append(time.perf_counter() - began)
        # The best: what the machine can do, whatever else it does now.
        found[name] = 2 * side**3 / min(seconds)
    return found


def flops(work: Work) -> float:
    with FlopCounterMode(display=False) as counter:
        work()
    return float(counter.get_total_flops())


def as_json(rows: list[Row], rates: dict[str, float]) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "goal": row.goal,
            "ratio": row.ratio,
            "limit_s": row.flop / rates[row.precision] if row.flop else None,
            "medians_s": {name: row.median(name) for name in row.contenders},
            "seconds": row.seconds,
            "absent": row.absent,
        }
        for row in rows
    ]


def table(rows: list[Row], rates: dict[str, float]) -> str:
    """Markdown."""
    lines = ["| row | ours | others | ours / fastest | goal | limit |", "|---|---|---|---|---|---|"]
    for row in rows:
        ours, *others = row.contenders
        theirs = ", ".join(f"{name} {row.median(name):.3f} s" for name in others) or "none"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        goal = "" if row.goal is None else f"<= {row.goal:g}"
        limit = f"{row.flop / rates[row.precision]:.3f} s" if row.flop else ""
        lines.append(f"| {row.name} | {row.median(ours):.3f} s | {theirs} | {ratio} | {goal} | {limit} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", nargs="*", choices=(*ROWS, "scale"), default=[*ROWS])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--cpu-time", action="store_true", help="count processor time: for ratios beside other work"
    )
    parser.add_argument("--images", type=int, nargs="*", default=[10, 100, 1000], help="counts for scale")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    share_the_processor()
    keep_freed_memory()
    model = load_model(device="cpu")
    rates = gemm_rates()
    done = []
    for name in asked.rows:
        if name in ROWS:
            row = ROWS[name](model)
            measure(row, asked.rounds, time.process_time if asked.cpu_time else time.perf_counter)
            done.append(row)
            for peer in row.absent:
                print(f'Left out of "{row.name}": {peer}', file=sys.stderr)
    print(f"{platform.processor() or platform.machine()}, {torch.get_num_threads()} threads, "
          + ", ".join(f"{name} {rate / 1e9:.0f} GFLOP/s" for name, rate in rates.items()))  # fmt: skip
    print(table(done, rates))
    scale = scaling(asked.images) if "scale" in asked.rows else None
    if scale is not None:
        for name, exponent in scale["exponents"].items():
            print(f"{name} of {asked.images} images: exponent {exponent:.2f} (goal <= {scale['goal']})")
    if asked.json is not None:
        about = {"machine": platform.platform(), "threads": torch.get_num_threads(), "gemm": rates}
        report = {**about, "rows": as_json(done, rates), "scale": scale}
        asked.json.write_text(json.dumps(report, indent=2), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
