"""What a run will read, read once before it starts: damaged images are left out by name, copies found.

Without this a damaged file would end a run when it is met, which may be after its last fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from samft_core.dataset.build import LeftOut
from samft_core.dataset.image_reader import Images
from samft_core.errors import SamftError, TrainingError
from samft_core.imaging.near_duplicates import ImageSignature, find_copies
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Stage, Ticker, ignore_progress
from samft_core.project.manifest import GoodImage, Manifest, Sample
from samft_core.project.project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading every image of a manifest showed: what cannot be used, digests, and copies by image id."""

    left_out: tuple[LeftOut, ...] = ()
    digests: dict[int, str] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[int]:
        """The images that cannot be used."""
        return frozenset(image.image_id for image in self.left_out)

    def usable(self, manifest: Manifest) -> Manifest:
        """The manifest without what cannot be used, each image fixed to its pixels."""
        copies = self._equal() | self.copies
        samples = (
            replace(s, pixel_digest=self.digests[s.image_id], copy_of=copies.get(s.image_id))
            for s in manifest.samples
            if s.image_id in self.digests
        )
        good = (
            replace(g, pixel_digest=self.digests[g.image_id])
            for g in manifest.good
            if g.image_id in self.digests
        )
        return Manifest(tuple(samples), tuple(good), manifest.splits)

    def _equal(self) -> dict[int, int]:
        """The images whose pixels are those of an image with a smaller id, and which."""
        first: dict[str, int] = {}
        found: dict[int, int] = {}
        for image_id, digest in sorted(self.digests.items()):
            earlier = first.setdefault(digest, image_id)
            if earlier != image_id:
                found[image_id] = earlier
        return found


def explained(error: TrainingError, left_out: Sequence[LeftOut]) -> TrainingError:
    """An error about too little data, with the images that would have been data."""
    if not left_out:
        return error
    first = left_out[0]
    more = len(left_out) - 1
    message = (
        Message("plan.more_left_out", message=error.message, first=first.text, count=more)
        if more
        else Message("plan.one_left_out", message=error.message, first=first.text)
    )
    return TrainingError(message, path=first.path, remedy=error.remedy)


def left_out_json(image: LeftOut) -> dict[str, Any]:
    """As a card and a run's folder keep an image that was left out. Older programs read the text alone."""
    return {
        "image": image.image_id,
        "path": str(image.path),
        "reason": str(image.reason),
        "message": image.reason.to_json(),
    }


def left_out_from(data: Any) -> LeftOut:
    """Read what ``left_out_json`` wrote. Raises KeyError, TypeError and ValueError on anything else."""
    reason = Message.from_json(data.get("message", data["reason"]))
    return LeftOut(int(data["image"]), Path(str(data["path"])), reason)


def check_images(
    manifest: Manifest,
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Checked:
    """Decode every image of a manifest and compare it with what was annotated. Raises CancelledError."""
    images = Images()
    glances: dict[int, ImageSignature] = {}
    digests: dict[int, str] = {}
    left_out: list[LeftOut] = []
    wanted = list(_each_once(manifest))
    ticker = Ticker(Stage.CHECK, len(wanted), on_progress)
    for image in wanted:
        if cancel is not None:
            cancel.raise_if_cancelled()
        try:
            rgb = images.read(image)
        except SamftError as error:
            left_out.append(LeftOut(image.image_id, image.path, error.message))
        else:
            digests[image.image_id] = images.digest(image)
            # Copies matter where masks are held out; among good images they do no harm.
            if isinstance(image, Sample):
                glances[image.image_id] = ImageSignature.of(rgb)
        ticker.tick(image.path.name)
    return Checked(tuple(left_out), digests, find_copies(glances))


def note_digests(project: Project, manifest: Manifest, checked: Checked) -> None:
    """Fix images to their pixels in the project, so that it can tell when a file was replaced."""
    for image in _each_once(manifest):
        digest = checked.digests.get(image.image_id)
        if image.pixel_digest is None and digest is not None:
            project.image_files.record_digest(image.image_id, digest)


def _each_once(manifest: Manifest) -> Iterator[Sample | GoodImage]:
    seen: set[int] = set()
    images: tuple[Sample | GoodImage, ...] = (*manifest.samples, *manifest.good)
    for image in images:
        if image.image_id not in seen:
            seen.add(image.image_id)
            yield image
