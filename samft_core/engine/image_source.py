"""Images of a project as the model reads them: by id, decoded once, digests noted in the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cachetools import LRUCache

from samft_core.errors import ImageUnreachableError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import Rgb, SourceImage, pixel_digest
from samft_core.messages.message import Message
from samft_core.project.image_file_identity import other_size
from samft_core.project.project import Project
from samft_core.project.records import ImageRecord
from samft_core.security.network_places import require_confirmed


@dataclass(frozen=True, slots=True)
class ImageCatalogue:
    """What is needed of a project here.

    ``image`` gives an image by its id; ``follow_image`` one that was not found, looked for where it lay
    before the project's folder moved. ``record_digest`` notes the digest of the decoded pixels and raises
    ImageError where masks were drawn on others.
    """

    image: Callable[[int], ImageRecord]
    follow_image: Callable[[int], ImageRecord]
    record_digest: Callable[[int, str], None]

    @classmethod
    def of(cls, project: Project) -> ImageCatalogue:
        """That of a project."""
        return cls(project.images.get, project.image_locations.follow, project.image_files.record_digest)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells a file from the one that replaced it."""

    path: Path
    modified_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class _Decoded:
    rgb: Rgb
    digest: str


class ImageSource:
    """Opens images by id and keeps the last few decoded, so a second box on an image reads no file."""

    def __init__(self, catalogue: ImageCatalogue, *, keep: int = 4) -> None:
        self._catalogue = catalogue
        self._decoded: LRUCache[_Stamp, _Decoded] = LRUCache(keep)
        # The project's digest is believed only for a file whose bytes this process has seen.
        self._digests: LRUCache[_Stamp, str] = LRUCache(4096)

    def open(self, image_id: int) -> SourceImage:
        """Raises ImageError where the file is missing, unreadable or another one than was added.

        What was wrong with it before does not matter: the file itself is looked at each time.
        """
        record = self._catalogue.image(image_id)
        try:
            stamp = _stamp(record.path)
        except ImageUnreachableError:
            followed = self._catalogue.follow_image(image_id)
            if followed.path == record.path:
                raise
            record = followed
            stamp = _stamp(record.path)
        # The digest alone tells whether an embedding is cached, and then no pixel is needed.
        digest = self._digests.get(stamp) or self._decode(record, stamp).digest
        return SourceImage(
            width=record.width,
            height=record.height,
            digest=digest,
            rgb=lambda: self._decode(record, stamp).rgb,
        )

    def _decode(self, record: ImageRecord, stamp: _Stamp) -> _Decoded:
        decoded = self._decoded.get(stamp)
        if decoded is None:
            decoded = _read(record)
            self._decoded[stamp] = decoded
        if stamp not in self._digests:
            if record.pixel_digest != decoded.digest:
                # Refused where masks were drawn on other pixels; then the file is asked again next time.
                self._catalogue.record_digest(record.id, decoded.digest)
            self._digests[stamp] = decoded.digest
        return decoded


def _stamp(path: Path) -> _Stamp:
    require_confirmed(path)
    try:
        status = path.stat()
    except FileNotFoundError as error:
        remedy = Message("remedy.put_back_or_tell")
        raise ImageUnreachableError(Message("image.missing"), path=path, remedy=remedy) from error
    except OSError as error:
        remedy = Message("remedy.try_when_back")
        message = Message("image.unreachable", reason=error.strerror or error)
        raise ImageUnreachableError(message, path=path, remedy=remedy) from error
    return _Stamp(path, status.st_mtime_ns, status.st_size)


def _read(record: ImageRecord) -> _Decoded:
    rgb = read_image(record.path)
    height, width = rgb.shape[:2]
    if record.width == 0:  # it could not be read when it was added
        remedy = Message("remedy.look_once")
        raise ImageUnreachableError(Message("image.not_read_yet"), path=record.path, remedy=remedy)
    if (width, height) != (record.width, record.height):
        raise other_size(record.path, (width, height), (record.width, record.height))
    return _Decoded(rgb, pixel_digest(rgb))
