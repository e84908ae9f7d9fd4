"""The parts of the loss, per row and then averaged; padding never counts. Tensors are float32."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from samft_core.training.recipe import LossShape, LossWeights

PLAIN = LossShape()


def mask_losses(
    logits: Tensor,
    predicted_iou: Tensor,
    target: Tensor,
    content: Tensor,
    weights: LossWeights,
    *,
    shape: LossShape = PLAIN,
) -> dict[str, Tensor]:
    """Each wanted part of the loss as a scalar, unweighted, and their weighted sum as ``total``.

    ``logits``, ``target`` (share of object in each cell, 0 to 1) and ``content`` (1 on the image, else 0) are
    float32 N x 256 x 256; ``predicted_iou`` is float32 N.
    """
    area = content.sum(dim=(1, 2)).clamp(min=1.0)
    # Padding is neither object nor background: cut to 0 here, it adds to no sum below.
    probability = logits.sigmoid() * content
    parts: dict[str, Tensor] = {}
    if weights.bce:
        each = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
        parts["bce"] = ((each * content).sum(dim=(1, 2)) / area).mean()
    if weights.dice:
        parts["dice"] = soft_dice_loss(probability, target * content, squared=shape.dice_squared)
    if weights.mse:
        parts["mse"] = (((probability - target * content) ** 2).sum(dim=(1, 2)) / area).mean()
    if weights.iou_head:
        parts["iou_head"] = functional.mse_loss(predicted_iou, true_iou(logits, target, content))
    if weights.focal:
        parts["focal"] = focal_loss(logits, target, content, shape)
    factors = weights.model_dump()
    parts["total"] = torch.stack([value * factors[name] for name, value in parts.items()]).sum()
    return parts


def focal_loss(logits: Tensor, target: Tensor, content: Tensor, shape: LossShape = PLAIN) -> Tensor:
    """Cross-entropy that forgets what is nearly right, of N x H x W maps (Lin et al. 2017).

    Without the balance of classes (alpha): a weight of the whole part does the same for one kind of object.
    """
    area = content.sum(dim=(1, 2)).clamp(min=1.0)
    each = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    if shape.focal_by_mask:
        means = (each * content).sum(dim=(1, 2)) / area
        return ((1 - torch.exp(-means)) ** shape.focal_gamma * means).mean()
    probability = logits.sigmoid()
    # |p - t| where the target is 0 or 1, and smooth between, where a cell is half covered.
    wrong = probability + target - 2 * probability * target
    return ((wrong**shape.focal_gamma * each * content).sum(dim=(1, 2)) / area).mean()


def soft_dice_loss(probability: Tensor, target: Tensor, *, squared: bool = False) -> Tensor:
    """One minus the soft Dice coefficient of N x H x W maps, averaged over rows (Milletari et al. 2016).

    The one added above and below keeps an empty target finite.
    """
    shared = (probability * target).sum(dim=(1, 2))
    power = 2 if squared else 1
    both = (probability**power).sum(dim=(1, 2)) + (target**power).sum(dim=(1, 2))
    return (1.0 - (2.0 * shared + 1.0) / (both + 1.0)).mean()


@torch.no_grad()
def true_iou(logits: Tensor, target: Tensor, content: Tensor) -> Tensor:
    """IoU of the thresholded masks of N x 256 x 256 maps, one value per row: what the IoU head should say.

    Logits above 0 and shares above a half are object; cells without ``content`` are left out.
    """
    ours = (logits > 0) & (content > 0)
    theirs = (target > 0.5) & (content > 0)
    union = (ours | theirs).sum(dim=(1, 2))
    return (ours & theirs).sum(dim=(1, 2)) / union.clamp(min=1)
