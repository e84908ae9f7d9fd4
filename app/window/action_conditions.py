"""Works out which actions can be used now, and what the inspector should do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, SignalInstance

from app.actions.action_set import ActionSet
from app.commands.history import History
from app.controllers.wall import WallController
from app.panels.status_bar import Situation, StatusBar
from app.services.hub import Hub
from app.stores.prediction import RequestState
from samft_core.errors import ImageUnreachableError
from samft_core.project.records import AnnotationState, ImageState

ON_THE_WALL = frozenset(
    ("project", "read_only", "masks", "imported", "trainable", "unreadable", "active_version")
)
"""What holds for the project as a whole. Everything else is about the picture, which the wall covers."""


class ActionConditions(QObject):
    """Listens to every store and publishes once per turn of the event loop."""

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        actions: ActionSet,
        status: StatusBar,
        can_train: Callable[[], bool],
        has_carried_box: Callable[[], bool],
        has_copied: Callable[[], bool],
        wall: WallController,
        is_last: Callable[[int], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._history = history
        self._actions = actions
        self._status = status
        self._waiting_text = ""
        self._can_train = can_train
        self._has_carried_box = has_carried_box
        self._has_copied = has_copied
        self._wall = wall
        self._is_last = is_last
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        # One decision fires a dozen of these signals; the actions are worked out once after them.
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.publish)
        for signal in self._signals():
            signal.connect(lambda *_values: self._soon.start())
        self.publish()

    def _signals(self) -> Iterable[SignalInstance]:
        hub = self._hub
        yield from (hub.projects.opened, hub.projects.closed, hub.projects.images_added)
        yield hub.projects.last_import_changed
        yield from (hub.projects.image_changed, hub.selection.image_changed, hub.selection.annotation_changed)
        yield from (hub.selection.several_changed, hub.selection.hidden_changed)
        yield from (hub.annotations.loaded, hub.annotations.added, hub.annotations.changed)
        yield from (hub.annotations.removed, hub.problems.changed)
        yield from (hub.predictions.changed, hub.models.active_changed, hub.models.versions_changed)
        yield from (hub.models.pair_changed, hub.boxes.changed)
        yield from (hub.reviews.mode_changed, hub.reviews.rules_changed, hub.settings.changed)
        yield from (self._history.indexChanged, hub.trainer.ended, hub.trainer.reported)

    def update_soon(self) -> None:
        """Publish again after the current event."""
        self._soon.start()

    @property
    def waiting(self) -> bool:
        """Whether the actions do not know yet what is true now."""
        return self._soon.isActive()

    def set_waiting_text(self, text: str) -> None:
        """Why a prompt is not answered at once; empty where it would be."""
        self._waiting_text = text
        self._soon.start()

    def publish(self) -> None:
        """Tell the actions and the status bar."""
        self._actions.set_conditions(self._conditions())
        self._status.show_situation(self._situation())

    def _conditions(self) -> set[str]:
        hub = self._hub
        image_id = hub.selection.image_id
        known = image_id is not None and image_id in hub.projects
        state = hub.projects.image(image_id).state if known and image_id is not None else None
        problem = hub.problems.get(image_id)
        objects = len(hub.annotations.records())
        answered = bool(hub.predictions.versions)
        boxes = hub.boxes.boxes(image_id)
        listed = self._listed_proposals()
        facts = {
            "project": hub.projects.is_open,
            "read_only": hub.projects.read_only,
            "image": state is not None and state is not ImageState.UNREADABLE and problem is None,
            "selected_image": state is not None,
            "image_away": problem is not None or state is ImageState.UNREADABLE,
            "image_changed": problem is not None and not isinstance(problem, ImageUnreachableError),
            "unreadable": hub.projects.index.counts[ImageState.UNREADABLE] > 0
            or bool(hub.problems.image_ids),
            "any_image": len(hub.projects) > 0,
            "masks": hub.projects.is_open and self._has_masks(),
            "imported": bool(hub.projects.last_import),
            "trainable": self._can_train() and not hub.trainer.running,
            "annotation": hub.selection.annotation_id is not None,
            "several_objects": len(hub.selection.annotation_ids) > 1,
            "hidden_objects": bool(hub.selection.hidden_ids),
            "locked": self._any_locked(),
            "unlocked": not self._any_locked(),
            "copied": self._has_copied(),
            "deletable": (hub.selection.annotation_id is not None and not self._any_locked())
            or hub.predictions.box_id is not None,
            "open_image": state in (ImageState.NEW, ImageState.DRAFT) and problem is None,
            "waiting_boxes": bool(boxes),
            "answered_boxes": any(box.answers for box in boxes),
            "acceptable": self._has_drafts() or hub.predictions.box_id is not None or bool(boxes),
            "objects": objects > 0,
            "no_annotations": state is not None and objects == 0 and state is not ImageState.GOOD,
            "closed_image": state in (ImageState.ACCEPTED, ImageState.GOOD),
            "prediction": answered,
            "prediction_first": listed > 0 or hub.predictions.answer(hub.models.left) is not None,
            "prediction_second": listed > 1 or self._has_second_answer(listed),
            "prediction_third": listed > 2,
            "carried_box": self._has_carried_box(),
            "prompt": hub.predictions.state is not RequestState.NONE
            or hub.selection.annotation_id is not None,
            "active_version": hub.models.tuned is not None,
            "can_undo": self._history.may_undo,
            "can_redo": self._history.may_redo,
            "reviewing": hub.reviews.on,
            "approvable": hub.reviews.on
            and image_id is not None
            and known
            and hub.reviews.waits_for_me(image_id),
            "returnable": hub.reviews.on and state in (ImageState.ACCEPTED, ImageState.GOOD),
        }
        if self._wall.shown:
            # The picture is not in view: nothing may change there unseen.
            facts = {name: holds for name, holds in facts.items() if name in ON_THE_WALL}
            facts["can_undo"] = self._history.may_undo and self._wall.may_undo
            facts["can_redo"] = self._history.may_redo and self._wall.may_redo
        return {name for name, holds in facts.items() if holds}

    def _any_locked(self) -> bool:
        """Whether one of the selected objects is locked."""
        records = map(self._hub.annotations.record, self._hub.selection.annotation_ids)
        return any(record is not None and record.locked for record in records)

    def _has_drafts(self) -> bool:
        return any(a.state is AnnotationState.DRAFT for a in self._hub.annotations.records())

    def _listed_proposals(self) -> int:
        """How many proposals the number keys stand for; 0 where they stand for the versions."""
        answer = self._hub.predictions.answer(self._hub.predictions.preferred or "")
        return len(answer.proposals) if answer is not None and len(answer.proposals) > 1 else 0

    def _has_second_answer(self, listed: int) -> bool:
        right = self._hub.models.right
        return not listed and right is not None and self._hub.predictions.answer(right) is not None

    def _has_masks(self) -> bool:
        return self._hub.projects.index.counts[ImageState.ACCEPTED] > 0

    def _situation(self) -> Situation:
        hub = self._hub
        image_id = hub.selection.image_id
        known = image_id is not None and image_id in hub.projects
        boxes = hub.boxes.boxes(image_id)
        return Situation(
            project=hub.projects.is_open,
            images=len(hub.projects),
            image=hub.projects.image(image_id).state if known and image_id is not None else None,
            requested=hub.predictions.state is RequestState.ASKED,
            waiting=self._waiting_text,
            boxes=len(boxes),
            unanswered=sum(not box.answers for box in boxes),
            has_current_box=hub.predictions.box_id is not None and len(boxes) > 1,
            proposals=self._listed_proposals() > 0,
            answered=bool(hub.predictions.versions),
            selected=hub.selection.annotation_id is not None,
            objects=len(hub.annotations.records()),
            reviewing=hub.reviews.on,
            wall=self._wall.shown,
            last=known and image_id is not None and self._is_last(image_id),
        )
