"""OpenVINO without its telemetry: on being imported it would report its use to its makers, from a thread.

Import ``ov`` from here. Installers leave the package out; where pip brought it in, it is as good as absent.
"""

from __future__ import annotations

import sys

# None makes the import fail, and OpenVINO then uses its own stub that sends nothing.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]

import openvino as ov  # noqa: E402

__all__ = ["ov"]
