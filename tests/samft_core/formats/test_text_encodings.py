from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samft_core.formats.text_encodings import decode


@pytest.mark.parametrize(
    ("label", "encoding", "name"),
    [
        ("划痕", "gbk", "GBK"),
        ("裂纹", "gbk", "GBK"),
        ("缺口_2", "gbk", "GBK"),
        ("Kratzer_groß", "cp1252", "Windows-1252"),
        ("größe", "cp1252", "Windows-1252"),
        ("キズ", "cp932", "Shift-JIS"),
        ("割れ", "cp932", "Shift-JIS"),
        ("刮傷", "big5", "Big5"),
        ("царапина", "cp1251", "Windows-1251"),
        ("划痕", "utf-16", None),
        ("划痕", "utf-8-sig", None),
    ],
)
def test_labels_of_any_pc(label: str, encoding: str, name: str | None) -> None:
    text, guessed = decode(f'{{"shapes": [{{"label": "{label}"}}]}}'.encode(encoding))
    assert label in text and guessed == name


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_unicode_is_never_guessed(text: str, encoding: str) -> None:
    data = f'{{"a": "{text}"}}'.encode(encoding)
    assert decode(data) == (data.decode("utf-8-sig"), None)


@given(st.binary())
def test_any_bytes_are_a_text_or_a_reason(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ValueError:
        return
    assert isinstance(text, str)
