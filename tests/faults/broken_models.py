"""Broken checkpoints, and broken lines between window and engine."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from tests.faults import children
from tests.faults.broken_content import broken_bytes, broken_json
from tests.faults.projects import copy, make_project


def prepare_checkpoints(place: Path) -> None:
    import torch

    from tests.faults.projects import add_version

    make_project(place / "project", place / "images", count=4)
    add_version(place / "project", active=True)
    torch.save({"mask_decoder.x": torch.zeros(4), "image_encoder.y": torch.ones(2, 2)}, place / "vit_b.pth")


class _Runs:
    """A pickle of this would make a file."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> Any:
        return open, (self._path, "w")


def checkpoint_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    import pickle

    if rng.random() < 0.5:
        data = (prepared / "vit_b.pth").read_bytes()
        broken = broken_bytes(data, rng)
        if rng.random() < 0.15:
            broken = pickle.dumps({"model": _Runs("/tmp/samft-outside")})
        file = own / "broken.pth"
        file.write_bytes(broken)
        return children.command("new", own / "made", "--model", "vit_b", "--checkpoint", file)
    project = copy(prepared / "project", own / "project")
    (version,) = [path for path in (project / "models").iterdir() if not path.name.startswith(".")]
    target = version / rng.choice(("decoder.safetensors", "decoder.safetensors", "card.json"))
    data = target.read_bytes()
    target.write_bytes(
        broken_bytes(data[:4000], rng) + data[4000:] if rng.random() < 0.5 else broken_bytes(data, rng)
    )

    def work() -> int:
        from samft_core.errors import SamftError
        from samft_core.sam.decoder_files import load_decoder
        from samft_core.sam.registry import load_model

        code = children.command("pack", version.name, own / "v.samftmodel", "-p", project)()
        with suppress(SamftError):
            load_decoder(version, load_model(encoder=False))
        return code

    return work


LINES: tuple[dict[str, Any], ...] = (
    {"kind": "encode", "id": 1, "image_id": 1, "prefetch": False},
    {
        "kind": "predict",
        "id": 2,
        "image_id": 1,
        "prompts": {"box": [1, 2, 30, 40], "points": [[3, 4, 1]]},
        "versions": ["base"],
        "slot": "current",
        "proposals": False,
        "refine": True,
    },
    {"kind": "propose", "id": 3, "image_id": 1, "good": [2, 3]},
    {
        "kind": "prepare",
        "id": 4,
        "views": [
            {"image_id": 1, "crop": [0, 0, 40, 40], "mirrored": True, "quarter_turns": 1, "stretched": False}
        ],
    },
    {"kind": "reload", "id": 5},
    {
        "kind": "predicted",
        "id": 2,
        "image_id": 1,
        "version": "base",
        "stage": "first",
        "seconds": 0.1,
        "final": True,
        "proposals": [{"mask": {"size": [72, 96], "counts": "0"}, "score": 0.9}],
    },
    {"kind": "encoded", "id": 1, "image_id": 1, "cached": True, "seconds": 0.1, "vector": [0.1, 0.2]},
    {
        "kind": "proposed",
        "id": 3,
        "image_id": 1,
        "boxes": [{"box": [1, 2, 3, 4], "strength": 2}],
        "seconds": 1,
    },
)


class _NoModel:
    """What the engine asks, without a model: every image is unknown, as in a broken request."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name == "reload":
            return lambda: None
        if name == "refines":
            return lambda *_arguments, **_options: False

        def refuse(*_arguments: Any, **_options: Any) -> Any:
            raise ProjectError(Message.plain("There is no such image in the project"))

        return refuse


def line_attempt(rng: random.Random, _prepared: Path, _own: Path) -> Callable[[], Any]:
    lines = [broken_json(rng.choice(LINES), rng) for _ in range(20)]

    def work() -> int:
        from queue import Queue

        from pydantic import ValidationError

        from samft_core.engine import protocol
        from samft_core.engine.loop import EngineLoop
        from samft_core.engine.process import read_requests
        from samft_core.errors import SamftError

        inbox: Queue[Any] = Queue()
        said: list[Any] = []
        read_requests([part for line in lines for part in line.split(b"\n")], inbox, said.append)
        if not isinstance(inbox.queue[-1], protocol.Shutdown):
            raise AssertionError("the reader left without a word")
        EngineLoop(_NoModel(), inbox, said.append, quiet_s=0).run()  # type: ignore[arg-type]
        for reply in said:
            protocol.parse_reply(protocol.to_line(reply))
        for line in lines:
            try:
                reply = protocol.parse_reply(line)
            except ValidationError:
                continue
            for proposal in getattr(reply, "proposals", ()):
                try:
                    proposal.rle().to_array()
                except SamftError:
                    continue
        return 0

    return work
