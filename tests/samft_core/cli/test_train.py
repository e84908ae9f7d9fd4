from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samft_core.cli.main import main
from samft_core.evaluation.report.html import ReportData
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard

ComparedCard = Callable[[dict[str, object]], str]
Compared = Callable[[str, dict[str, object] | None], str]


@pytest.fixture
def compared_card(
    tmp_path: Path, report_data: ReportData, capsys: pytest.CaptureFixture[str]
) -> ComparedCard:
    """What ``samft compare`` prints of a version whose card holds a comparison and these fields."""
    tried: list[Path] = []

    def compare(fields: dict[str, object]) -> str:
        card = {"comparison": report_data.comparison.model_dump(mode="json")} | fields
        tried.append(tmp_path / f"plant-{len(tried)}")
        with Project.create(tried[-1]) as project:
            project.versions.add(card=VersionCard.read(card))
        assert main(["compare", "--project", str(tried[-1])]) == 0
        return " ".join(capsys.readouterr().out.split())

    return compare


@pytest.fixture
def compared(compared_card: ComparedCard) -> Compared:
    """What ``samft compare`` prints of a version whose card holds a choice under this key."""
    return lambda key, choice: compared_card({key: choice})


@pytest.mark.parametrize(
    ("contrast", "words"),
    [
        ({"gain": 0.041, "masks": 21, "stretch": True}, "with stretched contrast: stretching gave the base"),
        ({"gain": -0.02, "masks": 18, "stretch": False}, "with the contrast of the photograph"),
        (None, None),
    ],
)
def test_a_comparison_tells_through_which_contrast_the_version_is_asked(
    compared: Compared,
    contrast: dict[str, object] | None,
    words: str | None,
) -> None:
    said = compared("contrast", contrast)
    if contrast is None or words is None:
        assert "Offered" in said or "Not offered" in said
        assert "It is asked" not in said
    else:
        assert words in said and f"{contrast['gain']:+.3f} IoU on {contrast['masks']} masks" in said


@pytest.mark.parametrize(
    ("planes", "words"),
    [
        (
            {"gain": 0.084, "masks": 28, "read": True},
            "looks at the second encoder's planes: they told object",
        ),
        ({"gain": -0.02, "masks": 18, "read": False}, "does without the second encoder's planes"),
        ({"gain": 0.0, "masks": 0, "read": True}, "too few images to try them"),
        (None, None),
    ],
)
def test_a_comparison_tells_whether_the_version_looks_at_planes(
    compared: Compared,
    planes: dict[str, object] | None,
    words: str | None,
) -> None:
    said = compared("planes", planes)
    if words is None:
        assert "planes" not in said
    else:
        assert words in said


def test_a_comparison_begins_with_the_result_cards_sentence(compared_card: ComparedCard) -> None:
    assert "Better on" not in compared_card({})
    images = [{"image": n, "name": f"{n}.png", "before": 0.5, "after": 0.5 + n / 10} for n in (1, 2)]
    assert compared_card({"image_results": images}).startswith("Better on all 2 images. Model version")
