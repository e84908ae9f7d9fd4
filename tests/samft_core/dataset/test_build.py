from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samft_core.dataset.splits import (
    lot_of_name,
    lots_of,
    pictures_of,
    split_hold_out,
    split_k_fold,
    with_lots_of_names,
)
from samft_core.errors import TrainingError
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.project.manifest import GoodImage, Manifest, Sample

MASK = RleMask.from_array(np.ones((2, 3), np.bool_))


def sample(
    image: int, class_name: str = "crack", group: str = "", annotation: int = 0, name: str = "a"
) -> Sample:
    return Sample(
        image, Path(f"/x/{name}.png"), group, class_name, MASK, Box(0, 0, 3, 2), annotation or image
    )


@st.composite
def data_sets(draw: st.DrawFn) -> list[Sample]:
    images = draw(st.integers(4, 25))
    lots = draw(st.lists(st.sampled_from(["", "", "A", "B", "C"]), min_size=images, max_size=images))
    samples = []
    for image, lot in enumerate(lots):
        for _ in range(draw(st.integers(1, 3))):
            samples.append(
                sample(image, draw(st.sampled_from(["crack", "chip", "dirt"])), lot, len(samples) + 1)
            )
    return samples


@settings(max_examples=80, deadline=None)
@given(data_sets(), st.integers(2, 5), st.integers(0, 9))
def test_folds_hold_every_image_out_once(samples: list[Sample], k: int, seed: int) -> None:
    lots = {s.group or s.image_id for s in samples}
    if len(lots) < k:
        with pytest.raises(TrainingError):
            split_k_fold(samples, k, seed)
        return
    splits = split_k_fold(samples, k, seed)
    everything = sorted({s.image_id for s in samples})
    assert sorted(i for split in splits for i in split.held_out) == everything
    lot_of = {s.image_id: s.group or s.image_id for s in samples}
    for split in splits:
        assert sorted(split.train + split.held_out) == everything
        assert split.train
        assert split.held_out
        assert not {lot_of[i] for i in split.train} & {lot_of[i] for i in split.held_out}
        train, held_out = split.parts(samples)
        assert len(train) + len(held_out) == len(samples)


@settings(max_examples=40, deadline=None)
@given(data_sets(), st.integers(0, 9))
def test_the_order_of_samples_does_not_matter(samples: list[Sample], seed: int) -> None:
    assume(len({s.group or s.image_id for s in samples}) > 1)
    shuffled = list(samples)
    random.Random(1).shuffle(shuffled)
    assert split_hold_out(samples, seed=seed) == split_hold_out(shuffled, seed=seed)


def test_classes_are_spread_evenly() -> None:
    samples = [sample(i, ("crack", "chip", "dirt")[i % 3]) for i in range(42)]
    for split in split_k_fold(samples, 3, seed=5):
        counts = Counter(s.class_name for s in split.parts(samples)[1])
        assert max(counts.values()) - min(counts.values()) <= 1
        assert len(split.held_out) == 14
    held_out = split_hold_out(samples, share=0.3, seed=5).parts(samples)[1]
    assert Counter(s.class_name for s in held_out) == {"crack": 4, "chip": 4, "dirt": 4}


def test_a_rare_class_is_held_out_too() -> None:
    samples = [sample(i) for i in range(20)] + [sample(20 + i, "rare") for i in range(3)]
    for split in split_k_fold(samples, 3, seed=0):
        assert "rare" in {s.class_name for s in split.parts(samples)[1]}


def test_seeds_give_other_splits() -> None:
    samples = [sample(i) for i in range(20)]
    assert len({split_hold_out(samples, seed=seed).held_out for seed in range(5)}) > 1
    assert split_k_fold(samples, 4, 7) == split_k_fold(samples, 4, 7)


