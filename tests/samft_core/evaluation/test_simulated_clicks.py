from __future__ import annotations

import numpy as np
import pytest

from samft_core.errors import CancelledError
from samft_core.evaluation.evaluate import ScoredMask
from samft_core.evaluation.simulated_clicks import (
    CorrectionRun,
    correct_by_clicks,
    masks_to_click,
    next_click,
)
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask
from samft_core.imaging.prompts import PointPrompt, Prompts
from samft_core.progress import CancelToken

BOX = Box(10, 10, 60, 60)


def blocks(*corners: tuple[int, int, int, int]) -> Mask:
    mask = np.zeros((80, 100), bool)
    for x0, y0, x1, y1 in corners:
        mask[y0:y1, x0:x1] = True
    return mask


TRUTH = blocks((10, 10, 60, 60))


class Patient:
    """A fake predictor: starts with a mask and sets a square round each point to what the point says."""

    def __init__(self, start: Mask, *, reach: int = 15) -> None:
        self.start, self.reach = start, reach
        self.asked: list[Prompts] = []

    def __call__(self, prompts: Prompts) -> ScoredMask:
        self.asked.append(prompts)
        mask = self.start.copy()
        for point in prompts.points:
            x, y = int(point.x), int(point.y)
            mask[max(y - self.reach, 0) : y + self.reach, max(x - self.reach, 0) : x + self.reach] = (
                point.positive
            )
        return ScoredMask(mask, 0.5 + 0.01 * len(prompts.points))


def test_the_click_lands_where_the_widest_wrong_region_is_widest() -> None:
    missing = next_click(blocks((10, 10, 40, 60)), TRUTH)
    assert missing is not None and missing.positive
    assert 48 <= missing.x <= 52 and 33 <= missing.y <= 37
    surplus = next_click(TRUTH | blocks((70, 0, 100, 30)), TRUTH)
    assert surplus is not None and not surplus.positive
    assert 80 <= surplus.x <= 90 and 10 <= surplus.y <= 20
    assert next_click(TRUTH, TRUTH) is None


def test_of_two_wrong_regions_the_wider_counts_not_the_longer() -> None:
    thin_and_long, compact = blocks((0, 0, 100, 3)), blocks((70, 40, 85, 55))
    click = next_click(TRUTH | thin_and_long | compact, TRUTH)
    assert click is not None and click.x > 70 and click.y > 40


def test_the_edge_of_the_image_is_a_border() -> None:
    truth = blocks((0, 0, 40, 80))
    click = next_click(np.zeros_like(truth), truth)
    assert click is not None and 18 <= click.x <= 22 and 35 <= click.y <= 45


def test_a_click_that_changed_nothing_is_not_repeated() -> None:
    empty = np.zeros_like(TRUTH)
    first = next_click(empty, TRUTH)
    assert first is not None
    second = next_click(empty, TRUTH, [first])
    assert second is not None and second != first


def test_a_good_box_needs_no_click() -> None:
    model = Patient(TRUTH)
    assert correct_by_clicks(model, TRUTH, BOX) == CorrectionRun(0, True, (1.0,), (0.5,))
    assert model.asked == [Prompts(box=BOX)]


def test_clicks_add_up_until_the_target_is_reached() -> None:
    model = Patient(blocks((10, 10, 60, 30)))
    run = correct_by_clicks(model, TRUTH, BOX)
    assert run.reached and 1 <= run.clicks < 20
    assert len(run.ious) == run.clicks + 1
    assert run.scores == pytest.approx([0.5 + 0.01 * click for click in range(run.clicks + 1)])
    assert run.ious[0] == pytest.approx(0.4) and run.ious[-1] >= 0.85
    assert [len(prompts.points) for prompts in model.asked] == list(range(run.clicks + 1))
    assert all(prompts.box == BOX for prompts in model.asked)


def test_who_never_gets_there_counts_the_most_clicks() -> None:
    run = correct_by_clicks(Patient(np.zeros_like(TRUTH), reach=1), TRUTH, BOX, most=4)
    assert (run.clicks, run.reached, len(run.ious)) == (4, False, 5)


def test_it_can_be_stopped() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        correct_by_clicks(Patient(TRUTH), TRUTH, BOX, cancel=cancel)


def test_points_carry_pixel_centres() -> None:
    pixel = np.zeros((5, 5), bool)
    pixel[2, 3] = True
    assert next_click(np.zeros_like(pixel), pixel) == PointPrompt(3.5, 2.5, True)


@pytest.mark.parametrize(
    ("pixels", "count"),
    [([810_000] * 20, 8), ([810_000] * 4, 4), ([12_000_000] * 20, 3), ([6_400_000] * 20, 5), ([], 0)],
)
def test_fewer_masks_are_corrected_where_images_are_large(pixels: list[int], count: int) -> None:
    assert masks_to_click(pixels) == count
