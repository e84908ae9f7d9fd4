from __future__ import annotations

import subprocess
from pathlib import Path

from samft_core.processes import worker_command
from samft_core.store.project import Project
from samft_core.training.events import parse_event


def trainer(project: Path, *extra: str) -> subprocess.CompletedProcess[bytes]:
    command = worker_command("trainer", "--project", project, *extra)
    return subprocess.run(command, input=b"", capture_output=True, timeout=120, check=False)


def test_an_expected_failure_is_told_on_stdout_and_in_the_exit_code(tmp_path: Path) -> None:
    done = trainer(tmp_path / "nowhere")
    event = parse_event(done.stdout)
    assert done.returncode == 4
    assert event.kind == "failed" and "no such folder" in event.message and event.remedy


def test_too_little_data_is_told_in_plain_words(tmp_path: Path) -> None:
    Project.create(tmp_path / "p").close()
    done = trainer(tmp_path / "p", "--recipe", "seed")
    assert done.returncode == 6
    assert "accepted masks on 3 images" in parse_event(done.stdout).message


def test_print_from_anywhere_stays_off_the_event_stream() -> None:
    code = (
        "import os, samft_core.training.worker as w;"
        "stream = w._claim_stdout(); print('hello'); os.write(1, b'from C\\n');"
        "stream.write(b'{}\\n'); stream.flush()"
    )
    command = [worker_command("trainer")[0], "-c", code]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == b"{}\n"
    assert b"from C" in done.stderr
