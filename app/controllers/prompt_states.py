"""What becomes of prompts and of the masks that answer them, as a table: state and event to the next state.

``docs/prompt-states.md`` is written from here. The machine knows neither Qt nor the engine: it says which
state follows and what is to be done, and the controllers do it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import ClassVar


class PromptState(enum.StrEnum):
    """What the prompts on the image are about, and what an answer to them is for."""

    IDLE = "idle"
    """There are no prompts, or only those of the selected object, as they were when its mask was taken."""
    OPEN = "open"
    """Prompts of a new object. The versions' masks are shown; none has been taken."""
    AWAITED = "awaited"
    """The same, and one version's mask becomes the object as soon as that version has answered."""
    EDITING = "editing"
    """The prompts of an object have changed; the next answer of the preferred version becomes its mask."""
    TAKEN = "taken"
    """An answer is an object's mask. A refined answer replaces it, unless the mask was changed since."""


class PromptEvent(enum.StrEnum):
    """What can happen to the prompts."""

    DRAWN = "a box or a point was set for a new object"
    RESUMED = "a waiting box was taken up again, or undo or redo brought prompts back"
    CHANGING = "prompts begin to change, no object is selected"
    CHANGING_OBJECT = "prompts begin to change, an object is selected"
    SENT = "the changed prompts were sent to the versions"
    PROPOSALS_ASKED = "several proposals were asked for"
    VERSIONS_CHANGED = "other versions are compared, and were sent the prompts"
    ANSWERED = "a version answered"
    USED = "a mask that answers the prompts as they are was chosen"
    USED_EARLY = "a mask was chosen whose version has not answered the prompts as they are"
    ADDED = "a mask became a new object"
    APPLIED = "a mask became the mask of the object"
    OBJECT_GONE = "the object was deleted, or its adding undone"
    OTHER_SELECTED = "another object was selected, or none"
    CLEARED = "the prompts were put away: Esc, a picked object, another image"


class PromptAction(enum.StrEnum):
    """What a transition asks the controllers to do."""

    NOTHING = ""
    ADD = "add an object"
    APPLY = "replace the object's mask"
    USE_AWAITED = "use the awaited mask, if this is its version's"
    APPLY_PREFERRED = "replace the object's mask, if this is the preferred version's"
    REFINE = "replace the object's mask, if this refines the answer that was taken"
    PUT_AWAY = "put the prompts away"


