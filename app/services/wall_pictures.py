"""Makes the wall's thumbnails in threads beside the window's: an image with its masks in their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.stores.project import ProjectStore
from app.theme.tokens import class_hex
from samft_core.imaging.pixels import Rgb
from samft_core.project.records import ImageRecord

if TYPE_CHECKING:
    from samft_core.imaging.wall_pictures import WallPictures

SIDE = 160
WAITING = 400
"""More than fit on a large screen: what was long scrolled past is not made."""
PRUNE_EVERY = 2000


class WallPictureMaker:
    """Reads masks and draws them; keeps what it drew in the project's cache."""

    def __init__(self, projects: ProjectStore) -> None:
        self._projects = projects
        self._made = 0

    def __call__(self, image: object, side: int) -> Rgb:
        """The thumbnail of an ImageRecord. Raises ImageError, or ProjectError where the project is closed."""
        assert isinstance(image, ImageRecord)
        project = self._projects.project
        colors = {record.id: _rgb(class_hex(record.color)) for record in self._projects.classes.records}
        records = project.annotations.of_image(image.id) if image.annotation_count else []
        masks = [(record.mask, colors.get(record.class_id, (255, 255, 255))) for record in records]
        return self._kept(side).get(image.path, _identity(image), masks)

    def _kept(self, side: int) -> WallPictures:
        from samft_core.imaging.wall_pictures import WallPictures  # noqa: PLC0415 - OpenCV is slow to load

        project = self._projects.project
        pictures = WallPictures(project.cache_dir, project.cache_root, side)
        if self._made % PRUNE_EVERY == 0 and not self._projects.read_only:
            pictures.prune()
        self._made += 1
        return pictures


def _identity(image: ImageRecord) -> str:
    """What tells the file's pixels: another file in its place has another size or time."""
    try:
        stat = image.path.stat()
    except OSError:
        return image.pixel_digest or str(image.path)
    return f"{image.pixel_digest} {image.path} {stat.st_size} {stat.st_mtime_ns}"


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
