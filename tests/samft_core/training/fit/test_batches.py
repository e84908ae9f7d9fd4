from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from samft_core.errors import CancelledError
from samft_core.imaging.geometry import FULL_VIEW, Box, Frame, View
from samft_core.imaging.masks import RleMask, mask_box
from samft_core.progress import CancelToken
from samft_core.project.manifest import Sample
from samft_core.sam.planes import MOST_IMAGES, on_grid, statistics, without_fine
from samft_core.training.fit.batches import (
    UPRIGHT,
    GridTurn,
    ViewDataset,
    encode_all,
    learnt_views,
    soft_target,
    training_views,
)
from samft_core.training.recipe import Parts, recipe_named
from tests.samft_core.planes import made_planes
from tests.samft_core.training.rows import Encoder, sample

AUTO = recipe_named("auto")


def test_views_start_with_the_whole_image_and_zoom_holds_the_box() -> None:
    views = training_views(sample(0), AUTO.views, 6)
    assert views[0] == FULL_VIEW and len(views) == 6
    box = sample(0).box
    for view in views[1:]:
        assert view.crop is not None
        x0, y0, x1, y1 = view.crop
        assert x0 <= box.x0 and y0 <= box.y0 and x1 >= box.x1 and y1 >= box.y1
    assert views == training_views(sample(0), AUTO.views, 6)


def test_crops_are_stretched_where_the_recipe_says_and_the_whole_image_never() -> None:
    plain = AUTO.views.model_copy(update={"stretch": False})
    stretched = AUTO.views.model_copy(update={"stretch": True})
    views = training_views(sample(0), stretched, 6)
    assert [view.stretched for view in views] == [False] + [True] * 5
    assert [replace(view, stretched=False) for view in views] == list(training_views(sample(0), plain, 6))


def test_whole_image_views_are_at_most_the_eight_orientations() -> None:
    plain = AUTO.views.model_copy(update={"zoom": None})
    views = training_views(sample(0), plain, 20)
    assert 2 <= len(views) <= 8 and all(view.crop is None for view in views)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("crop", [None, (20, 30, 90, 100)])
def test_targets_sit_where_the_frame_maps_the_box(crop: tuple[int, int, int, int] | None, turns: int) -> None:
    masked = sample(3)
    frame = Frame(160, 120, View(crop, mirrored=True, quarter_turns=turns))
    target, content = soft_target(masked.mask.to_array(), frame)
    x0, y0, x1, y1 = frame.boxes_to_frame(np.array([masked.box.as_tuple()]))[0] / 4
    rows, columns = np.nonzero(target > 0.5)
    assert abs(columns.min() - x0) <= 1 and abs(columns.max() + 1 - x1) <= 1
    assert abs(rows.min() - y0) <= 1 and abs(rows.max() + 1 - y1) <= 1
    height, width = frame.content_size
    assert content.sum() == pytest.approx(height * width / 16, rel=0.02)


def test_every_mask_comes_once_a_round_and_draws_repeat() -> None:
    recipe = AUTO.model_copy(update={"batch_rows": 3})
    dataset = ViewDataset([sample(n) for n in range(6)], recipe, Encoder(), views_each=2)
    drawn = [dataset.draw(step, 5) for step in range(2)]
    assert sorted(int(row[0, 0, 0]) for batch in drawn for row in batch.features) == list(range(6))
    again = dataset.draw(1, 5)
    assert np.array_equal(again.boxes, drawn[1].boxes) and np.array_equal(again.targets, drawn[1].targets)
    assert not np.array_equal(dataset.draw(1, 6).boxes, again.boxes)


def test_a_view_is_encoded_once_and_encoding_can_be_stopped() -> None:
    encoder = Encoder()
    dataset = ViewDataset([sample(n) for n in range(3)], AUTO, encoder, views_each=2)
    encode_all(dataset.parts)
    encode_all(dataset.parts)
    dataset.draw(0, 0)
    assert encoder.calls == 6
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        encode_all(dataset.parts, cancel=cancel)


def test_jitter_in_pixels_moves_boxes_outwards_only_and_not_out_of_the_image() -> None:
    tight = ViewDataset([sample(0)], recipe_named("seed"), Encoder(), views_each=1).draw(0, 0).boxes[0]
    recipe = recipe_named("seed").model_copy(update={"jitter_px": 20.0, "batch_rows": 8})
    dataset = ViewDataset([sample(0)], recipe, Encoder(), views_each=1)
    boxes = np.concatenate([dataset.draw(step, 0).boxes for step in range(8)])
    moved = (boxes - tight) * [-1, -1, 1, 1]
    assert moved.min() >= 0 and moved.max() <= 20 and moved.max() > 15 and len(np.unique(moved)) > 100
    huge = recipe.model_copy(update={"jitter_px": 5000.0})
    far = ViewDataset([sample(0)], huge, Encoder(), views_each=1).draw(0, 0).boxes
    assert far.min() >= 0 and far[:, 2].max() <= 1024 and far[:, 3].max() <= 768


