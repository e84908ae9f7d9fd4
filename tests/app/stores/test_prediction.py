from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from app.stores.prediction import PredictionStore, RequestState
from samft_core.engine.protocol import Predicted, Proposal
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts

PROMPTS = Prompts(box=Box(1, 1, 5, 5))


def reply(
    request_id: int, image_id: int, version: str = "base", *, final: bool = True, count: int = 1
) -> Predicted:
    mask = RleMask.from_array(np.ones((8, 8), np.bool_)).to_json()
    proposals = [Proposal(mask=mask, score=0.9 - place / 10) for place in range(count)]
    return Predicted(
        id=request_id,
        image_id=image_id,
        version=version,
        stage="first",
        proposals=proposals,
        seconds=0,
        final=final,
    )


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot) -> None:
    store = PredictionStore()
    store.start_request(1, 7, PROMPTS)
    store.start_request(2, 7, PROMPTS)
    assert not store.take_answer(reply(1, 7))
    assert store.take_answer(reply(2, 7))


def test_an_answer_about_another_image_is_dropped(qtbot: QtBot) -> None:
    store = PredictionStore()
    store.start_request(1, 7, PROMPTS)
    assert not store.take_answer(reply(1, 8))
    assert store.versions == []


def test_the_question_is_answered_with_the_final_reply(qtbot: QtBot) -> None:
    store = PredictionStore()
    store.start_request(1, 7, PROMPTS)
    store.take_answer(reply(1, 7, "base", final=False))
    assert store.state is RequestState.ASKED
    store.take_answer(reply(1, 7, "v1"))
    assert store.state is RequestState.ANSWERED
    assert store.versions == ["base", "v1"]


def test_the_version_picked_last_is_preferred_while_it_answers(qtbot: QtBot) -> None:
    store = PredictionStore()
    assert store.preferred is None
    store.start_request(1, 7, PROMPTS)
    store.take_answer(reply(1, 7, "base", final=False))
    store.take_answer(reply(1, 7, "v1"))
    store.prefer("v1")
    assert store.preferred == "v1"
    store.start_request(2, 8, PROMPTS)
    store.take_answer(reply(2, 8, "base"))
    assert store.preferred is None  # another version's mask is never taken in its place
    store.take_answer(reply(2, 8, "v1"))
    assert store.preferred == "v1"


def test_a_proposal_can_be_chosen(qtbot: QtBot) -> None:
    store = PredictionStore()
    store.start_request(1, 7, PROMPTS)
    store.take_answer(reply(1, 7, count=3))
    store.choose("base", 2)
    answer = store.answer("base")
    assert answer is not None and answer.chosen == 2 and round(answer.proposal.score, 1) == 0.7
    store.choose("base", 9)
    assert store.answer("base") == answer


def test_a_failure_counts_only_for_the_current_question(qtbot: QtBot) -> None:
    store = PredictionStore()
    store.start_request(1, 7, PROMPTS)
    store.start_request(2, 7, PROMPTS)
    assert not store.fail(1, "old")
    assert store.fail(2, "broken")
    assert (store.state, store.problem) == (RequestState.FAILED, "broken")


def test_clearing_forgets_everything_and_tells_once(qtbot: QtBot) -> None:
    store = PredictionStore()
    heard: list[None] = []
    store.start_request(1, 7, PROMPTS)
    store.changed.connect(lambda: heard.append(None))
    store.clear()
    store.clear()
    assert len(heard) == 1 and store.prompts.empty and store.image_id is None
