"""How fast this PC works and how much memory a run took: kept for the next estimate. Free of torch."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict, ValidationError

from samft_core.files import atomic
from samft_core.files.limits import RECIPE_BYTES
from samft_core.files.strict_json import JsonError, read_json

THROUGHPUT_VARIABLE = "SAMFT_PACE"
"""A file that replaces the one in the account's cache folder."""

MIB = 1024**2
LEAST_MEMORY = 300 * MIB
"""What PyTorch and a decoder hold, however small the rest is."""

_log = logging.getLogger(__name__)


class Throughput(BaseModel):
    """Seconds for one encoding, one row of one step, one decode with its measuring; ``fixed`` for the rest.

    ``memory`` is what the process holds apart from embeddings and rows, in bytes. ``measured`` is False for
    a guess.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    encode: float
    row: float
    decode: float = 0.055
    fixed: float = 4.0
    memory: float
    measured: bool = True


GUESSES: Mapping[str, Throughput] = {
    "mobile": Throughput(encode=0.6, row=0.12, memory=1510 * MIB, measured=False),
    "vit_b": Throughput(encode=11.0, row=0.12, memory=4090 * MIB, measured=False),
    "vit_l": Throughput(encode=31.0, row=0.12, memory=6100 * MIB, measured=False),
    "vit_h": Throughput(encode=57.0, row=0.12, memory=9100 * MIB, measured=False),
}
"""For two CPU cores, until a run on this PC has measured its own. ``mobile`` and ``vit_b`` are measured, but
for rows, which lie between processors with and without bfloat16; vit_l and vit_h are scaled by size."""

PACK_GUESS = Throughput(encode=1.5, row=0.12, memory=2000 * MIB, measured=False)
"""For a base pack, whose encoder may be of any size; small ones are what packs are made of."""


def throughput_of(base_model: str, newest: Mapping[str, Any]) -> Throughput:
    """What the last run measured: on this project (its metrics), else on this PC, else a guess."""
    for data in (newest, _kept().get(base_model)):
        try:
            return Throughput.model_validate(data)
        except ValidationError:
            continue
    return GUESSES.get(base_model, PACK_GUESS)


def keep_throughput(base_model: str, throughput: Throughput) -> None:
    """Remember this PC's throughput for its other projects; unwritten, the next estimate is a guess."""
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_json(path, _kept() | {base_model: throughput.model_dump()})
    except OSError as error:
        _log.info("The throughput of this PC cannot be kept: %s", error)


def peak_memory() -> int:
    """The most memory that this process has held so far, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource  # noqa: PLC0415 - Unix only

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kibibytes, macOS in bytes.
    return int(most if sys.platform == "darwin" else most * 1024)


def _path() -> Path:
    named = os.environ.get(THROUGHPUT_VARIABLE)
    return Path(named) if named else user_cache_path("samft", appauthor=False) / "pace.json"


def _kept() -> dict[str, Any]:
    try:
        data = read_json(_path(), limit=RECIPE_BYTES)
    except (OSError, JsonError):
        return {}
    return data if isinstance(data, dict) else {}
