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

_ENDING = re.compile(
    r"[\s_.-]+(?:mask|masks|gt|label|labels|seg|segmentation|ground[\s_-]?truth)(?:[\s_-]?\d{1,3})?$",
    re.IGNORECASE,
)
_SURE_ENDING = re.compile(r"[\s_.-](?:mask|ground[_-]?truth)(?:[\s_-]?\d{1,3})?$", re.IGNORECASE)


def bare_stem(stem: str) -> str:
    """A mask's stem without ``_mask``, ``_gt``, ``_label`` and the like, as a key: without case."""
    return name_key(_ENDING.sub("", stem) or stem)


def has_mask_ending(stem: str) -> bool:
    """Whether a file's stem ends as masks' do, such as ``000_mask`` or ``000_GT``."""
    return _ENDING.search(stem) is not None and bool(_ENDING.sub("", stem))


def is_surely_mask(stem: str) -> bool:
    """Whether a stem ends as only masks' do: a bottle's photograph may well be called ``front_label``."""
    return _SURE_ENDING.search(stem) is not None
