"""The rows a run learns from: each mask through several views, encoded once, with soft targets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from samft_core.dataset.part_samples import part_samples
from samft_core.imaging.geometry import ENCODER_SIDE, FULL_VIEW, Box, Frame, View, square_crop
from samft_core.imaging.prompts import jitter_boxes
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.manifest import Sample
from samft_core.sam.planes import MOST_IMAGES, PlaneStatistics, stacked, statistics, without_fine
from samft_core.sam.types import Embedding, Planes
from samft_core.training.recipe import Recipe, TrainingViews

TARGET_SIDE = 256
"""Side of the mask decoder's output."""

SHIFT = 0.1
"""A training crop's centre is off the box's centre by up to this share of its longer side."""

KEEP_IN_MEMORY = 512
"""Embeddings kept as half floats, 2 MiB each and 0.8 or 1.4 MiB for planes; the rest is read from the cache
again when its turn comes."""

Row = tuple[int, int]
"""A row of a dataset: which mask, and which view of it."""


class Embed(Protocol):
    """Gives the embedding of one view of a sample's image, from the cache or from the encoder."""

    def __call__(self, sample: Sample, view: View, *, planes: bool = False) -> Embedding:
        """One embedding, with its ``planes`` where these are asked for."""
        ...


Prepare = Callable[[Sequence[tuple[Sample, View]]], None]
"""Encodes views that will be asked for next, at once where that is faster."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: ``features`` float32 N x 256 x 64 x 64, or with planes after these; ``boxes`` float32 N x 4
    in frame pixels, ``targets`` and ``content`` float32 N x 256 x 256, 0 to 1."""

    features: NDArray[np.float32]
    boxes: NDArray[np.float32]
    targets: NDArray[np.float32]
    content: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GridTurn:
    """Mirrors left to right, then turns counter-clockwise, what is known of a view that fills its square."""

    mirrored: bool = False
    quarter_turns: int = 0

    def map(self, grid: NDArray[Any]) -> NDArray[Any]:
        """The last two axes (S x S) mirrored and turned, of an array of any dtype."""
        mirrored = grid[..., ::-1] if self.mirrored else grid
        return np.rot90(mirrored, self.quarter_turns, axes=(-2, -1))

    def box(self, box: NDArray[np.float32]) -> NDArray[np.float32]:
        """A box (4 values ``x0, y0, x1, y1``, frame pixels) in the mirrored and turned square."""
        x0, y0, x1, y1 = box
        if self.mirrored:
            # Left and right change places, and so do the names of the two sides.
            x0, x1 = ENCODER_SIDE - x1, ENCODER_SIDE - x0
        for _ in range(self.quarter_turns):
            x0, y0, x1, y1 = y0, ENCODER_SIDE - x1, y1, ENCODER_SIDE - x0
        return np.array([x0, y0, x1, y1], np.float32)


UPRIGHT = GridTurn()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row's embedding, 256 x 64 x 64, and its planes, where the recipe reads them."""

    features: NDArray[np.float16]
    planes: Planes | None

    def stacked(self, *, fine: bool, turn: GridTurn = UPRIGHT) -> NDArray[np.float32]:
        """All channels on one grid."""
        features = turn.map(self.features.astype(np.float32))
        if self.planes is None:
            return features
        planes = self.planes
        if turn != UPRIGHT:
            planes = replace(planes, layers={name: turn.map(layer) for name, layer in planes.layers.items()})
        return np.concatenate([features, stacked(planes, fine=fine)])


@dataclass(frozen=True, slots=True)
class _Entry:
    sample: Sample
    frame: Frame
    target: NDArray[np.uint8]
    content: NDArray[np.bool_]


def training_views(sample: Sample, views: TrainingViews, count: int) -> tuple[View, ...]:
    """``count`` or fewer views of one mask, the upright whole image first.

    They depend on the mask alone, not on the run's seed, so the next run finds their embeddings in the cache.
    """
    found = {FULL_VIEW: None}
    # Random views can fall together; four tries for each are enough, and an image that allows few has
    # few.
    for index in range(1, count * 4):
        if len(found) == count:
            break
        rng = np.random.default_rng([index, _number(sample)])
        found[_random_view(sample, views, rng)] = None
    return tuple(found)


