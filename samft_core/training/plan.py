"""What a run will do, decided before it starts: who is held out, and which weights ship.

Free of torch, so the window can show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from samft_core.dataset.build import LeftOut
from samft_core.dataset.splits import lots_of, split_hold_out, split_k_fold
from samft_core.errors import TrainingError
from samft_core.messages.message import Message
from samft_core.project.manifest import GoodImage, Manifest, Sample, Split
from samft_core.project.version_card import VersionCard
from samft_core.security import network_places

MINIMUM_IMAGES = 3
"""With fewer images nothing can be held out and measured."""

HOLD_OUT_FROM = 12
"""From this many images on, some are simply held out; with fewer, all of them are needed to learn from."""

HELD_OUT_SHARE = 0.25
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """One fine-tuning of the decoder, measured on ``split.held_out``; ``ships`` where its weights do."""

    name: str
    split: Split
    ships: bool
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The fits of a run, in order, and in words how the numbers come about."""

    fits: tuple[Fit, ...]
    method: Message

    @property
    def shipping(self) -> Fit:
        """The fit whose weights become the version."""
        return next(fit for fit in self.fits if fit.ships)


@dataclass(frozen=True, slots=True)
class RunData:
    """The ground truth of a run and how its fits share it.

    ``left_out`` are images with ground truth that the run does without.
    """

    manifest: Manifest
    plan: Plan
    left_out: tuple[LeftOut, ...] = ()

    @property
    def samples(self) -> tuple[Sample, ...]:
        """Every mask of the run."""
        return self.manifest.samples

    def learnt_from(self, fit: Fit) -> list[Sample]:
        """The masks that a fit learns from."""
        return fit.split.parts(self.samples)[0]

    def held_out_of(self, fit: Fit) -> list[Sample]:
        """The masks that a fit is measured on."""
        return fit.split.parts(self.samples)[1]

    def held_out(self) -> list[Sample]:
        """Every mask that is measured, in the order of the fits."""
        return [sample for fit in self.plan.fits for sample in self.held_out_of(fit)]

    def good(self) -> list[GoodImage]:
        """The good images that are there and were not left out."""
        left_out = {image.image_id for image in self.left_out}
        usable = (image for image in self.manifest.good if image.image_id not in left_out)
        return [image for image in usable if network_places.is_file(image.path)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the active version learnt from and was measured on (image ids); kept apart in the next run too.

    ``pixels`` are the digests of what it learnt from: a picture that was removed and added again has another
    id.
    """

    train: frozenset[int] = frozenset()
    held_out: frozenset[int] = frozenset()
    pixels: frozenset[str] = frozenset()

    @classmethod
    def by(cls, card: VersionCard | None, manifest: Manifest | None = None) -> Seen:
        """From a version's card and the data of its run; nothing without a card."""
        if card is None:
            return cls()
        train = frozenset(card.train_images or ())
        learnt = manifest.samples if manifest is not None else ()
        pixels = {s.pixel_digest for s in learnt if s.image_id in train and s.pixel_digest is not None}
        return cls(train, frozenset(card.held_out_images or ()), frozenset(pixels))

    def learnt(self, samples: Sequence[Sample], together: Mapping[int, int]) -> set[int]:
        """The lots or pictures (values of ``together``) of which the version learnt something."""
        return {
            together[s.image_id]
            for s in samples
            if s.image_id in self.train or (s.pixel_digest is not None and s.pixel_digest in self.pixels)
        }


def make_plan(samples: Sequence[Sample], *, seed: int = 0, seen: Seen | None = None) -> Plan:
    """Hold-out from 12 images on: its weights are measured and those very weights ship.

    With fewer images, three folds measure the recipe on every image and a last fit on all of them ships.
    Images that the active version was measured on stay held out, so that both can be compared honestly.
    Raises TrainingError with fewer than three images.
    """
    images = sorted({sample.image_id for sample in samples})
    if len(images) < MINIMUM_IMAGES:
        raise TrainingError(
            Message("plan.few_images", wanted=MINIMUM_IMAGES, images=len(images)),
            remedy=Message("remedy.accept_more"),
        )
    if len(images) >= HOLD_OUT_FROM:
        return _plan([_hold_out(samples, seen or Seen(), seed)], images)
    return _plan(split_k_fold(samples, FOLDS, seed), images)


def plan_of(manifest: Manifest) -> Plan:
    """The plan that a frozen manifest was made for, to go on with a run."""
    return _plan(manifest.splits, list(manifest.image_ids))


def _plan(splits: Sequence[Split], images: list[int]) -> Plan:
    if len(splits) == 1:
        method = Message("plan.held_out", held_out=len(splits[0].held_out), images=len(images))
        return Plan((Fit("fit", splits[0], ships=True),), method)
    folds = tuple(Fit(f"fold-{n}", split, ships=False, fold=n) for n, split in enumerate(splits, 1))
    # Last, when the folds have measured the recipe; this one learns from all and is measured by none.
    everything = Fit("all", Split(tuple(images), ()), ships=True)
    method = Message("plan.folds", images=len(images), folds=len(splits))
    return Plan((*folds, everything), method)


def problems(samples: Sequence[Sample]) -> list[Message]:
    """What stands against a good result, in plain words; empty where nothing does."""
    found = []
    images = {sample.image_id for sample in samples}
    if len(images) < MINIMUM_IMAGES:
        found.append(Message("preflight.few_images", wanted=MINIMUM_IMAGES, images=len(images)))
    counts = Counter(sample.class_name for sample in samples)
    scarce = [name for name, count in sorted(counts.items()) if count < MINIMUM_IMAGES]
    if scarce and len(images) >= MINIMUM_IMAGES:
        found.append(Message("preflight.few_by_class", classes=", ".join(scarce)))
    missing = sum(not network_places.is_file(sample.path) for sample in samples)
    if missing:
        found.append(Message("preflight.files_missing", count=missing))
    return found


def _hold_out(samples: Sequence[Sample], seen: Seen, seed: int) -> Split:
    images = {sample.image_id for sample in samples}
    lots = lots_of(samples)
    trained = seen.learnt(samples, lots)
    # A picture or lot that lies on both sides was learnt from: what is measured on it is not fair.
    held = {image for image in images & seen.held_out if lots[image] not in trained}
    held |= set(_fresh_held_out(samples, seen, lots, trained, seed))
    # So few can be kept apart that nothing could be told from them: then all images are divided anew.
    if len(held) < max(MINIMUM_IMAGES, len(images) * HELD_OUT_SHARE / 2):
        return split_hold_out(samples, share=HELD_OUT_SHARE, seed=seed)
    return Split(tuple(sorted(images - held)), tuple(sorted(held)))


def _fresh_held_out(
    samples: Sequence[Sample], seen: Seen, lots: Mapping[int, int], trained: set[int], seed: int
) -> Collection[int]:
    """New images to hold out: those of a lot that is known stay on its side, the rest is split."""
    fresh = [s for s in samples if s.image_id not in seen.held_out | seen.train]
    measured = {lots[s.image_id] for s in samples if s.image_id in seen.held_out}
    follow = {s.image_id for s in fresh if lots[s.image_id] in measured - trained}
    free = [s for s in fresh if lots[s.image_id] not in measured | trained]
    # One lot cannot be divided, and must not all be held out.
    if len({lots[s.image_id] for s in free}) < 2:
        return follow
    return follow | set(split_hold_out(free, share=HELD_OUT_SHARE, seed=seed).held_out)
