"""Keeping PySide from unpickling: no Python object ever comes out of bytes that Qt reads.

PySide registers an operator that reads Python objects from a QDataStream by ``pickle.loads``. Qt streams
values in more places than this program asks for: its own settings of file dialogs (``QtProject.conf``), items
dropped from another program, headers of views. Whoever wrote such bytes would run code here.
"""

from __future__ import annotations

import functools
import pickle

from PySide6.QtCore import QByteArray, QDataStream

_TYPE = b"PySide::PyObjectWrapper\0"
# What a stream of Qt 4's version, which settings files use, writes before a type's name.
_USER_TYPE = 0x7F


@functools.cache
def disarm_variants() -> None:
    """Make PySide take every streamed Python object for nothing (None), in this process from now on.

    PySide looks ``pickle.loads`` up when it reads its first such object, and keeps it. So a first one is read
    here, while something harmless stands in that place; ``pickle`` is as before afterwards.
    """
    original = pickle.loads
    pickle.loads = _nothing  # type: ignore[assignment]
    try:
        stream = QDataStream(python_object(b"."))
        stream.setVersion(QDataStream.Version.Qt_4_0)
        stream.readQVariant()
    finally:
        pickle.loads = original


def python_object(pickled: bytes) -> QByteArray:
    """A variant as Qt streams it that holds ``pickled`` as a Python object; for here and for tests."""
    numbers = _USER_TYPE.to_bytes(4, "big") + len(_TYPE).to_bytes(4, "big")
    return QByteArray(numbers + _TYPE + len(pickled).to_bytes(4, "big") + pickled)


def _nothing(_data: bytes) -> None:
    """What every streamed Python object becomes."""