def part_views(sample: Sample, views: TrainingViews, count: int) -> list[tuple[Sample, tuple[View, ...]]]:
    """Each part of a mask as a sample of its own, with the views to learn it from; empty for one piece.

    The upright whole image is always one of them, and is encoded for the whole mask anyway. All parts
    together get half as many further views as the whole mask, the largest parts first.
    """
    parts = part_samples(sample)
    further = count // 2
    found = []
    for place, part in enumerate(parts):
        own = len(range(place, further, len(parts)))
        found.append((part, training_views(part, views, 1 + own)))
    return found


def learnt_views(sample: Sample, recipe: Recipe, count: int) -> tuple[View, ...]:
    """All views from which a mask and, where the recipe wants that, its parts are learnt; each once."""
    views = training_views(sample, recipe.views, count)
    if recipe.parts.share:
        views += tuple(view for _, own in part_views(sample, recipe.views, count) for view in own)
    return tuple(dict.fromkeys(views))


class ViewDataset:
    """All rows of one fit. A batch depends on seed and step alone, so a resumed fit can go on."""

    def __init__(self, samples: Sequence[Sample], recipe: Recipe, embed: Embed, *, views_each: int) -> None:
        self._recipe = recipe
        self._embed = embed
        self._masks = len(samples)
        self._entries = [
            [_entry(sample, view) for view in training_views(sample, recipe.views, views_each)]
            for sample in samples
        ]
        self._parts_of: dict[int, list[int]] = {}
        for index, sample in enumerate(samples if recipe.parts.share else ()):
            views = part_views(sample, recipe.views, views_each)
            self._parts_of[index] = [len(self._entries) + place for place in range(len(views))]
            self._entries += [[_entry(part, view) for view in own] for part, own in views]
        # The first ones stay: of rows that come round in turn, the least recently used one is wanted next.
        self._memory: dict[tuple[Path, View], _Kept] = {}

    @property
    def parts(self) -> tuple[ViewDataset, ...]:
        """Itself: it is made of no others."""
        return (self,)

    @property
    def rows(self) -> list[Row]:
        """Every row."""
        return [(index, view) for index, entries in enumerate(self._entries) for view in range(len(entries))]

    def draw(self, step: int, seed: int) -> Batch:
        """The batch of ``step`` (from 0): each mask once a round, in random order and view."""
        return gather(self.choose(step, seed))

    def choose(self, step: int, seed: int) -> RowChoice:
        """What the batch of ``step`` is made of, without reading any of it."""
        # Seed and step name the stream: a resumed fit draws what it would have drawn, without keeping
        # any state.
        rng = np.random.default_rng([seed, step])
        first = step * self._recipe.batch_rows
        rows = [self.row(first + row, seed, rng) for row in range(self._recipe.batch_rows)]
        return chosen([(self, row) for row in rows], rng)

    def row(self, place: int, seed: int, rng: np.random.Generator) -> Row:
        """The row at ``place`` (from 0) of the endless sequence in which rows come."""
        turn, place = divmod(place, self._masks)
        # A new order each round, from a stream of its own (the 1), whatever else a step draws.
        index = int(np.random.default_rng([seed, turn, 1]).permutation(self._masks)[place])
        parts = self._parts_of.get(index)
        if parts and rng.random() < self._recipe.parts.share:
            index = parts[int(rng.integers(len(parts)))]
        others = len(self._entries[index]) - 1
        if others == 0 or rng.random() < self._recipe.views.whole_image_share:
            return index, 0
        return index, 1 + int(rng.integers(others))

    def entry(self, row: Row) -> _Entry:
        """What is asked about and answered in a row, without its embedding."""
        return self._entries[row[0]][row[1]]

    def box(self, row: Row, rng: np.random.Generator) -> NDArray[np.float32]:
        """A row's box with the recipe's noise, float32 1 x 4 in frame pixels."""
        entry = self.entry(row)
        frame = entry.frame
        boxes = jitter_boxes(
            np.array([entry.sample.box.as_tuple()]),
            amount=self._recipe.box_jitter,
            width=frame.image_width,
            height=frame.image_height,
            rng=rng,
        )
        height, width = frame.content_size
        limits = np.array([width, height, width, height], np.float32)
        moved = frame.boxes_to_frame(boxes)
        if self._recipe.jitter_px:
            outwards = np.array([-1, -1, 1, 1]) * rng.uniform(0, self._recipe.jitter_px, (1, 4))
            moved = (moved + outwards).astype(np.float32)
        # To the part of the square that shows image: a prompt in the padding asks about nothing.
        return moved.clip(0, limits)

    def features(self, row: Row, turn: GridTurn = UPRIGHT) -> NDArray[np.float32]:
        """A row's embedding, 256 x 64 x 64, with its planes after it where the recipe reads them."""
        return self._kept(row).stacked(fine=self._recipe.reads_fine_planes, turn=turn)

    def grid_turn(self, row: Row, rng: np.random.Generator) -> GridTurn:
        """How a row's grids are mirrored and turned, where the recipe wants that."""
        kind = self._recipe.views.grid_turns
        if kind == "none" or not self.entry(row).content.all():
            # Mirrored padding would lie where no view ever has any.
            return UPRIGHT
        mirrored = bool(rng.random() < 0.5)
        return GridTurn(mirrored, int(rng.integers(4)) if kind == "all" else 0)

    def load(self, row: Row) -> None:
        """Have a row encoded, and in memory where there is room."""
        self._kept(row)

    def usual_planes(self) -> PlaneStatistics | None:
        """What is usual in the planes of whole images, of up to eight of them; None without planes."""
        if not self._recipe.reads_planes:
            return None
        # Reversed, so that of several masks on one image the first one's row stays.
        first = {
            entries[0].sample.path: (index, 0) for index, entries in reversed([*enumerate(self._entries)])
        }
        rows = sorted(first.values())
        chosen = [rows[place * len(rows) // MOST_IMAGES] for place in range(MOST_IMAGES)]
        seen = [(self._kept(row).planes, self.entry(row).frame) for row in dict.fromkeys(chosen)]
        return statistics([(planes, frame) for planes, frame in seen if planes is not None])

    def _kept(self, row: Row) -> _Kept:
        entry = self.entry(row)
        # The same view serves a mask and its parts.
        place = (entry.sample.path, entry.frame.view)
        if place in self._memory:
            return self._memory[place]
        embedding = self._embed(entry.sample, entry.frame.view, planes=self._recipe.reads_planes)
        # Half floats always, as the cache stores them: a run from the cache equals one without.
        planes = embedding.planes
        if planes is not None and not self._recipe.reads_fine_planes:
            planes = without_fine(planes)
        kept = _Kept(embedding.features.astype(np.float16), planes)
        if len(self._memory) < KEEP_IN_MEMORY:
            self._memory[place] = kept
        return kept


def encode_all(
    datasets: Iterable[ViewDataset],
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
    *,
    ahead: int = 1,
    prepare: Prepare = lambda views: None,
) -> None:
    """Make sure that every view of every dataset is encoded, the same view of an image counted once.

    Before each ``ahead`` rows, ``prepare`` is given their views, where there is more than one: an encoder may
    be faster with several. Raises CancelledError.
    """
    rows = [(dataset, row) for dataset in dict.fromkeys(datasets) for row in dataset.rows]
    views = [(dataset.entry(row).sample.path, dataset.entry(row).frame.view) for dataset, row in rows]
    waiting = set(views)
    ticker = Ticker(Stage.EMBED, len(waiting), on_progress)
    for number, ((dataset, row), view) in enumerate(zip(rows, views, strict=True)):
        if cancel is not None:
            cancel.raise_if_cancelled()
        if ahead > 1 and number % ahead == 0:
            entries = [other.entry(place) for other, place in rows[number : number + ahead]]
            prepare([(entry.sample, entry.frame.view) for entry in entries])
        dataset.load(row)
        if view in waiting:
            waiting.remove(view)
            ticker.tick()


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What one batch is made of: rows, their boxes (float32 N x 4, turned) and how their grids are turned."""

    rows: list[tuple[ViewDataset, Row]]
    boxes: NDArray[np.float32]
    turns: list[GridTurn]


def chosen(rows: list[tuple[ViewDataset, Row]], rng: np.random.Generator) -> RowChoice:
    """One batch of these rows, from one dataset or several; ``rng`` moves their boxes."""
    boxes = np.concatenate([dataset.box(row, rng) for dataset, row in rows])
    turns = [dataset.grid_turn(row, rng) for dataset, row in rows]
    turned = np.stack([turn.box(box) for box, turn in zip(boxes, turns, strict=True)])
    return RowChoice(rows, turned, turns)


def gather(batch: RowChoice) -> Batch:
    """The rows of a batch, read."""
    rows = batch.rows
    turns = batch.turns
    turned = list(zip([dataset.entry(row) for dataset, row in rows], turns, strict=True))
    return Batch(
        np.stack([dataset.features(row, turn) for (dataset, row), turn in zip(rows, turns, strict=True)]),
        batch.boxes,
        np.stack([turn.map(entry.target) for entry, turn in turned]).astype(np.float32) / np.float32(255),
        np.stack([turn.map(entry.content) for entry, turn in turned]).astype(np.float32),
    )


def soft_target(mask: NDArray[np.bool_], frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """What the decoder should say about a mask (H x W of the image) in one view.

    Returns the share of each cell that is object (float32 256 x 256) and which cells show image, not padding.
    Averages by area: nearest neighbours would cost a thin crack a tenth of its IoU.
    """
    height, width = frame.content_size
    seen = frame.view.render(mask).astype(np.float32)
    shrinks = seen.shape[0] > height
    # OpenCV's area method does not interpolate where it enlarges: it repeats pixels.
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    square = np.zeros((frame.side, frame.side), np.float32)
    square[:height, :width] = cv2.resize(seen, (width, height), interpolation=method)
    content = np.zeros((frame.side, frame.side), np.float32)
    content[:height, :width] = 1
    return _pooled(square), _pooled(content) > 0.5


def _pooled(square: NDArray[np.float32]) -> NDArray[np.float32]:
    side = (TARGET_SIDE, TARGET_SIDE)
    return np.asarray(cv2.resize(square, side, interpolation=cv2.INTER_AREA), np.float32)


def _entry(sample: Sample, view: View) -> _Entry:
    frame = Frame(sample.mask.width, sample.mask.height, view)
    target, content = soft_target(sample.mask.to_array(), frame)
    # A byte a cell instead of four: a run on hundreds of masks holds thousands of these.
    return _Entry(sample, frame, np.rint(target * 255).astype(np.uint8), content)


def _random_view(sample: Sample, views: TrainingViews, rng: np.random.Generator) -> View:
    mirrored = views.mirror and bool(rng.random() < 0.5)
    turns = int(rng.integers(4)) if views.quarter_turns else 0
    if views.zoom is None:
        return View(None, mirrored, turns)
    long_side = max(sample.box.width, sample.box.height)
    dx, dy = rng.uniform(-SHIFT, SHIFT, 2) * long_side
    moved: Box = sample.box.moved(float(dx), float(dy))
    crop = square_crop(
        moved, scale=float(rng.uniform(*views.zoom)), width=sample.mask.width, height=sample.mask.height
    )
    return View(crop, mirrored, turns, stretched=views.stretch)


def _number(sample: Sample) -> int:
    digest = hashlib.sha256(sample.mask.counts + (sample.pixel_digest or sample.path.name).encode("utf-8"))
    return int.from_bytes(digest.digest()[:8], "big")
