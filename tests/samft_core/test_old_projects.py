"""A project, packs, settings and cards of commit 9ac131e, before names and places changed, still work."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file

from samft_core.cli.main import main as samft
from samft_core.distribution import updates
from samft_core.distribution.install_model_pack import add_pack
from samft_core.distribution.project_packs import unpack_project_pack
from samft_core.distribution.updates import read_update
from samft_core.errors import PolicyError, SamftError
from samft_core.evaluation.report import text
from samft_core.formats import labelme, mvtec
from samft_core.project.project import Project
from samft_core.project.records import RunState, VersionState
from samft_core.project.version_card import VersionCard
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.registry import load_model
from samft_core.security import it_policy, trust
from samft_core.security.minisign import read_public_key
from samft_core.training.assess.extent import AssessmentExtent
from samft_core.training.assess.report_data import report_again
from samft_core.training.estimate.preflight import seen_by
from samft_core.training.run import fine_tune, mark_interrupted
from tests.samft_core.old_project import CARDS, unpack
from tests.samft_core.planes import FakePlaneEncoder
from tests.samft_core.training.runs import FakeEncoder

MASKS = "a30bd99cf81489f0cad3e1cef5673c7bffea009c3d390c2dfea07abd40e893fd"
"""Digest of every annotation of the project: image, class, state and pixels."""
EXPORTED = "9bc8ecf4a9fa26823038903873e4e4dbdf1c63eaa5b07a67407b45af90d985e3"
"""Digest of the exported masks: file name and pixels."""
OUTLINES = "8839e2de5564386eb54be33f20193b34020311ec6ef693d44ea0e4830ba2f189"
"""Digest of the exported outlines."""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's contents, which tests copy from."""
    folder = tmp_path_factory.mktemp("old")
    unpack(folder)
    return folder


