from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file

from samft_core.dataset.build import build_manifest
from samft_core.dataset.drawn_defects import drawn_defect, drawn_defects, drawn_digest
from samft_core.engine.session import ModelSession, load_version
from samft_core.errors import CancelledError, ImageError, ModelError, ProjectError, TrainingError
from samft_core.evaluation.records import GateVerdict
from samft_core.evaluation.simulated_clicks import PATIENCE
from samft_core.imaging.geometry import FULL_VIEW
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.progress import CancelToken
from samft_core.project.records import RunState, VersionState
from samft_core.project.version_card import VersionCard
from samft_core.sam.calibration import Calibration
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.devices import choose_device
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.initial_weights import drawn_weights, start_digest
from samft_core.sam.model import SamModel
from samft_core.sam.weights import mix
from samft_core.training.assess import promotion
from samft_core.training.assess.report_data import report_again, write_reports
from samft_core.training.estimate.cost import views_of_run
from samft_core.training.estimate.preflight import EMBEDDINGS
from samft_core.training.plan import make_plan
from samft_core.training.recipe import Recipe, Rehearsal, recipe_from
from samft_core.training.run import only_run, preflight
from samft_core.training.run_folder import recorded_rows
from tests.samft_core.training.runs import FEW_QUESTIONS, CountingEncoder, fine_tune_shortly, make_project


def test_a_run_measures_judges_and_adds_a_version(tmp_path: Path, model: SamModel, recipe: Recipe) -> None:
    said: list[Any] = []
    with make_project(tmp_path, 3) as project:
        finished = fine_tune_shortly(project, recipe, seed=1, on_event=said.append, model=model)
        [version], [run] = project.versions.all(), project.runs.all()
        kinds = [event.kind for event in said]
        assert kinds[0] == "started" and kinds[-1] == "finished"
        assert kinds.count("step") == 4 * 2 and kinds.count("validated") == 3
        assert {event.stage for event in said if event.kind == "progress"} >= {
            "embed", "baseline", "train", "evaluate", "probe", "clicks", "report",
        }  # fmt: skip
        shares = [event.run_share for event in said if event.kind == "progress"]
        assert shares == sorted(shares) and shares[0] >= 0 and 0.5 < shares[-1] < 1
        assert all(event.run_remaining_s >= 0 for event in said if event.kind == "progress")
        assert [image.image for image in version.card.image_results] == [1, 2, 3]
        assert {image.against for image in version.card.image_results} == {"base"}
        assert run.state is RunState.FINISHED
        assert version.name == finished.version == "v1"
        assert version.state is (VersionState.CANDIDATE if finished.offered else VersionState.REFUSED)
        card = json.loads((version.folder / "card.json").read_text("utf-8"))
        assert card["seed"] == 1 and card["who"] == "Ada" and card["manifest_digest"] == run.manifest_digest
        assert card["base_digest"] == model.base_digest
        ours, base = card["comparison"]["gate"]["clicks"]
        assert (ours["version"], base["version"]) == ("candidate", "base")
        assert ours["reliability"]["calibration"] == card["points_calibration"]
        assert base["reliability"]["calibration"] == card["base_points_calibration"]
        loaded = load_version(version, model)
        assert loaded.points_calibration == Calibration.model_validate(card["points_calibration"])
        # Each mask once, by the weights that did not learn from it.
        assert sorted(ours["images"]) == [1, 2, 3] and ours["images"] == base["images"]
        assert all(0 <= clicks <= PATIENCE for clicks in (*ours["clicks"], *base["clicks"]))
        assert card["train_images"] == [1, 2, 3] and card["comparison"]["held_out_images"] == 3
        names = {path.name for path in run.folder.iterdir()}
        assert {"recipe.json", "manifest.json", "run.json", "events.jsonl", "metrics.json"} <= names
        assert Path(finished.report or "").read_text("utf-8").startswith("<!doctype html>")
        metrics = json.loads((run.folder / "metrics.json").read_text("utf-8"))
        assert metrics["pace"]["base_model"] == "mobile" and metrics["peak_memory"] > 1e8
        ahead = preflight(project, recipe).data.cost
        assert ahead is not None and not ahead.guessed
        assert version.policy.parts == 0 and "parts" not in card["comparison"]
        assert card["data"]["accepted_by"] == {"Ada": 3} and card["data"]["classes"] == {"chip": 3}
        assert (version.folder / "report.pdf").read_bytes().startswith(b"%PDF")
        # Asked for again, the report shows the same.
        again = report_again(project, version)
        assert [len(gallery.examples) for gallery in again.galleries] and len(again.curves) == 4
        write_reports(tmp_path, again)
        assert (tmp_path / "report.html").read_text("utf-8") == Path(finished.report or "").read_text("utf-8")


