"""A run's folder: what it did, what came out, and what it needs to go on. Every file is written whole."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from samft_core.errors import TrainingError
from samft_core.evaluation.records import RowResult
from samft_core.files import atomic
from samft_core.files.containment import require_inside
from samft_core.files.limits import JSON_BYTES
from samft_core.files.regular_files import append_regular, read_regular
from samft_core.files.strict_json import JsonError, read_json
from samft_core.imaging.masks import RleMask
from samft_core.messages.message import Message
from samft_core.project.manifest import Manifest
from samft_core.training import events
from samft_core.training.recipe import Recipe


class Answer(BaseModel):
    """One measured answer: the row, the box that was asked, the mask that came, and its score (0 to 1).

    ``score`` is the decoder's own, before any map; None in runs of earlier programs.
    """

    model_config = ConfigDict(frozen=True)

    row: RowResult
    box: tuple[float, float, float, float]
    mask: dict[str, Any]
    score: float | None = None

    def rle(self) -> RleMask:
        """The mask as an object."""
        return RleMask.from_json(self.mask)


class Answers(BaseModel):
    """All answers of one version on one fit's held-out images."""

    model_config = ConfigDict(frozen=True)

    answers: list[Answer]

    @property
    def rows(self) -> list[RowResult]:
        """The measurements alone."""
        return [answer.row for answer in self.answers]


class RunFolder:
    """Names and contents of the files in ``runs/<name>``."""

    def __init__(self, folder: Path) -> None:
        self._path = folder

    @property
    def path(self) -> Path:
        """The folder, asked before each use whether it has become a link that leads out of the project.

        Raises OutsideError.
        """
        return require_inside(self._path, self._path.parent.parent)

    def describe(self, *, recipe: Recipe, manifest: Manifest, about: dict[str, Any]) -> None:
        """Write recipe.json, manifest.json and run.json (seed, digests, program version)."""
        atomic.write_text(self.path / "recipe.json", recipe.model_dump_json(indent=2) + "\n")
        atomic.write_text(self.path / "manifest.json", manifest.to_json() + "\n")
        atomic.write_json(self.path / "run.json", about)

    def log(self, event: Any) -> None:
        """Append an event to events.jsonl."""
        # Opened for each event: the line is in the system's hands when the process is killed at the
        # next step.
        with append_regular(self.path / "events.jsonl") as stream:
            stream.write(events.to_line(event))

    def logged(self) -> list[Any]:
        """All events so far; a line cut off by a power cut is left out."""
        path = self.path / "events.jsonl"
        found = []
        data = read_regular(path, limit=JSON_BYTES, error=TrainingError) if path.is_file() else b""
        for line in data.splitlines():
            try:
                found.append(events.parse_event(line))
            except ValidationError:
                continue
        return found

    def checkpoint(self, fit: str) -> Path:
        """Where an unfinished fit keeps its state."""
        return self.path / f"checkpoint-{fit}.safetensors"

    def weights(self, fit: str) -> Path:
        """The folder of a finished fit's decoder."""
        return self.path / f"weights-{fit}"

    @property
    def pasted(self) -> Path:
        """The folder of the images that were made to learn from, while the run is at work."""
        return self.path / "pasted"

    def forget_pasted(self) -> None:
        """Remove the images that were made to learn from; they can be made again."""
        # They are no longer needed; where one cannot be removed now, as another program has it open,
        # nothing is wrong with the run.
        shutil.rmtree(self.pasted, ignore_errors=True)

    def answers(self, name: str) -> Answers | None:
        """Measured answers that an earlier attempt of this run already has. Raises TrainingError."""
        path = self.path / f"answers-{name}.json"
        if not path.is_file():
            return None
        try:
            return Answers.model_validate(read_json(path))
        except (OSError, JsonError, ValidationError) as error:
            raise TrainingError(
                Message("run.answers_unreadable"), path=path, remedy=Message("remedy.new_run")
            ) from error

    def keep_answers(self, name: str, answers: Sequence[Answer]) -> Answers:
        """Write measured answers."""
        kept = Answers(answers=list(answers))
        atomic.write_text(self.path / f"answers-{name}.json", kept.model_dump_json())
        return kept

    def write_metrics(self, metrics: dict[str, Any]) -> None:
        """Write metrics.json: the comparison, the throughput and the curves' ends."""
        atomic.write_json(self.path / "metrics.json", metrics)


def read_metrics(folder: Path) -> dict[str, Any]:
    """A finished run's metrics.json; empty where there is none or it cannot be read."""
    try:
        data = read_json(folder / "metrics.json")
    except (OSError, JsonError):
        return {}
    return data if isinstance(data, dict) else {}


def recorded_rows(folder: Path, *, tuned_share: float = 1.0) -> list[RowResult]:
    """What a run measured on images while they were held out, with the weights that became its version."""
    run = RunFolder(folder)
    rows = []
    # "f" begins the names of the fits that hold images out: "fit", or "fold-1" and so on.
    for path in sorted(folder.glob(f"answers-{mixture_name('f', tuned_share)}*.json")):
        found = run.answers(path.stem.removeprefix("answers-"))
        rows += found.rows if found else []
    return rows


def mixture_name(fit: str, tuned_share: float) -> str:
    """What the files of a fit are called whose weights were mixed with the base model's."""
    return fit if tuned_share == 1 else f"mixed-{tuned_share:.0%}-{fit}".replace("%", "")
