from __future__ import annotations

from collections.abc import Sequence

import pytest

from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.records import BoxAdherence, CorrectionCost, Forgetting, RowResult

KINDS = ("good", "beside", "good", "beside", "good", "beside")


def rows(values: list[float], *, boxes: str = "noisy", classes: Sequence[str] = "ab") -> list[RowResult]:
    return [
        RowResult(
            key=f"{boxes}{i}", image_id=i, annotation_id=i, class_name=classes[i % len(classes)], boxes=boxes,
            iou=v, dice=v, boundary_iou=v,
        )
        for i, v in enumerate(values)
    ]  # fmt: skip


BASE = [0.5, 0.55, 0.6, 0.52, 0.58, 0.5]
BETTER = [0.7, 0.72, 0.75, 0.7, 0.71, 0.69]


def test_a_clearly_better_candidate_is_offered() -> None:
    verdict = assess_candidate(rows(BETTER), {"base": rows(BASE)})
    assert verdict.offered
    assert "better beyond chance" in verdict.reasons[0]
    assert "0.712" in verdict.reasons[0] and "6 held-out images" in verdict.reasons[0]


def test_a_gain_within_noise_is_refused_with_numbers() -> None:
    verdict = assess_candidate(rows([0.2, 0.95, 0.62, 0.4, 0.9, 0.35]), {"base": rows(BASE)})
    assert not verdict.offered
    assert "may be chance" in verdict.reasons[0] and "95 % interval -" in verdict.reasons[0]


def test_no_gain_is_refused() -> None:
    assert "not better" in assess_candidate(rows(BASE), {"base": rows(BASE)}).reasons[0]


def test_every_reference_must_be_beaten() -> None:
    verdict = assess_candidate(rows(BETTER), {"base": rows(BASE), "v1": rows(BETTER)})
    assert not verdict.offered
    assert any("of v1" in reason for reason in verdict.reasons)


def test_too_few_common_images_are_refused() -> None:
    verdict = assess_candidate(rows(BETTER), {"base": rows(BASE), "v1": rows(BASE)[:2]})
    assert not verdict.offered
    assert any("Only 2 held-out images" in reason for reason in verdict.reasons)


def test_losing_on_tight_boxes_is_refused() -> None:
    candidate = rows(BETTER) + rows(BASE, boxes="tight")
    verdict = assess_candidate(candidate, {"base": rows(BASE) + rows(BETTER, boxes="tight")})
    assert not verdict.offered
    assert any("tight boxes it is worse" in reason for reason in verdict.reasons)


def by_class(bad: list[float]) -> tuple[list[RowResult], dict[str, list[RowResult]]]:
    """Class a gains 0.3 on 20 images, class b changes by ``bad``; the base model has 0.6 everywhere."""
    changes = {"a": [0.3] * 20, "b": bad}
    names = [name for name, values in changes.items() for _ in values]
    candidate = rows([0.6 + change for values in changes.values() for change in values], classes=names)
    return candidate, {"base": rows([0.6] * len(candidate), classes=names)}


def test_a_class_that_got_worse_beyond_chance_refuses_the_whole() -> None:
    verdict = assess_candidate(*by_class([-0.08, -0.1, -0.06, -0.09, -0.12, -0.07] * 2))
    assert not verdict.offered and verdict.failed == ["class"]
    [reason] = [reason for reason in verdict.reasons if "Class b" in reason]
    assert "12 held-out masks" in reason and "-0.087" in reason and "worse beyond chance" in reason
    assert {gain.class_name for gain in verdict.classes} == {"a", "b"}


def test_four_images_of_a_class_prove_nothing_but_are_named() -> None:
    verdict = assess_candidate(*by_class([-0.1, -0.12, -0.09, -0.11]))
    assert verdict.offered
    [warning] = verdict.warnings
    assert "Class b, 4 held-out masks" in warning and "it may be chance" in warning
    assert next(gain for gain in verdict.classes if gain.class_name == "b").chance == pytest.approx(1 / 16)


def test_five_images_that_all_got_worse_are_enough() -> None:
    verdict = assess_candidate(*by_class([-0.1, -0.12, -0.09, -0.11, -0.1]))
    assert verdict.failed == ["class"]


def test_a_small_loss_in_a_class_is_let_pass_in_silence() -> None:
    verdict = assess_candidate(*by_class([-0.01] * 12))
    assert verdict.offered and verdict.warnings == []


def test_one_class_alone_is_judged_as_the_whole() -> None:
    verdict = assess_candidate(rows(BASE, classes="a"), {"base": rows(BETTER, classes="a")})
    assert verdict.failed == ["gain"]


