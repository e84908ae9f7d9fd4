"""The facts of all images, the filters over them, and their counts."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.image_facts import Counts, WallFilter
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation


def square(side: int) -> RleMask:
    mask = np.zeros((40, 60), np.bool_)
    mask[:side, :side] = True
    return RleMask.from_array(mask)


@pytest.fixture
def project(tmp_path: Path):
    folder = tmp_path / "images"
    folder.mkdir()
    for name, level in (("a", 10), ("b", 90), ("c", 200)):
        Image.fromarray(np.full((40, 60, 3), level, np.uint8)).save(folder / f"{name}.png")
    shutil.copy(folder / "a.png", folder / "d.png")
    with Project.create(tmp_path / "p", inspector="ada") as made:
        made.images.add(sorted(folder.glob("*.png")))
        made.classes.add("dent")
        made.classes.add("scratch")
        yield made


def test_facts_of_images_and_objects(project: Project) -> None:
    first, second, third, fourth = [image.id for image in project.images.all()]
    accepted = AnnotationState.ACCEPTED
    project.annotations.add(NewAnnotation(first, "dent", Prompts(), square(5), state=accepted))
    project.inspector = "ben"
    made = project.annotations.add(NewAnnotation(first, "scratch", Prompts(), square(8)))
    project.images.set_good(third, True)
    overview = project.overview.read()
    facts = overview.images[first]
    assert (facts.classes, facts.inspectors, facts.largest) == ({"dent", "scratch"}, {"ada", "ben"}, 64)
    assert overview.images[third].inspectors == {"ben"} and second not in overview.images
    assert overview.doubles == {first, fourth}
    assert sorted((o.class_name, o.accepted) for o in overview.objects) == [
        ("dent", True),
        ("scratch", False),
    ]
    project.annotations.update(made.id, row_version=made.row_version, mask=square(9))
    assert project.overview.read().images[first].revision != facts.revision
    counts = Counts.of(overview.objects)
    assert counts.by_class == {"dent": 1, "scratch": 1} and sum(counts.by_day.values()) == 2


def test_filters(project: Project) -> None:
    images = {image.name: image for image in project.images.all()}
    project.annotations.add(NewAnnotation(images["a.png"].id, "dent", Prompts(), square(5)))
    project.images.set_group([images["b.png"].id], "monday")
    images = {image.name: image for image in project.images.all()}
    overview = project.overview.read()

    def shown(wanted: WallFilter, **scores: float) -> set[str]:
        return {
            name[0] for name, image in images.items() if wanted.passes(image, overview, scores.get(name[0]))
        }

    today = date.today()
    assert shown(WallFilter()) == set("abcd")
    assert shown(WallFilter(class_name="dent")) == {"a"} == shown(WallFilter(inspector="ada"))
    assert shown(WallFilter(lot="monday")) == {"b"} and shown(WallFilter(lot="")) == set("acd")
    assert shown(WallFilter(least_area=25)) == {"a"} and shown(WallFilter(least_area=26)) == set()
    assert shown(WallFilter(first_day=today - timedelta(days=1))) == {"a"}
    assert shown(WallFilter(last_day=today - timedelta(days=2))) == set()
    assert shown(WallFilter(below_score=0.5), a=0.4, b=0.6) == {"a"}
    assert shown(WallFilter(doubles=True)) == {"a", "d"}
