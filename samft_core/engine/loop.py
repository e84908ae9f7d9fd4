"""The engine's loop: takes requests from a queue, does the most urgent step, sends replies. Free of torch."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue
from typing import TypeAlias

from samft_core.anomaly.first_pass import Pieces
from samft_core.engine.backend import Answers
from samft_core.engine.protocol import (
    Dropped,
    Encode,
    Encoded,
    Failed,
    FoundBox,
    ImageView,
    Predict,
    Predicted,
    Prepare,
    Prepared,
    Proposal,
    Propose,
    Proposed,
    Reload,
    Reply,
    Shutdown,
)
from samft_core.engine.scheduler import EncodeStep, MoreStep, PredictStep, ProposeStep, Scheduler, Step
from samft_core.errors import ImageError, SamftError
from samft_core.imaging.masks import RleMask
from samft_core.messages.message import Message
from samft_core.sam.gpu_failure import gpu_failure
from samft_core.sam.types import Prediction

_log = logging.getLogger(__name__)

Request: TypeAlias = Encode | Predict | Propose | Prepare | Reload | Shutdown
Send: TypeAlias = Callable[[Reply], None]

QUIET_S = 3.0
"""How long no request must have come before views are prepared: an encoding that has begun is not cut
short, and the next box would wait for it."""

# What a library under the model may raise for one image (torch's out-of-memory is a RuntimeError).
_UNEXPECTED = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    RuntimeError,
    OSError,
    ArithmeticError,
    MemoryError,
)


class EngineLoop:
    """Serves one project until Shutdown. One thread runs it; others only put into ``inbox``."""

    def __init__(
        self,
        answers: Answers,
        inbox: Queue[Request],
        send: Send,
        clock: Callable[[], float] = time.perf_counter,
        quiet_s: float = QUIET_S,
    ) -> None:
        self._answers = answers
        self._inbox = inbox
        self._send = send
        self._clock = clock
        self._quiet_s = quiet_s
        self._busy_until = clock()
        self._preparing: _Preparing | None = None
        self._scheduler = Scheduler()
        self._problems: dict[int, Failed] = {}
        self._first_pass: tuple[Pieces, float] | None = None
        self._running = True

    def run(self) -> None:
        """Work until Shutdown."""
        while self._running:
            # Between any two steps, so that a newer box overtakes the rest of an older one.
            self._take_requests(wait=self._scheduler.idle)
            step = self._scheduler.next() if self._running else None
            if step is not None:
                self._do(step)
                self._busy_until = self._clock()
            elif self._running and self._quiet_for() >= self._quiet_s:
                self._prepare_one()

    def _quiet_for(self) -> float:
        """Seconds since the last request or reply."""
        return self._clock() - self._busy_until

    def _patience(self) -> float | None:
        """How long to wait for a request where nothing is to do; None: for ever."""
        if not self._scheduler.has_spare:
            return None
        return max(0.001, self._quiet_s - self._quiet_for())

    def _take_requests(self, *, wait: bool) -> None:
        """Take everything that has arrived; with ``wait``, sleep until something has or it is quiet."""
        try:
            self._accept(self._inbox.get(block=wait, timeout=self._patience() if wait else None))
            while self._running:
                self._accept(self._inbox.get_nowait())
        except Empty:
            return

    def _accept(self, request: Request) -> None:
        if not isinstance(request, Prepare):
            self._busy_until = self._clock()
        match request:
            case Predict():
                overtaken = self._scheduler.add_predict(request)
                if overtaken is not None:
                    self._problems.pop(overtaken.id, None)
                    self._send(Dropped(id=overtaken.id, image_id=overtaken.image_id))
                self._refuse_empty(request)
            case Encode():
                self._scheduler.add_encode(request)
            case Propose():
                stale = self._scheduler.add_propose(request)
                self._first_pass = None
                if stale is not None:
                    self._send(Dropped(id=stale.id, image_id=stale.image_id))
            case Prepare():
                self._scheduler.set_spare(request)
                self._preparing = _Preparing(request.id)
                self._end_preparing()
            case Reload():
                self._answers.reload()
            case Shutdown():
                self._running = False

    def _refuse_empty(self, request: Predict) -> None:
        """A Predict must ask something of somebody."""
        try:
            empty = request.decoded_prompts().empty or not request.versions
        except (ValueError, TypeError, KeyError, AttributeError):
            empty = True
        if empty:
            self._scheduler.end(request)
            message = Message("engine.empty_request")
            self._send(Failed(id=request.id, image_id=request.image_id, message=message))

    def _do(self, step: Step) -> None:
        if isinstance(step, EncodeStep):
            self._guarded(step.request, lambda: self._encode(step.request))
        elif isinstance(step, MoreStep):
            self._encode_more(step.wanted)
        elif isinstance(step, ProposeStep):
            if self._guarded(step.request, lambda: self._propose(step.request)) is not None:
                self._end_first_pass()
        else:
            problem = self._guarded(None, lambda: self._predict(step))
            if problem is not None:
                self._note_problem(step, problem)
            self._close(step.request)

    def _guarded(self, request: Encode | Propose | None, work: Callable[[], None]) -> SamftError | None:
        """Do ``work``; a failure of one request never ends the engine."""
        try:
            work()
            return None
        except SamftError as error:
            problem = error
        except _UNEXPECTED as error:
            _log.exception("The engine could not answer a request")
            if gpu_failure(error) == "lost":
                # Nothing on it works in this process any more: the window starts a new engine.
                raise
            remedy = Message("remedy.see_engine_log")
            problem = SamftError(
                Message("engine.model_failed", kind=type(error).__name__, reason=error), remedy=remedy
            )
        if request is not None:
            self._send(failed(request.id, request.image_id, problem))
        return problem

    def _encode(self, request: Encode) -> None:
        start = self._clock()
        done = self._answers.encode(request.image_id)
        self._send(
            Encoded(
                id=request.id,
                image_id=request.image_id,
                cached=done.cached,
                seconds=self._clock() - start,
                vector=done.vector,
            )
        )
        self._scheduler.add_more(request, done.more)

    def _encode_more(self, wanted: ImageView) -> None:
        """Nobody waits for it: where it fails, the answer that needs the view says why."""
        try:
            self._answers.prepare(wanted.image_id, wanted.view, planes=wanted.planes)
        except (SamftError, *_UNEXPECTED) as error:
            _log.info("A view is not encoded in advance: %s", error)

    def _prepare_one(self) -> None:
        """Encode one view in advance. A full disk ends it, an image that fails is passed over."""
        spare = self._scheduler.next_spare()
        count = self._preparing
        if spare is None or count is None:
            return
        try:
            count.encoded += self._answers.prepare(spare.image_id, spare.view, planes=spare.planes)
        except OSError as error:
            _log.info("Nothing more is prepared: %s", error)
            count.failed += 1
            # The rest would fail in the same way: the cache is full or cannot be written.
            while self._scheduler.next_spare() is not None:
                count.failed += 1
        except (SamftError, *_UNEXPECTED) as error:
            _log.info("A view cannot be prepared: %s", error)
            count.failed += 1
        self._end_preparing()

    def _end_preparing(self) -> None:
        if self._preparing is not None and not self._scheduler.has_spare:
            count = self._preparing
            self._preparing = None
            self._send(Prepared(id=count.id, encoded=count.encoded, failed=count.failed))

    def _propose(self, request: Propose) -> None:
        """One piece of the first pass, or its result."""
        if self._first_pass is None:
            self._first_pass = (self._answers.propose(request.image_id, request.good), self._clock())
        pieces, start = self._first_pass
        try:
            next(pieces)
        except StopIteration as end:
            boxes = [FoundBox(box=box.box.as_tuple(), strength=box.strength) for box in end.value]
            self._end_first_pass()
            seconds = self._clock() - start
            self._send(Proposed(id=request.id, image_id=request.image_id, boxes=boxes, seconds=seconds))

    def _end_first_pass(self) -> None:
        self._scheduler.end_propose()
        self._first_pass = None

    def _predict(self, step: PredictStep) -> None:
        request = step.request
        prompts = step.request.decoded_prompts()
        start = self._clock()
        prediction = self._answers.predict(
            request.image_id, prompts, version=step.version, stage=step.stage, proposals=request.proposals
        )
        # Three proposals are for choosing from; a merged zoom answer has only one.
        may_refine = step.stage == "first" and request.refine and not request.proposals
        if may_refine and self._answers.refines(step.version, prompts, request.image_id):
            self._scheduler.refine_later(step)
        # A problem of another version is told last, and is then the final reply.
        final = self._scheduler.is_last(request) and request.id not in self._problems
        self._send(
            Predicted(
                id=request.id,
                image_id=request.image_id,
                version=step.version,
                stage=step.stage,
                proposals=to_proposals(prediction),
                seconds=self._clock() - start,
                final=final,
            )
        )

    def _note_problem(self, step: PredictStep, problem: SamftError) -> None:
        """Keep the first problem of a request: it is told last, after what the other versions say."""
        request = step.request
        self._problems.setdefault(request.id, failed(request.id, request.image_id, problem))
        if isinstance(problem, ImageError):
            self._scheduler.end(request)  # no other version can read it either

    def _close(self, request: Predict) -> None:
        if self._scheduler.is_last(request):
            self._scheduler.end(request)
            problem = self._problems.pop(request.id, None)
            if problem is not None:
                self._send(problem)


@dataclass(slots=True)
class _Preparing:
    """A Prepare at work."""

    id: int
    encoded: int = 0
    failed: int = 0


def failed(request_id: int, image_id: int | None, error: SamftError) -> Failed:
    """An error as a reply: the message names the path."""
    return Failed(id=request_id, image_id=image_id, message=error.located, remedy=error.remedy)


def to_proposals(prediction: Prediction) -> list[Proposal]:
    """The masks of a prediction as they travel, best first."""
    return [
        Proposal(mask=RleMask.from_array(mask).to_json(), score=float(score))
        for mask, score in zip(prediction.masks, prediction.scores, strict=True)
    ]
