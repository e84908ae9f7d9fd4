"""Whose signatures count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samft_core.errors import SignatureError
from samft_core.security import it_policy, trust
from samft_core.security.minisign import SecretKey, sign
from samft_core.security.trust import SignatureState

HERE = Path("x.samftmodel")


@pytest.fixture
def key() -> SecretKey:
    return SecretKey.generate("line 2")


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account and a machine of this test's own; the policy's file."""
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: tmp_path / "policy.json")
    return tmp_path / "policy.json"


def standing(message: bytes, key: SecretKey | None) -> SignatureState:
    signature = None if key is None else sign(b"list", key, "made here").to_text()
    return trust.signer_of(message, signature, path=HERE).standing


def test_a_key_counts_from_when_it_is_trusted_until_it_is_forgotten(key: SecretKey) -> None:
    assert standing(b"list", key) is SignatureState.UNKNOWN_KEY
    trust.trust(key.public, "Linie ü")
    assert standing(b"list", key) is SignatureState.TRUSTED
    signer = trust.signer_of(b"list", sign(b"list", key, "made here").to_text(), path=HERE)
    assert (signer.who, signer.comment, signer.key) == ("Linie ü", "made here", key.public.name)
    with pytest.raises(SignatureError, match="does not fit") as caught:
        standing(b"changed", key)
    assert caught.value.path == HERE
    trust.forget(key.public.name.lower())
    assert standing(b"list", key) is SignatureState.UNKNOWN_KEY
    with pytest.raises(SignatureError, match="no key"):
        trust.forget("../policy")


def test_where_signatures_are_a_must_only_the_policy_counts(key: SecretKey, folders: Path) -> None:
    trust.trust(key.public)
    unsigned = trust.signer_of(b"", None, path=HERE)
    trust.require(unsigned, accepted=True, path=HERE)
    with pytest.raises(SignatureError, match="not signed"):
        trust.require(unsigned, accepted=False, path=HERE)

    folders.write_text(json.dumps({"packs_must_be_signed": True}), "utf-8")
    unknown = trust.signer_of(b"list", sign(b"list", key, "").to_text(), path=HERE)
    assert unknown.standing is SignatureState.UNKNOWN_KEY
    for signer in (unsigned, unknown):
        with pytest.raises(SignatureError) as caught:
            trust.require(signer, accepted=True, path=HERE)
        assert "policy" in str(caught.value.remedy)
    with pytest.raises(SignatureError, match="only the policy's keys"):
        trust.trust(key.public)

    entries = {"packs_must_be_signed": True, "trusted_keys": [key.public.line]}
    folders.write_text(json.dumps(entries), "utf-8")
    known = trust.signer_of(b"list", sign(b"list", key, "").to_text(), path=HERE)
    trust.require(known, accepted=False, path=HERE)
