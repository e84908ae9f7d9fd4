"""The self-test's own judgement; the whole test runs in built programs (packaging/build.sh --selftest)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from samft_core.diagnostics import selftest
from samft_core.diagnostics.selftest import SelfTestError, run_selftest
from samft_core.messages.message import Message
from samft_core.security import it_policy
from samft_core.training.events import RunCancelled, RunFinished


def test_the_first_steps_pass_here() -> None:
    steps = run_selftest(device="cpu")
    assert [next(steps).name, next(steps).name] == ["weights", "masks"]
    steps.close()


def test_a_mask_that_reads_back_differently_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest, calls = selftest.read_mask, iter(range(100))

    def forgetful(path: Path) -> object:
        mask = honest(path)
        if next(calls) == 0:
            mask[0, 0] = not mask[0, 0]
        return mask

    monkeypatch.setattr(selftest, "read_mask", forgetful)
    steps = run_selftest(device="cpu")
    next(steps)
    with pytest.raises(SelfTestError, match="not read back"):
        next(steps)


def test_a_run_that_says_nothing_has_failed() -> None:
    said = [RunCancelled(run_id=3, step=1)]
    assert selftest._last(said, RunCancelled, Message("selftest.not_stopped")).step == 1
    with pytest.raises(SelfTestError, match="did not finish"):
        selftest._last(said, RunFinished, Message("selftest.not_finished"))


def test_a_window_that_does_not_open_has_failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(selftest, "window_command", lambda *_: [str(tmp_path / "missing")])
    with pytest.raises(SelfTestError, match="cannot be opened"):
        selftest._SelfTest(tmp_path, "cpu").check_window(None)


def test_a_policy_that_forbids_training_leaves_those_steps_out_and_no_cache_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rules = {"roles": {"fine_tune": []}, "paths": {"cache": str(tmp_path / "cache")}}
    (tmp_path / "policy.json").write_text(json.dumps(rules), "utf-8")
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: tmp_path / "policy.json")
    for name in ("check_engine", "check_window"):
        monkeypatch.setattr(selftest._SelfTest, name, lambda *_: "not tried here")
    passed = {step.name: step.detail for step in run_selftest(device="cpu")}
    left_out = {name for name, detail in passed.items() if detail == selftest.NOT_ALLOWED}
    assert left_out == {"trainer", "resume", "tuned version"} and "masks" in passed
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize("worker", ["engine", "trainer"])
def test_a_process_that_cannot_start_is_quoted(monkeypatch: pytest.MonkeyPatch, worker: str) -> None:
    dying = [sys.executable, "-c", "import sys; sys.exit('libsqlite3.so.0: cannot open shared object file')"]
    place = "samft_core.engine.client" if worker == "engine" else "samft_core.diagnostics.selftest"
    monkeypatch.setattr(f"{place}.worker_command", lambda *_arguments: dying)
    steps = run_selftest()
    with pytest.raises(SelfTestError, match=r"ended with code 1.*libsqlite3"):
        for _ in steps:
            pass
