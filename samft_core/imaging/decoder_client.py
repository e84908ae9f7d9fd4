"""Has costly images decoded by a process with limits of memory and time; see ``decoder_process``."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
import psutil

from samft_core.errors import ImageError, ImageUnreachableError
from samft_core.files.limits import DECODE_SECONDS, PEAK_BYTES
from samft_core.files.strict_json import JsonError, parse_json
from samft_core.imaging.pixels import Rgb
from samft_core.messages.message import Message
from samft_core.processes import worker_command

WAIT_SECONDS = 120.0
"""How long an image may take by the clock. The process itself counts its processor time, which is what a
broken file uses up; a busy PC uses up the clock."""

_LOOK_EVERY_S = 0.1


class DecoderClient:
    """One process for all threads, started when it is first needed and again after it was ended."""

    def __init__(self, command: list[str] | None = None) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def decode(self, path: Path, *, side: int | None, max_pixels: int) -> Rgb:
        """H x W x 3 uint8, at most ``side`` pixels long where one is given. Raises ImageError."""
        request = {"path": os.fspath(path.absolute()), "side": side, "max_pixels": max_pixels}
        # One image at a time: the process has one limit of memory, and replies carry no number.
        with self._lock:
            child = self._running()
            watch = _Watch(child)
            try:
                return _asked(child, request, path, max_pixels)
            # Whatever a broken decoder may answer. After any of these the pipe may hold half an image,
            # so the process is ended and the next image starts with a fresh one.
            except (OSError, JsonError, KeyError, TypeError, ValueError) as error:
                child.kill()
                raise _failed(path, watch.reason, child.wait()) from error
            finally:
                watch.end()

    def close(self) -> None:
        """End the process; does nothing the second time."""
        child = self._child
        self._child = None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        # Windows would open a console for the child of a program that has none.
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._child = subprocess.Popen(
            self._command or worker_command("decoder"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
        return self._child


class _Watch:
    """Ends a process that takes too much memory or, by the clock, too long; ``reason`` tells which."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self.reason = ""
        self._child = child
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="decoder-watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Watch no longer."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        until = time.monotonic() + WAIT_SECONDS
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(self._child.pid)
            while not self._ended.wait(_LOOK_EVERY_S):
                # The further 200 MB are the interpreter and its libraries, which are there before any
                # image.
                if process.memory_info().rss > PEAK_BYTES + 200_000_000:
                    self.reason = "memory"
                elif time.monotonic() > until:
                    self.reason = "time"
                if self.reason:
                    self._child.kill()
                    return


def _asked(child: subprocess.Popen[bytes], request: dict[str, Any], path: Path, max_pixels: int) -> Rgb:
    stdin = cast("IO[bytes]", child.stdin)
    stdout = cast("IO[bytes]", child.stdout)
    stdin.write(json.dumps(request).encode("ascii") + b"\n")
    stdin.flush()
    reply = parse_json(stdout.readline(65_536), source="json.the_decoders_answer")
    if "shape" not in reply:
        kind = ImageUnreachableError if reply["unreachable"] else ImageError
        message = Message.from_json(reply["message"])
        remedy = Message.from_json(reply["remedy"])
        raise kind(message, path=path, remedy=remedy)
    height, width, channels = map(int, reply["shape"])
    # The child has read a hostile file and is not believed either: this decides how much memory is
    # taken.
    if channels != 3 or not 0 < height * width <= max_pixels:
        raise ValueError(Message("decoder.no_image"))
    pixels = np.empty((height, width, 3), np.uint8)
    rest = pixels.data.cast("B")
    # A pipe gives what it has, 64 kB at a time mostly.
    while rest:
        count = cast("Any", stdout).readinto(rest)
        if not count:
            raise EOFError(Message("decoder.ended"))
        rest = rest[count:]
    return pixels


def _failed(path: Path, reason: str, code: int) -> ImageError:
    """Why the process ended in the middle of an image."""
    if reason == "memory":
        return too_much_memory(path)
    if reason == "time" or -code == getattr(signal, "SIGXCPU", None):
        message = Message("image.decoding_time", seconds=DECODE_SECONDS)
    else:
        message = Message("image.decoder_ended", code=code)
    return ImageError(message, path=path, remedy=Message("remedy.save_again"))


def too_much_memory(path: Path) -> ImageError:
    """The error for an image that takes more memory than any may."""
    message = Message("image.decoding_memory", limit=PEAK_BYTES / 1e6)
    return ImageError(message, path=path, remedy=Message("remedy.save_again"))


_shared = DecoderClient()
atexit.register(_shared.close)


def decode_apart(path: Path, *, side: int | None, max_pixels: int) -> Rgb:
    """Decode in the process that this program shares. Raises ImageError."""
    return _shared.decode(path, side=side, max_pixels=max_pixels)
