"""Accepted masks worth a second look: the model, sure of itself, says otherwise while they are held out.

Only ever a suggestion; nothing is changed. Free of torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samft_core.evaluation.records import RowResult, Suggestion

DISAGREES_BELOW = 0.6
"""IoU with the accepted mask, in every held-out answer, below which a mask may be listed."""

SURPRISE = 0.15
"""By how much the model must have expected to do better: a hard image is no reason to doubt a mask."""

MOST_LISTED = 12


def suggest(
    rows: Sequence[RowResult], expected: Sequence[float], names: Mapping[int, str]
) -> list[Suggestion]:
    """Masks that every held-out answer disagrees with, the most surprising first.

    ``expected`` is the calibrated score of each row, ``names`` the file name of each image.
    """
    by_mask: dict[int, list[tuple[RowResult, float]]] = {}
    for row, score in zip(rows, expected, strict=True):
        by_mask.setdefault(row.annotation_id, []).append((row, score))
    found = []
    for answers in by_mask.values():
        row = answers[0][0]
        # The kindest answer counts: with two boxes, one bad answer is often the box's fault.
        best = max(answer.iou for answer, _ in answers)
        hoped = sum(score for _, score in answers) / len(answers)
        if best < DISAGREES_BELOW and hoped - best >= SURPRISE:
            found.append(
                Suggestion(
                    annotation_id=row.annotation_id, image_id=row.image_id, image=names[row.image_id],
                    class_name=row.class_name, iou=best, expected=hoped,
                )
            )  # fmt: skip
    found.sort(key=lambda suspect: suspect.iou - suspect.expected)
    return found[:MOST_LISTED]
