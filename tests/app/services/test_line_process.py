from __future__ import annotations

import sys

from pytestqt.qtbot import QtBot

from app.services.line_process import LineProcess


def test_a_child_whose_last_word_comes_after_its_end_is_watched_no_more(qtbot: QtBot) -> None:
    """A timer that goes on would be named as left behind."""
    process = LineProcess("test")
    heard: list[bytes] = []

    def watch(line: bytes) -> None:
        heard.append(line)
        process.watch(b"there?\n", every_ms=60_000, most=3)

    process.line.connect(watch)
    process._process.readyReadStandardOutput.disconnect()  # its words are read at its end, as on a busy PC
    with qtbot.waitSignal(process.ended):
        process.start([sys.executable, "-c", "print('ready')"])
        assert process._process.waitForStarted()
        process.wait_gone(30_000)
    assert heard == [b"ready"]
