"""Languages: switched while the window is open, and no text that a translator would not see.

The pseudo-locale wraps every text that goes through Qt's translation in ⟦ ⟧. It comes in while the window
shows something, so a text left unwrapped was either never meant for translation or does not follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QTabWidget,
    QWidget,
)

from app.actions.ids import ActionId
from app.actions.specs import SPECS
from app.dialogs.command_palette import CommandPalette, KeysDialog
from app.dialogs.error import ErrorDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.selftest import SelfTestDialog
from app.language.message_text import speak
from app.panels.status_bar import Situation, hint_for
from app.services.preflight import Preflight
from app.services.task_center import TaskState
from app.theme.widgets import ActionButton
from app.tour import text as tour_words
from app.tour.text import Step
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.records import BoxAdherence, Comparison, Forgetting, RowResult, Suggestion, table
from samft_core.messages.catalogue import catalogue
from samft_core.messages.message import PLAIN, Message
from samft_core.progress import Progress, Stage
from samft_core.project.records import ImageState, VersionState
from samft_core.training import events
from samft_core.training.estimate.cost import CostEstimate

OPEN, CLOSE = "⟦", "⟧"
WRAPPED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"SAMFT", "English", "Deutsch", "简体中文", "IoU"}
"""Called the same in every language."""


def marked(text: str) -> str:
    """A sentence of the core's catalogue in brackets; its placeholders stay."""
    return f"{OPEN}{text}{CLOSE}"


PSEUDO = replace(
    catalogue("en"),
    entries={
        code: replace(entry, other=marked(entry.other), one=None if entry.one is None else marked(entry.one))
        for code, entry in catalogue("en").entries.items()
        if code != PLAIN
    }
    | {PLAIN: catalogue("en").entries[PLAIN]},
)
"""The core's sentences in the same language; words without a code stay bare."""


class Pseudo(QTranslator):
    """A language in which every text is itself in brackets."""

    def translate(self, context: str, text: str, note: str | None = None, n: int = -1) -> str:
        return f"{OPEN}{text}{CLOSE}"

    def isEmpty(self) -> bool:
        return False


