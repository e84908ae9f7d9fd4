"""Every screen of the window as a picture: light and dark, at one and two times the scale.

    python packaging/docs/screenshots.py [--project FOLDER] [--only annotate,compare] [--scales 1,1.5,2]
                                    [--language de]

The light ones at scale 1 go into docs/images, as small WebP files; all others into build/screenshots, to be
looked at before a hand-over. Works on the sample project with a fine-tuned version in it:
``--project`` names one, else it is made first, which takes some minutes. No display is needed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
DOCS = REPOSITORY / "docs" / "images"
ALL = REPOSITORY / "build" / "screenshots"
SHORT_RUN = {
    "name": "auto",
    "learning_rate": 1e-4,
    "losses": {"bce": 1.0, "dice": 1.0, "iou_head": 0.1},
    "steps": 60,
    "batch_rows": 2,
    "box_jitter": 0.1,
}
"""For the picture of a run under way: the curves need a few steps, not a good version."""


def main() -> int:
    """Prepare the project, then one process for each scale: Qt reads it only at its start."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--docs", type=Path, default=DOCS, help="where the user guide's pictures go")
    parser.add_argument("--out", type=Path, default=ALL, help="where all others go")
    parser.add_argument("--project", type=Path, help="a sample project with a fine-tuned version")
    parser.add_argument("--only", default="", help="names of screens, parted by commas")
    parser.add_argument("--scales", default="1,2", help="device pixels a pixel, parted by commas")
    parser.add_argument("--language", default="en", help="de, zh_CN: none of these go into docs/images")
    options = parser.parse_args()
    if options.language != "en":
        options.docs = options.out = options.out / options.language
    with tempfile.TemporaryDirectory(prefix="samft-pictures-") as temporary:
        project = options.project or prepare(Path(temporary))
        for folder in (options.docs, options.out):
            folder.mkdir(parents=True, exist_ok=True)
        for scale in options.scales.split(","):
            photograph(project, Path(temporary), options, scale)
    return 0


def prepare(folder: Path) -> Path:
    """The sample project, fine-tuned with the preset ``auto`` by the program's own command line."""
    project = folder / "bottles-samft"
    samft = [sys.executable, "-m", "samft_core"]
    for command in (
        ["new", str(project)],
        ["import", "--project", str(project), str(REPOSITORY / "resources" / "samples" / "bottles")],
        ["train", "--project", str(project)],
    ):
        subprocess.run([*samft, *command], check=True, cwd=REPOSITORY)
    return project


def photograph(project: Path, temporary: Path, options: argparse.Namespace, scale: str) -> None:
    """Run one scale on a copy, so that each starts from the same state."""
    copy = temporary / "shown" / "bottles-samft"
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(project, copy)
    environment = os.environ | {
        "PYTHONPATH": str(REPOSITORY),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "SAMFT_SETTINGS": str(temporary / f"{scale}.ini"),
        "SAMFT_LOG_DIR": str(temporary / "log"),
        "SAMFT_RECIPE": json.dumps(SHORT_RUN),
    }
    command = [sys.executable, str(REPOSITORY / "packaging" / "docs" / "photographer.py"), str(copy), scale]
    where = [
        "--docs",
        str(options.docs),
        "--out",
        str(options.out),
        "--only",
        options.only,
        "--language",
        options.language,
    ]
    subprocess.run([*command, *where], check=True, env=environment)


if __name__ == "__main__":
    sys.exit(main())
