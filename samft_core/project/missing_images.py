"""Telling which missing image of a project a new file is, so that importing from a new place finds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from samft_core.errors import ImageError
from samft_core.files.file_names import name_key
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import pixel_digest
from samft_core.project.image_file_identity import KnownFile
from samft_core.security import network_places


class LostImages:
    """The images whose file is not where the project knows it. Built once for an import."""

    def __init__(self, known: Iterable[tuple[int, KnownFile]]) -> None:
        self._by_bytes: dict[str, list[int]] = defaultdict(list)
        self._by_size: dict[tuple[int, int], dict[int, KnownFile]] = defaultdict(dict)
        for image_id, file in known:
            if network_places.is_file(file.path):
                continue
            if file.mark is not None:
                self._by_bytes[file.mark.digest].append(image_id)
            self._by_size[file.width, file.height][image_id] = file

    def take(self, path: Path, values: dict[str, Any]) -> int | None:
        """The image that ``path`` is, to be asked for once; None where it is none of them.

        ``values`` are those of a new image of this file. The same bytes are the same image, so are the same
        pixels. Where an earlier program noted neither, the same name and size are, if only one has them.
        """
        if values["error"] is not None:
            return None
        size = (values["width"], values["height"])
        image_id = self._of_bytes(path, values["file_digest"], size)
        if image_id is None:
            image_id = self._of_pixels(path, size)
        if image_id is None:
            image_id = self._of_name(path, size)
        if image_id is not None:
            file = self._by_size[size].pop(image_id, None)
            if file is not None and file.mark is not None:
                self._by_bytes[file.mark.digest].remove(image_id)
        return image_id

    def _of_bytes(self, path: Path, digest: str, size: tuple[int, int]) -> int | None:
        alike = [i for i in self._by_bytes.get(digest, ()) if i in self._by_size[size]]
        # Of several images with equal bytes the one that is also called so.
        named = [i for i in alike if self._name(size, i) == name_key(path.name)]
        return next(iter(named or alike), None)

    def _of_pixels(self, path: Path, size: tuple[int, int]) -> int | None:
        known = {i: file.pixels for i, file in self._by_size[size].items() if file.pixels is not None}
        # Before the file is decoded, which is slow.
        if not known:
            return None
        try:
            digest = pixel_digest(read_image(path))
        except ImageError:
            return None
        return next((image_id for image_id, pixels in known.items() if pixels == digest), None)

    def _of_name(self, path: Path, size: tuple[int, int]) -> int | None:
        alike = [
            image_id
            for image_id, file in self._by_size[size].items()
            if file.mark is None and file.pixels is None and name_key(file.path.name) == name_key(path.name)
        ]
        return alike[0] if len(alike) == 1 else None

    def _name(self, size: tuple[int, int], image_id: int) -> str:
        return name_key(self._by_size[size][image_id].path.name)
