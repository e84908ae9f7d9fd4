"""Accounts and groups as Windows' whoami prints them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from samft_core.security import accounts

PRINTED = {
    "/user": b'"PLANT3\\line2","S-1-5-21-1"\r\n',
    "/groups": b'"Everyone","Well-known group","S-1-1-0",""\r\n'
    b'"PLANT3\\process-engineers","Group","S-1-5-21-2",""\r\n',
}


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """No test sees another's account."""
    accounts.account_name.cache_clear()
    accounts.group_names.cache_clear()
    yield
    accounts.account_name.cache_clear()
    accounts.group_names.cache_clear()


def test_windows_names_count_with_and_without_the_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, PRINTED[command[1]])

    monkeypatch.setenv("SYSTEMROOT", "C:/Windows")
    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr(accounts.sys, "platform", "win32")
    assert accounts.account_name() == "line2"
    assert {"Everyone", "process-engineers", "PLANT3\\process-engineers"} <= accounts.group_names()
    assert all(command[0].startswith("C:/Windows") for command in asked)
