"""The rows that the parts of ``gpu_check.sh`` write, and the machine that they were measured on."""

from __future__ import annotations

import contextlib
import json
import platform
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import torch


class Rows:
    """The rows of a part, written after each so that a process that dies leaves what it knew."""

    def __init__(self, path: Path, device: str) -> None:
        self._path = path
        self._rows: list[dict[str, Any]] = []
        self._error: str | None = None
        self._machine = machine(device)
        self._write()

    def add(
        self,
        what: str,
        value: float | str,
        unit: str = "",
        *,
        most: float | None = None,
        least: float | None = None,
    ) -> None:
        """One number, and the most or the least that it may be. What is no number is beyond either."""
        ok = True
        limit = None
        if isinstance(value, float | int):
            if most is not None:
                ok = bool(value <= most)
                limit = f"<= {most:g}"
            if least is not None:
                ok = bool(value >= least)
                limit = f">= {least:g}"
        shown = f"{value:.4g}" if isinstance(value, float) else str(value)
        raw = float(value) if isinstance(value, float | int) else value
        self._rows.append({"what": what, "value": shown, "raw": raw, "unit": unit, "limit": limit, "ok": ok})
        self._write()

    def fail(self, error: str) -> None:
        self._error = error
        self._write()

    def finish(self) -> None:
        self._write()

    def _write(self) -> None:
        about = {"rows": self._rows, "machine": self._machine, "error": self._error}
        temporary = self._path.with_suffix(".tmp")
        temporary.write_text(json.dumps(about), "utf-8")
        temporary.replace(self._path)


def machine(device: str) -> dict[str, Any]:
    """What this was measured on."""
    found: dict[str, Any] = {
        "cpu": _processor(),
        "cores": psutil.cpu_count(logical=True),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
        "openvino": _version("openvino"),
        "numpy": np.__version__,
        "gpu": None,
        "driver": None,
    }
    if device == "cuda" and torch.cuda.is_available():
        properties = torch.cuda.get_device_properties(0)
        found["gpu"] = properties.name
        found["gpu_memory_gb"] = round(properties.total_memory / 1e9, 1)
        found["capability"] = f"{properties.major}.{properties.minor}"
        found["driver"] = _driver()
    return found


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _driver() -> str | None:
    command = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
        return done.stdout.strip().splitlines()[0] if done.stdout.strip() else None
    return None


def _version(package: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
