"""What a report says in words: data, recipe and digests, from a version's card. Free of torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.image_results import ResultSummary
from samft_core.evaluation.records import TITLES, Boxes, Comparison, ComparisonRow
from samft_core.project.version_card import LeftOutImage, VersionCard
from samft_core.sam.types import BASE_VERSION

Pairs = list[tuple[str, str]]

_DIGESTS = {
    "version": "Model version",
    "run": "Run",
    "who": "Made by",
    "when": "Made at",
    "program": "Program",
    "seed": "Seed",
    "base_model": "Base model",
    "base_digest": "Base model's weights (SHA-256)",
    "start_digest": "Starting weights (SHA-256)",
    "drawings_digest": "Rehearsed drawings (SHA-256)",
    "encoder": "Encoder",
    "encoder_precision": "Encoder's precision",
    "encoder_digest": "Encoder's digest",
    "planes_digest": "Second encoder's digest",
    "manifest_digest": "Data (manifest, SHA-256)",
    "decoder_sha256": "This version's weights (SHA-256)",
}


def sentence(card: VersionCard) -> str:
    """What the result card begins with; empty on cards of earlier programs, which tell no images."""
    summary = ResultSummary.of(card.image_results)
    return "" if summary is None else str(summary.sentence)


def digests(card: VersionCard) -> Pairs:
    """Who made what of what, to the bit."""
    values = ((title, getattr(card, key)) for key, title in _DIGESTS.items())
    return [(title, str(value)) for title, value in values if value not in (None, "")]


def data_words(card: VersionCard, comparison: Comparison) -> Pairs:
    """The data in numbers: images, masks, who accepted them."""
    data = card.data
    found = [
        ("Images with accepted masks", _number(data.images)),
        ("Accepted masks", _number(data.masks)),
        ("Good images", _number(data.good)),
        ("Images to learn from", str(comparison.train_images)),
        ("Images held out", str(comparison.held_out_images)),
        ("Different pictures among those held out", _copies(card, comparison)),
        ("Accepted by", _counted(data.accepted_by)),
        ("Last change of a mask", data.newest or ""),
        ("Left out, as they cannot be used", _left_out(data.left_out)),
    ]
    return [(title, text) for title, text in found if text]


def class_rows(card: VersionCard, comparison: Comparison) -> list[list[str]]:
    """A line for each class: masks, held-out masks, IoU of base and candidate, gain, interval, chance."""
    masks = card.data.classes
    rows = []
    for gain in comparison.gate.classes:
        if gain.reference == "base":
            rows.append(
                [
                    gain.class_name,
                    str(masks.get(gain.class_name, "")),
                    str(gain.masks),
                    f"{gain.reference_iou:.3f}",
                    f"{gain.candidate_iou:.3f}",
                    f"{gain.mean:+.3f}",
                    f"{gain.interval.low:+.3f} to {gain.interval.high:+.3f}",
                ]
            )
    return rows


CLASS_HEADS = ("Class", "Masks", "Held out", "Base IoU", "New IoU", "Gain", "95 % interval")

SCORE_HEADS = ("Masks from", "Mean IoU", "95 % interval", "10th percentile", "Dice", "Boundary IoU", "Masks")


PARTS_SAY = (
    "Masks of several parts that lie apart, each part asked with a box of its own, as inspectors draw them. "
    "The tables above are about whole masks, all parts under one box. The gate looks at whole masks alone."
)


def part_score_rows(comparison: Comparison) -> list[list[str]]:
    """A line per subject whose answers to parts were measured; empty where none were."""
    return _score_rows(comparison.parts, "noisy")


def score_rows(comparison: Comparison, boxes: Boxes) -> list[list[str]]:
    """A line for each subject of the comparison."""
    return _score_rows(comparison.rows, boxes)


def _score_rows(lines: Sequence[ComparisonRow], boxes: Boxes) -> list[list[str]]:
    rows = []
    for row in lines:
        if row.boxes == boxes:
            name = TITLES[row.subject]
            score = row.score
            rows.append(
                [
                    f"{name} ({row.version})" if row.version and row.subject != "base" else name,
                    f"{score.iou:.3f}",
                    f"{score.interval.low:.3f} to {score.interval.high:.3f}",
                    f"{score.p10:.3f}",
                    f"{score.dice:.3f}",
                    f"{score.boundary_iou:.3f}",
                    str(score.rows),
                ]
            )
    return rows


PROBE_HEADS = ("Boxes", "Base spills", "New spills", "Boxes asked")
PROBE_TITLES = {
    "good": "on good images",
    "beside": "beside known defects",
    "shifted": "half a box off a defect",
    "halved": "on half of a defect",
}


def probe_rows(comparison: Comparison) -> list[list[str]]:
    """A line for each kind of probe: how much of the mask lies outside its box."""
    by_version = {adherence.version: adherence for adherence in comparison.gate.box_adherence}
    ours = by_version.get("candidate")
    base = by_version.get("base")
    rows = []
    for kind, title in PROBE_TITLES.items():
        mine = ours.only((kind,)) if ours else None  # type: ignore[arg-type]
        theirs = base.only((kind,)) if base else None  # type: ignore[arg-type]
        if mine and theirs:
            rows.append([title, f"{theirs.spill:.0%}", f"{mine.spill:.0%}", str(len(mine.spills))])
    return rows


CLICK_HEADS = ("Masks from", "Clicks a mask", "Became good", "Masks")


def clicks_say(comparison: Comparison) -> str:
    """What the table of clicks tells."""
    clicks = comparison.gate.clicks[0]
    return (
        "Held-out masks were corrected by a simulated clicker: after the box, each click lands where most is "
        f"wrong, until IoU is {clicks.target:.2f}. A mask that never gets there counts {clicks.most}."
    )


def click_rows(comparison: Comparison) -> list[list[str]]:
    """A line for the candidate and one for the base model."""
    titles = {"candidate": TITLES["candidate"], "base": TITLES["base"]}
    return [
        [
            titles.get(clicks.version, clicks.version),
            f"{clicks.mean:.1f}",
            str(clicks.reached),
            str(len(clicks.clicks)),
        ]
        for clicks in comparison.gate.clicks
    ]


def recipe_words(card: VersionCard) -> str:
    """The recipe in a few sentences."""
    recipe = card.recipe
    if recipe is None:
        return ""
    losses = [name for name, weight in _flat(recipe.get("losses") or {}) if weight not in ("0.0", "0")]
    share = card.tuned_share
    adapter = recipe.get("adapter_channels")
    drawings = card.drawings
    sentences = [
        f"Recipe {recipe.get('name')}: the mask decoder was tuned, {card.steps} steps of "
        f"{recipe.get('batch_rows')} masks, {recipe.get('optimizer')} at a learning rate of "
        f"{recipe.get('learning_rate'):g}.",
        "It began with weights that had learnt from drawn defects." if card.start_digest else "",
        f"{drawings} drawn defects were rehearsed beside the masks." if drawings else "",
        f"An adapter of {adapter} channels on the embedding was learnt with it." if adapter else "",
        f"Loss: {', '.join(losses)}." if losses else "",
        planes_words(card),
        contrast_words(card),
        parts_words(card),
        f"Boxes were moved by up to {recipe.get('box_jitter') or 0:.0%} of their size.",
        f"The weights are {share:.0%} tuned, the rest the base model's." if share != 1 else "",
    ]
    return " ".join(filter(None, sentences))


def planes_words(card: VersionCard) -> str:
    """Whether the version looks at planes and why; empty where that was not measured."""
    choice = card.planes
    if choice is None:
        return ""
    how = "It looks at" if choice.read else "It does without"
    if not choice.masks:
        return f"{how} the second encoder's planes; there were too few images to try them."
    return (
        f"{how} the second encoder's planes: they told object from ground {choice.gain:+.1%} more often "
        f"on {choice.masks} masks learnt from."
    )


def contrast_words(card: VersionCard) -> str:
    """Whether the version is asked through stretched contrast and why; empty where that was not measured."""
    choice = card.contrast
    if choice is None:
        return ""
    how = "with stretched contrast" if choice.stretch else "with the contrast of the photograph"
    return (
        f"It is asked {how}: stretching gave the base model {choice.gain:+.3f} IoU "
        f"on {choice.masks} masks learnt from."
    )


def parts_words(card: VersionCard) -> str:
    """Whether the version is asked part by part; empty where it is not."""
    try:
        parts = card.policy().parts
    except ValidationError:
        return ""  # the card of another program, whose policy is told by its numbers alone
    if not parts:
        return ""
    return (
        "Where an answer has several parts that lie apart, as many of the masks learnt from do, it is asked "
        f"part by part: the {parts} largest again, each with a box of its own."
    )


def recipe_numbers(card: VersionCard) -> Pairs:
    """Every number of the recipe, nested names joined by dots."""
    return [] if card.recipe is None else list(_flat(card.recipe))


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{before}{name}", ", ".join(map(str, value))
        elif value is not None:
            yield f"{before}{name}", str(value)


MOST_LEFT_OUT = 20
"""Images that are named one by one; the card names all."""


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _left_out(images: Sequence[LeftOutImage]) -> str:
    named = [f"{PurePath(image.path).name}: {image.reason}" for image in images[:MOST_LEFT_OUT]]
    more = len(images) - MOST_LEFT_OUT
    return "; ".join([*named, *([f"and {more} more"] if more > 0 else [])])


def _copies(card: VersionCard, comparison: Comparison) -> str:
    """How many pictures the held-out images show, where some show the same; equal copies count once."""
    pictures = card.held_out_pictures
    if pictures is None or pictures >= comparison.held_out_images:
        return ""
    return f"{pictures}; equal copies count once"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in counts.items())


def how(comparison: Comparison) -> str:
    """How the numbers came about."""
    return (
        f"How it was measured: {comparison.method}. Every version answered the same boxes on the same "
        f"held-out images ({comparison.held_out_images}), at the images' own resolution. Noisy boxes have "
        f"each side off by up to {comparison.box_noise:.0%} of the box's size. Intervals draw whole images, "
        "equal copies of a picture as one."
    )


PROBES_SAY = (
    "Boxes that have no known answer. What counts is how much of the mask lies outside its box, as a share "
    "of the box's area."
)

MIXTURE_HEADS = ("Tuned share", "Mean IoU", "Agreement with the base", "Passed")


def mixture_rows(comparison: Comparison) -> list[list[str]]:
    """A line for each share of tuned weights that was tried."""
    return [
        [
            f"{mixture.tuned_share:.0%}",
            f"{mixture.iou:.3f}",
            "" if mixture.agreement is None else f"{mixture.agreement:.2f}",
            "yes" if mixture.passed else "no",
        ]
        for mixture in comparison.gate.mixtures
    ]


def scores_say(comparison: Comparison) -> str:
    """What was found out about the scores."""
    known = comparison.reliability
    if known is None:
        return ""
    text = (
        f"The decoder guesses the IoU of each mask. On {known.answers} held-out answers in {known.images} "
        f"images its guesses were off by {known.raw_error:.3f} (expected calibration error). The scores that "
        f"are shown are {_line(known)}, and "
        f"off by {known.error:.3f}, where each image is judged by a line fitted on the others."
    )
    clicked = next(
        (clicks.reliability for clicks in comparison.gate.clicks if clicks.version != BASE_VERSION), None
    )
    if clicked is None:
        return text
    return (
        f"{text} After clicks, on {clicked.answers} answers in {clicked.images} images, its guesses were off "
        f"by {clicked.raw_error:.3f}; shown are {_line(clicked)}, off by {clicked.error:.3f}."
    )


def _line(known: Reliability) -> str:
    return f"{known.calibration.slope:.2f} times the guess {known.calibration.offset:+.2f}"


SUGGESTIONS_SAY = (
    "The new version, sure of itself, drew something else while these images were held out. It may be wrong, "
    "or the accepted mask may be. Nothing was changed."
)

SUGGESTION_HEADS = ("Image", "Class", "IoU", "Expected")


def suggestion_rows(comparison: Comparison) -> list[list[str]]:
    """A line for each mask that is worth a second look."""
    return [
        [suggestion.image, suggestion.class_name, f"{suggestion.iou:.2f}", f"{suggestion.expected:.2f}"]
        for suggestion in comparison.suggestions
    ]
