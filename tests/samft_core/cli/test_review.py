from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samft_core.cli.main import main
from samft_core.errors import DONE_WITH_PROBLEMS, PolicyError
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.project.project import Project
from samft_core.project.records import NewAnnotation, ReviewRules

pytestmark = pytest.mark.usefixtures("own_accounts")

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def samft(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def folder(tmp_path: Path, image_folder: Path) -> Path:
    """A project of three images, the first accepted by Ada."""
    with Project.create(tmp_path / "plant", inspector="Ada") as project:
        first = project.images.add(sorted(image_folder.iterdir())).added[0]
        mask = np.zeros((120, 160), np.bool_)
        mask[20:40, 30:50] = True
        project.annotations.add(
            NewAnnotation(first, class_name="crack", prompts=Prompts(), mask=RleMask.from_array(mask))
        )
        project.annotations.accept_image(first)
        return project.folder


def test_what_waits_is_listed_with_who_accepted_it(samft: Call, folder: Path) -> None:
    code, out, _ = samft("review", "-p", folder)
    assert code == 0 and "000.png" in out and "Ada" in out and "waiting" in out and "001.png" not in out
    code, out, _ = samft("review", "-p", folder, "--json")
    (image,) = json.loads(out)["images"]
    assert (image["name"], image["review"], image["accepted_by"]) == ("000.png", "waiting", ["Ada"])


def test_one_returns_and_another_approves(samft: Call, folder: Path) -> None:
    code, out, _ = samft(
        "review", "000.png", "-p", folder, "--return", "too small", "--inspector", "Ben", "--json"
    )
    (image,) = json.loads(out)["images"]
    assert code == 0
    assert (image["state"], image["review"], image["comment"]) == ("draft", "returned", "too small")
    assert "too small" in samft("review", "-p", folder)[1]
    with Project.open(folder, inspector="Ada") as project:
        project.annotations.accept_image(1)
    code, out, _ = samft("review", "1", "-p", folder, "--approve", "--inspector", "Ben")
    assert code == 0 and "approved" in out
    code, out, _ = samft("history", "000.png", "-p", folder)
    sentences = [
        *("Ben approved the image", "Ada accepted the masks as ground truth (1)"),
        *("Ben returned the image: too small", "Ada marked an object: crack", "Ada added the image"),
    ]
    assert code == 0
    assert [out.index(sentence) for sentence in sentences] == sorted(out.index(s) for s in sentences)
    history = json.loads(samft("history", "1", "-p", folder, "--json")[1])["history"]
    assert history[0]["what"] == "approved" and history[2]["comment"] == "too small"


def test_nobody_approves_their_own(samft: Call, folder: Path) -> None:
    code, _, err = samft("review", "000.png", "-p", folder, "--approve", "--inspector", "ada")
    assert code == 4 and "cannot approve it too" in err
    code, out, _ = samft(
        "review", "000.png", "-p", folder, "--two-eyes", "--approve", "--inspector", "ada", "--json"
    )
    assert code == 0 and json.loads(out)["four_eyes"] is False


def test_required_review_is_a_setting_of_the_project(samft: Call, folder: Path, tmp_path: Path) -> None:
    assert "All accepted images count" in samft("review", "-p", folder)[1]
    assert "Only approved images count" in samft("review", "-p", folder, "--required")[1]
    code, out, _ = samft("export", tmp_path / "out", "-p", folder, "--json")
    assert code == 0 and json.loads(out)["masks"] == 0
    assert json.loads(samft("review", "-p", folder, "--not-required", "--json")[1])["required"] is False


@pytest.mark.parametrize(
    "arguments",
    [("000.png",), ("--approve",), ("--return", "no"), ("000.png", "--approve", "--return", "no")],
)
def test_images_and_what_to_do_go_together(samft: Call, folder: Path, arguments: tuple[str, ...]) -> None:
    code, _, err = samft("review", *arguments, "-p", folder)
    assert code == 2 and "go together" in err


def test_an_image_is_named_by_id_path_or_unique_name(
    samft: Call, folder: Path, image_folder: Path, tmp_path: Path
) -> None:
    assert samft("history", image_folder / "002.png", "-p", folder)[0] == 0
    code, _, err = samft("history", "009.png", "-p", folder)
    assert code == 2 and "009.png" in err
    again = tmp_path / "more"
    again.mkdir()
    shutil.copy(image_folder / "002.png", again / "002.png")
    with Project.open(folder) as project:
        project.images.add([again / "002.png"])
    code, _, err = samft("history", "002.png", "-p", folder)
    assert code == 2 and "2 images" in err and "3, 4" in err


def test_one_image_that_cannot_be_approved_takes_no_other_along(samft: Call, folder: Path) -> None:
    images = ("none.png", "001.png", "000.png")
    code, out, _ = samft("review", *images, "-p", folder, "--approve", "--inspector", "Ben", "--json")
    data = json.loads(out)
    assert code == DONE_WITH_PROBLEMS
    assert [(image["name"], image["review"]) for image in data["images"]] == [("000.png", "approved")]
    assert [problem["image"] for problem in data["problems"]] == ["none.png", "001.png"]
    assert samft("review", "none.png", "-p", folder, "--approve", "--inspector", "Ben")[0] == 2


@pytest.mark.parametrize("option", ["--two-eyes", "--shared-account", "--not-required"])
def test_rules_are_loosened_only_by_whom_the_policy_lets_and_the_trail_says_who_tried(
    samft: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    samft("review", "-p", folder, "--required")
    policy = tmp_path / "policy.json"
    policy.write_text(json.dumps({"roles": {"review_rules": ["boss"]}}), "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(policy))
    code, _, err = samft("review", "-p", folder, option, "--inspector", "ada")
    assert code == PolicyError.exit_code and "does not let ada loosen the rules of review" in err
    with Project.open(folder) as project:
        assert project.reviews.rules() == ReviewRules(required=True, four_eyes=True)
        [tried] = [event for event in project.history.events() if event.action == "project.review_refused"]
        assert tried.who == "ada" and tried.account
    assert samft("review", "-p", folder, option, "--inspector", "boss")[0] == 0


def test_asking_for_more_review_needs_no_role(
    samft: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    samft("review", "-p", folder, "--two-eyes", "--shared-account")
    policy = tmp_path / "policy.json"
    policy.write_text(json.dumps({"roles": {"preferences": []}}), "utf-8")
    monkeypatch.setenv("SAMFT_POLICY", str(policy))
    assert samft("review", "-p", folder, "--required", "--four-eyes", "--own-accounts")[0] == 0
    code, _, err = samft(
        "review", "-p", folder, "--two-eyes"
    )  # who may not change preferences neither may this
    assert code == PolicyError.exit_code and "loosen" in err
