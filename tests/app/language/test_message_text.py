from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from app.language.message_text import message_text, optional_message_text, speak
from samft_core.errors import ProjectError, TrainingError
from samft_core.evaluation.gate import assess_candidate
from samft_core.evaluation.records import BoxAdherence, Forgetting, RowResult
from samft_core.files.file_names import checked_class_name
from samft_core.messages.catalogue import catalogue
from samft_core.messages.message import Message
from samft_core.training.plan import make_plan


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    speak(catalogue("de"))
    QLocale.setDefault(QLocale("de_DE"))
    yield
    speak(catalogue("en"))
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
    assert message_text(Message("image.missing")) == "Die Bilddatei fehlt"
    assert optional_message_text(None) is None


def test_parts_are_filled_in_and_counted() -> None:
    with pytest.raises(TrainingError) as refused:
        make_plan([])
    words = "Die Feinabstimmung braucht akzeptierte Masken auf 3 Bildern, bisher sind es 0"
    assert message_text(refused.value.message) == words
    assert message_text(Message("preflight.files_missing", count=1)) == "1 Bilddatei fehlt."
    assert message_text(Message("preflight.files_missing", count=2)) == "2 Bilddateien fehlen."


def test_a_part_can_be_a_message_itself() -> None:
    with pytest.raises(ProjectError) as refused:
        checked_class_name("good")
    assert message_text(refused.value.message) == (
        "'good' kann keine Defektklasse benennen: „good“ bezeichnet ein Bild ohne Defekte"
    )


def test_numbers_are_written_as_the_country_does() -> None:
    message = Message("image.too_many_pixels", width=9, height=9, limit=1_234_567)
    assert "1.234.567" in message_text(message) and "1,234,567" in message
    QLocale.setDefault(QLocale("de_CH"))
    assert "1.234.567" not in message_text(message)
    assert QLocale().groupSeparator().join(("1", "234", "567")) in message_text(message)


def test_the_gate_s_reasons_are_known_and_their_numbers_local() -> None:
    ours = [row(n, 0.8 + n / 100) for n in range(4)] + [row(n, 0.5, "tight") for n in range(4)]
    base = [row(n, 0.5) for n in range(4)] + [row(n, 0.6, "tight") for n in range(4)]
    kinds = ("good", "shifted")
    probes = [BoxAdherence.of("new", [0.3, 0.4], kinds), BoxAdherence.of("base", [0.0, 0.0], kinds)]
    forgetting = [Forgetting.of("new", [0.9, 0.8], [1, 2])]
    verdict = assess_candidate(
        ours, {"base": base}, box_adherence=probes, forgetting=forgetting, candidate_name="new"
    )
    assert len(verdict.reasons) == 5
    texts = [message_text(reason) for reason in verdict.reasons]
    assert "0,815" in texts[0] and "0.815" in verdict.reasons[0]
    assert all("Basismodell" in text for text in texts)
    assert any("30\u00a0%" in text for text in texts)


def test_words_without_a_code_stay() -> None:
    assert message_text("[Errno 28] No space left on device") == "[Errno 28] No space left on device"
    assert message_text(Message.plain("The image file is missing")) == "The image file is missing"
