from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.dialogs.error import ErrorDialog
from app.services.errors import ErrorReport, ErrorReporter
from app.services.logs import start_logging
from app.theme.tokens import LIGHT
from samft_core.errors import CancelledError, ConflictError, ImageError
from samft_core.messages.message import Message


def heard_from(reporter: ErrorReporter) -> list[ErrorReport]:
    heard: list[ErrorReport] = []
    reporter.reported.connect(heard.append)
    return heard


def test_an_expected_error_has_message_path_and_remedy(qtbot: QtBot) -> None:
    reporter = ErrorReporter()
    heard = heard_from(reporter)
    reporter.report(
        ImageError(
            Message.plain("Too large"), path=Path("/a/b.png"), remedy=Message.plain("Use a smaller one.")
        ),
        "Open",
    )
    assert heard == [ErrorReport("Open", "Too large", Path("/a/b.png"), "Use a smaller one.")]


def test_cancelling_is_no_error(qtbot: QtBot) -> None:
    reporter = ErrorReporter()
    heard = heard_from(reporter)
    reporter.report(CancelledError())
    assert heard == []


def test_a_conflict_says_what_to_do(qtbot: QtBot) -> None:
    reporter = ErrorReporter()
    heard = heard_from(reporter)
    reporter.report(ConflictError(Message.plain("The mask was changed")))
    assert heard[0].title == "Somebody else changed this" and heard[0].remedy


def test_an_unexpected_error_names_the_log_file_that_holds_its_trace(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import logging

    logger = logging.getLogger("samft")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    monkeypatch.setenv("SAMFT_LOG_DIR", str(tmp_path))
    file = start_logging()
    reporter = ErrorReporter()
    heard = heard_from(reporter)
    reporter.report(ZeroDivisionError("surprise"))
    assert heard[0].unexpected and heard[0].log == file
    assert "surprise" in file.read_text("utf-8")
    for handler in list(logger.handlers):
        handler.close()
        logger.removeHandler(handler)


def test_the_dialog_shows_everything(qtbot: QtBot) -> None:
    report = ErrorReport("Title", "Message", Path("/x"), "Remedy", "trace", Path("/log"), unexpected=True)
    dialog = ErrorDialog(report, LIGHT)
    from PySide6.QtWidgets import QLabel

    text = "\n".join(widget.text() for widget in dialog.findChildren(QLabel))
    for part in ("Title", "Message", "/x", "Remedy", "/log"):
        assert part in text
    dialog.deleteLater()
