"""Numbers, dates and times as the user's country writes them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale


def decimal(value: float, places: int, *, sign: bool = False) -> str:
    """A number with ``places`` decimals; ``sign`` marks gains with a plus."""
    text = QLocale().toString(float(value), "f", places)
    return f"+{text}" if sign and value >= 0 else text


def whole(value: int) -> str:
    """A count, with its thousands set apart."""
    return QLocale().toString(value)


def percent(share: float, *, sign: bool = False) -> str:
    """A share (0 to 1) in whole percent."""
    text = QCoreApplication.translate("numbers", "{0} %").format(decimal(share * 100, 0))
    return f"+{text}" if sign and share >= 0 else text


def moment(when: datetime) -> str:
    """Date and time, short."""
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def duration(seconds: float) -> str:
    """A time for people: "40 s", "3 min", "1 h 05 min"."""
    if seconds < 60:
        return QCoreApplication.translate("numbers", "{0} s").format(max(round(seconds), 1))
    minutes = round(seconds / 60)
    if minutes < 60:
        return QCoreApplication.translate("numbers", "{0} min").format(minutes)
    text = QCoreApplication.translate("numbers", "{0} h {1} min")
    return text.format(minutes // 60, f"{minutes % 60:02d}")
