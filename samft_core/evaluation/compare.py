"""Versions side by side on the same held-out images and boxes, and the gate that offers or refuses one.

Plain data, free of torch: the trainer writes it, the window and the report read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from samft_core.evaluation.metrics import Interval, bootstrap_grouped, bootstrap_mean, tenth_percentile

Boxes = Literal["tight", "noisy"]
Subject = Literal["base", "active", "candidate", "ellipse", "filled_box"]

TITLES: dict[Subject, str] = {
    "candidate": "Candidate",
    "active": "Active version",
    "base": "Base model",
    "ellipse": "Ellipse in the box",
    "filled_box": "Filled box",
}
"""What people read; in the order in which tables show them."""

MINIMUM_IMAGES = 3
"""With fewer held-out images no interval means anything."""

TIGHT_LOSS_ALLOWED = 0.01
"""Mean IoU that a candidate may lose on tight boxes while it gains on noisy ones."""

SPILL_ALLOWED = 0.05
"""How much more a candidate may spill over its box on the probes, as a share of the box's area, before it
counts as adrift. Beyond noise, too: a box with no defect in it has no right answer, so probes scatter widely.
"""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RowResult(_Record):
    """One mask asked for with one box. Equal ``key`` means equal image, ground truth and box."""

    key: str
    image_id: int
    annotation_id: int
    class_name: str
    boxes: Boxes
    iou: float
    dice: float
    boundary_iou: float


class Score(_Record):
    """A summary of rows: means (0 to 1), IoU's tenth percentile, interval of its mean, and mean by class."""

    iou: float
    interval: Interval
    dice: float
    p10: float
    boundary_iou: float
    classes: dict[str, float]
    rows: int

    @classmethod
    def of(cls, rows: Sequence[RowResult]) -> Score:
        """Summarise at least one row; the interval draws whole images."""
        ious = [row.iou for row in rows]
        names = sorted({row.class_name for row in rows})
        return cls(
            iou=_mean(ious),
            interval=bootstrap_grouped(ious, [row.image_id for row in rows]),
            dice=_mean(row.dice for row in rows),
            p10=tenth_percentile(ious),
            boundary_iou=_mean(row.boundary_iou for row in rows),
            classes={name: _mean(row.iou for row in rows if row.class_name == name) for name in names},
            rows=len(rows),
        )


class ComparisonRow(_Record):
    """One line of the table. ``version`` is None for the shapes that no model makes."""

    subject: Subject
    version: str | None
    boxes: Boxes
    score: Score


class Obedience(_Record):
    """How a version keeps to boxes off known defects.

    ``spills`` holds for each probe, in order, the area of the mask outside the box as a share of the box's
    area (at most 1), so that versions can be paired; ``spill`` is their mean.
    """

    version: str
    spill: float
    spills: tuple[float, ...]

    @classmethod
    def of(cls, version: str, spills: Sequence[float]) -> Obedience:
        """Summarise at least one probe."""
        return cls(version=version, spill=_mean(spills), spills=tuple(spills))


class Gain(_Record):
    """Mean IoU of the candidate minus the reference's, on the same rows, with a paired interval."""

    reference: str
    boxes: Boxes
    mean: float
    interval: Interval
    candidate_iou: float
    reference_iou: float
    images: int


class GateVerdict(_Record):
    """Whether the candidate is offered, and why, in sentences with numbers."""

    offered: bool
    reasons: list[str]
    gains: list[Gain] = []
    obedience: list[Obedience] = []


class Comparison(_Record):
    """The outcome of a run's evaluation. ``method`` says in words how the images were held out."""

    method: str
    held_out_images: int
    train_images: int
    box_noise: float
    rows: list[ComparisonRow]
    gate: GateVerdict

    def score(self, subject: Subject, boxes: Boxes) -> Score | None:
        """One cell of the table; None where it was not measured."""
        for row in self.rows:
            if row.subject == subject and row.boxes == boxes:
                return row.score
        return None


def table(results: dict[Subject, Sequence[RowResult]], versions: dict[Subject, str]) -> list[ComparisonRow]:
    """Scores of every subject that has rows, noisy boxes (the headline) before tight ones."""
    lines = []
    for boxes in ("noisy", "tight"):
        for subject in TITLES:
            rows = [row for row in results.get(subject, ()) if row.boxes == boxes]
            if rows:
                score = Score.of(rows)
                version = versions.get(subject)
                lines.append(ComparisonRow(subject=subject, version=version, boxes=boxes, score=score))
    return lines


