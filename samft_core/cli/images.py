"""The ways back for images: ``relocate``, ``check-again``, ``new-picture``, ``set-lot``, ``remove-image``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, leave_with, note, progress_bars, show
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project
from samft_core.errors import ImageError, ProjectError, SamftError, UsageError
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.project.project import Project
    from samft_core.project.records import ImageRecord

Images = Annotated[list[str], typer.Argument(help="Ids of the project's images, or their files.")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("relocate")(relocate)
    app.command("check-again")(check_again)
    app.command("new-picture")(new_picture)
    app.command("set-lot")(set_lot)
    app.command("remove-image")(remove_image)


def relocate(
    old: Annotated[Path, typer.Argument(help="The folder (or file) where the project looks for images.")],
    new: Annotated[Path, typer.Argument(help="Where they are now.", exists=True)],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Say where moved images are now. What is elsewhere below NEW is found by name, size and content."""
    with open_project(project) as opened, cancel_on_interrupt() as cancel, progress_bars() as bars:
        if new.is_file():
            image = _finder(opened)(str(old))
            opened.image_locations.relocate(image.id, new)
            found = [image.id]
            missing = list[int]()
        else:
            report = opened.image_locations.relocate_folder(old, new, on_progress=bars, cancel=cancel)
            found = report.found
            missing = report.missing
            if missing:
                # Only for those that do not lie where they did relative to the folder: looking through
                # all files is slow.
                more = opened.image_locations.find_below(new, on_progress=bars, cancel=cancel).found
                found = [*found, *more]
                missing = [i for i in missing if i not in more]
        paths = [str(opened.images.get(image_id).path) for image_id in missing]
    if not found and not missing:
        note(f"No image of the project is missing below {old}.")
    data = {"found": found, "missing": paths}
    lines = [Text(f"Still missing: {path}") for path in paths]
    show(data, f"Found {len(found)} images", *lines, as_json=as_json)
    leave_with(problems=bool(paths))


def check_again(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Look at unreadable images again; those that can be read now count again."""
    with open_project(project) as opened, cancel_on_interrupt() as cancel, progress_bars() as bars:
        report = opened.image_locations.check_again(on_progress=bars, cancel=cancel)
        problems = [{"path": str(e.path), "reason": e.message} for e in report.problems.values()]
    lines = [Text(f"{problem['path']}: {problem['reason']}") for problem in problems]
    data = {"readable": report.readable, "problems": problems}
    show(data, f"{len(report.readable)} images can be read again", *lines, as_json=as_json)
    leave_with(problems=bool(problems))


def new_picture(images: Images, project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Say that a changed file shows the same part in the same place, so that its masks stay."""
    with open_project(project) as opened:
        batch = _for_each(opened, images, lambda image: opened.image_files.take_new_picture(image.id))
    names = ", ".join(image.name for image in batch.done)
    _show_batch(batch, {}, f"Took the new picture: {names}", as_json=as_json)


def set_lot(
    images: Images,
    lot: Annotated[str, typer.Option("--lot", help="The lot's name; empty for no lot.")],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Put images into a lot; a lot is never split between learning and measuring."""
    with open_project(project) as opened:
        batch = _for_each(opened, images, lambda _: None)
        opened.images.set_group([image.id for image in batch.done], lot.strip())
    where = f"into the lot {lot.strip()}" if lot.strip() else "out of their lots"
    _show_batch(batch, {"lot": lot.strip()}, f"Put {len(batch.done)} images {where}", as_json=as_json)


def remove_image(
    images: Images,
    project: ProjectFolder = HERE,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take images out of the project, with their masks. Files stay; the project's record keeps the masks."""
    with open_project(project) as opened:
        batch = _for_each(opened, images, lambda _: None)
        masks = sum(image.annotation_count for image in batch.done)
        if not yes:
            names = ", ".join(image.name for image in batch.done)
            typer.confirm(f"Remove {names} with {masks} masks from the project?", abort=True, err=True)
        for image in batch.done:
            opened.removal.remove(image.id)
    text = f"Removed {len(batch.done)} images with {masks} masks"
    _show_batch(batch, {"annotations": masks}, text, as_json=as_json)


@dataclass(slots=True)
class _Batch:
    """The images with which something was done, and why not with the others that were named."""

    done: list[ImageRecord] = field(default_factory=list)
    failed: list[tuple[str, SamftError]] = field(default_factory=list)


def _for_each(project: Project, wanted: list[str], act: Callable[[ImageRecord], object]) -> _Batch:
    """Act on each image that is named, once; one that cannot be used takes no other along.

    Raises SamftError where nothing could be done with any.
    """
    find = _finder(project)
    batch = _Batch()
    known: set[int] = set()
    for text in wanted:
        try:
            image = find(text)
            # The same image may be named by id and by file.
            if image.id not in known:
                known.add(image.id)
                act(image)
                batch.done.append(image)
        except (ImageError, ProjectError, UsageError) as error:
            batch.failed.append((text, error))
    if batch.failed and not batch.done:
        raise batch.failed[0][1]
    return batch


def _show_batch(batch: _Batch, more: dict[str, object], text: str, *, as_json: bool) -> None:
    """Say what was done and list what was left out, with the exit code for it."""
    problems = [{"image": named, "reason": error.message} for named, error in batch.failed]
    data = {"images": [image.id for image in batch.done], **more, "problems": problems}
    lines = [Text(f"{problem['image']}: {problem['reason']}") for problem in problems]
    show(data, Text(text), *lines, as_json=as_json)
    leave_with(problems=bool(problems))


def _finder(project: Project) -> Callable[[str], ImageRecord]:
    """Finds images by id or file. It raises UsageError where one is not in the project."""
    images = project.images.all()
    by_id = {image.id: image for image in images}
    by_path = {image.path: image for image in images}

    def find(text: str) -> ImageRecord:
        image = by_id.get(int(text)) if text.isdecimal() else by_path.get(Path(text).absolute())
        if image is None:
            remedy = Message("remedy.image_id_or_file")
            raise UsageError(Message("cli.no_image", image=text), path=project.folder, remedy=remedy)
        return image

    return find
