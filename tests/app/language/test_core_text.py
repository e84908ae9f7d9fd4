from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.language.core_sentences import SENTENCES
from app.language.core_text import core_text
from samft_core.errors import ProjectError, TrainingError
from samft_core.evaluation.gate import judge
from samft_core.evaluation.records import Drift, Obedience, RowResult
from samft_core.project.file_names import checked_class_name
from samft_core.training.plan import make_plan


class Marked(QTranslator):
    """Wraps whole templates, so that a sentence shows where it was recognised."""

    def translate(self, context: str, text: str, note: str | None = None, n: int = -1) -> str:
        return f"⟦{text}⟧" if context == "core" else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture(autouse=True)
def marked(qapp: QApplication) -> Iterator[None]:
    translator, before = Marked(), QLocale()
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("de_DE"))
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def row(image: int, iou: float, boxes: str = "noisy") -> RowResult:
    return RowResult(
        key=f"{image}-{boxes}",
        image_id=image,
        annotation_id=image,
        class_name="broken",
        boxes=boxes,  # type: ignore[arg-type]
        iou=iou,
        dice=iou,
        boundary_iou=iou,
    )


def test_a_sentence_without_parts() -> None:
    assert core_text("The image file is missing") == "⟦The image file is missing⟧"


def test_parts_are_filled_in_again() -> None:
    with pytest.raises(TrainingError) as refused:
        make_plan([])
    assert core_text(refused.value.message) == ("⟦Fine-tuning needs accepted masks on 3 images, there are 0⟧")


def test_a_part_can_be_a_sentence_itself() -> None:
    with pytest.raises(ProjectError) as refused:
        checked_class_name("good")
    text = core_text(refused.value.message)
    assert text == "⟦'good' cannot name a defect class: ⟦\"good\" means an image free of defects⟧⟧"


def test_the_gate_s_reasons_are_known_and_their_numbers_local() -> None:
    ours = [row(n, 0.8 + n / 100) for n in range(4)] + [row(n, 0.5, "tight") for n in range(4)]
    base = [row(n, 0.5) for n in range(4)] + [row(n, 0.6, "tight") for n in range(4)]
    kinds = ("good", "shifted")
    probes = [Obedience.of("new", [0.3, 0.4], kinds), Obedience.of("base", [0.0, 0.0], kinds)]
    drift = [Drift.of("new", [0.9, 0.8], [1, 2])]
    verdict = judge(ours, {"base": base}, obedience=probes, drift=drift, candidate_name="new")
    assert len(verdict.reasons) == 5
    assert "⟦On 2 things" in core_text(verdict.reasons[-1])
    for reason in verdict.reasons[:-1]:
        text = core_text(reason)
        assert text.startswith("⟦") and text.endswith("⟧") and "⟦the base model⟧" in text
    assert "0,815" in core_text(verdict.reasons[0])


def test_lines_and_paths() -> None:
    text = core_text("The image file is missing (C:\\a (2).png)\nInstall SAMFT again.")
    assert text == "⟦The image file is missing⟧ (C:\\a (2).png)\n⟦Install SAMFT again.⟧"


def test_unknown_words_stay() -> None:
    assert core_text("[Errno 28] No space left on device") == "[Errno 28] No space left on device"


@pytest.mark.parametrize("template", SENTENCES)
def test_every_template_knows_itself(template: str) -> None:
    holes = template.count("{")
    filled = template.format(*(f"<{place}>" for place in range(holes)))
    assert core_text(filled) == f"⟦{filled}⟧"
