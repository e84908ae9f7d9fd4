"""After every button, list, choice, menu, command and empty place the keyboard is on the picture.

The controls are found by their type, so that one added tomorrow is tried too. Before each of them the
keyboard is in the search field, where it would do most harm: a letter would hide images.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QMenu,
    QWidget,
)

from app.actions.ids import ActionId
from app.actions.specs import SPECS
from app.controllers.keyboard_focus import TAKES_KEYBOARD
from app.theme.widgets import is_editor
from app.window.tabs import TABS
from samft_core.imaging.geometry import Box
from samft_core.project.version_card import VersionCard
from tests.e2e.desk import Desk
from tests.e2e.image_states import LEFT, catch_up, close_what_opened

LEAVING = (
    ActionId.PROJECT_OPEN,
    ActionId.PROJECT_NEW,
    ActionId.PROJECT_SAMPLE,
    ActionId.PROJECT_CLOSE,
    ActionId.APP_QUIT,
    ActionId.HELP_TOUR,
)
"""They show another project, or none."""
CHILDREN = (ActionId.MODEL_TRAIN, ActionId.HELP_SELFTEST, ActionId.MODEL_RESTART)
"""They start processes."""

pytestmark = pytest.mark.usefixtures("own_accounts", "outside")


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A window in which as many controls are shown as can be at once."""
    for _version in range(2):
        desk.project.versions.add(card=VersionCard())
    desk.project.versions.activate("v1")
    desk.hub.models.reload()
    desk.hub.selection.select_class("scratch")
    desk.show_image(1)
    desk.draw(Box(20, 20, 50, 45))
    desk.draw(Box(90, 60, 130, 100))
    done = desk.hub.tasks.open(lambda: "A task that is over", cancel=lambda: None)
    desk.hub.tasks.finish(done.id)
    desk.hub.tasks.open(lambda: "A task that goes on", cancel=lambda: None)
    return desk


def called(widget: QWidget) -> str:
    """What tells a control from the others of its kind."""
    if isinstance(widget, QLabel):  # one text of each style on each panel is enough
        text = type(widget.parent()).__name__
    else:
        text = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()} {text}".strip()


def reachable(desk: Desk, kind: type[QWidget]) -> list[QWidget]:
    """The controls of ``kind`` that can be clicked now, without those that lead elsewhere."""
    window = desk.window
    leaving = {window.commands[name].text().rstrip("…") for name in (*LEAVING, *CHILDREN)}
    return [
        widget
        for widget in window.findChildren(kind)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and not widget.visibleRegion().isEmpty()
        and not isinstance(widget, QHeaderView)
        and not is_editor(widget)
        and widget.objectName() != "images"  # through these people walk with the arrow keys
        and (kind is not QFrame or not isinstance(widget, QAbstractScrollArea))
        and not any(words in called(widget) for words in leaving)
    ]


def to_the_search_field(desk: Desk) -> None:
    desk.window.activateWindow()
    desk.window.panels.images.search.setFocus(Qt.FocusReason.MouseFocusReason)
    assert desk.focus is desk.window.panels.images.search


def comes_home(desk: Desk, name: str) -> None:
    """Fail where the keyboard is not on the picture after what was opened is closed."""
    catch_up(desk)
    close_what_opened(desk)
    desk.window.activateWindow()
    try:
        desk.qtbot.waitUntil(lambda: desk.on_picture or _typing(desk, name), timeout=3000)
    except Exception as error:
        raise AssertionError(f"{name} leaves the keyboard at {desk.focus}") from error
    desk.reports.clear()


def _typing(desk: Desk, name: str) -> bool:
    """*Send back* asks for a comment, which is typed next."""
    return desk.focus is desk.window.panels.review_bar.comment and "Send" in name


def walk(desk: Desk, kind: type[QWidget], use: Callable[[QWidget], object]) -> set[str]:
    """Use every control of ``kind`` there is on every tab, until nothing new is shown."""
    tried: set[str] = set()
    for tab in TABS:
        desk.window.handlers.views.show_tab(tab)
        catch_up(desk)
        while new := [widget for widget in reachable(desk, kind) if called(widget) not in tried]:
            for widget in new:
                if not shiboken6.isValid(widget) or not (widget.isVisible() and widget.isEnabled()):
                    continue  # another control took it away
                if called(widget) in tried:
                    continue
                name = called(widget)
                tried.add(name)
                to_the_search_field(desk)
                use(widget)
                comes_home(desk, name)
            desk.window.handlers.views.show_tab(tab)
            catch_up(desk)
    return tried