@pytest.mark.parametrize(
    ("spills", "offered", "said"),
    [
        ([0.07, 0.06, 0.08, 0.07, 0.07, 0.07], True, "it obeys its box"),
        ([0.4, 0.5, 0.3, 0.4, 0.45, 0.35], False, "look past the box"),
        ([0.05, 0.05, 0.05, 0.05, 0.05, 0.9], True, "no drift beyond chance"),
    ],
)
def test_a_candidate_must_obey_its_box(spills: list[float], offered: bool, said: str) -> None:
    probes = [BoxAdherence.of("candidate", spills, KINDS), BoxAdherence.of("base", [0.05] * 6, KINDS)]
    verdict = assess_candidate(rows(BETTER), {"base": rows(BASE)}, box_adherence=probes)
    assert verdict.offered is offered
    assert said in verdict.reasons[-1] and "on good images or beside known defects" in verdict.reasons[-1]


def test_completing_half_a_defect_is_judged_more_gently_than_ignoring_the_box() -> None:
    def verdict(spill: float) -> list[str]:
        kinds = ("shifted", "halved") * 3
        probes = [
            BoxAdherence.of("candidate", [spill] * 6, kinds),
            BoxAdherence.of("base", [0.05] * 6, kinds),
        ]
        return assess_candidate(rows(BETTER), {"base": rows(BASE)}, box_adherence=probes).failed

    assert verdict(0.15) == []
    assert verdict(0.5) == ["box"]


@pytest.mark.parametrize(
    ("agreements", "failed", "said"),
    [
        ([0.9] * 6, [], "still knows"),
        ([0.2] * 6, ["drift"], "forgotten too much"),
        ([0.1, 0.7, 0.1, 0.6, 0.6, 0.1], [], "may be chance"),
    ],
)
def test_a_candidate_must_not_forget(agreements: list[float], failed: list[str], said: str) -> None:
    forgetting = [Forgetting.of("candidate", agreements, range(6))]
    verdict = assess_candidate(rows(BETTER), {"base": rows(BASE)}, forgetting=forgetting)
    assert verdict.failed == failed
    assert said in [*verdict.reasons, *verdict.warnings][-1]


def corrected(version: str, clicks: list[int]) -> CorrectionCost:
    return CorrectionCost(
        version=version,
        clicks=tuple(clicks),
        annotations=tuple(range(len(clicks))),
        images=tuple(range(len(clicks))),
        reached=sum(count < 10 for count in clicks),
        target=0.85,
        most=10,
    )


@pytest.mark.parametrize(
    ("ours", "failed", "said"),
    [
        ([1, 2, 0, 3, 1, 2], [], "takes 1.5 clicks each after the box, with the base model 6.0"),
        ([10, 9, 10, 9, 10, 10], ["clicks"], "listens less to corrections"),
        ([6, 7, 4, 8, 5, 6], [], "no change beyond chance"),
        # One click more on every sixth mask is beyond chance here, and too little to refuse for.
        ([6, 6, 6, 6, 6, 7], [], "no change beyond chance"),
    ],
)
def test_a_candidate_must_listen_to_corrections(ours: list[int], failed: list[str], said: str) -> None:
    clicks = [corrected("candidate", ours), corrected("base", [6] * 6)]
    verdict = assess_candidate(rows(BETTER), {"base": rows(BASE)}, clicks=clicks)
    assert verdict.failed == failed and said in verdict.reasons[-1]
    assert verdict.clicks == clicks


def test_equal_copies_of_a_picture_count_as_one() -> None:
    """Five copies of one lucky picture are one witness: with two others, too few to speak of chance."""
    candidate, reference = rows([0.9, 0.9, 0.9, 0.9, 0.9, 0.52, 0.58]), rows([0.5] * 5 + [0.5, 0.6])
    alone = assess_candidate(candidate, {"base": reference})
    assert alone.offered and alone.gains[0].images == 7
    copies = dict.fromkeys(range(5), 0) | {5: 5, 6: 6}
    together = assess_candidate(candidate, {"base": reference}, pictures=copies)
    assert together.gains[0].images == 3
    assert together.gains[0].mean == alone.gains[0].mean
    assert together.gains[0].interval.low < alone.gains[0].interval.low
    assert not together.offered
    two = assess_candidate(candidate, {"base": reference}, pictures=dict.fromkeys(range(6), 0))
    assert "Only 2 held-out images" in two.reasons[0]


def test_clicks_on_copies_count_as_one_image() -> None:
    def correcting(version: str, clicks: list[int]) -> CorrectionCost:
        return CorrectionCost(
            version=version, clicks=tuple(clicks), annotations=tuple(range(6)), images=tuple(range(6)),
            reached=6, target=0.9, most=20,
        )  # fmt: skip

    clicks = [correcting("candidate", [3, 3, 3, 3, 3, 1]), correcting("base", [1, 1, 1, 1, 1, 1])]
    better = {"base": rows(BASE)}
    assert "clicks" in assess_candidate(rows(BETTER), better, clicks=clicks).failed
    copies = dict.fromkeys(range(5), 0)
    assert "clicks" not in assess_candidate(rows(BETTER), better, clicks=clicks, pictures=copies).failed
