"""The work of ``gpu_check.sh``: parts that run one after the other in processes of their own, and one table.

A part that fails, hangs or takes the GPU down costs only its own rows. Until the parts run, only Python's own
library is used: SAMFT's packages may have to be unpacked from wheels first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import gpu_wheels

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

IMPORTS = (
    *("torch", "numpy", "cv2", "PIL", "pydantic", "sqlalchemy", "alembic", "lightning_fabric", "jinja2"),
    *("segment_anything", "safetensors", "platformdirs", "psutil", "nacl", "filelock", "matplotlib"),
    *("cachetools", "typer", "rich"),
)
"""What the parts import; named before they begin where it is missing."""

PARTS = {"parity": 150, "encode": 90, "steps": 120, "leaks": 120, "samples": 150, "category": 210}
"""Each part with the seconds that it may take; together they get no more than ``--minutes``."""

SLOWER = 6
"""On a CPU, which may be busy, a part may take so many times as long."""

OK = 0
FAILED = 1
UNUSABLE = 2
"""The exit codes: all well; a part failed or a number is beyond its limit; nothing could be checked."""


def main() -> int:
    asked = arguments()
    if asked.part is not None:
        return run_part(asked)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="samft-gpu-check-") as scratch:
        unpacked = gpu_wheels.unpack(asked.wheels, Path(scratch) / "site") if asked.wheels.is_dir() else []
        environment = environment_for(Path(scratch), unpacked)
        absent = missing_imports(environment)
        if absent:
            print(f"Missing packages: {', '.join(absent)}.", file=sys.stderr)
            print(f"Looked for wheels in {asked.wheels}; fill it with", file=sys.stderr)
            print("  benchmarks/gpu_check.sh --collect-wheels DIR --python "
                  f"{sys.version_info.major}.{sys.version_info.minor}", file=sys.stderr)  # fmt: skip
            return UNUSABLE
        report: dict[str, Any] = {
            "unpacked": unpacked,
            "device": asked.device,
            "smoke": asked.smoke,
            "parts": {},
        }
        for name, limit in PARTS.items():
            if (asked.only and name not in asked.only) or (name == "category" and asked.category is None):
                continue
            left = asked.minutes * 60 - (time.monotonic() - started)
            longest = limit * (SLOWER if asked.device == "cpu" else 1)
            report["parts"][name] = in_process(asked, name, min(longest, left), environment, Path(scratch))
            print(table({name: report["parts"][name]}), flush=True)
        report["seconds"] = time.monotonic() - started
    machine: dict[str, Any] = next(
        (part["machine"] for part in report["parts"].values() if part.get("machine")), {}
    )
    report["machine"] = machine
    failed = [name for name, part in report["parts"].items() if not part["ok"]]
    print(f"\n{machine.get('gpu') or machine.get('cpu')}, PyTorch {machine.get('torch')}, "
          f"driver {machine.get('driver')}, {report['seconds']:.0f} s")  # fmt: skip
    print(table(report["parts"]))
    print("Failed: " + ", ".join(failed) if failed else "All parts are well.")
    if asked.json is not None:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(report, indent=2), "utf-8")
    if not any(part["rows"] for part in report["parts"].values()):
        return UNUSABLE
    return FAILED if failed else OK


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--category", type=Path, help="a folder in MVTec AD's layout to fine-tune on")
    parser.add_argument("--masks", type=int, default=30, help="images with defects to take of it")
    parser.add_argument("--wheels", type=Path, default=HERE / "wheels", help="wheels of what is missing here")
    parser.add_argument("--json", type=Path, help="where all numbers go")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--smoke", action="store_true", help="ten steps and the like: does it run at all")
    parser.add_argument("--minutes", type=float, default=7.8, help="no part begins or goes on after them")
    parser.add_argument("--only", nargs="*", choices=tuple(PARTS), help="these parts alone")
    parser.add_argument("--part", choices=tuple(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--scratch", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def environment_for(scratch: Path, unpacked: list[str]) -> dict[str, str]:
    """What the parts see: this checkout first, then what was unpacked; nothing of the account's own files."""
    paths = [str(ROOT), *([str(scratch / "site")] if unpacked else []), os.environ.get("PYTHONPATH", "")]
    own = {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "SAMFT_GPU_CHECK": str(scratch / "gpu_check"),
        "SAMFT_PACE": str(scratch / "pace.json"),
        "SAMFT_BASE_PACKS": str(scratch / "base_packs"),
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **own}


def missing_imports(environment: dict[str, str]) -> list[str]:
    """What the parts import and would not find."""
    code = (
        "import importlib.util, sys; print(*(n for n in sys.argv[1:] if importlib.util.find_spec(n) is None))"
    )
    command = [sys.executable, "-c", code, *IMPORTS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def in_process(
    asked: argparse.Namespace, name: str, limit: float, environment: dict[str, str], scratch: Path
) -> dict[str, Any]:
    """Run one part; what it wrote before it ended, in whatever way, is kept."""
    folder = scratch / name
    folder.mkdir()
    command = [sys.executable, str(HERE / "gpu_check.py"), "--part", name, "--scratch", str(folder)]
    command += ["--device", asked.device, "--masks", str(asked.masks)]
    command += ["--smoke"] * asked.smoke
    if asked.category is not None:
        command += ["--category", str(asked.category.absolute())]
    began = time.monotonic()
    error = None
    if limit < 10:
        error = "no time was left for it"
    else:
        print(f"{name} ...", flush=True)
        try:
            done = subprocess.run(command, env=environment, timeout=limit, check=False, cwd=folder)
            if done.returncode not in (OK, FAILED):
                error = f"the process ended with {done.returncode}"
        except subprocess.TimeoutExpired:
            error = f"not finished after {limit:.0f} s"
    found: dict[str, Any] = {"rows": [], "machine": None, "error": "it wrote nothing"}
    written = folder / "part.json"
    if written.is_file():
        found = json.loads(written.read_text("utf-8"))
    found["error"] = error or found.get("error")
    found["seconds"] = time.monotonic() - began
    found["ok"] = found["error"] is None and all(row["ok"] for row in found["rows"])
    return found


def run_part(asked: argparse.Namespace) -> int:
    """This process is one part: measure, and write each row as soon as it is known."""
    import gpu_parts
    from gpu_rows import Rows

    rows = Rows(asked.scratch / "part.json", asked.device)
    try:
        gpu_parts.PARTS[asked.part](asked, rows)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other parts must go on, and the table names it
        import traceback

        traceback.print_exc()
        rows.fail(
            f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"
        )
        return FAILED
    rows.finish()
    return OK


def table(parts: dict[str, dict[str, Any]]) -> str:
    """All rows of these parts as text."""
    lines = []
    for name, part in parts.items():
        lines.append(f"{name}: {'ok' if part['ok'] else 'FAILED'}, {part['seconds']:.0f} s")
        for row in part["rows"]:
            limit = "" if row["limit"] is None else f"{row['limit']}"
            mark = "ok" if row["ok"] else "FAILED"
            lines.append(f"  {row['what']:<58}{row['value']:>14} {row['unit']:<8}{limit:<16}{mark}")
        if part["error"]:
            lines.append(f"  {part['error']}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