@pytest.fixture
def old(unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the test's own copy of the project; its manifest names images as seen from there."""
    shutil.copytree(unpacked / "project", tmp_path / "project")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pixels(path: Path) -> str:
    with Image.open(path) as image:
        return sha256(np.asarray(image).tobytes()).hexdigest()


def digest(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def truth(project: Project) -> list[Any]:
    return [
        [image.name, image.state.value, a.class_name, a.state.value, a.accepted_by, a.mask.to_json()]
        for image in project.images.all()
        for a in project.annotations.of_image(image.id)
    ]


def test_it_opens_with_all_that_an_inspector_made(old: Path) -> None:
    with Project.open(old / "project", inspector="ada") as project:
        assert project.name == "Old line 2" and [c.name for c in project.classes.all()] == [
            "chip",
            "Kratzer ß",
        ]
        states = [image.state.value for image in project.images.all()]
        assert states == ["accepted", "accepted", "accepted", "draft", "good", "new"]
        assert digest(truth(project)) == MASKS
        first, second = project.reviews.of_image(1), project.reviews.of_image(2)
        assert [(r.verdict.value, r.who, r.comment) for r in (*first, *second)] == [
            ("approved", "grace", ""),
            ("returned", "grace", "The rim is part of it"),
        ]
        boxes = project.waiting_boxes.records()
        assert [(b.image_id, b.source, b.prompts.box.as_tuple()) for b in boxes if b.prompts.box] == [
            (6, "drawn", (20, 18, 36, 32)),
            (6, "found", (2, 2, 12, 12)),
        ]
        assert len(project.history.of_image(2)) == 7 and all(
            entry.message for entry in project.history.of_image(2)
        )
        report = project.check()
        assert report.problems == []


def test_it_exports_the_same_masks(old: Path) -> None:
    with Project.open(old / "project", inspector="ada") as project:
        mvtec.export(project, old / "category")
        labelme.export(project, old / "outlines")
    masks = sorted((old / "category" / "ground_truth").rglob("*.png"))
    assert digest([[p.parent.name, p.name, pixels(p)] for p in masks]) == EXPORTED
    mirrored = sorted((old / "project" / "ground_truth").rglob("*.png"))
    assert [pixels(path) for path in mirrored] == [pixels(path) for path in masks]
    documents = [json.loads(p.read_text("utf-8")) for p in sorted((old / "outlines").rglob("*.json"))]
    shapes = [[[s["label"], s["shape_type"], s["points"]] for s in d["shapes"]] for d in documents]
    assert digest(shapes) == OUTLINES


def test_it_shows_its_versions(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(old / "project", inspector="ada") as project:
        found = [(v.name, v.state, v.run_id) for v in project.versions.all()]
        assert found == [
            ("v1", VersionState.ACTIVE, 1),
            ("v2", VersionState.REFUSED, 2),
            ("v3", VersionState.CANDIDATE, 3),
        ]
        model = load_model(device="cpu", encoder=False)
        for version in project.versions.all():
            card = json.loads((version.folder / "card.json").read_text("utf-8"))
            assert load_decoder(version.folder, model, digest=card["decoder_sha256"])
            report = report_again(project, version)
            assert report.version == version.name and len(report.curves) == 4 and report.galleries
    assert samft(["versions", "--project", str(old / "project"), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [version["name"] for version in shown] == ["base", "v1", "v2", "v3"]
    assert [version["state"] for version in shown[1:]] == [state.value for _, state, _ in found]
    assert all(version["iou"] == pytest.approx(0.460811, abs=1e-6) for version in shown[1:])


def test_its_interrupted_run_goes_on_from_its_checkpoint(old: Path) -> None:
    model = load_model(device="cpu", encoder=False)
    model.encoder, model.plane_encoder = FakeEncoder(), FakePlaneEncoder()
    said: list[Any] = []
    with Project.open(old / "project", inspector="ada") as project:

        def watch(event: Any) -> None:
            said.append(event)
            if event.kind == "progress" and event.stage == "report":
                project.versions.add(card=VersionCard())  # as a pack does that arrives just now

        run = project.runs.all()[-1]
        assert run.state is RunState.INTERRUPTED
        few = AssessmentExtent(probes_per_kind=1, pictures=1, clicks=1)
        fine_tune(project, resume_run=run.id, model=model, on_event=watch, extent=few)
        assert project.runs.get(run.id).state is RunState.FINISHED
        steps = [event.step for event in said if event.kind == "step"]
        assert steps == [3]  # two were done, and the folds before
        [begun] = [event for event in said if event.kind == "started"]
        assert begun.resumed_from_step == 3 and begun.masks == 4
        version = project.versions.get("v5")
        assert (
            version.run_id == run.id
            and version.card.version == "v5"
            and (version.folder / "report.html").is_file()
        )
        loss = next(event.losses["total"] for event in said if event.kind == "step")
        assert loss == pytest.approx(0.638196, rel=0.02)
        tuned = load_file(version.folder / "decoder.safetensors")["mask_tokens.weight"]
        moved = tuned - model.mask_decoder.state_dict()["mask_tokens.weight"]
        assert float(moved.double().norm()) == pytest.approx(0.001549, rel=0.05)


def test_a_run_of_it_that_still_counts_as_running_is_marked(old: Path) -> None:
    with Project.open(old / "project", inspector="ada") as project:
        project.runs.resume(project.runs.all()[-1].id)
        mark_interrupted(project)
        assert project.runs.all()[-1].state is RunState.INTERRUPTED


def test_its_packs_are_read(unpacked: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "keys_folder", lambda: old / "keys")
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: old / "no policy")
    trust.trust(read_public_key(unpacked / "station" / "line2.pub"))
    with Project.create(old / "other") as other:
        signed = add_pack(other, unpacked / "packs" / "signed.samftmodel")
        unsigned = add_pack(other, unpacked / "packs" / "unsigned.samftmodel", accept_untrusted=True)
        came = json.loads((unsigned.folder / "card.json").read_text("utf-8"))["came_as"]
        assert came == {"pack": "unsigned.samftmodel", "version": "v3", "signature": "unsigned", "key": ""}
        assert (signed.name, signed.state, unsigned.name) == ("v1", VersionState.CANDIDATE, "v2")
        assert report_again(other, unsigned).version == "v2"
        original = unpacked / "project" / "models" / "v3" / "decoder.safetensors"
        assert (unsigned.folder / "decoder.safetensors").read_bytes() == original.read_bytes()
    report = unpack_project_pack(unpacked / "packs" / "whole.samftproject", old / "arrived")
    assert (report.images, report.missing) == (6, 0)
    with Project.open(old / "arrived") as arrived, Project.open(old / "project") as project:
        assert truth(arrived) == truth(project)
        assert [v.name for v in arrived.versions.all()] == ["v1", "v2", "v3"]


def test_its_policy_and_update_are_read(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    station = unpacked / "station"
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: station / "policy.json")
    monkeypatch.setattr(updates, "resource_dir", lambda: tmp_path)
    found = it_policy.current()
    assert found.paths.projects == "/srv/samft" and found.packs_must_be_signed and not found.gpu
    assert found.kiosk is not None and found.kiosk.leave_key == "Ctrl+Alt+Shift+L"
    it_policy.require("fine_tune", "ada")
    with pytest.raises(PolicyError):
        it_policy.require("activate", "bob")
    update = read_update(unpacked / "packs" / "update.samftupdate")
    assert (update.version, update.system, update.flavour) == ("9.0.0", "linux-x86_64", "cpu")
    assert update.who == read_public_key(station / "update.pub").name


def told(project: Project, card: dict[str, Any]) -> dict[str, Any]:
    """What readers make of a version with this card; errors by the name of their class."""
    version = project.versions.add(card=VersionCard.read(card))

    def tried(ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except SamftError as error:
            return type(error).__name__

    def report() -> Any:
        data = report_again(project, version)
        score = data.comparison.score("candidate", "noisy")
        numbers = [list(pair) for pair in text.recipe_numbers(data.card)]
        return [data.comparison.gate.offered, None if score is None else score.iou, digest(numbers)]

    def calibration(key: str) -> Any:
        known = version.calibration_of(key)
        return None if known is None else known.model_dump()

    def learnt() -> Any:
        seen = seen_by(project, version)
        return [sorted(seen.train), sorted(seen.held_out)]

    keys = [f"{base}{kind}" for base in ("", "base_") for kind in ("calibration", "points_calibration")]
    return {
        "policy": tried(lambda: version.policy.model_dump(mode="json")),
        "calibration": [tried(lambda key=key: calibration(key)) for key in keys],
        "learnt": tried(learnt),
        "report": tried(report),
    }


def test_a_card_of_each_kind_is_kept_and_told_as_it_was(tmp_path: Path, capsys: Any) -> None:
    wanted = json.loads((CARDS.parent / "version_cards.json").read_text("utf-8"))
    cards = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(CARDS.glob("*.json"))}
    with Project.create(tmp_path / "p", inspector="ada") as project:
        assert {name: told(project, card) for name, card in cards.items()} == wanted["told"]
        for version, card in zip(project.versions.all(), cards.values(), strict=True):
            file = (version.folder / "card.json").read_text("utf-8")
            assert json.loads(file) == card and list(json.loads(file)) == list(card)
    assert samft(["versions", "--project", str(tmp_path / "p"), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [version["iou"] for version in listed[1:]] == wanted["listed"]
