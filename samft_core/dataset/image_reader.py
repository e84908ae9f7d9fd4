"""Reads a run's images; the last few stay decoded."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samft_core.errors import TrainingError
from samft_core.imaging.image_io import pixel_digest, read_image
from samft_core.messages.message import Message
from samft_core.project.manifest import GoodImage, Sample

Rgb = NDArray[np.uint8]


KEPT_IMAGES = 3
"""Decoded images held at a time; views of one image are asked for one after the other."""


class Images:
    """Decoded images by path, the last few kept, checked against the pixels that were annotated."""

    def __init__(self) -> None:
        self._recent: OrderedDict[Path, Rgb] = OrderedDict()
        self._digests: dict[Path, str] = {}

    def read(self, image: Sample | GoodImage) -> Rgb:
        """H x W x 3 uint8. Raises ImageError, and TrainingError where the file's pixels changed."""
        if image.path not in self._recent:
            rgb = read_image(image.path)
            self._digests[image.path] = pixel_digest(rgb)
            self._check(image, rgb)
            self._recent[image.path] = rgb
        self._recent.move_to_end(image.path)
        while len(self._recent) > KEPT_IMAGES:
            self._recent.popitem(last=False)
        return self._recent[image.path]

    def digest(self, image: Sample | GoodImage) -> str:
        """The digest of the image's pixels, from the file itself."""
        if image.path not in self._digests:
            self.read(image)
        return self._digests[image.path]

    def _check(self, image: Sample | GoodImage, rgb: Rgb) -> None:
        changed = image.pixel_digest is not None and image.pixel_digest != self._digests[image.path]
        if isinstance(image, Sample):
            changed |= rgb.shape[:2] != (image.mask.height, image.mask.width)
        if changed:
            raise TrainingError(
                Message("image.not_the_annotated"),
                path=image.path,
                remedy=Message("remedy.put_file_back_or_annotate"),
            )
