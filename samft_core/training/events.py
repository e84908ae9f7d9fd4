"""What a fine-tuning run says while it works: one JSON object per line on the trainer's stdout. No torch.

The trainer reads words from stdin: a line ``cancel`` (or the end of stdin) asks it to stop at the next step,
a line ``ping`` whether it lives.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from samft_core.messages.message import Message
from samft_core.progress import Progress, Stage


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunStarted(_Event):
    """The data is frozen and the device chosen."""

    kind: Literal["started"] = "started"
    run_id: int
    run_name: str
    folder: str
    masks: int
    train_images: int
    held_out_images: int
    classes: dict[str, int]
    device: str
    steps: int
    resumed_from_step: int = 0


class ImagesLeftOut(_Event):
    """Ground truth that the run does without, a sentence for each image: its file is missing or damaged."""

    kind: Literal["left_out"] = "left_out"
    images: list[Message]


class DeviceChanged(_Event):
    """The GPU failed; the run goes on without it, from its last checkpoint. ``message`` says why."""

    kind: Literal["device"] = "device"
    message: Message


class StageProgress(_Event):
    """``done`` of ``total`` of a stage; Stage.CHECK comes before RunStarted, where it takes seconds.

    ``run_share`` (0 to 1) and ``run_remaining_s`` are about the whole run; None in logs of earlier programs.
    """

    kind: Literal["progress"] = "progress"
    stage: Stage
    done: int
    total: int
    remaining_s: float | None = None
    detail: str = ""
    run_share: float | None = None
    run_remaining_s: float | None = None


class StepDone(_Event):
    """One optimiser step; ``losses`` holds each part and ``total``; ``fold`` None is the fit that ships."""

    kind: Literal["step"] = "step"
    step: int
    steps: int
    learning_rate: float
    losses: dict[str, float]
    fold: int | None = None


class Validated(_Event):
    """Mean IoU on held-out rows with noisy boxes after ``step``."""

    kind: Literal["validated"] = "validated"
    step: int
    iou: float
    fold: int | None = None


class RunFinished(_Event):
    """A model version was written. ``comparison`` is ``evaluation.records.Comparison`` as plain data.

    ``messages`` are its sentences, which it holds as English text, with their codes.
    """

    kind: Literal["finished"] = "finished"
    run_id: int
    version: str
    offered: bool
    comparison: dict[str, Any]
    messages: list[Message] = []
    report: str | None
    seconds: float


class RunCancelled(_Event):
    """Stopped as asked; the last checkpoint is kept and the run can be resumed."""

    kind: Literal["cancelled"] = "cancelled"
    run_id: int
    step: int


class RunFailed(_Event):
    """The run cannot go on; the last checkpoint is kept."""

    kind: Literal["failed"] = "failed"
    run_id: int | None = None
    message: Message
    remedy: Message | None = None


class Alive(_Event):
    """The answer to ``ping``, from a thread of its own."""

    kind: Literal["alive"] = "alive"


TrainerEvent = Annotated[
    Alive
    | RunStarted
    | StageProgress
    | StepDone
    | Validated
    | RunFinished
    | RunCancelled
    | RunFailed
    | ImagesLeftOut
    | DeviceChanged,
    Field(discriminator="kind"),
]


def progress_event(progress: Progress) -> StageProgress:
    """Progress of any work as an event."""
    return StageProgress(
        stage=Stage(progress.stage),
        done=progress.done,
        total=progress.total,
        remaining_s=progress.remaining_s,
        detail=progress.detail,
    )


_EVENT: TypeAdapter[Any] = TypeAdapter(TrainerEvent)


def to_line(event: _Event) -> bytes:
    """One event as one line of UTF-8 JSON with its newline."""
    return event.model_dump_json().encode("utf-8") + b"\n"


def parse_event(line: bytes | str) -> Any:
    """Read an event; raises pydantic.ValidationError on anything else."""
    return _EVENT.validate_json(line)
