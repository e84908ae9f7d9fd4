"""``samft keys`` and ``samft policy``."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from samft_core.cli.keys import secret_key
from samft_core.cli.main import main
from samft_core.errors import SignatureError
from samft_core.security import it_policy, minisign, trust


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: tmp_path / "policy.json")
    monkeypatch.setattr(minisign, "_OPS", 2**15)
    monkeypatch.setattr(minisign, "_MEMORY", 2**24)


def test_keys_are_made_trusted_and_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMFT_KEY_PASSWORD", "geheim")
    assert main(["keys", "new", str(tmp_path / "plant"), "--comment", "Werk 3", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    secret = Path(made["secret"])
    if sys.platform != "win32":
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert secret_key(secret).public.name == made["id"]
    assert main(["keys", "new", str(tmp_path / "plant")]) == 2  # a key is never written over
    assert main(["keys", "trust", made["file"]]) == 0
    capsys.readouterr()
    assert main(["keys", "list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed == {"id": made["id"], "name": "Werk 3", "from": "account", "public": made["public"]}
    assert main(["keys", "forget", made["id"]]) == 0
    assert main(["keys", "forget", made["id"]]) == 9
    assert main(["keys", "trust", str(secret)]) == 9  # the secret half is no public key


def test_a_password_that_nobody_can_give_is_asked_for_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.key"
    file.write_text(minisign.SecretKey.generate().to_text("geheim"), "utf-8")
    monkeypatch.delenv("SAMFT_KEY_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(SignatureError) as caught:
        secret_key(file)
    assert "SAMFT_KEY_PASSWORD" in str(caught.value.remedy)


def test_a_policy_is_checked_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text('{"roles": {"activate": []}, "kiosk": {"project": "D:\\\\line 2"}}', "utf-8")
    assert main(["policy", "check", str(draft)]) == 0
    assert str(tmp_path / "policy.json") in capsys.readouterr().out
    assert main(["policy", "show"]) == 0
    assert "no policy" in capsys.readouterr().out
    draft.rename(tmp_path / "policy.json")
    assert main(["policy", "show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["may"]["activate"] is False and shown["may"]["export"] is True
    (tmp_path / "policy.json").write_text('{"telemetry": true}', "utf-8")
    assert main(["policy", "check", str(tmp_path / "policy.json")]) == 8
    assert "'telemetry'" in capsys.readouterr().err
    assert main(["new", str(tmp_path / "p")]) == 8
    assert not (tmp_path / "p").exists()
