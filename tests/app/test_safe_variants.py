"""Bytes that Qt reads hold no Python objects: neither settings, nor Qt's own files, nor what is dropped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# In a process of its own: what PySide once looked up, it keeps.
PROGRAM = """
import pickle, sys
from pathlib import Path
from PySide6.QtCore import QDataStream, QSettings
from app.safe_variants import disarm_variants, python_object

class Evil:
    def __reduce__(self):
        return Path.touch, (Path(sys.argv[1]),)

armed = sys.argv[2] == "armed"
if not armed:
    disarm_variants()
    disarm_variants()
pickled = pickle.dumps(Evil())
assert pickle.loads(pickle.dumps([1])) == [1]
stream = QDataStream(python_object(pickled))
stream.setVersion(QDataStream.Version.Qt_4_0)
value = stream.readQVariant()
assert armed or value is None
file = Path(sys.argv[1]).with_name("hostile.ini")
escaped = "".join(f"\\\\x{byte:02x}" for byte in python_object(pickled).data())
file.write_text(f'[x]\\ny="@Variant({escaped})"\\n')
print(QSettings(str(file), QSettings.Format.IniFormat).value("x/y"))
"""


@pytest.mark.parametrize("state", ["armed", "disarmed"])
def test_a_streamed_python_object_does_not_run(tmp_path: Path, state: str) -> None:
    ran = tmp_path / "ran"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ran), state],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # Armed shows that the attack is one: should PySide stop unpickling, the module can go.
    assert ran.exists() == (state == "armed")
