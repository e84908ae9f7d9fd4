"""An inspector's edits through the store, each acknowledged with what the image then holds."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

from samft_core.errors import ConflictError, SamftError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, ImageState, NewAnnotation
from tests.faults.projects import CLASSES, disc
from tests.faults.witness import fact


def acknowledged(project: Project, image_id: int) -> dict[str, Any]:
    """What the product says that an image holds."""
    facts = {
        str(a.id): list(fact(a.class_name, a.state.value, a.mask.height, a.mask.width, a.mask.counts))
        for a in project.annotations.of_image(image_id)
    }
    return {"annotations": facts, "good": project.images.get(image_id).state is ImageState.GOOD}


def say(descriptor: int, kind: str, image_id: int, state: dict[str, Any] | None = None) -> None:
    """One line to whoever keeps the list; whole, as it is shorter than a pipe's atomic size or written on."""
    data = (json.dumps({"kind": kind, "image": image_id, "state": state}) + "\n").encode()
    while data:
        data = data[os.write(descriptor, data) :]


def edit_once(project: Project, image_id: int, rng: random.Random) -> None:
    """One random edit of one image; edits that the image's state rules out are refused by the store."""
    here = project.annotations.of_image(image_id)
    chosen = rng.choice(here) if here else None
    mask = RleMask.from_array(disc(rng))
    kind = rng.choice(("add", "add", "mask", "mask", "class", "accept", "accept", "reopen", "delete", "good"))
    if kind == "add" or (chosen is None and kind != "good"):
        if len(here) < 5:
            project.annotations.add(
                NewAnnotation(image_id, class_name=rng.choice(CLASSES), prompts=Prompts(), mask=mask)
            )
    elif kind == "mask" and chosen is not None:
        project.annotations.update(chosen.id, row_version=chosen.row_version, mask=mask)
    elif kind == "class" and chosen is not None:
        project.annotations.update(chosen.id, row_version=chosen.row_version, class_name=rng.choice(CLASSES))
    elif kind == "accept":
        project.annotations.set_states(image_id, {a.id: AnnotationState.ACCEPTED for a in here})
    elif kind == "reopen":
        project.annotations.set_states(image_id, {a.id: AnnotationState.DRAFT for a in here})
    elif kind == "delete" and chosen is not None:
        record = project.annotations.delete(chosen.id, row_version=chosen.row_version)
        if rng.random() < 0.5:
            project.annotations.restore(record)
    elif kind == "good" and not here:
        project.images.set_good(image_id, rng.random() < 0.7)


def write(
    folder: Path,
    seed: int,
    descriptor: int,
    *,
    edits: int = 1_000_000,
    behind: bool = False,
    who: str = "ada",
) -> int:
    """Edit until killed or done, and say before and after each edit what it is about; returns the edits."""
    rng = random.Random(seed)
    done = 0
    with Project.open(folder, inspector=who) as project:
        if behind:
            project.ground_truth_files.write_behind()  # as the window does
        ids = [image.id for image in project.images.all()]
        for _ in range(edits):
            image_id = rng.choice(ids)
            say(descriptor, "try", image_id)
            try:
                edit_once(project, image_id, rng)
            except ConflictError:
                say(descriptor, "conflict", image_id)
                continue
            except SamftError as error:
                say(descriptor, "refused", image_id, {"error": str(error)})
                continue
            say(descriptor, "done", image_id, acknowledged(project, image_id))
            done += 1
    return done
