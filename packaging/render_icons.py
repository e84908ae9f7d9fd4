"""Renders the program's icon to what each system wants: ``render_icons.py FOLDER``. Needs no display."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).parent / "linux" / "samft.svg"
SIDES = (16, 32, 48, 64, 128, 256)


def render(folder: Path) -> list[Path]:
    """Write PNG files, samft.ico and samft.icns into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    pictures = []
    for side in SIDES:
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        pictures.append(folder / f"samft-{side}.png")
        image.save(str(pictures[-1]))
    largest = Image.open(pictures[-1])
    largest.save(folder / "samft.ico", sizes=[(side, side) for side in SIDES])
    largest.save(folder / "samft.icns")
    return [*pictures, folder / "samft.ico", folder / "samft.icns"]


if __name__ == "__main__":
    for path in render(Path(sys.argv[1])):
        print(path)
