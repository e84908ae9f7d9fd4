"""How this program was installed, which decides how it is updated."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PACKAGE_FOLDER = Path("/opt/samft")
"""Where the .deb puts the program."""

CURRENT = "current"
PREVIOUS = "previous"
VERSIONS = "versions"


class InstallMethod(StrEnum):
    """By what means the program came onto this PC."""

    ACCOUNT = "account"
    """Linux, install.sh: versions side by side, a link names the one in use."""
    PACKAGE = "package"
    WINDOWS = "windows"
    MACOS = "macos"
    UNPACKED = "unpacked"
    """Started where the archive was unpacked."""
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Installation:
    """``program`` is the folder of the executables, ``root`` the folder of versions of ``Way.ACCOUNT``."""

    way: InstallMethod
    program: Path
    root: Path | None = None

    def linked(self, name: str) -> Path | None:
        """The version that the link ``name`` (current, previous) leads to; None where there is none."""
        if self.root is None or not (self.root / name).is_symlink():
            return None
        target = (self.root / name).resolve()
        return target if target.is_dir() else None


def this_installation() -> Installation:
    """The installation this process runs from."""
    return installation_of(
        Path(sys.executable), frozen=bool(getattr(sys, "frozen", False)), system=sys.platform
    )


def installation_of(executable: Path, *, frozen: bool, system: str) -> Installation:
    """The installation that an executable belongs to."""
    program = executable.resolve().parent
    if not frozen:
        return Installation(InstallMethod.SOURCE, program)
    if system == "win32":
        return Installation(InstallMethod.WINDOWS, program)
    if system == "darwin":
        return Installation(InstallMethod.MACOS, program)
    root = program.parent.parent
    if program.parent.name == VERSIONS and (root / CURRENT).is_symlink():
        return Installation(InstallMethod.ACCOUNT, program, root)
    return Installation(
        InstallMethod.PACKAGE if program == PACKAGE_FOLDER else InstallMethod.UNPACKED, program
    )


def system_name() -> str:
    """This kind of PC as an update names it, for example "linux-x86_64"."""
    machine = platform.machine().lower().replace("amd64", "x86_64").replace("aarch64", "arm64")
    return f"{platform.system().lower()}-{machine}"
