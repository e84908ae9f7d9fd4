"""Signatures with ed25519 in minisign's file formats: the tool ``minisign`` makes and checks them too.

The formats are described on minisign's site: a public key is "Ed", an id of 8 bytes and the key; a signature
is made of the BLAKE2b digest of what is signed, and a second one covers the first and the trusted comment.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from samft_core.errors import SignatureError
from samft_core.files.regular_files import open_regular
from samft_core.messages.message import Message

UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "
_ALGORITHM = b"Ed"
_PREHASHED = b"ED"
_KDF = b"Sc"
_NO_KDF = b"\0\0"
_CHECKSUM = b"B2"
_OPS = 2**23
# Effort to try one password of a new key: 256 MB and about a second. minisign reads it from the file.
_MEMORY = 2**28
_MOST_MEMORY = 2**31
KEY_FILE_BYTES = 4096
"""More than any key or signature file has."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What checks signatures. ``id`` is 8 bytes, ``key`` 32."""

    id: bytes
    key: bytes
    comment: str = ""

    @property
    def name(self) -> str:
        """The id as minisign writes it: 16 hexadecimal digits."""
        # The id is a little-endian number, which minisign prints with its highest digit first.
        return self.id[::-1].hex().upper()

    @property
    def line(self) -> str:
        """The key in one line, as it stands in a policy and in ``minisign -P``."""
        return base64.b64encode(_ALGORITHM + self.id + self.key).decode("ascii")

    def to_text(self) -> str:
        """The key file's text."""
        return f"{UNTRUSTED}{self.comment or f'SAMFT public key {self.name}'}\n{self.line}\n"

    @classmethod
    def parse(cls, text: str, *, path: Path | None = None) -> PublicKey:
        """Read a key file's text, or its second line alone. Raises SignatureError."""
        comment, data = _comment_and_data(text, path=path, what="signature.public_key")
        if len(data) != 42 or data[:2] != _ALGORITHM:
            raise _no(path, "signature.public_key")
        return cls(data[2:10], data[10:], comment)


@dataclass(frozen=True, slots=True)
class SecretKey:
    """What makes signatures. ``seed`` is 32 bytes and must stay with whoever signs."""

    public: PublicKey
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, comment: str = "") -> SecretKey:
        """A new key from the system's random numbers."""
        seed = os.urandom(32)
        key_id = os.urandom(8)
        return cls(PublicKey(key_id, _public_half(seed), comment), seed)

    def to_text(self, password: str = "") -> str:
        """The secret key file's text; without a password the file alone is enough to sign."""
        body = self.public.id + self.seed + self.public.key
        secret = body + _checksum(body)
        salt = os.urandom(32)
        kdf = _KDF if password else _NO_KDF
        if password:
            secret = _hidden(secret, password, salt=salt, ops=_OPS, memory=_MEMORY)
        ops, memory = (_OPS, _MEMORY) if password else (0, 0)
        limits = ops.to_bytes(8, "little") + memory.to_bytes(8, "little")
        data = _ALGORITHM + kdf + _CHECKSUM + salt + limits + secret
        kind = "encrypted secret key" if password else "secret key"
        comment = self.public.comment or f"SAMFT {kind} {self.public.name}"
        return f"{UNTRUSTED}{comment}\n{base64.b64encode(data).decode('ascii')}\n"

    @classmethod
    def parse(cls, text: str, password: str = "", *, path: Path | None = None) -> SecretKey:
        """Read a secret key file's text. Raises SignatureError, also for a wrong password."""
        comment, data = _comment_and_data(text, path=path, what="signature.secret_key")
        if len(data) != 158 or data[:2] != _ALGORITHM or data[4:6] != _CHECKSUM:
            raise _no(path, "signature.secret_key")
        salt = data[6:38]
        secret = data[54:]
        if data[2:4] == _KDF:
            ops, memory = (int.from_bytes(part, "little") for part in (data[38:46], data[46:54]))
            # The file says how much memory trying its password takes; a hostile one could ask for all
            # there is.
            if memory > _MOST_MEMORY:
                raise _no(path, "signature.secret_key")
            secret = _hidden(secret, password, salt=salt, ops=ops, memory=memory)
        body = secret[:72]
        checksum = secret[72:]
        # minisign leaves the checksum out where there is no password, so the halves are compared too.
        protected = data[2:4] == _KDF
        fits = not protected or hmac.compare_digest(_checksum(body), checksum)
        if not fits or _public_half(body[8:40]) != body[40:]:
            raise SignatureError(
                Message("key.secret_unreadable"), path=path, remedy=Message("remedy.check_password")
            )
        return cls(PublicKey(body[:8], body[40:], comment), body[8:40])