def test_planes_follow_the_embedding_where_the_recipe_reads_them_and_cost_nothing_elsewhere() -> None:
    reading = AUTO.model_copy(update={"batch_rows": 3})
    dataset = ViewDataset([sample(n) for n in range(3)], reading, Encoder(), views_each=2)
    rows = dataset.draw(0, 0)
    assert rows.features.shape == (3, 256 + 192, 64, 64)
    numbers = rows.features[:, 0, 0, 0].astype(int)
    for row, number in zip(rows.features, numbers, strict=True):
        np.testing.assert_array_equal(row[256:], on_grid(without_fine(made_planes(int(number)))))
    for recipe in (
        reading.model_copy(update={"planes": "none"}),
        reading.model_copy(update={"adapter_channels": 0}),
    ):
        bare = ViewDataset([sample(n) for n in range(3)], recipe, Encoder(), views_each=2)
        assert bare.draw(0, 0).features.shape == (3, 256, 64, 64)
        assert bare.usual_planes() is None


def scattered(number: int) -> Sample:
    """A mask of two parts that lie apart, the second one smaller."""
    masked = sample(number)
    drawn = masked.mask.to_array()
    drawn[90:96, 130:140] = True
    rle = RleMask.from_array(drawn)
    assert rle.box is not None
    return replace(masked, mask=rle, box=rle.box)


def test_parts_take_their_share_of_the_turns_of_their_mask() -> None:
    recipe = AUTO.model_copy(update={"parts": Parts(share=0.5), "batch_rows": 8, "box_jitter": 0})
    encoder = Encoder()
    dataset = ViewDataset([scattered(0), sample(1)], recipe, encoder, views_each=4)
    rng = np.random.default_rng(0)
    drawn = [dataset.entry(dataset.row(place, 0, rng)).sample for place in range(200)]
    boxes = Counter(sample.box for sample in drawn if sample.image_id == 0)
    whole = scattered(0).box
    assert sum(sample.image_id == 1 for sample in drawn) == 100 and boxes.total() == 100
    assert 35 <= boxes[whole] <= 65 and set(boxes) == {whole, Box(30, 40, 70, 60), Box(130, 90, 140, 96)}
    encode_all(dataset.parts)
    # Four views of each mask, and one crop of each part: two parts share half as many.
    assert encoder.calls == 4 + 4 + 2
    assert sum(len(learnt_views(masked, recipe, 4)) for masked in (scattered(0), sample(1))) == 10


def test_a_recipe_without_parts_learns_as_before() -> None:
    never = AUTO.model_copy(update={"parts": Parts()})
    often = AUTO.model_copy(update={"parts": Parts(share=0.5)})
    whole, alike = (ViewDataset([sample(0)], recipe, Encoder(), views_each=4) for recipe in (never, often))
    assert whole.rows == alike.rows
    assert np.array_equal(whole.draw(3, 1).boxes, alike.draw(3, 1).boxes)
    assert len(ViewDataset([scattered(0)], never, Encoder(), views_each=4).rows) == 4


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("turns", range(4))
def test_a_box_turns_with_its_grid(mirrored: bool, turns: int) -> None:
    grid = np.zeros((1024, 1024), bool)
    grid[100:300, 500:540] = True
    turn = GridTurn(mirrored, turns)
    box = mask_box(turn.map(grid))
    assert box is not None
    assert tuple(turn.box(np.array([500, 100, 540, 300], np.float32))) == box.as_tuple()


def test_only_views_that_fill_their_square_are_turned_on_the_grid() -> None:
    views = AUTO.views.model_copy(update={"grid_turns": "all"})
    dataset = ViewDataset([sample(0)], AUTO.model_copy(update={"views": views}), Encoder(), views_each=8)
    rng = np.random.default_rng(0)
    turned = {row: {dataset.grid_turn(row, rng) for _ in range(60)} for row in dataset.rows}
    assert turned[0, 0] == {UPRIGHT}  # 160 x 120 pixels
    square = [found for row, found in turned.items() if dataset.entry(row).content.all()]
    assert square and all(len(found) == 8 for found in square)


def test_what_is_usual_is_learnt_from_whole_images_of_at_most_eight() -> None:
    encoder = Encoder()
    dataset = ViewDataset([sample(n) for n in range(20)], AUTO, encoder, views_each=3)
    usual = dataset.usual_planes()
    assert usual is not None and encoder.calls == MOST_IMAGES
    dataset.usual_planes()
    assert encoder.calls == MOST_IMAGES  # kept for the rows to come
    frame = Frame(160, 120)
    two = ViewDataset([sample(n) for n in range(2)], AUTO, Encoder(), views_each=3).usual_planes()
    kept = [without_fine(made_planes(number)) for number in range(2)]
    expected = statistics([(planes, frame) for planes in kept])
    assert two is not None
    np.testing.assert_array_equal(two.mean, expected.mean)
    np.testing.assert_array_equal(two.deviation, expected.deviation)
