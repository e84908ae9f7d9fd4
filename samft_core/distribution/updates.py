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
    InstallMethod,
    system_name,
    this_installation,
)
from samft_core.errors import SamftError, SignatureError
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.resources import resource_dir
from samft_core.security import it_policy
from samft_core.security.minisign import PublicKey, Signature, read_public_key


class UpdateError(SamftError):
    """An update cannot be installed; the program is as it was."""


UPDATE = Kind("samft-update-1", ".samftupdate", "kind.update", UpdateError, links=True, most_files=30_000)
SETUP = "setup.exe"
INSTALL = "install.sh"
ROLL_BACK = "rollback.sh"
VERSION = re.compile(r"\d+(\.\d+){1,3}")
FLAVOURS = ("cpu", "cuda")
# What an update holds at its top: what ``packaging/build.sh`` stages.
_LINUX = frozenset({"program", "share", "VERSION", "LICENSE", INSTALL, "uninstall.sh", ROLL_BACK})
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
        if here.way is InstallMethod.WINDOWS:
            return _hand_over(container, update, on_progress, cancel)
        if here.root is None:
            raise UpdateError(_elsewhere(here), path=here.program, remedy=_remedy(here))
        with _alone(here.root):
            return _install(container, update, here.root, on_progress, cancel)


def roll_back(installation: Installation | None = None) -> Installed:
    """Return to the version before the last update. Raises UpdateError."""
    here = installation or this_installation()
    if here.root is None:
        raise UpdateError(Message("update.keeps_no_older"), path=here.program, remedy=_remedy(here))
    previous = here.linked(PREVIOUS)
    before = here.linked(CURRENT)
    if previous is None or before is None:
        remedy = Message("remedy.older_version_kept")
        raise UpdateError(Message("update.no_older"), path=here.root, remedy=remedy)
    with _alone(here.root):
        command = ["sh", str(here.root / ROLL_BACK), "--silent"]
        _run(command, "update.older_unusable", here.root)
    return Installed(previous.name, before.name)


def _checked(container: Container) -> Update:
    who = _signer(container)
    about = {name: container.about.get(name) for name in ("version", "system", "flavour")}
    version, system, flavour = about.values()
    known = isinstance(version, str) and VERSION.fullmatch(version) and flavour in FLAVOURS
    entry = SETUP if str(system).startswith("windows") else INSTALL
    if not known or not isinstance(system, str) or entry not in container.files:
        raise damaged(container.path, UPDATE)
    # After the signature: what an unknown sender put inside is no reason for a message about its
    # contents.
    _check_contents(container, system)
    return Update(container.path, str(version), system, str(flavour), who)


def _check_contents(container: Container, system: str) -> None:
    """Refuse what no update brings, even from a builder who signed it."""
    for name in (*container.files, *container.links):
        top = name.split("/", 1)[0]
        known = _WINDOWS.fullmatch(name) if system.startswith("windows") else top in _LINUX
        if not known:
            remedy = Message("remedy.build_update_again")
            message = Message("update.holds", found=name)
            raise UpdateError(message, path=container.path, remedy=remedy)


def _signer(container: Container) -> str:
    keys = update_keys()
    if not keys:
        remedy = Message("remedy.use_installer")
        raise SignatureError(Message("update.no_key"), path=container.path, remedy=remedy)
    if container.signature is None:
        remedy = Message("remedy.get_program_again")
        raise SignatureError(Message("update.unsigned"), path=container.path, remedy=remedy)
    signature = Signature.parse(container.signature, path=container.path)
    for key in keys:
        # The id only chooses the key. Whether it signed is what ``check`` computes.
        if key.id == signature.key_id:
            signature.check(container.list_bytes, key, path=container.path)
            return key.comment or key.name
    raise SignatureError(
        Message("update.unknown_key", key=signature.key_name),
        path=container.path,
        remedy=Message("remedy.update_signers", keys=", ".join(key.name for key in keys)),
    )