def paired_gain(
    candidate: Sequence[RowResult], reference: Sequence[RowResult], *, name: str, boxes: Boxes
) -> Gain | None:
    """The gain over ``reference`` on the rows that both answered; None where there is none."""
    theirs = {row.key: row.iou for row in reference if row.boxes == boxes}
    pairs = [(row, theirs[row.key]) for row in candidate if row.boxes == boxes and row.key in theirs]
    if not pairs:
        return None
    differences = [row.iou - other for row, other in pairs]
    images = [row.image_id for row, _ in pairs]
    return Gain(
        reference=name,
        boxes=boxes,
        mean=_mean(differences),
        interval=bootstrap_grouped(differences, images),
        candidate_iou=_mean(row.iou for row, _ in pairs),
        reference_iou=_mean(other for _, other in pairs),
        images=len(set(images)),
    )


def judge(
    candidate: Sequence[RowResult],
    references: dict[str, Sequence[RowResult]],
    *,
    obedience: Sequence[Obedience] = (),
    candidate_name: str = "candidate",
) -> GateVerdict:
    """The gate: offered where it beats every reference beyond noise, keeps tight boxes, and obeys its box.

    ``references`` holds the base model's rows and, where another version is active, that version's rows.
    ``obedience`` holds the candidate's probes and the references'.
    """
    reasons, refused, gains = [], False, []
    for name, rows in references.items():
        for boxes, check in (("noisy", _noisy_reason), ("tight", _tight_reason)):
            gain = paired_gain(candidate, rows, name=name, boxes=boxes)  # type: ignore[arg-type]
            passed, reason = check(gain, name)
            gains += [gain] if gain else []
            reasons += [reason] if reason else []
            refused |= not passed
    passed, reason = _obedience_reason(obedience, candidate_name)
    reasons += [reason] if reason else []
    return GateVerdict(
        offered=not (refused or not passed), reasons=reasons, gains=gains, obedience=list(obedience)
    )


def _noisy_reason(gain: Gain | None, name: str) -> tuple[bool, str]:
    if gain is None or gain.images < MINIMUM_IMAGES:
        images = gain.images if gain else 0
        return False, (
            f"Only {images} held-out images can be compared with {_who(name)}; {MINIMUM_IMAGES} are needed. "
            "Accept masks on more images."
        )
    numbers = (
        f"With boxes ±10 % on {gain.images} held-out images: mean IoU {gain.candidate_iou:.3f} against "
        f"{gain.reference_iou:.3f} of {_who(name)}, {gain.mean:+.3f} "
        f"(95 % interval {gain.interval.low:+.3f} to {gain.interval.high:+.3f})"
    )
    if gain.interval.low > 0:
        return True, f"{numbers}: better beyond chance."
    if gain.mean > 0:
        return False, f"{numbers}: better, but it may be chance. Accept more masks and fine-tune again."
    return False, f"{numbers}: not better."


def _tight_reason(gain: Gain | None, name: str) -> tuple[bool, str]:
    if gain is None or gain.mean >= -TIGHT_LOSS_ALLOWED:
        return True, ""
    return False, (
        f"With tight boxes it is worse than {_who(name)}: mean IoU {gain.candidate_iou:.3f} against "
        f"{gain.reference_iou:.3f}."
    )


def _obedience_reason(obedience: Sequence[Obedience], candidate_name: str) -> tuple[bool, str]:
    ours = next((o for o in obedience if o.version == candidate_name), None)
    others = [o for o in obedience if o.version != candidate_name]
    if ours is None or not others:
        return True, ""
    theirs = min(others, key=lambda o: o.spill)
    change = bootstrap_mean([a - b for a, b in zip(ours.spills, theirs.spills, strict=True)])
    numbers = (
        f"On {len(ours.spills)} boxes away from known defects, its mask spills over by {ours.spill:.0%} of "
        f"the box's area ({_who(theirs.version)}: {theirs.spill:.0%}; 95 % interval of the change "
        f"{change.low:+.0%} to {change.high:+.0%})"
    )
    if ours.spill <= theirs.spill + SPILL_ALLOWED:
        return True, f"{numbers}: it obeys its box."
    if change.low <= 0:
        return True, f"{numbers}: no drift beyond chance."
    return False, f"{numbers}: it has learnt to look past the box."


def _who(version: str) -> str:
    return "the base model" if version == "base" else version


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept)
