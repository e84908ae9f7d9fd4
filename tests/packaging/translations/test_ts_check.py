"""The faults that a translation can have, found one by one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture(scope="module")
def ts_check() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "ts_check", ROOT / "packaging" / "translations" / "ts_check.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ts_check"] = module  # dataclasses look it up
    spec.loader.exec_module(module)
    return module


def write(folder: Path, messages: str, context: str = "Panel") -> Path:
    file = folder / "samft_de.ts"
    inside = f"<context><name>{context}</name>{messages}</context>"
    file.write_text(f'<TS version="2.1" language="de_DE">{inside}</TS>', "utf-8")
    return file


def message(source: str, translation: str) -> str:
    return f"<message><source>{source}</source><translation>{translation}</translation></message>"


def test_a_good_file_has_no_problem(tmp_path: Path, ts_check: ModuleType) -> None:
    plural = (
        '<message numerus="yes"><source>%n images</source><translation><numerusform>%n Bild</numerusform>'
        "<numerusform>%n Bilder</numerusform></translation></message>"
    )
    texts = message("{0} of {1}…", "{0} von {1}…") + message("&amp;Edit", "&amp;Bearbeiten") + plural
    assert ts_check.problems(write(tmp_path, texts)) == []


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("{0} of {1}", "{0} von allen", "placeholders"),
        ("{name} is gone", "{nam} ist weg", "placeholders"),
        ("&amp;Edit", "Bearbeiten", "key after &"),
        ("Open…", "Öffnen", "dots"),
        ("Classes: ", "Klassen:", "spaces"),
        ("Open", "", "not translated"),
    ],
)
def test_a_fault_is_found(
    source: str, translation: str, fault: str, tmp_path: Path, ts_check: ModuleType
) -> None:
    (found,) = ts_check.problems(write(tmp_path, message(source, translation)))
    assert fault in found and "samft_de.ts, Panel" in found


def test_an_unfinished_text_is_found(tmp_path: Path, ts_check: ModuleType) -> None:
    text = '<message><source>Open</source><translation type="unfinished">Auf</translation></message>'
    (found,) = ts_check.problems(write(tmp_path, text))
    assert "not translated" in found


def test_two_menus_with_one_key_are_found(tmp_path: Path, ts_check: ModuleType) -> None:
    texts = message("&amp;Edit", "&amp;Bearbeiten") + message("&amp;Image", "&amp;Bild")
    (found,) = ts_check.problems(write(tmp_path, texts, context="menus"))
    assert "Alt+B" in found
