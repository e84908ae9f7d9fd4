"""The gate that offers a candidate or refuses it, in sentences with numbers. Free of torch.

Its rules and why they are so: docs/recipe.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samft_core.evaluation.metrics import bootstrap_grouped, bootstrap_mean
from samft_core.evaluation.records import (
    BoxAdherence,
    Check,
    ClassGain,
    CorrectionCost,
    Forgetting,
    Gain,
    GateVerdict,
    Pictures,
    ProbeKind,
    RowResult,
    class_gains,
    paired_gain,
)
from samft_core.messages.message import Message

MINIMUM_IMAGES = 3
"""With fewer held-out images no interval means anything."""

TIGHT_LOSS_ALLOWED = 0.01
"""Mean IoU that a candidate may lose on tight boxes while it gains on noisy ones."""

CLASS_LOSS_ALLOWED = 0.02
"""Mean IoU that a class may lose, whatever the statistics say: nobody sees less in a mask."""

CLASS_LOSS_NOTED = 0.05
"""A class that lost this much is named in a warning, even where it may be chance."""

CHANCE = 0.05
"""A loss counts as real where luck alone looks as bad less often than this."""

SPILL_ALLOWED: Mapping[tuple[ProbeKind, ...], float] = {
    ("good", "beside"): 0.05,
    ("shifted", "halved"): 0.15,
}
"""How much more a candidate may spill over its box, as a share of the box's area, before it counts as adrift.

Beyond noise, too: a box with no defect in it has no right answer, so probes scatter widely. More is allowed
where the box shows a part of a defect: to complete the defect is a fair reading of a careless box.
"""

AGREEMENT_WANTED = 0.4
"""Mean IoU with the base model on things that are no defects; below it, too much is forgotten.

Far below what a good fine-tuning leaves (0.60 on real bottles): to see the mouth of a bottle otherwise is no
fault, to see nothing any more is.
"""


MORE_CLICKS_ALLOWED = 0.25
"""Clicks per mask that a candidate may cost beyond noise: one more on every fourth mask."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's outcome; ``text`` is None where there is nothing to say."""

    check: Check
    passed: bool
    text: Message | None = None
    warns: bool = False


def assess_candidate(
    candidate: Sequence[RowResult],
    references: Mapping[str, Sequence[RowResult]],
    *,
    box_adherence: Sequence[BoxAdherence] = (),
    forgetting: Sequence[Forgetting] = (),
    clicks: Sequence[CorrectionCost] = (),
    candidate_name: str = "candidate",
    pictures: Pictures | None = None,
) -> GateVerdict:
    """Offered where it beats every reference beyond noise and passes all other checks.

    These are: no class is harmed, tight boxes are answered no worse, masks keep to their box, nothing is
    forgotten, and corrections take no more clicks.

    ``references`` holds the base model's rows and, where another version is active, that version's rows.
    ``box_adherence`` holds the candidate's probes and the references', ``forgetting`` the candidate's
    agreement with the base model, ``clicks`` what it took both to correct the same masks. ``pictures`` says
    which images show the same picture: in each interval they count as one.
    """
    findings: list[Finding] = []
    gains: list[Gain] = []
    by_class: list[ClassGain] = []
    for name, rows in references.items():
        noisy = paired_gain(candidate, rows, name=name, boxes="noisy", pictures=pictures)
        tight = paired_gain(candidate, rows, name=name, boxes="tight", pictures=pictures)
        own = class_gains(candidate, rows, name=name, boxes="noisy", pictures=pictures)
        findings += [_noisy(noisy, name), _tight(tight, name), *_classes(own)]
        gains += [gain for gain in (noisy, tight) if gain]
        by_class += own
    findings += _box_adherence(box_adherence, candidate_name)
    findings += _forgetting(forgetting, candidate_name)
    findings += _clicks(clicks, candidate_name, pictures or {})
    # Each check once, in the order in which they were made.
    failed = list(dict.fromkeys(finding.check for finding in findings if not finding.passed))
    return GateVerdict(
        offered=not failed,
        reasons=[finding.text for finding in findings if finding.text and not finding.warns],
        warnings=[finding.text for finding in findings if finding.text and finding.warns],
        failed=failed,
        gains=gains,
        classes=by_class,
        box_adherence=list(box_adherence),
        forgetting=list(forgetting),
        clicks=list(clicks),
    )


def _noisy(gain: Gain | None, name: str) -> Finding:
    if gain is None or gain.images < MINIMUM_IMAGES:
        images = gain.images if gain else 0
        text = Message("gate.few_images", images=images, version=_who(name), wanted=MINIMUM_IMAGES)
        return Finding("gain", False, text)
    numbers = Message("gate.gain_numbers", images=gain.images, numbers=_numbers(gain))
    if gain.interval.low > 0:
        return Finding("gain", True, Message("gate.better", numbers=numbers))
    if gain.mean > 0:
        text = Message("gate.maybe_better", numbers=numbers)
        return Finding("gain", False, text)
    return Finding("gain", False, Message("gate.not_better", numbers=numbers))


def _tight(gain: Gain | None, name: str) -> Finding:
    if gain is None or gain.mean >= -TIGHT_LOSS_ALLOWED:
        return Finding("tight", True)
    text = Message(
        "gate.tight_worse", version=_who(name), iou=gain.candidate_iou, other_iou=gain.reference_iou
    )
    return Finding("tight", False, text)


