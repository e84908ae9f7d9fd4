"""What commands need from the owner of the annotations, and no more. The annotation store implements it.

Every method writes through to the project before it returns and raises a SamftError (ConflictError,
ProjectError) with nothing changed when it cannot. Each returns what is needed to take the change back.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from samft_core.imaging.masks import Mask, MaskDelta
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationRecord, AnnotationState, NewAnnotation

Signed = tuple[str | None, datetime | None, str | None]
"""Who accepted something, when, and from which of the system's accounts."""


class AnnotationEditor(Protocol):
    """The one writer of annotations."""

    def one_transaction(self) -> AbstractContextManager[None]:
        """Make what is written inside one change: all of it or, where a part is refused, nothing.

        The refusal is raised at the end too, also where somebody caught it inside. May be nested.
        """
        ...

    def read_mask(self, annotation_id: int) -> Mask:
        """The current mask, H x W bool; not to be changed by the caller."""
        ...

    def state_of(self, annotation_id: int) -> tuple[int, AnnotationState]:
        """The image an annotation is on, and whether it is ground truth."""
        ...

    def apply_delta(self, annotation_id: int, delta: MaskDelta) -> MaskDelta:
        """Write the patch into the annotation's mask; returns the inverse."""
        ...

    def set_prompts(
        self, annotation_id: int, prompts: Prompts, started_from: str | None
    ) -> tuple[Prompts, str | None]:
        """Replace prompts and the version the mask started from; returns the former ones."""
        ...

    def set_class(self, annotation_id: int, defect_class: str | int) -> int:
        """Change the defect class, by its name or by its id; returns the former one's id.

        What is kept for later is an id: a name may be another class's by then.
        """
        ...

    def add(self, new: NewAnnotation) -> int:
        """Add a draft annotation; returns its id."""
        ...

    def delete(self, annotation_id: int) -> AnnotationRecord:
        """Remove an annotation; returns what ``restore`` needs."""
        ...

    def take_back(self, annotation_id: int) -> AnnotationRecord:
        """Remove what was added, as ``delete``; a sign-off as good that went with the adding stands again."""
        ...

    def restore(self, record: AnnotationRecord) -> None:
        """Bring a deleted annotation back under its own id."""
        ...

    def set_states(
        self, image_id: int, states: Mapping[int, AnnotationState]
    ) -> Mapping[int, AnnotationState]:
        """Set the states of these annotations of one image; returns their former states."""
        ...

    def signed(self, annotation_id: int) -> Signed | None:
        """Who accepted an annotation, and when; None where it is a draft."""
        ...

    def put_back_states(
        self, image_id: int, states: Mapping[int, AnnotationState], signed: Mapping[int, Signed | None]
    ) -> None:
        """Set states back to what they were: what was accepted is accepted again by who ``signed`` names."""
        ...

    def set_locked(self, annotation_id: int, locked: bool) -> None:
        """Lock an annotation, so that its mask and class stay as they are, or unlock it."""
        ...

    def put_back_good(self, image_id: int) -> None:
        """The sign-off as good that was taken back stands again, by whoever gave it."""
        ...

    def set_good(self, image_id: int, good: bool) -> bool:
        """Sign an image off as good, or take that back; returns whether it was good."""
        ...
