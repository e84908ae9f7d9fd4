"""Reads a dataset's images; the last few stay decoded."""

from __future__ import annotations

from pathlib import Path

from cachetools import LRUCache

from samft_core.errors import TrainingError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import Rgb, SourceImage, pixel_digest
from samft_core.messages.message import Message
from samft_core.project.manifest import GoodImage, Sample

KEPT_IMAGES = 3
"""Decoded images held at a time; views of one image are asked for one after the other."""


class Images:
    """Decoded images by path, the last few kept, checked against the pixels that were annotated."""

    def __init__(self) -> None:
        self._recent: LRUCache[Path, Rgb] = LRUCache(KEPT_IMAGES)
        self._digests: dict[Path, str] = {}

    def read(self, image: Sample | GoodImage) -> Rgb:
        """H x W x 3 uint8. Raises ImageError, and TrainingError where the file's pixels changed."""
        rgb = self._recent.get(image.path)
        if rgb is None:
            rgb = read_image(image.path)
            self._digests[image.path] = pixel_digest(rgb)
            self._check(image, rgb)
            self._recent[image.path] = rgb
        return rgb

    def open(self, image: Sample | GoodImage) -> SourceImage:
        """The image for a model: a sample's pixels are read again only where they are needed."""
        digest = self.digest(image)
        height, width = self.size(image)
        return SourceImage(width, height, digest, lambda: self.read(image))

    def digest(self, image: Sample | GoodImage) -> str:
        """The digest of the image's pixels, from the file itself."""
        if image.path not in self._digests:
            self.read(image)
        return self._digests[image.path]

    def size(self, image: Sample | GoodImage) -> tuple[int, int]:
        """Height and width in pixels: of a sample those of its mask, of a good image those of the file."""
        if isinstance(image, Sample):
            return image.mask.height, image.mask.width
        height, width = self.read(image).shape[:2]
        return height, width

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
