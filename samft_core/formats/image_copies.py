"""Image files copied into an export, under names that are unique in each folder."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

from samft_core.files.atomic import make_folder, replacing
from samft_core.files.file_names import name_key, safe_file_stem, unique_name
from samft_core.project.records import ImageRecord


class ImageCopies:
    """Copies byte for byte and counts."""

    def __init__(self) -> None:
        self._taken: dict[Path, set[str]] = defaultdict(set)
        self.count = 0

    def copy(self, image: ImageRecord, folder: Path) -> Path:
        """Copy an image into ``folder``, made where missing; returns the new file. Raises OSError."""
        make_folder(folder)
        stem = unique_name(safe_file_stem(image.path.stem), "", self._taken[folder])
        self._taken[folder].add(name_key(stem))
        target = folder / (stem + image.path.suffix)
        with replacing(target) as temporary:
            shutil.copyfile(image.path, temporary)
        self.count += 1
        return target
