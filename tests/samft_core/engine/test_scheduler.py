from __future__ import annotations

from samft_core.engine.protocol import Encode, Predict
from samft_core.engine.scheduler import EncodeStep, MoreStep, PredictStep, Scheduler
from samft_core.imaging.geometry import View

PROMPTS = {"box": [1, 2, 3, 4], "points": []}


def predict(request_id: int, *versions: str, slot: str = "current") -> Predict:
    return Predict(
        id=request_id, image_id=1, prompts=PROMPTS, versions=list(versions or ("base",)), slot=slot
    )


def drain(scheduler: Scheduler) -> list[tuple[int, str]]:
    out = []
    while (step := scheduler.next()) is not None:
        word = "encode" if isinstance(step, EncodeStep) else f"{step.version}/{step.stage}"
        out.append((step.request.id, word))
    return out


def test_predict_comes_before_encode_before_prefetch() -> None:
    scheduler = Scheduler()
    scheduler.add_encode(Encode(id=1, image_id=1, prefetch=True))
    scheduler.add_encode(Encode(id=2, image_id=2))
    scheduler.add_predict(predict(3))
    assert [request for request, _ in drain(scheduler)] == [3, 2, 1]


def test_the_newest_encode_is_first_and_prefetch_keeps_its_order() -> None:
    scheduler = Scheduler()
    for request_id in (1, 2):
        scheduler.add_encode(Encode(id=request_id, image_id=request_id))
    for request_id in (3, 4):
        scheduler.add_encode(Encode(id=request_id, image_id=request_id, prefetch=True))
    assert [request for request, _ in drain(scheduler)] == [2, 1, 3, 4]


def test_more_views_of_the_image_on_the_screen_come_before_prefetch_and_those_of_others_last() -> None:
    scheduler = Scheduler()
    ahead, shown = Encode(id=1, image_id=1, prefetch=True), Encode(id=2, image_id=2)
    later = Encode(id=3, image_id=3, prefetch=True)
    views = (View(stretched=True), View(mirrored=True, stretched=True))
    scheduler.add_encode(later)
    scheduler.add_more(ahead, views[:1])
    scheduler.add_more(shown, views)
    found: list[object] = []
    while not scheduler.idle:
        step = scheduler.next()
        found.append((step.wanted.image_id, step.wanted.view) if isinstance(step, MoreStep) else "prefetch")
    assert found == [(2, views[0]), (2, views[1]), "prefetch", (1, views[0])]
    scheduler.add_more(shown, views)
    scheduler.add_predict(predict(5))
    assert isinstance(scheduler.next(), PredictStep)


def test_a_newer_predict_in_the_slot_makes_the_older_stale() -> None:
    scheduler = Scheduler()
    old, new = predict(1), predict(2)
    assert scheduler.add_predict(old) is None
    assert scheduler.add_predict(new) == old
    assert scheduler.is_stale(old)
    assert not scheduler.is_stale(new)
    assert drain(scheduler) == [(2, "base/first")]


def test_other_slots_are_answered_in_turn_after_the_object_under_work() -> None:
    scheduler = Scheduler()
    scheduler.add_predict(predict(1, slot="a"))
    assert scheduler.add_predict(predict(2, slot="b")) is None
    assert scheduler.add_predict(predict(3)) is None
    assert drain(scheduler) == [(3, "base/first"), (1, "base/first"), (2, "base/first")]


def test_first_answers_of_all_versions_come_before_refinements() -> None:
    scheduler = Scheduler()
    scheduler.add_predict(predict(1, "base", "v1"))
    step = scheduler.next()
    assert isinstance(step, PredictStep)
    scheduler.refine_later(step)
    assert drain(scheduler) == [(1, "v1/first"), (1, "base/refined")]


def test_a_new_slot_overtakes_a_refinement() -> None:
    scheduler = Scheduler()
    scheduler.add_predict(predict(1, slot="a"))
    step = scheduler.next()
    assert isinstance(step, PredictStep)
    scheduler.refine_later(step)
    scheduler.add_predict(predict(2, slot="b"))
    assert drain(scheduler) == [(2, "base/first"), (1, "base/refined")]


def test_a_stale_step_is_not_refined() -> None:
    scheduler = Scheduler()
    scheduler.add_predict(predict(1))
    step = scheduler.next()
    assert isinstance(step, PredictStep)
    scheduler.add_predict(predict(2))
    scheduler.refine_later(step)
    assert drain(scheduler) == [(2, "base/first")]


def test_is_last_counts_what_is_left() -> None:
    scheduler = Scheduler()
    request = predict(1, "base", "v1", "v1")
    scheduler.add_predict(request)
    scheduler.next()
    assert not scheduler.is_last(request)
    scheduler.next()
    assert scheduler.is_last(request)
    scheduler.end(request)
    assert scheduler.idle


def test_a_request_that_is_answered_is_not_overtaken() -> None:
    scheduler = Scheduler()
    request = predict(1)
    scheduler.add_predict(request)
    scheduler.next()
    scheduler.end(request)
    assert scheduler.add_predict(predict(2)) is None
