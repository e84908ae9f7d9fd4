"""A share that nobody chose is never asked for: not by opening a project, and not by looking at images."""

from __future__ import annotations

import builtins
import io
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from samft_core.dataset.build import gather
from samft_core.engine.image_source import ImageCatalogue, ImageSource
from samft_core.errors import ImageUnreachableError
from samft_core.imaging.image_io import probe_image, read_image, thumbnail
from samft_core.project.project import Project
from samft_core.security import network_places

SHARE = "//evil.example/share/1.png"


@pytest.fixture(autouse=True)
def own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "account" / "shares.json"
    monkeypatch.setattr(network_places, "shares_file", lambda: file)
    monkeypatch.setattr(network_places, "_opened", set())
    return file


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every path that the system is asked about from now on."""
    seen: list[str] = []

    def spy(name: str, module: Any) -> None:
        real: Callable[..., Any] = getattr(module, name)

        def asking(path: Any, *rest: Any, **named: Any) -> Any:
            if isinstance(path, str | bytes | os.PathLike):
                seen.append(os.fsdecode(path))
            return real(path, *rest, **named)

        monkeypatch.setattr(module, name, asking)

    for name in ("stat", "lstat", "open", "scandir", "listdir", "access", "readlink"):
        spy(name, os)
    spy("open", builtins)
    spy("open", io)
    return seen


@pytest.fixture
def sent(tmp_path: Path, image_folder: Path) -> Path:
    """A project from elsewhere: an image inside, one on a share, one at an absolute place."""
    with Project.create(tmp_path / "home" / "sent", inspector="eve") as project:
        project.images.add([*sorted(image_folder.iterdir())], copy=True)
    places = [(1, "images/000.png"), (2, SHARE), (3, str(tmp_path / "secret" / "3.png"))]
    with closing(sqlite3.connect(tmp_path / "home" / "sent" / "project.db")) as connection, connection:
        for image_id, place in places:
            connection.execute("UPDATE image SET location = ? WHERE id = ?", (place, image_id))
        connection.execute("UPDATE project SET known_folder = '/somebody/elses/sent'")
    return tmp_path / "home" / "sent"


def test_opening_asks_for_nothing_outside_the_projects_folder(
    sent: Path, tmp_path: Path, asked: list[str]
) -> None:
    with Project.open(sent) as project:
        assert [image.path.as_posix() for image in project.images.all()][1] == SHARE
        project.images.counts()
        project.images.last_changes()
    places = {path for path in asked if "evil" in path or "secret" in path or "somebody" in path}
    assert places == set()
    assert any(path.startswith(str(sent)) for path in asked)


def test_looking_at_images_leaves_an_unknown_share_alone_and_says_so(sent: Path, asked: list[str]) -> None:
    with Project.open(sent) as project:
        problems = project.image_files.problems([1, 2, 3])
        assert set(problems) == {2, 3}
        assert "evil.example" in problems[2].message and "samft relocate" in (problems[2].remedy or "")
        assert [image.id for image in project.image_locations.missing()] == [2, 3]
        with pytest.raises(ImageUnreachableError, match=r"evil\.example"):
            ImageSource(ImageCatalogue.of(project)).open(2)
        with pytest.raises(ImageUnreachableError):
            project.image_files.look_again(2)
        project.image_locations.check_again()
        project.check()
        project.image_moves.follow_move()
        gather(project)
    for read in (read_image, probe_image, lambda path: thumbnail(path, 64)):
        with pytest.raises(ImageUnreachableError):
            read(Path(SHARE))
    assert not any("evil.example" in path for path in asked)


def test_a_share_is_asked_for_once_somebody_chose_it(own_list: Path, asked: list[str]) -> None:
    network_places.confirm(Path("//plant.example/Images/line 2"))
    network_places.confirm(Path("/local/place"))
    assert own_list.read_text("utf-8").split() == ["[", '"plant.example\\\\images"', "]"]
    assert network_places.is_confirmed("\\\\PLANT.example\\images\\x.png")
    assert not network_places.is_confirmed("//plant.example/other/x.png")
    with pytest.raises(ImageUnreachableError, match="missing"):
        read_image(Path("//plant.example/images/x.png"))
    assert any("plant.example" in path for path in asked)


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("\\\\Host\\Share\\a", "host\\share"),
        ("//host/share", "host\\share"),
        ("\\\\?\\UNC\\host\\share\\a", "?\\unc"),
        ("\\\\.\\pipe\\x", ".\\pipe"),
        ("\\/host/share", "host\\share"),
        ("C:\\images\\a.png", None),
        ("/images/a.png", None),
        ("images//a.png", None),
    ],
)
def test_what_a_share_is(path: str, share: str | None) -> None:
    assert network_places.share_of(path) == share


def test_adding_images_from_a_share_and_opening_a_project_on_it_choose_it(
    tmp_path: Path, own_list: Path
) -> None:
    with Project.create(tmp_path / "plant") as project:
        assert project.images.add([Path("//host/share/a.png")]).unreadable
    assert network_places.is_confirmed("//host/share/b.png") and own_list.is_file()
    network_places.opened_on(Path("//other/share/project"))
    assert network_places.is_confirmed("//other/share/a.png")
    assert "other" not in own_list.read_text("utf-8")


@pytest.mark.parametrize("content", ['{"a": 1}', "[1, 2]", "nonsense", "[" * 100_000])
def test_a_damaged_list_confirms_nothing(own_list: Path, content: str) -> None:
    own_list.parent.mkdir(parents=True)
    own_list.write_text(content, "utf-8")
    assert not network_places.is_confirmed("//host/share/a.png")