def _check_fits(update: Update, *, allow_older: bool) -> None:
    if update.system != system_name():
        remedy = Message("remedy.get_update_for", system=system_name())
        raise UpdateError(Message("update.for_system", system=update.system), path=update.path, remedy=remedy)
    if _numbers(update.version) <= _numbers(__version__) and not allow_older:
        same = update.version == __version__
        what = (
            Message("update.installed_already", version=__version__)
            if same
            else Message("update.older", version=update.version)
        )
        remedy = Message("remedy.allow_older")
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
        said = _run(ask, "update.does_not_run", update.path)
        # Run once before it is switched to: a program that does not start on this PC would leave none
        # that does.
        if said.split()[-1:] != [update.version]:
            raise UpdateError(Message("update.says", said=said), path=update.path, remedy=_unchanged())
        if cancel is not None:
            cancel.raise_if_cancelled()
        prefix = root.parent.parent
        command = ["sh", str(folder / INSTALL), "--silent", "--move", "--prefix", str(prefix)]
        _run(command, "update.cannot_install", update.path)
    return Installed(update.version, before)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One update at a time."""
    try:
        # No waiting: two updates in a row are never meant.
        held = filelock.FileLock(root / ".update.lock").acquire(timeout=0)
    except filelock.Timeout as error:
        raise UpdateError(Message("update.another"), path=root, remedy=Message("remedy.wait")) from error
    except OSError as error:
        remedy = Message("remedy.ask_installer")
        raise UpdateError(Message("program.folder_unwritable"), path=root, remedy=remedy) from error
    with held:
        yield


def _run(command: list[str], failed: str, path: Path) -> str:
    """Run a program of the update or the installation; returns what it printed.

    ``failed`` is the code of the message for a failure, with a ``reason``.
    """
    # Of a frozen program's own variables none may reach another version of it.
    environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE_S, check=False,
            env=environment,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpdateError(Message(failed, reason=error), path=path, remedy=_unchanged()) from error
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip().splitlines()
        why = words[-1] if words else Message("update.exit_code", code=done.returncode)
        raise UpdateError(Message(failed, reason=why), path=path, remedy=_unchanged())
    return done.stdout.strip()


def _hand_over(
    container: Container, update: Update, on_progress: OnProgress, cancel: CancelToken | None
) -> Installed:
    """Start Windows' installer, which closes SAMFT, replaces it and keeps folder and rights as they were."""
    # Not in the program's folder, which the installer is about to replace.
    target = Path(tempfile.gettempdir()) / f"samft-update-{update.version}-{os.getpid()}"
    with unpacked(container, target, on_progress=on_progress, cancel=cancel) as folder:
        folder.rename(target)
    # It must outlive this program, which it closes.
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    try:
        command = [str(target / SETUP), "/SILENT", "/SUPPRESSMSGBOXES", "/NORESTART"]
        subprocess.Popen(command, creationflags=flags, close_fds=True)
    except OSError as error:
        raise UpdateError(Message("update.installer_fails", reason=error), path=target / SETUP) from error
    return Installed(update.version, __version__, handed_over=True)


def _unchanged() -> Message:
    return Message("remedy.version_unchanged_get_again")


def _elsewhere(here: Installation) -> Message:
    return {
        InstallMethod.PACKAGE: Message("update.package"),
        InstallMethod.MACOS: Message("update.macos"),
        InstallMethod.UNPACKED: Message("update.unpacked"),
        InstallMethod.SOURCE: Message("update.source"),
    }[here.way]


def _remedy(here: Installation) -> Message:
    return {
        InstallMethod.ACCOUNT: _unchanged(),
        InstallMethod.PACKAGE: Message("remedy.install_package"),
        InstallMethod.MACOS: Message("remedy.replace_app"),
        InstallMethod.WINDOWS: Message("remedy.run_installer"),
        InstallMethod.UNPACKED: Message("remedy.unpack_beside"),
        InstallMethod.SOURCE: Message("remedy.update_source"),
    }[here.way]
