from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from matplotlib import font_manager

from samft_core.evaluation.report import html
from samft_core.evaluation.report.fonts import BASE, families_for, letters_of

SCRIPTS = {
    "Chinese": "划痕",
    "Japanese": "きず",
    "Korean": "흠집",
    "Thai": "รอยขีด",
    "Arabic": "خدش",
    "Hindi": "खरोंच",
}


def held(text: str) -> bool:
    """Whether this PC has fonts for all letters of ``text``."""
    names = font_manager.get_font_names()
    return {ord(letter) for letter in text} <= frozenset().union(*(letters_of(name) for name in names))


def test_the_base_font_is_enough_for_what_it_holds() -> None:
    assert families_for(["scratch (2)", "Kratzer ß", "царапина", "γρατσουνιά"]) == [BASE]


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_letter_that_a_font_here_holds_is_drawn(script: str) -> None:
    text = SCRIPTS[script]
    if not held(text):
        pytest.skip("this PC has no font for it")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        html._figure(lambda axes: axes.set_yticks([0], [f"{text} (2)"]))
    assert not [warning for warning in said if "missing from font" in str(warning.message)]
    assert {ord(letter) for letter in text} <= frozenset().union(*map(letters_of, families_for([text])))


def test_a_letter_that_no_font_holds_does_not_lose_the_figure() -> None:
    assert html._figure(lambda axes: axes.set_yticks([0], ["\U000f1234 (1)"])).startswith("data:image/png")


def test_fonts_are_added_until_all_letters_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    held_by = {BASE: "ab", "One": "abc", "Two": "cd", "Three": "x"}
    module = "samft_core.evaluation.report.fonts"
    monkeypatch.setattr(f"{module}.letters_of", lambda name: frozenset(map(ord, held_by[name])))
    monkeypatch.setattr(f"{module}._candidates", lambda: ("One", "Two", "Three"))
    assert families_for(["a b", "cd"]) == [BASE, "One", "Two"]
    assert families_for(["ax"]) == [BASE, "Three"]


def test_an_unreadable_font_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    monkeypatch.setattr(font_manager, "findfont", lambda *_args, **_options: str(broken))
    assert letters_of.__wrapped__("Broken") == frozenset()
