"""The program's self-test, line by line, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.language.live import bind_text
from app.services.line_process import LineProcess
from app.services.task_center import TaskCenter, TaskState
from app.theme.widgets import label
from samft_core.processes import console_command
from samft_core.progress import Progress


def selftest_command() -> list[str]:
    """The command that tests the installed program."""
    return console_command("selftest")


class SelfTestDialog(QDialog):
    """Runs the test while it is open, listed among the tasks; closing it ends the test."""

    def __init__(
        self, parent: QWidget, tasks: TaskCenter, command: Callable[[], list[str]] = selftest_command
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, lambda: self.tr("Self-test"))
        self.resize(720, 320)
        self.verdict = label(self.tr("Trying every part of the program on three sample images…"))
        self.lines = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        bind_text(self.lines.setAccessibleName, lambda: self.tr("What was tried"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.verdict)
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
        self._process = LineProcess("selftest", self)
        self._process.line.connect(self._show_line)
        self._process.ended.connect(self._show_end)
        self._tasks = tasks
        self._task = tasks.open(lambda: self.tr("Self-test"), cancel=self.reject)
        self._process.start(command())

    def done(self, result: int, /) -> None:
        """Close, and end the test where it still runs."""
        self._tasks.finish(self._task.id, TaskState.CANCELLED)
        self._process.wait_gone(0)
        super().done(result)

    def _show_line(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").rstrip()
        self.lines.appendPlainText(text)
        self._tasks.report(self._task.id, Progress("selftest", 0, 0, None, text))

    def _show_end(self, code: int) -> None:
        if code == 0:
            self.verdict.setText(self.tr("Everything works."))
            self._tasks.finish(self._task.id)
            return
        self.verdict.setText(self.tr("A part of the program does not work."))
        self.lines.appendPlainText(self._process.error_tail)
        self._tasks.fail(self._task.id, self.lines.toPlainText())
