"""The result card's pictures: which images, what is drawn on them, and what becomes of lost ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from samft_core.evaluation.report.pictures import BASE, TRUTH, TUNED, Colour
from samft_core.imaging.pixels import Rgb
from samft_core.project.project import Project
from samft_core.training.assess.result_pictures import SIDE, result_pictures
from samft_core.training.run_folder import RunFolder
from tests.samft_core.training.measured_version import answer, measured_version


@pytest.fixture
def project(tmp_path: Path, image_folder: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "plant") as made:
        made.images.add(sorted(image_folder.iterdir()))
        yield made


def paths(project: Project) -> dict[int, Path]:
    return {image.id: image.path for image in project.images.all()}


def columns(picture: Rgb, colour: Colour) -> tuple[int, int]:
    """Where the outline in this colour begins and ends."""
    near = np.abs(picture.astype(int) - colour).max(axis=2) < 40
    found = np.flatnonzero(near.sum(axis=0) > 20)
    return int(found[0]), int(found[-1])


def test_each_image_shows_truth_and_the_masks_before_and_now(project: Project) -> None:
    ids = list(paths(project))
    record = measured_version(project, {ids[0]: (8, 0), ids[1]: (0, 8), ids[2]: (3, 3)})
    found = {pictures.image: pictures for pictures in result_pictures(project, record, paths(project))}
    # The best, and the one that got worse, which is the worst too.
    assert list(found) == [ids[0], ids[1]]
    best = found[ids[0]]
    assert best.truth.shape == best.before.shape == best.after.shape and max(best.truth.shape) == SIDE
    true = columns(best.truth, TRUTH)
    assert columns(best.after, TUNED) == true
    scale = (true[1] - true[0]) / 24
    assert columns(best.before, BASE)[0] - true[0] == pytest.approx(8 * scale, abs=4)
    worse = found[ids[1]]
    assert columns(worse.before, BASE) == columns(worse.truth, TRUTH)
    assert columns(worse.after, TUNED)[0] > columns(worse.truth, TRUTH)[0]


def test_images_that_are_gone_or_changed_are_left_out(project: Project, image_folder: Path) -> None:
    ids = list(paths(project))
    record = measured_version(project, {ids[0]: (8, 0), ids[1]: (0, 8), ids[2]: (0, 6)})
    now = paths(project)
    assert len(result_pictures(project, record, now)) == 3
    now[ids[0]].unlink()
    moved = image_folder / "moved.png"
    now[ids[1]].rename(moved)
    del now[ids[2]]
    assert result_pictures(project, record, now) == []
    assert [p.image for p in result_pictures(project, record, now | {ids[1]: moved})] == [ids[1]]
    other = image_folder.parent / "other.png"
    other.write_bytes(b"no picture")
    assert result_pictures(project, record, now | {ids[1]: other}) == []


def test_answers_of_the_version_in_use_stand_for_before(project: Project) -> None:
    """Also those that its own run kept, as it was not asked again about what it had learnt from."""
    images = {image.id: image for image in project.images.all()}
    ids = list(images)
    first = measured_version(project, {ids[0]: (8, 4), ids[1]: (8, 4)})
    second = measured_version(project, {ids[0]: (8, 0), ids[1]: (0, 8)})
    assert first.name == "v1"
    results = tuple(r.model_copy(update={"against": "v1"}) for r in second.card.image_results)
    second = replace(second, card=second.card.changed(image_results=[r.model_dump() for r in results]))
    run = project.runs.get(second.run_id or 0)
    RunFolder(run.folder).keep_answers("v1", [answer(images[ids[0]], 2)])
    found = {p.image: p for p in result_pictures(project, second, paths(project))}
    starts = {i: columns(p.before, BASE)[0] - columns(p.truth, TRUTH)[0] for i, p in found.items()}
    scale = (columns(found[ids[0]].truth, TRUTH)[1] - columns(found[ids[0]].truth, TRUTH)[0]) / 24
    assert starts == {ids[0]: pytest.approx(2 * scale, abs=4), ids[1]: pytest.approx(4 * scale, abs=4)}


def test_a_mask_of_another_size_is_not_drawn(project: Project) -> None:
    images = list(project.images.all())
    record = measured_version(project, {image.id: (8, 0) for image in images})
    folder = RunFolder(project.runs.get(record.run_id or 0).folder)
    wrong = answer(images[0], 0).model_copy(update={"mask": {"size": [9, 9], "counts": "Y2"}})
    folder.keep_answers("fit", [wrong])
    assert result_pictures(project, record, paths(project)) == []


def test_what_came_in_a_pack_has_no_pictures(project: Project) -> None:
    record = measured_version(project, {image.id: (8, 0) for image in project.images.all()})
    assert result_pictures(project, replace(record, run_id=None), paths(project)) == []
    assert result_pictures(project, replace(record, card=record.card.changed(image_results=[])), {}) == []
