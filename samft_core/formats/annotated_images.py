"""Images with what an annotation file says about them, and how that gets into a project.

For formats that name images and draw on them (COCO, CVAT, YOLO, Pascal VOC, Label Studio): such a module
turns its files into ``AnnotatedImage``s, and everything else happens here, the same for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samft_core.errors import ImageError, ProjectError, SamftError
from samft_core.files.file_names import checked_class_name
from samft_core.formats.import_report import ImportProblem
from samft_core.formats.intake import Intake
from samft_core.formats.labelme_shapes import ShapeError, patch_of
from samft_core.formats.mask_files import orientation_of, turned_mask
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Patch, RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.progress import Stage, Ticker
from samft_core.project.records import AnnotationState, ImageRecord, ImageState, NewAnnotation
from samft_core.project.waiting_boxes import NewWaitingBox

IMPORTED = "imported"
"""Where a waiting box comes from that another program drew."""

Area = Callable[[int, int], RleMask]
"""The pixels of an object in an image of these many rows and columns. Raises ShapeError, SamftError."""

Corners = Callable[[int, int], tuple[float, float, float, float]]
"""Two opposite corners (x0, y0, x1, y1) of a box in an image of these many rows and columns."""

_BATCH = 32
_SWAPPING = (5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class DrawnObject:
    """One object; ``draft`` where a model drew it and nobody accepted it."""

    class_name: str
    area: Area
    draft: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box without a mask."""

    class_name: str
    corners: Corners


@dataclass(slots=True)
class AnnotatedImage:
    """What ``source`` says about the image at ``path``; ``size`` is (height, width) where it names one.

    ``good`` where it says that the image is free of defects. ``left_out`` are reasons of what the format's
    module could not use, and ``notes`` what it had to interpret.
    """

    source: Path
    path: Path
    size: tuple[int, int] | None = None
    objects: list[DrawnObject] = field(default_factory=list)
    boxes: list[DrawnBox] = field(default_factory=list)
    good: bool = False
    left_out: list[Message] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


def bring_in_images(intake: Intake, images: Sequence[AnnotatedImage]) -> dict[Path, ImageRecord]:
    """Add images with their objects as accepted annotations, their boxes as boxes that wait.

    An image that the project has under another file gets them there; one that was annotated or signed off is
    left as it is. Returns the project's image of each path. Raises CancelledError; what was added stays.
    """
    placed: dict[Path, ImageRecord] = {}
    merged = _united(images)
    ticker = Ticker(Stage.MASKS, len(merged), intake.on_progress)
    for start in range(0, len(merged), _BATCH):
        intake.raise_if_cancelled()
        batch = merged[start : start + _BATCH]
        added = intake.add([image.path for image in batch], quietly=True)
        for image in batch:
            if image.path in added:
                placed[image.path] = _bring_in(intake, image, added[image.path])
        ticker.tick(count=len(batch))
    return placed


def _united(images: Sequence[AnnotatedImage]) -> list[AnnotatedImage]:
    """Each image once: two files, or two entries, may speak of one."""
    by_path: dict[Path, AnnotatedImage] = {}
    for image in images:
        known = by_path.setdefault(image.path, image)
        if known is image:
            continue
        known.objects += image.objects
        known.boxes += image.boxes
        known.left_out += image.left_out
        known.notes += image.notes
        known.good = known.good and image.good
    return list(by_path.values())


def _bring_in(intake: Intake, content: AnnotatedImage, added: ImageRecord) -> ImageRecord:
    problems = intake.report.problems
    problems += [ImportProblem(content.source, note, left_out=False) for note in content.notes]
    if added.state is not ImageState.NEW or not intake.decode(added):
        _tell(problems, content, content.left_out)
        return added
    image = intake.twin(intake.project.images.get(added.id))
    if image.state is not ImageState.NEW:
        return image
    try:
        orientation = _orientation(content, image, problems)
    except ImageError as error:
        problems.append(ImportProblem(content.source, error.message))
        return image
    left_out = list(content.left_out)
    new = list(_annotations(content, image, orientation, left_out))
    boxes = list(_waiting(content, image, orientation, left_out))
    _tell(problems, content, left_out)
    intake.annotate(new)
    intake.wait(boxes)
    if content.good and not new and not boxes and not content.objects and not content.boxes:
        intake.sign_off([image.id])
    return image


def _tell(problems: list[ImportProblem], content: AnnotatedImage, left_out: Sequence[Message]) -> None:
    for reason, count in Counter(left_out).items():
        named = Message("import.of_image", name=content.path.name, reason=reason)
        left = (
            Message("import.left_out", reason=named)
            if count == 1
            else Message("import.left_out_times", reason=named, count=count)
        )
        problems.append(ImportProblem(content.source, left))


