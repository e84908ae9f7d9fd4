"""The formats that data comes in and goes out as: one line each, and a module of its name in this package.

Detection, the command line, the window and the docs' test go by this list. What a module offers is said in
``FormatReader`` and ``FormatWriter``; modules are loaded when they are used, as some need OpenCV.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from samft_core.files.file_names import name_key
from samft_core.progress import CancelToken, OnProgress

if TYPE_CHECKING:
    from samft_core.formats.import_report import ExportReport
    from samft_core.formats.intake import Intake
    from samft_core.project.project import Project


@dataclass(frozen=True)
class SourceFiles:
    """A folder that is brought in, and the files in it that count, in order."""

    folder: Path
    files: Sequence[Path]

    @cached_property
    def images(self) -> list[Path]:
        """Those that are images by their ending."""
        from samft_core.imaging.image_files import is_image_name  # noqa: PLC0415 - loads OpenCV

        return [path for path in self.files if is_image_name(path.name)]

    @cached_property
    def image_stems(self) -> frozenset[str]:
        """The keys of the images' names without their endings."""
        return frozenset(name_key(path.stem) for path in self.images)

    def with_ending(self, *endings: str) -> list[Path]:
        """The files with one of these endings, in small letters with their dots."""
        return [path for path in self.files if path.suffix.lower() in endings]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``tolerance`` leaves corners out of outlines, in pixels; ``polygons`` asks COCO for outlines."""

    tolerance: float = 0.0
    polygons: bool = False


class FormatReader(Protocol):
    """What the module of a format that comes in has."""

    def recognises(self, source: SourceFiles) -> bool:
        """Whether a folder looks like one of this format, by names and a glance into some files."""

    def bring_in(self, intake: Intake, source: SourceFiles) -> None:
        """Bring it in; what cannot be used goes into the intake's report. Raises SamftError."""


class FormatWriter(Protocol):
    """What the module of a format that goes out has."""

    def export(
        self,
        project: Project,
        folder: Path,
        *,
        options: ExportOptions = ...,
        on_progress: OnProgress = ...,
        cancel: CancelToken | None = ...,
    ) -> ExportReport:
        """Write ground truth and good images. Raises ProjectError, PolicyError, CancelledError."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name on the command line, with its title, its module, and whether it goes out, too."""

    name: str
    title: str
    module: str
    writes: bool = False

    @property
    def reader(self) -> FormatReader:
        """Its module."""
        return cast(FormatReader, import_module(f"{__package__}.{self.module}"))

    @property
    def writer(self) -> FormatWriter:
        """Its module, which must be of a format that goes out."""
        return cast(FormatWriter, import_module(f"{__package__}.{self.module}"))


# In the order in which they are recognised: what fits more than one is of the first. "masks" and "folder"
# stand last, as anything with images fits them.
FORMATS = (
    Format("mvtec", "MVTec AD", "mvtec", writes=True),
    Format("labelme", "labelme", "labelme", writes=True),
    Format("coco", "COCO", "coco", writes=True),
    Format("cvat", "CVAT", "cvat", writes=True),
    Format("label-studio", "Label Studio", "label_studio", writes=True),
    Format("voc", "Pascal VOC", "voc", writes=True),
    Format("yolo", "YOLO", "yolo", writes=True),
    Format("visa", "VisA", "visa", writes=True),
    Format("real-iad", "Real-IAD", "realiad"),
    Format("masks", "masks", "pairs"),
    Format("folder", "folder", "folder"),
)

BY_NAME = {format_.name: format_ for format_ in FORMATS}

LAYOUTS = tuple(BY_NAME)
"""The names of the formats that come in."""

WRITTEN = tuple(format_.name for format_ in FORMATS if format_.writes)
"""The names of the formats that go out."""
