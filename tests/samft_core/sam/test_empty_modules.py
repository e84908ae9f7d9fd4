from __future__ import annotations

import subprocess
import sys

import torch
from torch import nn

from samft_core.sam.empty_modules import empty_modules
from samft_core.sam.weights import empty_mask_decoder, empty_prompt_encoder

LOADED = """
import sys
from samft_core.sam.registry import load_model
load_model(device="cpu")
print([name for name in ("torch._dynamo", "sympy") if name in sys.modules])
"""


def test_a_model_is_loaded_without_pytorchs_compiler() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[]"


def test_no_random_number_is_drawn() -> None:
    before = torch.get_rng_state()
    empty_prompt_encoder()
    empty_mask_decoder()
    with empty_modules():
        nn.init.trunc_normal_(tensor=torch.zeros(3), std=0.02)
        nn.TransformerEncoderLayer(8, 2)
    assert torch.equal(torch.get_rng_state(), before)


def test_what_is_drawn_elsewhere_is_drawn() -> None:
    torch.manual_seed(1)
    drawn = nn.Linear(4, 4).weight
    with empty_modules():
        nn.Linear(4, 4)
    torch.manual_seed(1)
    assert torch.equal(nn.Linear(4, 4).weight, drawn)
