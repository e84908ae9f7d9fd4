"""On scaled screens one image pixel at 100 % is still one device pixel, checked in a process of its own."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import numpy as np
from PySide6.QtWidgets import QApplication
app = QApplication([])
from app.canvas.widget import CanvasWidget
canvas = CanvasWidget()
canvas.resize(201, 151)
rgb = np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8)
canvas.set_image(rgb, 1)
canvas.show()
canvas.grab()
canvas.actual()
image = canvas.grab().toImage().convertToFormat(__import__("PySide6.QtGui").QtGui.QImage.Format.Format_RGB888)
width, height = image.width(), image.height()
seen = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())[:, : 3 * width]
seen = seen.reshape(height, width, 3)
ox, oy = canvas.viewport.transform.origin
assert canvas.devicePixelRatioF() == SCALE, canvas.devicePixelRatioF()
assert abs(width - 201 * SCALE) <= 1, width
assert np.array_equal(seen[oy : oy + 90, ox : ox + 120], rgb)
canvas.close()
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_one_image_pixel_is_one_device_pixel(scale):
    environment = dict(os.environ, QT_SCALE_FACTOR=scale, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("SCALE", scale)],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