def needs_password(text: str, *, path: Path | None = None) -> bool:
    """Whether a secret key file is protected. Raises SignatureError where it is none."""
    _, data = _comment_and_data(text, path=path, what="signature.secret_key")
    return data[2:4] == _KDF


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature file. ``comment`` is the trusted comment, once ``check`` has passed."""

    key_id: bytes
    signature: bytes
    comment: str
    comment_signature: bytes
    prehashed: bool

    @property
    def key_name(self) -> str:
        """The id of the key that made it, as minisign writes it."""
        return PublicKey(self.key_id, b"").name

    @classmethod
    def parse(cls, text: str, *, path: Path | None = None) -> Signature:
        """Read a signature file's text. Raises SignatureError."""
        lines = text.splitlines()
        if len(lines) < 4 or not lines[2].startswith(TRUSTED):
            raise _no(path, "signature.signature")
        data = _decode(lines[1])
        second = _decode(lines[3])
        if data is None or second is None or len(data) != 74 or len(second) != 64:
            raise _no(path, "signature.signature")
        if data[:2] not in (_ALGORITHM, _PREHASHED):
            raise _no(path, "signature.signature")
        comment = lines[2].removeprefix(TRUSTED)
        return cls(data[2:10], data[10:], comment, second, data[:2] == _PREHASHED)

    def to_text(self) -> str:
        """The signature file's text."""
        kind = _PREHASHED if self.prehashed else _ALGORITHM
        first = base64.b64encode(kind + self.key_id + self.signature).decode("ascii")
        second = base64.b64encode(self.comment_signature).decode("ascii")
        return f"{UNTRUSTED}signature by SAMFT\n{first}\n{TRUSTED}{self.comment}\n{second}\n"

    def check(self, message: bytes, key: PublicKey, *, path: Path | None = None) -> None:
        """Raises SignatureError where ``key`` did not sign exactly this message and this comment."""
        signed = _digest(message) if self.prehashed else message
        parts = (
            (signed, self.signature),
            (self.signature + self.comment.encode("utf-8"), self.comment_signature),
        )
        if self.key_id != key.id or not all(_verifies(key.key, data, made) for data, made in parts):
            remedy = Message("remedy.file_changed_get_again")
            raise SignatureError(Message("signature.no_fit"), path=path, remedy=remedy)


def sign(message: bytes, key: SecretKey, comment: str) -> Signature:
    """Sign ``message`` and a comment of one line."""
    from nacl.signing import SigningKey  # noqa: PLC0415 - the window starts without it

    signer = SigningKey(key.seed)
    comment = " ".join(comment.split())
    first = signer.sign(_digest(message)).signature
    second = signer.sign(first + comment.encode("utf-8")).signature
    return Signature(key.public.id, first, comment, second, prehashed=True)


def read_public_key(path: Path) -> PublicKey:
    """Read a public key file. Raises SignatureError."""
    return PublicKey.parse(_read(path, "signature.public_key"), path=path)


def read_secret_text(path: Path) -> str:
    """The text of a secret key file. Raises SignatureError."""
    return _read(path, "signature.secret_key")


def named(key: PublicKey, comment: str) -> PublicKey:
    """The key with another comment."""
    return replace(key, comment=comment)


def _read(path: Path, what: str) -> str:
    try:
        with open_regular(path) as stream:
            data = stream.read(KEY_FILE_BYTES + 1)
        return "" if len(data) > KEY_FILE_BYTES else data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _no(path, what) from error


def _no(path: Path | None, what: str) -> SignatureError:
    remedy = Message("remedy.keys_new")
    return SignatureError(Message("signature.no_such", what=Message(what)), path=path, remedy=remedy)


def _comment_and_data(text: str, *, path: Path | None, what: str) -> tuple[str, bytes]:
    lines = [line for line in text.splitlines() if line.strip()]
    comment = lines[0].removeprefix(UNTRUSTED) if lines and lines[0].startswith("untrusted comment") else ""
    rest = lines[1:] if comment or (lines and lines[0].startswith("untrusted comment")) else lines
    data = _decode(rest[0]) if len(rest) == 1 else None
    if data is None:
        raise _no(path, what)
    return comment.strip(), data


def _decode(line: str) -> bytes | None:
    try:
        return base64.b64decode(line.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None


def _digest(message: bytes) -> bytes:
    return hashlib.blake2b(message).digest()


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(_ALGORITHM + body, digest_size=32).digest()


def _public_half(seed: bytes) -> bytes:
    from nacl.signing import SigningKey  # noqa: PLC0415 - the window starts without it

    return bytes(SigningKey(seed).verify_key)


def _verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415 - the window starts without it
    from nacl.signing import VerifyKey  # noqa: PLC0415 - the window starts without it

    try:
        VerifyKey(key).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def _hidden(secret: bytes, password: str, *, salt: bytes, ops: int, memory: int) -> bytes:
    """Hide a secret with a password, or show it again: the same operation."""
    from nacl.pwhash import scrypt  # noqa: PLC0415 - the window starts without it

    stream = scrypt.kdf(len(secret), password.encode("utf-8"), salt, opslimit=ops, memlimit=memory)
    return bytes(a ^ b for a, b in zip(secret, stream, strict=True))
