"""A tour that is killed leaves the sample as it found it: the next opening brings its masks back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.controllers import project as project_controller
from app.services.opening import Plan
from app.tour import controller as tour_controller
from app.tour.kept_masks import KeptMasks
from samft_core.project.project import Project
from samft_core.project.records import ImageState, NewAnnotation
from tests.e2e.desk import Desk, small_project, square

TOUR = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.bootstrap import make_application, make_window
from app.controllers import project as project_controller
from app.services.opening import Plan
from app.settings.settings import Settings
from app.tour import controller as tour_controller
from tests.e2e.desk import fake_engine

folder, settings = Path(sys.argv[1]), Settings(Path(sys.argv[2]))
settings.inspector, settings.language, settings.prepare_ahead = "ada", "en", False
for module in (project_controller, tour_controller):
    module.sample_plan = lambda: Plan(folder, create=False, source=folder)
application = make_application()
window = make_window(application, settings, engine=fake_engine)
window.show()
window.commands["help.tour"].trigger()
watch = QTimer()
watch.timeout.connect(lambda: print("step", window.tour.step, flush=True))
watch.start(50)
application.exec()
"""


@pytest.fixture
def sample(tmp_path: Path, image_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample project whose every image is decided on, so that the tour has to take masks away."""
    folder = small_project(tmp_path / "bottles-samft", image_folder)
    with Project.open(folder, inspector="ada") as project:
        for image in project.images.all()[1:]:
            project.images.set_good(image.id, True)
    plan = Plan(folder, create=False, source=folder)
    for module in (project_controller, tour_controller):
        monkeypatch.setattr(module, "sample_plan", lambda: plan)
    return folder


def state_of(folder: Path) -> list[object]:
    with Project.open(folder, inspector="ada") as project:
        return [
            (a.id, a.class_name, a.mask, a.state, a.accepted_by, a.accepted_at)
            for image in project.images.all()
            for a in project.annotations.of_image(image.id)
        ]


def kill_in_the_tour(sample: Path, settings: Path) -> None:
    """Start the tour in a window of its own, and kill it as soon as the first step is shown."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    child = subprocess.Popen(
        [sys.executable, "-c", TOUR, str(sample), str(settings)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert child.stdout is not None
    try:
        for line in child.stdout:
            if "step 1" in line or "Step.BOX" in line:
                break
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.stdout.close()
        child.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="ends a whole group of processes, as POSIX knows it")
def test_a_killed_tour_gives_its_masks_back(desk: Desk, sample: Path, tmp_path: Path) -> None:
    before = state_of(sample)
    kill_in_the_tour(sample, tmp_path / "child.json")
    assert state_of(sample) == []  # the tour had them
    desk.window.controllers.project.close()
    desk.open(sample, images=3)
    assert desk.states()["000.png"] is ImageState.ACCEPTED
    assert desk.hub.projects.image(desk.hub.projects.index.order[0]).state is ImageState.ACCEPTED
    assert state_of(sample) == before
    assert not list(desk.project.cache_dir.glob("tour-masks.json"))


def test_what_was_drawn_in_their_place_stays(tmp_path: Path, sample: Path) -> None:
    from samft_core.imaging.prompts import Prompts

    kept = KeptMasks()
    with Project.open(sample, inspector="ada") as project:
        (record,) = project.annotations.of_image(project.images.all()[0].id)
        kept.keep(project, [record])
        assert KeptMasks().bring_back(project) is None  # that tour is running
        project.annotations.delete(record.id, row_version=record.row_version)
        assert kept._lock is not None
        kept._lock.release()  # as the system does it for a process that is killed
        own = project.annotations.add(
            NewAnnotation(record.image_id, class_name="dent", prompts=Prompts(), mask=square(70, 70))
        )
        assert KeptMasks().bring_back(project) is None
        assert project.annotations.of_image(record.image_id) == [own]
        assert not list(project.cache_dir.glob("tour-masks.json"))


@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", '[{"id": 1}]', "null"])
def test_a_file_that_is_none_changes_nothing(sample: Path, text: str) -> None:
    before = state_of(sample)
    with Project.open(sample, inspector="ada") as project:
        project.cache_dir.mkdir(parents=True, exist_ok=True)
        (project.cache_dir / "tour-masks.json").write_text(text, "utf-8")
        assert KeptMasks().bring_back(project) is None
    assert state_of(sample) == before
