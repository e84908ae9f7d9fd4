"""What the core says to people: a code with values, and the English sentence that they make.

An error, a finding of the gate, a step of an image's history or a note of an import is a ``Message``. Its
code names an entry of the catalogues beside this module; its values fill the entry's placeholders. Whoever
shows a message asks the catalogue of the reader's language for it; whoever only reads text has the English
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Self, SupportsFloat, SupportsIndex, Union

from samft_core.messages.catalogue import catalogue

if TYPE_CHECKING:  # errors are known everywhere, pydantic only where something travels
    from pydantic import GetCoreSchemaHandler

Value = Union[str, int, float, "Message", "tuple[Value, ...]"]
"""What fills a placeholder: a name, a number, another message, or several of them in a row."""

PLAIN = "plain"
"""The code of words that come from elsewhere: the system, a library, a record of an older program."""


_PRINTED_OBJECT = re.compile(r" ?<(?:[\w.]+ object at 0x[0-9A-Fa-f]+|_io\.[^<>]*)>")


class Message(str):
    """One sentence (or part of one) with its ``code`` and ``values``; as text it is English.

    It is a string, so it is printed, compared and kept wherever text is; only where the code must survive
    (JSON, a child process, a database) does it travel by ``to_json``. Anything built from it by hand is a
    plain string again, which the type checker refuses where a message is wanted.
    """

    __slots__ = ("code", "values")
    code: str
    values: Mapping[str, Value]

    def __new__(cls, code: str, /, **values: object) -> Self:
        """``values`` may be exceptions and paths, too.

        Raises KeyError where the code is unknown or a value is missing.
        """
        kept = {name: _value(value) for name, value in values.items()}
        made = super().__new__(cls, catalogue("en").text(code, kept))
        made.code = code
        made.values = MappingProxyType(kept)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.code, dict(self.values))

    def __deepcopy__(self, _memo: object) -> Self:
        return self  # nothing of it ever changes

    @classmethod
    def plain(cls, words: object) -> Self:
        """Words that came without a code."""
        return cls(PLAIN, text=str(words))

    @classmethod
    def of(cls, error: BaseException) -> Message:
        """What an exception says: the message that it was raised with, else its own words."""
        first = error.args[0] if error.args else None
        if isinstance(first, Message):
            return first
        # Of a KeyError the text is the key alone.
        words = repr(error) if isinstance(error, KeyError) else str(error) or type(error).__name__
        # Libraries name what they read as Python prints it, which tells nobody anything.
        return cls.plain(_PRINTED_OBJECT.sub("", words))

    def to_json(self) -> dict[str, Any]:
        """Code, values and the English text beside them, for readers that know no codes."""
        return {"code": self.code, "values": _plain_values(self.values), "text": str(self)}

    @classmethod
    def from_json(cls, data: object) -> Message:
        """Read what ``to_json`` wrote, or text of a program that wrote text alone.

        The code of a newer program, which this one's catalogue lacks, leaves its English text. Raises
        ValueError where ``data`` is neither.
        """
        if isinstance(data, Message):
            return data
        if isinstance(data, str):
            return cls.plain(data)
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            raise ValueError("a message is text, or code, values and text")
        code = data.get("code")
        values = data.get("values")
        if not isinstance(code, str) or not isinstance(values, dict):
            return cls.plain(data["text"])
        try:
            return cls(code, **{str(name): _read(value) for name, value in values.items()})
        except (KeyError, ValueError, TypeError):
            return cls.plain(data["text"])

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> Any:
        from pydantic import PlainSerializer, PlainValidator  # noqa: PLC0415 - loaded by whoever asks for it

        return handler.generate_schema(
            Annotated[Any, PlainValidator(cls.from_json), PlainSerializer(cls.to_json)]
        )


def _made(code: str, values: dict[str, Value]) -> Message:
    return Message(code, **values)


def _value(value: object) -> Value:
    if isinstance(value, Message | bool | int | float):
        return value
    if isinstance(value, BaseException):
        said = Message.of(value)
        return str(said) if said.code == PLAIN else said
    if isinstance(value, list | tuple):
        return tuple(_value(part) for part in value)
    if isinstance(value, SupportsFloat):  # a number of NumPy's
        return int(value) if isinstance(value, SupportsIndex) else float(value)
    return str(value)


def _plain_values(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Value) -> Any:
    if isinstance(value, Message):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _read(value: Any) -> object:
    if isinstance(value, dict):
        return Message.from_json(value)
    if isinstance(value, list):
        return tuple(_read(part) for part in value)
    return value
