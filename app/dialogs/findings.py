"""What the check of a project found, with a button for what can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.language.message_text import message_text
from app.theme.widgets import label

if TYPE_CHECKING:
    from samft_core.project.integrity import CheckReport


class FindingsDialog(QDialog):
    """Shown with ``open()``; ``mend_wanted`` follows the button."""

    mend_wanted = Signal()

    def __init__(self, report: CheckReport, *, may_mend: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check of the project"))
        self.resize(760, 360)
        self.verdict = label(self._verdict(report), "title")
        self.lines = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setAccessibleName(self.tr("What was found"))
        mended = [self.tr("Mended: {0}").format(message_text(words)) for words in report.repaired]
        found = [message_text(words) for words in (*report.problems, *report.notes)]
        self.lines.setPlainText("\n".join([*found, *mended]))
        self.lines.setVisible(bool(found or mended))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.mend = buttons.addButton(
            self.tr("Mend what can be mended"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.mend.setAutoDefault(False)
        self.mend.setVisible(may_mend and bool(report.problems or report.notes) and not report.repaired)
        self.mend.clicked.connect(self._wish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.addWidget(self.verdict)
        layout.addWidget(label(self._counts(report), "muted"))
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)

    def _verdict(self, report: CheckReport) -> str:
        if not report.problems:
            return self.tr("Nothing is wrong.")
        return self.tr("%n things are wrong.", "", len(report.problems))

    def _counts(self, report: CheckReport) -> str:
        images = self.tr("%n images", "", report.images)
        masks = self.tr("%n masks", "", report.annotations)
        return self.tr("Looked at: {0}, {1}.").format(images, masks)

    def _wish(self) -> None:
        self.accept()
        self.mend_wanted.emit()
