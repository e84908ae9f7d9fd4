from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import Empty, Queue
from typing import Any

import numpy as np
import pytest

from samft_core.anomaly.first_pass import Pieces
from samft_core.anomaly.proposals import ProposedBox
from samft_core.engine.backend import EncodedImage
from samft_core.engine.loop import EngineLoop, Request
from samft_core.engine.protocol import (
    Dropped,
    Encode,
    Encoded,
    Failed,
    ImageView,
    Predict,
    Predicted,
    Prepare,
    Prepared,
    Propose,
    Proposed,
    Reload,
    Shutdown,
)
from samft_core.errors import ImageError, ModelError, UsageError
from samft_core.imaging.geometry import Box, View
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.sam.types import AnswerStage, Prediction

PROMPTS = {"box": [1, 2, 3, 4], "points": []}


class FakeAnswers:
    """Answers at once; ``during`` is called in every answer, to let requests arrive meanwhile."""

    def __init__(self, refining: set[str] | None = None, broken: dict[str, Exception] | None = None) -> None:
        self.refining, self.broken = refining or set(), broken or {}
        self.asked: list[tuple[Any, ...]] = []
        self.more: tuple[View, ...] = ()
        self.reloads = 0
        self.during: Callable[[], None] = lambda: None

    def encode(self, image_id: int) -> EncodedImage:
        self.asked.append(("encode", image_id))
        self._trouble("encode")
        return EncodedImage(cached=image_id == 2, vector=(0.6, 0.8), more=self.more)

    def prepare(self, image_id: int, view: View, *, planes: bool = False) -> bool:
        self.asked.append(("prepare", image_id, view.key))
        self._trouble(f"prepare {image_id}")
        self.during()
        return not view.mirrored

    def refines(self, version: str, prompts: Prompts, image_id: int) -> bool:
        return version in self.refining

    def predict(
        self, image_id: int, prompts: Prompts, *, version: str, stage: AnswerStage, proposals: bool
    ) -> Prediction:
        self.asked.append((version, stage, image_id))
        self._trouble(version)
        self.during()
        count = 3 if proposals else 1
        masks = np.zeros((count, 4, 6), bool)
        masks[:, 1:3, 2:5] = True
        return Prediction(masks, np.linspace(0.9, 0.7, count, dtype=np.float32), version)

    def propose(self, image_id: int, good: Sequence[int]) -> Pieces:
        for number in good:
            self.asked.append(("good", number))
            self.during()
            yield
        self._trouble("propose")
        return [ProposedBox(Box(1, 2, 3, 4), 1.5)]

    def reload(self) -> None:
        self.reloads += 1

    def _trouble(self, key: str) -> None:
        if key in self.broken:
            raise self.broken[key]


def run(answers: FakeAnswers, *requests: Request, quiet_s: float = 0.0) -> list[Any]:
    inbox: Queue[Request] = Queue()
    replies: list[Any] = []
    for request in requests:
        inbox.put(request)
    if not any(isinstance(r, Shutdown) for r in requests):
        leave_when_idle(answers, inbox)
    EngineLoop(answers, _Inbox(inbox), replies.append, clock=lambda: 0.0, quiet_s=quiet_s).run()
    return replies


class _Inbox(Queue[Request]):
    """Says Shutdown where the loop would go to sleep."""

    def __init__(self, inner: Queue[Request]) -> None:
        super().__init__()
        self.inner = inner

    def get(self, block: bool = True, timeout: float | None = None) -> Request:
        if block and self.inner.empty():
            if timeout is not None:  # the loop wants to go on with something later
                raise Empty
            return Shutdown()
        return self.inner.get(block=False)


def leave_when_idle(answers: FakeAnswers, inbox: Queue[Request]) -> None:
    answers.inbox = inbox  # type: ignore[attr-defined]


def predict(request_id: int, *versions: str, **more: Any) -> Predict:
    return Predict(id=request_id, image_id=1, prompts=PROMPTS, versions=list(versions or ("base",)), **more)


def test_encode_says_whether_it_was_cached() -> None:
    replies = run(FakeAnswers(), Encode(id=1, image_id=1), Encode(id=2, image_id=2))
    assert [(r.id, r.image_id, r.cached) for r in replies if isinstance(r, Encoded)] == [
        (2, 2, True),
        (1, 1, False),
    ]


def test_one_reply_a_version_and_stage_and_only_the_last_is_final() -> None:
    replies = run(FakeAnswers(refining={"v1"}), predict(1, "base", "v1"))
    assert [(r.version, r.stage, r.final) for r in replies] == [
        ("base", "first", False),
        ("v1", "first", False),
        ("v1", "refined", True),
    ]


