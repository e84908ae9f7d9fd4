"""Guards against a binding that gives up references: the window would die after some minutes of painting."""

import sys

from PySide6.QtGui import QImage, QPainter


def test_calls_that_return_nothing_keep_the_reference_count_of_none(qapp):
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.drawPoint(1, 1)
    before = sys.getrefcount(None)
    for _ in range(500):
        painter.drawPoint(1, 1)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 100
