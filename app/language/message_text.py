"""The core's messages in the user's language.

The core says what it has to say with a code and values, see ``samft_core.messages``. Here the catalogue of
the language that the window speaks fills them in, with numbers as the country writes them. Text without
a code, as older records hold it, stays as it is.
"""

from __future__ import annotations

import traceback

from PySide6.QtCore import QLocale

from samft_core.errors import SamftError
from samft_core.messages.catalogue import Catalogue, catalogue
from samft_core.messages.message import Message


class _Spoken:
    """The catalogue in use: one for the whole window, as Qt's translators are."""

    wanted: Catalogue | str = "en"


def speak(wanted: Catalogue | str) -> None:
    """Say the core's messages from this catalogue from now on, or from that of a language.

    A language's is read when there is something to say: the window's start need not wait for it.
    """
    _Spoken.wanted = wanted


def message_text(words: str) -> str:
    """``words`` of the core in the user's language."""
    if not isinstance(words, Message):
        return words
    locale = QLocale()
    wanted = _Spoken.wanted
    spoken = catalogue(wanted) if isinstance(wanted, str) else wanted
    country = spoken.with_numbers(decimal=locale.decimalPoint(), group=locale.groupSeparator())
    return country.text(words.code, words.values)


def optional_message_text(words: str | None) -> str | None:
    """The same where there may be none."""
    return None if words is None else message_text(words)


def failure_text(error: BaseException) -> str:
    """An error with its path and its remedy; of one that nobody expected, Python's own words."""
    if not isinstance(error, SamftError):
        return "".join(traceback.format_exception(error))
    if error.remedy is None:
        return message_text(error.located)
    return message_text(Message("error.and_remedy", message=error.located, remedy=error.remedy))
