import copy
import json
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from samft_core.errors import ImageError, SamftError
from samft_core.messages.catalogue import LANGUAGES, catalogue
from samft_core.messages.message import Message


def test_it_is_its_english_sentence() -> None:
    message = Message("image.damaged", reason="cut")
    assert message == "The image is damaged: cut" and f"{message}." == "The image is damaged: cut."
    assert message.code == "image.damaged" and dict(message.values) == {"reason": "cut"}


def test_values_of_every_kind() -> None:
    inner = ValueError(Message("tiff.few_strips"))
    assert Message("image.damaged", reason=inner).values["reason"] == Message("tiff.few_strips")
    assert Message("image.damaged", reason=KeyError("x")).values["reason"] == "KeyError('x')"
    assert Message("image.damaged", reason=Path("a/b")) == f"The image is damaged: {Path('a/b')}"
    numbers = Message("mask.shape", shape=[np.int64(3), np.float32(0.5)]).values["shape"]
    assert numbers == (3, 0.5) and [type(number) for number in numbers] == [int, float]


def test_one_and_many() -> None:
    assert Message("preflight.files_missing", count=1) == "1 image file is missing."
    assert Message("preflight.files_missing", count=2) == "2 image files are missing."
    chinese = catalogue("zh_CN")
    assert [chinese.text("preflight.files_missing", {"count": n}) for n in (1, 2)] == [
        "缺少 1 个图像文件。",
        "缺少 2 个图像文件。",
    ]


def test_it_travels_with_its_parts_and_its_english_text() -> None:
    message = Message("class_name.refused", name="good", reason=Message("class_name.good"))
    data = json.loads(json.dumps(message.to_json()))
    assert data["text"] == message and data["values"]["reason"]["code"] == "class_name.good"
    for other in (Message.from_json(data), copy.copy(message), copy.deepcopy(message)):
        assert other == message and other.code == message.code and other.values == message.values


class Line(BaseModel):
    message: Message


def test_a_line_of_json_carries_it_and_text_of_older_programs_is_taken() -> None:
    line = Line(message=Message("image.missing")).model_dump_json()
    assert Line.model_validate_json(line).message.code == "image.missing"
    assert Line.model_validate_json('{"message": "It broke"}').message.values == {"text": "It broke"}
    with pytest.raises(ValueError, match="a message is text"):
        Line.model_validate_json('{"message": 3}')


@pytest.mark.parametrize(
    "data",
    [
        {"code": "image.melted", "values": {}, "text": "The image melted"},
        {"code": "image.damaged", "values": {}, "text": "The image melted"},
        {"code": 3, "values": {}, "text": "The image melted"},
        {"text": "The image melted"},
    ],
)
def test_what_a_newer_program_says_keeps_its_english_text(data: dict[str, object]) -> None:
    message = Message.from_json(data)
    assert message == "The image melted" and message.code == "plain"


def test_an_unknown_code_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        Message("image.melted")
    with pytest.raises(KeyError):
        Message("image.damaged")


def test_an_error_says_messages_only() -> None:
    with pytest.raises(TypeError):
        SamftError("It broke")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        SamftError(Message("image.missing"), remedy="Mend it.")  # type: ignore[arg-type]
    error = ImageError(Message("image.missing"), path="a.png", remedy=Message("remedy.choose_image"))
    assert str(error) == "The image file is missing (a.png). Choose an image file."
    assert Message.of(error) is error.message and error.located == "The image file is missing (a.png)"


def test_every_language_has_every_entry_with_the_same_values() -> None:
    english = catalogue("en").entries
    for language in LANGUAGES:
        entries = catalogue(language).entries
        assert entries.keys() == english.keys()
        for code, entry in entries.items():
            assert entry.placeholders - {english[code].by} == english[code].placeholders - {
                english[code].by
            }, code
            assert all(form.strip() == form and form for form in entry.forms), code
            assert entry.by in (None, english[code].by), code


def test_no_entry_of_another_language_is_left_in_english() -> None:
    english = catalogue("en").entries
    same = {
        code
        for language in ("de", "zh_CN")
        for code, entry in catalogue(language).entries.items()
        if entry.other == english[code].other
        and any(letter.isalpha() for letter in entry.other.split("{")[0])
    }
    assert same == set()
