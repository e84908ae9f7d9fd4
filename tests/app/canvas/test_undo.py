"""Canvas and undo stack together: what is shown after undo and redo is what is stored."""

from contextlib import nullcontext

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.canvas.widget import CanvasWidget
from app.commands.history import History
from app.commands.mask_commands import EditMask
from samft_core.imaging import masks
from samft_core.project.records import AnnotationState

LEFT = Qt.MouseButton.LeftButton


class OneMask:
    """An editor of a single mask that answers through the canvas, as the window does."""

    def __init__(self, canvas, mask):
        self.canvas, self.mask = canvas, mask

    def one_transaction(self):
        return nullcontext()

    def state_of(self, _annotation_id):
        return 1, AnnotationState.DRAFT

    def signed(self, _annotation_id):
        return None

    def apply_delta(self, _annotation_id, delta):
        inverse = masks.apply(self.mask, delta)
        self.canvas.set_active_mask(self.mask)
        return inverse


@pytest.mark.parametrize("seed", range(4))
def test_strokes_undone_are_as_if_never_drawn(qtbot, seed):
    rng = np.random.default_rng(seed)
    canvas = CanvasWidget()
    qtbot.addWidget(canvas)
    canvas.resize(300, 240)
    canvas.show()
    canvas.set_image(rng.integers(0, 256, (110, 140, 3), np.uint8), 1)
    start = rng.random((110, 140)) < 0.02
    editor = OneMask(canvas, start.copy())
    history = History(editor)
    canvas.set_active_mask(start)
    canvas.repaint()
    before = canvas.compositor.pixels.copy()
    canvas.stroke_finished.connect(lambda delta: history.push(EditMask(history, 1, delta)))
    for _ in range(12):
        canvas.set_tool(rng.choice(["brush", "eraser", "lasso_add", "lasso_subtract"]))
        canvas.set_brush_size(int(rng.integers(1, 40)))
        keys = Qt.KeyboardModifier.ShiftModifier if rng.random() < 0.3 else Qt.KeyboardModifier.NoModifier
        places = [QPoint(*rng.integers(0, (300, 240)).tolist()) for _ in range(4)]
        QTest.mousePress(canvas, LEFT, keys, places[0])
        for place in places[1:]:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, LEFT, keys, places[-1])
        assert np.array_equal(canvas.active_mask(), editor.mask)
    end, after = editor.mask.copy(), None
    canvas.repaint()
    after = canvas.compositor.pixels.copy()
    history.setIndex(0)
    canvas.repaint()
    assert np.array_equal(editor.mask, start) and np.array_equal(canvas.compositor.pixels, before)
    history.setIndex(history.count())
    canvas.repaint()
    assert np.array_equal(editor.mask, end) and np.array_equal(canvas.compositor.pixels, after)
    history.spool.close()
