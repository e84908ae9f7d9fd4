"""Keeps the canvas in step with the stores: image, objects, selected mask, prompts, versions' answers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from app.canvas.items import (
    BoxOverlay,
    ComparisonMode,
    ComparisonSide,
    MaskOverlay,
    ObjectOverlay,
    PromptBox,
    VersionOverlay,
)
from app.canvas.palette import LEFT, RIGHT, WHITE, class_color
from app.controllers.canvas_port import Canvas, Rgb
from app.language.labels import version_title
from app.language.numbers import decimal
from app.services.hub import Hub
from app.stores.prediction import RequestState
from app.stores.waiting_boxes import WaitingBox
from samft_core.imaging.geometry import Box
from samft_core.imaging.masks import Mask, mask_box
from samft_core.imaging.prompts import Prompts
from samft_core.project.records import AnnotationRecord, AnnotationState
from samft_core.sam.types import BASE_VERSION

ACTIVE_BOX = 0


class CanvasPresenter(QObject):
    """Shows the selected image and what lies over it."""

    def __init__(self, canvas: Canvas, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._projects = hub.projects
        self._annotations = hub.annotations
        self._predictions = hub.predictions
        self._models = hub.models
        self._selection = hub.selection
        self._boxes = hub.boxes
        self._loader = hub.loader
        self._problems = hub.problems
        self._overlays: dict[tuple[object, ...], MaskOverlay] = {}
        self._visible = {BASE_VERSION: True, "tuned": True}
        self.mode = ComparisonMode.OVERLAY
        self._difference = self._holding = self._unprepared = False
        self._wire()

    def _wire(self) -> None:
        self._loader.loaded.connect(self._pixels_ready)
        self._selection.image_changed.connect(self._image_chosen)
        self._problems.changed.connect(self._pixels_ready)
        self._selection.annotation_changed.connect(lambda _id: self.show_objects())
        self._selection.several_changed.connect(self.show_objects)
        self._selection.hidden_changed.connect(self.show_objects)
        store = self._annotations
        for signal in (store.loaded, store.added, store.changed, store.removed):
            signal.connect(lambda _id: self.show_objects())
        self._projects.classes.changed.connect(self.show_objects)
        self._predictions.changed.connect(self.show_objects)
        self._boxes.changed.connect(self._boxes_changed)
        self._models.active_changed.connect(lambda _name: self.show_objects())
        self._models.pair_changed.connect(self.show_objects)
        self._canvas.compare_held.connect(self._held)

    def set_version_visible(self, side: str, visible: bool) -> None:
        """Show or hide the mask of "base" or "tuned"."""
        self._visible[side] = visible
        self.show_objects()

    def set_mode(self, mode: ComparisonMode) -> None:
        """Set base against tuned another way."""
        self.mode = mode
        self.show_objects()

    def set_difference(self, on: bool) -> None:
        """Hatch where the two versions disagree, in every mode."""
        self._difference = on
        self._canvas.set_difference_visible(on)
        self.show_objects()

    def show_selection(self) -> None:
        """Fill the view with the selected objects and the open box, with a little round them."""
        boxes = [
            box
            for record in map(self._annotations.record, self._selection.annotation_ids)
            if record is not None and (box := mask_box(record.mask.to_array())) is not None
        ]
        if self._predictions.prompts.box is not None:
            boxes.append(self._predictions.prompts.box)
        if boxes:
            corners = [box.as_tuple() for box in boxes]
            left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
            right, bottom = (max(corner[axis] for corner in corners) for axis in (2, 3))
            self._canvas.zoom_to(Box(left, top, right, bottom))

    def set_sparing(self, on: bool) -> None:
        """Have the drawing tools leave the pixels of other objects as they are."""
        self._canvas.set_spared(self._other_objects if on else None)

    def _other_objects(self) -> Mask | None:
        """The pixels of all objects but the selected one, H x W bool; None where there are no others."""
        others = [
            record.mask.to_array()
            for record in self._annotations.records()
            if record.id != self._selection.annotation_id
        ]
        return np.logical_or.reduce(others) if others else None

    def set_waiting_text(self, text: str) -> None:
        """Why a prompt is not answered at once; a box drawn now is shown as queued. Empty: it would be."""
        if self._unprepared != bool(text):
            self._unprepared = bool(text)
            self.show_objects()

    def _held(self, held: bool) -> None:
        """While the key is held over the overlay, the right side stands alone."""
        self._holding = held
        if self.mode is ComparisonMode.OVERLAY:
            self.show_objects()

    def _image_chosen(self, image_id: int | None) -> None:
        if image_id is not None:
            self._problems.forget(image_id)  # each visit looks at the file anew
        self.show_image()

    def show_image(self) -> None:
        """Show the selected image as soon as it is decoded, and decode its neighbours."""
        image_id = self._selection.image_id
        self._overlays.clear()
        if image_id is None:
            self._canvas.set_image(None, None)
        else:
            record = self._projects.image(image_id)
            pixels = None
            if self._problems.get(image_id) is None:
                pixels = self._loader.load(image_id, record.path)
            self._canvas.set_image(pixels, image_id if pixels is not None else None)
        self.show_objects()

    def _pixels_ready(self, image_id: int) -> None:
        if image_id == self._selection.image_id:
            self.show_image()

    def _boxes_changed(self, image_id: int) -> None:
        if image_id == self._selection.image_id:
            self.show_objects()

    def show_objects(self) -> None:
        """Draw everything that lies over the image."""
        image_id = self._selection.image_id
        ready = image_id is not None and self._loader.get(image_id) is not None
        active = self._annotations.record(self._selection.annotation_id) if ready else None
        overlays = self._object_overlays(active) + self._waiting_overlays() if ready else []
        sides = self._sides() if ready else None
        self._canvas.set_overlays(
            overlays + (self._version_overlays(active) if ready and sides is None else [])
        )
        if active is not None:
            mask = self._annotations.read_mask(active.id)
            self._canvas.set_active_mask(mask, color=self._color(active.class_name), label=active.class_name)
        else:
            self._canvas.set_active_mask(None)
        if sides is not None:
            mode = ComparisonMode.HOLD if self._holding else self.mode
            self._canvas.set_comparison(mode, *sides)
        else:
            self._canvas.clear_comparison()
        self._show_prompts(active if ready else None)

    def _object_overlays(self, active: AnnotationRecord | None) -> list[MaskOverlay]:
        others = self._selection.annotation_ids
        return [
            self._overlay(
                (record.id, record.mask, record.class_name, record.id in others),
                MaskOverlay(
                    ObjectOverlay(record.id),
                    record.mask,
                    color=self._color(record.class_name),
                    label=record.class_name,
                    dashed=record.state is AnnotationState.DRAFT,
                    selected=record.id in others,
                ),
            )
            for record in self._annotations.records()
            if (active is None or record.id != active.id) and record.id not in self._selection.hidden_ids
        ]

    def _waiting(self) -> list[WaitingBox]:
        """The boxes that wait on this image; the current one is drawn with its prompts."""
        current = self._predictions.box_id
        return [box for box in self._boxes.boxes(self._selection.image_id) if box.id != current]

    def _waiting_overlays(self) -> list[MaskOverlay]:
        shown = []
        for box in self._waiting():
            answer = box.answer(self._predictions.chosen_version)
            if answer is not None:
                mask = answer.proposal.rle()
                color = RIGHT if answer.version == self._models.right else LEFT
                overlay = MaskOverlay(BoxOverlay(box.id), mask, color=color, dashed=True)
                shown.append(self._overlay((overlay.id, mask), overlay))
        return shown

    def _waiting_boxes(self) -> list[PromptBox]:
        shown = []
        for box in self._waiting():
            answer = box.answer(self._predictions.chosen_version)
            if box.problem:
                state = self.tr("no answer")
            else:
                state = decimal(answer.proposal.score, 2) if answer is not None else ""
            if box.prompts.box is not None:
                # No number: on the picture a number would be read as the key that takes the box.
                shown.append(PromptBox(box.id, box.prompts.box, queued=box.open, label=state))
        return shown

    def _version_overlays(self, active: AnnotationRecord | None) -> list[MaskOverlay]:
        shown = []
        for side, version, color, dashed in (
            (BASE_VERSION, self._models.left, LEFT, False),
            ("tuned", self._models.right, RIGHT, True),
        ):
            answer = self._predictions.answer(version) if version else None
            taken = active is not None and active.started_from == version
            # The object itself is shown in its class's colour; its answer over it would hide
            # corrections.
            if answer is None or taken or not self._visible[side]:
                continue
            mask = answer.proposal.rle()
            key = (side, version, mask, active is None)
            # Once a mask is taken the answers step back to outlines: the mask being corrected is what counts.
            outline = None if active is None else True
            overlay = MaskOverlay(
                VersionOverlay(answer.version),
                mask,
                color=color,
                outline_only=outline,
                dashed=dashed,
                label=f"{version_title(answer.version)}  {decimal(answer.proposal.score, 2)}",
            )
            shown.append(self._overlay(key, overlay))
        return shown

    def _sides(self) -> tuple[ComparisonSide, ComparisonSide] | None:
        pair = (self._models.left, self._models.right)
        if self.mode is ComparisonMode.OVERLAY:
            both = all(version is not None and self._predictions.answer(version) for version in pair)
            if not both or not (self._difference or self._holding):
                return None
        sides = []
        for version in pair:
            answer = self._predictions.answer(version) if version else None
            title = version_title(version) if version else self._no_version()
            if answer is None:
                sides.append(ComparisonSide(title))
            else:
                score = self.tr("score {0}").format(decimal(answer.proposal.score, 2))
                sides.append(ComparisonSide(f"{title}  ·  {score}", (answer.proposal.rle(),)))
        return sides[0], sides[1]

    def _no_version(self) -> str:
        if self._models.versions:
            return self.tr("No tuned version is in use")
        return self.tr("No tuned version yet")

    def _show_prompts(self, active: AnnotationRecord | None) -> None:
        prompts = Prompts()
        waiting = False
        if self._predictions.state is not RequestState.NONE:
            prompts = self._predictions.prompts
            requested = self._predictions.state is RequestState.ASKED and not self._predictions.versions
            waiting = requested and self._unprepared
        elif active is not None:
            prompts = active.prompts
        boxes = (
            []
            if prompts.box is None
            else [PromptBox(ACTIVE_BOX, prompts.box, queued=waiting, active=True, color=WHITE)]
        )
        ready = self._canvas.image_id is not None
        self._canvas.set_boxes((self._waiting_boxes() if ready else []) + boxes)
        self._canvas.set_points(prompts.points)
        answer = self._predictions.answer(self._predictions.preferred or "")
        if answer is not None and len(answer.proposals) > 1:
            self._canvas.set_proposals([p.score for p in answer.proposals], answer.chosen)
        else:
            self._canvas.set_proposals([], 0)

    def _color(self, class_name: str) -> Rgb:
        found = self._projects.classes.named(class_name)
        return class_color(found.color if found else 0)

    def _overlay(self, key: tuple[object, ...], fresh: MaskOverlay) -> MaskOverlay:
        """The overlay handed in before where nothing changed: the canvas then recomputes nothing."""
        color_key = (*key, fresh.color, fresh.dashed)
        return self._overlays.setdefault(color_key, fresh)
