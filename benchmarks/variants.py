"""The ablation's variants of ``auto``: each a name and the fields that it changes, as plain data.

A variant that names a field this version's recipes do not have is reported and left out, so that the list
may run ahead of the program.
"""

from __future__ import annotations

from typing import Any

from samft_core.errors import UsageError
from samft_core.training.recipe import NO_GRADIENT, Recipe, recipe_from

Override = dict[str, Any]

FROZEN_TRANSFORMER = [*NO_GRADIENT, "transformer.*"]

VARIANTS: dict[str, dict[str, Override]] = {
    "loss": {
        "BCE alone": {"losses": {"dice": 0}},
        "Dice alone": {"losses": {"bce": 0}},
        "MSE instead": {"losses": {"bce": 0, "dice": 0, "mse": 1}},
        "20 focal + Dice": {"losses": {"bce": 0, "focal": 20}},
        "Dice with squares": {"loss_shape": {"dice_squared": True}},
        "no IoU head": {"losses": {"iou_head": 0}, "frozen": [*NO_GRADIENT, "iou_prediction_head.*"]},
        "IoU head at 1": {"losses": {"iou_head": 1}},
    },
    "learning rate": {
        "lr 5e-5": {"learning_rate": 5e-5},
        "lr 1e-4": {"learning_rate": 1e-4},
        "lr 4e-4": {"learning_rate": 4e-4},
        "constant lr": {"schedule": "constant"},
        "no weight decay": {"weight_decay": 0},
    },
    "steps": {
        "100 steps": {"steps": 100},
        "200 steps": {"steps": 200},
        "800 steps": {"steps": 800},
        "8 rows": {"batch_rows": 8},
    },
    "box jitter": {
        "no jitter": {"box_jitter": 0},
        "jitter 6 %": {"box_jitter": 0.06},
        "jitter 20 %": {"box_jitter": 0.2},
        "jitter 20 px": {"box_jitter": 0, "jitter_px": 20},
    },
    "views to learn from": {
        "whole image alone": {"views": {"zoom": None, "budget": 0, "mirror": False, "quarter_turns": False}},
        "whole image, mirrored and turned": {"views": {"zoom": None}},
        "no mirror": {"views": {"mirror": False}},
        "no turns": {"views": {"quarter_turns": False}},
        "zoom 1.3-2": {"views": {"zoom": [1.3, 2.0]}},
        "zoom 2-4": {"views": {"zoom": [2.0, 4.0]}},
        "half the views": {"views": {"budget": 80}},
        "twice the views": {"views": {"budget": 320, "most_per_mask": 16}},
        "no whole image": {"views": {"whole_image_share": 0}},
        "crops with stretched contrast": {"views": {"stretch": True}},
    },
    "start": {
        "from drawings": {"start": "drawn"},
    },
    "adapter": {
        "no adapter": {"adapter_channels": 0},
        "adapter of 16 channels": {"adapter_channels": 16},
        "adapter of 128 channels": {"adapter_channels": 128},
        "adapter at the decoder's rate": {"adapter_rate": 1},
    },
    "planes": {
        "no planes": {"planes": "none", "planes_when": "always"},
        "fine planes in the upscaling": {"skips": True},
        "distance to good images": {"good_distance": True},
        "defects on good images": {"pasting": {"share": 0.25}},
        "boxes on nothing": {"negatives": {"share": 0.1}},
        "both": {"skips": True, "good_distance": True},
        "planes, adapter of 96 channels": {"adapter_channels": 96},
        "planes, 300 steps": {"steps": 300},
        "planes, half the views": {"views": {"budget": 80}},
    },
    "parts": {
        "parts not learnt": {"parts": {"share": 0}},
        "half of a mask's turns are its parts'": {"parts": {"share": 0.5}},
        "parts not asked again": {"parts": {"asked": 0}},
    },
    "turns on the grid": {
        "mirrored on the grid": {"views": {"grid_turns": "mirror"}},
        "mirrored and turned on the grid": {"views": {"grid_turns": "all"}},
    },
    "which weights": {
        "no EMA": {"ema": None},
        "EMA 0.99": {"ema": 0.99},
        "10 % base": {"base_share": 0.1},
        "30 % base": {"base_share": 0.3},
        "50 % base": {"base_share": 0.5},
        "heads alone": {"frozen": FROZEN_TRANSFORMER},
        "low-rank adapters, rank 4": {"adapter_rank": 4, "frozen": FROZEN_TRANSFORMER},
        "one round of corrections": {"corrections": {"rounds": 1}},
        "a round in every other step": {"corrections": {"rounds": 1, "share": 0.5, "mask_share": 0.5}},
    },
    "views to ask through": {
        "asked on the whole image": {"policy": {"zoom": [], "mirrored_zoom": []}},
        "one crop": {"policy": {"zoom": [2.0], "mirrored_zoom": []}},
        "one crop and its mirror image": {"policy": {"zoom": [2.0], "mirrored_zoom": [2.0]}},
        "one crop and the whole image": {"policy": {"zoom": [2.0, 0.0], "mirrored_zoom": []}},
        "two crops, none mirrored": {"policy": {"zoom": [2.0, 3.0], "mirrored_zoom": []}},
        "two crops, one mirrored": {"policy": {"zoom": [2.0], "mirrored_zoom": [3.0]}},
        "two crops, both mirrored too": {"policy": {"zoom": [2.0, 3.0], "mirrored_zoom": [2.0, 3.0]}},
        "without the whole image": {"policy": {"zoom": [1.5]}},
        "a third crop": {"policy": {"zoom": [1.5, 2.0, 0.0]}},
        "each box asked twice": {"policy": {"passes": 2}},
        "contrast as photographed": {"contrast": "policy"},
        "stretched contrast": {"contrast": "policy", "policy": {"stretch": True}},
    },
    "threshold and clean-up": {
        "threshold -0.5": {"policy": {"threshold": -0.5}},
        "threshold +0.5": {"policy": {"threshold": 0.5}},
        "cut at the box + 10 %": {"policy": {"clean": {"box_margin": 0.1}}},
        "specks stay": {"policy": {"clean": {"min_component_share": 0}}},
        "no part below a tenth": {"policy": {"clean": {"min_component_share": 0.1}}},
    },
}


def variants_of(auto: Recipe) -> tuple[dict[str, Recipe], list[str]]:
    """Every variant as a recipe under its own name, and the names of those that this version cannot make."""
    made = {}
    missing = []
    for group in VARIANTS.values():
        for name, override in group.items():
            try:
                made[name] = changed(auto, override, name)
            except UsageError:
                missing.append(name)
    return made, missing


def changed(recipe: Recipe, override: Override, name: str) -> Recipe:
    """The recipe with these fields changed. Raises UsageError on a field that recipes do not have."""
    return recipe_from(_merged(recipe.model_dump(mode="json"), override) | {"name": name})


def _merged(data: dict[str, Any], override: Override) -> dict[str, Any]:
    merged = dict(data)
    for key, value in override.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
