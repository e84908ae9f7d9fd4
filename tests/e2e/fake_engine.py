"""An engine that answers at once without a model: each version's mask is what lies inside the box.

For tests of the window where the mask itself does not matter. ``python fake_engine.py WIDTH HEIGHT``.
"""

from __future__ import annotations

import sys

import numpy as np

from samft_core.engine import protocol
from samft_core.masks import RleMask


def mask_of(request: protocol.Predict, width: int, height: int) -> RleMask:
    """The box filled; without one, a square round each point."""
    mask = np.zeros((height, width), np.bool_)
    box = request.prompts.get("box")
    if box is not None:
        x0, y0, x1, y1 = (round(value) for value in box)
        mask[max(y0, 0) : y1, max(x0, 0) : x1] = True
    else:
        mask[height // 3 : height // 2, width // 3 : width // 2] = True
    return RleMask.from_array(mask)


def answers(request: object, width: int, height: int) -> list[object]:
    """The replies to one request."""
    match request:
        case protocol.Ping():
            return [protocol.Pong(id=request.id)]
        case protocol.Encode():
            return [protocol.Encoded(id=request.id, image_id=request.image_id, cached=True, seconds=0.0)]
        case protocol.Predict():
            proposal = protocol.Proposal(mask=mask_of(request, width, height).to_json(), score=0.9)
            return [
                protocol.Predicted(
                    id=request.id,
                    image_id=request.image_id,
                    version=version,
                    stage="refined",
                    proposals=[proposal],
                    seconds=0.0,
                    final=version == request.versions[-1],
                )
                for version in request.versions
            ]
    return []


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
