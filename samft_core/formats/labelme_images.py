"""The image that a labelme file is about: where it says, beside it, or inside it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from samft_core.errors import ImageError
from samft_core.files.file_names import name_key, safe_file_stem
from samft_core.formats.labelme_file import LabelmeError, LabelmeFile
from samft_core.formats.mask_names import IMAGE_FOLDERS
from samft_core.imaging.image_files import IMAGE_SUFFIXES
from samft_core.imaging.image_opening import open_image
from samft_core.messages.message import Message

_ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "BMP": ".bmp", "TIFF": ".tif", "WEBP": ".webp"}
_DATA_ADDRESS = re.compile(r"^data:[^,]{0,100},")


def find_image(content: LabelmeFile, elsewhere: Mapping[str, Sequence[Path]] | None = None) -> Path | None:
    """The image's file; None where there is none.

    Looked for where the file names it, then by that name beside the file, by the file's own name there, and
    in a folder "images" next to the file's folder, as people move the two. At last the one image of the
    named file's name in ``elsewhere``, which lists images by their names without case.
    """
    folder = content.path.parent
    named = content.image_path
    names = [content.path.stem] if named is None else [named.name, content.path.stem]
    if named is not None and _is_file(folder / named):
        # Resolved only where needed: the same image must have one path, but links that people set up
        # stay links.
        return (folder / named).resolve() if ".." in named.parts else folder / named
    for place in (folder, *_image_folders(folder), *_image_folders(folder.parent)):
        for name in names:
            for suffix in ("", *sorted(IMAGE_SUFFIXES)):
                # Cameras write .JPG; file systems with case tell it from .jpg.
                for ending in {suffix, suffix.upper()}:
                    path = place / f"{name}{ending}"
                    if path.suffix.lower() in IMAGE_SUFFIXES and _is_file(path):
                        return path
    alone = (elsewhere or {}).get(name_key(named.name), ()) if named is not None else ()
    return alone[0] if len(alone) == 1 and content.image_data is None else None


def unpack_image(content: LabelmeFile, folder: Path) -> Path:
    """Write the picture that is inside the file into ``folder``, under the name that the file gives it.

    Raises LabelmeError where there is none, or none that can be read.
    """
    named = content.image_path.name if content.image_path is not None else content.path.stem
    if content.image_data is None:
        message = Message("labelme.image_missing", image=named)
        raise LabelmeError(message, path=content.path, remedy=Message("remedy.put_image_beside"))
    stem = safe_file_stem(Path(named).stem)
    path = folder / stem
    try:
        path.write_bytes(base64.b64decode(_DATA_ADDRESS.sub("", content.image_data), validate=False))
        # The picture's own kind decides the ending: the name in the file may be of before a conversion.
        with open_image(path) as image:
            ending = _ENDINGS[str(image.format)]
    except (binascii.Error, ValueError) as error:
        raise LabelmeError(Message("labelme.picture_damaged", reason=error), path=content.path) from error
    except ImageError as error:
        message = Message("labelme.picture_unreadable", reason=error.message)
        raise LabelmeError(message, path=content.path, remedy=error.remedy) from error
    number = 1
    target = folder / f"{stem}{ending}"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{ending}"
    return path.rename(target)


def _image_folders(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.name.lower() in IMAGE_FOLDERS and p.is_dir())
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # a name that no file system takes
