"""Signatures, checked against each other and against files that the tool minisign 0.11 wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from samft_core.errors import SignatureError
from samft_core.security import minisign
from samft_core.security.minisign import (
    PublicKey,
    SecretKey,
    Signature,
    needs_password,
    read_public_key,
    sign,
)

MINISIGN_KEY = "RWSDh8ceWm0SLz7H/+jUQcvWpMq+JmmjidrTByWgLlW+x2+bVSUxqcGt"
MINISIGN_SIGNATURE = """\
untrusted comment: signature from minisign secret key
RUSDh8ceWm0SL6f2NSbu/4ZEosAYjgDiSq56UNtN/TUgnku4omHYKUUvyQO5e439rFhcuBvLHnHqcn3LEIJbElvRgCOugspsMQE=
trusted comment: made by minisign
adt3J3fxbcHvYkGPruhW+iyqV9nahL41E7tmLsjWbdaSjiZUkIcSFnuzmgl5Tk6HbG3TWG55xeMFnW6oryIbDg==
"""


@pytest.fixture(scope="module")
def key() -> SecretKey:
    return SecretKey.generate("line 2")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost no time."""
    monkeypatch.setattr(minisign, "_OPS", 2**15)
    monkeypatch.setattr(minisign, "_MEMORY", 2**24)


def test_a_signature_of_minisign_is_checked() -> None:
    public = PublicKey.parse(MINISIGN_KEY)
    made = Signature.parse(MINISIGN_SIGNATURE)
    made.check(b"hello\n", public)
    assert (made.comment, made.key_name) == ("made by minisign", public.name)
    with pytest.raises(SignatureError, match="does not fit"):
        made.check(b"hullo\n", public)


def test_what_is_signed_is_checked_and_every_change_is_found(key: SecretKey) -> None:
    made = Signature.parse(sign(b"weights", key, "two\nlines ü").to_text())
    made.check(b"weights", key.public)
    assert made.comment == "two lines ü"
    with pytest.raises(SignatureError, match="does not fit"):
        made.check(b"Weights", key.public)
    with pytest.raises(SignatureError, match="does not fit"):
        made.check(b"weights", SecretKey.generate().public)
    other = PublicKey(key.public.id, SecretKey.generate().public.key)  # an id can be copied, a key cannot
    with pytest.raises(SignatureError, match="does not fit"):
        made.check(b"weights", other)
    lied = Signature.parse(made.to_text().replace("two lines", "two liars"))
    with pytest.raises(SignatureError, match="does not fit"):
        lied.check(b"weights", key.public)


def test_keys_come_back_from_their_files(key: SecretKey, tmp_path: Path) -> None:
    file = tmp_path / "Tür.pub"
    file.write_text(key.public.to_text(), "utf-8")
    assert read_public_key(file) == key.public
    assert PublicKey.parse(key.public.line).key == key.public.key
    assert SecretKey.parse(key.to_text()) == key
    assert not needs_password(key.to_text())
    assert "seed" not in repr(key)


@pytest.mark.usefixtures("quick")
def test_a_password_protects_the_secret_key(key: SecretKey) -> None:
    text = key.to_text("Größe 12")
    assert needs_password(text)
    assert SecretKey.parse(text, "Größe 12").seed == key.seed
    for wrong in ("", "Größe 13"):
        with pytest.raises(SignatureError, match="cannot be read"):
            SecretKey.parse(text, wrong)


@pytest.mark.parametrize(
    "text", ["", "x", "untrusted comment: a\n", "a\nb\nc", "RWQ=", "untrusted comment: x\n!!"]
)
def test_other_text_is_no_key(text: str, tmp_path: Path) -> None:
    for parse in (PublicKey.parse, SecretKey.parse, Signature.parse):
        with pytest.raises(SignatureError) as caught:
            parse(text, path=tmp_path / "x")
        assert caught.value.path == tmp_path / "x" and caught.value.remedy


def test_a_missing_or_huge_file_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 100_000)
    for name in ("missing", "big"):
        with pytest.raises(SignatureError, match="no public key"):
            read_public_key(tmp_path / name)