def test_too_few_images() -> None:
    with pytest.raises(TrainingError, match="there are 2"):
        split_k_fold([sample(1), sample(2)], 3)
    with pytest.raises(TrainingError):
        split_hold_out([sample(1), sample(1, annotation=2)])
    with pytest.raises(TrainingError):
        split_hold_out([sample(1), sample(2)], share=1.0)


def test_two_images_make_one_of_each() -> None:
    split = split_hold_out([sample(1), sample(2)], share=0.1)
    assert (len(split.train), len(split.held_out)) == (1, 1)


def test_manifest_comes_back_and_its_digest_sees_everything() -> None:
    samples = (sample(1), sample(2, "chip"))
    manifest = Manifest(samples, (GoodImage(3, Path("/x/g.png"), "d"),), (split_hold_out(samples),))
    again = Manifest.from_json(manifest.to_json())
    assert again == manifest
    assert again.digest == manifest.digest
    assert manifest.image_ids == (1, 2)
    others = [
        Manifest(samples[:1], manifest.good, manifest.splits),
        Manifest(samples, (), manifest.splits),
        manifest.with_splits([]),
    ]
    assert len({m.digest for m in [manifest, *others]}) == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "samples": [{}]}'])
def test_foreign_manifests_are_refused(text: str) -> None:
    with pytest.raises(TrainingError):
        Manifest.from_json(text)


@pytest.mark.parametrize(
    ("name", "lot"),
    [
        ("L42_0007.png", "L42"),
        ("L42-3 001.tif", "L42-3"),
        ("000.png", ""),
        ("bottle.png", "bottle"),
        ("a1.b2.png", "a1.b"),
    ],
)
def test_lot_of_name(name: str, lot: str) -> None:
    assert lot_of_name(name) == lot


def test_names_that_show_lots() -> None:
    shown = [sample(i, name=f"L{i // 4}_{i:03d}") for i in range(24)]
    assert {s.group for s in with_lots_of_names(shown)} == {f"L{n}" for n in range(6)}


@pytest.mark.parametrize(
    "names",
    [
        [f"{i:03d}" for i in range(24)],
        [f"bottle_{i:03d}" for i in range(24)],
        [f"{'left' if i % 2 else 'right'}_{i}" for i in range(24)],
    ],
)
def test_names_that_show_none(names: list[str]) -> None:
    samples = [sample(i, name=name) for i, name in enumerate(names)]
    assert with_lots_of_names(samples) == samples


def test_lots_that_the_project_names_stay() -> None:
    samples = [sample(i, name=f"L{i // 4}_{i:03d}", group="mine") for i in range(24)]
    assert with_lots_of_names(samples) == samples


@settings(max_examples=60, deadline=None)
@given(
    data_sets(),
    st.lists(st.sampled_from(["", "p", "q", "r"]), min_size=25, max_size=25),
    st.integers(0, 9),
)
def test_equal_pixels_are_never_on_both_sides(samples: list[Sample], pixels: list[str], seed: int) -> None:
    shown = [replace(s, pixel_digest=pixels[s.image_id] or None) for s in samples]
    try:
        splits = (*split_k_fold(shown, 2, seed), split_hold_out(shown, seed=seed))
    except TrainingError:
        return
    for split in splits:
        train, held_out = split.parts(shown)
        assert not {s.pixel_digest for s in train if s.pixel_digest} & {s.pixel_digest for s in held_out}
        assert not {s.group for s in train if s.group} & {s.group for s in held_out}


def test_copies_join_lots_through_any_number_of_steps() -> None:
    samples = [
        sample(1, group="A"),
        replace(sample(2, group="A"), pixel_digest="p"),
        replace(sample(3), pixel_digest="p"),
        replace(sample(4), copy_of=3),
        sample(5),
    ]
    assert lots_of(samples) == {1: 1, 2: 1, 3: 1, 4: 1, 5: 5}
    assert pictures_of(samples) == {1: 1, 2: 2, 3: 2, 4: 2, 5: 5}
    manifest = Manifest(tuple(samples))
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert "copy_of" not in Manifest(tuple(samples[:3])).to_json()
