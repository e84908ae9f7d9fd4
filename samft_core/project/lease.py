"""Who has a project open for writing: one small file per process in the project's folder.

SQLite keeps the processes of one PC apart. Across a network share its locks cannot be relied on, and two PCs
that write to one project would lose each other's masks. So each process that may write leaves a file with its
PC, its number and a heartbeat, and a second PC is refused as long as the first is heard of.

Times are compared as the file server wrote them, because the clocks of two PCs differ.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import platform
import secrets
import sys
import threading
import time
import uuid
import weakref
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from samft_core.errors import HeldError, ProjectError, SamftError
from samft_core.files.containment import require_inside
from samft_core.files.limits import RECIPE_BYTES
from samft_core.files.strict_json import read_json
from samft_core.messages.message import Message
from samft_core.security.accounts import account_name

FOLDER = ".lease"
HEARTBEAT_S = 20.0
"""How often a process says that it is still there."""

STALE_AFTER_S = 180.0
"""A PC of which nothing was heard for so long may be gone."""

UNKNOWN_START = -1.0
"""The start of a process whose file could not be read whole."""

_ENDING = ".json"
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Host:
    """One PC: its name for people, and a key that two PCs of one name do not share."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Holder:
    """One process that has the project open, as its file says. ``silent_s`` is since its last heartbeat."""

    file: Path
    host: Host
    pid: int
    process_started: float
    account: str
    since: str
    silent_s: float

    @property
    def stale(self) -> bool:
        """Whether nothing was heard of it for so long that it may be gone."""
        return self.silent_s > STALE_AFTER_S

    @property
    def alive(self) -> bool:
        """Whether the process runs; meaningful on its own PC only."""
        if self.process_started == UNKNOWN_START:  # its file is just being written
            return psutil.pid_exists(self.pid)
        try:
            # The system gives numbers of ended processes to new ones; the start tells them apart. Two
            # seconds, as some systems round it.
            return abs(psutil.Process(self.pid).create_time() - self.process_started) < 2
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:  # another account's process, which runs
            return True


@functools.cache
def this_host() -> Host:
    """The PC that this process runs on."""
    name = platform.node() or "unknown"
    return Host(name, hashlib.sha256(f"{name}|{_machine()}".encode()).hexdigest()[:12])


class Lease:
    """One process's claim on one project, kept up by a thread until it is released."""

    def __init__(self, file: Path) -> None:
        self.file = file
        # Also when the program ends without closing the project, as far as Python still runs.
        self._released = weakref.finalize(self, _remove, file)

    @classmethod
    def take(cls, folder: Path) -> Lease:
        """Claim the project in ``folder``.

        Raises HeldError where another PC has it open, OSError where the folder cannot be written.
        """
        host = this_host()
        # One file a claim, never a shared one: two PCs cannot lock a file on a share against each
        # other. The random part keeps two claims of one process apart.
        file = folder / FOLDER / f"{host.key}-{os.getpid()}-{secrets.token_hex(4)}{_ENDING}"
        try:
            _write_beside_others(file)
            lease = cls(file)
        except BaseException:
            _remove(file)
            raise
        # The own file first, then a look at the others: of two that come at once, one sees the other.
        for holder in holders(folder, measured_by=file):
            if holder.host.key != host.key:
                lease.release()
                raise held_by(folder, holder)
            if not holder.alive:
                _remove(holder.file)
        _heart.keep_up(lease)
        return lease

    def require(self) -> None:
        """Raises HeldError where the claim was taken over meanwhile, which ends the right to write."""
        if self._released.alive and not self.file.exists():
            raise HeldError(
                Message("lease.taken_over"),
                path=self.file.parent.parent,
                remedy=Message("remedy.close_and_open"),
            )

    def beat(self) -> None:
        """Say that this process is still there. A file that is gone stays gone."""
        with contextlib.suppress(OSError), self.file.open("r+", encoding="utf-8") as stream:
            # Written in place: replacing the file would bring back a claim that somebody took over
            # meanwhile.
            stream.truncate()
            stream.write(_text(datetime.now(UTC)))

    def release(self) -> None:
        """Give the claim up; does nothing the second time."""
        _heart.drop(self)
        self._released()


def _write_beside_others(file: Path) -> None:
    """Write a claim into its folder, which another process removes when it lets its own, the last one, go."""
    for attempts_left in reversed(range(_ATTEMPTS)):
        require_inside(file.parent, file.parent.parent)
        file.parent.mkdir(exist_ok=True)
        try:
            return _write(file, datetime.now(UTC))
        except FileNotFoundError:  # removed between the two lines
            if not attempts_left:
                raise
            time.sleep(0.01)


def holders(folder: Path, *, measured_by: Path | None = None) -> list[Holder]:
    """Everybody who claims the project in ``folder``, apart from the claim ``measured_by``.

    The age of a heartbeat is told by the time of ``measured_by``, a file just written there; without one by
    this PC's clock.
    """
    found = []
    moment = datetime.now(UTC).timestamp() if measured_by is None else measured_by.stat().st_mtime
    for file in sorted((folder / FOLDER).glob(f"*{_ENDING}")):
        if file == measured_by:
            continue
        try:
            silent = moment - file.stat().st_mtime
            found.append(_read(file, silent))
        except FileNotFoundError:
            continue
    return found


