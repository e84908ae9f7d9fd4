"""What an import would bring, told before anything of it becomes ground truth.

The import is tried on an empty project in the cache folder: whatever the formats do, this is what comes.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.opening import add_paths
from samft_core.files.containment import require_inside
from samft_core.formats.import_report import ImportProblem
from samft_core.progress import CancelToken, OnProgress
from samft_core.project.records import ImageRecord, ImageState

if TYPE_CHECKING:
    from samft_core.project.project import Project

# The database, the codecs and the formats are imported where they are used, off the GUI thread.


@dataclass(frozen=True, slots=True)
class ImportSurvey:
    """Images that are new and that are known (by their file or their pixels), and what would be accepted.

    ``masks`` counts masks by class that become ground truth, ``good`` images that are signed off; ``kept``
    known images that were worked on already, which stay as they are. ``drafts`` are masks that a model drew,
    and ``boxes`` wait for the model: none of these is ground truth.
    """

    new: int
    known: int
    masks: dict[str, int]
    good: int
    kept: int
    drafts: int = 0
    boxes: int = 0
    problems: tuple[ImportProblem, ...] = ()

    @property
    def changes_truth(self) -> bool:
        """Whether anything would become ground truth."""
        return bool(self.masks) or self.good > 0


def survey(
    project: Project, paths: list[Path], on_progress: OnProgress, cancel: CancelToken
) -> ImportSurvey | None:
    """Look through what is to come in; None where it is images alone. Raises SamftError, CancelledError."""
    from samft_core.formats.detection import find_sources  # noqa: PLC0415 - see above
    from samft_core.project.project import Project as Rehearsal  # noqa: PLC0415 - see above

    folders = [path for path in paths if path.is_dir()]
    if all(source.layout == "folder" for folder in folders for source in find_sources(folder)):
        return None
    require_inside(project.cache_dir, project.cache_root).mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="survey-", dir=project.cache_dir) as place,
        Rehearsal.create(Path(place) / "project", inspector=project.inspector) as rehearsal,
    ):
        report = add_paths(rehearsal, paths, on_progress, cancel)
        images = rehearsal.images.all()
        classes: dict[int, list[str]] = {}
        for annotation in rehearsal.annotations.ground_truth():
            classes.setdefault(annotation.image_id, []).append(annotation.class_name)
    found = _counted(images, classes, _known(project, images, cancel), report.problems)
    return replace(found, drafts=report.drafts, boxes=report.boxes)


def _counted(
    images: list[ImageRecord],
    classes: dict[int, list[str]],
    known: dict[int, ImageRecord],
    problems: list[ImportProblem],
) -> ImportSurvey:
    masks: Counter[str] = Counter()
    good = kept = 0
    for image in images:
        there = known.get(image.id)
        if there is not None and there.state is not ImageState.NEW:
            kept += 1
            continue
        masks.update(classes.get(image.id, ()))
        good += image.state is ImageState.GOOD
    new = len(images) - len(known)
    return ImportSurvey(new, len(known), dict(masks), good, kept, problems=tuple(problems))


def _known(project: Project, images: list[ImageRecord], cancel: CancelToken) -> dict[int, ImageRecord]:
    """Which image of the project each of ``images`` is, where it is there already."""
    there = project.images.all()
    by_path = {image.path: image for image in there}
    by_pixels = {digest: image for image in there if (digest := _digest(project, image, images, cancel))}
    found = {}
    for image in images:
        match = by_path.get(image.path)
        twin = by_pixels.get(image.pixel_digest or "")
        # As the import does it: pixels whose image waits for a decision do not turn ground truth away.
        if match is None and twin is not None and _goes(image, twin):
            match = twin
        if match is not None:
            found[image.id] = match
    return found


def _goes(image: ImageRecord, twin: ImageRecord) -> bool:
    """Whether ``Project.drop_doubles`` takes an image out again because ``twin`` is there."""
    return twin.state is not ImageState.NEW or image.state is ImageState.NEW


def _digest(
    project: Project, image: ImageRecord, others: list[ImageRecord], cancel: CancelToken
) -> str | None:
    """The digest of an image's pixels, worked out where one of the others has its size."""
    from samft_core.errors import ImageError  # noqa: PLC0415 - see above
    from samft_core.imaging.image_io import read_image  # noqa: PLC0415 - see above
    from samft_core.imaging.pixels import pixel_digest  # noqa: PLC0415 - see above

    if image.pixel_digest is not None or image.state is ImageState.UNREADABLE:
        return image.pixel_digest
    alike = any((o.width, o.height) == (image.width, image.height) and o.path != image.path for o in others)
    if not alike:
        return None
    cancel.raise_if_cancelled()
    try:
        digest = pixel_digest(read_image(image.path))
    except ImageError:
        return None
    project.image_files.record_digest(image.id, digest)
    return digest
