"""What the policy of a PC takes from an inspector, seen in the window and in the child that fine-tunes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.actions.ids import ActionId
from app.dialogs.preferences import PreferencesDialog


def test_what_is_not_allowed_cannot_be_used(
    inspector, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.json"
    roles = {"preferences": [], "export": ["bob"], "fine_tune": ["bob"], "activate": ["ada"]}
    policy.write_text(json.dumps({"roles": roles}), "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(policy))
    inspector.open(samples, images=24)
    commands, window = inspector.window.commands, inspector.window
    inspector.wait(lambda: window.controllers.fine_tuning.can_train, 120, "the look at the data")
    window.conditions.publish()
    for action_id in (
        ActionId.APP_PREFERENCES,
        ActionId.HELP_KEYS,
        ActionId.PROJECT_EXPORT,
        ActionId.MODEL_TRAIN,
    ):
        assert not commands[action_id].isEnabled(), action_id
        assert "policy" in commands[action_id].toolTip()
    inspector.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(PreferencesDialog) is None
    assert (
        commands[ActionId.IMAGE_NEXT].isEnabled() and "policy" not in commands[ActionId.IMAGE_NEXT].toolTip()
    )

    # The core refuses, too, in the process that would do it.
    window.controllers.fine_tuning.start()
    inspector.wait(lambda: not inspector.hub.trainer.running, 300, "the refusal")
    assert inspector.hub.projects.project.runs.all() == []
    assert "does not let ada fine-tune" in inspector.hub.tasks.tasks()[0].log
