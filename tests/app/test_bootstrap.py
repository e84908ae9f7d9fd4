from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap import kiosk_of, main, parse
from app.dialogs.error import ErrorDialog
from app.window.kiosk import LEAVE_KEY
from samft_core.errors import PolicyError

PROBE = """
import json, sys
import app.bootstrap
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


SHOWN = """
import json, sys
from app.bootstrap import make_application, make_window
window = make_window(make_application())
window.show()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
window.close()
"""


def test_nothing_slow_is_imported_before_the_window_is_shown_either() -> None:
    done = subprocess.run([sys.executable, "-c", SHOWN], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not loaded & {"torch", "openvino", "sqlalchemy", "alembic", "pyqtgraph", "matplotlib"}


def test_the_window_imports_no_model_library_and_no_slow_one() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "PySide6" in loaded
    assert not loaded & {"torch", "torchvision", "segment_anything", "openvino", "lightning_fabric"}
    # Not forbidden, but each costs a good part of a second before the first paint.
    assert not loaded & {"sqlalchemy", "alembic", "pyqtgraph", "matplotlib"}


def write_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **entries: object) -> Path:
    file = tmp_path / "policy.json"
    file.write_text(json.dumps(entries), "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(file))
    return file


def test_the_kiosk_is_asked_for_or_ordered_by_the_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kiosk_of(parse([])) is None
    assert kiosk_of(parse(["here"])) is None
    assert kiosk_of(parse(["--kiosk", "here"])) == (Path("here"), LEAVE_KEY)
    with pytest.raises(SystemExit):
        parse(["--kiosk"])
    assert "needs a project" in capsys.readouterr().err
    monkeypatch.setenv("LINE", str(tmp_path))
    write_policy(tmp_path, monkeypatch, kiosk={"project": "$LINE/line 2", "leave_key": "Ctrl+F12"})
    assert kiosk_of(parse(["elsewhere"])) == (tmp_path / "line 2", "Ctrl+F12")
    assert kiosk_of(parse(["elsewhere", "--screenshot", "x.png"])) is None  # the self-test's
    file = write_policy(tmp_path, monkeypatch, kiosk={"project": "/p", "leave_key": "Nonsense"})
    with pytest.raises(PolicyError, match="Nonsense") as caught:
        kiosk_of(parse([]))
    assert caught.value.path == file


def test_a_wrong_policy_is_said_and_there_is_no_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_policy(tmp_path, monkeypatch, gpus=False)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ErrorDialog)
        seen.extend([dialog.windowTitle(), dialog.report.message, str(dialog.report.path)])
        dialog.accept()

    QTimer.singleShot(200, look)
    assert main([]) == 8
    assert seen[0] == "SAMFT cannot start" and "'gpus'" in seen[1] and seen[2] == str(file)
    assert str(file) in capsys.readouterr().err
