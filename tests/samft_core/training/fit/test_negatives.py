from __future__ import annotations

from pathlib import Path

import numpy as np

from samft_core.project.manifest import GoodImage
from samft_core.training.fit.batches import ViewDataset
from samft_core.training.fit.negatives import empty_boxes
from samft_core.training.fit.replay import MixedDataset, datasets_of
from samft_core.training.recipe import Negatives, Rehearsal, recipe_named
from tests.samft_core.training.rows import Encoder, sample

GOOD = [GoodImage(n, Path(f"good{n}.png"), f"good {n}") for n in (901, 902, 903)]
AUTO = recipe_named("auto").model_copy(update={"rehearsal": Rehearsal(), "start": "base"})


def test_boxes_on_nothing_are_as_large_as_the_defects_and_inside_the_image() -> None:
    masks = [sample(n) for n in range(4)]
    made = empty_boxes(masks, GOOD, 10, size=lambda _: (240, 320))
    assert len(made) == 10 and len({negative.annotation_id for negative in made}) == 10
    assert all(negative.image_id < -20_000 and negative.mask.area == 0 for negative in made)
    assert {negative.path.name for negative in made} == {"good901.png", "good902.png", "good903.png"}
    for negative in made:
        box = negative.box
        # Twice as large as on 120 x 160.
        assert (round(box.width), round(box.height)) == (80, 40)
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= 320 and box.y1 <= 240
    assert made[0].box.as_tuple() == tuple(2 * side for side in masks[0].box.as_tuple())
    assert made == empty_boxes(masks, GOOD, 10, size=lambda _: (240, 320))
    assert empty_boxes(masks, [], 10, size=lambda _: (240, 320)) == []


def test_they_take_their_share_of_the_rows_and_their_target_is_empty() -> None:
    recipe = AUTO.model_copy(update={"negatives": Negatives(share=0.25, boxes=6), "batch_rows": 4})
    masks = [sample(n) for n in range(3)]
    (dataset,) = datasets_of(
        [masks],
        recipe,
        Encoder(),
        run=masks,
        nothing=lambda samples, count: empty_boxes(samples, GOOD, count, size=lambda _: (120, 160)),
    )
    assert isinstance(dataset, MixedDataset) and len(dataset.parts) == 2
    batches = [dataset.draw(step, 0) for step in range(8)]
    empty = [not target.any() for batch in batches for target in batch.targets]
    assert sum(empty) == 8 and np.stack([b.content for b in batches]).any()
    (alone,) = datasets_of([masks], recipe, Encoder(), run=masks)
    assert isinstance(alone, ViewDataset)  # no good images
