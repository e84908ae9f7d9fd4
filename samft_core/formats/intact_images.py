"""What an export leaves out: images whose file is missing, damaged, or another than was annotated."""

from __future__ import annotations

from collections.abc import Sequence

from samft_core.formats.import_report import ImportProblem
from samft_core.imaging.image_io import is_image_of
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord


def intact_images(
    project: Project,
    images: Sequence[ImageRecord],
    *,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[list[ImageRecord], list[ImportProblem]]:
    """The images whose files are those that were added, to the byte or the pixel, and why the others are not.

    Reads every file. Raises CancelledError.
    """
    problems = project.image_files.problems(
        [image.id for image in images], thorough=True, on_progress=on_progress, cancel=cancel
    )
    intact = [image for image in images if image.id not in problems]
    # A project that somebody sent may name any file of this PC, with nothing noted to compare it with.
    foreign = [image for image in intact if not is_image_of(image.path, image.width, image.height)]
    left_foreign = [ImportProblem(image.path, Message("import.foreign_image")) for image in foreign]
    intact = [image for image in intact if image not in foreign]
    left_out = [image for image in images if image.id in problems]
    return intact, [
        *left_foreign,
        *(
            ImportProblem(image.path, Message("import.left_out", reason=problems[image.id].message))
            for image in left_out
        ),
    ]
