"""``versions``, ``activate``, ``rollback``: which model version is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from samft_core.cli.console import show, table
from samft_core.cli.options import HERE, AsJson, ProjectFolder, open_project, open_to_look

if TYPE_CHECKING:
    from samft_core.project.version_card import VersionCard


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("versions")(versions)
    app.command("activate")(activate)
    app.command("rollback")(rollback)


def versions(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """List the project's model versions; the base model is always there."""
    with open_to_look(project) as opened:
        active = opened.versions.active()
        data: list[dict[str, Any]] = [
            {
                "name": "base",
                "state": "active" if active is None else "base",
                "made": None,
                "iou": None,
                "folder": None,
            }
        ]
        for version in opened.versions.all():
            data.append(
                {
                    "name": version.name,
                    "state": version.state.value,
                    "made": version.created_at.isoformat(timespec="seconds"),
                    "iou": held_out_iou(version.card),
                    "folder": str(version.folder),
                }
            )
    rows = [
        [
            v["name"],
            v["state"],
            "" if v["iou"] is None else f"{v['iou']:.3f}",
            v["made"] or "",
            v["folder"] or "",
        ]
        for v in data
    ]
    headers = ("Version", "State", "Held-out IoU", "Made", "Folder")
    show(data, table("Model versions", headers, rows, right=5), as_json=as_json)


def activate(
    version: Annotated[str, typer.Argument(help="A version's name, or base.")],
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Put a model version to use."""
    with open_project(project) as opened:
        record = opened.versions.activate(version)
    _say_active("base" if record is None else record.name, as_json=as_json)


def rollback(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Return to what was in use before the last activation."""
    with open_project(project) as opened:
        record = opened.versions.roll_back()
    _say_active("base" if record is None else record.name, as_json=as_json)


def held_out_iou(card: VersionCard) -> float | None:
    """The version's mean IoU on held-out images with noisy boxes, from its card; None where it has none."""
    from samft_core.evaluation.records import recorded_comparison

    comparison = recorded_comparison(card)
    score = None if comparison is None else comparison.score("candidate", "noisy")
    return None if score is None else score.iou


def _say_active(name: str, *, as_json: bool) -> None:
    show({"active": name}, f"In use: {name}", as_json=as_json)
