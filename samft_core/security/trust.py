"""Whose signatures count: keys of the machine's policy, and keys that an account chose to trust."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_config_path

from samft_core.errors import SignatureError
from samft_core.files import atomic
from samft_core.messages.message import Message
from samft_core.security import it_policy
from samft_core.security.minisign import PublicKey, Signature, named, read_public_key

SUFFIX = ".pub"


class SignatureState(StrEnum):
    """What a signature says."""

    TRUSTED = "trusted"
    UNKNOWN_KEY = "unknown key"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed something. ``who`` is the key's comment, ``comment`` what was signed along with it."""

    standing: SignatureState
    key: str = ""
    who: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key and where the trust comes from: "policy" or "account"."""

    key: PublicKey
    source: str


def keys_folder() -> Path:
    """Where an account's trusted keys lie."""
    return user_config_path("samft", appauthor=False) / "trusted_keys"


def trusted_keys() -> list[TrustedKey]:
    """Every key that counts, those of the policy first. Raises PolicyError."""
    found = it_policy.current()
    ours = [TrustedKey(PublicKey.parse(text), "policy") for text in found.trusted_keys]
    # Where IT asks for signatures, an account must not add to the keys that count.
    if found.packs_must_be_signed:
        return ours
    files = sorted(keys_folder().glob(f"*{SUFFIX}"))
    return [*ours, *(TrustedKey(read_public_key(file), "account") for file in files)]


def trust(key: PublicKey, name: str = "") -> Path:
    """Trust ``key`` from now on under ``name``; returns its file. Raises SignatureError."""
    found = it_policy.in_force()
    if found.policy.packs_must_be_signed:
        remedy = Message("remedy.ask_it_to_trust")
        raise SignatureError(Message("trust.only_policy"), path=found.file, remedy=remedy)
    folder = keys_folder()
    file = folder / f"{key.name}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        atomic.write_text(file, named(key, name or key.comment).to_text())
    except OSError as error:
        raise SignatureError(Message("trust.key_not_kept", reason=error.strerror), path=file) from error
    return file


def forget(name: str) -> None:
    """Trust an account's key no more. Raises SignatureError where there is none of that id."""
    file = keys_folder() / f"{name.upper()}{SUFFIX}"
    # Looked up in the list, so that nothing but a listed key's file is ever removed.
    known = [entry.key.name for entry in trusted_keys() if entry.source == "account"]
    if name.upper() not in known:
        remedy = Message("remedy.known_keys", keys=known) if known else Message("remedy.no_keys")
        raise SignatureError(Message("trust.no_key", key=name), path=keys_folder(), remedy=remedy)
    file.unlink()


def signer_of(message: bytes, signature: str | None, *, path: Path) -> Signer:
    """Who signed ``message``. Raises SignatureError where the signature is no such or does not fit.

    An unknown key's signature cannot be checked: it says no more than that there is one.
    """
    if signature is None:
        return Signer(SignatureState.UNSIGNED)
    made = Signature.parse(signature, path=path)
    # The policy's come first: where an account trusts the same key under another name, IT's name is
    # shown.
    for entry in trusted_keys():
        if entry.key.id == made.key_id:
            made.check(message, entry.key, path=path)
            who = entry.key.comment or entry.key.name
            return Signer(SignatureState.TRUSTED, entry.key.name, who, made.comment)
    return Signer(SignatureState.UNKNOWN_KEY, made.key_name)


def may_be_used(signer: Signer) -> bool:
    """Whether the machine's policy lets a pack of that signer in, if somebody agrees. Raises PolicyError."""
    return signer.standing is SignatureState.TRUSTED or not it_policy.current().packs_must_be_signed


def require(signer: Signer, *, accepted: bool, path: Path) -> None:
    """Raises SignatureError unless the signer is trusted, or is accepted and the policy allows that."""
    # An acceptance never outweighs the policy.
    if signer.standing is SignatureState.TRUSTED or (accepted and may_be_used(signer)):
        return
    what = (
        Message("pack.unsigned")
        if signer.standing is SignatureState.UNSIGNED
        else Message("pack.untrusted", key=signer.key)
    )
    if not may_be_used(signer):
        remedy = Message("remedy.policy_trusted_only")
    elif signer.standing is SignatureState.UNSIGNED:
        remedy = Message("remedy.accept_untrusted")
    else:
        remedy = Message("remedy.trust_key")
    raise SignatureError(what, path=path, remedy=remedy)
