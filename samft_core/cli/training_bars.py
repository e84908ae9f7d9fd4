"""A run's events as one progress bar over all stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from samft_core.cli.console import note, progress_bars
from samft_core.progress import OnProgress, Progress, Stage, stage_text
from samft_core.training.events import (
    ImagesLeftOut,
    RunFinished,
    RunStarted,
    StageProgress,
    StepDone,
    Validated,
)

RUN = "Fine-tuning"


PARTS = 1000
"""The run's bar counts in thousandths."""


class TrainingBars:
    """Turns a run's events into the progress of one whole; beside it stands the stage, with the loss."""

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
                self._report(event)
            case RunFinished():
                self._on_progress(Progress(RUN, PARTS, PARTS, 0.0, percent=True))
            case Validated():
                fold = "" if event.fold is None else f" in fold {event.fold}"
                self._say(f"Held-out IoU {event.iou:.3f}{fold} after step {event.step}")

    def _report(self, event: StageProgress) -> None:
        stage = f"{stage_text(event.stage)} {event.done} of {event.total}"
        more = self._loss if event.stage is Stage.TRAIN else event.detail
        detail = "  ".join(filter(None, (stage, more)))
        # Never the whole before the run has said that it is finished.
        done = min(int(PARTS * (event.run_share or 0.0)), PARTS - 1)
        self._on_progress(Progress(RUN, done, PARTS, event.run_remaining_s, detail, percent=True))


@contextmanager
def training_bars() -> Iterator[Callable[[Any], None]]:
    """A bar on stderr; yields what to hand to ``fine_tune`` as ``on_event``."""
    with progress_bars() as bars:
        yield TrainingBars(bars)
