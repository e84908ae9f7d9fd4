"""The one way in which errors reach the screen: expected ones as message, path and remedy, others through
the log file.
"""

from __future__ import annotations

import enum
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from app.language.message_text import message_text, optional_message_text
from app.services.logs import log_file, logger
from samft_core.errors import CancelledError, ConflictError, DamagedError, SamftError, UnwritableError
from samft_core.files.disk_errors import disk_error


class WayBack(enum.Enum):
    """What the window can do about an error, beyond saying what it is."""

    RESTORE = "restore"
    TAKE_OVER = "take_over"


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """What a dialog shows. ``unexpected`` marks a fault of the program: ``log`` then holds its trace."""

    title: str
    message: str
    path: Path | None = None
    remedy: str | None = None
    detail: str = ""
    log: Path | None = None
    unexpected: bool = False
    way_back: WayBack | None = None


class ErrorReporter(QObject):
    """Turns exceptions into reports; whoever owns the screen listens to ``reported``."""

    reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = logger("errors")

    def report(self, error: BaseException, doing: str = "") -> None:
        """Show ``error``; ``doing`` says in the user's words what was tried. Cancelling is no error."""
        if isinstance(error, CancelledError):
            return
        if isinstance(error, OSError):
            error = disk_error(error)
        if isinstance(error, SamftError):
            self._log.warning("%s", error)
            self.reported.emit(self._expected(error, doing))
            return
        trace = "".join(traceback.format_exception(error))
        self._log.error("%s\n%s", doing or "unexpected error", trace)
        self.reported.emit(
            ErrorReport(
                title=doing or self.tr("Something went wrong"),
                message=self.tr(
                    "The program met an error it did not expect. Your masks are saved with every edit."
                ),
                remedy=self.tr("Send the log file to whoever looks after SAMFT at your plant."),
                detail=trace,
                log=log_file(),
                unexpected=True,
            )
        )

    def _expected(self, error: SamftError, doing: str) -> ErrorReport:
        if isinstance(error, ConflictError):
            title = self.tr("Somebody else changed this")
            remedy = optional_message_text(error.remedy) or self.tr(
                "The newest state is shown now; make your change again."
            )
            return ErrorReport(title, message_text(error.message), error.path, remedy)
        title = doing or self.tr("This did not work")
        way = None
        if isinstance(error, DamagedError):
            way = WayBack.RESTORE
        elif isinstance(error, UnwritableError) and error.stale:
            way = WayBack.TAKE_OVER
        message = message_text(error.message)
        return ErrorReport(title, message, error.path, optional_message_text(error.remedy), way_back=way)

    def install(self) -> None:
        """Catch what no slot caught: Python's last resort shows a dialog instead of ending in silence."""
        sys.excepthook = self._excepthook

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)
