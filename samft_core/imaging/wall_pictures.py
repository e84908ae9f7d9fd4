"""Small pictures with masks drawn in, and where they are kept between two looks at the wall."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from samft_core.files.atomic import make_folder, write_bytes
from samft_core.files.containment import require_inside
from samft_core.imaging.image_io import thumbnail
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import Rgb

FOLDER = "wall"
MOST_FILES = 60_000
"""Of about 6 kB each; beyond these the oldest go."""
_FILL = 0.35
_QUALITY = 85


def draw_masks(picture: Rgb, masks: Sequence[tuple[RleMask, tuple[int, int, int]]]) -> Rgb:
    """The picture with each mask filled lightly and outlined in its colour.

    ``picture`` is H x W x 3 uint8, any size; masks are of the full image. A mask too small to be seen at this
    size still shows as a dot.
    """
    drawn = picture.copy()
    height, width = drawn.shape[:2]
    for mask, color in masks:
        box = mask.box
        if box is None:
            continue
        x0, y0, x1, y1 = map(int, box.as_tuple())
        left, top = x0 * width // mask.width, y0 * height // mask.height
        right = max(-(-x1 * width // mask.width), left + 2)
        bottom = max(-(-y1 * height // mask.height), top + 2)
        inside = mask.cut(x0, y0, x1, y1).astype(np.float32)
        small = cv2.resize(inside, (right - left, bottom - top), interpolation=cv2.INTER_AREA) > 0
        part = drawn[top:bottom, left:right]
        small = small[: part.shape[0], : part.shape[1]]
        tint = np.asarray(color, np.float32)
        part[small] = (part[small] * (1 - _FILL) + tint * _FILL).astype(np.uint8)
        edge = small & ~cv2.erode(small.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0).astype(
            bool
        )
        part[edge] = color
    return drawn


class WallPictures:
    """The pictures on disk, by what they show: a picture that changed has another name and is made anew."""

    def __init__(self, cache_dir: Path, root: Path, side: int) -> None:
        self._folder = cache_dir / FOLDER
        self._root = root
        self._side = side

    def get(self, image: Path, identity: str, masks: Sequence[tuple[RleMask, tuple[int, int, int]]]) -> Rgb:
        """A picture of at most ``side`` pixels. Raises ImageError where the image cannot be read.

        ``identity`` tells the image's pixels; masks and their colours are looked at here.
        """
        file = self._file(identity, masks)
        kept = self._read(file)
        if kept is not None:
            return kept
        picture = draw_masks(thumbnail(image, self._side), masks)
        self._keep(file, picture)
        return picture

    def prune(self, most: int = MOST_FILES) -> int:
        """Remove the oldest beyond ``most``; returns how many went."""
        try:
            files = sorted(self._folder.glob("*.jpg"), key=lambda file: file.stat().st_mtime)
        except OSError:
            return 0
        gone = files[: max(len(files) - most, 0)]
        for file in gone:
            file.unlink(missing_ok=True)
        return len(gone)

    def _file(self, identity: str, masks: Sequence[tuple[RleMask, tuple[int, int, int]]]) -> Path:
        digest = hashlib.sha256(f"{identity} {self._side}".encode())
        for mask, color in masks:
            digest.update(f" {mask.height} {mask.width} {color} ".encode())
            digest.update(mask.counts)
        return self._folder / f"{digest.hexdigest()[:40]}.jpg"

    def _read(self, file: Path) -> Rgb | None:
        """The picture that is kept; None where there is none, or it is damaged."""
        try:
            data = file.read_bytes()
        except OSError:
            return None
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
        return None if picture is None else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)

    def _keep(self, file: Path, picture: Rgb) -> None:
        done, data = cv2.imencode(
            ".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
        )
        if not done:
            return
        try:
            make_folder(require_inside(self._folder, self._root))
            write_bytes(file, data.tobytes())
        except OSError:
            return  # a full or read-only disk: the picture is made again at the next look
