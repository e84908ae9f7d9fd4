"""The machine-wide policy: one JSON file by which IT sets paths, roles, GPU, trusted keys and kiosk mode.

It is looked up each time, so a change counts without a restart where the setting is read late. A file that
cannot be read or has an unknown entry stops the program: a policy must never be half in force.
"""

from __future__ import annotations

import functools
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Literal, get_args

from platformdirs import site_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from samft_core.errors import PolicyError, SignatureError
from samft_core.files.regular_files import read_regular
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.messages.message import Message
from samft_core.security.accounts import account_name, group_names
from samft_core.security.minisign import PublicKey

Role = Literal["activate", "fine_tune", "export", "preferences", "review_rules", "leave_kiosk"]
ROLES: tuple[Role, ...] = get_args(Role)
ENVIRONMENT = "SAMFT_POLICY"
"""Names a policy to try out. Counts only where the machine has none, so nobody can get round that one."""

LIMIT_BYTES = 1_000_000


def doing(role: Role) -> Message:
    """A role in words, as they follow "may"."""
    return Message(f"role.{role}")


def _absolute(text: str) -> str:
    # A policy for Windows may be checked on Linux, and a variable is known only where it is used.
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute() or text[:1] in "~%$":
        return text
    raise ValueError(Message("policy.whole_path"))


def _key(text: str) -> str:
    try:
        PublicKey.parse(text)
    except SignatureError as error:
        raise ValueError(Message("policy.public_key")) from error
    return text


def _who(text: str) -> str:
    kind, colon, name = text.partition(":")
    if not (name if colon else kind).strip() or (colon and kind not in ("group", "account")):
        raise ValueError(Message("policy.who"))
    return text


def _shortcut(text: str) -> str:
    if not re.fullmatch(r"(?:(?:Ctrl|Alt|Shift|Meta)\+)*[^\s+,]+", text):
        raise ValueError(Message("policy.shortcut"))
    return text


