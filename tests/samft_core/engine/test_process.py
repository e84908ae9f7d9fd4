"""The engine process itself, with the real model on a small rendered image."""

from __future__ import annotations

import io
import random
import subprocess
from pathlib import Path
from queue import Queue
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from samft_core.engine.client import EngineClient
from samft_core.engine.loop import Request
from samft_core.engine.process import read_requests
from samft_core.engine.protocol import (
    Encode,
    Encoded,
    Failed,
    Fatal,
    Pong,
    Predict,
    Predicted,
    Ready,
    Shutdown,
    parse_reply,
    to_line,
)
from samft_core.files.limits import REQUEST_BYTES
from samft_core.imaging.geometry import Box
from samft_core.imaging.prompts import Prompts
from samft_core.processes import worker_command
from samft_core.project.project import Project

ELLIPSE = (60, 50, 150, 110)


def test_lines_become_requests_and_the_end_is_a_shutdown() -> None:
    inbox: Queue[Request] = Queue()
    refused: list[Any] = []
    lines = [b'{"kind":"encode","id":4,"image_id":2}\n', b"\n", b"nonsense\n", b'{"kind":"sing","id":9}\n']
    read_requests(lines, inbox, refused.append)
    assert inbox.get() == Encode(id=4, image_id=2)
    assert inbox.get() == Shutdown()
    assert [(type(r), r.id) for r in refused] == [(Failed, 0), (Failed, 9)]


def test_a_ping_is_answered_while_nobody_takes_requests() -> None:
    """The inbox's other end is busy with a long encoding: the reading thread answers all the same."""
    inbox: Queue[Request] = Queue()
    said: list[Any] = []
    read_requests([b'{"kind":"encode","id":4,"image_id":2}', b'{"kind":"ping","id":5}'], inbox, said.append)
    assert said == [Pong(id=5)]
    assert inbox.qsize() == 2


BROKEN = [
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"kind":"encode","id":1,"image_id":' + b"9" * 6000 + b"}",
    b'{"kind":"encode","id":NaN,"image_id":Infinity}',
    b'{"kind":"\\ud800","id":1}',
    b'{"kind":"encode","id":1,"' + b"x" * 100_000 + b'":1}',
    b"\xff\xfe\x00",
    b"\x00" * 100,
    b"null",
    b'"ping"',
    b" " * (REQUEST_BYTES + 5),
]


def test_no_line_ends_the_engine_however_broken() -> None:
    for line in BROKEN:
        inbox: Queue[Request] = Queue()
        said: list[Any] = []
        read_requests([line, b'{"kind":"encode","id":4,"image_id":2}'], inbox, said.append)
        assert inbox.get() == Encode(id=4, image_id=2), line[:40]
        assert all(isinstance(reply, Failed) and len(reply.message) < 600 for reply in said)
        assert len(said) == (1 if line.strip() else 0), line[:40]


def test_mutated_lines_are_read_or_refused() -> None:
    rng = random.Random(11)
    request = Predict(id=3, image_id=1, prompts={"box": [1, 2, 3, 4]}, versions=["base", "v1"])
    seed = to_line(request).strip()
    lines = []
    for _ in range(1500):
        data = bytearray(seed)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.choice(b'"\\{}[]:,0eN\x00\xff9-')
        lines.append(bytes(data))
    inbox: Queue[Request] = Queue()
    said: list[Any] = []
    read_requests(lines, inbox, said.append)
    assert inbox.qsize() + len(said) == len(lines) + 1  # the Shutdown at the end


def test_a_closed_stream_is_a_shutdown() -> None:
    inbox: Queue[Request] = Queue()
    stream = io.BytesIO(b"")
    stream.close()
    read_requests(iter(stream.readline, b""), inbox, print)
    assert inbox.get() == Shutdown()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two readable images and one whose pixels are damaged."""
    images = tmp_path / "Bilder ä"
    images.mkdir()
    for number, color in enumerate(("white", "yellow")):
        picture = Image.new("RGB", (220, 160), (40, 60, 40))
        ImageDraw.Draw(picture).ellipse(ELLIPSE, fill=color)
        picture.save(images / f"{number}.png")
    whole = (images / "0.png").read_bytes()
    (images / "2.png").write_bytes(whole[: len(whole) // 2])
    with Project.create(tmp_path / "project") as made:
        made.images.add(sorted(images.iterdir()))
    return tmp_path / "project"


def test_the_real_engine_answers_boxes(project: Path) -> None:
    replies: Queue[Any] = Queue()
    with EngineClient(project, on_reply=replies.put, device="cpu") as client:
        ready = client.wait_ready(120)
        assert ready.base_model == "mobile"
        assert "OpenVINO" in ready.encoder
        assert isinstance(replies.get(), Ready)

        client.predict(1, Prompts(box=Box(*ELLIPSE)), ["base"])
        answer = replies.get(timeout=300)
        assert isinstance(answer, Predicted)
        assert (answer.image_id, answer.version, answer.stage, answer.final) == (1, "base", "first", True)
        mask = answer.proposals[0].rle().to_array()
        truth = np.asarray(_ellipse(), bool)
        assert mask.shape == truth.shape
        assert (mask & truth).sum() / (mask | truth).sum() > 0.9

        client.encode(1)
        assert replies.get(timeout=300).cached
        client.predict(3, Prompts(box=Box(*ELLIPSE)), ["base"])
        broken = replies.get(timeout=300)
        assert isinstance(broken, Failed)
        assert "2.png" in broken.message
        assert broken.remedy
        client.predict(2, Prompts(box=Box(*ELLIPSE)), ["v9"])
        unknown = replies.get(timeout=300)
        assert isinstance(unknown, Failed)
        assert "v9" in unknown.message
        client.encode(2)
        assert isinstance(replies.get(timeout=300), Encoded)
        assert client.close(timeout_s=60) == 0
    with Project.open(project) as opened:
        assert opened.images.get(1).pixel_digest is not None
        assert opened.images.get(3).pixel_digest is None


def test_no_project_is_fatal_and_stdout_holds_replies_only(tmp_path: Path) -> None:
    command = worker_command("engine", "--project", tmp_path / "none", "--device", "cpu")
    done = subprocess.run(command, input=b"", capture_output=True, timeout=300, check=False)
    lines = done.stdout.splitlines()
    assert len(lines) == 1
    reply = parse_reply(lines[0])
    assert isinstance(reply, Fatal)
    assert "none" in reply.message
    assert reply.remedy
    assert done.returncode == 4


def _ellipse() -> Image.Image:
    mask = Image.new("L", (220, 160))
    ImageDraw.Draw(mask).ellipse(ELLIPSE, fill=255)
    return mask
