"""The wheels that ``gpu_check.sh`` needs beyond PyTorch: collecting them here, unpacking them there.

Only Python's own library is used to unpack, as there may be no pip where they are needed.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"

LEFT_OUT = re.compile(
    r"^(torch|torchvision|triton|nvidia-.*|cuda-.*|openvino.*|pyside6.*|shiboken6|pyqtgraph|sympy|mpmath|networkx"
    r"|setuptools)$"
)
"""PyTorch and what comes with it, what it replaces here, and what only the window needs."""

LEAN = ("numpy", "opencv-python-headless", "matplotlib", "pillow", "fonttools", "contourpy", "kiwisolver")
"""Large ones that machines for PyTorch usually have; ``--lean`` leaves them out."""

PLATFORMS = [f"manylinux_2_{minor}_x86_64" for minor in (39, 35, 34, 31, 28, 27, 24, 17, 12, 5)]

TOGETHER = {
    "pydantic-core": "pydantic",
    "typing-extensions": "pydantic",
    "typing-inspection": "pydantic",
    "annotated-types": "pydantic",
    "lightning-utilities": "lightning-fabric",
    "cffi": "pynacl",
}
"""A package that must fit another one to the version: where the other is taken, it is taken too."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Collects the wheels that gpu_check.sh needs beyond PyTorch."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=f"{sys.version_info.major}.{sys.version_info.minor}")
    parser.add_argument(
        "--lean", action="store_true", help="leave out what machines for PyTorch usually have"
    )
    parser.add_argument("--pip", default=sys.executable, help="a Python that has pip")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}=={version}" for name, version in sorted(needed(asked.python).items())
              if not (asked.lean and name in LEAN)]  # fmt: skip
    command = [asked.pip, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", asked.python, "--implementation", "cp", "--dest", str(asked.folder)]
    command += [part for name in (*PLATFORMS, "manylinux2014_x86_64", "any") for part in ("--platform", name)]
    done = subprocess.run([*command, *wanted], check=False)
    if done.returncode:
        print("pip could not download all of: " + " ".join(wanted), file=sys.stderr)
        return 1
    # Others of an earlier time would be taken in their place.
    for wheel in asked.folder.glob("*.whl"):
        name, version = wheel.name.split("-")[:2]
        if f"{normal(name)}=={version}" not in wanted:
            wheel.unlink()
    wheels = sorted(asked.folder.glob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels)
    print(f"{len(wheels)} wheels for Python {asked.python}, {size / 2**20:.0f} MiB, in {asked.folder}")
    return 0


def needed(python: str) -> dict[str, str]:
    """The packages that SAMFT needs beside PyTorch and without its window, in the lock's versions."""
    from packaging.requirements import Requirement

    environment = {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    environment |= {"sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux"}
    found: dict[str, str] = {}
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE))
    waiting: list[list[str]] = [tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]]
    while waiting:
        for line in waiting.pop():
            requirement = Requirement(line)
            name = normal(requirement.name)
            if requirement.marker is not None and not requirement.marker.evaluate(environment):
                continue
            if name in found or LEFT_OUT.match(name):
                continue
            try:
                waiting.append(metadata.requires(name) or [])
            except metadata.PackageNotFoundError:
                continue  # for another system than this one
            found[name] = locked.get(name) or metadata.version(name)
    return found


def normal(name: str) -> str:
    """A package's name as registries spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unpack(wheels: Path, target: Path) -> list[str]:
    """Unpack those wheels that fit this Python and whose package is missing; returns their names."""
    fitting = {
        normal(wheel.name.split("-")[0]): wheel for wheel in sorted(wheels.glob("*.whl")) if fits(wheel)
    }
    taken = [name for name in fitting if not installed(name)]
    taken += [name for name, other in TOGETHER.items() if name in fitting and other in taken]
    for name in dict.fromkeys(taken):
        with zipfile.ZipFile(fitting[name]) as archive:
            archive.extractall(target)
        for data in target.glob("*.data"):
            for part in ("purelib", "platlib"):
                for entry in (data / part).glob("*"):
                    shutil.move(str(entry), str(target / entry.name))
            shutil.rmtree(data)
    return list(dict.fromkeys(taken))


def installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def fits(wheel: Path) -> bool:
    """Whether a wheel is for this Python and processor, by its name."""
    pythons, abis, platforms = wheel.stem.split("-")[-3:]
    own = f"cp{sys.version_info.major}{sys.version_info.minor}"
    python_fits = any(python in ("py3", own) for python in pythons.split(".")) or (
        "abi3" in abis.split(".") and any(_not_newer(python) for python in pythons.split("."))
    )
    machine = platform.machine().lower()
    system = {"linux": "linux", "darwin": "macosx", "win32": "win"}.get(sys.platform, sys.platform)
    platform_fits = any(
        name == "any" or (system in name and (name.endswith(machine) or "universal2" in name))
        for name in platforms.split(".")
    )
    return python_fits and platform_fits


def _not_newer(python: str) -> bool:
    found = re.fullmatch(r"cp3(\d+)", python)
    return found is not None and int(found[1]) <= sys.version_info.minor


if __name__ == "__main__":
    sys.exit(main())
