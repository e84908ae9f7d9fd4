"""What a screen reader says and where Tab goes: every control has a name, and the order follows the eye."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QKeySequenceEdit,
    QMenu,
    QMenuBar,
    QWidget,
)

from app.dialogs.command_palette import CommandPalette, KeysDialog
from app.dialogs.error import ErrorDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.selftest import SelfTestDialog
from app.services.errors import ErrorReport
from samft_core.project.records import ImageState

MADE_OF_PARTS = (QComboBox, QAbstractSpinBox, QKeySequenceEdit, QMenu)
TABBED = Qt.FocusPolicy.TabFocus


def controls(root: QWidget) -> Iterator[QWidget]:
    """Everything in ``root`` that can have the focus, but not the parts of Qt's own controls."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QMenu | QMenuBar) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if not any(isinstance(above, MADE_OF_PARTS) for above in parents(widget, root)):
            yield widget


def parents(widget: QWidget, root: QWidget) -> Iterator[QWidget]:
    while widget is not root and (above := widget.parentWidget()) is not None:
        yield above
        widget = above


def name(widget: QWidget) -> str:
    """What a screen reader would say."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def nameless(root: QWidget) -> list[str]:
    def described(widget: QWidget) -> str:
        path = [f"{type(w).__name__}#{w.objectName()}" for w in (widget, *parents(widget, root))]
        return " < ".join(path[:4])

    return [described(widget) for widget in controls(root) if not name(widget)]


def test_every_control_of_the_window_has_a_name(inspector, samples: Path) -> None:
    window = inspector.window
    assert nameless(window) == []
    inspector.open(samples, images=24)
    image = inspector.select(ImageState.ACCEPTED)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F2):
        inspector.press(key)
        assert nameless(window) == []
    box = inspector.hub.projects.project.annotations.of_image(image.id)[0].mask.box
    window.controllers.prompting.prompt_box(box)
    inspector.wait(lambda: bool(inspector.hub.predictions.versions), 90, "an answer")
    inspector.press(Qt.Key.Key_P)
    answer = inspector.hub.predictions.answer
    inspector.wait(lambda: len(answer("base").proposals) == 3, 60, "three proposals")
    assert nameless(window) == []
    assert len(list(controls(window))) > 40


def dialogs(window) -> dict[str, QDialog]:
    hub = window.hub
    report = ErrorReport("Title", "Message", Path("/a/b"), "Remedy", detail="trace", log=Path("/log"))
    return {
        "palette": CommandPalette(window.commands, window),
        "keys": KeysDialog(window.commands, hub.settings, window),
        "preferences": PreferencesDialog(hub.settings, "ada", window),
        "error": ErrorDialog(report, window.theme.colors, window),
        "selftest": SelfTestDialog(window, hub.tasks, lambda: ["true"]),
    }


def test_every_control_of_every_dialog_has_a_name(inspector) -> None:
    faults = {}
    for title, dialog in dialogs(inspector.window).items():
        dialog.open()
        dialog.resize(dialog.width(), 1600)  # nothing is scrolled to: what is below stands below
        assert dialog.windowTitle() and len(list(controls(dialog))) >= 1, title
        order = tab_order(dialog)
        followed = order == sorted(order, key=lambda widget: reading(widget, dialog))
        faults[title] = nameless(dialog) + ([] if followed else [f"Tab: {[name(w) for w in order]}"])
        dialog.close()
    assert not any(faults.values()), faults


def tab_order(root: QWidget) -> list[QWidget]:
    """The controls that Tab visits in turn, from the first one below ``root``."""
    known, found, widget = set(controls(root)), [], root.nextInFocusChain()
    while widget is not root:
        reachable = widget in known and widget.isVisible() and widget.isEnabled()
        if reachable and widget.focusPolicy() & TABBED and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def reading(widget: QWidget, root: QWidget) -> tuple[int, int]:
    """Rows of 24 pixels from top to bottom, from left to right in each; the picture before a note on it."""
    if widget is root:
        return -1, 0
    middle = widget.mapTo(root, QPoint(0, 0)) + widget.rect().center()
    return middle.y() // 24, middle.x()


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_tab_goes_through_the_annotate_page_as_the_eye_does(inspector, samples: Path, large: bool) -> None:
    window = inspector.window
    window.hub.settings.large_targets = large
    inspector.open(samples, images=24)
    inspector.select(ImageState.ACCEPTED)
    order = tab_order(window.panels.workspace)
    workspace = window.panels.workspace
    regions = (
        workspace.images.handle,
        window.panels.images,
        window.panels.image_header,
        window.panels.tool_strip,
        window.panels.canvas,
        workspace.side.widget,
        workspace.side.handle,
    )
    places = [next(i for i, part in enumerate(regions) if part is w or part.isAncestorOf(w)) for w in order]
    assert places == sorted(places) and set(places) == set(range(len(regions)))
    for place, region in enumerate(regions):
        inside = [w for w, where in zip(order, places, strict=True) if where == place]
        assert inside == sorted(inside, key=lambda w: reading(w, region)), [name(w) for w in inside]


def test_tab_itself_walks_that_way(inspector, samples: Path) -> None:
    window = inspector.window
    inspector.open(samples, images=24)
    window.panels.workspace.images.handle.setFocus()
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        inspector.press(Qt.Key.Key_Tab)
    assert seen == tab_order(window.panels.workspace)[:4]
