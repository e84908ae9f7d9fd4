"""A whole project carried to another PC."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from samft_core.distribution import project_packs
from samft_core.distribution.project_packs import unpack_project_pack, write_project_pack
from samft_core.errors import PolicyError, ProjectError, SignatureError
from samft_core.formats.mvtec import import_category
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import ImageState, NewAnnotation
from samft_core.project.version_card import VersionCard
from samft_core.security import it_policy, trust
from samft_core.security.minisign import SecretKey


@pytest.fixture
def project(tmp_path: Path, mvtec_folder: Path) -> Project:
    """Images that lie outside the project, and two of one name; ground truth; a version; a run's folder."""
    category = shutil.move(mvtec_folder, tmp_path / "line: 2")
    made = Project.create(tmp_path / "Prüfung", name="Linie 2", inspector="ada")
    import_category(made, Path(category))
    made.versions.add(
        card=VersionCard.read({"seed": 7}),
        folder_builder=lambda f: void((f / "decoder.safetensors").write_bytes(b"w")),
    )
    run = made.folder / "runs" / "r1"
    run.mkdir(parents=True)
    (run / "metrics.json").write_text("{}", "utf-8")
    (run / "checkpoint-all.safetensors").write_bytes(b"big")
    return made


def void(_: object) -> None:
    """Forget a result."""


def contents(project: Project) -> list[tuple[str, ImageState, list[bytes]]]:
    """What counts of a project: names, states, masks."""
    found = []
    for image in project.images.all():
        masks = [annotation.mask.counts for annotation in project.annotations.of_image(image.id)]
        found.append((image.name, image.state, masks))
    return found


def test_everything_arrives_with_its_images(project: Project, tmp_path: Path) -> None:
    before = contents(project)
    pixels = [image.path.read_bytes() for image in project.images.all()]
    with project:
        report = write_project_pack(project, tmp_path / "Linie 2")
    assert (report.file.name, report.images, report.notes) == ("Linie 2.samftproject", 5, [])
    for image in (tmp_path / "line: 2").rglob("*.png"):  # the other PC has none of them
        image.unlink()
    target = tmp_path / "anderswo é" / "p"
    unpacked = unpack_project_pack(report.file, target, accept_untrusted=True)
    assert (unpacked.images, unpacked.missing, unpacked.folder) == (5, 0, target)
    with Project.open(target) as arrived:
        assert (arrived.name, contents(arrived)) == ("Linie 2", before)
        assert [image.path.read_bytes() for image in arrived.images.all()] == pixels
        assert all(image.path.is_relative_to(target / "images") for image in arrived.images.all())
        assert (arrived.versions.get("v1").folder / "decoder.safetensors").read_bytes() == b"w"
        assert arrived.check().problems == []
    assert (target / "runs" / "r1" / "metrics.json").is_file()
    assert not (target / "runs" / "r1" / "checkpoint-all.safetensors").exists()
    assert sorted(path.name for path in target.parent.iterdir()) == ["p"]
    assert sorted(path.name for path in tmp_path.glob("*Linie*")) == ["Linie 2.samftproject"]


def test_images_may_stay_where_they_are(project: Project, tmp_path: Path) -> None:
    with project:
        report = write_project_pack(project, tmp_path / "x", images=False)
    assert report.images == 0 and len(report.notes) == 5
    with zipfile.ZipFile(report.file) as archive:
        assert not [name for name in archive.namelist() if name.startswith("images/")]
    unpacked = unpack_project_pack(report.file, tmp_path / "p", accept_untrusted=True)
    assert (unpacked.images, unpacked.missing) == (5, 0)  # this PC sees them where they were
    shutil.rmtree(tmp_path / "line: 2")
    assert unpack_project_pack(report.file, tmp_path / "q", accept_untrusted=True).missing == 5


def test_it_can_be_packed_while_somebody_annotates(project: Project, tmp_path: Path) -> None:
    image = project.images.all()[0]
    mask = RleMask.from_array(np.ones((image.height, image.width), np.bool_))
    with project, Project.open(project.folder, inspector="bob") as other:
        written: list[Path] = []

        def annotate(_: object) -> None:
            other.annotations.add_all([NewAnnotation(image.id, "contamination", Prompts(), mask)])

        written.append(write_project_pack(project, tmp_path / "x", on_progress=annotate).file)
        assert len(other.annotations.of_image(image.id)) > 1
    unpack_project_pack(written[0], tmp_path / "p", accept_untrusted=True)
    with Project.open(tmp_path / "p") as arrived:
        assert len(arrived.annotations.of_image(image.id)) == 1  # the moment it was packed


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The pack with other files and a list that fits them."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(files.pop("pack.json"))
    change(files)
    about["files"] = {n: {"size": len(d), "sha256": sha256(d).hexdigest()} for n, d in files.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**files, "pack.json": json.dumps(about).encode()}.items():
            archive.writestr(name, data)
    return path


def with_trigger(tmp_path: Path) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        database = tmp_path / "evil.db"
        database.write_bytes(files["project.db"])
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(
                "CREATE TRIGGER evil AFTER INSERT ON annotation BEGIN DELETE FROM annotation; END"
            )
        files["project.db"] = database.read_bytes()

    return change


def test_what_is_no_whole_project_is_refused_and_leaves_nothing(project: Project, tmp_path: Path) -> None:
    with project:
        file = write_project_pack(project, tmp_path / "x").file
    changes: list[Callable[[dict[str, bytes]], object]] = [
        lambda files: files.pop("project.db"),
        lambda files: files.update({"project.db": files["project.db"][:5000]}),
        lambda files: files.update({"project.db": b"no database"}),
        lambda files: files.update({"project.db-wal": b"x"}),
        lambda files: files.update({"backups/project-daily-1.db": b"x"}),
        with_trigger(tmp_path),
    ]
    for change in changes:
        copy = rewritten(Path(shutil.copy(file, tmp_path / "y.samftproject")), change)
        with pytest.raises(ProjectError, match="no project pack, or damaged") as caught:
            unpack_project_pack(copy, tmp_path / "out" / "p", accept_untrusted=True)
        assert caught.value.path == copy
        assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_a_folder_in_use_is_left_alone(project: Project, tmp_path: Path) -> None:
    with project:
        file = write_project_pack(project, tmp_path / "x").file
    folder = tmp_path / "mine"
    folder.mkdir()
    unpack_project_pack(file, folder, accept_untrusted=True)  # empty is as good as new
    with pytest.raises(ProjectError, match="in use"):
        unpack_project_pack(file, folder, accept_untrusted=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProjectError, match="in use"):
        unpack_project_pack(file, tmp_path / "file", accept_untrusted=True)


def test_signatures_and_the_policy_count(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "keys_folder", lambda: tmp_path / "keys")
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: tmp_path / "policy.json")
    key = SecretKey.generate("Werk 3")
    with project:
        file = write_project_pack(project, tmp_path / "x", key=key).file
        (tmp_path / "policy.json").write_text('{"roles": {"export": ["bob"]}}', "utf-8")
        with pytest.raises(PolicyError, match="ada"):
            write_project_pack(project, tmp_path / "y")
    (tmp_path / "policy.json").unlink()
    with pytest.raises(SignatureError, match="not trusted"):
        unpack_project_pack(file, tmp_path / "p")
    trust.trust(key.public)
    assert unpack_project_pack(file, tmp_path / "p").signer.who == "Werk 3"
    assert project_packs.signer_of_project_pack(file).key == key.public.name
