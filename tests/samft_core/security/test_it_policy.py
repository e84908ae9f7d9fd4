"""The machine's policy: what it may hold, whom it lets do what, and that a wrong file lets nobody past."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samft_core.errors import PolicyError
from samft_core.formats import mvtec
from samft_core.project.layout import Layout
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard
from samft_core.sam.devices import choose_device
from samft_core.security import it_policy
from samft_core.security.accounts import account_name, group_names
from samft_core.security.minisign import SecretKey
from samft_core.training.run import fine_tune

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts a policy in force."""
    file = tmp_path / "etc" / "policy.json"
    file.parent.mkdir()
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: file)

    def write(**entries: Any) -> Path:
        file.write_text(json.dumps(entries), "utf-8")
        return file

    return write


@pytest.mark.usefixtures("put")
def test_without_a_file_everything_is_allowed() -> None:
    assert it_policy.in_force() == it_policy.InForce(it_policy.Policy(), None)
    assert all(it_policy.allows(role, "ada") for role in it_policy.ROLES)


def test_roles_name_inspectors_accounts_and_groups(put: Put) -> None:
    group = sorted(group_names())[0]
    put(
        roles={
            "activate": ["ada"],
            "fine_tune": [f"account:{account_name()}"],
            "export": [f"group:{group}"],
            "preferences": [],
        }
    )
    assert [it_policy.allows(role, "ada") for role in it_policy.ROLES] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    assert [it_policy.allows(role, "bob") for role in it_policy.ROLES] == [
        False,
        True,
        True,
        False,
        False,
        True,
    ]
    put(roles={"preferences": [], "review_rules": ["bob"]})
    assert it_policy.allows("review_rules", "bob") and not it_policy.allows("review_rules", "ada")
    put(roles={"export": ["group:nobody at all", "account:nobody at all", f"group:{account_name()}-x"]})
    assert not it_policy.allows("export", "nobody at all")


def test_who_runs_the_program_is_no_matter_of_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "boss")
    monkeypatch.setenv("USER", "boss")
    assert account_name() != "boss"


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"rolls": {}}, "there is no entry 'rolls'"),
        ({"roles": {"actvate": []}}, "there is no entry 'roles.actvate'"),
        ({"gpu": "no"}, "gpu: "),
        ({"paths": {"cache": "cache"}}, "paths.cache: must be a whole path"),
        ({"roles": {"export": ["team:a"]}}, "roles.export.0: must be an inspector's name"),
        ({"trusted_keys": ["RWQ="]}, "trusted_keys.0: must be a public key"),
        ({"kiosk": {}}, "kiosk.project: Field required"),
        ({"kiosk": {"project": "/p", "leave_key": "Strg+Q"}}, "kiosk.leave_key: must be one key"),
    ],
)
def test_a_wrong_entry_stops_everything_and_is_named(put: Put, entries: dict[str, Any], words: str) -> None:
    file = put(**entries)
    for ask in (it_policy.current, lambda: it_policy.allows("export", "ada"), lambda: Layout.of(file.parent)):
        with pytest.raises(PolicyError, match="cannot be used") as caught:
            ask()
        assert words in str(caught.value) and caught.value.path == file and caught.value.remedy


@pytest.mark.parametrize("data", [b'{\n"gpu": tru}', b"", b"\xff", b"[]", b"{} " + b"x" * 2_000_000])
def test_a_file_that_is_no_policy_stops_everything(put: Put, data: bytes) -> None:
    put().write_bytes(data)
    with pytest.raises(PolicyError):
        it_policy.current()


def test_a_policy_that_cannot_be_read_does_not_count_as_none(put: Put) -> None:
    file = put()
    file.unlink()
    file.mkdir()
    with pytest.raises(PolicyError, match="cannot be used"):
        it_policy.current()


def test_a_change_counts_at_once(put: Put) -> None:
    put(gpu=False)
    assert not it_policy.current().gpu
    put(gpu=True, trusted_keys=[SecretKey.generate().public.line])
    assert it_policy.current().gpu


def test_the_variable_counts_only_where_the_machine_has_no_policy(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine.json"
    own.write_text('{"gpu": false}', "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(own))
    assert it_policy.in_force().file == own
    file = put(gpu=True)
    assert it_policy.in_force().file == file and it_policy.current().gpu
    file.unlink()
    monkeypatch.setenv("SAMFT_POLICY", str(tmp_path / "missing.json"))
    with pytest.raises(PolicyError, match="not there"):
        it_policy.current()


def test_caches_go_where_the_policy_says(put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPACE", str(tmp_path / "ü space"))
    put(paths={"cache": "$SPACE/cache"})
    with Project.create(tmp_path / "one" / "p") as first, Project.create(tmp_path / "two" / "p") as second:
        assert first.cache_dir.is_dir() and first.cache_dir.parent == tmp_path / "ü space" / "cache"
        assert first.cache_dir != second.cache_dir
        assert not (first.folder / "cache").exists()
    put()
    assert Layout.of(tmp_path / "one" / "p").cache == tmp_path / "one" / "p" / "cache"


def test_the_gpu_can_be_switched_off(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    put(gpu=False)
    choice = choose_device("auto")
    assert choice.device == "cpu" and "policy" in choice.reason


def test_the_core_refuses_whatever_asks(put: Put, tmp_path: Path) -> None:
    with Project.create(tmp_path / "p", inspector="bob") as project:
        project.versions.add("v1", card=VersionCard())
        put(roles={"activate": ["ada"], "fine_tune": ["ada"], "export": ["ada"]})
        for doing in (
            lambda: project.versions.activate("v1"),
            project.versions.roll_back,
            lambda: fine_tune(project),
            lambda: mvtec.export(project, tmp_path / "out"),
        ):
            with pytest.raises(PolicyError, match="does not let bob") as caught:
                doing()
            assert caught.value.path == it_policy.machine_policy_file()
        assert (
            project.versions.active() is None and project.runs.all() == [] and not (tmp_path / "out").exists()
        )
    with Project.open(tmp_path / "p", inspector="ada") as project:
        project.versions.activate("v1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"gpu": ' + "[" * 50_000, "nested"),
        ('{"gpu": true, "gpu": false}', "twice"),
        ('{"gpu": true', "no JSON"),
    ],
)
def test_what_two_readers_could_take_differently_is_no_policy(put: Put, text: str, words: str) -> None:
    put().write_text(text, "utf-8")
    with pytest.raises(PolicyError, match=words):
        it_policy.in_force()
