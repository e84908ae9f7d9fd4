"""``next``: which images to annotate next."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from samft_core.cli.console import cancel_on_interrupt, leave_with, progress_bars, show, table, waiting
from samft_core.cli.options import HERE, AsJson, Device, ProjectFolder, open_to_look
from samft_core.errors import ImageError
from samft_core.progress import Stage, Ticker


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("next")(next_images)


def next_images(
    project: ProjectFolder = HERE,
    count: Annotated[int, typer.Option(help="How many images to name.", min=1)] = 10,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    """Name the images that would teach the model most: unlike those with masks, and hard for the model."""
    from samft_core.active_learning.next_image import image_vector, rank_images
    from samft_core.project.records import ImageState

    opened = open_to_look(project)
    with waiting("Loading the model"):
        from samft_core.engine.session import ModelSession

        session = ModelSession.load(opened, device=device)
    with session, cancel_on_interrupt() as cancel, progress_bars() as bars:
        truth = {annotation.image_id for annotation in opened.annotations.ground_truth()}
        waits = (ImageState.NEW, ImageState.DRAFT)
        images = {
            image.id: image for image in opened.images.all() if image.state is not ImageState.UNREADABLE
        }
        wanted = [key for key, image in images.items() if image.state in waits or key in truth]
        ticker = Ticker(Stage.EMBED, len(wanted), bars)
        vectors = {}
        unreadable = []
        for key in wanted:
            cancel.raise_if_cancelled()
            try:
                vectors[key] = image_vector(session.embedding(key))
            except ImageError as error:
                unreadable.append({"path": str(images[key].path), "reason": error.message})
            ticker.tick(images[key].name)
        open_ones = {key: vector for key, vector in vectors.items() if images[key].state in waits}
        known = [vector for key, vector in vectors.items() if key not in open_ones]
        scores = {
            key: score for key, (_, score) in opened.predictions.lowest_scores().items() if key in open_ones
        }
        uncertainties = {key: 1.0 - score for key, score in scores.items()}
        order = rank_images(open_ones, known, uncertainties=uncertainties, count=count)
        data = [{"image": str(images[key].path), "score": scores.get(key)} for key in order]
    _say(data, unreadable, as_json=as_json)


def _say(data: list[dict[str, Any]], unreadable: list[dict[str, str]], *, as_json: bool) -> None:
    rows = [[image["image"], "" if image["score"] is None else f"{image['score']:.2f}"] for image in data]
    text = table("Annotate next", ("Image", "Lowest score"), rows) if rows else "No image waits for masks."
    result = {"next": data, "unreadable": unreadable}
    show(result, text, *(f"{image['path']}: {image['reason']}" for image in unreadable), as_json=as_json)
    leave_with(problems=bool(unreadable))
