"""Prints a frozen program's size by component and holds it to a budget: ``size_budget.py FOLDER FLAVOUR``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

MEGABYTE = 1_000_000
BUDGETS_MB = {"cpu": 1150, "cuda": 5200}
SHOWN_MB = 5
"""Components below this are summed up."""

LONGEST_PATH = 200
"""Windows allows 259 characters, of which the folder of an account's programs takes up to 59."""

UNAVOIDABLE = {
    "torch": "libtorch_cpu.so holds all operators in one file",
    "nvidia": "CUDA's libraries, whole as NVIDIA licenses them",
    "opencv_python_headless.libs": "video codecs that cv2 is linked to; no build without them is published",
    "sympy": "imported by torch's optimizers",
}


def component(path: Path, folder: Path) -> str:
    """The top directory inside ``_internal`` a file belongs to, or its name for an executable."""
    parts = path.relative_to(folder).parts
    if parts[0] not in ("_internal", "Contents"):
        return parts[0]
    return parts[1] if len(parts) > 2 else "libraries and base"


def sizes(folder: Path) -> Counter[str]:
    """Bytes by component; links count nothing."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[component(path, folder)] += path.stat().st_size
    return found


def table(found: Counter[str]) -> list[str]:
    """One line a component, largest first."""
    large = [(name, size) for name, size in found.most_common() if size >= SHOWN_MB * MEGABYTE]
    rest = found.total() - sum(size for _, size in large)
    lines = [f"{size / MEGABYTE:8.0f} MB  {name:<30}{UNAVOIDABLE.get(name, '')}" for name, size in large]
    lines.append(f"{rest / MEGABYTE:8.0f} MB  everything else")
    return [*lines, f"{found.total() / MEGABYTE:8.0f} MB  in all"]


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    flavour = arguments[1]
    found = sizes(folder)
    print("\n".join(line.rstrip() for line in table(found)))
    longest = max((str(path.relative_to(folder)) for path in folder.rglob("*")), key=len)
    print(f"longest path: {len(longest)} of {LONGEST_PATH} characters, {longest}")
    if len(longest) > LONGEST_PATH:
        return 1
    over = found.total() / MEGABYTE - BUDGETS_MB[flavour]
    if over > 0:
        print(f"over the budget of {BUDGETS_MB[flavour]} MB by {over:.0f} MB")
        return 1
    print(f"within the budget of {BUDGETS_MB[flavour]} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
