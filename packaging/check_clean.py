"""Fails when a tracked file holds something that must never be in this repository.

Three kinds of things: addresses of package registries (installs follow the machine's own settings), paths of
the machine a file was written on, and ways to load a file that may run code from it. Run by
``packaging/dev.py test``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Joined from parts, so that this file passes its own check.
REGISTRIES = ("py" + r"pi\.org", "python" + r"hosted\.org", r"registry\." + r"npmjs\.org")
MACHINE_PATHS = ("wo" + "rk", "ro" + "ot", r"home/\w+")
EVERYWHERE = {
    "a package registry's address": re.compile("|".join(REGISTRIES), re.IGNORECASE),
    "a path of one machine": re.compile(rf"(?<![\w.])/(?:{'|'.join(MACHINE_PATHS)})/"),
}
RISKY_MODULES = "c?pickle|dill|joblib|shelve"
HARMLESS = r"(?!.* import UnpicklingError$)"  # the error that a refused checkpoint raises
ARGUMENTS = r"(?![^()]*(?:\([^()]*\)[^()]*)*"  # up to the call's end, one level of parentheses deep
IN_PYTHON = {
    "pickle (it runs code from the file)": re.compile(
        rf"(?m)^{HARMLESS}\s*(?:import|from)\s+(?:{RISKY_MODULES})\b"
    ),
    "eval or exec": re.compile(r"(?<![\w.])(?:eval|exec)\("),
    "torch.load without weights_only=True": re.compile(rf"torch\.load\({ARGUMENTS}weights_only=True)"),
    "numpy.load with allow_pickle": re.compile(r"allow_pickle\s*=\s*True"),
}
DISARMS = {"app/safe_variants.py": "pickle (it runs code from the file)"}
"""Files that name what is forbidden in order to take it away from others."""
MAX_BYTES = 60_000_000


def tracked_files() -> list[Path]:
    """Files that git tracks or would track; ignored ones are nobody's concern."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    return [ROOT / name for name in listed.split("\0") if name]


def findings(path: Path, data: bytes) -> list[str]:
    """What is wrong with one file, as lines ``file:line: what``."""
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    found = [f"{name}: larger than {MAX_BYTES // 1_000_000} MB"] if len(data) > MAX_BYTES else []
    if b"\0" in data[:8192]:
        return found
    text = data.decode("utf-8", errors="replace")
    # Tests write files that attack the program, to see them refused.
    is_program = path.suffix == ".py" and not name.startswith("tests/")
    rules = {**EVERYWHERE, **(IN_PYTHON if is_program else {})}
    for what, pattern in rules.items():
        if DISARMS.get(name) == what:
            continue
        for match in pattern.finditer(text):
            found.append(f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}")
    return found


def main() -> int:
    files = [path for path in tracked_files() if path.is_file()]
    found = [line for path in files for line in findings(path, path.read_bytes())]
    print("\n".join(found) if found else f"{len(files)} files are clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
