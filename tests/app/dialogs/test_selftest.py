"""The self-test's dialog over stand-in programs."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.selftest import SelfTestDialog, selftest_command

PASSES = "print('ok  1.0 s  weights: fine', flush=True)"
FAILS = "import sys; print('ok'); sys.exit('Error: the engine does not answer')"
HANGS = "import time; print('ok', flush=True); time.sleep(600)"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(window: QWidget, program: str) -> SelfTestDialog:
    dialog = SelfTestDialog(window, lambda: [sys.executable, "-c", program])
    dialog.open()
    return dialog


def test_each_line_is_shown_and_the_verdict(window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(window, PASSES)
    qtbot.waitUntil(lambda: dialog.verdict.text() == "Everything works.", timeout=30_000)
    assert "weights: fine" in dialog.lines.toPlainText()


def test_a_failure_is_said_with_its_reason(window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(window, FAILS)
    qtbot.waitUntil(lambda: "does not work" in dialog.verdict.text(), timeout=30_000)
    assert "the engine does not answer" in dialog.lines.toPlainText()


def test_closing_ends_the_test(window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(window, HANGS)
    qtbot.waitUntil(lambda: "ok" in dialog.lines.toPlainText(), timeout=30_000)
    process = dialog._process
    dialog.reject()
    assert not process.running


def test_the_real_command_is_the_self_test() -> None:
    assert selftest_command()[-1] == "selftest"
