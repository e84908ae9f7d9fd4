"""``check``, ``restore``, ``take-over``, and commands on a project that can only be looked at."""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from samft_core.cli.main import main
from samft_core.project.lease import Lease
from samft_core.project.project import Project
from samft_core.security.accounts import account_name
from tests.samft_core.project.test_lease import elsewhere
from tests.samft_core.project.test_restore import accept, damage

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def samft(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of two images of 30 x 20 pixels, the first accepted by this account as Ada."""
    import numpy as np
    from PIL import Image

    paths = [tmp_path / name for name in ("a.png", "b.png")]
    for grey, path in enumerate(paths):
        Image.fromarray(np.full((20, 30, 3), grey, np.uint8)).save(path)
    with Project.create(tmp_path / "plant", inspector="Ada") as project:
        accept(project, project.images.add(paths).added[0])
        return project.folder


def test_restore_lists_and_puts_the_newest_whole_backup_in_place(samft: Call, folder: Path) -> None:
    with Project.open(folder) as project:
        project.back_up()
    damage(folder / "project.db")
    code, _, err = samft("status", "-p", folder)
    assert code == 4 and "samft restore" in err and "copy" not in err
    code, out, _ = samft("restore", "--list", "-p", folder)
    assert code == 0 and "whole" in out
    code, out, _ = samft("restore", "-p", folder, "--json")
    report = json.loads(out)
    assert code == 0 and Path(report["aside"], "project.db").is_file() and report["masks"] == 1
    assert samft("status", "-p", folder)[0] == 0


def test_another_pc_is_named_and_can_be_taken_over_when_it_is_silent(samft: Call, folder: Path) -> None:
    file = elsewhere(folder)
    code, _, err = samft("review", "-p", folder)
    assert code == 4 and "line-7" in err
    assert samft("take-over", "-p", folder)[0] == 4
    code, out, err = samft("status", "-p", folder)  # only looks
    assert code == 0 and "1 accepted" in out and "only to look at" in err
    then = time.time() - 600
    os.utime(file, (then, then))
    code, out, _ = samft("take-over", "-p", folder)
    assert code == 0 and "line-7" in out
    assert samft("review", "-p", folder)[0] == 0


LOOKING = (("status",), ("versions",), ("history", "a.png"), ("export", "OUT"), ("check", "--no-pictures"))
CHANGING = (("review",), ("import", "OUT"), ("activate", "base"))


@pytest.mark.parametrize("words", [*LOOKING, ("pack-project", "OUT/p.samftproject")])
def test_a_read_only_project_can_be_looked_at(
    samft: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Lease, "take", refuse)
    arguments = [word.replace("OUT", str(tmp_path / "out")) for word in words]
    code, out, err = samft(*arguments, "-p", folder)
    assert code == 0, (out, err)
    assert "Traceback" not in out + err


@pytest.mark.parametrize("words", CHANGING)
@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC])
def test_what_changes_it_says_why_not(
    samft: Call,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    number: int,
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Lease, "take", refuse)
    arguments = [word.replace("OUT", str(tmp_path / "out")) for word in words]
    code, out, err = samft(*arguments, "-p", folder)
    assert code == 4
    assert ("disk is full" if number == errno.ENOSPC else "cannot be written") in err
    assert "Traceback" not in out + err


def test_another_name_is_no_second_pair_of_eyes(samft: Call, folder: Path) -> None:
    code, _, err = samft("review", "a.png", "-p", folder, "--approve", "--inspector", "Ben")
    assert code == 4
    assert f"The account {account_name()} accepted this image" in err
    assert "--shared-account" in err
    code, out, _ = samft("review", "-p", folder, "--shared-account")
    assert code == 0 and "told apart by names" in out
    assert samft("review", "a.png", "-p", folder, "--approve", "--inspector", "Ada")[0] == 4
    assert samft("review", "a.png", "-p", folder, "--approve", "--inspector", "Ben")[0] == 0
    with Project.open(folder) as project:
        trail = [(event.who, event.account) for event in project.history.events(limit=3)]
    assert trail[0] == ("Ben", account_name())
