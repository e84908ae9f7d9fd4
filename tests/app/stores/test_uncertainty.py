from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.stores.uncertainty import Reason, UncertaintyStore, overlap
from samft_core.engine.protocol import Predicted, Proposal
from samft_core.imaging.masks import RleMask


def reply(request_id: int, image_id: int, version: str, score: float, columns: int = 8) -> Predicted:
    mask = np.zeros((8, 8), np.bool_)
    mask[:, :columns] = True
    proposal = Proposal(mask=RleMask.from_array(mask).to_json(), score=score)
    return Predicted(
        id=request_id,
        image_id=image_id,
        version=version,
        stage="first",
        proposals=[proposal],
        seconds=0,
        final=True,
    )


def test_the_lowest_score_is_the_most_doubtful(qtbot: QtBot) -> None:
    store = UncertaintyStore()
    store.set_scores({1: ("base", 0.9), 2: ("v1", 0.6), 3: ("base", 0.3)})
    found = store.most_useful([1, 2, 4], [])
    assert found is not None and (found.image_id, found.reason, found.versions) == (2, Reason.SCORE, ("v1",))
    assert store.most_useful([4], []) is None


def test_disagreement_counts_where_it_is_worse_than_the_scores(qtbot: QtBot) -> None:
    store = UncertaintyStore()
    store.take(reply(1, 7, "base", 0.9))
    store.take(reply(1, 7, "v1", 0.8, columns=4))
    found = store.most_useful([7], [])
    assert found is not None and found.reason is Reason.DISAGREEMENT
    assert found.value == pytest.approx(0.5) and set(found.versions) == {"base", "v1"}


def test_a_newer_question_replaces_what_was_known(qtbot: QtBot) -> None:
    store = UncertaintyStore()
    store.set_scores({7: ("base", 0.2)})
    store.take(reply(1, 7, "base", 0.9))
    found = store.most_useful([7], [])
    assert found is not None and found.value == pytest.approx(0.9)


def at(angle: float) -> list[float]:
    return [float(np.cos(angle)), float(np.sin(angle))]


def test_what_looks_unlike_the_images_with_masks_is_useful_too(qtbot: QtBot) -> None:
    store = UncertaintyStore()
    for image_id, angle in ((1, 0.0), (2, 0.1), (3, 1.5)):
        store.see(image_id, at(angle))
    store.see(4, [])  # from an engine that does not tell
    found = store.most_useful([2, 3, 4], [1])
    assert found is not None and (found.image_id, found.reason) == (3, Reason.UNLIKE)
    assert found.value == pytest.approx(np.cos(1.5), abs=1e-3)
    # Nothing to be unlike: the doubts decide, and there are none.
    assert store.most_useful([2, 3], []) is None


def test_doubt_and_difference_count_in_equal_parts(qtbot: QtBot) -> None:
    store = UncertaintyStore()
    store.set_scores({2: ("base", 0.1), 3: ("base", 0.9), 4: ("base", 0.2)})
    for image_id, angle in ((1, 0.0), (2, 0.0), (3, 1.0), (4, 0.95)):
        store.see(image_id, at(angle))
    found = store.most_useful([2, 3, 4], [1])
    assert found is not None and found.image_id == 4 and found.reason is Reason.UNLIKE
    store.set_scores({})
    assert store.most_useful([2, 3, 4], [1]) is None


@pytest.mark.parametrize(("left", "right", "expected"), [(0, 0, 1.0), (0, 4, 0.0), (8, 2, 0.25)])
def test_overlap(left: int, right: int, expected: float) -> None:
    def band(rows: int) -> RleMask:
        mask = np.zeros((8, 8), np.bool_)
        mask[:rows] = True
        return RleMask.from_array(mask)

    assert overlap(band(left), band(right)) == pytest.approx(expected)
