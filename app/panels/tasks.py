"""The list of all that takes long: progress, remaining time, cancel, and the log where it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.language.live import bind_text, on_language
from app.language.numbers import duration, percent, whole
from app.services.task_center import Task, TaskCenter, TaskState
from app.theme.widgets import button, label, restyle, scrolled, set_tone


class TaskRow(QFrame):
    """One task."""

    cancel_wanted = Signal()

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = label(task.title, "section", wrap=True)
        self._detail = label("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        bind_text(self._bar.setAccessibleName, task.title)
        self._cancel = button(lambda: self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel_wanted)
        self._details = button(lambda: self.tr("Details"))
        self._details.setCheckable(True)
        self._details.toggled.connect(self._show_log)
        self._copy = button(lambda: self.tr("Copy"))
        bind_text(self._copy.setAccessibleName, lambda: self.tr("Copy the details of {0}").format(task.name))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(task.log))
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setFixedHeight(140)
        bind_text(self._log.setAccessibleName, lambda: self.tr("Details of {0}").format(task.name))
        self._ended: TaskState | None = None
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._details)
        foot.addWidget(self._copy)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._detail)
        layout.addWidget(self._bar)
        layout.addLayout(foot)
        layout.addWidget(self._log)
        self.show_task(task)

    def show_task(self, task: Task) -> None:
        """Show where the task is."""
        self._cancel.setVisible(task.running and task.cancel is not None)
        self._cancel.setEnabled(task.state is TaskState.RUNNING)
        self._bar.setVisible(task.running)
        # Without a total the range is 0 to 0, which Qt shows as a bar that moves to and fro.
        self._bar.setRange(0, task.total)
        self._bar.setValue(task.done)
        for widget in (self._details, self._copy):
            widget.setVisible(bool(task.log))
        # Set only where it changed: setting it scrolls to the top and drops a selection.
        if self._log.toPlainText() != task.log:
            self._log.setPlainText(task.log)
        # Opened once, at the failure; whoever closes the log wants it closed.
        if task.state is TaskState.FAILED and self._ended is not TaskState.FAILED:
            self._details.setChecked(True)
        self._ended = task.state
        self._show_log()
        self._detail.setText(self._text(task))
        styles = {TaskState.DONE: "ok", TaskState.FAILED: "error"}
        restyle(self._detail, styles.get(task.state, "muted"))
        set_tone(self, "error" if task.state is TaskState.FAILED else "")

    def _show_log(self) -> None:
        self._log.setVisible(self._details.isChecked() and bool(self._log.toPlainText()))

    def _text(self, task: Task) -> str:
        ended = {
            TaskState.CANCELLING: self.tr("Stopping at the next safe point…"),
            TaskState.DONE: self.tr("✓ Done; the details say what was left out")
            if task.log
            else self.tr("✓ Done"),
            TaskState.CANCELLED: self.tr("Cancelled; what was finished is kept"),
            TaskState.FAILED: self.tr("✗ Failed; the details say why"),
        }
        if task.state in ended:
            return ended[task.state]
        parts = [task.detail]
        count = self.tr("{0} of {1}").format(whole(task.done), whole(task.total))
        if task.percent:
            count = percent(task.done / max(task.total, 1))
        if task.total and count not in task.detail:
            parts.append(count)
        if task.remaining_s is not None:
            parts.append(self.tr("{0} left").format(duration(task.remaining_s)))
        return "  ·  ".join(filter(None, parts)) or self.tr("Working…")


class TasksPanel(QWidget):
    """The list, the newest first."""

    def __init__(self, center: TaskCenter) -> None:
        super().__init__()
        self._center = center
        self._rows: dict[int, TaskRow] = {}
        self._empty = label(
            lambda: self.tr(
                "Nothing is running. What takes long is listed here while you go on: opening, import,"
                " preparing images, fine-tuning, export and the self-test."
            ),
            "muted",
            wrap=True,
        )
        self._clear = button(lambda: self.tr("Clear finished"))
        self._clear.clicked.connect(center.clear_finished)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))
        center.added.connect(self._added)
        center.changed.connect(self._changed)
        center.removed.connect(self._removed)
        on_language(self, self._show_all)
        # Each is put on top, so the oldest goes first.
        for task in reversed(center.tasks()):
            self._added(task.id)
        self._show_empty()

    def _added(self, task_id: int) -> None:
        row = TaskRow(self._center.task(task_id))
        row.cancel_wanted.connect(lambda: self._center.request_cancel(task_id))
        self._rows[task_id] = row
        self._column.insertWidget(0, row)
        self._show_empty()

    def _changed(self, task_id: int) -> None:
        self._rows[task_id].show_task(self._center.task(task_id))
        self._show_empty()

    def _show_all(self) -> None:
        for task_id in self._rows:
            self._changed(task_id)

    def _removed(self, task_id: int) -> None:
        row = self._rows.pop(task_id)
        self._column.removeWidget(row)
        row.deleteLater()
        self._show_empty()

    def _show_empty(self) -> None:
        tasks = self._center.tasks()
        self._empty.setVisible(not tasks)
        self._clear.setVisible(any(not task.running for task in tasks))
