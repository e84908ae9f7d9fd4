"""``samft worker decoder``: decodes images where memory and time have limits. Free of torch.

One line of JSON comes for each image; one line goes back, and after it the pixels where there are any. The
system ends this process where an image takes more than it may, and the next image starts another one.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import cv2  # noqa: F401 - loaded before memory is limited, as its libraries count too
import psutil

from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.files.limits import DECODE_SECONDS, PEAK_BYTES
from samft_core.imaging import image_io
from samft_core.imaging.decoder_client import too_much_memory
from samft_core.messages.message import Message
from samft_core.pipes import WholeWriter, take_stdout


def main(_arguments: list[str]) -> int:
    """Decode what is asked for until stdin ends; returns the exit code."""
    # Ctrl+C in a terminal reaches the whole group; the program that asked decides what happens.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = take_stdout()
    image_io.decode_here()
    _limit_memory()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _limit_time()
        _answer(request, replies)
    return 0


def _answer(request: dict[str, Any], replies: WholeWriter) -> None:
    path = Path(request["path"])
    try:
        if request["side"] is None:
            rgb = image_io.read_image(path, max_pixels=request["max_pixels"])
        else:
            rgb = image_io.thumbnail(path, request["side"], max_pixels=request["max_pixels"])
    except ImageError as error:
        if isinstance(error.__cause__, MemoryError):
            # Not this PC's memory has come to its end but what one image may take.
            error = too_much_memory(path)
        remedy = error.remedy or Message("remedy.save_again")
        reply = {"message": error.message.to_json(), "remedy": remedy.to_json()}
        _write(replies, reply | {"unreachable": isinstance(error, ImageUnreachableError)})
        return
    _write(replies, {"shape": rgb.shape})
    replies.write(rgb.data.cast("B"))


def _write(replies: WholeWriter, reply: dict[str, Any]) -> None:
    replies.write(json.dumps(reply).encode("ascii") + b"\n")


def _limit_memory() -> None:
    """Let this process take ``PEAK_BYTES`` more than it has now, where the system can see to that."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on Windows

        # On top of what is mapped already: libraries map far more address space than they use.
        limit = psutil.Process().memory_info().vms + PEAK_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        # A killed decoder must not write gigabytes of a core file into the current folder.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Let the next image take ``DECODE_SECONDS`` of processor time, however busy the PC is."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        # The limit counts from the process's start, so it is set anew for each image; 1 s for the
        # rounding down.
        soft = int(used.ru_utime + used.ru_stime) + 1 + DECODE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
