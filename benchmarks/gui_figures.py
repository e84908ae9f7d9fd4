"""What a benchmark of the window found: figures with their targets, and the table that shows them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

PARTS = ("start", "loop", "large", "box", "stroke", "many")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing. ``judged`` names the statistic that ``target`` is for.

    ``work`` is the same statistic of processor time. ``peer`` is that of the way most annotation windows go,
    described by ``peer_way`` and timed in the same run.
    """

    name: str
    unit: str
    median: float
    p95: float
    worst: float
    count: int
    judged: str = "p95"
    work: float | None = None
    target: float | None = None
    peer: float | None = None
    peer_way: str = ""
    detail: dict[str, Any] | None = None

    @classmethod
    def of(
        cls, name: str, unit: str, values: Iterable[float], *, work: Iterable[float] = (), **more: Any
    ) -> Figure:
        """The figure of one or more measurements, and of the processor time of each."""
        times = list(values)
        works = list(work)
        figure = cls(name, unit, *statistics_of(times), len(times), **more)
        if not works:
            return figure
        of_work = cls(name, unit, *statistics_of(works), len(works), **more)
        return replace(figure, work=of_work.value)

    @property
    def value(self) -> float:
        """What is held against the target and the peer."""
        return float(getattr(self, self.judged))

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.target is None else self.value <= self.target

    def to_json(self) -> dict[str, Any]:
        """All of it, with whether the target was met and how many times the peer's way costs."""
        ratio = None if self.peer is None or not self.value else self.peer / self.value
        return {**asdict(self), "met": self.met, "peer_ratio": ratio}


def statistics_of(values: list[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and largest."""
    ordered = sorted(values)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    return statistics.median(ordered), p95, ordered[-1]


def table(figures: Sequence[Figure]) -> str:
    """The figures for people."""
    lines = [
        f"{'':52}{'median':>9}{'p95':>9}{'worst':>9}{'work':>9}{'target':>16}{'':8}{'peer':>9}{'ratio':>8}",
    ]
    for figure in figures:
        target = "" if figure.target is None else f"{figure.judged} {figure.target:g}"
        met = {None: "", True: "  met", False: "  MISSED"}[figure.met]
        peer = ""
        if figure.peer is not None:
            peer = f"{figure.peer:9.1f}{figure.peer / max(figure.value, 0.01):7.1f}x"
        numbers = "".join(f"{value:9.1f}" for value in (figure.median, figure.p95, figure.worst))
        work = "" if figure.work is None else f"{figure.work:.1f}"
        name = f"{figure.name}, {figure.unit}"
        lines.append(f"{name:52}{numbers}{work:>9}{target:>16}{met:8}{peer}".rstrip())
    ways = [f"  {f.name}: {f.peer_way}" for f in figures if f.peer is not None]
    return "\n".join(lines + (["", "The peer's way:", *ways] if ways else []))


def markdown(figures: Sequence[Figure], machine: str) -> str:
    """The figures for the documentation."""
    lines = [
        "| | median | 95 % within | worst | work | target | the peer's way | ratio |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for figure in figures:
        numbers = [f"{value:.1f}" for value in (figure.median, figure.p95, figure.worst)]
        work = "" if figure.work is None else f"{figure.work:.1f}"
        met = {None: "", True: "", False: " (missed)"}[figure.met]
        words = {"median": "median", "p95": "95 %", "worst": "worst"}[figure.judged]
        target = "" if figure.target is None else f"{words} {figure.target:g}{met}"
        peer = ["", ""]
        if figure.peer is not None:
            peer = [f"{figure.peer:.1f}", f"{figure.peer / max(figure.value, 0.01):.1f}"]
        cells = [f"{figure.name}, {figure.unit}", *numbers, work, target, *peer]
        lines.append(f"| {' | '.join(cells)} |")
    ways = [f"- {f.name}: {f.peer_way}" for f in figures if f.peer is not None]
    return "\n".join([*lines, "", machine, *(["", "The peer's way:", "", *ways] if ways else []), ""])


def turns_table(figures: Sequence[Figure]) -> str:
    """The histograms of the event loop's turns, and what ran in the longest."""
    lines = []
    for figure in figures:
        if figure.detail is None or "histogram" not in figure.detail:
            continue
        if not lines:
            names = "".join(f"{name:>8}" for name in figure.detail["histogram"])
            lines.append(f"{'turns of the event loop, ms':52}{names}")
        counts = "".join(f"{count:8}" for count in figure.detail["histogram"].values())
        lines.append(f"{figure.name:52}{counts}")
    for figure in figures:
        for turn in (figure.detail or {}).get("worst", ()):
            lines.append(f"{figure.name}: {turn}")
    return "\n".join(lines)
