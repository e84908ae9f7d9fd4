from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.panels.objects import ObjectsPanel
from app.settings.settings import Settings
from app.stores.annotations import AnnotationStore
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.theme import Theme
from samft_core.imaging.masks import MaskDelta, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import NewAnnotation


def test_a_changed_object_keeps_its_row_and_says_its_new_size(
    qtbot: QtBot, settings: Settings, theme: Theme, projects: ProjectStore, annotations: AnnotationStore
) -> None:
    actions = ActionSet(settings, theme.icons, QObject(theme))
    panel = ObjectsPanel(projects, annotations, SelectionStore(), theme, actions)
    qtbot.addWidget(panel)
    mask = np.zeros((120, 160), np.bool_)
    mask[:2, :5] = True
    image_id = projects.index.order[0]
    annotations.load(image_id)
    added = [
        annotations.add(NewAnnotation(image_id, name, Prompts(), RleMask.from_array(mask)))
        for name in ("crack", "chip", "crack")
    ]
    rows = [panel._list.item(row) for row in range(3)]
    before = [row.text() for row in rows]
    assert all("10 px" in text for text in before)
    annotations.apply_delta(added[1], MaskDelta(0, 0, np.ones((3, 5), np.bool_)))
    assert [panel._list.item(row) for row in range(3)] == rows  # nothing was built again
    assert "15 px" in rows[1].text()
    assert "chip" in rows[1].text()
    assert [rows[0].text(), rows[2].text()] == [before[0], before[2]]
    annotations.set_class(added[1], "scratch")
    assert "scratch" in panel._list.item(1).text()
