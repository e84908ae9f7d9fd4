"""How quick the window is: start, event loop, large images, box to mask, brush, 50,000 images.

    python benchmarks/gui.py [--only start,loop,large,box,stroke,many] [--json FILE] [--markdown FILE]
                             [--turns]

The real window with the real engine, each part in a process of its own, and beside it what the same costs
the way most annotation windows go. Runs without a display (set QT_QPA_PLATFORM=xcb for a real one).
Times are wall time, so run it on a quiet PC: the load is printed. "work" is the processor time in it, which
other programs hardly lengthen. ``--turns`` adds histograms of the event loop's turns, and what ran in those
over 50 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.gui_figures import PARTS, Figure, markdown, table, turns_table


def main() -> int:
    """Run the chosen parts and print one table; 1 where a target was missed, 2 where a part failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path, help="write the table for docs/measurements.md")
    parser.add_argument("--turns", action="store_true", help="print histograms and stacks of long turns")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps([figure.to_json() for figure in measure(options.part)]))
        return 0
    loads = [os.getloadavg()[0]] if hasattr(os, "getloadavg") else []
    figures: list[Figure] = []
    failed = []
    for part in options.only.split(","):
        found = run_part(part)
        figures += found or []
        failed += [part] if found is None else []
    loads += [os.getloadavg()[0]] if loads else []
    print(table(figures))
    if options.turns:
        print(turns_table(figures))
    machine = f"{os.cpu_count()} processors, load before and after: {', '.join(f'{x:.1f}' for x in loads)}."
    print(f"\n{machine}")
    if options.json:
        data = {"processors": os.cpu_count(), "load": loads, "figures": [f.to_json() for f in figures]}
        options.json.write_text(json.dumps(data, indent=2), "utf-8")
    if options.markdown:
        options.markdown.write_text(markdown(figures, machine), "utf-8")
    if failed:
        sys.stderr.write(f"failed: {', '.join(failed)}\n")
        return 2
    return int(any(figure.met is False for figure in figures))


def run_part(part: str) -> list[Figure] | None:
    """One part in a process of its own; None, with its errors shown, where it failed."""
    with tempfile.TemporaryDirectory(prefix="samft-gui-") as folder:
        own = {"SAMFT_SETTINGS": f"{folder}/window.ini", "SAMFT_LOG_DIR": f"{folder}/log"}
        done = subprocess.run(
            [sys.executable, __file__, "--part", part],
            env={"QT_QPA_PLATFORM": "offscreen"} | os.environ | own,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.stderr.write(done.stderr)
        return None
    rows = json.loads(done.stdout.strip().splitlines()[-1])
    return [Figure(**{k: v for k, v in row.items() if k not in {"met", "peer_ratio"}}) for row in rows]


def measure(part: str) -> list[Figure]:
    """Run one part in this process."""
    with tempfile.TemporaryDirectory(prefix="samft-gui-") as folder:
        return measures()[part](Path(folder))


def measures() -> dict[str, Callable[[Path], list[Figure]]]:
    """Each part's function, which gets an empty folder."""
    from benchmarks import gui_canvas, gui_window

    return {
        "start": gui_window.measure_start, "loop": gui_window.measure_loop, "large": gui_window.measure_large,
        "box": gui_window.measure_box, "stroke": gui_canvas.measure_strokes, "many": gui_window.measure_many,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
