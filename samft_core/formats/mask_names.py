"""Which files and folders hold masks, by their names as data sets give them."""

from __future__ import annotations

import re

from samft_core.files.file_names import name_key

SURE_FOLDERS = frozenset(
    {"ground_truth", "groundtruth", "ground-truth", "ground truth", "gt", "gts", "mask", "masks"}
    | {"segmentationclass", "segmentationobject", "anomaly_mask", "anomaly_masks", "defect_masks"}
)
"""Folders that hold masks, whatever lies in them."""

LIKELY_FOLDERS = frozenset(
    {"label", "labels", "annotation", "annotations", "seg", "segmentation", "segmentations", "masks_png"}
)
"""Folders that hold masks where their files are masks of images beside: bottles have labels, too."""

GOOD_FOLDERS = frozenset({"good", "ok", "normal", "defect_free", "defect-free", "no_defect", "non_defective"})
"""Folders of images free of defects."""

IMAGE_FOLDERS = frozenset(
    {"image", "images", "img", "imgs", "jpegimages", "photo", "photos", "picture", "pictures", "data"}
)
"""Folders that say of their files only that they are images."""

SPLIT_FOLDERS = frozenset(
    {"train", "training", "test", "testing", "val", "valid", "validation", "test_public", "test_private"}
)
"""Folders that say which part of a data set their files are."""

_WORDS = (
    r"(?:(?:defect|anomaly)[\s_-]?)?masks?|gt|gtfine|gtcoarse|labels?|label[\s_-]?ids|instance[\s_-]?ids"
    r"|seg|segmentation|annotations?|anno|binary|ground[\s_-]?truth"
)
_NUMBER = r"(?:[\s_.-]?\(?\d{1,3}\)?)?"
_ENDING = re.compile(rf"[\s_.-]+\(?(?:{_WORDS})\)?{_NUMBER}[\s_.-]*$", re.IGNORECASE)
_BEGINNING = re.compile(rf"^(?:{_WORDS})[\s_.-]+", re.IGNORECASE)
_SURE_ENDING = re.compile(
    rf"[\s_.-]\(?(?:(?:defect|anomaly)[\s_-]?)?(?:mask|ground[_-]?truth)\)?{_NUMBER}[\s_.-]*$", re.IGNORECASE
)
_LABEL_STUDIO = re.compile(r"task-\d+-annotation-\d+-by-\d+-tag-.+-\d+$")
_SHORT_ENDING = re.compile(r"(?:(?<=\d)masks?|[\s_.-]+m)$", re.IGNORECASE)
"""Endings that say so only beside an image of the rest's name."""

_IMAGE_SUFFIX = re.compile(r"\.(?:png|jpe?g|bmp|tiff?|webp)$", re.IGNORECASE)
_IMAGE_ENDING = re.compile(r"[\s_.-]+(?:image|img|leftimg8bit|rgb|photo|orig|original)$", re.IGNORECASE)


def image_stems(stem: str) -> list[str]:
    """What a mask's image may be called, as keys without case, the likeliest first.

    The mask's own name; without the image's ending, as in ``000.jpg.png``; without ``_mask``, ``_gt``,
    ``_label`` and the like, however many; without ``mask_`` in front.
    """
    found = [stem]
    for form in found:  # what is added is looked at, too
        shorter = (ending.sub("", form) for ending in (_IMAGE_SUFFIX, _ENDING, _SHORT_ENDING, _BEGINNING))
        found += [name for name in shorter if name and name not in found]
    return list(dict.fromkeys(name_key(form) for form in found))


def bare_image_stem(stem: str) -> str:
    """An image's stem without ``_image``, ``_leftImg8bit`` and the like, as a key: without case."""
    return name_key(_IMAGE_ENDING.sub("", stem) or stem)


def has_mask_ending(stem: str) -> bool:
    """Whether a file's stem ends or begins as masks' do, such as ``000_mask``, ``000_GT`` or ``mask_000``."""
    return any(form.search(stem) is not None and bool(form.sub("", stem)) for form in (_ENDING, _BEGINNING))


def is_surely_mask(stem: str) -> bool:
    """Whether a stem ends as only masks' do: a bottle's photograph may well be called ``front_label``."""
    return _SURE_ENDING.search(stem) is not None or _LABEL_STUDIO.match(stem) is not None
