"""The program's self-test, line by line, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.language.live import say
from app.services.line_process import LineProcess
from app.theme.widgets import label
from samft_core.processes import console_command


def selftest_command() -> list[str]:
    """The command that tests the installed program."""
    return console_command("selftest")


class SelfTestDialog(QDialog):
    """Runs the test while it is open; closing it ends the test."""

    def __init__(self, parent: QWidget, command: Callable[[], list[str]] = selftest_command) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say(self.setWindowTitle, lambda: self.tr("Self-test"))
        self.resize(720, 320)
        self.verdict = label(self.tr("Trying every part of the program on three sample images…"))
        self.lines = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        say(self.lines.setAccessibleName, lambda: self.tr("What was tried"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.verdict)
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
        self._process = LineProcess("selftest", self)
        self._process.line.connect(self._show_line)
        self._process.ended.connect(self._show_end)
        self._process.start(command())

    def done(self, result: int, /) -> None:
        """Close, and end the test where it still runs."""
        self._process.wait_gone(0)
        super().done(result)

    def _show_line(self, line: bytes) -> None:
        self.lines.appendPlainText(line.decode("utf-8", "replace").rstrip())

    def _show_end(self, code: int) -> None:
        if code == 0:
            self.verdict.setText(self.tr("Everything works."))
            return
        self.verdict.setText(self.tr("A part of the program does not work."))
        self.lines.appendPlainText(self._process.error_tail)
