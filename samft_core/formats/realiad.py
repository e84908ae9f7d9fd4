"""Real-IAD: ``OK`` with good images, ``NG/<kind>`` with masks of their images' names, a folder a sample.

The kinds are two letters (AK pit, BX deformation, CH abrasion, HS scratch, PS damage, QS missing part, YW
foreign object, ZW contamination) and stay so as classes. A view of a faulty sample that shows nothing has no
mask: it comes in as new, for nobody said that the view is good.
"""

from __future__ import annotations

from samft_core.errors import ImageError, ProjectError
from samft_core.files.file_names import checked_class_name, name_key
from samft_core.formats.dataset_items import DataSet, Item, MaskFile, import_items
from samft_core.formats.import_report import ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.registry import SourceFiles
from samft_core.messages.message import Message

_PHOTOGRAPHS = (".jpg", ".jpeg")


def recognises(source: SourceFiles) -> bool:
    """Whether images lie in OK and in kinds below NG, with masks of their names."""
    read = _read(source)
    return any(item.good for item in read.items) and any(item.masks for item in read.items)


def bring_in(intake: Intake, source: SourceFiles) -> None:
    """Bring in the good and the faulty samples of all objects."""
    read = _read(source)
    if not read.items:
        remedy = Message("remedy.choose_realiad_folder")
        raise ImageError(Message("realiad.no_files"), path=source.folder, remedy=remedy)
    import_items(intake, read)


def _read(source: SourceFiles) -> DataSet:
    data = DataSet([], [])
    masks = {
        (path.parent, name_key(path.stem)): path for path in source.images if path.suffix.lower() == ".png"
    }
    for path in source.images:
        if path.suffix.lower() not in _PHOTOGRAPHS:
            continue
        folders = list(path.relative_to(source.folder).parts[:-1])
        if "OK" in folders:
            data.items.append(Item(path, good=True))
            continue
        kind = _kind(folders)
        if kind is None:
            continue
        mask = masks.get((path.parent, name_key(path.stem)))
        try:
            files = () if mask is None else (MaskFile(checked_class_name(kind), mask),)
        except ProjectError as error:
            data.problems.append(ImportProblem(path, error.message))
            files = ()
        data.items.append(Item(path, files))
    return data


def _kind(folders: list[str]) -> str | None:
    """The folder below NG that names the kind; None where there is none."""
    place = folders.index("NG") + 1 if "NG" in folders else len(folders)
    return folders[place] if place < len(folders) else None
