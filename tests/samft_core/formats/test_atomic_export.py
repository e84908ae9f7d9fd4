from __future__ import annotations

from pathlib import Path

import pytest

from samft_core.errors import ProjectError
from samft_core.formats.atomic_export import whole_folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_new_folder_appears_at_the_end_only(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "exported"
    with whole_folder(target) as made:
        (made / "a.txt").write_text("a")
        assert not target.exists()
    assert (target / "a.txt").read_text() == "a"
    assert names(tmp_path) == {"deep", "deep/exported", "deep/exported/a.txt"}
    assert target.stat().st_mode & 0o055 == 0o055


def test_what_is_in_the_folder_already_stays(tmp_path: Path) -> None:
    (tmp_path / "test").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    with whole_folder(tmp_path) as made:
        (made / "test" / "good").mkdir(parents=True)
        (made / "test" / "good" / "a.png").write_bytes(b"a")
    assert names(tmp_path) == {"notes.txt", "test", "test/good", "test/good/a.png"}


@pytest.mark.parametrize("there", [False, True])
def test_an_export_that_fails_leaves_nothing(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "exported"
    if there:
        target.mkdir()
    with pytest.raises(RuntimeError), whole_folder(target) as made:
        (made / "a.txt").write_text("a")
        raise RuntimeError
    assert names(tmp_path) == ({"exported"} if there else set())


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    target = tmp_path / "file" / "x"
    with pytest.raises(ProjectError, match="cannot be read or written"), whole_folder(target):
        pass
