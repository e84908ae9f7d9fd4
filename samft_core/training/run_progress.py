"""One fraction and one remaining time for a whole run, from what its stages report. Free of torch."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samft_core.progress import Stage

MOST_BEFORE_THE_END = 0.995
"""A run is done when its version is written; until then the bar keeps a hair's breadth free."""

LEAST_SECONDS = 0.05
"""What a phase counts at least, so that the shares of a tiny run stay shares."""

TRUSTED_SHARE = 0.1
"""From this share of a phase on, the phase's own speed is believed rather than the plan."""

PACE_LIMITS = (0.02, 50.0)
"""How far measured speed may change a planned time: a first item can take many times its share."""

KINDS: dict[Stage, str] = {Stage.EMBED: "encoding", Stage.TRAIN: "steps", Stage.CHECK: "reading"}
"""What the speed of a stage depends on; all other stages ask the model for masks."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a run: what it reports as, and how many ``seconds`` it is expected to take.

    ``first`` and ``last`` say which of the stage's items it covers where the stage counts over several
    phases, as the steps of all fits are one count; ``last`` None stands for all of them.
    """

    stage: Stage
    seconds: float
    first: int = 0
    last: int | None = None

    @property
    def weight(self) -> float:
        """Its seconds as they count in the plan."""
        return max(self.seconds, LEAST_SECONDS)

    def share(self, done: int, total: int) -> float:
        """How much of it is done, 0 to 1, where its stage reports ``done`` of ``total``."""
        last = total if self.last is None else min(self.last, total)
        if last <= self.first:
            return 0.0
        return min(max((done - self.first) / (last - self.first), 0.0), 1.0)


@dataclass(slots=True)
class _Current:
    """The phase under way: the last count, and when it began."""

    phase: Phase
    began: float
    share: float = 0.0
    done: int = 0
    left_s: float | None = None


class RunProgress:
    """How far a run is. ``fraction`` never falls, whatever is reported, and is 1 after ``finish``.

    What is not reported, as the cache held it, costs nothing; what comes beside the plan is taken in.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._fraction = 0.0
        self._finished = False
        self._ahead: list[Phase] = []
        self._current: _Current | None = None
        self._left = 0.0
        self._known: dict[Stage, Phase] = {}
        self._planned_s: defaultdict[str, float] = defaultdict(float)
        self._took_s: defaultdict[str, float] = defaultdict(float)

    @property
    def fraction(self) -> float:
        """How much of the run is done, 0 to 1."""
        return 1.0 if self._finished else min(self._fraction, MOST_BEFORE_THE_END)

    @property
    def remaining_s(self) -> float | None:
        """Seconds until the run's end as expected now; None while there is no plan."""
        if self._finished:
            return 0.0
        current = self._current
        if current is None and not self._ahead:
            return None
        seconds = sum(phase.weight * self._pace(phase.stage) for phase in self._ahead)
        return seconds + (0.0 if current is None else self._current_left(current))

    def plan(self, phases: Sequence[Phase]) -> None:
        """What is still to come, in order; it takes the place of an earlier plan, and the fraction stays."""
        self._close()
        self._ahead = list(phases)
        self._known = {phase.stage: phase for phase in phases}
        self._left = self._weight_ahead()

    def report(self, stage: Stage, done: int, total: int, left_s: float | None = None) -> None:
        """A stage is at ``done`` of ``total``; ``left_s`` are its own remaining seconds, if it knows them."""
        current = self._current
        if current is None or not self._goes_on(current, stage, done):
            current = self._enter(stage)
        current.done = done
        current.share = max(current.share, current.phase.share(done, total))
        current.left_s = _own_seconds(current.phase, done, total, left_s)
        self._advance(current.phase.weight * (1 - current.share) + self._weight_ahead())

    def finish(self) -> None:
        """The run has come to its end."""
        self._finished = True

    @staticmethod
    def _goes_on(current: _Current, stage: Stage, done: int) -> bool:
        """Whether a report belongs to the phase under way: the same stage, and not from its start again."""
        if current.phase.stage is not stage or done < current.done:
            return False
        # The steps of all fits are one count: beyond its last one the next fit's phase begins.
        return current.phase.last is None or done <= current.phase.last

    def _enter(self, stage: Stage) -> _Current:
        self._close()
        places = [place for place, phase in enumerate(self._ahead) if phase.stage is stage]
        if places:
            phase = self._ahead[places[0]]
            # What lies between was not needed, and is no progress either.
            self._ahead = self._ahead[places[0] + 1 :]
        else:
            # Beside the plan, as the mixtures of a refused version are: like the one before it.
            known = self._known.get(stage)
            phase = Phase(stage, LEAST_SECONDS if known is None else known.seconds)
        self._current = _Current(phase, self._clock())
        self._left = phase.weight + self._weight_ahead()
        return self._current

    def _close(self) -> None:
        """Take note of how long the phase under way took."""
        current = self._current
        if current is not None and current.share > 0:
            kind = _kind(current.phase.stage)
            self._planned_s[kind] += current.phase.weight * current.share
            self._took_s[kind] += self._clock() - current.began
        self._current = None

    def _advance(self, left: float) -> None:
        if self._left > 0 and left < self._left:
            # A share of what was left, not of a total: so the fraction cannot fall where the plan grows.
            self._fraction += (1 - self._fraction) * (self._left - left) / self._left
            self._left = left

    def _weight_ahead(self) -> float:
        return sum(phase.weight for phase in self._ahead)

    def _current_left(self, current: _Current) -> float:
        if current.left_s is not None and current.share > 0:
            return current.left_s
        elapsed = self._clock() - current.began
        if current.share >= TRUSTED_SHARE:
            return elapsed / current.share * (1 - current.share)
        return max(current.phase.weight * self._pace(current.phase.stage) - elapsed, 0.0)

    def _pace(self, stage: Stage) -> float:
        """How many times longer than planned this kind of work takes, as far as it was seen."""
        kind = _kind(stage)
        planned = self._planned_s[kind]
        took = self._took_s[kind]
        current = self._current
        if current is not None and _kind(current.phase.stage) == kind and current.share >= TRUSTED_SHARE:
            planned += current.phase.weight * current.share
            took += self._clock() - current.began
        if planned <= 0:
            return 1.0
        least, most = PACE_LIMITS
        return min(max(took / planned, least), most)


def _own_seconds(phase: Phase, done: int, total: int, left_s: float | None) -> float | None:
    """The part of a stage's remaining seconds that belongs to ``phase``."""
    if left_s is None or phase.last is None or total <= done:
        return left_s
    return left_s * max(min(phase.last, total) - done, 0) / (total - done)


def _kind(stage: Stage) -> str:
    return KINDS.get(stage, "answers")
