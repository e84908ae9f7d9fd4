"""Versions side by side on the same held-out images and boxes, as records.

Plain data, free of torch: the trainer writes it, the window and the report read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from samft_core.evaluation.calibration import Reliability
from samft_core.evaluation.metrics import Interval, bootstrap_grouped, sign_flip_chance, tenth_percentile
from samft_core.messages.message import Message
from samft_core.project.version_card import VersionCard

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

Pictures = Mapping[int, int]
"""Image ids to the first image that shows the same picture: equal copies say once what they say."""

Check = Literal["gain", "tight", "class", "box", "drift", "clicks"]
"""What the gate looks at."""

ProbeKind = Literal["good", "beside", "shifted", "halved"]
"""Where a probe's box lies: on a good image, beside known defects, half a box off one, on half of one."""


StoredMessage = Annotated[Message, PlainSerializer(str)]
"""A sentence of a comparison. A card keeps its English text here, as ever, and the codes in a list beside."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RowResult(_Record):
    """One answer to one box, measured. Equal ``key`` means equal image, ground truth and box."""

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
    def of(cls, rows: Sequence[RowResult], pictures: Pictures | None = None) -> Score:
        """Summarise at least one row; the interval draws whole images, equal ``pictures`` as one."""
        ious = [row.iou for row in rows]
        names = sorted({row.class_name for row in rows})
        return cls(
            iou=_mean(ious),
            interval=bootstrap_grouped(ious, _drawn_as(rows, pictures)),
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


class BoxAdherence(_Record):
    """How a version keeps to boxes that have no known answer.

    ``spills`` holds for each probe, in order, the area of the mask outside the box as a share of the box's
    area (at most 1), so that versions can be paired; ``spill`` is their mean. ``kinds`` says of each probe
    where its box lies.
    """

    version: str
    spill: float
    spills: tuple[float, ...]
    kinds: tuple[ProbeKind, ...] = ()

    @classmethod
    def of(cls, version: str, spills: Sequence[float], kinds: Sequence[ProbeKind]) -> BoxAdherence:
        """Summarise at least one probe."""
        return cls(version=version, spill=_mean(spills), spills=tuple(spills), kinds=tuple(kinds))

    def only(self, kinds: Sequence[ProbeKind]) -> BoxAdherence | None:
        """The probes of these kinds alone; None where there are none, or an earlier program did not say."""
        if not self.kinds:
            return None
        # Spills and kinds stand in one order, probe by probe; both are cut down alike.
        kept = [s for s, kind in zip(self.spills, self.kinds, strict=True) if kind in kinds]
        chosen = [kind for kind in self.kinds if kind in kinds]
        return BoxAdherence.of(self.version, kept, chosen) if kept else None


class Forgetting(_Record):
    """How well a version agrees with the base model on things that are no defects: mean IoU, 0 to 1."""

    version: str
    agreement: float
    interval: Interval
    agreements: tuple[float, ...]
    images: int

    @classmethod
    def of(cls, version: str, agreements: Sequence[float], images: Sequence[int]) -> Forgetting:
        """Summarise at least one thing; the interval draws whole images."""
        return cls(
            version=version,
            agreement=_mean(agreements),
            interval=bootstrap_grouped(agreements, images),
            agreements=tuple(agreements),
            images=len(set(images)),
        )


class CorrectionCost(_Record):
    """What it took a version to correct held-out masks with simulated clicks, from the noisy box on.

    ``clicks`` says of each mask, in the order of ``annotations``, how many clicks it took until IoU was
    ``target``; where it never was, ``most`` counts. ``images`` are the masks' image ids. ``reliability``
    tells how scores held on the answers to clicks; None where there were too few.
    """

    version: str
    clicks: tuple[int, ...]
    annotations: tuple[int, ...]
    images: tuple[int, ...]
    reached: int
    target: float
    most: int
    reliability: Reliability | None = None

    @property
    def mean(self) -> float:
        """NoC: mean number of clicks."""
        return _mean(self.clicks)


class Gain(_Record):
    """Mean IoU of the candidate minus the reference's, on the same rows, with a paired interval.

    ``images`` counts equal copies of a picture once, as the interval does.
    """

    reference: str
    boxes: Boxes
    mean: float
    interval: Interval
    candidate_iou: float
    reference_iou: float
    images: int


class ClassGain(Gain):
    """The same for one defect class. ``chance`` is how often luck alone looks as bad (sign-flip test)."""

    class_name: str
    masks: int
    chance: float


class Mixture(_Record):
    """One share of tuned weights that was tried, and what became of it."""

    tuned_share: float
    passed: bool
    iou: float
    agreement: float | None = None


class GateVerdict(_Record):
    """Whether the candidate is offered, and why, in sentences with numbers.

    ``warnings`` refuse nothing and ask for a look. ``failed`` names the checks that refused it.
    ``tuned_share`` is 1 where the weights are the tuned ones, less where they were mixed with the base's.
    """

    # Cards keep the names that these two had in earlier programs.
    model_config = ConfigDict(populate_by_name=True)

    offered: bool
    reasons: list[StoredMessage]
    warnings: list[StoredMessage] = []
    failed: list[Check] = []
    gains: list[Gain] = []
    classes: list[ClassGain] = []
    box_adherence: list[BoxAdherence] = Field(default=[], alias="obedience")
    forgetting: list[Forgetting] = Field(default=[], alias="drift")
    clicks: list[CorrectionCost] = []
    tuned_share: float = 1.0
    mixtures: list[Mixture] = []


class Suggestion(_Record):
    """An accepted mask worth a second look.

    ``iou`` is the best of the held-out answers, ``expected`` what the model expected of itself.
    """

    annotation_id: int
    image_id: int
    image: str
    class_name: str
    iou: float
    expected: float


class Comparison(_Record):
    """The outcome of a run's evaluation. ``method`` says in words how the images were held out.

    ``reliability`` tells how far the candidate's scores can be believed, ``base_reliability`` the base's.
    ``parts`` are the same for masks of several parts that lie apart, each part asked with its own noisy box;
    ``rows`` are about whole masks.
    """

    method: StoredMessage
    held_out_images: int
    train_images: int
    box_noise: float
    rows: list[ComparisonRow]
    gate: GateVerdict
    reliability: Reliability | None = None
    base_reliability: Reliability | None = None
    suggestions: list[Suggestion] = []
    parts: list[ComparisonRow] = []

    def to_json(self) -> dict[str, Any]:
        """As plain data, for the card. No ``parts`` where none were asked about, as programs that know of no
        such thing refuse it.
        """
        # All records forbid fields they do not know, so an older program would refuse the whole
        # comparison.
        return self.model_dump(mode="json", by_alias=True, exclude=None if self.parts else {"parts"})

    @property
    def messages(self) -> list[Message]:
        """Its sentences, to be kept beside its plain data."""
        return [self.method, *self.gate.reasons, *self.gate.warnings]

    @classmethod
    def read(cls, data: Any, messages: Iterable[Message] = ()) -> Comparison:
        """From plain data and the messages that were kept beside it; sentences without one stay English.

        Raises ValidationError.
        """
        # Found by their English text, which is what the card keeps in the sentence's place.
        known: Mapping[str, Message] = {str(message): message for message in messages}
        found = cls.model_validate(data)
        gate = found.gate.model_copy(
            update={
                "reasons": [known.get(str(reason), reason) for reason in found.gate.reasons],
                "warnings": [known.get(str(warning), warning) for warning in found.gate.warnings],
            }
        )
        return found.model_copy(update={"gate": gate, "method": known.get(str(found.method), found.method)})

    def with_candidate(self, name: str) -> Comparison:
        """The comparison once the candidate has a ``name`` as a version."""
        return self.model_copy(update={"rows": _named(self.rows, name), "parts": _named(self.parts, name)})

    def score(self, subject: Subject, boxes: Boxes) -> Score | None:
        """One cell of the table; None where it was not measured."""
        for row in self.rows:
            if row.subject == subject and row.boxes == boxes:
                return row.score
        return None


def _named(rows: Sequence[ComparisonRow], name: str) -> list[ComparisonRow]:
    return [row.model_copy(update={"version": name}) if row.subject == "candidate" else row for row in rows]


def recorded_comparison(card: VersionCard) -> Comparison | None:
    """The comparison on a card with its messages; None where there is none or another program's."""
    try:
        return Comparison.read(card.comparison, [Message.from_json(message) for message in card.messages])
    except ValueError:  # a card from elsewhere may hold anything; pydantic's error is one of these
        return None


