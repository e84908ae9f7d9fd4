"""A small base pack: an encoder of one random layer, with the embedded model's prompt encoder and decoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from samft_core.distribution.make_base_pack import Sources, make_base_pack
from samft_core.resources import resource_path
from samft_core.sam.base_card import BaseCard, CheckCard, InputCard
from samft_core.sam.preprocess import to_encoder_input
from samft_core.sam.quiet_openvino import ov
from tests.conftest import draw_bottle

SIDE = 256
BOX = (70.0, 38.0, 98.0, 66.0)
"""Round the defect of the bottle that packs are checked with."""

INPUT = InputCard(side=SIDE, mean=(120.0, 110.0, 100.0), deviation=(60.0, 50.0, 40.0), channels="bgr")


SCALE = np.float32(0.05)
"""Brings the embedding to where the embedded model's own are, so that the decoder sees something in it."""


def weights(seed: int = 0) -> NDArray[np.float32]:
    """The encoder's only layer: 256 x 3 x 4 x 4."""
    patch = SIDE // 64
    return np.random.default_rng(seed).normal(0, 0.1, (256, 3, patch, patch)).astype(np.float32)


def write_onnx(path: Path, *, seed: int = 0, channels: int = 256, external: str | None = None) -> Path:
    """The encoder as ONNX, of any number of images at once; ``external`` puts its weights into that file."""
    patch = SIDE // 64
    initial = numpy_helper.from_array(weights(seed)[:channels], "w")
    if external is not None:
        (path.parent / external).write_bytes(initial.raw_data)
        initial.ClearField("raw_data")
        initial.data_location = TensorProto.EXTERNAL
        entry = initial.external_data.add()
        entry.key, entry.value = "location", external
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["image", "w"], ["c"], strides=[patch, patch]),
            helper.make_node("Tanh", ["c"], ["t"]),
            helper.make_node("Mul", ["t", "s"], ["embedding"]),
        ],
        "encoder",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", channels, 64, 64])],
        [initial, numpy_helper.from_array(SCALE, "s")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    path.write_bytes(model.SerializeToString())
    onnx.checker.check_model(model if external is None else str(path))
    return path


def write_graph(path: Path, *, seed: int = 0) -> Path:
    """The same encoder as OpenVINO's .xml, with its .bin beside it."""
    onnx_file = write_onnx(path.with_suffix(".onnx"), seed=seed)
    ov.save_model(ov.Core().read_model(onnx_file), path, compress_to_fp16=False)
    onnx_file.unlink()
    return path


def embedding_of(rgb: NDArray[np.uint8], seed: int = 0) -> NDArray[np.float32]:
    """What "the model's own program" gives: the encoder in plain numpy."""
    patch = SIDE // 64
    pixels = to_encoder_input(rgb, made_for=INPUT.made_for())[0]
    patches = pixels.reshape(3, 64, patch, 64, patch).transpose(0, 2, 4, 1, 3).reshape(-1, 64 * 64)
    return SCALE * np.tanh(weights(seed).reshape(256, -1) @ patches).reshape(256, 64, 64)


def card(name: str = "tiny-1", made_of: InputCard = INPUT) -> BaseCard:
    return BaseCard(
        name=name,
        title="A tiny encoder [bold]of tests[/bold]",
        licence="Apache-2.0",
        author="The tests",
        input=made_of,
        check=CheckCard(box=BOX),
    )


def sources(folder: Path, *, seed: int = 0, as_onnx: bool = True) -> Sources:
    """All files that a pack is made of, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    licence, picture = folder / "licence.txt", folder / "bottle.png"
    licence.write_text("You may do anything with it.\n", "utf-8")
    Image.fromarray(bottle()).save(picture)
    encoder = (
        write_onnx(folder / "enc.onnx", seed=seed) if as_onnx else write_graph(folder / "enc.xml", seed=seed)
    )
    mobile = resource_path("models", "mobile")
    return Sources(
        encoder=encoder,
        licence=licence,
        picture=picture,
        prompt_encoder=mobile / "prompt_encoder.safetensors",
        mask_decoder=mobile / "mask_decoder.safetensors",
    )


def bottle() -> NDArray[np.uint8]:
    return draw_bottle(160, 120, defect=(84, 52, 13))


def made_pack(folder: Path, name: str = "tiny-1", *, seed: int = 0, as_onnx: bool = True) -> Path:
    """A whole base pack in ``folder``."""
    made, _ = make_base_pack(folder / name, card(name), sources(folder / "parts", seed=seed, as_onnx=as_onnx))
    return made