def test_scattered_masks_are_asked_part_by_part_and_their_parts_are_reported(
    tmp_path: Path, model: SamModel, recipe: Recipe
) -> None:
    with make_project(tmp_path, 3, scattered=True) as project:
        # Each fold learns from two masks only, the version from three.
        finished = fine_tune_shortly(project, recipe, seed=1, on_event=lambda _: None, model=model)
        [version] = project.versions.all()
        assert version.policy.parts == recipe.parts.asked > 0
        lines = version.card.comparison["parts"]
        assert [(line["subject"], line["boxes"], line["score"]["rows"]) for line in lines] == [
            ("candidate", "noisy", 6),
            ("base", "noisy", 6),
        ]
        assert lines[0]["version"] == "v1"
        report = Path(finished.report or "").read_text("utf-8")
        assert "Each part by its own box" in report and "asked part by part" in report


def test_what_was_encoded_in_advance_is_not_encoded_by_the_run(
    tmp_path: Path, model: SamModel, recipe: Recipe
) -> None:
    with make_project(tmp_path, 3) as project:
        cache = EmbeddingCache(project.cache_dir / EMBEDDINGS)
        for image in project.images.all():
            project.image_files.record_digest(image.id, pixel_digest(read_image(image.path)))
        manifest = build_manifest(project)
        wanted = views_of_run(manifest, recipe, make_plan(manifest.samples))
        assert len(wanted) >= 2 * len(manifest.samples)
        for (_, view), image_id in wanted.items():
            rgb = read_image(project.images.get(image_id).path)
            cache.put(pixel_digest(rgb), model.encode(rgb, view))
        encoder = CountingEncoder()
        fine_tune_shortly(project, recipe, model=replace(model, encoder=encoder))
    # What is left are the pictures on which forgetting is looked for, of other projects.
    assert [view for _, view in encoder.seen] == [FULL_VIEW] * FEW_QUESTIONS.pictures


def test_a_run_may_start_from_drawings_and_says_so(tmp_path: Path, model: SamModel, recipe: Recipe) -> None:
    drawn = recipe.model_copy(update={"start": "drawn"})
    with make_project(tmp_path, 3) as project:
        finished = fine_tune_shortly(project, drawn, model=model)
        [version] = project.versions.all()
        assert version.card.start_digest == start_digest(model) is not None
        assert "learnt from drawn defects" in Path(finished.report or "").read_text("utf-8")
        tuned = load_decoder(version.folder, model)
        shipped = drawn_weights(model)
        assert shipped is not None
        # Two steps later it is still next to where it began, and far from the base model.
        far = model.mask_decoder.state_dict()["mask_tokens.weight"]
        near = shipped["mask_tokens.weight"]
        ours = tuned["mask_tokens.weight"]
        assert (ours - near).norm() < 0.2 * (ours - far).norm()


def test_few_masks_are_rehearsed_with_drawings(tmp_path: Path, model: SamModel, recipe: Recipe) -> None:
    rehearsal = Rehearsal(share=0.5, most_masks=3, views=1)
    few = recipe.model_copy(update={"rehearsal": rehearsal, "start": "auto"})
    with make_project(tmp_path, 3) as project:
        ahead = preflight(project, few).data
        assert sum(image_id < 0 for image_id, _ in ahead.missing) == 20
        session = ModelSession(project, model, choose_device("cpu"))
        [first, *others] = [wanted for wanted in ahead.missing if wanted[0] < 0]
        assert session.prepare(*first) and not session.prepare(*first)
        with pytest.raises(ImageError):
            session.prepare(-100, FULL_VIEW)
        encoder = CountingEncoder()
        without = preflight(project, recipe).data
        assert ahead.cost is not None and without.cost is not None
        assert ahead.cost.seconds > without.cost.seconds
        finished = fine_tune_shortly(project, few, model=replace(model, encoder=encoder))
        [version] = project.versions.all()
        card = version.card
        # The one that was prepared is not encoded again.
        views = {(drawn_defect(image_id).pixel_digest, view) for image_id, view in others}
        assert len(views) == 19 and views <= set(encoder.seen)
        assert (drawn_defect(first[0]).pixel_digest, first[1]) not in encoder.seen
        assert (card.drawings, card.drawings_digest) == (20, drawn_digest(drawn_defects()))
        assert card.recipe["start"] == "drawn" and card.start_digest
        assert "20 drawn defects were rehearsed" in Path(finished.report or "").read_text("utf-8")