def others_here(folder: Path) -> list[Holder]:
    """The other processes of this PC that have the project open."""
    host = this_host()
    own = os.getpid()
    return [h for h in holders(folder) if h.host.key == host.key and h.pid != own and h.alive]


def take_over(folder: Path) -> list[Holder]:
    """Drop the claims of other PCs of which nothing was heard for minutes; returns them.

    Raises HeldError where one of them is still there, ProjectError where the folder cannot be written.
    """
    place = folder / FOLDER
    probe = place / f".probe-{secrets.token_hex(4)}"
    try:
        require_inside(place, folder).mkdir(exist_ok=True)
        probe.write_text("", "utf-8")
        try:
            elsewhere = [h for h in holders(folder, measured_by=probe) if h.host.key != this_host().key]
        finally:
            probe.unlink(missing_ok=True)
        for holder in elsewhere:
            if not holder.stale:
                raise held_by(folder, holder)
        for holder in elsewhere:
            holder.file.unlink(missing_ok=True)
    except OSError as error:
        remedy = Message("remedy.ask_to_write")
        message = Message("lease.cannot_take_over", reason=error)
        raise ProjectError(message, path=folder, remedy=remedy) from error
    return elsewhere


def held_by(folder: Path, holder: Holder) -> HeldError:
    """The error for a project that another PC has open."""
    who = Message("lease.held", host=holder.host.name, account=holder.account, since=holder.since)
    if not holder.stale:
        remedy = Message("remedy.close_there_first")
        return HeldError(who, path=folder, remedy=remedy)
    return HeldError(
        Message("lease.held_silent", who=who, minutes=holder.silent_s / 60),
        path=folder,
        remedy=Message("remedy.take_over"),
        stale=True,
    )


def _text(beat: datetime) -> str:
    host = this_host()
    return json.dumps(
        {
            "host": host.name,
            "host_key": host.key,
            "pid": os.getpid(),
            "process_started": psutil.Process().create_time(),
            "account": account_name(),
            "since": _since(),
            "heartbeat": beat.isoformat(timespec="seconds"),
        }
    )


@functools.cache
def _since() -> str:
    started = datetime.fromtimestamp(psutil.Process().create_time())
    return f"{started:%Y-%m-%d %H:%M}"


def _write(file: Path, beat: datetime) -> None:
    # "x" refuses a file that is there.
    with file.open("x", encoding="utf-8") as stream:
        stream.write(_text(beat))


def _read(file: Path, silent: float) -> Holder:
    """What a file says. One that is just being written, or was damaged, still names the PC in its name."""
    try:
        said = read_json(file, limit=RECIPE_BYTES)
        host = Host(str(said["host"]), str(said["host_key"]))
        pid = int(said["pid"])
        started = float(said["process_started"])
        return Holder(file, host, pid, started, str(said["account"]), str(said["since"]), silent)
    except FileNotFoundError:
        raise
    except (OSError, SamftError, ValueError, KeyError, TypeError):
        key, _, rest = file.name.partition("-")
        number = rest.partition("-")[0]
        pid = int(number) if number.isdecimal() else -1
        return Holder(file, Host(key, key), pid, UNKNOWN_START, "unknown", "unknown", silent)


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # others are there, or it is gone already
        file.parent.rmdir()


def _machine() -> str:
    """What tells this PC from another of the same name."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - only on Windows

        with contextlib.suppress(OSError):
            key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography")
            with key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    else:
        for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
            with contextlib.suppress(OSError):
                return Path(place).read_text("utf-8").strip()
    return f"{uuid.getnode():012x}"


class _Heart:
    """The one thread of this process that says that its leases are still there, as long as there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._leases: weakref.WeakSet[Lease] = weakref.WeakSet()
        self._running: tuple[threading.Thread, threading.Event] | None = None

    def keep_up(self, lease: Lease) -> None:
        """Beat for ``lease`` from now on."""
        with self._lock:
            self._leases.add(lease)
            if self._running is None:
                stop = threading.Event()
                thread = threading.Thread(target=self._beat_on, args=(stop,), name="samft-lease", daemon=True)
                self._running = thread, stop
                thread.start()

    def drop(self, lease: Lease) -> None:
        """Beat for ``lease`` no longer; the thread ends with the last one."""
        with self._lock:
            self._leases.discard(lease)
            ended = None
            if not self._leases:
                ended = self._running
                self._running = None
        if ended is not None:
            thread, stop = ended
            stop.set()
            # A beat can hang on a share that went away; nobody need wait for that for ever.
            thread.join(timeout=10)

    def _beat_on(self, stop: threading.Event) -> None:
        while not stop.wait(HEARTBEAT_S):
            with self._lock:
                # Copied under the lock and beaten outside of it: a slow share must not keep others from
                # closing theirs.
                leases = list(self._leases)
            for lease in leases:
                lease.beat()


_heart = _Heart()
