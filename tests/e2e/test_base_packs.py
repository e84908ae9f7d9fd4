"""A base pack dropped on the window: its licence, then a base model that a new project may choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from app.actions.ids import ActionId
from app.dialogs.confirmation import QuestionDialog
from app.dialogs.licence import LicenceDialog
from app.dialogs.new_project import NewProjectDialog
from samft_core.distribution.install_base_pack import add_base_pack
from samft_core.project.base_model_uses import uses_of
from samft_core.sam import base_models
from samft_core.security import it_policy
from tests.samft_core.base_pack import made_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(autouse=True)
def own_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and base packs of this test alone, for the window and for the children it starts."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv(base_models.FOLDER_VARIABLE, str(tmp_path / "installed"))


def drop(window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place, action = QPointF(200, 200), Qt.DropAction.CopyAction
    event = QDropEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)  # Qt delivers a drop only within a drag of the system's


def dialog(inspector, kind):
    inspector.wait(lambda: inspector.window.findChild(kind) is not None, 60, kind.__name__)
    return inspector.window.findChild(kind)


def installed(pack: Path) -> base_models.InstalledBase:
    return add_base_pack(pack, accept=lambda _pack: True, accept_untrusted=True)[0]


def test_its_licence_is_shown_and_accepted_before_it_is_installed(inspector, pack: Path) -> None:
    drop(inspector.window, pack)
    QTest.mouseClick(dialog(inspector, QuestionDialog).yes, Qt.MouseButton.LeftButton)
    licence = dialog(inspector, LicenceDialog)
    assert licence.text.toPlainText().startswith("You may do anything")
    QTest.keyClick(licence, Qt.Key.Key_Return)  # Enter accepts nothing
    inspector.wait(lambda: inspector.window.findChild(LicenceDialog) is None)
    assert base_models.installed() == [] and not inspector.hub.command.running

    drop(inspector.window, pack)
    QTest.mouseClick(dialog(inspector, QuestionDialog).yes, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog(inspector, LicenceDialog).yes, Qt.MouseButton.LeftButton)
    inspector.wait(
        lambda: "tiny-1 is installed" in inspector.window.panels.status_bar.hint.text(), 90, "the base pack"
    )
    assert [base.name for base in base_models.usable()] == ["tiny-1"]


def test_a_damaged_one_and_a_policy_without_any_are_said(
    inspector, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = tmp_path / "cut.samftbase"
    cut.write_bytes(pack.read_bytes()[:5000])
    drop(inspector.window, cut)
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    assert "no base pack, or damaged" in inspector.reports.pop().message
    rules = tmp_path / "policy.json"
    rules.write_text('{"base_packs": false}', "utf-8")
    monkeypatch.setenv(it_policy.ENVIRONMENT, str(rules))
    drop(inspector.window, pack)
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    report = inspector.reports.pop()
    assert "allows no base models" in report.message and report.path == rules
    assert inspector.window.findChild(QuestionDialog) is None


def test_a_new_project_may_choose_it_and_is_asked_with_it(inspector, pack: Path, image_folder: Path) -> None:
    base = installed(pack)
    inspector.window.controllers.project.open_path(image_folder)
    choice = dialog(inspector, NewProjectDialog)
    assert choice.choices["mobile"].isChecked() and list(choice.choices) == ["mobile", "tiny-1"]
    choice.reject()
    inspector.wait(lambda: inspector.window.findChild(NewProjectDialog) is None)
    assert not inspector.hub.projects.is_open

    inspector.window.controllers.project.open_path(image_folder)
    choice = dialog(inspector, NewProjectDialog)
    QTest.mouseClick(
        choice.choices["tiny-1"], Qt.MouseButton.LeftButton, pos=choice.choices["tiny-1"].rect().center()
    )
    choice.choices["tiny-1"].setChecked(True)
    QTest.mouseClick(choice.yes, Qt.MouseButton.LeftButton)
    inspector.bring_in(images=3)
    inspector.wait_picture()
    project = inspector.hub.projects.project
    assert project.base_model == base.spec
    assert [use.project for use in uses_of("tiny-1")] == [project.folder]
    inspector.wait_engine()
    inspector.hub.selection.select_class(inspector.window.controllers.project.add_class("spot"))
    inspector.press(Qt.Key.Key_R)
    inspector.drag(70, 38, 98, 66)
    predictions = inspector.hub.predictions
    inspector.wait(lambda: predictions.state.value == "answered", 90, "the answer of the pack's base model")
    assert predictions.answer("base").proposal.rle().box is not None


def test_the_base_model_may_be_changed_to_it(desk, pack: Path) -> None:
    base = installed(pack)
    desk.window.commands[ActionId.MODEL_BASE].trigger()
    chooser = dialog(desk, QInputDialog)
    assert chooser.comboBoxItems() == ["mobile", "vit_b", "vit_l", "vit_h", "tiny-1"]
    chooser.setTextValue("tiny-1")
    chooser.accept()
    desk.wait(
        lambda: desk.hub.projects.is_open and desk.project.base_model == base.spec, 90, "the base model"
    )
