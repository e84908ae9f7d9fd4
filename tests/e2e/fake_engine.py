"""An engine that answers at once without a model: each version's mask is what lies inside the box.

For tests of the window where the mask itself does not matter. ``python fake_engine.py WIDTH HEIGHT``.
Version ``v2`` leaves two pixels of the box free on each side, so that masks tell whose they are; of three
proposals the second leaves three more free, the third six. ``SAMFT_FAKE_ENGINE_HOLD`` names a file: as long
as it exists, the versions written in it do not answer.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from samft_core.engine import protocol
from samft_core.imaging.masks import RleMask


def mask_of(request: protocol.Predict, width: int, height: int, free: int = 0) -> RleMask:
    """The box filled, ``free`` pixels left out on each side; without one, a square round each point."""
    mask = np.zeros((height, width), np.bool_)
    box = request.prompts.get("box")
    if box is not None:
        x0, y0, x1, y1 = (round(value) for value in box)
        mask[max(y0, 0) + free : y1 - free, max(x0, 0) + free : x1 - free] = True
    else:
        mask[height // 3 : height // 2, width // 3 : width // 2] = True
    return RleMask.from_array(mask)


def answers(request: object, width: int, height: int) -> Iterator[object]:
    """The replies to one request."""
    match request:
        case protocol.Ping():
            yield protocol.Pong(id=request.id)
        case protocol.Encode():
            yield protocol.Encoded(id=request.id, image_id=request.image_id, cached=True, seconds=0.0)
        case protocol.Predict():
            for version in request.versions:
                wait_for(version)
                yield protocol.Predicted(
                    id=request.id,
                    image_id=request.image_id,
                    version=version,
                    stage="refined",
                    proposals=proposals(request, version, width, height),
                    seconds=0.0,
                    final=version == request.versions[-1],
                )


def proposals(request: protocol.Predict, version: str, width: int, height: int) -> list[protocol.Proposal]:
    """One mask, or three, the best first."""
    own = int(version[1:]) if version[1:].isdigit() else 0
    return [
        protocol.Proposal(
            mask=mask_of(request, width, height, own + 3 * place).to_json(), score=0.9 - place / 10
        )
        for place in range(3 if request.proposals else 1)
    ]


def wait_for(version: str) -> None:
    """Do not answer as long as the version is held back."""
    named = os.environ.get("SAMFT_FAKE_ENGINE_HOLD")
    while named is not None:
        try:
            held = Path(named).read_text("utf-8").split()
        except FileNotFoundError:
            return
        if version not in held:
            return
        time.sleep(0.02)


def main(width: int, height: int) -> None:
    """Answer until told to leave."""
    ready = protocol.Ready(device="none", encoder="none", base_model="none", seconds=0.0)
    sys.stdout.buffer.write(protocol.to_line(ready))
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        request = protocol.parse_request(line)
        if isinstance(request, protocol.Shutdown):
            return
        for reply in answers(request, width, height):
            sys.stdout.buffer.write(protocol.to_line(reply))
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
