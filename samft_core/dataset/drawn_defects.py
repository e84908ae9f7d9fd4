"""The shipped sample bottles, whose defects are drawn and whose masks are therefore exact.

Runs on few masks learn from them beside the masks (training/fit/replay.py). Free of torch.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from hashlib import sha256
from pathlib import Path

from samft_core.errors import ImageError
from samft_core.formats.mask_files import read_mask
from samft_core.formats.mvtec_category import read_category
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import SourceImage, pixel_digest
from samft_core.messages.message import Message
from samft_core.project.manifest import Sample
from samft_core.resources import resource_path

SAMPLES = ("samples", "bottles")
"""Where they are, among the shipped resources."""


@cache
def drawn_defects() -> tuple[Sample, ...]:
    """The shipped images with a defect, under ids below 0, which no project has.

    Reads all of them, once. Raises SamftError where they are missing or damaged.
    """
    return read_drawn_defects(resource_path(*SAMPLES))


def read_drawn_defects(folder: Path) -> tuple[Sample, ...]:
    """The images with a defect of the category in ``folder``. Raises SamftError."""
    found: list[Sample] = []
    try:
        for item in read_category(folder).items:
            for file in item.masks:
                mask = RleMask.from_array(read_mask(file.path))
                assert mask.box is not None
                number = -1 - len(found)
                digest = pixel_digest(read_image(item.path))
                found.append(Sample(number, item.path, "", file.class_name, mask, mask.box, number, digest))
    except ImageError as error:
        # It is the program's file, not the inspector's.
        raise ImageError(error.message, path=error.path, remedy=Message("remedy.install_again")) from error
    return tuple(found)


def drawn_defect(image_id: int) -> Sample:
    """The drawn defect with this id, which is below 0. Raises SamftError where there is none."""
    found = next((sample for sample in drawn_defects() if sample.image_id == image_id), None)
    if found is None:
        raise ImageError(Message("image.missing"), remedy=Message("remedy.install_again"))
    return found


def drawn_image(image_id: int) -> SourceImage:
    """The image of the drawn defect with this id, for a model. Raises SamftError where there is none."""
    sample = drawn_defect(image_id)
    assert sample.pixel_digest is not None
    return SourceImage(
        sample.mask.width, sample.mask.height, sample.pixel_digest, lambda: read_image(sample.path)
    )


def drawn_digest(drawn: Collection[Sample]) -> str | None:
    """A SHA-256 over the pixels and masks of some drawn defects; None without any."""
    if not drawn:
        return None
    parts = (f"{sample.pixel_digest} {sha256(sample.mask.counts).hexdigest()}" for sample in drawn)
    return sha256("\n".join(parts).encode("utf-8")).hexdigest()
