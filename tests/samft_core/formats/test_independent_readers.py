"""Programs of others read what is written here; each test is skipped where its reader is not installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from samft_core.formats.registry import BY_NAME

from .exchange import difficult


@pytest.mark.filterwarnings("ignore")
def test_supervision_reads_coco_to_the_pixel(tmp_path: Path) -> None:
    supervision = pytest.importorskip("supervision", reason="supervision is not installed")
    with difficult(tmp_path, slice(0, 3)) as project:
        BY_NAME["coco"].writer.export(project, tmp_path / "out")
        wanted = sorted(record.mask.area for record in project.annotations.ground_truth())
    read = supervision.DetectionDataset.from_coco(
        images_directory_path=str(tmp_path / "out/images"),
        annotations_path=str(tmp_path / "out/annotations/instances_default.json"),
        force_masks=True,
    )
    found = [
        mask for objects in read.annotations.values() if objects.mask is not None for mask in objects.mask
    ]
    assert sorted(int(mask.sum()) for mask in found) == wanted


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("layout", ["coco", "cvat"])
def test_datumaro_reads_masks_to_the_pixel(tmp_path: Path, layout: str) -> None:
    datumaro = pytest.importorskip("datumaro", reason="datumaro is not installed")
    with difficult(tmp_path, slice(0, 3)) as project:
        BY_NAME[layout].writer.export(project, tmp_path / "out")
        wanted = sorted(record.mask.area for record in project.annotations.ground_truth())
    read = datumaro.Dataset.import_from(str(tmp_path / "out"), layout)
    found = [mask for item in read for mask in item.annotations if hasattr(mask, "image")]
    assert sorted(int(np.count_nonzero(mask.image)) for mask in found) == wanted
