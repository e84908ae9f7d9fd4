"""What another window, station or command changed in the open project is noticed, shown and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.commands.history import History
from app.services.background import Job
from app.services.hub import Hub
from app.stores.project import ImageIndex
from samft_core.errors import ConflictError, LockedError, SamftError
from samft_core.project.records import ImageRecord

if TYPE_CHECKING:
    from samft_core.project.changes import Changes
    from samft_core.project.project import Project

LOOK_EVERY_MS = 1000


class ExternalChangesController(QObject):
    """Looks every second, off the window's thread, and at once after a refusal.

    ``replaced`` follows what changes the objects in view or their classes' names.
    """

    replaced = Signal()

    def __init__(self, hub: Hub, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._history = history
        self._seen = 0
        self._touched: set[int] = set()
        self._checking: Job | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self.check)
        hub.projects.opened.connect(self._opened)
        hub.projects.closed.connect(self._closed)
        hub.projects.image_changed.connect(self._changed_here)

    def _opened(self) -> None:
        self._touched.clear()
        self._seen = self._hub.projects.project.changes.last_event()
        self._clock.start()

    def _closed(self) -> None:
        self._clock.stop()
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None

    def _changed_here(self, image_id: int) -> None:
        if self._history.applying:
            self._touched.add(image_id)

    # Noticing

    def check(self) -> None:
        """Read in the background what is new; one look at a time."""
        if self._checking is not None or not self._hub.projects.is_open or self._hub.projects.importing:
            return
        project = self._hub.projects.project
        seen = self._seen
        self._checking = self._hub.background.run_task(
            lambda _token: read_news(project, seen),
            done=lambda news: self._checked(project, *news),
            failed=self._check_failed,
        )

    def _check_failed(self, _error: BaseException) -> None:
        # Busy or out of reach for a moment; every command says so itself, and the next look comes by itself.
        self._checking = None

    def _checked(self, project: Project, changes: Changes, records: list[ImageRecord]) -> None:
        self._checking = None
        projects = self._hub.projects
        if projects.is_open and projects.project is project:
            self._show(changes, records)

    def check_now(self) -> bool:
        """Read what is new at once; whether the image in view was changed by somebody else."""
        if not self._hub.projects.is_open:
            return False
        changes, records = read_news(self._hub.projects.project, self._seen)
        return self._show(changes, records)

    # Showing

    def _show(self, changes: Changes, records: list[ImageRecord]) -> bool:
        """Take over what is new; whether the image in view is another one now."""
        # A look that was begun earlier may come back after one that read more.
        self._seen = max(self._seen, changes.last)
        hub = self._hub
        classes = list(hub.projects.classes.records)
        if changes.classes:
            hub.projects.classes.reload()
        if changes.versions:
            hub.models.reload()
        if changes.scale:
            hub.projects.reload_scale()
        if changes.rules:
            hub.reviews.read_rules()
        if changes.added:
            self._show_list()
        in_view = False
        for record in records:
            before = hub.projects.image(record.id) if record.id in hub.projects else None
            if before is None or before == record or record.row_version < before.row_version:
                continue  # known, or read before a step that was made here since
            known = before.row_version == record.row_version
            hub.projects.show_newer(record)
            if known:
                continue
            if record.id in self._touched:
                # Taking back a step of one's own would now change what somebody else made of it.
                self._forget_steps()
                self._touched.clear()
            if record.id == hub.selection.image_id:
                in_view = True
                self._show_objects(record.id)
                who = changes.images.get(record.id, "")
                text = self.tr("{0} was changed by {1} in another window. This is how it is now.")
                hub.notes.show(text.format(record.name, who))
        if in_view or classes != list(hub.projects.classes.records):
            self.replaced.emit()
        return in_view

    def _forget_steps(self) -> None:
        """Clear the edit history; after the step that is just being refused, which is still on it."""
        if self._history.applying:
            QTimer.singleShot(0, self._history, self._history.clear)
        else:
            self._history.clear()

    def _show_objects(self, image_id: int) -> None:
        selection = self._hub.selection
        annotations = self._hub.annotations
        selected = selection.annotation_id
        annotations.load(image_id)
        if selected is not None and annotations.record(selected) is None:
            selection.select_annotation(None)

    def _show_list(self) -> None:
        projects = self._hub.projects
        selection = self._hub.selection
        images = projects.project.images.all()
        # Our own addition, which the list shows already: setting it again would reset its scroll
        # position.
        if [image.id for image in images] == projects.index.order:
            return
        index = ImageIndex.of(images)
        if selection.image_id is not None and selection.image_id not in index.images:
            selection.select_image(None)
        projects.set_images(index)

    # Refusals

    def refused(self, error: object) -> None:
        """A command was refused: where somebody else's change is the reason, show that change instead."""
        if not isinstance(error, SamftError):
            return
        if isinstance(error, LockedError):
            self._hub.notes.show(self.tr("The object is locked: unlock it first, then change it."))
            return
        conflict = isinstance(error, ConflictError)
        try:
            # At once, not with the next second: the note should come with the new state behind it.
            newer = self.check_now()
        except SamftError as other:
            self._hub.reporter.report(other)
            return
        if conflict or newer:
            self._hub.notes.show(self._refusal_words())
        else:
            self._hub.reporter.report(error)

    def _refusal_words(self) -> str:
        image_id = self._hub.selection.image_id
        known = image_id is not None and image_id in self._hub.projects
        name = self._hub.projects.image(image_id).name if known and image_id is not None else ""
        return self.tr(
            "{0} was changed in another window meanwhile. Nothing of yours was stored over it: look at it as"
            " it is now, then decide again."
        ).format(name)


def read_news(project: Project, event: int) -> tuple[Changes, list[ImageRecord]]:
    """What was written after ``event``, and the images concerned as they are now; for a thread."""
    changes = project.changes.since(event)
    if changes.added or len(changes.images) > MANY:
        wanted = set(changes.images)
        return changes, [image for image in project.images.all() if image.id in wanted]
    records = []
    for image_id in changes.images:
        try:
            records.append(project.images.get(image_id))
        except SamftError:
            changes.added = True  # it is gone
    return changes, records


MANY = 50
"""More changed images are read with all others in one query."""
