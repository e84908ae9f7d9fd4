"""Every command on many things does what it can, lists the rest, and says so with an exit code of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import typer
from PIL import Image

from samft_core.cli import measure
from samft_core.cli.main import BATCH, app, main
from samft_core.engine import session as engine_session
from samft_core.engine.backend import EncodedImage
from samft_core.engine.image_source import ImageCatalogue, ImageSource
from samft_core.errors import DONE_WITH_PROBLEMS
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project import backups
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation
from samft_core.project.version_card import VersionCard
from samft_core.sam.types import Prediction
from samft_core.training import run as training_run
from samft_core.training.events import RunFinished

ONE_AT_A_TIME = {
    *("new", "set-base-model", "status", "check", "take-over", "history", "compare", "report", "versions"),
    *("measures", "scale"),
    *("activate", "rollback", "pack", "unpack", "update", "doctor", "demo", "gui", "selftest"),
    *("keys", "policy", "base-pack"),
}
"""Commands that do one thing, which is done or not."""


class FakeSession:
    """Reads the images as the real session does, and answers with the whole image."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._images = ImageSource(ImageCatalogue.of(project))

    @classmethod
    def load(cls, project: Project, *, device: str = "auto") -> FakeSession:
        return cls(project)

    def __enter__(self) -> FakeSession:
        return self

    def __exit__(self, *error: object) -> None:
        self.project.close()

    def encode(self, image_id: int) -> EncodedImage:
        self._images.open(image_id)
        return EncodedImage(False, ())

    def embedding(self, image_id: int) -> Any:
        self._images.open(image_id)
        return SimpleNamespace(
            features=np.ones((256, 4, 4), np.float32), frame=SimpleNamespace(side=4, content_size=(4, 4))
        )

    def predict(
        self, image_id: int, prompts: Prompts, *, version: str, proposals: bool = False
    ) -> Prediction:
        image = self._images.open(image_id)
        mask = np.ones((1, image.height, image.width), bool)
        return Prediction(masks=mask, scores=np.ones(1, np.float32), version=version)


@pytest.fixture
def folder(tmp_path: Path, image_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three images with accepted masks (three others wait), the second of which has lost its file."""
    monkeypatch.setattr(engine_session, "ModelSession", FakeSession)
    monkeypatch.setattr(measure, "ModelSession", FakeSession)
    more = tmp_path / "more"
    more.mkdir()
    for number in range(3):
        Image.fromarray(np.full((20, 30, 3), 40 * number, np.uint8)).save(more / f"more{number}.png")
    with Project.create(tmp_path / "plant", inspector="Ada") as project:
        ids = project.images.add([*sorted(image_folder.iterdir()), *sorted(more.iterdir())]).added
        for image_id in ids[:3]:
            image = project.images.get(image_id)
            mask = RleMask.from_array(np.ones((image.height, image.width), bool))
            prompts = Prompts(box=mask.box)
            project.annotations.add_all([NewAnnotation(image_id, "scratch", prompts, mask)])
            project.annotations.accept_image(image_id)
        project.reviews.set_rules(project.reviews.rules().__class__(required=False, four_eyes=False))
        project.image_files.mark_unreadable(ids[5], "cut")
        project.image_files.mark_unreadable(ids[4], "cut")
        project.back_up()
    (image_folder / "001.png").unlink()
    (more / "more2.png").write_bytes(b"no picture")
    return tmp_path / "plant"


FINISHED = RunFinished(run_id=1, version="v1", offered=False, comparison={}, report=None, seconds=1.0)

Arguments = Callable[[Path], list[object]]


def damaged_backup(folder: Path) -> list[object]:
    newest = backups.newest(folder)
    assert newest is not None
    newer = newest.with_name("project-daily-n000999-20300101-000000-000000.db")
    newer.write_bytes(newest.read_bytes()[:9000])
    return []


def packed(folder: Path) -> list[object]:
    pack = folder.parent / "p.samftproject"
    assert main(["pack-project", str(pack), "-p", str(folder)]) == DONE_WITH_PROBLEMS
    return [pack, folder.parent / "unpacked", "--accept-untrusted"]


def trained(folder: Path) -> list[object]:
    """A run that left an image out; the run itself is tried elsewhere."""
    left_out = [{"image": 2, "path": "001.png", "reason": "missing"}]
    with Project.open(folder) as project:
        project.versions.add(card=VersionCard.read({"data": {"left_out": left_out}}))
    return []


def moved(folder: Path) -> list[object]:
    images = folder.parent / "images"
    images.rename(folder.parent / "archive")
    return [images, folder.parent / "archive"]


SETUPS: dict[str, Arguments] = {
    "import": lambda folder: [folder.parent / "more", folder.parent / "nowhere"],
    "export": lambda folder: [folder.parent / "out"],
    "relocate": moved,
    "check-again": lambda _: [],
    "new-picture": lambda _: [1, 2],
    "set-lot": lambda _: [1, "none.png", "--lot", "L7"],
    "remove-image": lambda _: [1, 99, "--yes"],
    "review": lambda _: [1, 4, "--approve"],
    "embed": lambda _: [],
    "predict": lambda folder: [1, 4, "--out", folder.parent / "masks"],
    "next": lambda _: [],
    "train": trained,
    "evaluate": lambda _: [],
    "pack-project": lambda folder: [folder.parent / "p.samftproject"],
    "unpack-project": packed,
    "restore": damaged_backup,
}


def test_each_command_is_for_one_thing_or_for_many() -> None:
    group: Any = typer.main.get_command(app)
    assert set(group.commands) == {*BATCH, *ONE_AT_A_TIME}
    assert set(SETUPS) == set(BATCH)


@pytest.mark.parametrize("command", BATCH)
def test_one_that_cannot_be_used_takes_no_other_along(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    if command == "train":
        monkeypatch.setattr(training_run, "fine_tune", lambda *_, **__: FINISHED)
        monkeypatch.setattr("samft_core.cli.train._comparison", lambda *_: [])
    arguments = [*map(str, SETUPS[command](folder))]
    where = [] if command == "unpack-project" else ["-p", str(folder)]
    capsys.readouterr()
    code = main([command, *arguments, *where, "--json"])
    captured = capsys.readouterr()
    assert code == DONE_WITH_PROBLEMS, captured.err
    said = json.dumps(json.loads(captured.out))
    assert any(f'"{word}"' in said for word in ("reason", "error", "missing", "notes", "skipped", "left_out"))


def test_an_empty_folder_is_no_import_without_a_word(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty" / "images").mkdir(parents=True)
    capsys.readouterr()
    assert main(["import", str(tmp_path / "empty"), "-p", str(folder), "--json"]) == DONE_WITH_PROBLEMS
    [report] = json.loads(capsys.readouterr().out)
    assert "no images that are read" in report["problems"][0]["reason"]
