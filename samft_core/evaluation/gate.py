"""The gate that offers a candidate or refuses it, in sentences with numbers. Free of torch.

Its rules and why they are so: docs/recipe.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samft_core.evaluation.metrics import bootstrap_grouped, bootstrap_mean
from samft_core.evaluation.records import (
    Check,
    ClassGain,
    Correcting,
    Drift,
    Gain,
    GateVerdict,
    Obedience,
    Pictures,
    ProbeKind,
    RowResult,
    class_gains,
    paired_gain,
)

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
"""Clicks a mask that a candidate may cost beyond noise: one more on every fourth mask."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's outcome; ``text`` is empty where there is nothing to say."""

    check: Check
    passed: bool
    text: str = ""
    warns: bool = False


def judge(
    candidate: Sequence[RowResult],
    references: Mapping[str, Sequence[RowResult]],
    *,
    obedience: Sequence[Obedience] = (),
    drift: Sequence[Drift] = (),
    clicks: Sequence[Correcting] = (),
    candidate_name: str = "candidate",
    pictures: Pictures | None = None,
) -> GateVerdict:
    """Offered where it beats every reference beyond noise, harms no class, keeps tight boxes, obeys its box,
    and needs no more corrections.

    ``references`` holds the base model's rows and, where another version is active, that version's rows.
    ``obedience`` holds the candidate's probes and the references', ``drift`` the candidate's agreement with
    the base model, ``clicks`` what it took both to correct the same masks. ``pictures`` says which images
    show the same picture: in each interval they count as one.
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
    findings += _obedience(obedience, candidate_name)
    findings += _drift(drift, candidate_name)
    findings += _clicks(clicks, candidate_name, pictures or {})
    failed = list(dict.fromkeys(finding.check for finding in findings if not finding.passed))
    return GateVerdict(
        offered=not failed,
        reasons=[finding.text for finding in findings if finding.text and not finding.warns],
        warnings=[finding.text for finding in findings if finding.text and finding.warns],
        failed=failed,
        gains=gains,
        classes=by_class,
        obedience=list(obedience),
        drift=list(drift),
        clicks=list(clicks),
    )


def _noisy(gain: Gain | None, name: str) -> Finding:
    if gain is None or gain.images < MINIMUM_IMAGES:
        images = gain.images if gain else 0
        text = (
            f"Only {images} held-out images can be compared with {_who(name)}; {MINIMUM_IMAGES} are needed. "
            "Accept masks on more images."
        )
        return Finding("gain", False, text)
    numbers = f"With boxes ±10 % on {gain.images} held-out images: {_numbers(gain)}"
    if gain.interval.low > 0:
        return Finding("gain", True, f"{numbers}: better beyond chance.")
    if gain.mean > 0:
        text = f"{numbers}: better, but it may be chance. Accept more masks and fine-tune again."
        return Finding("gain", False, text)
    return Finding("gain", False, f"{numbers}: not better.")


def _tight(gain: Gain | None, name: str) -> Finding:
    if gain is None or gain.mean >= -TIGHT_LOSS_ALLOWED:
        return Finding("tight", True)
    text = (
        f"With tight boxes it is worse than {_who(name)}: mean IoU {gain.candidate_iou:.3f} against "
        f"{gain.reference_iou:.3f}."
    )
    return Finding("tight", False, text)


def _classes(gains: Sequence[ClassGain]) -> list[Finding]:
    """A class that got worse: refused beyond chance, named where it may be chance.

    One class alone is the whole, which is judged already.
    """
    return [_class(gain) for gain in gains] if len(gains) > 1 else []


def _class(gain: ClassGain) -> Finding:
    numbers = f"Class {gain.class_name}, {gain.masks} held-out masks: {_numbers(gain)}"
    lost = -gain.mean
    if lost > CLASS_LOSS_ALLOWED and gain.interval.high < 0 and gain.chance < CHANCE:
        text = f"{numbers}: worse beyond chance. Accept more masks of this class and fine-tune again."
        return Finding("class", False, text)
    if lost > CLASS_LOSS_NOTED:
        text = f"{numbers}: worse, but it may be chance. Look at this class before you activate."
        return Finding("class", True, text, warns=True)
    return Finding("class", True)


def _obedience(obedience: Sequence[Obedience], candidate_name: str) -> list[Finding]:
    ours = next((o for o in obedience if o.version == candidate_name), None)
    others = [o for o in obedience if o.version != candidate_name]
    if ours is None or not others:
        return []
    theirs = min(others, key=lambda o: o.spill)
    found = []
    for kinds, allowed in SPILL_ALLOWED.items():
        mine, base = ours.only(kinds), theirs.only(kinds)
        if mine is not None and base is not None:
            found.append(_spills(mine, base, allowed))
    return found


def _spills(ours: Obedience, theirs: Obedience, allowed: float) -> Finding:
    change = bootstrap_mean([a - b for a, b in zip(ours.spills, theirs.spills, strict=True)])
    numbers = (
        f"With {len(ours.spills)} boxes {_places(ours.kinds)}, its mask spills over by {ours.spill:.0%} of "
        f"the box's area ({_who(theirs.version)}: {theirs.spill:.0%}; 95 % interval of the change "
        f"{change.low:+.0%} to {change.high:+.0%})"
    )
    if ours.spill <= theirs.spill + allowed:
        return Finding("box", True, f"{numbers}: it obeys its box.")
    if change.low <= 0:
        return Finding("box", True, f"{numbers}: no drift beyond chance.")
    return Finding("box", False, f"{numbers}: it has learnt to look past the box.")


def _places(kinds: Sequence[ProbeKind]) -> str:
    if kinds[0] in ("good", "beside"):
        return "on good images or beside known defects"
    return "half a box off a defect or on half of one"


def _drift(drift: Sequence[Drift], candidate_name: str) -> Iterable[Finding]:
    ours = next((one for one in drift if one.version == candidate_name), None)
    if ours is None:
        return
    numbers = (
        f"On {len(ours.agreements)} things that are no defects, in {ours.images} images, its masks agree "
        f"with the base model's by IoU {ours.agreement:.2f} "
        f"(95 % interval {ours.interval.low:.2f} to {ours.interval.high:.2f})"
    )
    if ours.interval.high < AGREEMENT_WANTED:
        text = f"{numbers}: it has forgotten too much; {AGREEMENT_WANTED:.2f} is wanted."
        yield Finding("drift", False, text)
    elif ours.agreement < AGREEMENT_WANTED:
        text = f"{numbers}: less than the {AGREEMENT_WANTED:.2f} that is wanted, but it may be chance."
        yield Finding("drift", True, text, warns=True)
    else:
        yield Finding("drift", True, f"{numbers}: it still knows what the base model knows.")


def _clicks(clicks: Sequence[Correcting], candidate_name: str, pictures: Pictures) -> Iterable[Finding]:
    ours = next((one for one in clicks if one.version == candidate_name), None)
    base = next((one for one in clicks if one.version != candidate_name), None)
    if ours is None or base is None:
        return
    saved = [a - b for a, b in zip(base.clicks, ours.clicks, strict=True)]
    interval = bootstrap_grouped(saved, [pictures.get(image, image) for image in ours.images])
    numbers = (
        f"To correct {len(ours.clicks)} held-out masks to IoU {ours.target:.2f} takes {ours.mean:.1f} clicks "
        f"each after the box, with {_who(base.version)} {base.mean:.1f} (95 % interval of what is saved "
        f"{interval.low:+.1f} to {interval.high:+.1f}; {ours.most} at most)"
    )
    if interval.low > 0:
        yield Finding("clicks", True, f"{numbers}: fewer beyond chance.")
    elif interval.high < -MORE_CLICKS_ALLOWED:
        yield Finding("clicks", False, f"{numbers}: it listens less to corrections.")
    else:
        yield Finding("clicks", True, f"{numbers}: no change beyond chance.")


def _numbers(gain: Gain) -> str:
    return (
        f"mean IoU {gain.candidate_iou:.3f} against {gain.reference_iou:.3f} of {_who(gain.reference)}, "
        f"{gain.mean:+.3f} (95 % interval {gain.interval.low:+.3f} to {gain.interval.high:+.3f})"
    )


def _who(version: str) -> str:
    return "the base model" if version == "base" else version
