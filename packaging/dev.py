#!/usr/bin/env python3
"""One command from a fresh checkout: ``python3 packaging/dev.py demo`` or ``test``.

Makes a virtual environment in ``.venv`` from ``requirements.lock`` (again when the lock changes), installs
what Qt needs from the system where it may, and runs the command. Standard library only; Python 3.11 to 3.13.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
TEST_RECORD = ROOT / "build" / "tests.txt"  # written by tests/record.py while the tests run
STAMP = VENV / "samft-installed.txt"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
VERSIONS = ("3.11", "3.12", "3.13")
GLIBC = (2, 34)  # what the locked PySide6 was built for

# What Qt needs from the system: library -> Debian package. The first group also where there is no display.
QT_ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
QT_DISPLAY = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
FONTS_PACKAGE = "fonts-dejavu-core"
# Left out of the lock when SAMFT_TORCH_WHEELS names a folder with another build of torch.
TORCH_PARTS = re.compile(r"^(torch|torchvision|triton|nvidia-|cuda-)")


class SetupError(Exception):
    """Says what is missing and what to do; ends the program with exit code 2."""


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: str | Path, **options: object) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **options).returncode  # type: ignore[call-overload]


# ---------------------------------------------------------------- Python and its environment


def base_python() -> list[str]:
    """A command for a Python of a version that SAMFT runs on. Raises SetupError when there is none."""
    if "{}.{}".format(*sys.version_info[:2]) in VERSIONS:
        return [sys.executable]
    for version in reversed(VERSIONS):
        found = shutil.which(f"python{version}")
        candidates = [[found]] if found else []
        if WINDOWS and shutil.which("py"):
            candidates.append(["py", f"-{version}"])
        for candidate in candidates:
            if subprocess.run([*candidate, "-c", ""], check=False, capture_output=True).returncode == 0:
                return candidate
    raise SetupError(
        f"SAMFT needs Python {VERSIONS[0]} to {VERSIONS[-1]}; this is {platform.python_version()},\n"
        "and no other was found.\n"
        "Debian: apt-get install python3 python3-venv. Windows: winget install Python.Python.3.12"
    )


def make_venv() -> None:
    """Create .venv where it is missing or no longer starts (a moved folder, a removed Python)."""
    works = PYTHON.exists() and run(PYTHON, "-c", "import pip", capture_output=True) == 0
    if works:
        return
    python = base_python()
    if run(*python, "-c", "import ensurepip, venv", capture_output=True) != 0:
        package = "python3-venv"
        if not apt_install([package]):
            raise SetupError(f"Python's venv module is missing. Install it: sudo apt-get install {package}")
    say(f"Creating {VENV}")
    if run(*python, "-m", "venv", "--clear", VENV) != 0:
        raise SetupError(f"Could not create {VENV}: see the message above.")


def wanted_stamp() -> str:
    """What the environment must have been made from: lock, project file, Python, torch build."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(PYTHON).encode()]
    parts.append(os.environ.get("SAMFT_TORCH_WHEELS", "").encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install() -> None:
    """Bring .venv to exactly the lock, with hashes checked, and the project itself in place."""
    make_venv()
    stamp = wanted_stamp()
    if STAMP.exists() and STAMP.read_text("utf-8").strip() == stamp:
        return
    started = time.monotonic()
    say("Installing the locked packages into .venv (the first time this takes some minutes)")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    for step in [*package_steps(), ["--no-build-isolation", "--editable", "."]]:
        if run(*pip, *step) != 0:
            raise SetupError(
                "pip could not install the packages: see its message above.\n"
                "Behind a proxy, set HTTPS_PROXY. Without network, bring a folder of wheels (on another PC:\n"
                "pip download -r requirements.lock), set PIP_NO_INDEX=1, and PIP_FIND_LINKS to that folder."
            )
    STAMP.write_text(stamp, "utf-8")
    say(f"Installed in {time.monotonic() - started:.0f} s")


def package_steps() -> list[list[str]]:
    """The arguments of each ``pip install`` that fills the environment."""
    wheels = os.environ.get("SAMFT_TORCH_WHEELS")
    if not wheels:
        return [["--require-hashes", "-r", str(LOCK)]]
    lock = VENV / "requirements-without-torch.txt"
    lock.write_text(without_torch(LOCK.read_text("utf-8")), "utf-8")
    torch = ["--no-index", "--find-links", wheels, "torch", "torchvision"]
    return [["--require-hashes", "-r", str(lock)], torch]


def without_torch(lock: str) -> str:
    """The lock without torch and what only its CUDA build needs."""
    kept = [entry for entry in re.split(r"\n(?=\S)", lock) if not TORCH_PARTS.match(entry)]
    return "\n".join(kept)


# ---------------------------------------------------------------- system libraries


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(libraries: dict[str, str]) -> list[str]:
    return [package for library, package in libraries.items() if not can_load(library)]


def has_fonts() -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return any(any(folder.rglob("*.[to]t[fc]")) for folder in folders if folder.is_dir())


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages; False where this account or this system cannot."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"Installing from the system's packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "-qq", "update", env=environment)
    command = ["apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages]
    return run(*command, env=environment, stdout=subprocess.DEVNULL) == 0


def system_libraries() -> None:
    """Have Qt's system libraries in place. Raises SetupError without one that a hidden window needs."""
    if not sys.platform.startswith("linux"):
        return
    kind, version = platform.libc_ver()
    if kind == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < GLIBC:
        raise SetupError(
            f"Qt needs glibc {GLIBC[0]}.{GLIBC[1]} (Debian 12, Ubuntu 22.04 or newer); this is {version}."
        )
    needed = missing_packages(QT_ALWAYS)
    display = missing_packages(QT_DISPLAY)
    fonts = [] if has_fonts() else [FONTS_PACKAGE]
    packages = [*needed, *display, *fonts]
    if not packages or apt_install(packages):
        return
    advice = f"Debian, Ubuntu: sudo apt-get install {' '.join(packages)}\nElsewhere: the packages like these"
    if needed:
        raise SetupError(
            f"Qt needs system libraries that are missing. Install them, then try again.\n{advice}"
        )
    say(f"Note: a window on this machine's display needs more.\n{advice}")


# ---------------------------------------------------------------- the commands

CHECKS: dict[str, list[str]] = {
    "ruff": ["-m", "ruff", "check", "."],
    "mypy": ["-m", "mypy"],
    # Its cache does not see that a module came to exist after the file that imports it was read.
    "import-linter": ["lint-imports", "--no-cache"],
    "clean files": ["packaging/check_clean.py"],
}
DOCS = {"mkdocs": ["-m", "mkdocs", "build", "--strict", "--site-dir", "build/site"]}


def tool_command(words: list[str]) -> list[str | Path]:
    if words[0] == "lint-imports":  # it has no -m form
        return [PYTHON.with_name("lint-imports.exe" if WINDOWS else "lint-imports"), *words[1:]]
    return [PYTHON, *words]


def ending(code: int) -> str:
    """What to add to a step's line: that a signal ended it, and which."""
    if code >= 0:
        return ""
    try:
        return f", ended by {signal.Signals(-code).name}"
    except ValueError:
        return f", ended by signal {-code}"


def recorded_failures() -> list[str]:
    """The failed tests by name and reason, and those that ran when their process died, if one did."""
    failed: list[str] = []
    running: dict[str, None] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in TEST_RECORD.read_text("utf-8").splitlines():
            what, _, text = line.partition(" ")
            if what == "started":
                running[text] = None
            elif what == "ended":
                running.pop(text, None)
            elif what == "failed":
                failed.append(f"failed: {text}")
    return [*failed, *(f"died in: {text}" for text in running)]


def run_steps(steps: dict[str, list[str]]) -> int:
    """Run every step even after one failed; prints a table of results and seconds. Returns the exit code."""
    # mkdocs-material prints an advertisement for another program unless told not to.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    with contextlib.suppress(FileNotFoundError):
        TEST_RECORD.unlink()
    environment["SAMFT_TEST_RECORD"] = str(TEST_RECORD)
    results: list[tuple[str, int, float]] = []
    for name, words in steps.items():
        say(f"--- {name}")
        started = time.monotonic()
        code = run(*tool_command(words), env=environment)
        results.append((name, code, time.monotonic() - started))
    say("--- summary")
    for name, code, seconds in results:
        say(f"{'ok' if code == 0 else 'FAILED':<8}{seconds:7.1f} s  {name}{ending(code)}")
    if any(code != 0 for _, code, _ in results):
        for line in recorded_failures():
            say(line)
    return 0 if all(code == 0 for _, code, _ in results) else 1


def command_demo(rest: list[str]) -> int:
    folder = ROOT / "build"  # ignored by git; each demo makes a numbered project in it
    folder.mkdir(exist_ok=True)
    command = [str(PYTHON), "-m", "app", "demo", *rest]
    return subprocess.run(command, cwd=folder, check=False).returncode


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers() -> list[str]:
    """pytest's options for two workers; none where there is one core. ``-n 0`` after them is one process.

    Each worker takes whole files, whose tests share what is dear, in the order of tests/order.py. Two and not
    as many as there are cores: a worker with both models loaded holds two gigabytes.
    """
    if cores() < 2:
        return []
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def command_test(rest: list[str]) -> int:
    tests = ["-m", "pytest", "-q", "--durations=30", *workers(), *rest]
    return run_steps({**CHECKS, "pytest": tests, **DOCS})


def command_check(rest: list[str]) -> int:
    return run_steps(CHECKS)


def command_docs(rest: list[str]) -> int:
    return run_steps(DOCS)


def command_samft(rest: list[str]) -> int:
    return run(PYTHON, "-m", "app", *rest)


LOCK_HEADER = """\
# Every package SAMFT is built, tested and run with: exact versions and hashes, for Linux, Windows and macOS.
# Made from pyproject.toml by:  python3 packaging/dev.py lock
"""


def command_lock(rest: list[str]) -> int:
    """Resolve pyproject.toml again; versions stay as they are unless ``--upgrade`` is given."""
    extras = [word for extra in ("dev", "docs", "installer") for word in ("--extra", extra)]
    quiet = ["--quiet", "--no-config", "--no-header", "--no-annotate"]
    plain = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    compile_lock = [PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", "-o", LOCK]
    code = run(*compile_lock, *plain, *quiet, *extras, *rest)
    if code == 0:
        LOCK.write_text(LOCK_HEADER + LOCK.read_text("utf-8"), "utf-8")
    return code


COMMANDS = {
    "demo": (command_demo, "run the whole loop on the sample images, then open the window"),
    "test": (command_test, "all checks, tests and the documentation, as CI does"),
    "check": (command_check, "only ruff, mypy, import-linter and the file check"),
    "docs": (command_docs, "build the documentation"),
    "samft": (command_samft, "any samft command, for example: samft gui"),
    "lock": (command_lock, "write requirements.lock from pyproject.toml"),
    "install": (lambda rest: 0, "only make the environment"),
}


def main() -> int:
    table = "\n".join(f"  {name:<8} {text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        usage="%(prog)s COMMAND [arguments of the command]",
        description=__doc__,
        epilog=f"commands:\n{table}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    options, rest = parser.parse_known_args()
    try:
        system_libraries()
        install()
    except SetupError as stop:
        say(str(stop))
        return 2
    with contextlib.suppress(KeyboardInterrupt):
        return int(COMMANDS[options.command][0](rest))
    return 130


if __name__ == "__main__":
    sys.exit(main())
