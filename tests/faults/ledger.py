"""What a program acknowledged before it was killed, compared with what is there afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.witness import database_damage, leftovers, mirror_differences, read_truth

ANY_IMAGE = 0
"""An edit may change any image, as an undo does; no image has this id."""


@dataclass(slots=True)
class Ledger:
    """The last acknowledged state of each image, and the image whose edit was not acknowledged any more."""

    states: dict[int, dict[str, Any]] = field(default_factory=dict)
    pending: int | None = None
    edits: int = 0
    refused: list[str] = field(default_factory=list)

    @classmethod
    def of_project(cls, folder: Path) -> Ledger:
        """What the project holds before anything happens to it."""
        truth = read_truth(folder)
        images = {image for image, _fact in truth.annotations.values()} | truth.good
        return cls({image: truth.of_image(image) for image in images})

    def take(self, data: bytes) -> None:
        """Read what a writer said; a last line that is not whole was not said."""
        for line in data.split(b"\n")[:-1]:
            said = json.loads(line)
            image = said["image"]
            self.pending = image if said["kind"] == "try" else None
            if said["kind"] == "done":
                self.states[image] = said["state"]
                self.edits += 1
            elif said["kind"] == "refused":
                self.refused.append(said["state"]["error"])

    def lost(self, folder: Path) -> list[str]:
        """Where the project is not what was acknowledged. The one pending edit may be there or not."""
        truth = read_truth(folder)
        problems = []
        for image, wanted in self.states.items():
            found = truth.of_image(image)
            if found != wanted and self.pending not in (image, ANY_IMAGE):
                problems.append(f"image {image}: acknowledged {wanted}, found {found}")
        return problems


def faults_of(folder: Path, ledger: Ledger | None = None) -> dict[str, list[str]]:
    """Everything wrong with a project after it was opened again, by kind; empty lists where all is well."""
    return {
        "lost": [] if ledger is None else ledger.lost(folder),
        "database": database_damage(folder),
        "mirror": mirror_differences(folder),
        "leftovers": leftovers(folder),
    }
