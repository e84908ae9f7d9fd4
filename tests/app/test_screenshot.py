"""``--screenshot`` in a process of its own, as the self-test runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image


def test_the_window_saves_its_picture_and_leaves(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "SAMFT_SETTINGS": str(tmp_path / "window.ini"),
        "SAMFT_LOG_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "app", "gui", "--screenshot", str(picture)]
    subprocess.run(command, env=environment, check=True, timeout=300)
    with Image.open(picture) as image:
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 10
