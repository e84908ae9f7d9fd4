from __future__ import annotations

from samft_core.evaluation.records import RowResult
from samft_core.evaluation.suspect_labels import MOST_LISTED, suggest


def answers(*ious: tuple[float, float]) -> list[RowResult]:
    """Tight and noisy IoU of each mask."""
    return [
        RowResult(
            key=f"{boxes}{i}", image_id=i, annotation_id=100 + i, class_name="crack", boxes=boxes,
            iou=iou, dice=iou, boundary_iou=iou,
        )
        for i, pair in enumerate(ious)
        for boxes, iou in zip(("tight", "noisy"), pair, strict=True)
    ]  # fmt: skip


NAMES = {i: f"{i:03d}.png" for i in range(40)}


def test_a_mask_is_listed_where_the_model_was_sure_and_never_agreed() -> None:
    found = suggest(answers((0.9, 0.8), (0.3, 0.2), (0.2, 0.7)), [0.8] * 6, NAMES)
    [suggestion] = found
    assert (suggestion.annotation_id, suggestion.image, suggestion.iou) == (101, "001.png", 0.3)
    assert suggestion.expected == 0.8


def test_a_hard_image_is_no_reason_to_doubt_its_mask() -> None:
    assert suggest(answers((0.3, 0.2)), [0.4, 0.3], NAMES) == []


def test_the_most_surprising_come_first_and_the_list_stays_short() -> None:
    found = suggest(answers(*[(0.5 - i / 100, 0.1) for i in range(40)]), [0.9] * 80, NAMES)
    assert len(found) == MOST_LISTED
    assert [suggestion.image_id for suggestion in found[:2]] == [39, 38]
