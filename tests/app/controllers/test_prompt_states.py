"""Every state of the prompts with every event, and what must hold of the whole table."""

from __future__ import annotations

import itertools

import pytest

from app.controllers.prompt_states import (
    TRANSITIONS,
    Awaited,
    Editing,
    Idle,
    Open,
    PromptAction,
    PromptEvent,
    PromptMachine,
    PromptState,
    Situation,
    Taken,
)

SITUATIONS: dict[PromptState, Situation] = {
    PromptState.IDLE: Idle(),
    PromptState.OPEN: Open(),
    PromptState.AWAITED: Awaited("base"),
    PromptState.EDITING: Editing(7),
    PromptState.TAKEN: Taken(7, version="base", request_id=3, row_version=1),
}
OTHER_TAKEN = Taken(9, version="v1", request_id=4, row_version=1)
BROUGHT: dict[PromptEvent, Situation] = {
    PromptEvent.CHANGING_OBJECT: Editing(9),
    PromptEvent.USED: Awaited("v1"),
    PromptEvent.USED_EARLY: Awaited("v1"),
    PromptEvent.ADDED: OTHER_TAKEN,
    PromptEvent.APPLIED: OTHER_TAKEN,
}
"""What the controllers hand in with an event."""
PAIRS = list(itertools.product(PromptState, PromptEvent))


def machine_in(state: PromptState) -> PromptMachine:
    machine = PromptMachine()
    machine.situation = SITUATIONS[state]
    return machine


def test_the_table_knows_every_pair_and_no_other() -> None:
    assert set(TRANSITIONS) == set(PAIRS)
    assert set(SITUATIONS) == set(PromptState)
    assert {situation.state for situation in SITUATIONS.values()} == set(PromptState)


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_each_event_leads_from_each_state_where_the_table_says(
    state: PromptState, event: PromptEvent
) -> None:
    machine = machine_in(state)
    brought = BROUGHT.get(event)
    action = machine.send(event, brought)
    transition = TRANSITIONS[state, event]
    assert (machine.state, action) == (transition.to, transition.action)
    if brought is not None and brought.state is machine.state:
        assert machine.situation == brought
    elif machine.state is state:
        assert machine.situation == SITUATIONS[state]
    if machine.state in (PromptState.EDITING, PromptState.TAKEN):
        assert machine.annotation_id in (7, 9)
    else:
        assert machine.annotation_id is None


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_no_state_is_entered_without_what_belongs_to_it(state: PromptState, event: PromptEvent) -> None:
    machine = machine_in(state)
    to = TRANSITIONS[state, event].to
    known = {state, PromptState.IDLE, PromptState.OPEN}
    if state is PromptState.TAKEN:
        known.add(PromptState.EDITING)  # of the same object
    if to in known:
        machine.send(event)
        assert machine.situation.state is to
    else:
        with pytest.raises(ValueError, match=to.value):
            machine.send(event)
        assert machine.situation == SITUATIONS[state]


def test_an_object_is_added_for_new_prompts_only_and_replaced_for_an_object_only() -> None:
    about_new = {PromptState.OPEN, PromptState.AWAITED}
    about_object = {PromptState.EDITING, PromptState.TAKEN}
    for (state, _event), transition in TRANSITIONS.items():
        if transition.action in (PromptAction.ADD, PromptAction.USE_AWAITED):
            assert state in about_new
        if transition.action in (PromptAction.APPLY, PromptAction.APPLY_PREFERRED, PromptAction.REFINE):
            assert state in about_object


def test_without_prompts_nothing_is_done() -> None:
    for event in PromptEvent:
        assert TRANSITIONS[PromptState.IDLE, event].action is PromptAction.NOTHING


def test_only_the_use_of_a_mask_awaits_one_and_only_a_mask_in_place_is_taken() -> None:
    for (state, event), transition in TRANSITIONS.items():
        if transition.to is PromptState.AWAITED and state is not PromptState.AWAITED:
            assert event is PromptEvent.USED_EARLY
        if transition.to is PromptState.TAKEN and state is not PromptState.TAKEN:
            assert event in (PromptEvent.ADDED, PromptEvent.APPLIED)


@pytest.mark.parametrize("state", list(PromptState))
def test_prompts_that_are_put_away_are_gone_from_every_state(state: PromptState) -> None:
    machine = machine_in(state)
    machine.send(PromptEvent.CLEARED)
    assert machine.situation == Idle()


def test_a_deleted_object_is_forgotten_and_its_prompts_are_those_of_a_new_one() -> None:
    for state in (PromptState.EDITING, PromptState.TAKEN):
        machine = machine_in(state)
        machine.send(PromptEvent.OBJECT_GONE)
        assert machine.situation == Open()


def test_a_mask_that_is_awaited_is_forgotten_when_another_is_taken() -> None:
    machine = machine_in(PromptState.OPEN)
    machine.send(PromptEvent.USED_EARLY, Awaited("base"))
    assert machine.send(PromptEvent.USED, Awaited("v1")) is PromptAction.ADD
    machine.send(PromptEvent.ADDED, OTHER_TAKEN)
    machine.send(PromptEvent.OBJECT_GONE)  # by undo
    assert machine.send(PromptEvent.ANSWERED) is PromptAction.NOTHING


def test_prompts_sent_again_after_their_mask_was_taken_are_still_about_that_object() -> None:
    machine = machine_in(PromptState.TAKEN)
    machine.send(PromptEvent.SENT)
    assert machine.situation == Editing(7)
