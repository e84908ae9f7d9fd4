"""A run's events as progress bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from samft_core.cli.console import note, progress_bars
from samft_core.progress import OnProgress, Progress, Stage
from samft_core.training.events import ImagesLeftOut, RunStarted, StageProgress, StepDone, Validated


class TrainingBars:
    """Turns a run's events into progress; the bar of the steps also shows the loss."""

    def __init__(self, on_progress: OnProgress, say: Callable[[str], None] = note) -> None:
        self._on_progress = on_progress
        self._say = say
        self._loss = ""

    def __call__(self, event: Any) -> None:
        """Take one event."""
        match event:
            case RunStarted():
                self._say(
                    f"{event.run_name}: {event.masks} masks, {event.train_images} images to learn from, "
                    f"{event.held_out_images} held out; {event.steps} steps on {event.device}"
                )
            case ImagesLeftOut():
                for image in event.images:
                    self._say(image)
            case StepDone():
                fold = "" if event.fold is None else f", fold {event.fold}"
                self._loss = f"loss {event.losses.get('total', 0.0):.3f}{fold}"
            case StageProgress():
                detail = self._loss if event.stage is Stage.TRAIN else event.detail
                self._on_progress(Progress(event.stage, event.done, event.total, event.remaining_s, detail))
            case Validated():
                fold = "" if event.fold is None else f" in fold {event.fold}"
                self._say(f"Held-out IoU {event.iou:.3f}{fold} after step {event.step}")


@contextmanager
def training_bars() -> Iterator[Callable[[Any], None]]:
    """Bars on stderr; yields what to hand to ``fine_tune`` as ``on_event``."""
    with progress_bars() as bars:
        yield TrainingBars(bars)
