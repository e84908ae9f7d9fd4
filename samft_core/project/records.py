"""What the project's database holds, as plain frozen records. The tables stay inside this package."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from samft_core.errors import ModelError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.project.version_card import VersionCard
from samft_core.sam.calibration import Calibration
from samft_core.sam.inference_policy import InferencePolicy

LARGEST_MM_PER_PIXEL = 1000.0
"""A pixel that shows more than a metre is a slip of the finger."""


class ImageState(enum.StrEnum):
    """Where an image is on its way to ground truth."""

    NEW = "new"
    DRAFT = "draft"
    ACCEPTED = "accepted"
    GOOD = "good"
    UNREADABLE = "unreadable"


class AnnotationState(enum.StrEnum):
    """A draft may change freely; an accepted annotation is ground truth."""

    DRAFT = "draft"
    ACCEPTED = "accepted"


class Verdict(enum.StrEnum):
    """The verdict of a second inspector about an image that was accepted or signed off as good."""

    APPROVED = "approved"
    RETURNED = "returned"


class ReviewState(enum.StrEnum):
    """Where an image is on its way through review; an image that is not decided yet is nowhere on it."""

    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"


class VersionState(enum.StrEnum):
    """A version is offered (candidate), in use (active), was in use (retired) or refused by the gate."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    RETIRED = "retired"
    REFUSED = "refused"


class RunState(enum.StrEnum):
    """One fine-tuning run."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """One image of the project. ``path`` is absolute; ``error`` says why an image is unreadable.

    ``accepted_by`` names everyone who accepted one of its masks, or who signed it off as good,
    ``accepted_accounts`` the system's accounts that they did it from, and ``accepted_at`` when that was last.
    """

    id: int
    path: Path
    name: str
    width: int
    height: int
    state: ImageState
    group: str
    error: Message | None
    pixel_digest: str | None
    annotation_count: int
    row_version: int
    review: ReviewState | None = None
    accepted_by: tuple[str, ...] = ()
    accepted_at: datetime | None = None
    accepted_accounts: tuple[str, ...] = ()
    accepted_count: int = 0
    """How many of its annotations are ground truth: a draft image may have some beside its drafts."""


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """An object to be added to an image."""

    image_id: int
    class_name: str
    prompts: Prompts
    mask: RleMask
    started_from: str | None = None
    prediction_id: int | None = None
    state: AnnotationState = AnnotationState.DRAFT


@dataclass(frozen=True, slots=True)
class AnnotationRecord:
    """One object on one image: class, prompts, mask, whose work, and the version the mask started from.

    One that is ``locked`` keeps its mask and its class until it is unlocked.
    """

    id: int
    image_id: int
    class_name: str
    prompts: Prompts
    mask: RleMask
    state: AnnotationState
    started_from: str | None
    prediction_id: int | None
    inspector: str
    created_at: datetime
    updated_at: datetime
    row_version: int
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    class_id: int = 0
    accepted_account: str | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class WaitingBoxRecord:
    """A box that nobody took or dropped yet: its prompts, where it comes from, and the answers so far.

    ``source`` is "drawn", "carried", "found" or "imported"; ``answers`` is JSON by version, in the window's
    own words. ``class_name`` is the class that its object is to get, empty where the box came with none.
    """

    id: int
    image_id: int
    prompts: Prompts
    source: str
    answers: dict[str, Any]
    inspector: str
    created_at: datetime
    updated_at: datetime
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """One verdict on one image."""

    id: int
    image_id: int
    verdict: Verdict
    comment: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """``required``: only what was approved counts. ``four_eyes``: nobody approves what they accepted.

    People are told apart by the system's accounts. ``shared_accounts`` says that several people work on one
    account; then the names that they give count, which anybody may type.
    """

    required: bool
    four_eyes: bool
    shared_accounts: bool = False


@dataclass(frozen=True, slots=True)
class PredictionRecord:
    """A model version's answer about one object. Never changed after it is written."""

    id: int
    image_id: int
    version: str
    prompts: Prompts
    mask: RleMask
    score: float
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A defect class; ``color`` indexes the overlay palette."""

    id: int
    name: str
    color: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One fine-tuning run and its folder."""

    id: int
    name: str
    folder: Path
    state: RunState
    recipe: dict[str, Any]
    seed: int
    manifest_digest: str | None
    started_at: datetime
    finished_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """Decoder weights and their card; ``folder`` holds decoder.safetensors, card.json and the report."""

    id: int
    name: str
    folder: Path
    state: VersionState
    run_id: int | None
    created_at: datetime
    activated_at: datetime | None
    card: VersionCard = field(default_factory=VersionCard)

    @property
    def policy(self) -> InferencePolicy:
        """How the version is to be prompted. Raises ModelError where its card is not understood."""
        try:
            return self.card.policy()
        except ValidationError as error:
            raise self._not_understood() from error

    def calibration_of(self, kind: str) -> Calibration | None:
        """What scores are worth, as ``VersionCard.calibration_of``. Raises ModelError."""
        try:
            return self.card.calibration_of(kind)
        except ValidationError as error:
            raise self._not_understood() from error

    def _not_understood(self) -> ModelError:
        remedy = Message("remedy.install_version_that_made_it")
        message = Message("version.card_unknown", version=self.name)
        return ModelError(message, path=self.folder, remedy=remedy)


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what, when. Never changed after it is written.

    ``who`` is the inspector's name as given, ``account`` the system's, None in events of older programs.
    """

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    account: str | None = None
