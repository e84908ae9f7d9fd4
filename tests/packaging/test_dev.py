"""The set-up script's decisions that need no installation to check."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TWO_WORKERS = ["-n", "2", "--dist", "loadfile"]
_spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
assert _spec is not None and _spec.loader is not None
dev = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(dev)


def test_the_lock_without_torch_keeps_everything_else() -> None:
    entries = [f"{name}==1 \\\n    --hash=sha256:aa" for name in ("numpy", "torch", "nvidia-nvtx", "uv")]
    assert dev.without_torch("\n".join(entries)) == f"{entries[0]}\n{entries[3]}"


def test_every_locked_package_has_a_version_and_a_hash() -> None:
    entries = [entry for entry in (ROOT / "requirements.lock").read_text("utf-8").split("\n") if entry]
    heads = [index for index, line in enumerate(entries) if not line.startswith((" ", "#"))]
    assert len(heads) > 100
    assert all("==" in entries[i] and entries[i + 1].strip().startswith("--hash=sha256:") for i in heads)


def test_the_environment_is_made_again_when_the_lock_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dev.wanted_stamp()
    assert before == dev.wanted_stamp()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(dev.LOCK.read_bytes() + b"#")
    monkeypatch.setattr(dev, "LOCK", changed)
    assert dev.wanted_stamp() != before


def test_missing_libraries_are_named_by_their_package() -> None:
    assert dev.missing_packages({"libsurely-not-there.so.9": "libsurely9"}) == ["libsurely9"]


def test_without_rights_or_apt_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.apt_install(["libsurely9"]) is False


def test_a_failed_step_fails_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "TEST_RECORD", tmp_path / "tests.txt")  # the run that tests this writes one
    monkeypatch.setattr(dev, "run", lambda *command, **options: 1 if "bad" in command else 0)
    assert dev.run_steps({"first": ["bad"], "second": ["good"]}) == 1
    printed = capsys.readouterr().out
    assert "FAILED" in printed and "second" in printed


def test_what_failed_and_where_the_process_died_is_said_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "tests.txt"
    monkeypatch.setattr(dev, "TEST_RECORD", record)
    assert dev.recorded_failures() == []
    record.write_text("started a\nfailed a (call): assert 0\nended a\nstarted b\n", "utf-8")
    assert dev.recorded_failures() == ["failed: a (call): assert 0", "died in: b"]
    record.write_text("started a\nstarted b\nended a\nstarted c\nended c\n", "utf-8")
    assert dev.recorded_failures() == ["died in: b"]  # of two workers, the one that went on is not blamed
    assert dev.ending(-11) == ", ended by SIGSEGV" and dev.ending(1) == ""


def test_two_cores_get_two_workers_and_one_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "cores", lambda: 1)
    assert dev.workers() == []
    monkeypatch.setattr(dev, "cores", lambda: 8)
    assert dev.workers()[:2] == ["-n", "2"]


@pytest.mark.parametrize("workers", [[], TWO_WORKERS], ids=["one process", "two workers"])
def test_the_tests_say_what_failed(tmp_path: Path, workers: list[str]) -> None:
    (tmp_path / "test_one.py").write_text("def test_good(): pass\ndef test_bad(): assert 1 == 2\n", "utf-8")
    assert recorded(tmp_path, *workers) == [
        "started test_one.py::test_good",
        "ended test_one.py::test_good",
        "started test_one.py::test_bad",
        "failed test_one.py::test_bad (call): assert 1 == 2",
        "ended test_one.py::test_bad",
    ]


def test_a_worker_that_dies_is_told_with_its_test(tmp_path: Path) -> None:
    code = "import os\ndef test_dies(): os._exit(3)\ndef test_good(): pass\n"
    (tmp_path / "test_one.py").write_text(code, "utf-8")
    lines = recorded(tmp_path, *TWO_WORKERS)
    assert lines[0] == "started test_one.py::test_dies"
    (failed,) = [line for line in lines if line.startswith("failed")]
    assert "test_dies" in failed
    assert "crashed" in failed
    assert "ended test_one.py::test_good" in lines  # another worker did the rest


def recorded(folder: Path, *options: str) -> list[str]:
    """Run the failing tests in ``folder`` by themselves; returns the lines that were written meanwhile."""
    if options:
        pytest.importorskip("xdist", reason="the environment was made before the tests had workers")
    record = folder / "record.txt"
    environment = {**os.environ, "SAMFT_TEST_RECORD": str(record)}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {name: value for name, value in environment.items() if "XDIST" not in name}
    plugins = [word for name in ("tests.order", "tests.record", "no:cacheprovider") for word in ("-p", name)]
    alone = ["-c", os.devnull, "--rootdir", str(folder), str(folder)]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, *options, *alone]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, timeout=300)
    assert done.returncode == 1, done.stdout
    return record.read_text("utf-8").splitlines()
