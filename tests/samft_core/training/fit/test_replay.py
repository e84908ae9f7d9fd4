from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from samft_core.dataset.drawn_defects import drawn_defects, drawn_digest
from samft_core.errors import CancelledError
from samft_core.progress import CancelToken, Progress
from samft_core.project.manifest import Sample
from samft_core.training.fit.batches import ViewDataset, encode_all
from samft_core.training.fit.replay import MixedDataset, datasets_of, replayed_defects
from samft_core.training.recipe import Pasting, Recipe, Rehearsal, recipe_named
from tests.samft_core.training.rows import Encoder, sample

AUTO = recipe_named("auto").model_copy(update={"batch_rows": 3})


def rehearsing(**how: float) -> Recipe:
    return AUTO.model_copy(update={"rehearsal": Rehearsal.model_validate(how)})


def sources(dataset: MixedDataset, steps: int) -> Counter[float]:
    return Counter(float(row[0, 0, 0]) for step in range(steps) for row in dataset.draw(step, 3).features)


def test_drawings_are_for_few_masks() -> None:
    few = Rehearsal(share=0.5, most_masks=15)
    assert [few.wanted(masks) for masks in (1, 15, 16)] == [True, True, False]
    assert Rehearsal(share=0.1).wanted(1000) and not Rehearsal().wanted(1)


def test_a_recipe_settles_start_and_rehearsal_by_the_number_of_masks() -> None:
    recipe = rehearsing(share=0.5, most_masks=10).model_copy(update={"start": "auto"})
    few, many = recipe.for_masks(10), recipe.for_masks(11)
    assert (few.start, few.rehearsal) == ("drawn", recipe.rehearsal)
    assert (many.start, many.rehearsal) == ("base", Rehearsal())
    assert few.for_masks(10) == few and many.for_masks(3) == many
    drawn = recipe.model_copy(update={"start": "drawn"})
    assert drawn.for_masks(11).start == "drawn"


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_drawings_take_their_share_of_the_rows_and_each_mask_its_turn(share: float) -> None:
    masks = ViewDataset([sample(n) for n in range(3)], AUTO, Encoder(), views_each=2)
    drawn = ViewDataset([sample(n) for n in range(100, 104)], AUTO, Encoder(), views_each=2)
    dataset = MixedDataset(masks, [(drawn, share)], batch_rows=3)
    seen = sources(dataset, 40)
    rehearsed = sum(count for source, count in seen.items() if source >= 100)
    assert abs(rehearsed - 120 * share) <= 1
    for group in (range(3), range(100, 104)):
        counts = [seen[source] for source in group]
        assert max(counts) - min(counts) <= 1


def test_a_batch_hangs_on_step_and_seed_alone() -> None:
    masks = ViewDataset([sample(n) for n in range(3)], AUTO, Encoder(), views_each=2)
    dataset = MixedDataset(masks, [(masks, 0.5)], batch_rows=3)
    first, again, other = dataset.draw(7, 0), dataset.draw(7, 0), dataset.draw(7, 1)
    assert np.array_equal(first.features, again.features) and np.array_equal(first.boxes, again.boxes)
    assert not np.array_equal(first.boxes, other.boxes)


def test_what_the_run_itself_measures_on_is_not_rehearsed() -> None:
    few = [sample(n) for n in range(3)]
    known = replace(drawn_defects()[4], image_id=9, annotation_id=9)
    assert replayed_defects(rehearsing(share=0.5), few) == list(drawn_defects())
    left = replayed_defects(rehearsing(share=0.5), [*few, known])
    assert len(left) == 19 and known.pixel_digest not in {sample.pixel_digest for sample in left}
    assert drawn_digest(left) != drawn_digest(drawn_defects())
    assert replayed_defects(rehearsing(share=0.5, most_masks=2), few) == []
    assert replayed_defects(rehearsing(), few) == [] and drawn_digest([]) is None


def test_fits_share_the_drawings_and_many_masks_need_none() -> None:
    encoder, few = Encoder(), [sample(n) for n in range(3)]
    first, second = datasets_of([few[:2], few[1:]], rehearsing(share=0.5, views=2), encoder, run=few)
    assert isinstance(first, MixedDataset) and isinstance(second, MixedDataset)
    encode_all(first.parts)
    alone = encoder.calls
    encode_all(second.parts)
    assert encoder.calls - alone == 2 * AUTO.views.per_mask(3)
    assert alone == encoder.calls - alone + 2 * 20
    [plain] = datasets_of([few], rehearsing(share=0.5, most_masks=2), encoder, run=few)
    assert isinstance(plain, ViewDataset)


def test_the_progress_of_all_fits_is_one_count_of_views() -> None:
    few, told = [sample(n) for n in range(3)], list[Progress]()
    datasets = datasets_of([few[:2], few[1:]], rehearsing(share=0.5, views=2), Encoder(), run=few)
    encode_all([part for dataset in datasets for part in dataset.parts], told.append)
    total = 3 * AUTO.views.per_mask(3) + 2 * 20
    assert [progress.done for progress in told] == list(range(total + 1))
    assert {progress.total for progress in told} == {total}


def test_encoding_stops_when_it_is_told_to() -> None:
    [dataset] = datasets_of([[sample(0)]], rehearsing(share=0.5), Encoder(), run=[sample(0)])
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        encode_all(dataset.parts, cancel=token)


def test_several_other_banks_come_in_their_shares() -> None:
    encoder = Encoder()
    recipe = rehearsing()
    masks, drawn, others = (
        ViewDataset([sample(first + n) for n in range(3)], recipe, encoder, views_each=1)
        for first in (0, 10, 20)
    )
    dataset = MixedDataset(masks, [(drawn, 0.5), (others, 0.25)], batch_rows=4)
    assert dataset.parts == (masks, drawn, others)
    turns = [dataset._turn(place) for place in range(40)]
    for part, share in ((masks, 10), (drawn, 20), (others, 10)):
        places = [own for whose, own in turns if whose is part]
        assert places == list(range(share))


def test_defects_are_pasted_for_each_fit_from_its_own_masks() -> None:
    few = [sample(number) for number in range(4)]
    recipe = rehearsing().model_copy(update={"pasting": Pasting(share=0.25, images=2, views=1)})
    asked: list[list[int]] = []

    def paste(samples: Sequence[Sample], count: int) -> list[Sample]:
        asked.append([sample.image_id for sample in samples])
        return [sample(50 + number) for number in range(count)]

    datasets = datasets_of([few[:2], few[2:]], recipe, Encoder(), run=few, paste=paste)
    assert asked == [[0, 1], [2, 3]]
    assert [len(dataset.parts) for dataset in datasets] == [2, 2] and len(datasets[0].parts[1].rows) == 2
    [without] = datasets_of([few], recipe, Encoder(), run=few, paste=lambda *_: [])
    assert isinstance(without, ViewDataset)
    assert not Pasting(share=0.25, most_masks=3).wanted(4) and not Pasting().wanted(1)
