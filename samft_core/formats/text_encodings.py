"""Texts whose encoding nobody wrote down, as older programs saved them in the PC's own.

UTF-8 and UTF-16 are recognised for certain. For the rest the likely one is taken by rules that a few class
names suffice for, and the reader says which one it was.
"""

from __future__ import annotations

import codecs
import json
import locale
import re
from collections.abc import Iterator

from samft_core.messages.message import Message

_OTHERS = ("gbk", "cp932", "big5", "euc_kr", "cp1251")
_RUN = re.compile(rb"[\x80-\xff]+")
_TITLES = {
    "gbk": "GBK",
    "cp932": "Shift-JIS",
    "big5": "Big5",
    "euc_kr": "EUC-KR",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
}
_LATIN_LETTERS = frozenset("ŠŒŽšœžŸ")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the encoding's name where it is not Unicode and had to be guessed.

    Raises ValueError where no encoding fits.
    """
    unicode = json.detect_encoding(data)
    try:
        return data.decode(unicode), None
    except UnicodeDecodeError:
        if unicode not in ("utf-8", "utf-8-sig"):
            raise ValueError(Message("text.begins_as", encoding=unicode.upper())) from None
    for encoding in _candidates(data):
        try:
            return data.decode(encoding), _TITLES.get(encoding, encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(Message("text.unknown_encoding"))


def _candidates(data: bytes) -> Iterator[str]:
    # First, because short texts fit several encodings by chance, and "größe" fits only this one well.
    if _reads_as_words(data):
        yield "cp1252"
    # Who opens such a file most likely wrote it on a PC like this one.
    own = codecs.lookup(locale.getpreferredencoding(False)).name
    if own not in ("utf-8", "ascii", "iso8859-1", "cp1252"):
        yield own
    fitting = [encoding for encoding in _OTHERS if _strangeness(data, encoding) is not None]
    yield from sorted(fitting, key=lambda encoding: _strangeness(data, encoding) or 0.0)
    yield "cp1252"
    # It takes any bytes, so that a class gets a name at all, however odd.
    yield "latin-1"


def _reads_as_words(data: bytes) -> bool:
    """Whether all letters beyond ASCII stand in words of Latin letters, as in "größe"."""
    for run in _RUN.finditer(data):
        try:
            text = run[0].decode("cp1252")
        except UnicodeDecodeError:
            return False
        before = data[run.start() - 1 : run.start()]
        after = data[run.end() : run.end() + 1]
        in_word = before.isalpha() or after.isalpha()
        # European words have one or two such letters in a row; more of them are another script.
        if len(text) > 2 or not in_word or not all(map(_is_latin_letter, text)):
            return False
    return True


def _is_latin_letter(letter: str) -> bool:
    return letter in _LATIN_LETTERS or ("À" <= letter <= "ÿ" and letter not in "×÷")


def _strangeness(data: bytes, encoding: str) -> float | None:
    """The share of characters that hardly anybody writes in this encoding; None where it does not fit."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    letters = [letter for letter in text if letter > "\x7f"]
    return sum(_is_rare(letter, encoding) for letter in letters) / max(len(letters), 1)


def _is_rare(letter: str, encoding: str) -> bool:
    code = letter.encode(encoding)
    if encoding == "cp1251":
        return not "А" <= letter <= "я" and letter not in "Ёё"
    if len(code) != 2:
        return True
    match encoding:
        case "gbk":  # GB 2312's first level: the 3,755 characters in daily use
            return not (0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1)
        case "cp932":  # kana, and the first level of kanji
            return not (0x82 <= code[0] <= 0x83 or 0x88 <= code[0] <= 0x97)
        case "big5":  # the 5,401 characters in daily use
            return not 0xA4 <= code[0] <= 0xC6
        case _:  # hangul
            return not 0xB0 <= code[0] <= 0xC8
