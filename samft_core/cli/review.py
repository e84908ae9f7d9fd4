"""``review`` and ``history``: the second inspector, and who did what, when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from samft_core.cli.console import leave_with, show, table
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_to_look
from samft_core.errors import ProjectError, SamftError, UsageError
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.project.project import Project
    from samft_core.project.records import ImageRecord


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("review")(review)
    app.command("history")(history)


def review(
    *,
    images: Annotated[
        list[str] | None, typer.Argument(help="Images of the project: ids, paths, or names that are unique.")
    ] = None,
    project: ProjectFolder = HERE,
    approve: Annotated[bool, typer.Option("--approve", help="Approve these images.")] = False,
    send_back: Annotated[
        str | None, typer.Option("--return", help="Return these images with this comment.", metavar="COMMENT")
    ] = None,
    inspector: Annotated[
        str | None, typer.Option(help="Who reviews.", show_default="who is logged in")
    ] = None,
    required: Annotated[
        bool | None,
        typer.Option(
            "--required/--not-required",
            help="From now on only approved images count for fine-tuning and export, or all accepted ones.",
            show_default=False,
        ),
    ] = None,
    four_eyes: Annotated[
        bool | None,
        typer.Option(
            "--four-eyes/--two-eyes",
            help="From now on nobody approves what they accepted themselves, or anybody may.",
            show_default=False,
        ),
    ] = None,
    shared_account: Annotated[
        bool | None,
        typer.Option(
            "--shared-account/--own-accounts",
            help="From now on names tell people apart, as several share one account, or accounts do.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the images that wait for review or were returned; approve or return some."""
    from samft_core.project.project import Project

    chosen = images or []
    # Images without a verdict, or a verdict without images: refused rather than guessed, as a verdict
    # is signed with a name.
    if (approve and send_back is not None) or bool(chosen) != (approve or send_back is not None):
        raise UsageError(
            Message("cli.images_and_verdict"),
            remedy=Message("remedy.approve_or_return"),
        )
    with Project.open(project, inspector=inspector) as opened:
        # Before the verdicts, so that they count under the rules that this very command sets.
        _set_rules(opened, required=required, four_eyes=four_eyes, shared_accounts=shared_account)
        found, failed = _decide(opened, chosen, send_back)
        rules = opened.reviews.rules()
        wanted = {image.id for image in found}
        data: dict[str, Any] = {
            "required": rules.required,
            "four_eyes": rules.four_eyes,
            "shared_accounts": rules.shared_accounts,
            "images": [_review_json(opened, i) for i in opened.images.all() if _is_listed(i, wanted)],
            "problems": [{"image": text, "reason": error.message} for text, error in failed],
        }
    problems = [Text(f"{problem['image']}: {problem['reason']}") for problem in data["problems"]]
    show(data, *_review_texts(data), *problems, as_json=as_json)
    leave_with(problems=bool(problems))


def _decide(
    project: Project, chosen: list[str], send_back: str | None
) -> tuple[list[ImageRecord], list[tuple[str, SamftError]]]:
    """Approve images, or return them with a comment: those where it was done, and why not for the others.

    Raises SamftError where it was done for none.
    """
    done: list[ImageRecord] = []
    failed: list[tuple[str, SamftError]] = []
    for text in chosen:
        try:
            image = find_image(project, text)
            if send_back is None:
                # With the version just read: what somebody changes in this moment is not approved
                # along.
                project.reviews.approve(image.id, row_version=image.row_version)
            else:
                project.reviews.return_image(image.id, row_version=image.row_version, comment=send_back)
            done.append(image)
        except (ProjectError, UsageError) as error:
            failed.append((text, error))
    if failed and not done:
        raise failed[0][1]
    return done, failed


def history(
    image: Annotated[
        str, typer.Argument(help="An image of the project: its id, path, or name if it is unique.")
    ],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Tell who did what with an image, newest first."""
    with open_to_look(project) as opened:
        found = find_image(opened, image)
        entries = opened.history.of_image(found.id)
    data = {
        "image": str(found.path),
        "history": [
            {
                "at": e.at.isoformat(),
                "who": e.who,
                "what": e.kind,
                "times": e.times,
                "text": e.message,
                **e.values,
            }
            for e in entries
        ],
    }
    rows = [[_local(entry.at), entry.message] for entry in entries]
    show(data, table(found.name, ("When", "What"), rows, right=2), as_json=as_json)


def find_image(project: Project, text: str) -> ImageRecord:
    """The image that ``text`` names. Raises UsageError where it names none, or several."""
    images = project.images.all()
    path = Path(text).absolute()
    # An id before a path before a name: what is most exact wins, and a file called "12" can still be
    # given by its path.
    for found in (
        [image for image in images if text == str(image.id)],
        [image for image in images if image.path == path],
        [image for image in images if image.name == text],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            remedy = Message("remedy.path_or_id", ids=[image.id for image in found])
            raise UsageError(Message("cli.several_images", count=len(found), name=text), remedy=remedy)
    remedy = Message("remedy.review_lists")
    raise UsageError(Message("cli.no_such_image", name=text), path=project.folder, remedy=remedy)


def _set_rules(
    project: Project, *, required: bool | None, four_eyes: bool | None, shared_accounts: bool | None
) -> None:
    rules = project.reviews.rules()
    if required is not None:
        rules = replace(rules, required=required)
    if four_eyes is not None:
        rules = replace(rules, four_eyes=four_eyes)
    if shared_accounts is not None:
        rules = replace(rules, shared_accounts=shared_accounts)
    project.reviews.set_rules(rules)


def _is_listed(image: ImageRecord, wanted: set[int]) -> bool:
    from samft_core.project.records import ReviewState

    if wanted:
        return image.id in wanted
    return image.review in (ReviewState.WAITING, ReviewState.RETURNED)


def _review_json(project: Project, image: ImageRecord) -> dict[str, Any]:
    from samft_core.project.records import ReviewState

    verdicts = project.reviews.of_image(image.id) if image.review is not ReviewState.WAITING else []
    newest = verdicts[0] if verdicts else None
    return {
        "id": image.id,
        "image": str(image.path),
        "name": image.name,
        "state": image.state.value,
        "review": None if image.review is None else image.review.value,
        "accepted_by": list(image.accepted_by),
        "accepted_at": None if image.accepted_at is None else image.accepted_at.isoformat(),
        "reviewed_by": None if newest is None else newest.who,
        "comment": "" if newest is None else newest.comment,
    }


def _review_texts(data: dict[str, Any]) -> list[Any]:
    rows = [
        [
            str(image["id"]),
            image["name"],
            image["state"],
            image["review"] or "",
            ", ".join(image["accepted_by"]),
            _local(datetime.fromisoformat(image["accepted_at"])) if image["accepted_at"] else "",
            image["reviewed_by"] or "",
            image["comment"],
        ]
        for image in data["images"]
    ]
    headers = ("Id", "Image", "State", "Review", "Accepted by", "Accepted", "Reviewed by", "Comment")
    counts = "Only approved images count" if data["required"] else "All accepted images count"
    eyes = "another inspector approves" if data["four_eyes"] else "anybody may approve"
    told_apart = "names" if data["shared_accounts"] else "accounts"
    rules = f"{counts}; {eyes}; people are told apart by {told_apart}."
    return [table("Review", headers, rows, right=8), rules] if rows else ["No image waits for review.", rules]


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
