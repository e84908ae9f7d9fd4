from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samft_core.errors import ProjectError
from samft_core.files.file_names import (
    MAX_BYTES,
    checked_class_name,
    name_key,
    numbered,
    safe_file_stem,
    unique_name,
)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("a/b", "holds one of"),
        ("a\\b", "holds one of"),
        ("what?", "holds one of"),
        ("a\nb", "holds one of"),
        ("..", "dot"),
        (".hidden", "dot"),
        ("end.", "dot"),
        ("CON", "reserves"),
        ("nul.txt", "reserves"),
        ("Com1", "reserves"),
        ("LPT9 .x", "reserves"),
        ("Good", "free of defects"),
        ("x" * 65, "longer"),
    ],
)
def test_names_that_are_no_folders(name: str, reason: str) -> None:
    with pytest.raises(ProjectError, match=reason) as caught:
        checked_class_name(name)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["broken_large", "Kratzer groß", "缺陷", "v1.2", "console", "com10"])
def test_names_that_are(name: str) -> None:
    assert checked_class_name(f" {name} ") == name


def test_composed_and_decomposed_letters_are_one_name() -> None:
    assert checked_class_name("u\u0308ber") == "\u00fcber"
    assert name_key("U\u0308BER") == name_key("über")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_name_makes_a_safe_stem(name: str) -> None:
    stem = safe_file_stem(name)
    assert stem
    assert not set(stem) & set('<>:"/\\|?*\n\0')
    assert not stem.endswith((".", " "))
    assert stem not in (".", "..")


def test_unique_name_counts_on() -> None:
    taken = {name_key("a_mask.png"), name_key("a-2_mask.png")}
    assert unique_name("A", "_mask.png", taken) == "A-3_mask.png"
    assert unique_name("b", "_mask.png", taken) == "b_mask.png"


@pytest.mark.parametrize("letter", ["a", "ä", "瓶", "🍾", "e\u0301"])
def test_a_files_name_fits_in_bytes_with_what_is_put_behind_it(letter: str, tmp_path: Path) -> None:
    stem = safe_file_stem(letter * 255)
    assert stem.startswith(unicodedata.normalize("NFC", letter)) and len(stem.encode()) <= MAX_BYTES
    (tmp_path / f"{stem}-1234_mask.png").touch()
    assert len(safe_file_stem("a." * 300).encode()) <= MAX_BYTES
    long = Path(letter * 80 + ".png")
    assert len(numbered(long, 12).encode()) <= 255 and numbered(long, 12).endswith("-12.png")
    assert numbered(Path("a.png"), 1) == "a.png"
