"""PyTorch's encoder against the shipped graph on OpenVINO, from which its weights are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from samft_core.errors import ModelError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import mask_iou
from samft_core.imaging.prompts import Prompts
from samft_core.resources import resource_path
from samft_core.sam.cpu_encoders import torch_image_encoder
from samft_core.sam.model import SamModel
from samft_core.sam.openvino_ir import read_operations
from samft_core.sam.tiny_vit import TinyViT, load_tiny_vit, weights_of

GRAPH = resource_path("models", "mobile", "encoder.xml")


def test_the_module_encodes_as_the_shipped_graph_does_and_gives_the_same_masks(
    model: SamModel, pictures: Any
) -> None:
    rgb, boxes = pictures[0]
    usual = model.encode(rgb)
    encoder = torch_image_encoder(GRAPH, "any", "cpu")
    found = encoder.encode(rgb)
    assert np.abs(found.features - usual.features).max() < 1e-3
    # Embeddings are kept in half precision, which rounds away more than that.
    rounded = np.abs(usual.features.astype(np.float16).astype(np.float32) - usual.features).max()
    assert np.abs(found.features - usual.features).max() < rounded / 10
    for box in boxes:
        prompts = Prompts(box=Box(*box))
        ours = model.decode(found, prompts).best
        theirs = model.decode(usual, prompts).best
        assert mask_iou(ours, theirs) > 0.999


def test_embeddings_of_pytorch_and_openvino_have_one_name(model: SamModel) -> None:
    from samft_core.sam.parity import _weights_digest

    digest = _weights_digest(GRAPH.parent)
    assert torch_image_encoder(GRAPH, digest, "cpu").digest == model.require_encoder().digest


def test_every_weight_has_a_place_and_a_name_of_mobilesams() -> None:
    found = weights_of(read_operations(GRAPH))
    with torch.device("meta"):
        wanted = {name: value.shape for name, value in TinyViT().state_dict().items()}
    assert {name: value.shape for name, value in found.items()} == wanted
    assert "layers.2.blocks.5.attn.qkv.weight" in found
    assert "layers.0.blocks.1.conv2.c.weight" in found
    assert "neck.2.weight" in found


def test_a_module_on_the_meta_device_tells_the_embeddings_shape() -> None:
    with torch.device("meta"):
        assert TinyViT()(torch.zeros(3, 3, 1024, 1024)).shape == (3, 256, 64, 64)


def test_a_graph_that_is_no_graph_is_refused_by_name(tmp_path: Path) -> None:
    broken = tmp_path / "encoder.xml"
    broken.write_text("<net><layers>")
    (tmp_path / "encoder.bin").write_bytes(b"")
    with pytest.raises(ModelError) as caught:
        load_tiny_vit(broken)
    assert caught.value.path == broken and caught.value.remedy is not None


def test_constants_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    (tmp_path / "encoder.xml").write_bytes(GRAPH.read_bytes())
    (tmp_path / "encoder.bin").write_bytes(GRAPH.with_suffix(".bin").read_bytes()[:-10])
    with pytest.raises(ModelError, match=r"cannot be loaded|buffer"):
        load_tiny_vit(tmp_path / "encoder.xml")


def test_a_graph_with_another_layer_is_refused(tmp_path: Path) -> None:
    text = re.sub("/neck/neck.2/Conv", "/neck/neck.9/Conv", GRAPH.read_text("utf-8"))
    (tmp_path / "encoder.xml").write_text(text, "utf-8")
    (tmp_path / "encoder.bin").write_bytes(GRAPH.with_suffix(".bin").read_bytes())
    with pytest.raises(ModelError, match=r"neck\.[29]"):
        load_tiny_vit(tmp_path / "encoder.xml")
