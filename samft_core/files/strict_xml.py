"""Reading XML that others wrote: no document type, so no entity is expanded and no other file is reached.

Python's own reader expands entities, and a text of a kilobyte can stand for gigabytes. Annotation tools write
none, so a document type is refused as a whole, before anything that it declares is looked at.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from samft_core.errors import SamftError
from samft_core.files.limits import XML_BYTES, XML_DEPTH, XML_PARTS
from samft_core.files.regular_files import read_regular
from samft_core.messages.message import Message


class XmlError(SamftError):
    """A file is no XML, or XML that is not read."""

    exit_code = 3


def read_xml(path: Path, *, limit: int = XML_BYTES, error: type[SamftError] = XmlError) -> Element:
    """The root of an XML file. Raises ``error`` for what is in it, and OSError where it cannot be read."""
    return _Reader(path, error).parsed(read_regular(path, limit=limit, error=error))


class _Reader:
    """One parser, which counts what it is given and refuses before it builds."""

    def __init__(self, path: Path, error: type[SamftError]) -> None:
        self._path = path
        self._error = error
        self._builder = TreeBuilder()
        self._depth = 0
        self._parts = 0
        self._parser = expat.ParserCreate()
        # Text in one piece, or a value that is cut by the parser's buffer would come in two.
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.EntityDeclHandler = self._document_type
        self._parser.ExternalEntityRefHandler = self._document_type
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data

    def parsed(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as broken:
            raise self._made(Message("xml.none", reason=str(broken))) from broken
        return self._builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._parts += 1 + len(attributes)
        if self._depth > XML_DEPTH:
            raise self._made(Message("json.too_deep", limit=XML_DEPTH))
        if self._parts > XML_PARTS:
            raise self._made(Message("json.too_many", limit=XML_PARTS))
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name)

    def _document_type(self, *_declared: object) -> NoReturn:
        raise self._made(Message("xml.document_type"))

    def _made(self, why: Message) -> SamftError:
        return self._error(
            Message("json.unusable", what=Message("json.the_file"), reason=why),
            path=self._path,
            remedy=Message("remedy.have_written_again"),
        )
