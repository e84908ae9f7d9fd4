"""``--screenshot`` in a process of its own, as the self-test runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from samft_core.project.project import Project


def take(tmp_path: Path, *arguments: str) -> Path:
    """The picture that a window of its own saves."""
    picture = tmp_path / "window.png"
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "SAMFT_SETTINGS": str(tmp_path / "window.ini"),
        "SAMFT_LOG_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "app", "gui", *arguments, "--screenshot", str(picture)]
    subprocess.run(command, env=environment, check=True, timeout=300)
    return picture


def test_the_window_saves_its_picture_and_leaves(tmp_path: Path) -> None:
    with Image.open(take(tmp_path)) as image:
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 10


def test_a_category_on_the_command_line_comes_in_unasked(tmp_path: Path, mvtec_folder: Path) -> None:
    assert take(tmp_path, str(mvtec_folder)).is_file()
    with Project.open(mvtec_folder.with_name("bottle-samft")) as project:
        assert len(project.images.all()) == 5 and len(project.annotations.ground_truth()) == 4
