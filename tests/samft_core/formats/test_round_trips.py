"""What goes out in a format comes in again, recognised by itself: to the pixel, or as far as is told."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from samft_core.formats import yolo
from samft_core.formats.brush_runs import brush_to_mask, mask_to_brush
from samft_core.formats.cvat import _masked, _runs_by_rows
from samft_core.formats.labelme_shapes import ShapeError
from samft_core.formats.registry import BY_NAME
from samft_core.imaging.polygons import Polygon, fill_polygons, to_polygons
from samft_core.project.project import Project
from samft_core.project.records import ImageState

from .exchange import HEIGHT, WIDTH, difficult, imported, masks, there_and_back, truth

MASKS = arrays.arrays(np.bool_, st.tuples(st.integers(1, 10), st.integers(1, 10)))


@pytest.mark.parametrize("layout", ["cvat", "label-studio", "labelme"])
def test_every_mask_comes_back_to_the_pixel(tmp_path: Path, layout: str) -> None:
    with difficult(tmp_path) as project:
        assert there_and_back(project, tmp_path, layout) == truth(project)


def test_indexed_masks_come_back_where_they_do_not_overlap(tmp_path: Path) -> None:
    # The hole, the parts and the single pixel lie apart.
    with difficult(tmp_path, slice(0, 3)) as project:
        found = there_and_back(project, tmp_path, "voc")
        wanted = truth(project)
        # Pascal VOC has no word for an image that is free of defects.
        assert {key: value for key, value in wanted.items() if value} == found


def test_overlaps_are_told(tmp_path: Path) -> None:
    with difficult(tmp_path) as project:
        report = BY_NAME["voc"].writer.export(project, tmp_path / "out")
    assert report.lowest_iou < 1 and "voc.overlap" in {problem.reason.code for problem in report.problems}


def test_an_outline_keeps_its_hole_and_parts_become_objects(tmp_path: Path) -> None:
    with difficult(tmp_path, slice(0, 2)) as project:
        report = BY_NAME["yolo"].writer.export(project, tmp_path / "out")
        assert report.lowest_iou == 1
        assert {problem.reason.code for problem in report.problems} == {"yolo.parts"}
        with Project.create(tmp_path / "again") as again:
            imported(again, tmp_path / "out")
            for image in again.images.all():
                if image.state is ImageState.NEW:
                    continue
                found = [record.mask.to_array() for record in again.annotations.of_image(image.id)]
                wanted = [mask for _, mask in masks(image.height, image.width)[:2]]
                assert len(found) == 4, "one with a hole, and three parts"
                assert any(np.array_equal(mask, wanted[0]) for mask in found)
                assert np.array_equal(np.logical_or.reduce(found), wanted[0] | wanted[1])


@settings(max_examples=60, deadline=None)
@given(MASKS)
def test_seams_enclose_nothing(mask: np.ndarray) -> None:
    rings = [Polygon(yolo._with_seams(polygon)) for polygon in to_polygons(mask)]
    assert np.array_equal(fill_polygons(rings, height=mask.shape[0], width=mask.shape[1]), mask)


@settings(max_examples=60, deadline=None)
@given(MASKS)
def test_a_brush_comes_back(mask: np.ndarray) -> None:
    assert np.array_equal(brush_to_mask(mask_to_brush(mask), height=mask.shape[0], width=mask.shape[1]), mask)


def test_a_long_run_of_a_brush_comes_back() -> None:
    mask = np.zeros((300, 400), np.bool_)
    mask[10:200] = True
    assert np.array_equal(brush_to_mask(mask_to_brush(mask), height=300, width=400), mask)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 255), max_size=40))
def test_hostile_brushes_are_refused(runs: list[int]) -> None:
    head = mask_to_brush(np.zeros((3, 4), np.bool_))[:7]
    with contextlib.suppress(ShapeError):
        assert brush_to_mask(head + runs, height=3, width=4).shape == (3, 4)


@settings(max_examples=60, deadline=None)
@given(MASKS)
def test_runs_of_cvat_come_back(mask: np.ndarray) -> None:
    from xml.etree.ElementTree import Element

    rows, columns = mask.shape
    size = {"left": "2", "top": "1", "width": str(columns), "height": str(rows)}
    shape = Element("mask", rle=", ".join(_runs_by_rows(mask)), **size)
    area = _masked(shape)
    if not mask.any():
        with pytest.raises(ShapeError):
            area(HEIGHT, WIDTH)
        return
    whole = area(HEIGHT, WIDTH).to_array()
    assert np.array_equal(whole[1 : 1 + rows, 2 : 2 + columns], mask) and whole.sum() == mask.sum()
