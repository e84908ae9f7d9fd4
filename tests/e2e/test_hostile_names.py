"""Names and comments that look like HTML, seen in the whole window: nothing of them is taken for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.actions.ids import ActionId
from app.bootstrap import make_application, make_window
from app.panels.recent_projects import RecentProject
from app.panels.undo_note import UndoNote
from app.services.errors import ErrorReport
from app.settings.settings import Settings
from app.window.tabs import TABS
from samft_core.errors import SamftError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.progress import Progress
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation
from tests.e2e.conftest import shown
from tests.e2e.desk import Desk, fake_engine
from tests.e2e.image_states import close_what_opened

TAG = "<b>x</b>&amp;<img src='file:///etc/passwd'> a&b"
CLASS = "&lt;img src=x&gt; a&b"
AMPERSANDS = ("a&b", "&amp;", "&lt;")
"""What stands in the names; a single one of these in a button or a menu would lose its ``&``."""


@pytest.fixture
def hostile(tmp_path: Path, image_folder: Path) -> Path:
    """A project whose images, classes, people and comments are called like tags."""
    images = tmp_path / "<b>a&b images"
    images.mkdir()
    for number, path in enumerate(sorted(image_folder.iterdir())):
        shutil.copy(path, images / f"<b>{number}<img src=x>&amp;a&b.png")
    with Project.create(tmp_path / "project", name=TAG, inspector=TAG) as project:
        project.images.add(sorted(images.iterdir()), group="<i>lot</i>")
        first = project.images.all()[0]
        mask = np.zeros((first.height, first.width), np.bool_)
        mask[10:40, 10:40] = True
        project.annotations.add_all([NewAnnotation(first.id, CLASS, Prompts(), RleMask.from_array(mask))])
        accepted = project.annotations.accept_image(first.id)
        project.inspector = "<h1>bob"
        project.reviews.return_image(first.id, row_version=accepted.row_version, comment=TAG)
    return tmp_path / "project"


@pytest.fixture
def window(station: Settings, qtbot: QtBot, hostile: Path) -> Iterator[Desk]:
    station.inspector = TAG
    station.add_recent_project(hostile.parent / "<b>gone &amp; away")
    with shown(make_window(make_application(), station, engine=fake_engine), qtbot) as opened:
        look_everywhere()
        desk = Desk(opened, qtbot)
        desk.open(hostile, images=3)
        yield desk


def look_everywhere() -> int:
    """Assert that no widget takes its text, or its tip, for HTML; returns how many showed a hostile one."""
    hostile = 0
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()
            hostile += Qt.mightBeRichText(widget.text())
        assert not Qt.mightBeRichText(widget.toolTip()), widget.toolTip()
        assert not Qt.mightBeRichText(widget.whatsThis()) and not widget.statusTip()
        if isinstance(widget, QAbstractButton):
            keeps_ampersands(widget.text())
        if isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                keeps_ampersands(widget.tabText(tab))
        if isinstance(widget, QMenu):
            keeps_ampersands(widget.title())
        for action in widget.actions():
            assert not Qt.mightBeRichText(action.toolTip()), action.toolTip()
            keeps_ampersands(action.text())
        if isinstance(widget, QAbstractItemView):
            hostile += look_at_items(widget)
    return hostile


def keeps_ampersands(text: str) -> bool:
    """Whether a name with an ``&`` is in a text with mnemonics; there it has to be doubled."""
    single = text.replace("&&", "")
    assert not any(part in single for part in AMPERSANDS), text
    return any(part.replace("&", "&&") in text for part in AMPERSANDS)


def look_at_items(view: QAbstractItemView) -> int:
    model = view.model()
    if model is None:
        return 0
    texts = [model.index(row, 0) for row in range(model.rowCount())]
    for index in texts:
        tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        assert not Qt.mightBeRichText(tip), tip
    return sum("<" in str(index.data() or "") for index in texts)


def test_no_widget_of_the_window_takes_a_name_for_html(window: Desk, qtbot: QtBot) -> None:
    seen = 0
    for image in window.hub.projects.images():
        window.hub.selection.select_image(image.id)
        window.wait_picture()
        for tab in TABS:
            window.window.handlers.views.show_tab(tab)
            qtbot.wait(50)
            seen += look_everywhere()
    assert seen > 20  # the names are really there, letter by letter


def test_no_dialog_takes_an_errors_words_for_html(window: Desk, qtbot: QtBot) -> None:
    window.hub.reporter.report(
        SamftError(Message.plain(f"{TAG} is damaged"), path=Path(f"/x/{TAG}"), remedy=Message.plain(TAG)), TAG
    )
    window.reports.clear()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert look_everywhere() >= 3
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QWidget)
    dialog.close()
    window.window.show_error(ErrorReport("<b>t", "<b>m", detail="<b>d", unexpected=True))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert look_everywhere() >= 2
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QWidget)
    dialog.close()


def names_in(menu: QMenu) -> int:
    """How many entries of an open menu show a name letter by letter."""
    look_everywhere()
    found = sum(keeps_ampersands(action.text()) for action in menu.actions())
    menu.close()
    return found


def test_no_menu_and_no_button_swallows_a_letter_of_a_name(window: Desk, qtbot: QtBot) -> None:
    desk, main = window, window.window
    assert keeps_ampersands(main.panels.inspector_button.text())
    main.panels.inspector_button.open_menu()
    assert names_in(main.panels.inspector_button.menu_of_names) == 1
    desk.hub.settings.inspector = "c"  # the one before stays in the list
    main.panels.inspector_button.open_menu()
    assert names_in(main.panels.inspector_button.menu_of_names) == 1
    main.panels.class_chooser.ask(desk.hub.projects.classes.records, lambda _name: None)
    assert names_in(main.panels.class_chooser) == 1
    row = main.panels.prediction.tuned
    row.offer([CLASS, TAG], TAG)
    assert names_in(row.choices) == 2
    task = desk.hub.tasks.open(lambda: TAG, cancel=lambda: None)
    desk.hub.tasks.report(task.id, Progress(TAG, 1, 4, detail=TAG))
    qtbot.wait(20)
    assert keeps_ampersands(main.panels.status_bar._running.text())
    for tab in TABS:
        main.handlers.views.show_tab(tab)
        look_everywhere()
    desk.hub.tasks.finish(task.id)


def test_recent_projects_a_note_and_the_title_are_shown_letter_by_letter(
    window: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    main = window.window
    window.hub.notes.show(TAG, lambda: None)
    qtbot.wait(20)
    assert main.findChild(UndoNote).text == TAG
    look_everywhere()
    Project.create(tmp_path / "<i>a&b[*]", name=f"[*]{TAG}", inspector=TAG).close()
    main.controllers.project.open_path(tmp_path / "<i>a&b[*]")
    qtbot.waitUntil(lambda: main.windowHandle().title() == f"[*]{TAG} – SAMFT")
    main.commands[ActionId.PROJECT_CLOSE].trigger()
    qtbot.waitUntil(main.panels.start_page.isVisible)
    look_everywhere()
    assert sum(keeps_ampersands(row.open.text()) for row in main.findChildren(RecentProject)) >= 2


def test_no_question_takes_a_name_for_html(window: Desk, qtbot: QtBot) -> None:
    asking = (
        ActionId.IMAGE_REMOVE,
        ActionId.IMAGE_SET_LOT,
        ActionId.APP_INSPECTOR,
        ActionId.APP_PREFERENCES,
        ActionId.HELP_PALETTE,
        ActionId.HELP_KEYS,
    )
    for command in asking:
        action = window.window.commands[command]
        assert action.isEnabled(), command
        action.trigger()
        qtbot.wait(30)
        look_everywhere()
        close_what_opened(window)
