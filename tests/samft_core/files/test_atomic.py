from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from samft_core.files import atomic


def test_new_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ein Übungsname.json"
    atomic.write_json(path, {"ü": [1, 2]})
    atomic.write_json(path, {"ü": [3]})
    assert json.loads(path.read_text("utf-8")) == {"ü": [3]}
    assert list(tmp_path.iterdir()) == [path]


def test_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    atomic.write_text(path, "old")
    with pytest.raises(RuntimeError), atomic.replacing(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_readable_as_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    atomic.write_bytes(tmp_path / "atomic", b"x")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "atomic")]
    assert modes[0] == modes[1]


def test_sharing_violation_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []
    original = Path.replace

    def busy_twice(self: Path, target: Path) -> Path:
        attempts.append(target)
        if len(attempts) < 3:
            raise PermissionError
        return original(self, target)

    source, target = tmp_path / "new", tmp_path / "old"
    source.write_text("new")
    monkeypatch.setattr(Path, "replace", busy_twice)
    monkeypatch.setattr(atomic, "_retries_sharing_violations", lambda: True)
    monkeypatch.setattr(atomic.time, "sleep", lambda _: None)
    atomic.replace(source, target)
    assert len(attempts) == 3
    assert target.read_text() == "new"


def test_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic.write_text(tmp_path / "no" / "file", "x")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="names descriptors through /proc")
def test_everything_in_a_built_folder_is_flushed_before_its_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = tmp_path / ".building"
    (built / "deep").mkdir(parents=True)
    (built / "weights").write_bytes(b"w")
    (built / "deep" / "report").write_bytes(b"r")
    done: list[str] = []
    flush, rename = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        flush(descriptor)

    def renamed(self: Path, target: Path) -> Path:
        done.append(f"rename {target.name}")
        return rename(self, target)

    monkeypatch.setattr(atomic.os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    atomic.move_into_place(built, tmp_path / "v1")
    wanted = {str(built / name) for name in ("weights", "deep", "deep/report")} | {str(built)}
    assert set(done[: done.index("rename v1")]) == wanted
    assert done[-1] == str(tmp_path)
    assert (tmp_path / "v1" / "deep" / "report").read_bytes() == b"r"


def test_new_folders_are_flushed_into_their_parents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Path] = []
    monkeypatch.setattr(atomic, "flush_folder", done.append)
    atomic.make_folder(tmp_path / "a" / "b")
    assert done == [tmp_path, tmp_path / "a"]
    atomic.make_folder(tmp_path / "a" / "b")
    assert len(done) == 2
