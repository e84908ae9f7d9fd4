from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from samft_core.errors import ImageError
from samft_core.formats.mask_files import read_mask

MASK = np.eye(6, 9, dtype=np.bool_)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_way_to_store_a_mask(tmp_path: Path, mode: str) -> None:
    grey = Image.fromarray(np.where(MASK, np.uint8(255), np.uint8(0)))
    if mode == "P":
        image = Image.fromarray(MASK.astype(np.uint8))
        image.putpalette([0, 0, 0, 0, 0, 0])  # both indices black: the index counts
    elif mode == "I;16":
        image = Image.fromarray(np.where(MASK, np.uint16(1), np.uint16(0)))
    else:
        image = grey.convert(mode)
    image.save(tmp_path / "m.png")
    assert np.array_equal(read_mask(tmp_path / "m.png"), MASK)


def test_a_damaged_mask(tmp_path: Path) -> None:
    (tmp_path / "m.png").write_bytes(b"x")
    with pytest.raises(ImageError):
        read_mask(tmp_path / "m.png")