def _classes(gains: Sequence[ClassGain]) -> list[Finding]:
    """A class that got worse: refused beyond chance, named where it may be chance.

    One class alone is the whole, which is assessed already.
    """
    return [_class(gain) for gain in gains] if len(gains) > 1 else []


def _class(gain: ClassGain) -> Finding:
    numbers = Message("gate.class", name=gain.class_name, masks=gain.masks, numbers=_numbers(gain))
    lost = -gain.mean
    # All three: large enough to be seen, beyond the interval, and rare by chance, which with few images
    # the interval alone underrates (docs/recipe.md, The gate).
    if lost > CLASS_LOSS_ALLOWED and gain.interval.high < 0 and gain.chance < CHANCE:
        text = Message("gate.class_worse", numbers=numbers)
        return Finding("class", False, text)
    if lost > CLASS_LOSS_NOTED:
        text = Message("gate.class_maybe_worse", numbers=numbers)
        return Finding("class", True, text, warns=True)
    return Finding("class", True)


def _box_adherence(box_adherence: Sequence[BoxAdherence], candidate_name: str) -> list[Finding]:
    ours = next((o for o in box_adherence if o.version == candidate_name), None)
    others = [o for o in box_adherence if o.version != candidate_name]
    if ours is None or not others:
        return []
    # Against the more obedient of base model and active version.
    theirs = min(others, key=lambda o: o.spill)
    found = []
    for kinds, allowed in SPILL_ALLOWED.items():
        mine = ours.only(kinds)
        base = theirs.only(kinds)
        if mine is not None and base is not None:
            found.append(_spills(mine, base, allowed))
    return found


def _spills(ours: BoxAdherence, theirs: BoxAdherence, allowed: float) -> Finding:
    # Paired, box by box: how hard a box is concerns both, and drops out of the difference.
    change = bootstrap_mean([a - b for a, b in zip(ours.spills, theirs.spills, strict=True)])
    numbers = Message(
        "gate.box_numbers",
        boxes=len(ours.spills),
        where=_places(ours.kinds),
        spill=ours.spill,
        version=_who(theirs.version),
        other_spill=theirs.spill,
        low=change.low,
        high=change.high,
    )
    if ours.spill <= theirs.spill + allowed:
        return Finding("box", True, Message("gate.obeys", numbers=numbers))
    if change.low <= 0:
        return Finding("box", True, Message("gate.no_spill", numbers=numbers))
    return Finding("box", False, Message("gate.looks_past", numbers=numbers))


def _places(kinds: Sequence[ProbeKind]) -> Message:
    if kinds[0] in ("good", "beside"):
        return Message("gate.at_good")
    return Message("gate.at_defects")


def _forgetting(forgetting: Sequence[Forgetting], candidate_name: str) -> Iterable[Finding]:
    ours = next((measured for measured in forgetting if measured.version == candidate_name), None)
    if ours is None:
        return
    numbers = Message(
        "gate.drift_numbers",
        things=len(ours.agreements),
        images=ours.images,
        agreement=ours.agreement,
        low=ours.interval.low,
        high=ours.interval.high,
    )
    if ours.interval.high < AGREEMENT_WANTED:
        text = Message("gate.drifted", numbers=numbers, wanted=AGREEMENT_WANTED)
        yield Finding("drift", False, text)
    elif ours.agreement < AGREEMENT_WANTED:
        text = Message("gate.maybe_drifted", numbers=numbers, wanted=AGREEMENT_WANTED)
        yield Finding("drift", True, text, warns=True)
    else:
        yield Finding("drift", True, Message("gate.knows", numbers=numbers))


def _clicks(clicks: Sequence[CorrectionCost], candidate_name: str, pictures: Pictures) -> Iterable[Finding]:
    ours = next((measured for measured in clicks if measured.version == candidate_name), None)
    base = next((measured for measured in clicks if measured.version != candidate_name), None)
    if ours is None or base is None:
        return
    saved = [a - b for a, b in zip(base.clicks, ours.clicks, strict=True)]
    interval = bootstrap_grouped(saved, [pictures.get(image, image) for image in ours.images])
    numbers = Message(
        "gate.clicks_numbers",
        masks=len(ours.clicks),
        target=ours.target,
        clicks=ours.mean,
        version=_who(base.version),
        other_clicks=base.mean,
        low=interval.low,
        high=interval.high,
        most=ours.most,
    )
    if interval.low > 0:
        yield Finding("clicks", True, Message("gate.fewer_clicks", numbers=numbers))
    elif interval.high < -MORE_CLICKS_ALLOWED:
        yield Finding("clicks", False, Message("gate.more_clicks", numbers=numbers))
    else:
        yield Finding("clicks", True, Message("gate.same_clicks", numbers=numbers))


def _numbers(gain: Gain) -> Message:
    return Message(
        "gate.numbers",
        iou=gain.candidate_iou,
        other_iou=gain.reference_iou,
        version=_who(gain.reference),
        gain=gain.mean,
        low=gain.interval.low,
        high=gain.interval.high,
    )


def _who(version: str) -> str | Message:
    return Message("gate.base") if version == "base" else version