PathText = Annotated[str, Field(min_length=1), AfterValidator(_absolute)]
KeyText = Annotated[str, AfterValidator(_key)]
Who = Annotated[str, Field(min_length=1), AfterValidator(_who)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Paths(_Part):
    """Whole paths; ``~``, ``$NAME`` and ``%NAME%`` stand for what they mean to the account."""

    projects: PathText | None = None
    """Where new projects go by default."""
    cache: PathText | None = None
    """Where embeddings are cached, one folder per project; without it, inside each project."""
    log: PathText | None = None
    """The folder of the window's log."""
    base_packs: PathText | None = None
    """Where base packs are installed for all accounts, instead of in each account's own data."""


class Roles(_Part):
    """Who may do what: names of inspectors, ``account:NAME``, ``group:NAME``. Left out means everybody."""

    activate: list[Who] | None = None
    fine_tune: list[Who] | None = None
    export: list[Who] | None = None
    preferences: list[Who] | None = None
    review_rules: list[Who] | None = None
    """Who may ask for less review than before; where it is left out, whoever may change preferences."""
    leave_kiosk: list[Who] | None = None


class Kiosk(_Part):
    """Open one project, full screen, to annotate and nothing else."""

    project: PathText
    leave_key: Annotated[str, AfterValidator(_shortcut)] = "Ctrl+Alt+Shift+Q"


class Policy(_Part):
    """What the file may hold."""

    paths: Paths = Paths()
    roles: Roles = Roles()
    gpu: bool = True
    packs_must_be_signed: bool = False
    """Then only the keys listed here count, not those that an account trusts."""
    trusted_keys: list[KeyText] = []
    update_keys: list[KeyText] = []
    """Whose updates are installed, besides the one the program was built with."""
    base_packs: bool = True
    """Whether base models may be added and used that the program does not know by itself."""
    kiosk: Kiosk | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """A policy and the file it is from; None where this machine has no policy."""

    policy: Policy
    file: Path | None


def machine_policy_file() -> Path:
    """Where this machine's policy lies, whether it has one or not. Writing there takes an administrator."""
    if sys.platform == "win32":
        return site_data_path("samft", appauthor=False) / "policy.json"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/samft/policy.json")
    return Path("/etc/samft/policy.json")


def in_force() -> InForce:
    """The policy that counts now. Raises PolicyError where its file cannot be used."""
    file = machine_policy_file()
    named = os.environ.get(ENVIRONMENT)
    # ``lexists``: a link that leads nowhere is still the machine's own, and must not be got round.
    if named and not os.path.lexists(file):
        file = Path(named)
    try:
        status = file.stat()
    except FileNotFoundError:
        if named and file == Path(named):
            raise _unusable(file, Message("policy.named_missing", variable=ENVIRONMENT)) from None
        return InForce(Policy(), None)
    except OSError as error:
        raise _unusable(file, error.strerror or error) from error
    # Time and size are the cache's key: the file is asked for at each step, and read when it changed.
    return InForce(_read_once(file, status.st_mtime_ns, status.st_size), file)


def current() -> Policy:
    """The policy that counts now; an empty one where this machine has none. Raises PolicyError."""
    return in_force().policy


def read_policy(file: Path) -> Policy:
    """Read and check a policy file. Raises PolicyError naming the file and the entry."""
    try:
        data = read_regular(file, limit=LIMIT_BYTES, error=PolicyError)
        # Of two entries of one name one reader takes the first and the next the last: neither is taken here.
        parse_json(data, source="json.the_file")
        # strict: JSON has no tuples or paths, and "yes" is no truth value.
        return Policy.model_validate_json(data.decode("utf-8-sig"))
    except OSError as error:
        raise _unusable(file, error.strerror or error) from error
    except JsonError as error:
        raise _unusable(file, error.message.values["reason"]) from error
    except ValidationError as error:
        raise _unusable(file, _words(error)) from error


@functools.lru_cache(maxsize=4)
def _read_once(file: Path, changed_ns: int, size: int) -> Policy:
    return read_policy(file)


def _words(error: ValidationError) -> Message:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return Message("policy.no_entry", name=where)
    refused = first.get("ctx", {}).get("error")
    why = Message.of(refused) if isinstance(refused, ValueError) else first["msg"]
    return Message("policy.entry", name=where or Message("policy.the_file"), reason=why)


def _unusable(file: Path, why: object) -> PolicyError:
    remedy = Message("remedy.ask_it_check_policy")
    return PolicyError(Message("policy.unusable", reason=why), path=file, remedy=remedy)


def place(text: str | None) -> Path | None:
    """A path of the policy as it is for this account."""
    return None if text is None else Path(os.path.expandvars(text)).expanduser()


def allows(role: Role, inspector: str) -> bool:
    """Whether ``inspector``, on the account that runs this, may do ``role``."""
    return _allowed(current(), role, inspector)


def require(role: Role, inspector: str) -> None:
    """Raises PolicyError where ``inspector`` may not do ``role``."""
    found = in_force()
    if not _allowed(found.policy, role, inspector):
        remedy = Message("remedy.ask_who_may")
        raise PolicyError(
            Message("policy.not_allowed", who=inspector, what=doing(role)), path=found.file, remedy=remedy
        )


def _allowed(policy: Policy, role: Role, inspector: str) -> bool:
    people: list[str] | None = getattr(policy.roles, role)
    if people is None and role == "review_rules":
        people = policy.roles.preferences
    if people is None:
        return True
    groups: frozenset[str] | None = None
    for entry in people:
        kind, colon, name = entry.partition(":")
        if not colon and entry == inspector:
            return True
        if kind == "account" and colon and name == account_name():
            return True
        if kind == "group" and colon:
            # Asked only where an entry needs it; a domain controller that is away makes that slow.
            groups = group_names() if groups is None else groups
            if name in groups:
                return True
    return False
