from __future__ import annotations

import pytest
import torch

from samft_core.training.fit.losses import focal_loss, mask_losses, soft_dice_loss, true_iou
from samft_core.training.recipe import LossShape, LossWeights

WEIGHTS = LossWeights(bce=1.0, dice=2.0, mse=3.0, iou_head=0.5, focal=4.0)


def square(value: float = 1.0) -> torch.Tensor:
    target = torch.zeros(1, 256, 256)
    target[:, 64:128, 64:128] = value
    return target


def test_a_sure_and_right_answer_costs_nothing() -> None:
    target = square()
    losses = mask_losses(target * 100 - 50, torch.ones(1), target, torch.ones(1, 256, 256), WEIGHTS)
    assert float(losses["total"]) == pytest.approx(0, abs=1e-3)


def test_the_total_weighs_its_parts() -> None:
    torch.manual_seed(0)
    losses = mask_losses(torch.randn(1, 256, 256), torch.rand(1), square(), torch.ones(1, 256, 256), WEIGHTS)
    expected = sum(losses[name] * weight for name, weight in WEIGHTS.model_dump().items())
    assert float(losses["total"]) == pytest.approx(float(expected), rel=1e-5)


def test_padding_changes_no_loss() -> None:
    torch.manual_seed(0)
    logits, target = torch.randn(1, 256, 256), square()
    content = torch.ones(1, 256, 256)
    content[:, 160:] = 0
    before = mask_losses(logits, torch.rand(1), target, content, LossWeights(bce=1, dice=1, mse=1, focal=1))
    logits[:, 160:] = 40
    after = mask_losses(logits, torch.rand(1), target, content, LossWeights(bce=1, dice=1, mse=1, focal=1))
    assert {k: float(v) for k, v in before.items()} == {k: float(v) for k, v in after.items()}


def test_unwanted_parts_are_not_computed() -> None:
    losses = mask_losses(square(), torch.ones(1), square(), torch.ones(1, 256, 256), LossWeights(mse=1))
    assert set(losses) == {"mse", "total"}


def test_dice_of_an_empty_target_is_finite_and_iou_counts_pixels() -> None:
    empty = torch.zeros(1, 256, 256)
    assert float(soft_dice_loss(empty, empty)) == 0
    half = square()
    half[:, 96:] = 0
    assert float(true_iou(half - 0.5, square(), torch.ones_like(empty))) == pytest.approx(0.5)


def test_focal_loss_is_cross_entropy_at_gamma_zero_and_forgets_what_is_nearly_right() -> None:
    torch.manual_seed(0)
    logits, content = torch.randn(2, 256, 256), torch.ones(2, 256, 256)
    target = square().expand(2, -1, -1)
    plain = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
    assert float(focal_loss(logits, target, content, LossShape(focal_gamma=0))) == pytest.approx(float(plain))
    sure = target * 8 - 4
    each = torch.nn.functional.binary_cross_entropy_with_logits(sure, target)
    wrong = 1 - float(torch.sigmoid(torch.tensor(4.0)))
    assert float(focal_loss(sure, target, content)) == pytest.approx(float(each) * wrong**2, rel=1e-3)


def test_focal_loss_by_mask_weighs_each_mask_by_its_mean() -> None:
    torch.manual_seed(0)
    logits, content = torch.randn(1, 256, 256), torch.ones(1, 256, 256)
    mean = torch.nn.functional.binary_cross_entropy_with_logits(logits, square())
    expected = (1 - torch.exp(-mean)) ** 2 * mean
    found = focal_loss(logits, square(), content, LossShape(focal_by_mask=True))
    assert float(found) == pytest.approx(float(expected))


def test_squared_dice_is_milder_on_unsure_answers() -> None:
    half = square() * 0.5
    assert float(soft_dice_loss(half, square())) == pytest.approx(1 / 3, abs=1e-3)
    assert float(soft_dice_loss(half, square(), squared=True)) == pytest.approx(0.2, abs=1e-3)
