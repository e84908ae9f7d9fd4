"""Updates without network: a signed file, checked before anything is touched; the old version is kept.

A container of what the Linux archive unpacks to, or of a Windows installer. The signature must be by the key
that the program was built with, or by one of the policy's ``update_keys``.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import filelock

from samft_core import __version__
from samft_core.distribution.container import Container, Kind, damaged, open_container, unpacked
from samft_core.distribution.installation import (
    CURRENT,
    PREVIOUS,
    VERSIONS,
    Installation,
    Way,
    system_name,
    this_installation,
)
from samft_core.errors import SamftError, SignatureError
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.resources import resource_dir
from samft_core.security import it_policy
from samft_core.security.minisign import PublicKey, Signature, read_public_key


class UpdateError(SamftError):
    """An update cannot be installed; the program is as it was."""


UPDATE = Kind("samft-update-1", ".samftupdate", "update", UpdateError, links=True, most_files=30_000)
SETUP, INSTALL, ROLL_BACK = "setup.exe", "install.sh", "rollback.sh"
VERSION = re.compile(r"\d+(\.\d+){1,3}")
FLAVOURS = ("cpu", "cuda")
_UNCHANGED = "The version in use was not changed. Get the update again."
_LINUX = frozenset({"program", "share", "VERSION", "LICENSE", INSTALL, "uninstall.sh", ROLL_BACK})
"""What an update holds at its top: what ``packaging/build.sh`` stages."""
_WINDOWS = re.compile(r"setup(\.exe|-\d+\.bin)")
PATIENCE_S = 300
"""A new program may take this long to say its version from a slow disk."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update file holds, once its signature was checked. ``who`` signed it."""

    path: Path
    version: str
    system: str
    flavour: str
    who: str


@dataclass(frozen=True, slots=True)
class Installed:
    """What is in use from the next start on. ``handed_over``: an installer goes on by itself."""

    version: str
    before: str
    handed_over: bool = False


def update_keys() -> list[PublicKey]:
    """Whose updates count. Raises PolicyError."""
    file = resource_dir() / "keys" / "update.pub"
    built_in = [read_public_key(file)] if file.is_file() else []
    return [*built_in, *(PublicKey.parse(text) for text in it_policy.current().update_keys)]


def read_update(path: Path) -> Update:
    """Check who signed an update and what it is. Raises UpdateError, SignatureError and PolicyError."""
    with open_container(path, UPDATE) as container:
        return _checked(container)


