"""What comparing a GPU, or bfloat16, with the CPU's single precision came to on this PC, kept so that it is
done once. Free of torch.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from samft_core import __version__
from samft_core.files import atomic
from samft_core.files.limits import CARD_BYTES
from samft_core.files.strict_json import JsonError, read_json
from samft_core.messages.message import Message
from samft_core.sam.digests import mobile_encoder_digest

FOLDER_VARIABLE = "SAMFT_GPU_CHECK"
"""Names another folder for the records than the account's cache."""

MOST_UNFINISHED = 2
"""Comparisons that never came to an end before a GPU is left alone: a driver may take the whole process."""

PATIENCE_S = 120.0
"""How long another process is waited for that compares at this moment."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison came to: the ``problem``, None without any, and whether it ``lasts``.

    A GPU that was full may be used at the next start.
    """

    problem: Message | None
    lasts: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in the file. ``unfinished`` counts the comparisons that never came to an end."""

    finished: bool = False
    unfinished: int = 0
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class ParityRecord:
    """What is known of one GPU, or of the CPU's bfloat16 ("cpu_bf16").

    ``identity`` names card, driver and libraries: with others all is new.
    """

    gpu: str
    identity: str

    def problem(self, measure: Callable[[], Finding], *, again: bool = False) -> Message | None:
        """Why the GPU is not to be used, None: it may be. ``measure`` is called where that is not known.

        Before it is called, the attempt is noted, so that a driver that ends the process is not asked for
        ever. A folder that cannot be written costs a comparison at each start.
        """
        path = record_folder() / f"{self.gpu}.json"
        with ExitStack() as stack:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                stack.enter_context(FileLock(path.with_suffix(".lock")).acquire(timeout=PATIENCE_S))
            except (OSError, Timeout) as error:
                _log.warning("What comparing the GPU came to cannot be kept: %s", error)
            # Read under the lock: another process may just have compared.
            kept = Kept() if again else self._read(path)
            if kept.finished:
                return kept.problem
            if kept.unfinished >= MOST_UNFINISHED:
                return Message("device.check_ends_process")
            # Before the comparison: should the driver take the process, this line is all that is left
            # of it.
            self._write(path, Kept(unfinished=kept.unfinished + 1))
            finding = measure()
            self._write(path, Kept(finished=finding.lasts, problem=finding.problem))
            return finding.problem

    @property
    def _key(self) -> str:
        return f"{self.identity} | SAMFT {__version__} | {mobile_encoder_digest()}"

    def _read(self, path: Path) -> Kept:
        """What is kept about this GPU with these libraries; nothing where it is damaged or about another."""
        try:
            found = read_json(path, limit=CARD_BYTES)
            if found["key"] != self._key:
                return Kept()
            problem = None if found["problem"] is None else Message.from_json(found["problem"])
            return Kept(bool(found["finished"]), int(found["unfinished"]), problem)
        except (OSError, JsonError, KeyError, TypeError, ValueError):
            return Kept()

    def _write(self, path: Path, kept: Kept) -> None:
        problem = None if kept.problem is None else kept.problem.to_json()
        about = {"finished": kept.finished, "unfinished": kept.unfinished, "problem": problem}
        try:
            atomic.write_json(path, {"key": self._key, **about})
        except OSError as error:
            _log.warning("What comparing the GPU came to cannot be kept: %s", error)


def record_folder() -> Path:
    """Where this PC's findings are kept."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_cache_path("samft", appauthor=False) / "gpu_check"
