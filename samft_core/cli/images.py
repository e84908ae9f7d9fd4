"""The ways back for images: ``relocate``, ``check-again``, ``new-picture``, ``set-lot``, ``remove-image``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, leave_with, note, progress_bars, show
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project
from samft_core.errors import UsageError
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
            image = find_images(opened, [str(old)])[0]
            opened.relocate_image(image.id, new)
            found, missing = [image.id], list[int]()
        else:
            report = opened.relocate_folder(old, new, on_progress=bars, cancel=cancel)
            found, missing = report.found, report.missing
            if missing:
                more = opened.relocate_images(new, on_progress=bars, cancel=cancel).found
                found, missing = [*found, *more], [i for i in missing if i not in more]
        paths = [str(opened.image(image_id).path) for image_id in missing]
    if not found and not missing:
        note(f"No image of the project is missing below {old}.")
    data = {"found": found, "missing": paths}
    lines = [Text(f"Still missing: {path}") for path in paths]
    show(data, f"Found {len(found)} images", *lines, as_json=as_json)
    leave_with(problems=bool(paths))


def check_again(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Look at unreadable images again; those that can be read now count again."""
    with open_project(project) as opened, cancel_on_interrupt() as cancel, progress_bars() as bars:
        report = opened.check_again(on_progress=bars, cancel=cancel)
        problems = [{"path": str(e.path), "reason": e.message} for e in report.problems.values()]
    lines = [Text(f"{problem['path']}: {problem['reason']}") for problem in problems]
    data = {"readable": report.readable, "problems": problems}
    show(data, f"{len(report.readable)} images can be read again", *lines, as_json=as_json)
    leave_with(problems=bool(problems))


def new_picture(images: Images, project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Say that a changed file shows the same part in the same place, so that its masks stay."""
    with open_project(project) as opened:
        found = find_images(opened, images)
        for image in found:
            opened.take_new_picture(image.id)
    names = ", ".join(image.name for image in found)
    show({"images": [image.id for image in found]}, Text(f"Took the new picture: {names}"), as_json=as_json)


def set_lot(
    images: Images,
    lot: Annotated[str, typer.Option("--lot", help="The lot's name; empty for no lot.")],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Put images into a lot; a lot is never split between learning and measuring."""
    with open_project(project) as opened:
        found = find_images(opened, images)
        opened.set_group([image.id for image in found], lot.strip())
    where = f"into the lot {lot.strip()}" if lot.strip() else "out of their lots"
    data = {"images": [image.id for image in found], "lot": lot.strip()}
    show(data, Text(f"Put {len(found)} images {where}"), as_json=as_json)


def remove_image(
    images: Images,
    project: ProjectFolder = HERE,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take images out of the project, with their masks. Files stay; the project's record keeps the masks."""
    with open_project(project) as opened:
        found = find_images(opened, images)
        masks = sum(image.annotation_count for image in found)
        if not yes:
            names = ", ".join(image.name for image in found)
            typer.confirm(f"Remove {names} with {masks} masks from the project?", abort=True, err=True)
        for image in found:
            opened.remove_image(image.id)
    data = {"images": [image.id for image in found], "annotations": masks}
    show(data, f"Removed {len(found)} images with {masks} masks", as_json=as_json)


def find_images(project: Project, wanted: list[str]) -> list[ImageRecord]:
    """Images by id or file, each once. Raises UsageError where one is not in the project."""
    images = project.images()
    by_id = {image.id: image for image in images}
    by_path = {image.path: image for image in images}
    found: dict[int, ImageRecord] = {}
    for text in wanted:
        image = by_id.get(int(text)) if text.isdigit() else by_path.get(Path(text).absolute())
        if image is None:
            remedy = Message("remedy.image_id_or_file")
            raise UsageError(Message("cli.no_image", image=text), path=project.folder, remedy=remedy)
        found[image.id] = image
    return list(found.values())