def test_masks_travel_exactly() -> None:
    (reply,) = run(FakeAnswers(), predict(1, proposals=True))
    assert [round(p.score, 2) for p in reply.proposals] == [0.9, 0.8, 0.7]
    mask = reply.proposals[0].rle().to_array()
    assert mask.shape == (4, 6)
    assert mask.sum() == 6


@pytest.mark.parametrize("options", [{"refine": False}, {"proposals": True}])
def test_no_refinement_where_it_makes_no_sense(options: dict[str, Any]) -> None:
    replies = run(FakeAnswers(refining={"base"}), predict(1, **options))
    assert [(r.stage, r.final) for r in replies] == [("first", True)]


def test_the_newest_predict_of_a_slot_wins() -> None:
    answers = FakeAnswers()
    replies = run(answers, predict(1), predict(2), predict(3))
    assert [(type(r), r.id) for r in replies] == [(Dropped, 1), (Dropped, 2), (Predicted, 3)]
    assert len(answers.asked) == 1


def test_a_predict_that_arrives_between_stages_takes_over() -> None:
    answers = FakeAnswers(refining={"base"})
    arrived = []

    def second() -> None:
        if not arrived:
            arrived.append(1)
            answers.inbox.put(predict(2))  # type: ignore[attr-defined]

    answers.during = second
    replies = run(answers, predict(1, "base", "v1"))
    assert [(type(r).__name__, r.id) for r in replies] == [
        ("Predicted", 1),
        ("Dropped", 1),
        ("Predicted", 2),
        ("Predicted", 2),
    ]
    assert [r.final for r in replies if isinstance(r, Predicted)] == [False, False, True]


def test_an_unreadable_image_fails_with_its_remedy_and_the_engine_goes_on() -> None:
    broken = {
        "base": ImageError(
            Message.plain("The image is damaged"), path="/x/ä.png", remedy=Message.plain("Copy it again.")
        )
    }
    answers = FakeAnswers(broken=broken)
    replies = run(answers, predict(1, "base", "v1"), Encode(id=2, image_id=3))
    assert isinstance(replies[0], Failed)
    assert "ä.png" in replies[0].message
    assert replies[0].remedy == "Copy it again."
    assert isinstance(replies[1], Encoded)
    assert answers.asked == [("base", "first", 1), ("encode", 3)]


def test_one_broken_version_does_not_hide_the_others() -> None:
    answers = FakeAnswers(broken={"v1": ModelError(Message.plain("v1 is damaged"))})
    replies = run(answers, predict(1, "v1", "base"))
    assert [(type(r).__name__, getattr(r, "final", None)) for r in replies] == [
        ("Predicted", False),
        ("Failed", None),
    ]


def test_an_error_of_a_library_is_answered_and_survived() -> None:
    answers = FakeAnswers(broken={"encode": RuntimeError("out of memory")})
    replies = run(answers, Encode(id=1, image_id=1), predict(2))
    assert [type(r).__name__ for r in replies] == ["Predicted", "Failed"]
    assert "out of memory" in replies[1].message


@pytest.mark.parametrize(
    "change", [{"prompts": {"box": None, "points": []}}, {"prompts": {"box": 3}}, {"versions": []}]
)
def test_a_request_that_asks_nothing_is_refused(change: dict[str, Any]) -> None:
    answers = FakeAnswers()
    replies = run(answers, predict(1).model_copy(update=change))
    assert isinstance(replies[0], Failed)
    assert not answers.asked


def test_a_first_pass_lets_a_box_through_between_its_pieces() -> None:
    answers = FakeAnswers()
    pieces: list[None] = []

    def draw_once() -> None:
        pieces.append(None)
        if len(pieces) == 1:
            answers.inbox.put(predict(2))  # type: ignore[attr-defined]

    answers.during = draw_once
    replies = run(answers, Propose(id=1, image_id=5, good=[7, 8]))
    assert answers.asked == [("good", 7), ("base", "first", 1), ("good", 8)]
    assert [type(r).__name__ for r in replies] == ["Predicted", "Proposed"]
    assert replies[1].image_id == 5
    assert replies[1].boxes[0].box == (1, 2, 3, 4) and replies[1].boxes[0].strength == 1.5


def test_a_newer_first_pass_overtakes_and_a_failed_one_is_told() -> None:
    answers = FakeAnswers(broken={"propose": UsageError(Message.plain("too few"))})
    replies = run(answers, Propose(id=1, image_id=5, good=[7]), Propose(id=2, image_id=6, good=[8]))
    assert isinstance(replies[0], Dropped) and replies[0].id == 1
    assert isinstance(replies[1], Failed) and replies[1].id == 2 and "too few" in replies[1].message
    assert not any(isinstance(reply, Proposed) for reply in replies)
    assert answers.asked == [("good", 8)]


