"""An engine without a model: it speaks the protocol and answers a box with the ellipse in it, at once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from samft_core.engine import protocol
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts


def ellipse(prompts: Prompts, width: int, height: int, shrink: float) -> np.ndarray:
    """A mask for prompts: the ellipse in the box, or a disc at the first point; bool H x W."""
    rows, columns = np.mgrid[:height, :width] + 0.5
    if prompts.box is not None:
        x0, y0, x1, y1 = prompts.box.as_tuple()
    else:
        point = prompts.points[0]
        x0, y0, x1, y1 = point.x - 6, point.y - 6, point.x + 6, point.y + 6
    across, down = max(x1 - x0, 2) / 2 * shrink, max(y1 - y0, 2) / 2 * shrink
    inside = ((columns - (x0 + x1) / 2) / across) ** 2 + ((rows - (y0 + y1) / 2) / down) ** 2 <= 1
    return np.asarray(inside)


def sizes(folder: Path) -> dict[int, tuple[int, int]]:
    """Width and height of each image."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(f"{(folder / 'project.db').as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT id, width, height FROM image").fetchall()
    return {image: (width, height) for image, width, height in rows}


def main() -> None:
    """Serve until Shutdown or the end of stdin."""
    parser = argparse.ArgumentParser()
    parser.add_argument("project", type=Path)
    folder = parser.parse_args().project

    def send(reply: object) -> None:
        sys.stdout.buffer.write(protocol.to_line(reply))  # type: ignore[arg-type]
        sys.stdout.buffer.flush()

    send(protocol.Ready(device="none", encoder="ellipses", base_model="mobile", seconds=0.0))
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        request = protocol.parse_request(line)
        match request:
            case protocol.Shutdown():
                return
            case protocol.Ping():
                send(protocol.Pong(id=request.id))
            case protocol.Encode():
                send(protocol.Encoded(id=request.id, image_id=request.image_id, cached=True, seconds=0.0))
            case protocol.Predict():
                answer(request, sizes(folder), send)
            case protocol.Propose():
                boxes = [protocol.FoundBox(box=(20, 15, 44, 39), strength=2.0)]
                send(protocol.Proposed(id=request.id, image_id=request.image_id, boxes=boxes, seconds=0.0))
            case protocol.Prepare():
                send(protocol.Prepared(id=request.id, encoded=0, failed=0))


def answer(request: protocol.Predict, known: dict[int, tuple[int, int]], send: object) -> None:
    """Say what each version thinks; a wider ellipse for each further one."""
    width, height = known.get(request.image_id, (64, 64))
    prompts = request.decoded_prompts()
    for place, version in enumerate(request.versions):
        count = 3 if request.proposals else 1
        proposals = [
            protocol.Proposal(
                mask=RleMask.from_array(
                    ellipse(prompts, width, height, 1 - 0.1 * index - 0.05 * place)
                ).to_json(),
                score=0.9 - 0.1 * index,
            )
            for index in range(count)
        ]
        send(  # type: ignore[operator]
            protocol.Predicted(
                id=request.id,
                image_id=request.image_id,
                version=version,
                stage="first",
                proposals=proposals,
                seconds=0.0,
                final=place == len(request.versions) - 1,
            )
        )


if __name__ == "__main__":
    main()
