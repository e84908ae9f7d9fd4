from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samft_core.cli.main import main
from samft_core.evaluation.report.html import ReportData
from samft_core.project.project import Project
from samft_core.project.version_card import VersionCard

Compared = Callable[[str, dict[str, object] | None], str]


@pytest.fixture
def compared(tmp_path: Path, report_data: ReportData, capsys: pytest.CaptureFixture[str]) -> Compared:
    """What ``samft compare`` prints of a version whose card holds a choice under this key."""

    def compare(key: str, choice: dict[str, object] | None) -> str:
        card = {"comparison": report_data.comparison.model_dump(mode="json"), key: choice}
        with Project.create(tmp_path / "plant") as project:
            project.versions.add(card=VersionCard.read(card))
        assert main(["compare", "--project", str(tmp_path / "plant")]) == 0
        return " ".join(capsys.readouterr().out.split())

    return compare


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
