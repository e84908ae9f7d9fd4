from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.panels.status_bar import Situation, hint_for
from app.settings.settings import Settings
from app.theme.theme import Theme
from samft_core.project.records import ImageState

NEW = ImageState.NEW


@pytest.mark.parametrize(
    ("now", "part"),
    [
        (Situation(), "Open a project"),
        (Situation(project=True), "Ctrl+I"),
        (Situation(project=True, images=3), "on the left"),
        (Situation(project=True, images=3, image=ImageState.UNREADABLE), "cannot be read"),
        (Situation(project=True, images=3, image=NEW), "Drag a box"),
        (Situation(project=True, images=3, image=NEW, requested=True), "Asking"),
        (Situation(project=True, images=3, image=NEW, requested=True, waiting="Soon."), "queued. Soon."),
        (Situation(project=True, images=3, image=NEW, requested=True, answered=True), "U takes the mask"),
        (Situation(project=True, images=3, image=NEW, answered=True, proposals=True), "P, or Alt"),
        (Situation(project=True, images=3, image=ImageState.DRAFT, selected=True, objects=1), "brush B"),
        (Situation(project=True, images=3, image=ImageState.DRAFT, objects=1), "Return accepts"),
        (Situation(project=True, images=3, image=ImageState.GOOD), "N shows the next"),
        (Situation(project=True, images=3, image=ImageState.GOOD, last=True), "the last image"),
        (Situation(project=True, images=3, image=NEW, reviewing=True), "sends the image back"),
    ],
)
def test_the_status_bar_says_what_to_do_next(
    now: Situation, part: str, settings: Settings, theme: Theme, qtbot: QtBot
) -> None:
    parent = QObject()
    assert part in hint_for(now, ActionSet(settings, theme.icons, parent))


def test_a_remapped_key_is_named(settings: Settings, theme: Theme, qtbot: QtBot) -> None:
    parent = QObject()
    settings.set_key(ActionId.IMAGE_GOOD, "Ctrl+G")
    actions = ActionSet(settings, theme.icons, parent)
    assert "Ctrl+G" in hint_for(Situation(project=True, images=1, image=NEW), actions)