def _orientation(content: AnnotatedImage, image: ImageRecord, problems: list[ImportProblem]) -> int:
    """How what was drawn is to be turned: 1 where it fits as it is. Raises ImageError where nothing fits."""
    if content.size in (None, (image.height, image.width)):
        return 1
    height, width = content.size or (0, 0)
    orientation = orientation_of(image.path)
    if (width, height) == (image.height, image.width) and orientation in _SWAPPING:
        # Drawn on the image as it is stored, by a program that does not turn it.
        problems.append(ImportProblem(content.source, Message("import.mask_turned"), left_out=False))
        return orientation
    raise ImageError(
        Message(
            "import.of_image",
            name=content.path.name,
            reason=Message(
                "import.other_size",
                width=width,
                height=height,
                image_width=image.width,
                image_height=image.height,
            ),
        )
    )


def _drawn_on(image: ImageRecord, orientation: int) -> tuple[int, int]:
    """Rows and columns of the picture that was drawn on."""
    return (image.width, image.height) if orientation in _SWAPPING else (image.height, image.width)


def _annotations(
    content: AnnotatedImage, image: ImageRecord, orientation: int, left_out: list[Message]
) -> Iterator[NewAnnotation]:
    for drawn in content.objects:
        try:
            class_name = checked_class_name(drawn.class_name)
            mask = drawn.area(*_drawn_on(image, orientation))
            if orientation != 1:
                mask = RleMask.from_array(turned_mask(mask.to_array(), orientation))
            if (mask.height, mask.width) != (image.height, image.width):
                raise ShapeError(Message("shape.mask_size", width=mask.width, height=mask.height))
            box = mask.box
        except ShapeError as error:
            left_out.append(Message.of(error))
            continue
        except SamftError as error:
            left_out.append(error.message)
            continue
        if box is None:
            left_out.append(Message("shape.covers_nothing", kind="mask"))
            continue
        state = AnnotationState.DRAFT if drawn.draft else AnnotationState.ACCEPTED
        yield NewAnnotation(image.id, class_name, Prompts(box=box), mask, state=state)


def _waiting(
    content: AnnotatedImage, image: ImageRecord, orientation: int, left_out: list[Message]
) -> Iterator[NewWaitingBox]:
    for drawn in content.boxes:
        try:
            class_name = checked_class_name(drawn.class_name)
            height, width = _drawn_on(image, orientation)
            box = _clipped(_turned(drawn.corners(height, width), orientation, height, width), image)
        except ShapeError as error:
            left_out.append(Message.of(error))
        except ProjectError as error:
            left_out.append(error.message)
        else:
            yield NewWaitingBox(image.id, Prompts(box=box), IMPORTED, class_name=class_name)


def _turned(
    corners: tuple[float, float, float, float], orientation: int, height: int, width: int
) -> tuple[float, float, float, float]:
    """A box turned and mirrored as ``turned_mask`` does it with pixels of an H x W picture."""
    x0, y0, x1, y1 = corners
    if orientation in _SWAPPING:
        x0, y0, x1, y1 = y0, x0, y1, x1
        height, width = width, height
    if orientation in (3, 4, 7, 8):
        y0, y1 = height - y1, height - y0
    if orientation in (2, 3, 6, 7):
        x0, x1 = width - x1, width - x0
    return x0, y0, x1, y1


def _clipped(corners: tuple[float, float, float, float], image: ImageRecord) -> Box:
    """The part of a box that lies in the image. Raises ShapeError where hardly anything does."""
    x0, y0, x1, y1 = corners
    # Written so that NaN fails, too.
    if not all(-1e6 < value < 1e6 for value in corners):
        raise ShapeError(Message("shape.point_not_finite", kind="box"))
    x0, x1 = (min(max(value, 0.0), float(image.width)) for value in (min(x0, x1), max(x0, x1)))
    y0, y1 = (min(max(value, 0.0), float(image.height)) for value in (min(y0, y1), max(y0, y1)))
    if x1 - x0 < 1 or y1 - y0 < 1:
        raise ShapeError(Message("shape.covers_nothing", kind="box"))
    return Box(x0, y0, x1, y1)


# Areas


def polygons_area(polygons: Iterable[object]) -> Area:
    """What any of the polygons covers, each a list of pairs."""
    listed = list(polygons)

    def area(height: int, width: int) -> RleMask:
        whole: Patch | None = None
        for points in listed:
            patch = patch_of({"shape_type": "polygon", "points": points}, height=height, width=width)
            whole = patch if whole is None else whole.united(patch)
        if whole is None:
            raise ShapeError(Message("shape.covers_nothing", kind="polygon"))
        return RleMask.from_patch(whole, height=height, width=width)

    return area


def mask_area(mask: RleMask) -> Area:
    """A mask that the file holds as it is; its runs are looked at when it is asked for."""

    def area(_height: int, _width: int) -> RleMask:
        mask.validate()
        return mask

    return area
