"""The guard that keeps the tests off the network, and the program's own promise to open no connection."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_network import sitecustomize as network

ROOT = Path(__file__).parent.parent
MODULES = (
    r"socket|ssl|urllib(?!\.parse\b)|http|ftplib|smtplib|requests|httpx|aiohttp|urllib3|huggingface_hub|xmlrpc"
)
"""``urllib.parse`` only takes addresses apart."""


def attempts() -> str:
    """What was written down so far; forgotten then, so that this test does not fail for it."""
    log = Path(os.environ[network.LOG])
    text = log.read_text("utf-8") if log.exists() else ""
    log.unlink(missing_ok=True)
    return text


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_connection_is_refused_and_written_down(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as client, pytest.raises(network.NetworkBlockedError):
        client.connect(address)
    assert address[0] in attempts()
    with pytest.raises(network.NetworkBlockedError):
        socket.getaddrinfo("example.com", 80)
    assert "example.com" in attempts()


def test_a_child_process_is_kept_off_too() -> None:
    code = (
        "import socket\ntry: socket.create_connection(('192.0.2.1', 80))\nexcept RuntimeError: print('kept')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "kept\n"
    assert "192.0.2.1" in attempts()


def test_this_pc_is_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()[:2]).close()
    assert attempts() == ""


def test_the_program_names_no_module_that_opens_connections() -> None:
    """SAMFT downloads nothing, not even a checkpoint: files come by hand."""
    pattern = re.compile(rf"^\s*(?:import|from)\s+(?:{MODULES}|PySide6\.QtNetwork)\b", re.MULTILINE)
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("app", "samft_core")
        for path in (ROOT / folder).rglob("*.py")
        if pattern.search(path.read_text("utf-8"))
    ]
    assert found == []