def install_update(
    path: Path,
    *,
    allow_older: bool = False,
    installation: Installation | None = None,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Installed:
    """Install an update beside the version in use and switch to it, or hand over to Windows' installer.

    Running windows go on with their version until they are closed. Raises UpdateError, SignatureError,
    PolicyError and CancelledError; then the program is as it was.
    """
    here = installation or this_installation()
    with open_container(path, UPDATE) as container:
        update = _checked(container)
        _check_fits(update, allow_older=allow_older)
        if here.way is Way.WINDOWS:
            return _hand_over(container, update, on_progress, cancel)
        if here.root is None:
            raise UpdateError(_elsewhere(here), path=here.program, remedy=_remedy(here))
        with _alone(here.root):
            return _install(container, update, here.root, on_progress, cancel)


def roll_back(installation: Installation | None = None) -> Installed:
    """Return to the version before the last update. Raises UpdateError."""
    here = installation or this_installation()
    if here.root is None:
        raise UpdateError("This installation keeps no older version", path=here.program, remedy=_remedy(here))
    previous, before = here.linked(PREVIOUS), here.linked(CURRENT)
    if previous is None or before is None:
        remedy = "An older version is kept once an update was installed."
        raise UpdateError("There is no older version to return to", path=here.root, remedy=remedy)
    with _alone(here.root):
        command = ["sh", str(here.root / ROLL_BACK), "--silent"]
        _run(command, "The older version cannot be put to use", here.root)
    return Installed(previous.name, before.name)


def _checked(container: Container) -> Update:
    who = _signer(container)
    about = {name: container.about.get(name) for name in ("version", "system", "flavour")}
    version, system, flavour = about.values()
    known = isinstance(version, str) and VERSION.fullmatch(version) and flavour in FLAVOURS
    entry = SETUP if str(system).startswith("windows") else INSTALL
    if not known or not isinstance(system, str) or entry not in container.files:
        raise damaged(container.path, UPDATE)
    _check_contents(container, system)
    return Update(container.path, str(version), system, str(flavour), who)


def _check_contents(container: Container, system: str) -> None:
    """Refuse what no update brings, even from a builder who signed it."""
    for name in (*container.files, *container.links):
        top = name.split("/", 1)[0]
        known = _WINDOWS.fullmatch(name) if system.startswith("windows") else top in _LINUX
        if not known:
            remedy = "Have the update built again from a clean folder."
            message = f"The update holds what no update does: {name}"
            raise UpdateError(message, path=container.path, remedy=remedy)


def _signer(container: Container) -> str:
    keys = update_keys()
    if not keys:
        remedy = "Install the new version with its installer, or ask IT to put update_keys into the policy."
        raise SignatureError(
            "This program was built without a key for updates", path=container.path, remedy=remedy
        )
    if container.signature is None:
        remedy = "Get it again from where SAMFT comes from."
        raise SignatureError("The update is not signed", path=container.path, remedy=remedy)
    signature = Signature.parse(container.signature, path=container.path)
    for key in keys:
        if key.id == signature.key_id:
            signature.check(container.list_bytes, key, path=container.path)
            return key.comment or key.name
    raise SignatureError(
        f"The update is signed by an unknown key: {signature.key_name}",
        path=container.path,
        remedy=f"Updates of this program are signed by {', '.join(key.name for key in keys)}.",
    )


def _check_fits(update: Update, *, allow_older: bool) -> None:
    if update.system != system_name():
        remedy = f"Get the update for {system_name()}."
        raise UpdateError(f"The update is for {update.system}", path=update.path, remedy=remedy)
    if _numbers(update.version) <= _numbers(__version__) and not allow_older:
        same = update.version == __version__
        what = (
            f"SAMFT {__version__} is installed already" if same else f"The update is older: {update.version}"
        )
        remedy = (
            "Use --allow-older to install it all the same, or --rollback to return to the version before."
        )
        raise UpdateError(what, path=update.path, remedy=remedy)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _install(
    container: Container,
    update: Update,
    root: Path,
    on_progress: OnProgress,
    cancel: CancelToken | None,
) -> Installed:
    before = (root / CURRENT).resolve().name
    beside = root / VERSIONS / update.version
    with unpacked(container, beside, on_progress=on_progress, cancel=cancel) as folder:
        ask = [str(folder / "program" / "samft"), "--version"]
        said = _run(ask, "The new version does not run on this PC", update.path)
        if said.split()[-1:] != [update.version]:
            raise UpdateError(f"The new version says {said!r}", path=update.path, remedy=_UNCHANGED)
        if cancel is not None:
            cancel.raise_if_cancelled()
        prefix = root.parent.parent
        command = ["sh", str(folder / INSTALL), "--silent", "--move", "--prefix", str(prefix)]
        _run(command, "The new version cannot be installed", update.path)
    return Installed(update.version, before)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One update at a time."""
    try:
        held = filelock.FileLock(root / ".update.lock").acquire(timeout=0)
    except filelock.Timeout as error:
        raise UpdateError(
            "Another update is being installed", path=root, remedy="Wait for its end."
        ) from error
    except OSError as error:
        remedy = "Ask whoever installed SAMFT to update it."
        raise UpdateError("The program's folder cannot be written", path=root, remedy=remedy) from error
    with held:
        yield


def _run(command: list[str], failed: str, path: Path) -> str:
    """Run a program of the update or the installation; returns what it printed."""
    # Of a frozen program's own variables none may reach another version of it.
    environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE_S, check=False,
            env=environment,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpdateError(f"{failed}: {error}", path=path, remedy=_UNCHANGED) from error
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip().splitlines()
        why = words[-1] if words else f"exit code {done.returncode}"
        raise UpdateError(f"{failed}: {why}", path=path, remedy=_UNCHANGED)
    return done.stdout.strip()


def _hand_over(
    container: Container, update: Update, on_progress: OnProgress, cancel: CancelToken | None
) -> Installed:
    """Start Windows' installer, which closes SAMFT, replaces it and keeps folder and rights as they were."""
    target = Path(tempfile.gettempdir()) / f"samft-update-{update.version}-{os.getpid()}"
    with unpacked(container, target, on_progress=on_progress, cancel=cancel) as folder:
        folder.rename(target)
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    try:
        command = [str(target / SETUP), "/SILENT", "/SUPPRESSMSGBOXES", "/NORESTART"]
        subprocess.Popen(command, creationflags=flags, close_fds=True)
    except OSError as error:
        raise UpdateError(f"The installer does not start: {error}", path=target / SETUP) from error
    return Installed(update.version, __version__, handed_over=True)


def _elsewhere(here: Installation) -> str:
    return {
        Way.PACKAGE: "SAMFT was installed as a package of the system",
        Way.MACOS: "On macOS the application is replaced as a whole",
        Way.UNPACKED: "SAMFT runs from an unpacked archive",
        Way.SOURCE: "SAMFT runs from its source",
    }[here.way]


def _remedy(here: Installation) -> str:
    return {
        Way.ACCOUNT: _UNCHANGED,
        Way.PACKAGE: "Install the new package: sudo apt-get install ./samft_VERSION_amd64.deb",
        Way.MACOS: "Put the new SAMFT.app in place of the old one.",
        Way.WINDOWS: "Run the installer of the version that you want.",
        Way.UNPACKED: "Unpack the new version's archive beside it, or install it with install.sh.",
        Way.SOURCE: "Bring the source up to date instead.",
    }[here.way]
