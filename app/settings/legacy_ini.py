"""Reading the settings file of earlier versions, Qt's INI format, without letting anything in it run.

Qt keeps values that are no plain text as ``@Variant(...)``, and PySide unpickles what lies in there: whoever
can write the file runs code. So earlier files are read here by a parser that knows texts, and the bytes of
``@ByteArray(...)``; whatever else stands there is left out.
"""

from __future__ import annotations

import re

_HEX = re.compile(r"x([0-9a-fA-F]+)")
_OCTAL = re.compile(r"[0-7]{1,3}")
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_KEY_ESCAPE = re.compile(r"%(?:U([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")
# What Qt passes over around keys and values; other blanks belong to a value.
_BLANKS = " \t\r"
_BYTES = re.compile(r"@ByteArray\((.*)\)", re.DOTALL)


def read_old_settings(data: bytes) -> dict[str, str | bytes]:
    """The texts and byte arrays of an INI file that Qt wrote, by ``section/key``."""
    found: dict[str, str | bytes] = {}
    section = ""
    # Lines end where Qt ends them; str.splitlines would also cut at a form feed within a value.
    # A byte that is no text costs its own setting, not the whole file.
    for line in data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n"):
        text = line.strip(_BLANKS)
        if text.startswith("[") and text.endswith("]"):
            section = _section(text[1:-1])
        elif text and text[0] not in ";#" and "=" in text:
            key, _, value = text.partition("=")
            read = _value(value.strip(_BLANKS))
            if read is not None:
                found[section + _key(key.strip(_BLANKS))] = read
    return found


def _section(name: str) -> str:
    if name.casefold() == "general":  # Qt's word for no section
        return ""
    return f"{_key(name.replace('%General', 'General'))}/"


def _key(text: str) -> str:
    def letter(escape: re.Match[str]) -> str:
        return chr(int(escape[1] or escape[2], 16))

    return _KEY_ESCAPE.sub(letter, text.replace("\\", "/"))


def _value(text: str) -> str | bytes | None:
    """A text or bytes; None for lists, Qt's other types, and what no file can be written with."""
    plain = _unescaped(text)
    if plain is None:
        return None
    if plain.startswith("@@"):
        return _writable(plain[1:])
    if plain.startswith("@"):
        held = _BYTES.fullmatch(plain)
        # Qt writes each byte as the letter of the same number, which is what Latin-1 is.
        return held[1].encode("latin-1", errors="replace") if held else None
    return _writable(plain)


def _writable(text: str) -> str | None:
    # Lone halves of a surrogate pair cannot be written as UTF-8: the next save of the settings would
    # fail.
    return None if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text) else text


def _unescaped(text: str) -> str | None:
    """What stands in quotes and behind backslashes; None for a list, whose commas stand outside quotes."""
    made: list[str] = []
    quoted = False
    place = 0
    while place < len(text):
        letter = text[place]
        place += 1
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            return None
        elif letter == "\\":
            read, place = _escape(text, place)
            made.append(read)
        else:
            made.append(letter)
    return "".join(made)


def _escape(text: str, place: int) -> tuple[str, int]:
    """The letter of the escape whose backslash stands before ``place``, and where the text goes on."""
    number = _HEX.match(text, place)
    if number is not None:
        code = int(number[1][:6], 16)
        # The file may hold any number; beyond Unicode's last letter ``chr`` raises.
        return chr(code) if code <= 0x10FFFF else "\ufffd", number.end()
    octal = _OCTAL.match(text, place)
    if octal is not None:
        return chr(int(octal[0], 8)), octal.end()
    letter = text[place : place + 1]
    return _SIMPLE.get(letter, letter), place + 1