def table(
    results: dict[Subject, Sequence[RowResult]],
    versions: dict[Subject, str],
    pictures: Pictures | None = None,
) -> list[ComparisonRow]:
    """Scores of every subject that has rows, noisy boxes (the headline) before tight ones."""
    lines = []
    for boxes in ("noisy", "tight"):
        for subject in TITLES:
            rows = [row for row in results.get(subject, ()) if row.boxes == boxes]
            if rows:
                score = Score.of(rows, pictures)
                version = versions.get(subject)
                lines.append(ComparisonRow(subject=subject, version=version, boxes=boxes, score=score))
    return lines


def paired_gain(
    candidate: Sequence[RowResult],
    reference: Sequence[RowResult],
    *,
    name: str,
    boxes: Boxes,
    pictures: Pictures | None = None,
) -> Gain | None:
    """The gain over ``reference`` on the rows that both answered; None where there is none."""
    pairs = _pairs(candidate, reference, boxes)
    return Gain(**_numbers(pairs, name, boxes, pictures)) if pairs else None


def class_gains(
    candidate: Sequence[RowResult],
    reference: Sequence[RowResult],
    *,
    name: str,
    boxes: Boxes,
    pictures: Pictures | None = None,
) -> list[ClassGain]:
    """The gain in each defect class, by name."""
    pairs = _pairs(candidate, reference, boxes)
    found = []
    for class_name in sorted({row.class_name for row, _ in pairs}):
        own = [(row, other) for row, other in pairs if row.class_name == class_name]
        differences = [row.iou - other for row, other in own]
        # A class may have a handful of masks, for which an interval says little; flipping signs needs
        # no assumption about how gains spread.
        chance = sign_flip_chance(differences, _drawn_as([row for row, _ in own], pictures))
        numbers = _numbers(own, name, boxes, pictures)
        found.append(ClassGain(**numbers, class_name=class_name, masks=len(own), chance=chance))
    return found


def _pairs(
    candidate: Sequence[RowResult], reference: Sequence[RowResult], boxes: Boxes
) -> list[tuple[RowResult, float]]:
    theirs = {row.key: row.iou for row in reference if row.boxes == boxes}
    # Only rows that both answered: another set of masks would compare how hard they are.
    return [(row, theirs[row.key]) for row in candidate if row.boxes == boxes and row.key in theirs]


def _drawn_as(rows: Sequence[RowResult], pictures: Pictures | None) -> list[int]:
    """What each row is drawn with: its image, or the first of the images that show the same picture."""
    known = pictures or {}
    return [known.get(row.image_id, row.image_id) for row in rows]


def _numbers(
    pairs: Sequence[tuple[RowResult, float]], name: str, boxes: Boxes, pictures: Pictures | None
) -> dict[str, Any]:
    differences = [row.iou - other for row, other in pairs]
    images = _drawn_as([row for row, _ in pairs], pictures)
    return {
        "reference": name,
        "boxes": boxes,
        "mean": _mean(differences),
        "interval": bootstrap_grouped(differences, images),
        "candidate_iou": _mean(row.iou for row, _ in pairs),
        "reference_iou": _mean(other for _, other in pairs),
        "images": len(set(images)),
    }


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept)