def test_reload_and_shutdown() -> None:
    answers = FakeAnswers()
    assert run(answers, Reload(id=1), Shutdown(), predict(2)) == []
    assert answers.reloads == 1
    assert answers.asked == []


def prepare(request_id: int, *image_ids: int) -> Prepare:
    views = [ImageView(image_id=image_id, crop=(0, 0, 4, 4), quarter_turns=1) for image_id in image_ids]
    return Prepare(id=request_id, views=views)


def test_views_are_prepared_after_everything_else_and_counted() -> None:
    answers = FakeAnswers()
    views = [ImageView(image_id=4), ImageView(image_id=4, mirrored=True)]
    replies = run(answers, Prepare(id=9, views=views), Encode(id=1, image_id=1, prefetch=True), predict(2))
    assert [asked[0] for asked in answers.asked] == ["base", "encode", "prepare", "prepare"]
    assert replies[-1] == Prepared(id=9, encoded=1, failed=0)


def test_what_boxes_on_an_image_will_need_is_encoded_once_it_is_shown() -> None:
    answers = FakeAnswers(broken={"prepare 2": OSError("full")})
    answers.more = (View(stretched=True),)
    replies = run(answers, Encode(id=1, image_id=1), Encode(id=2, image_id=2), predict(3))
    key = View(stretched=True).key
    assert [asked[:2] for asked in answers.asked[1:]] == [
        ("encode", 2), ("encode", 1), ("prepare", 1), ("prepare", 2),
    ]  # fmt: skip
    assert answers.asked[-1][2] == key
    # Nobody asked for it, so nobody is told that it failed.
    assert [reply.kind for reply in replies] == ["predicted", "encoded", "encoded"]


def test_nothing_is_prepared_while_the_inspector_is_at_work() -> None:
    """The clock stands still, so it is never quiet; the end of the requests ends the loop."""
    answers = FakeAnswers()
    inbox: Queue[Request] = Queue()
    inbox.put(prepare(9, 1, 2))
    waits: list[float | None] = []

    class Patient(_Inbox):
        def get(self, block: bool = True, timeout: float | None = None) -> Request:
            if self.inner.empty() and block:
                waits.append(timeout)
                if len(waits) == 3:
                    return Shutdown()
            return super().get(block, timeout)

    EngineLoop(answers, Patient(inbox), [].append, clock=lambda: 0.0, quiet_s=3.0).run()
    assert answers.asked == [] and waits == [3.0, 3.0, 3.0]


def test_a_box_that_arrives_meanwhile_comes_before_the_next_view() -> None:
    answers = FakeAnswers()
    inbox: Queue[Request] = Queue()
    inbox.put(prepare(9, 1, 2))
    answers.during = lambda: inbox.put(predict(5)) if len(answers.asked) == 1 else None
    replies: list[Any] = []
    EngineLoop(answers, _Inbox(inbox), replies.append, clock=lambda: 0.0, quiet_s=0.0).run()
    assert [asked[0] for asked in answers.asked] == ["prepare", "base", "prepare"]
    assert isinstance(replies[0], Predicted) and replies[-1] == Prepared(id=9, encoded=2, failed=0)


def test_a_newer_list_takes_the_place_of_the_old_and_an_empty_one_stops() -> None:
    answers = FakeAnswers()
    replies = run(answers, prepare(1, 7, 8), prepare(2, 9), prepare(3))
    assert answers.asked == [] and replies == [Prepared(id=3, encoded=0, failed=0)]


def test_an_image_that_cannot_be_prepared_is_passed_over_and_a_full_disk_ends_it() -> None:
    broken: dict[str, Exception] = {
        "prepare 1": ImageError(Message.plain("gone")),
        "prepare 3": OSError("full"),
    }
    answers = FakeAnswers(broken=broken)
    replies = run(answers, prepare(6, 1, 2, 3, 4, 5))
    assert [asked[1] for asked in answers.asked] == [1, 2, 3]
    assert replies == [Prepared(id=6, encoded=1, failed=4)]


@pytest.mark.parametrize("view", [View(), View((1, 2, 30, 40), True, 3, stretched=True)])
def test_a_view_arrives_as_it_was_sent(view: View) -> None:
    sent = ImageView.of(7, view).model_dump_json()
    assert ImageView.model_validate_json(sent).view == view
