"""The command line of the fault suites, and their table."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

MODULES = {
    "kills": "kills",
    "windows": "window_kills",
    "power": "power",
    "disks": "full",
    "broken": "mutations",
    "columns": "broken_columns",
    "acts": "acts",
    "inspector": "walks",
    "several": "several",
    "trainer": "trainer_kills",
    "soak": "soak",
}
"""Each part with its module, whose ``run_all`` gets a count and a seed."""


def main(arguments: list[str]) -> int:
    """Run parts and print their counts; 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("part", nargs="*", help=", ".join(MODULES))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    rows: list[dict[str, Any]] = []
    for name in options.part or MODULES:
        start = time.monotonic()
        module = importlib.import_module(f"tests.faults.{MODULES[name]}")
        for tally in module.run_all(options.count, options.seed):
            row = tally.to_json()
            row["seconds"] = round(time.monotonic() - start, 1)
            rows.append(row)
            sys.stdout.write(line(row) + "\n")
            sys.stdout.flush()
            for fault in row["faults"]:
                sys.stderr.write(f"[{row['part']}] {fault}\n")
    if options.json is not None:
        options.json.write_text(json.dumps(rows, indent=2), "utf-8")
    return int(any(row["faults"] for row in rows))


def line(row: dict[str, Any]) -> str:
    """One row of the table."""
    counts = ", ".join(f"{name} {number}" for name, number in sorted(row["counts"].items()) if number)
    edits = f", {row['edits']} acknowledged edits" if row.get("edits") else ""
    return (
        f"{row['part']:<22} {row['tries']:>6} tries{edits}: {counts or 'nothing wrong'} ({row['seconds']} s)"
    )