def unwrapped(text: str) -> str:
    """``text`` without what was translated, brackets in brackets included."""
    before = None
    while before != text:
        before, text = text, WRAPPED.sub(" ", text)
    return text


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Everything a person can see, hover over or have read out on one widget: what it is, and the text."""
    yield "tooltip", widget.toolTip()
    yield "status tip", widget.statusTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    if widget.isWindow():
        yield "window title", widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit():
            yield "placeholder", widget.placeholderText()
        case QComboBox():
            yield from (("choice", widget.itemText(row)) for row in range(widget.count()))
        case QMenu():
            yield "menu", widget.title()
        case QGroupBox():
            yield "group", widget.title()
        case QTabWidget():
            yield from (("tab", widget.tabText(place)) for place in range(widget.count()))
        case QProgressBar() if widget.isTextVisible():
            yield "progress", widget.text()
        case QAbstractItemView():
            yield from model_texts(widget)
    for action in widget.actions():
        yield from action_texts(action)


def action_texts(action: QAction) -> Iterator[tuple[str, str]]:
    yield f"action {action.objectName()}", action.text()
    yield f"tooltip of action {action.objectName()}", action.toolTip()


def model_texts(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    lists = isinstance(model, QAbstractListModel)  # of one column, which Qt keeps to itself
    for column in range(1 if lists else model.columnCount()):
        header = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(header, str):
            yield "header", header
        for row in range(min(model.rowCount(), 200)):
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                value = model.index(row, column).data(role)
                if isinstance(value, str):
                    yield f"cell of {view.accessibleName() or view.objectName()}", value


def untranslated(data: set[str]) -> list[str]:
    """Each visible text that holds a word which is neither translated nor ``data``."""
    found = []
    for widget in QApplication.allWidgets():
        owner = widget.parentWidget() if isinstance(widget, QMenu) else widget  # closed, but one click away
        if owner is None or not owner.isVisible():
            continue
        for what, text in texts_of(widget):
            rest = unwrapped(text)
            for known in sorted(data | NAMES, key=len, reverse=True):
                rest = rest.replace(known, " ")
            if WORD.search(rest):
                found.append(f"{type(widget).__name__}, {what}: {text!r}")
    return sorted(set(found))


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[Pseudo]:
    translator, before = Pseudo(), QLocale()
    yield translator
    speak(catalogue("en"))
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def begin(qapp: QApplication, pseudo: Pseudo) -> None:
    """Speak the pseudo-locale from now on."""
    speak(PSEUDO)
    qapp.installTranslator(pseudo)


def end(qapp: QApplication, pseudo: Pseudo) -> None:
    """Speak English again."""
    speak(catalogue("en"))
    qapp.removeTranslator(pseudo)


def data_of(inspector) -> set[str]:
    """The words that no translator sees: names of files, classes, people, versions and libraries."""
    hub = inspector.hub
    names = {"ada", "v1", "run-7", hub.engine.description, QLocale().decimalPoint()}
    if hub.projects.is_open:
        names |= {hub.projects.project.name, str(hub.projects.folder), hub.projects.folder.name}
        names |= {record.name for record in hub.projects.classes.records}
        for image in hub.projects.images():
            names |= {str(image.path), image.name, image.path.parent.name}
    return {name for name in names if len(name) > 1}


def rows(iou: float) -> list[RowResult]:
    return [
        RowResult(
            key=f"{image}-{boxes}", image_id=image, annotation_id=image, class_name="broken_large",
            boxes=boxes, iou=iou + image / 100, dice=iou, boundary_iou=iou,
        )
        for image in range(6)
        for boxes in ("tight", "noisy")
    ]  # fmt: skip


def comparison(iou: float, spill: float) -> Comparison:
    results = {"candidate": rows(iou), "base": rows(0.5), "ellipse": rows(0.4), "filled_box": rows(0.3)}
    kinds = ("good", "shifted")
    probes = [BoxAdherence.of("v1", [spill, spill], kinds), BoxAdherence.of("base", [0.1, 0.2], kinds)]
    forgetting = [Forgetting.of("v1", [0.9, 0.8], [1, 2])]
    return Comparison(
        method=Message("plan.held_out", held_out=6, images=24),
        held_out_images=6,
        train_images=18,
        box_noise=0.1,
        rows=table(results, {"candidate": "v1", "base": "base"}),
        gate=assess_candidate(
            rows(iou), {"base": rows(0.5)}, box_adherence=probes, forgetting=forgetting, candidate_name="v1"
        ),
        suggestions=[
            Suggestion(annotation_id=4, image_id=7, image="7", class_name="ada", iou=0.3, expected=0.8)
        ],
    )


def settle(inspector) -> None:
    """Let the change of language and what follows it reach every widget."""
    inspector.qtbot.wait(200)


def check(inspector, where: str) -> None:
    settle(inspector)
    assert untranslated(data_of(inspector)) == [], where


def test_no_text_of_the_window_is_untranslated(inspector, samples: Path, qapp, pseudo: Pseudo) -> None:
    window, hub = inspector.window, inspector.hub
    begin(qapp, pseudo)
    check(inspector, "start page")
    end(qapp, pseudo)

    inspector.open(samples, images=24)
    inspector.wait_engine()
    image = inspector.select(ImageState.ACCEPTED)
    inspector.press(Qt.Key.Key_R)
    inspector.drag_box(hub.projects.project.annotations.of_image(image.id)[0].mask.box)
    inspector.wait(lambda: bool(hub.predictions.versions), 60, "an answer")
    ahead = CostEstimate(95.0, 1.2e9, guessed=False)
    window.panels.fine_tuning.show_preflight(
        Preflight(3, 2, 1, {"broken_large": 3}, ahead, [Message("preflight.files_missing", count=2)]), ""
    )
    window.panels.result_card.show_result(
        "v1", comparison(0.7, 0.9), state=VersionState.CANDIDATE, report=False
    )
    tasks = {state: hub.tasks.open("").id for state in TaskState}
    for state, task in tasks.items():
        hub.tasks.report(task, Progress("", 3, 9, 75.0))
        if state is TaskState.CANCELLING:
            hub.tasks.task(task).cancel = lambda: None
            hub.tasks.request_cancel(task)
        elif state is not TaskState.RUNNING:
            hub.tasks.finish(task, state)

    begin(qapp, pseudo)
    for tab in (spec.id for spec in SPECS if spec.group == "tab"):
        window.commands[tab].trigger()
        check(inspector, tab)
    for kind in (
        events.RunStarted(
            run_id=7,
            run_name="run-7",
            folder="run-7",
            masks=3,
            train_images=2,
            held_out_images=1,
            classes={},
            device="cpu",
            steps=9,
        ),
        events.StageProgress(stage=Stage.EMBED, done=1, total=9),
        events.StepDone(step=3, steps=9, losses={"total": 0.5}, learning_rate=0.1, fold=None),
    ):
        window.commands[ActionId.VIEW_TRAINING].trigger()
        window.controllers.fine_tuning._reported(
            kind
        )  # the trainer's own way in; a real run says no more than this
        check(inspector, kind.kind)
    inspector.press(Qt.Key.Key_U)
    check(inspector, "a mask to correct")
    window.commands[ActionId.VIEW_ANNOTATE].trigger()
    inspector.press(Qt.Key.Key_Q)
    inspector.drag(20, 20, 90, 90)
    inspector.drag(100, 100, 180, 180)
    check(inspector, "several boxes")
    inspector.press(Qt.Key.Key_Q)
    inspector.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    window.commands[ActionId.REVIEW_MODE].trigger()
    check(inspector, "review mode")
    window.commands[ActionId.REVIEW_MODE].trigger()
    for finished in [task for task in tasks.values() if hub.tasks.task(task).running]:
        hub.tasks.finish(finished)


def test_no_text_of_a_dialog_is_untranslated(inspector, qapp, pseudo: Pseudo, monkeypatch) -> None:
    window, hub = inspector.window, inspector.hub
    openers = {
        "palette": lambda: CommandPalette(window.commands, window),
        "keys": lambda: KeysDialog(window.commands, hub.settings, window),
        "preferences": lambda: PreferencesDialog(hub.settings, "ada", window),
        "self-test": lambda: SelfTestDialog(window, hub.tasks, lambda: ["true"]),
        "display": lambda: window.handlers.views.display,
    }
    for name, make in openers.items():
        dialog: QDialog = make()
        dialog.show()
        begin(qapp, pseudo)
        check(inspector, name)
        dialog.close()
        end(qapp, pseudo)
        settle(inspector)


def test_errors_and_hints_are_translated(inspector, qapp, pseudo: Pseudo) -> None:
    window = inspector.window
    window.hub.reporter.reported.disconnect()  # each is shown and looked at here
    shown: list[ErrorDialog] = []
    window.hub.reporter.reported.connect(
        lambda report: shown.append(ErrorDialog(report, window.theme.colors, window))
    )
    begin(qapp, pseudo)
    settle(inspector)
    window.controllers.project.open_path(Path("nowhere.png"))
    window.hub.reporter.report(RuntimeError("1"))
    assert len(shown) == 2
    for dialog in shown:
        dialog.show()
        data = {str(dialog.report.path), str(dialog.report.log)}
        settle(inspector)
        assert untranslated(data_of(inspector) | data) == []
        dialog.close()
    for step in Step:
        for seen in (False, True):
            text = tour_words.text_of(step, lambda action: "", tuned=seen, marked=seen)
            assert not WORD.search(unwrapped(f"{tour_words.title_of(step)} {text}")), step
    for state in (None, *ImageState):
        for bits in range(32):
            project, asked, answered, selected, objects = (bool(bits >> place & 1) for place in range(5))
            now = Situation(project, int(project), state, asked, answered, selected, int(objects))
            assert not WORD.search(unwrapped(hint_for(now, window.commands)))


def choose(inspector, row: int) -> None:
    """Open the preferences with their key, and choose a language with the arrow keys."""
    window = inspector.window
    inspector.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    inspector.wait(lambda: bool(window.findChildren(PreferencesDialog)), what="the preferences")
    [dialog] = window.findChildren(PreferencesDialog)
    dialog.language.setFocus()
    QTest.keyClick(dialog.language, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(dialog.language, Qt.Key.Key_Down)
    settle(inspector)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    inspector.wait(lambda: not window.findChildren(PreferencesDialog), what="the preferences closed")
    window.activateWindow()  # a desktop does it by itself
    inspector.wait(window.isActiveWindow, what="the window in front")


def shown(inspector) -> dict[str, str]:
    window = inspector.window
    buttons = [b for b in window.findChildren(ActionButton) if b.objectName() == "primary" and b.isVisible()]
    return {
        "menu": window.menuBar().actions()[0].text(),
        "button": buttons[0].text(),
        "tab": window.commands[ActionId.VIEW_VERSIONS].text(),
        "filter": window.panels.images.state_filter.itemText(0),
        "placeholder": window.panels.images.search.placeholderText(),
        "hint": window.panels.status_bar.hint.text(),
    }


def test_the_language_is_chosen_while_the_window_is_open(inspector, samples: Path) -> None:
    window = inspector.window
    inspector.open(samples, images=24)
    inspector.wait_engine()
    inspector.select(ImageState.ACCEPTED)
    english = shown(inspector)
    assert english["menu"] == "&Project" and english["tab"] == "Versions" and english["filter"] == "All (24)"
    steps = window.history.count()

    choose(inspector, 2)
    assert window.hub.settings.language == "de"
    german = shown(inspector)
    assert german["menu"] == "&Projekt" and german["tab"] == "Versionen" and german["filter"] == "Alle (24)"
    assert german["hint"].startswith("Fertig. ")
    assert QLocale().toString(0.5, "f", 1) == "0,5"

    choose(inspector, 3)
    chinese = shown(inspector)
    assert chinese["menu"] == "项目(&P)" and chinese["tab"] == "版本" and chinese["filter"] == "全部 (24)"
    assert all(chinese[name] != german[name] != english[name] for name in english)
    assert window.history.count() == steps and inspector.state() is ImageState.ACCEPTED

    inspector.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)  # work goes on in the new language
    inspector.wait(lambda: inspector.state() is ImageState.DRAFT)
    assert window.history.undoText() == "退回草稿"

    choose(inspector, 1)
    assert shown(inspector)["menu"] == "&Project"
