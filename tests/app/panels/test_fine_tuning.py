from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.actions.action_set import ActionSet
from app.panels.fine_tuning import FineTuningPanel
from app.services.preflight import Preflight
from app.settings.settings import Settings
from app.theme.theme import Theme
from samft_core.active_learning.learning_curve import ExpectedGain
from samft_core.training import events
from samft_core.training.estimate.cost import CostEstimate


def make(settings: Settings, theme: Theme, qtbot: QtBot) -> FineTuningPanel:
    parent = QObject()
    panel = FineTuningPanel(ActionSet(settings, theme.icons, parent), theme)
    panel.setProperty("keep", parent)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_preflight_names_masks_time_and_problems(settings: Settings, theme: Theme, qtbot: QtBot) -> None:
    panel = make(settings, theme, qtbot)
    ahead = CostEstimate(130, 2.1e9, guessed=False)
    panel.show_preflight(Preflight(4, 4, 1, {"a": 3, "b": 1}, ahead, ["Too few."]), "CPU")
    assert "4 masks on 4 images" in panel._facts.text() and "2 min" in panel._facts.text()
    assert "2.1 GB" in panel._facts.text()
    assert panel._classes.text() == "Classes: a 3, b 1\nDevice: CPU"
    assert panel._problems.text() == "Too few."


def test_preflight_says_what_more_masks_may_bring(settings: Settings, theme: Theme, qtbot: QtBot) -> None:
    panel = make(settings, theme, qtbot)
    gain = ExpectedGain(20, 10, 0.021, 0.004, 0.05, runs=2)
    found = Preflight(20, 20, 0, {"a": 20}, CostEstimate(130, 1e9, guessed=False), [], gain)
    panel.show_preflight(found, "")
    assert (
        panel._classes.text().splitlines()[-1] == "10 more masks: about 0.02 more IoU expected (0.00 to 0.05)"
    )
    panel.show_preflight(replace(found, cost=None), "")
    assert "expected" not in panel._classes.text()


def test_a_guess_is_called_one(settings: Settings, theme: Theme, qtbot: QtBot) -> None:
    panel = make(settings, theme, qtbot)
    panel.show_preflight(Preflight(4, 4, 1, {}, CostEstimate(130, 2.1e9, guessed=True), []), "CPU")
    assert "the first run measures this PC" in panel._facts.text()


def test_curves_grow_with_the_run(settings: Settings, theme: Theme, qtbot: QtBot) -> None:
    panel = make(settings, theme, qtbot)
    panel.show_starting()
    for step in range(1, 4):
        event = events.StepDone(step=step, steps=3, learning_rate=1e-4, losses={"total": 1 / step}, fold=None)
        panel.show_event(event, "")
    panel.show_event(events.Validated(step=3, iou=0.6, fold=None), "")
    assert panel.curves.losses == {None: [1.0, 0.5, 1 / 3]}
    qtbot.waitUntil(lambda: panel.curves._plots is not None, timeout=10_000)
    panel.show_end("Finished", tone="ok", resumable=False)
    assert not panel.cancel.isVisible() and panel.start.isVisible()


def test_an_unfinished_run_can_be_gone_on_with(settings: Settings, theme: Theme, qtbot: QtBot) -> None:
    panel = make(settings, theme, qtbot)
    panel.show_unfinished("run-003 did not finish.")
    assert panel.resume.isVisible() and panel.start.isVisible() and not panel.curves.isVisible()
    with qtbot.waitSignal(panel.resume_wanted):
        panel.resume.click()
    panel.show_starting()
    assert panel.curves.isVisible() and not panel.resume.isVisible()
