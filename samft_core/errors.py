"""Errors that reach a person: each names what failed, where, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from samft_core.messages.message import Message

DONE_WITH_PROBLEMS = 10
"""Exit code of a command that did its work and lists what it left out."""


class SamftError(Exception):
    """Base of every expected failure.

    ``message`` says what is wrong, ``path`` names the file or folder concerned, ``remedy`` what to do next.
    Message and remedy carry a code and values, so that the window says them in the user's language.
    """

    exit_code = 1

    def __init__(
        self, message: Message, *, path: Path | str | None = None, remedy: Message | None = None
    ) -> None:
        # Refused where it is raised: a plain text would reach the window untranslated, in front of an
        # inspector.
        for words in (message, remedy):
            if words is not None and not isinstance(words, Message):
                raise TypeError(f"an error says a Message of the catalogue, not the text {words!r}")
        super().__init__(message)
        self.message = message
        self.path = Path(path) if path is not None else None
        self.remedy = remedy

    @property
    def located(self) -> Message:
        """The message with the path that it is about."""
        return (
            self.message if self.path is None else Message("error.at", message=self.message, path=self.path)
        )

    def __str__(self) -> str:
        where = f" ({self.path})" if self.path is not None else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.message.removesuffix('.')}{where}.{remedy}"


class UsageError(SamftError):
    """The command or its arguments make no sense."""

    exit_code = 2


class ImageError(SamftError):
    """An image cannot be read: corrupt, too large, or of an unknown kind."""

    exit_code = 3


class ImageUnreachableError(ImageError):
    """An image cannot be read just now: its drive or share is away, or it is locked or refused.

    It says nothing about the picture, so it is never noted in a project.
    """


class ProjectError(SamftError):
    """A project folder or its database cannot be used."""

    exit_code = 4


class DamagedError(ProjectError):
    """A project's database, or a row in it, is not as SAMFT wrote it. ``samft restore`` is the way back."""


class BusyError(ProjectError):
    """Another program is writing to the project just now; nothing was changed."""


class UnwritableError(ProjectError):
    """The project can be looked at but not changed: a read-only or full disk, or no right to write.

    ``stale`` says that another PC holds it of which nothing was heard for some minutes.
    """

    def __init__(
        self,
        message: Message,
        *,
        path: Path | str | None = None,
        remedy: Message | None = None,
        stale: bool = False,
    ) -> None:
        super().__init__(message, path=path, remedy=remedy)
        self.stale = stale


class HeldError(UnwritableError):
    """Another PC has the project open."""


class ConflictError(ProjectError):
    """Somebody else changed the row since it was read; nothing was overwritten."""


class LockedError(ProjectError):
    """The object is locked: its mask and class stay as they are until somebody unlocks it."""


class ModelError(SamftError):
    """Weights are missing, foreign or damaged."""

    exit_code = 5


class TrainingError(SamftError):
    """A fine-tuning run cannot start or go on."""

    exit_code = 6


class DeviceError(SamftError):
    """The asked-for device or worker process is not available."""

    exit_code = 7


class PolicyError(SamftError):
    """The machine's policy does not allow it, or the policy file itself is wrong."""

    exit_code = 8


class SignatureError(SamftError):
    """A signature is missing, wrong, or by a key that is not trusted."""

    exit_code = 9


class CancelledError(SamftError):
    """The user asked to stop; what was finished is kept."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__(Message("run.cancelled"))
