from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np

from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.processes import worker_command
from samft_core.project.project import Project
from samft_core.project.records import AnnotationState, NewAnnotation, RunState
from samft_core.training.events import parse_event


def trainer(project: Path, *extra: str) -> subprocess.CompletedProcess[bytes]:
    command = worker_command("trainer", "--project", project, *extra)
    return subprocess.run(command, input=b"", capture_output=True, timeout=500, check=False)


def test_an_expected_failure_is_told_on_stdout_and_in_the_exit_code(tmp_path: Path) -> None:
    done = trainer(tmp_path / "nowhere")
    event = parse_event(done.stdout)
    assert done.returncode == 4
    assert event.kind == "failed" and "no such folder" in event.message and event.remedy


def test_cancel_on_stdin_stops_the_run_and_leaves_it_resumable(image_folder: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "p") as project:
        for image_id in project.images.add(sorted(image_folder.iterdir())).added:
            mask = np.zeros((120, 160), bool)
            mask[40:60, 70:95] = True
            rle = RleMask.from_array(mask)
            prompts = Prompts(box=rle.box)
            state = AnnotationState.ACCEPTED
            project.annotations.add(
                NewAnnotation(image_id, class_name="chip", prompts=prompts, mask=rle, state=state)
            )
    command = worker_command("trainer", "--project", tmp_path / "p", "--recipe", "seed")
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None and process.stdout is not None
        assert parse_event(process.stdout.readline()).kind == "started"
        process.stdin.write(b"cancel\n")
        process.stdin.flush()
        last = process.stdout.read().splitlines()[-1]
    assert process.returncode == 130
    assert parse_event(last).kind == "cancelled"
    with Project.open(tmp_path / "p") as project:
        assert project.runs.all()[0].state is RunState.CANCELLED
