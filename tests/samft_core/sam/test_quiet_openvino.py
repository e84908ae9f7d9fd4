from __future__ import annotations

import json
import subprocess
import sys

PROBE = """
import json, sys, threading
import samft_core.sam.openvino_encoder
from openvino.tools.ovc import telemetry_utils
sent = [name for name in sys.modules if name.startswith("openvino_telemetry.")]
print(json.dumps([sent, telemetry_utils.tm.__name__, [t.name for t in threading.enumerate()]]))
"""


def test_openvino_reports_to_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    loaded, used, threads = json.loads(done.stdout)
    assert loaded == []
    assert used == "openvino.tools.ovc.telemetry_stub"
    assert threads == ["MainThread"]
