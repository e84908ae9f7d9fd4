"""The guided tour: five steps on the sample project, each done by hand or passed with Next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.widget import CanvasWidget
from app.commands.annotation_commands import DeleteAnnotation
from app.commands.box_commands import DropBoxes, PutBoxes
from app.commands.history import History
from app.commands.prompt_commands import ChangePrompt
from app.controllers.fine_tuning import FineTuningController
from app.controllers.project import ProjectController
from app.language.live import on_language
from app.services.hub import Hub
from app.services.opening import sample_plan
from app.stores.prediction import RequestState
from app.theme.theme import Theme
from app.tour.callout import Callout, Ring, beside
from app.tour.kept_masks import KeptMasks
from app.tour.text import Step, text_of, title_of
from samft_core.errors import SamftError
from samft_core.imaging.geometry import Box
from samft_core.project.records import ImageState

FOLLOW_MS = 120
"""How often the note looks where its part of the window is now: columns, zoom and window may move."""
SHOWN_CLASS = "broken_large"
MARGIN = 0.15
"""How much larger than the defect the ring round it is."""


DWELL_MS = {Step.BOX: 900, Step.COMPARE: 4000, Step.CORRECT: 2500, Step.ACCEPT: 1200, Step.TRAIN: 0}
"""How long a step that was just done stays, so that its result can be looked at."""
ONLY_ASKED = (PutBoxes, DropBoxes, ChangePrompt)
"""Steps that change no mask: boxes and prompts come and go."""
COMPARING = (
    ActionId.VIEW_FLIP,
    ActionId.VIEW_COMPARE,
    ActionId.VIEW_WIPE,
    ActionId.VIEW_DIFFERENCE,
    ActionId.PREDICT_PROPOSALS,
)


@dataclass(frozen=True, slots=True)
class TourContext:
    """What the tour needs of the window: who it lies over, and the widget each step is about."""

    window: QWidget
    targets: Mapping[Step, QWidget]
    actions: ActionSet
    canvas: CanvasWidget
    theme: Theme
    show_tab: Callable[[ActionId], None]
    choose_tool: Callable[[str], None]


class TourController(QObject):
    """Starts on request only, and leaves the project as it found it where nothing was done."""

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        around: TourContext,
        project: ProjectController,
        fine_tuning: FineTuningController,
        undo: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._history = history
        self._around = around
        self._undo = undo
        self._project = project
        self.ring = Ring(around.theme, around.window)
        self.callout = Callout(around.window)
        self.step: Step | None = None
        self._done = self._waiting = False
        self._image_id: int | None = None
        self._defect: Box | None = None
        self._taken_away: tuple[int, str] | None = None
        self._kept = KeptMasks()
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._place)
        self._go_on = QTimer(self, singleShot=True)
        self._go_on.timeout.connect(self.next)
        self._wire(fine_tuning)
        on_language(self.callout, lambda: self._show_step() if self.running else None)

    def _wire(self, fine_tuning: FineTuningController) -> None:
        hub = self._hub
        canvas = self._around.canvas
        self.callout.next_wanted.connect(self.next)
        self.callout.back_wanted.connect(self.back)
        self.callout.leave_wanted.connect(self.leave)
        hub.projects.opened.connect(self._recover)
        hub.projects.opened.connect(self._look_for_sample)
        hub.projects.images_added.connect(self._look_for_sample)
        self._project.closing.connect(self._project_closes)
        hub.projects.closed.connect(self._end)
        hub.predictions.changed.connect(self._predicted)
        hub.projects.image_changed.connect(self._image_changed)
        canvas.stroke_finished.connect(lambda _delta: self._did(Step.CORRECT))
        canvas.cancelled.connect(self._escape)
        fine_tuning.running_changed.connect(lambda on: self._did(Step.TRAIN) if on else None)
        for action_id in COMPARING:
            self._around.actions[action_id].triggered.connect(lambda _on=False: self._did(Step.COMPARE))

    @property
    def running(self) -> bool:
        """Whether a step is shown."""
        return self.step is not None

    # Coming and going

    def start(self) -> None:
        """Open the sample project where it is not open, and show the first step."""
        self._waiting = True
        if self._sample_is_open():
            self._look_for_sample()
        else:
            self._project.open_sample()

    def _sample_is_open(self) -> bool:
        projects = self._hub.projects
        return projects.is_open and projects.folder == sample_plan().project

    def _recover(self) -> None:
        """Bring back what a tour had taken away that was killed."""
        try:
            if not self._sample_is_open() or self._hub.projects.read_only:
                return
            image_id = self._kept.bring_back(self._hub.projects.project)
        except (SamftError, OSError) as error:
            self._hub.reporter.report(error, self.tr("The masks that the tour took away are not back"))
            return
        if image_id is not None:
            self._hub.projects.refresh_image(image_id)

    def _look_for_sample(self) -> None:
        if not self._waiting or len(self._hub.projects) == 0:
            return
        self._waiting = False
        if self._sample_is_open():
            self._prepare()
            self._show(Step.BOX)
            self.callout.next.setFocus()

    def _prepare(self) -> None:
        """Show an image to draw on; where all have their masks, one without its mask. Undo brings it back."""
        hub = self._hub
        projects = self._hub.projects
        self._defect = self._taken_away = None
        new = next((image.id for image in projects.images() if image.state is ImageState.NEW), None)
        if new is not None:
            self._image_id = new
            hub.selection.select_image(new)
            return
        masks = projects.project.annotations.ground_truth()
        shown = next((mask for mask in masks if mask.class_name == SHOWN_CLASS), next(iter(masks), None))
        if shown is None:
            self._image_id = hub.selection.image_id
            return
        self._image_id = shown.image_id
        hub.selection.select_image(shown.image_id)
        self._defect = shown.mask.box
        try:
            self._kept.keep(projects.project, hub.annotations.records())
        except OSError as error:
            hub.reporter.report(error, self.tr("The tour cannot take the masks of this image away"))
            return
        step = self._history.index()
        title = self.tr("Take masks away for the tour")
        # One step of undo for all of them, found again by its place and title.
        self._history.beginMacro(title)
        for record in hub.annotations.records():
            self._history.push(DeleteAnnotation(self._history, record.id))
        self._history.endMacro()
        self._taken_away = step, title

    def leave(self) -> None:
        """End the tour; masks taken away for it come back where none was taken in their place."""
        if self.step is None:
            return
        self._hub.settings.tour_seen = True
        self._project_closes()
        self._around.canvas.setFocus()

    def _project_closes(self) -> None:
        running = self.running
        self._end()
        if running:
            self._bring_back()

    def _bring_back(self) -> None:
        """Take back what only asked, and then what took the masks away; never what changed a mask since."""
        self._take_back()
        self._kept.forget()

    def _take_back(self) -> None:
        if self._taken_away is None or not self._hub.projects.is_open:
            return
        step, title = self._taken_away
        history = self._history
        self._taken_away = None
        # Everything that came after; only requests may be among it, as a changed mask must not be
        # thrown away.
        since = [history.command(place) for place in range(step + 1, history.index())]
        if history.index() <= step or history.text(step) != title:
            return  # taken back by hand
        if not all(isinstance(command, ONLY_ASKED) for command in since):
            return
        while history.index() > step and history.may_undo:
            self._undo()

    def _end(self) -> None:
        self.step = None
        self._follow.stop()
        self._go_on.stop()
        self.callout.hide()
        self.ring.hide()

    def _escape(self) -> None:
        """Esc first gives up what is half done; with nothing to give up, it leaves the tour."""
        hub = self._hub
        if hub.predictions.state is RequestState.NONE and hub.selection.annotation_id is None:
            self.leave()

    # From step to step

    def next(self) -> None:
        """Go on; after the last step, leave."""
        if self.step is Step.END:
            self.leave()
        elif self.step is not None:
            self._show(Step(self.step + 1))

    def back(self) -> None:
        """Show the step before once more."""
        if self.step is not None and self.step > Step.BOX:
            self._show(Step(self.step - 1))

    def _did(self, step: Step) -> None:
        """The inspector has done what ``step`` or an earlier one asks for."""
        if self.step is None or step < self.step or self.step is Step.END:
            return
        self.step = step
        self._done = True
        self._show_step()
        self._go_on.start(DWELL_MS[step])

    def _predicted(self) -> None:
        hub = self._hub
        if self.step is Step.BOX and hub.predictions.versions and hub.selection.annotation_id is None:
            self._did(Step.BOX)

    def _image_changed(self, image_id: int) -> None:
        if image_id != self._image_id or image_id not in self._hub.projects:
            return
        if self._hub.projects.image(image_id).state is ImageState.ACCEPTED:
            self._did(Step.ACCEPT)

    def _show(self, step: Step) -> None:
        self._go_on.stop()
        self.step = step
        self._done = False
        self._around.show_tab(ActionId.VIEW_TRAINING if step is Step.TRAIN else ActionId.VIEW_ANNOTATE)
        if step is Step.BOX:
            self._around.choose_tool("box")
        self._show_step()
        self._place()
        self._follow.start()

    def _show_step(self) -> None:
        step = self.step or Step.END
        marked = self._defect is not None
        text = text_of(step, self._key, tuned=self._hub.models.tuned is not None, marked=marked)
        last = step is Step.END
        place = "" if last else self.tr("Tour: step {0} of {1}").format(int(step), int(Step.TRAIN))
        first = step is Step.BOX
        self.callout.show_step(title_of(step), text, place=place, done=self._done, first=first, last=last)

    # Where

    def _place(self) -> None:
        step = self.step
        window = self._around.window
        if step is None:
            return
        target = self._target(step)
        room = window.rect().adjusted(8, 8, -8, -8)
        if step is not Step.END:
            self.ring.surround(target, window.rect())
        self.callout.move(beside(self.callout.size(), target, room))
        for widget, shown in ((self.ring, step is not Step.END), (self.callout, True)):
            if widget.isVisible() != shown:
                widget.setVisible(shown)
                widget.raise_()

    def _target(self, step: Step) -> QRect:
        widget = self._around.targets.get(step, self._around.canvas)
        whole = QRect(widget.mapTo(self._around.window, QPoint(0, 0)), widget.size())
        box = self._defect
        canvas = self._around.canvas
        if step is not Step.BOX or box is None or canvas.image_id != self._image_id:
            return whole
        margin = MARGIN * max(box.width, box.height)
        unit = canvas.devicePixelRatioF()
        to_view = canvas.viewport.transform.to_view
        u0, v0 = to_view(box.x0 - margin, box.y0 - margin)
        u1, v1 = to_view(box.x1 + margin, box.y1 + margin)
        corner = whole.topLeft() + QPoint(round(u0 / unit), round(v0 / unit))
        return QRect(corner, whole.topLeft() + QPoint(round(u1 / unit), round(v1 / unit))).intersected(whole)

    def _key(self, action_id: ActionId) -> str:
        shortcut = self._around.actions[action_id].shortcut()
        return shortcut.toString(QKeySequence.SequenceFormat.NativeText) or "–"
