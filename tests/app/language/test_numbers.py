from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from app.language.numbers import decimal, duration, moment, percent, whole


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def test_numbers_as_germans_write_them() -> None:
    assert decimal(0.8349, 3) == "0,835"
    assert decimal(0.02, 2, sign=True) == "+0,02"
    assert decimal(-0.02, 2, sign=True) == "-0,02"
    assert whole(1234567) == "1.234.567"
    assert percent(0.423) == "42 %"


def test_a_moment_is_local() -> None:
    assert moment(datetime(2026, 11, 24, 13, 5).astimezone()) == "24.11.26 13:05"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (40, "40 s"), (170, "3 min"), (3900, "1 h 05 min")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text
