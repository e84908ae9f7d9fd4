"""What to do about a version that the gate refused, by name of image. Free of torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samft_core.evaluation.gate import CHANCE, CLASS_LOSS_ALLOWED, MINIMUM_IMAGES
from samft_core.evaluation.records import Check, Comparison
from samft_core.messages.message import Message
from samft_core.project.version_card import ImageResult

NAMED = 3
"""Images that one piece of advice names."""


@dataclass(frozen=True, slots=True)
class NamedImage:
    """An image to go to."""

    image: int
    name: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and the images to do it on; none where it is about no image in particular."""

    text: Message
    images: tuple[NamedImage, ...] = ()


def advice_on(
    comparison: Comparison, images: Sequence[ImageResult], *, undecided: Sequence[NamedImage] = ()
) -> list[Advice]:
    """One piece of advice for each check that refused the version; none where it is offered.

    ``undecided`` are images of the project that nobody has accepted or signed off yet, the next ones first.
    """
    if comparison.gate.offered:
        return []
    failed = comparison.gate.failed or ["gain"]
    found = [_advice(check, comparison, images, tuple(undecided[:NAMED])) for check in failed]
    # Several checks may ask for the same.
    return list({str(advice.text): advice for advice in found}.values())


def _advice(
    check: Check,
    comparison: Comparison,
    images: Sequence[ImageResult],
    undecided: tuple[NamedImage, ...],
) -> Advice:
    lost = _named(sorted(images, key=lambda image: image.gain))
    worst = _named(sorted(images, key=lambda image: image.after))
    if check == "gain":
        measured = min((gain.images for gain in comparison.gate.gains), default=0)
        if measured < MINIMUM_IMAGES:
            return Advice(Message("advice.few_images", images=measured), undecided)
        return Advice(Message("advice.gain"), worst)
    if check == "class":
        return _about_classes(comparison, images) or Advice(Message("advice.class"), lost)
    plain = {
        "tight": Advice(Message("advice.tight"), lost),
        "clicks": Advice(Message("advice.clicks"), worst),
        "box": Advice(Message("advice.box"), undecided),
        "drift": Advice(Message("advice.drift"), undecided),
    }
    return plain[check]


def _about_classes(comparison: Comparison, images: Sequence[ImageResult]) -> Advice | None:
    """By name of class, with the images of these classes that lost most."""
    harmed = sorted(
        {
            gain.class_name
            for gain in comparison.gate.classes
            if gain.mean < -CLASS_LOSS_ALLOWED and gain.interval.high < 0 and gain.chance < CHANCE
        }
    )
    if not harmed:
        return None
    own = [image for image in images if set(image.classes) & set(harmed)]
    named = _named(sorted(own, key=lambda image: image.gain))
    return Advice(Message("advice.named_class", classes=", ".join(harmed)), named)


def _named(images: Sequence[ImageResult]) -> tuple[NamedImage, ...]:
    return tuple(NamedImage(image.image, image.name) for image in images[:NAMED])
