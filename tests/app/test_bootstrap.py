from __future__ import annotations

import json
import subprocess
import sys

PROBE = """
import json, sys
import app.bootstrap
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_window_imports_no_model_library_and_no_slow_one() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "PySide6" in loaded
    assert not loaded & {"torch", "torchvision", "segment_anything", "openvino", "lightning_fabric"}
    # Not forbidden, but each costs a good part of a second before the first paint.
    assert not loaded & {"sqlalchemy", "alembic", "pyqtgraph", "matplotlib"}
