"""Which piece of work the engine does next. Pure: no thread, no model, no clock.

A Predict is done in steps, one a version and stage, and a newer request can overtake it between two of
them. Order: first answers of a Predict, then its refinements, then Propose (piece by piece), then Encode
(newest first: the image on the screen) with more views of that image, then prefetch (in the order asked
for), then more views of those. The object under work (slot "current") comes before all others, which are
answered in turn. Views to prepare are no steps: the loop takes one where nothing was asked for a while.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from samft_core.engine.protocol import Encode, ImageView, Predict, Prepare, Propose
from samft_core.imaging.geometry import View
from samft_core.sam.types import AnswerStage

UNDER_WORK = "current"
"""The slot of the object that the inspector works on."""


@dataclass(frozen=True, slots=True)
class EncodeStep:
    """Put one image's embedding into the cache."""

    request: Encode


@dataclass(frozen=True, slots=True)
class PredictStep:
    """Ask one version at one stage."""

    request: Predict
    version: str
    stage: AnswerStage


@dataclass(frozen=True, slots=True)
class ProposeStep:
    """Do one piece of the first pass over an image."""

    request: Propose


@dataclass(frozen=True, slots=True)
class MoreStep:
    """Put another view of an image that was encoded into the cache."""

    wanted: ImageView


Step = EncodeStep | MoreStep | PredictStep | ProposeStep


@dataclass(slots=True)
class _Pending:
    """A Predict that has not had its last reply."""

    request: Predict
    first: deque[str]
    refined: deque[str] = field(default_factory=deque)

    @property
    def done(self) -> bool:
        return not self.first and not self.refined


class Scheduler:
    """Holds the open requests and hands out one step at a time."""

    def __init__(self) -> None:
        # By slot; a slot that is asked again moves to the end.
        self._predictions: OrderedDict[str, _Pending] = OrderedDict()
        self._propose: Propose | None = None
        self._encodes: list[Encode] = []
        self._prefetches: OrderedDict[int, Encode] = OrderedDict()
        self._more: deque[ImageView] = deque()
        self._more_later: deque[ImageView] = deque()
        self._spare: deque[ImageView] = deque()

    def add_predict(self, request: Predict) -> Predict | None:
        """Take a Predict; returns the unanswered one of the same slot that it makes stale."""
        # Popped and put back, so that a slot that is asked again waits behind the others.
        overtaken = self._predictions.pop(request.slot, None)
        # Each version once, in the order asked for; a set would shuffle them.
        versions = deque(dict.fromkeys(request.versions))
        self._predictions[request.slot] = _Pending(request, versions)
        return overtaken.request if overtaken is not None else None

    def add_propose(self, request: Propose) -> Propose | None:
        """Take a Propose; returns the unfinished one that it makes stale."""
        overtaken = self._propose
        self._propose = request
        return overtaken

    def end_propose(self) -> None:
        """The first pass has come to its end."""
        self._propose = None

    def add_encode(self, request: Encode) -> None:
        """Take an Encode, prefetching or not."""
        if request.prefetch:
            self._prefetches[request.id] = request
        else:
            self._encodes.append(request)

    def add_more(self, request: Encode, views: Sequence[View]) -> None:
        """Take further views of the image of an Encode that is done."""
        wanted = [ImageView.of(request.image_id, view) for view in views]
        if request.prefetch:
            self._more_later.extend(wanted)
        else:
            # In front of older images' views and in their own order: the image on the screen matters.
            self._more.extendleft(reversed(wanted))

    def set_spare(self, request: Prepare) -> None:
        """Take a Prepare in the place of what an earlier one left."""
        self._spare = deque(request.views)

    def next_spare(self) -> ImageView | None:
        """Take out a view to prepare; None where none is left."""
        return self._spare.popleft() if self._spare else None

    @property
    def has_spare(self) -> bool:
        """Whether views are left to prepare."""
        return bool(self._spare)

    def next(self) -> Step | None:
        """Take out the most urgent step; None where there is nothing to do."""
        for pending in self._in_turn():
            if pending.first:
                return PredictStep(pending.request, pending.first.popleft(), "first")
        for pending in self._in_turn():
            if pending.refined:
                return PredictStep(pending.request, pending.refined.popleft(), "refined")
        if self._propose is not None:
            return ProposeStep(self._propose)
        return self._next_encoding()

    def _next_encoding(self) -> EncodeStep | MoreStep | None:
        if self._encodes:
            # The newest first: whoever leafs through images sees the last one.
            return EncodeStep(self._encodes.pop())
        if self._more:
            return MoreStep(self._more.popleft())
        if self._prefetches:
            return EncodeStep(self._prefetches.popitem(last=False)[1])
        return MoreStep(self._more_later.popleft()) if self._more_later else None

    def _in_turn(self) -> list[_Pending]:
        """What is unanswered, the object under work first."""
        under_work = self._predictions.get(UNDER_WORK)
        others = [pending for slot, pending in self._predictions.items() if slot != UNDER_WORK]
        return others if under_work is None else [under_work, *others]

    def refine_later(self, step: PredictStep) -> None:
        """Queue the refined stage of ``step``'s version, unless the request is stale by now."""
        pending = self._predictions.get(step.request.slot)
        if pending is not None and pending.request.id == step.request.id:
            pending.refined.append(step.version)

    def is_stale(self, request: Predict) -> bool:
        """Whether a newer Predict took the slot, or the request was ended."""
        pending = self._predictions.get(request.slot)
        return pending is None or pending.request.id != request.id

    def is_last(self, request: Predict) -> bool:
        """Whether no step of ``request`` is left."""
        return self.is_stale(request) or self._predictions[request.slot].done

    def end(self, request: Predict) -> None:
        """Forget ``request``: it has had its last reply."""
        if not self.is_stale(request):
            del self._predictions[request.slot]

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        asked = any(not p.done for p in self._predictions.values())
        encoding = self._encodes or self._prefetches or self._more or self._more_later
        return not (encoding or self._propose or asked)