def test_more_masks_than_that_are_learnt_alone(tmp_path: Path, model: SamModel, recipe: Recipe) -> None:
    rehearsal = Rehearsal(share=0.5, most_masks=2)
    few = recipe.model_copy(update={"rehearsal": rehearsal, "start": "auto"})
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, few, model=model)
        [version] = project.versions.all()
        assert version.card.drawings == 0 and version.card.drawings_digest is None
        ran = recipe_from(version.card.recipe)
        decided = {"policy": recipe.policy, "planes": recipe.planes, "planes_when": recipe.planes_when}
        decided["further_most_masks"] = recipe.further_most_masks
        assert ran.model_copy(update=decided) == recipe  # contrast and planes are decided by the masks
        assert version.card.start_digest is None


def test_damaged_starting_weights_end_a_run_before_anything_is_encoded(
    tmp_path: Path, model: SamModel, recipe: Recipe
) -> None:
    shutil.copytree(model.start_folder or Path(), tmp_path / "start")
    weights = tmp_path / "start" / "decoder.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    spoilt = replace(model, start_folder=tmp_path / "start")
    drawn, said = recipe.model_copy(update={"start": "drawn"}), []
    (tmp_path / "images").mkdir()
    with make_project(tmp_path / "images", 3) as project:
        with pytest.raises(ModelError, match="damaged"):
            fine_tune_shortly(project, drawn, model=spoilt, on_event=said.append)
        assert project.runs.all()[-1].state is RunState.FAILED and not project.versions.all()
        assert [event.kind for event in said] == ["failed"]
        # The base model's own weights are not concerned.
        fine_tune_shortly(project, recipe, model=spoilt)


def test_a_version_without_a_run_has_no_report(tmp_path: Path) -> None:
    with make_project(tmp_path, 1) as project:
        version = project.versions.add(card=VersionCard())
        with pytest.raises(ProjectError, match="has no run"):
            report_again(project, version)


def interrupt(at: int, cancel: CancelToken) -> Callable[[Any], None]:
    seen = 0

    def watch(event: Any) -> None:
        nonlocal seen
        seen += event.kind == "step"
        if seen == at:
            cancel.cancel()

    return watch


@pytest.mark.parametrize(
    "rehearsal", [Rehearsal(), Rehearsal(share=0.5, views=1)], ids=["alone", "rehearsed"]
)
def test_a_cancelled_run_resumes_to_the_same_weights(
    tmp_path: Path, model: SamModel, recipe: Recipe, rehearsal: Rehearsal
) -> None:
    recipe = recipe.model_copy(update={"rehearsal": rehearsal, "start": "auto", "batch_rows": 2})
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with make_project(tmp_path / "a", 3) as project:
        fine_tune_shortly(project, recipe, model=model)
        whole = load_file(project.versions.get("v1").folder / "decoder.safetensors")
    with make_project(tmp_path / "b", 3) as project:
        cancel = CancelToken()
        with pytest.raises(CancelledError):
            fine_tune_shortly(project, recipe, model=model, cancel=cancel, on_event=interrupt(7, cancel))
        [run] = project.runs.all()
        assert run.state is RunState.CANCELLED and not project.versions.all()
        said: list[Any] = []
        fine_tune_shortly(project, resume_run=run.id, model=model, on_event=said.append)
        assert [event.kind for event in said].count("step") == 1
        resumed = load_file(project.versions.get("v1").folder / "decoder.safetensors")
    assert all(np.array_equal(resumed[key], value) for key, value in whole.items())


def test_a_crashed_run_is_marked_and_a_second_run_must_wait(tmp_path: Path) -> None:
    with make_project(tmp_path, 1) as project:
        project.runs.start(recipe={}, seed=0, manifest_digest=None)
        with only_run(project):
            assert project.runs.all()[0].state is RunState.INTERRUPTED
            with pytest.raises(TrainingError, match="Another"), only_run(project):
                pass


def test_too_little_ground_truth_is_refused_before_a_run_starts(tmp_path: Path, recipe: Recipe) -> None:
    with make_project(tmp_path, 2) as project:
        ready = preflight(project, recipe)
        assert ready.data.cost is None and ready.data.masks == 2 and ready.data.problems
        with pytest.raises(TrainingError, match="3 images"):
            fine_tune_shortly(project, recipe)
        assert project.runs.all() == []


