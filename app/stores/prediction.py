"""What the model versions say about the current box.

The latest request wins: an answer to an older one is dropped.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from samft_core.engine.protocol import Predicted, Proposal
from samft_core.imaging.prompts import Prompts
from samft_core.sam.types import BASE_VERSION


class RequestState(enum.Enum):
    """Where the current request is."""

    NONE = "none"
    ASKED = "asked"
    ANSWERED = "answered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """One version's masks, best first; ``chosen`` says which of them is shown."""

    version: str
    proposals: tuple[Proposal, ...]
    stage: str
    chosen: int = 0

    @property
    def masks(self) -> list[dict[str, Any]]:
        """Every mask, in the order they are listed."""
        return [proposal.mask for proposal in self.proposals]

    @property
    def proposal(self) -> Proposal:
        """The mask that is shown."""
        return self.proposals[self.chosen]


@dataclass(frozen=True, slots=True)
class PromptSnapshot:
    """Prompts on an image, with what was answered so far; ``box_id`` where it is about a waiting box."""

    image_id: int
    prompts: Prompts
    answers: Mapping[str, Answer] = field(default_factory=dict)
    box_id: int | None = None


class PredictionStore(QObject):
    """The current prompts and their answers.

    ``changed`` follows every change, ``answered`` carries a version's name. ``replaced`` does too, where a
    version said something else about the same prompts before, and nobody asked it again.
    """

    changed = Signal()
    answered = Signal(str)
    replaced = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: dict[str, Answer] = {}
        self._request_id: int | None = None
        self.image_id: int | None = None
        self.prompts = Prompts()
        self.state = RequestState.NONE
        self.problem = ""
        self._box_id: int | None = None
        self._preferred = BASE_VERSION
        self._about: dict[str, Prompts] = {}
        self._said_in: dict[str, int | None] = {}
        self._unasked = False
        self._requested = Prompts()

    @property
    def versions(self) -> list[str]:
        """The versions that have answered, the base model first."""
        return sorted(self._answers, key=lambda name: (name != BASE_VERSION, name))

    @property
    def box_id(self) -> int | None:
        """The waiting box that the prompts belong to; None where they belong to none, or there are none."""
        return self._box_id

    def hold_box(self, box_id: int) -> None:
        """The prompts belong to this waiting box again: the object made of it was taken back."""
        self._set_box(box_id)

    def release_box(self) -> None:
        """The prompts belong to no waiting box any more: it became an object."""
        self._set_box(None)

    def _set_box(self, box_id: int | None) -> None:
        if box_id != self._box_id:
            self._box_id = box_id
            self.changed.emit()

    def answer(self, version: str) -> Answer | None:
        """The answer of ``version``; None where there is none."""
        return self._answers.get(version)

    def fresh(self, version: str) -> bool:
        """Whether ``version`` has answered the prompts as they are now, not as they were a moment ago."""
        return version in self._answers and self._about.get(version) == self.prompts

    @property
    def snapshot(self) -> PromptSnapshot | None:
        """The current prompts with the answers that fit them; None where there are none."""
        if self.state is RequestState.NONE or self.image_id is None:
            return None
        return PromptSnapshot(self.image_id, self.prompts, self.answers, self._box_id)

    @property
    def answers(self) -> dict[str, Answer]:
        """Every version's answer so far to the prompts as they are now."""
        return {version: answer for version, answer in self._answers.items() if self.fresh(version)}

    @property
    def chosen_version(self) -> str:
        """The version that was picked last, whether it has answered or not."""
        return self._preferred

    @property
    def preferred(self) -> str | None:
        """The version whose mask is used unless the inspector picks another; None until it has answered.

        Another version's mask is never taken in its place: which one answers first is chance.
        """
        return self._preferred if self._preferred in self._answers else None

    def prefer(self, version: str) -> None:
        """Pick the version whose mask is used."""
        if version != self._preferred:
            self._preferred = version
            self.changed.emit()

    def start_request(
        self,
        request_id: int,
        image_id: int,
        prompts: Prompts,
        *,
        keep: bool = False,
        box_id: int | None = None,
        unasked: bool = False,
    ) -> None:
        """A request was sent; answers to the one before no longer count.

        With ``keep`` they stay in view until each version has answered anew, as while a box is dragged.
        ``box_id`` names the waiting box that new prompts belong to; None leaves the box as it is.
        ``unasked`` says that the program repeats the request by itself.
        """
        self._unasked = unasked
        if box_id is not None:
            self._box_id = box_id
        if image_id != self.image_id or (prompts != self.prompts and not keep):
            self._answers.clear()
        self._request_id = request_id
        self._requested = prompts
        self.image_id = image_id
        self.prompts = prompts
        self.state = RequestState.ASKED
        self.problem = ""
        self.changed.emit()

    def resume(
        self, image_id: int, prompts: Prompts, answers: Mapping[str, Answer], *, box_id: int | None = None
    ) -> None:
        """Go on with prompts that waited, with the answers they have."""
        self._answers = dict(answers)
        self._about = dict.fromkeys(answers, prompts)
        self._request_id = None
        self.image_id = image_id
        self.prompts = prompts
        self._box_id = box_id
        self.state = RequestState.ANSWERED
        self.problem = ""
        self.changed.emit()

    def move_prompts(self, prompts: Prompts) -> None:
        """The prompts have changed; a request for them follows, answers so far stay in view."""
        if self.state is not RequestState.NONE:
            self.prompts = prompts
            self.state = RequestState.ASKED
            self.changed.emit()

    def take_answer(self, reply: Predicted) -> bool:
        """Take over an answer; False where it answers an older request or another image."""
        if reply.id != self._request_id or reply.image_id != self.image_id or not reply.proposals:
            return False
        answer = Answer(reply.version, tuple(reply.proposals), reply.stage)
        again = self._unasked or self._said_in.get(reply.version) == reply.id
        former = self._answers.get(reply.version) if again and self.fresh(reply.version) else None
        self._answers[reply.version] = answer
        self._said_in[reply.version] = reply.id
        # About what was asked, which may not be what the prompts are by now.
        self._about[reply.version] = self._requested
        # While a box is dragged the prompts are ahead of what was asked; then the last reply is not the
        # end.
        if reply.final and self._requested == self.prompts:
            self.state = RequestState.ANSWERED
        self.changed.emit()
        self.answered.emit(reply.version)
        if former is not None and former.masks != answer.masks:
            self.replaced.emit(reply.version)
        return True

    def fail(self, request_id: int, message: str) -> bool:
        """The request could not be answered; False where it is an older one."""
        if request_id != self._request_id:
            return False
        self.state = RequestState.FAILED
        self.problem = message
        self._answers = self.answers  # the others answered earlier prompts
        self.changed.emit()
        return True

    def choose(self, version: str, proposal: int) -> None:
        """Show another of a version's proposals, and prefer that version."""
        answer = self._answers.get(version)
        if answer is not None and 0 <= proposal < len(answer.proposals):
            self._answers[version] = replace(answer, chosen=proposal)
            self._preferred = version
            self.changed.emit()
            self.answered.emit(version)

    def clear(self) -> None:
        """Drop prompts and answers."""
        if self.state is RequestState.NONE and not self._answers:
            return
        self._answers.clear()
        self._about.clear()
        self._said_in.clear()
        self._request_id = self.image_id = None
        self.prompts = Prompts()
        self._box_id = None
        self.state = RequestState.NONE
        self.problem = ""
        self.changed.emit()
