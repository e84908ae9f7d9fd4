from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samft_core.errors import ProjectError
from samft_core.store.names import checked_class_name, name_key, safe_file_stem, unique_name


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