def press(widget: QWidget) -> None:
    """Click; a menu that the click opens would wait here for its choice, so it is given up at once."""
    clock = QTimer()
    clock.timeout.connect(give_up_menu)
    clock.start(50)
    QTest.mouseClick(widget, LEFT)
    clock.stop()


def give_up_menu() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def choose(box: QWidget) -> None:
    assert isinstance(box, QComboBox)
    QTest.mouseClick(box, LEFT)
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)


def choose_nothing(box: QWidget) -> None:
    assert isinstance(box, QComboBox)
    QTest.mouseClick(box, LEFT)
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)


def click_first(view: QWidget) -> None:
    assert isinstance(view, QAbstractItemView)
    model = view.model()
    place = view.visualRect(model.index(0, 0)).center() if model.rowCount() else QPoint(4, 4)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)


def click_below(view: QWidget) -> None:
    assert isinstance(view, QAbstractItemView)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.viewport().rect().bottomLeft() + QPoint(2, -1))


def click_corner(frame: QWidget) -> None:
    """A text, or a frame beside what stands in it."""
    QTest.mouseClick(frame, LEFT, pos=QPoint(1, 1))


def test_after_every_control_the_keyboard_is_on_the_picture(full: Desk) -> None:
    window = full.window
    assert len(walk(full, QFrame, click_corner)) > 15
    for click in (click_first, click_below):
        assert len(walk(full, QAbstractItemView, click)) >= 2
    for use in (choose, choose_nothing):
        assert len(walk(full, QComboBox, use)) >= 2
    for menu in window.menuBar().findChildren(QMenu):
        to_the_search_field(full)
        menu.popup(window.mapToGlobal(window.rect().center()))
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        comes_home(full, menu.title())
    assert len(walk(full, QAbstractButton, press)) > 25


def test_after_every_command_and_every_button_of_a_review(full: Desk) -> None:
    for spec in SPECS:
        action = full.window.commands[spec.id]
        if spec.id in (*LEAVING, *CHILDREN, *TAKES_KEYBOARD) or not action.isEnabled():
            continue
        full.hub.reviews.set_on(False)
        to_the_search_field(full)
        action.trigger()
        comes_home(full, spec.id)
    full.hub.predictions.clear()
    full.hub.settings.inspector = "ben"
    full.show_image(0)
    full.hub.reviews.set_on(True)
    full.wait(full.window.panels.review_bar.isVisible, what="the review")
    assert len(walk(full, QAbstractButton, press)) > 20


@pytest.mark.parametrize("pause", [0, 60], ids=["at once", "slowly"])
def test_a_class_is_renamed_by_a_double_click_out_of_the_search_field(desk: Desk, pause: int) -> None:
    view, place = desk.window.panels.classes.list, desk.class_row(1)
    to_the_search_field(desk)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    if pause:
        desk.qtbot.wait(pause)
        assert desk.on_picture
    QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    desk.qtbot.wait(60)
    assert is_editor(desk.focus) and view.isAncestorOf(desk.focus)
    desk.tap(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("groove")
    assert is_editor(desk.focus)
    desk.tap(Qt.Key.Key_Return)
    assert desk.classes() == ["scratch", "groove"] and desk.on_picture


def test_a_click_beside_a_name_that_is_being_typed_commits_it(desk: Desk) -> None:
    desk.click(desk.window.panels.classes.list.viewport(), desk.class_row(1), double=True)
    desk.tap(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("groove")
    desk.click(desk.window.panels.image_header.findChild(QLabel))
    assert desk.classes() == ["scratch", "groove"]
    desk.wait(lambda: desk.on_picture, what="the keyboard on the picture")


def test_a_key_after_a_click_on_a_class_is_the_windows(desk: Desk) -> None:
    to_the_search_field(desk)
    desk.click(desk.window.panels.classes.list.viewport(), desk.class_row(1))
    desk.tap(Qt.Key.Key_R)
    assert desk.window.panels.images.search.text() == "" and desk.window.panels.canvas.tool == "box"
    assert desk.hub.selection.class_name == "dent"
