import pytest

from app.canvas.widget import CanvasWidget
from tests.app.canvas.hands import picture


@pytest.fixture
def canvas(qtbot):
    made = CanvasWidget()
    qtbot.addWidget(made)
    made.resize(440, 340)
    made.show()
    qtbot.waitExposed(made)
    made.set_image(picture(), 1)
    made.viewport.zoom(2.0)
    made.viewport.transform = made.viewport.transform.panned(
        20 - made.viewport.transform.offset_x, 20 - made.viewport.transform.offset_y
    )
    made.repaint()
    return made
