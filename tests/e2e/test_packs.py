"""Packs and updates dropped on the window: a question where nobody knows who made them, then they are in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.dialogs.confirmation import QuestionDialog
from app.services.task_center import TaskState
from samft_core.distribution import model_packs, updates
from samft_core.distribution.container_writing import Item, write_container
from samft_core.distribution.installation import system_name
from samft_core.distribution.project_packs import write_project_pack
from samft_core.project.project import Project
from samft_core.project.records import VersionState
from samft_core.project.version_card import VersionCard
from samft_core.sam.decoder_files import save_decoder
from samft_core.sam.registry import load_model
from samft_core.security.minisign import SecretKey

KEY = SecretKey.generate("Werk 3")


@pytest.fixture(autouse=True)
def own_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of this test alone, for the window and for the children it starts."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def other(tmp_path: Path, image_folder: Path) -> Project:
    """A project on another PC, with a version."""
    model = load_model(device="cpu", encoder=False)
    project = Project.create(tmp_path / "other PC")
    project.images.add(sorted(image_folder.iterdir()))
    project.versions.add(
        card=VersionCard(), folder_builder=lambda folder: save(folder, model.new_decoder(), model.base_digest)
    )
    return project


def save(folder: Path, decoder: object, base: str) -> None:
    save_decoder(folder, decoder, base_digest=base)


def drop(window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action = QPointF(200, 200), Qt.DropAction.CopyAction
    event = QDropEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)  # Qt delivers a drop only within a drag of the system's


def question(inspector) -> QuestionDialog:
    inspector.wait(lambda: inspector.window.findChild(QuestionDialog) is not None, what="the question")
    return inspector.window.findChild(QuestionDialog)


def test_an_unsigned_model_pack_is_asked_about_and_added(
    inspector, other: Project, image_folder: Path, tmp_path: Path
) -> None:
    with other:
        file = model_packs.write_pack(other, other.versions.get("v1"), tmp_path / "line 2")
    inspector.open(image_folder, images=3)
    drop(inspector.window, file)
    dialog = question(inspector)
    assert "line 2.samftmodel is not signed" in dialog.windowTitle()
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # Enter means no
    inspector.wait(lambda: inspector.window.findChild(QuestionDialog) is None)
    assert inspector.hub.models.versions == []

    drop(inspector.window, file)
    QTest.mouseClick(question(inspector).yes, Qt.MouseButton.LeftButton)
    inspector.wait(lambda: bool(inspector.hub.models.versions), 90, "the version")
    (version,) = inspector.hub.models.versions
    assert (version.name, version.state) == ("v1", VersionState.CANDIDATE)
    # The list may show it before the command that added it has ended: then it is said.
    inspector.wait(
        lambda: "Added as v1" in inspector.window.panels.status_bar.hint.text(), 20, "what was added"
    )


def test_a_refusal_of_the_policy_is_said_and_nothing_is_asked(
    inspector, other: Project, image_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with other:
        file = model_packs.write_pack(other, other.versions.get("v1"), tmp_path / "line 2", key=KEY)
    policy = tmp_path / "policy.json"
    policy.write_text('{"packs_must_be_signed": true}', "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(policy))
    inspector.open(image_folder, images=3)
    drop(inspector.window, file)
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    (report,) = inspector.reports
    assert KEY.public.name in report.message and report.path == file and "policy" in report.remedy
    assert inspector.window.findChild(QuestionDialog) is None
    inspector.reports.clear()

    # With the key in the policy nothing is asked either: the version is simply there.
    policy.write_text(json.dumps({"packs_must_be_signed": True, "trusted_keys": [KEY.public.line]}), "utf-8")
    drop(inspector.window, file)
    inspector.wait(lambda: bool(inspector.hub.models.versions), 90, "the version")
    assert inspector.hub.models.versions[0].card.to_json()["came_as"]["key"] == KEY.public.name


def test_a_pack_without_a_project_and_a_damaged_one_are_said(
    inspector, other: Project, image_folder: Path, tmp_path: Path
) -> None:
    with other:
        file = model_packs.write_pack(other, other.versions.get("v1"), tmp_path / "line 2")
    drop(inspector.window, file)
    assert "No project is open" in inspector.reports[0].message
    inspector.reports.clear()
    inspector.open(image_folder, images=3)
    file.write_bytes(file.read_bytes()[:-100])
    drop(inspector.window, file)
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    assert "damaged" in inspector.reports[0].message and inspector.reports[0].path == file
    inspector.reports.clear()


def test_a_project_pack_becomes_the_open_project(
    inspector, other: Project, image_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with other:
        file = write_project_pack(other, tmp_path / "Linie ü").file
    there = tmp_path / "there"
    there.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(there))
    drop(inspector.window, file)
    QTest.mouseClick(question(inspector).yes, Qt.MouseButton.LeftButton)
    inspector.wait(lambda: len(inspector.hub.projects) == 3, what="the images")
    assert inspector.hub.projects.folder == there / "Linie ü"
    inspector.wait_picture()


def test_an_update_is_asked_about_and_what_is_not_signed_refused(
    inspector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text(json.dumps({"update_keys": [KEY.public.line]}), "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(policy))
    about = {"version": "9.1.0", "system": system_name(), "flavour": "cpu"}
    entry = updates.SETUP if system_name().startswith("windows") else updates.INSTALL
    items = [Item(entry, data=b"exit 1\n")]
    signed = write_container(tmp_path / "signed", updates.UPDATE, about, items, key=KEY)
    drop(inspector.window, signed)
    dialog = question(inspector)
    assert dialog.windowTitle() == "Install SAMFT 9.1.0?"
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    assert "from its source" in inspector.reports[0].message  # as these tests do
    assert inspector.hub.tasks.tasks()[0].state is TaskState.FAILED
    inspector.reports.clear()

    drop(inspector.window, write_container(tmp_path / "bare", updates.UPDATE, about, items))
    inspector.qtbot.waitUntil(lambda: bool(inspector.reports), timeout=20_000)
    assert "not signed" in inspector.reports[0].message
    inspector.reports.clear()