def test_replaced_and_damaged_images_are_left_out_and_named(
    tmp_path: Path, model: SamModel, recipe: Recipe
) -> None:
    said: list[Any] = []
    with make_project(tmp_path, 5) as project:
        grain = np.random.default_rng(3).integers(0, 99, (48, 64, 3), np.uint8)
        for name in ("good.png", "cut.png"):
            Image.fromarray(grain).save(tmp_path / name)
        (tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:4000])
        project.images.sign_off_good(project.images.add([tmp_path / "good.png", tmp_path / "cut.png"]).added)
        first = project.images.all()[0]
        project.image_files.record_digest(first.id, pixel_digest(read_image(first.path)))
        Image.fromarray(np.zeros((48, 64, 3), np.uint8)).save(first.path)
        (tmp_path / "01.png").unlink()
        states = [image.state for image in project.images.all()]
        finished = fine_tune_shortly(project, recipe, model=model, on_event=said.append)
        [named] = [event.images for event in said if event.kind == "left_out"]
        words = {"00.png": "not the one|another picture", "01.png": "missing", "cut.png": "damaged"}
        assert len(named) == 3
        for name, why in words.items():
            assert any(name in text and re.search(why, text) for text in named)
        card = project.versions.get(finished.version).card
        assert sorted(image.image for image in card.data.left_out) == [1, 2, 7]
        assert card.train_images == (3, 4, 5) and card.data.good == 1
        assert "cut.png: The image is damaged" in Path(finished.report or "").read_text("utf-8")
        # Being away or damaged for a run changes nothing that an inspector decided.
        assert [image.state for image in project.images.all()] == states


def test_a_run_without_enough_readable_images_names_those_that_are_not(
    tmp_path: Path, model: SamModel, recipe: Recipe
) -> None:
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, recipe, model=model)
        Image.fromarray(np.zeros((48, 64, 3), np.uint8)).save(tmp_path / "01.png")
        with pytest.raises(TrainingError, match=r"there are 2\. Left out: 01\.png"):
            fine_tune_shortly(project, recipe, model=model)
        assert len(project.runs.all()) == 1


def test_a_second_run_is_compared_with_the_active_version(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_project(tmp_path, 3) as project:
        with monkeypatch.context() as patch:
            # Whether two steps on a fake encoder please the gate is not the question here.
            patch.setattr(
                promotion, "assess_candidate", lambda *_, **__: GateVerdict(offered=True, reasons=["Wanted."])
            )
            fine_tune_shortly(project, recipe, model=model)
        project.versions.activate("v1")
        fine_tune_shortly(project, recipe, seed=2, model=model)
        comparison = project.versions.get("v2").card.comparison
        active = [row for row in comparison["rows"] if row["subject"] == "active"]
        # v1 learnt from all three images; what it said while each was held out is what counts.
        assert {row["version"] for row in active} == {"v1"}
        assert all(row["score"]["rows"] == 3 for row in active)


def test_a_candidate_that_forgot_too_much_is_mixed_with_the_base_model(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts = iter(
        [
            GateVerdict(offered=False, reasons=["Better."], failed=["drift"]),
            GateVerdict(offered=True, reasons=["Better."]),
        ]
    )
    monkeypatch.setattr(promotion, "assess_candidate", lambda *_, **__: next(verdicts))
    with make_project(tmp_path, 3) as project:
        fine_tune_shortly(project, recipe, model=model)
        [version], [run] = project.versions.all(), project.runs.all()
        gate = version.card.comparison["gate"]
        shipped = load_file(version.folder / "decoder.safetensors")
        tuned = load_file(run.folder / "weights-all" / "decoder.safetensors")
        assert version.state is VersionState.CANDIDATE
        assert version.card.tuned_share == gate["tuned_share"] == 0.75
        assert [(mixture["tuned_share"], mixture["passed"]) for mixture in gate["mixtures"]] == [
            (1, False),
            (0.75, True),
        ]
        assert "75% tuned, they pass" in gate["reasons"][-1]
        wanted = mix(dict(model.mask_decoder.state_dict()), tuned, 0.75)
        assert all(np.allclose(shipped[name], value, atol=1e-6) for name, value in wanted.items())

        # The next run compares with what the mixture said about held-out images, not the tuned weights alone.
        rows = recorded_rows(run.folder, tuned_share=0.75)
        assert len(rows) == 6 and rows != recorded_rows(run.folder)


def test_a_candidate_that_no_mixture_cures_is_refused(
    tmp_path: Path, model: SamModel, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = GateVerdict(offered=False, reasons=["Spills."], failed=["box"])
    monkeypatch.setattr(promotion, "assess_candidate", lambda *_, **__: refused)
    with make_project(tmp_path, 3) as project:
        assert not fine_tune_shortly(project, recipe, model=model).offered
        gate = project.versions.get("v1").card.comparison["gate"]
        assert gate["tuned_share"] == 1 and len(gate["mixtures"]) == 3
        assert "75% and 50% tuned" in gate["reasons"][-1]
