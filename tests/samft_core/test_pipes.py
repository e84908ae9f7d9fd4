from __future__ import annotations

import os
import subprocess
import sys
import threading

from samft_core.files.limits import REQUEST_BYTES
from samft_core.pipes import lines_of


def test_an_endless_line_takes_little_memory() -> None:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as stream:
            for _ in range(400):
                stream.write(b"x" * 65536)
            stream.write(b'\n{"kind":"ping"}\n')

    writer = threading.Thread(target=write)
    writer.start()
    lengths = [len(line) for line in lines_of(reading, longest=REQUEST_BYTES)]
    writer.join()
    os.close(reading)
    assert lengths == [REQUEST_BYTES + 1, 15]


def test_lines_are_put_together_from_whatever_arrives() -> None:
    reading, writing = os.pipe()
    for part in (b"on", b"e\ntwo\nth", b"ree"):
        os.write(writing, part)
    os.close(writing)
    assert list(lines_of(reading, longest=REQUEST_BYTES)) == [b"one", b"two", b"three"]
    os.close(reading)


def test_print_from_anywhere_stays_off_the_messages() -> None:
    code = (
        "import os, samft_core.pipes as w;"
        "stream = w.take_stdout(); print('hello'); os.write(1, b'from C\\n');"
        "stream.write(b'{}\\n')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == b"{}\n"
    assert b"from C" in done.stderr