@dataclass(frozen=True, slots=True)
class Transition:
    """The state that follows, and what is to be done."""

    to: PromptState
    action: PromptAction = PromptAction.NOTHING


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing to remember."""

    state: ClassVar = PromptState.IDLE


@dataclass(frozen=True, slots=True)
class Open:
    """Nothing to remember beside the prompts and answers, which the prediction store has."""

    state: ClassVar = PromptState.OPEN


@dataclass(frozen=True, slots=True)
class Awaited:
    """The version whose mask is to be used."""

    state: ClassVar = PromptState.AWAITED
    version: str


@dataclass(frozen=True, slots=True)
class Editing:
    """The object whose mask the answer becomes."""

    state: ClassVar = PromptState.EDITING
    annotation_id: int


@dataclass(frozen=True, slots=True)
class Taken:
    """The object, and the answer that is its mask.

    ``row_version`` tells whether the inspector has changed the object since, ``request_id`` to which request
    the answer belongs.
    """

    state: ClassVar = PromptState.TAKEN
    annotation_id: int
    version: str
    request_id: int
    row_version: int


Situation = Idle | Open | Awaited | Editing | Taken

_S = PromptState
_E = PromptEvent
_A = PromptAction


def _row(
    *, idle: Transition, new: Transition, awaited: Transition, editing: Transition, taken: Transition
) -> dict[PromptState, Transition]:
    return {_S.IDLE: idle, _S.OPEN: new, _S.AWAITED: awaited, _S.EDITING: editing, _S.TAKEN: taken}


_IDLE = Transition(_S.IDLE)
_OPEN = Transition(_S.OPEN)
_AWAITED = Transition(_S.AWAITED)
_EDITING = Transition(_S.EDITING)
_TAKEN = Transition(_S.TAKEN)

_ROWS: dict[PromptEvent, dict[PromptState, Transition]] = {
    _E.DRAWN: _row(idle=_OPEN, new=_OPEN, awaited=_OPEN, editing=_OPEN, taken=_OPEN),
    _E.RESUMED: _row(idle=_OPEN, new=_OPEN, awaited=_OPEN, editing=_OPEN, taken=_OPEN),
    _E.CHANGING: _row(idle=_IDLE, new=_OPEN, awaited=_AWAITED, editing=_OPEN, taken=_OPEN),
    # What was taken stays taken until the changed prompts are sent: an answer on its way may still refine it.
    _E.CHANGING_OBJECT: _row(idle=_EDITING, new=_EDITING, awaited=_EDITING, editing=_EDITING, taken=_TAKEN),
    _E.SENT: _row(idle=_OPEN, new=_OPEN, awaited=_AWAITED, editing=_EDITING, taken=_EDITING),
    _E.PROPOSALS_ASKED: _row(idle=_OPEN, new=_OPEN, awaited=_OPEN, editing=_EDITING, taken=_EDITING),
    # A mask that was taken stays as it is; only the inspector puts another version's in its place.
    _E.VERSIONS_CHANGED: _row(idle=_IDLE, new=_OPEN, awaited=_OPEN, editing=_EDITING, taken=_TAKEN),
    _E.ANSWERED: _row(
        idle=_IDLE,
        new=_OPEN,
        awaited=Transition(_S.AWAITED, _A.USE_AWAITED),
        editing=Transition(_S.EDITING, _A.APPLY_PREFERRED),
        taken=Transition(_S.TAKEN, _A.REFINE),
    ),
    # The object is there when it has been added: a class may be asked for first, or its box be gone.
    _E.USED: _row(
        idle=_IDLE,
        new=Transition(_S.OPEN, _A.ADD),
        awaited=Transition(_S.AWAITED, _A.ADD),
        editing=Transition(_S.EDITING, _A.APPLY),
        taken=Transition(_S.TAKEN, _A.APPLY),
    ),
    _E.USED_EARLY: _row(
        idle=_IDLE,
        new=_AWAITED,
        awaited=_AWAITED,
        editing=Transition(_S.EDITING, _A.APPLY),
        taken=Transition(_S.TAKEN, _A.APPLY),
    ),
    _E.ADDED: _row(idle=_IDLE, new=_TAKEN, awaited=_TAKEN, editing=_TAKEN, taken=_TAKEN),
    _E.APPLIED: _row(idle=_IDLE, new=_OPEN, awaited=_AWAITED, editing=_TAKEN, taken=_TAKEN),
    _E.OBJECT_GONE: _row(idle=_IDLE, new=_OPEN, awaited=_AWAITED, editing=_OPEN, taken=_OPEN),
    _E.OTHER_SELECTED: _row(
        idle=_IDLE, new=_OPEN, awaited=_AWAITED, editing=_EDITING, taken=Transition(_S.IDLE, _A.PUT_AWAY)
    ),
    _E.CLEARED: _row(idle=_IDLE, new=_IDLE, awaited=_IDLE, editing=_IDLE, taken=_IDLE),
}

TRANSITIONS: dict[tuple[PromptState, PromptEvent], Transition] = {
    (state, event): transition for event, row in _ROWS.items() for state, transition in row.items()
}
"""Every state with every event."""


class PromptMachine:
    """Where the prompts stand. ``situation`` is the state with what belongs to it."""

    def __init__(self) -> None:
        self.situation: Situation = Idle()

    @property
    def state(self) -> PromptState:
        """The state alone."""
        return self.situation.state

    @property
    def annotation_id(self) -> int | None:
        """The object that the prompts are about; None where they are about a new one, or there are none."""
        return self.situation.annotation_id if isinstance(self.situation, Editing | Taken) else None

    def send(self, event: PromptEvent, into: Situation | None = None) -> PromptAction:
        """Go to the state that follows ``event``; returns what is to be done.

        ``into`` is what belongs to the next state. It is left aside where the table leads to another one, and
        not needed where the state stays or what it holds is known. Raises ValueError where it is missing.
        """
        transition = TRANSITIONS[self.state, event]
        self.situation = self._enter(transition.to, into)
        return transition.action

    def _enter(self, state: PromptState, into: Situation | None) -> Situation:
        former = self.situation
        if into is not None and into.state is state:
            return into
        if former.state is state:
            return former
        if state is PromptState.IDLE:
            return Idle()
        if state is PromptState.OPEN:
            return Open()
        if state is PromptState.EDITING and isinstance(former, Taken):
            return Editing(former.annotation_id)
        raise ValueError(state, former)  # a caller forgot what belongs to the state
