"""A project: a folder with images, annotations, ground truth, runs and model versions."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from samft_core.errors import DamagedError, ProjectError, UnwritableError
from samft_core.files.atomic import make_folder
from samft_core.imaging.image_files import name_problem
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, ignore_progress
from samft_core.project import backups, interrupted_restore, migrate
from samft_core.project.annotation_rows import AnnotationRows
from samft_core.project.annotations import AnnotationRepository
from samft_core.project.changes import ChangeRepository
from samft_core.project.class_merges import ClassMergeRepository
from samft_core.project.classes import ClassRepository
from samft_core.project.coco_ids import CocoIdRepository
from samft_core.project.containment import verify_own_paths
from samft_core.project.context import ProjectContext
from samft_core.project.creation import create_database, refuse_occupied
from samft_core.project.database import Database, WaitForTurn, unwritable
from samft_core.project.history import HistoryRepository
from samft_core.project.image_file_records import ImageFileRepository
from samft_core.project.image_locations import ImageLocationRepository
from samft_core.project.images import ImageRepository
from samft_core.project.imports import ImportRepository
from samft_core.project.integrity import CheckReport, check_project, damage, verify_database
from samft_core.project.layout import RESTORING, Layout
from samft_core.project.lease import Lease
from samft_core.project.leftovers import noted
from samft_core.project.moves import ImageMoveRepository
from samft_core.project.opening import back_up_when_due, clear_leftovers, require_writable
from samft_core.project.overview import OverviewRepository
from samft_core.project.predictions import PredictionRepository
from samft_core.project.read_only_copy import ReadOnlyCopy, read_only_error
from samft_core.project.removal import ImageRemovalRepository
from samft_core.project.reviews import ReviewRepository
from samft_core.project.runs import RunRepository
from samft_core.project.scale import ScaleRepository
from samft_core.project.schema import ProjectRow
from samft_core.project.stored_names import verify_stored_names
from samft_core.project.versions import VersionRepository
from samft_core.project.waiting_boxes import WaitingBoxRepository
from samft_core.sam.spec import ModelSpec
from samft_core.security import network_places
from samft_core.security.accounts import account_name


class Project:
    """An open project. Methods may be called from any thread; each is one transaction."""

    def __init__(self, layout: Layout, database: Database, inspector: str) -> None:
        """Use ``create`` or ``open``."""
        self._context = context = ProjectContext(layout, database, inspector)
        self.ground_truth_files = context.mirror
        self.classes = ClassRepository(context)
        self.image_moves = ImageMoveRepository(context)
        self.image_files = ImageFileRepository(context, self.image_moves)
        self.images = ImageRepository(context, self.image_moves, self.image_files)
        self.image_locations = ImageLocationRepository(
            context, self.image_moves, self.image_files, self.images
        )
        self.removal = ImageRemovalRepository(context, self.image_files)
        rows = AnnotationRows(context, self.classes, self.images)
        self.annotations = AnnotationRepository(context, rows, self.classes, self.image_files, self.images)
        self.class_merges = ClassMergeRepository(context, self.classes, rows)
        self.imports = ImportRepository(context, self.images, rows)
        self.reviews = ReviewRepository(context, self.image_files, self.images, rows)
        self.waiting_boxes = WaitingBoxRepository(context)
        self.predictions = PredictionRepository(context, self.images)
        self.history = HistoryRepository(context)
        self.changes = ChangeRepository(context)
        self.runs = RunRepository(context)
        self.versions = VersionRepository(context)
        self.scale = ScaleRepository(context)
        self.coco_ids = CocoIdRepository(context)
        self.overview = OverviewRepository(context)
        self._opened_at = time.time()
        self._held: Lease | None = None
        self._copy: ReadOnlyCopy | None = None
        with database.reading() as session:
            row = session.get(ProjectRow, 1)
            if row is None:
                raise ProjectError(Message("project.no_project"), path=layout.database)
            # Before any of these names becomes a path.
            verify_stored_names(session, layout)
            network_places.opened_on(layout.folder)
            self.name = row.name
            self.base_model = ModelSpec.from_json(row.base_model)

    @classmethod
    def create(
        cls,
        folder: Path | str,
        *,
        name: str | None = None,
        base_model: ModelSpec = ModelSpec(),  # noqa: B008 - frozen, so sharing one is safe
        inspector: str | None = None,
    ) -> Self:
        """Make a new project in ``folder``, which may hold images but no project. Raises ProjectError."""
        layout = Layout.of(folder)
        problem = name_problem(layout.folder)
        if problem is not None:
            message = Message("project.cannot_make_here", reason=problem)
            raise ProjectError(message, path=layout.folder, remedy=Message("remedy.choose_other_folder"))
        refuse_occupied(layout)
        who = inspector or account_name()
        try:
            layout.folder.mkdir(parents=True, exist_ok=True)
            for path in (layout.models, layout.runs, layout.cache):
                make_folder(path)
        except OSError as error:
            remedy = Message("remedy.choose_writable_folder")
            raise ProjectError(
                Message("project.cannot_create", reason=error), path=layout.folder, remedy=remedy
            ) from error
        create_database(layout, name or layout.folder.name, base_model, who)
        return cls._open_to_write(layout, who, new=True)

    @classmethod
    def open(cls, folder: Path | str, *, inspector: str | None = None, look: bool = False) -> Self:
        """Open a project; migrates an older one after a backup. Raises ProjectError with a remedy.

        ``look`` opens a project that cannot be written (a read-only or full disk, another PC that has it
        open) all the same: ``read_only_reason`` then says why, and every change raises UnwritableError.
        """
        layout = Layout.of(folder)
        verify_own_paths(layout)
        try:
            # First of all: a restore that was cut left no database in its place.
            interrupted_restore.finish_interrupted(layout)
        except OSError as error:
            raise unwritable(layout.folder, error) from error
        if not layout.database.is_file():
            missing = not layout.folder.is_dir()
            message = Message("folder.missing") if missing else Message("project.not_one")
            remedy = Message("remedy.choose_project_or_make")
            raise ProjectError(message, path=layout.folder, remedy=remedy)
        who = inspector or account_name()
        try:
            return cls._open_to_write(layout, who)
        except UnwritableError as reason:
            if not look:
                raise
            return cls._open_to_look(layout, who, reason)

    @classmethod
    def _open_to_write(cls, layout: Layout, who: str, *, new: bool = False) -> Self:
        require_writable(layout)
        try:
            lease = Lease.take(layout.folder)
        except OSError as error:
            raise unwritable(layout.folder, error) from error
        database = None
        try:
            if not new:
                # After the claim, when it is known who else may still be writing.
                clear_leftovers(layout)
                migrate.bring_up_to_date(layout.database)
                back_up_when_due(layout)
            database = Database(layout.database, lease=lease)
            project = cls(layout, database, who)
            project._held = lease
            # What a killed program accepted and could not write any more.
            project.ground_truth_files.catch_up()
        except BaseException:
            if database is not None:
                database.close()
            lease.release()
            raise
        return project

    @classmethod
    def _open_to_look(cls, layout: Layout, who: str, reason: UnwritableError) -> Self:
        """Open a copy of the database, so that nothing is written where nothing can or may be."""
        copy = ReadOnlyCopy(layout.database)
        try:
            migrate.bring_up_to_date(copy.database)
            project = cls(layout, Database(copy.database, refusal=read_only_error(reason)), who)
        except BaseException:
            copy.remove()
            raise
        project._copy = copy
        return project

    @staticmethod
    def is_project(folder: Path | str) -> bool:
        """Whether ``folder`` holds a project."""
        layout = Layout.of(folder)
        return layout.database.is_file() or (layout.folder / RESTORING).is_file()

    def close(self) -> None:
        """Finish the mirror and close the database; the object is not to be used after."""
        # Files, then database, then claim: as long as anything is written, the project is held.
        self.ground_truth_files.finish()
        self._context.database.close()
        if self._copy is not None:
            self._copy.remove()
        if self._held is not None:
            self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """The project's folder, absolute."""
        return self._context.folder

    @property
    def inspector(self) -> str:
        """Who is at work; what is written from now on bears this name."""
        return self._context.inspector

    @inspector.setter
    def inspector(self, name: str) -> None:
        self._context.inspector = name

    @property
    def account(self) -> str:
        """The system's account that this runs on. Unlike the inspector's name, nobody can choose it."""
        return self._context.account

    @property
    def database_file(self) -> Path:
        """The database that is open: the project's own, or the copy of one that is only looked at."""
        return self._context.database.path

    @property
    def read_only_reason(self) -> UnwritableError | None:
        """Why the project can only be looked at; None where it can be changed."""
        return self._context.database.refusal

    def never_keep_waiting(self, wait: WaitForTurn | None = None) -> None:
        """On this thread, the window's, never stand still where another program writes just now.

        ``wait`` passes the time until it is done, see ``Database.never_keep_waiting``; without it BusyError
        is raised at once.
        """
        self._context.database.never_keep_waiting(threading.get_ident(), wait)

    def one_transaction(self) -> AbstractContextManager[None]:
        """Make what this thread changes inside one transaction, see ``Database.one_transaction``."""
        return self._context.database.one_transaction()

    def note_restore(self, backup: str, aside: str) -> None:
        """Say in the audit trail that a backup took the database's place."""
        with self._context.database.writing() as session:
            self._context.write_event(session, "project.restore", "project", backup=backup, replaced=aside)

    @property
    def cache_dir(self) -> Path:
        """What can be computed again; safe to delete."""
        return self._context.layout.cache

    @property
    def cache_root(self) -> Path:
        """What the cache must not lead out of: the project's folder, or the cache where it lies elsewhere."""
        inside = self._context.layout.cache.is_relative_to(self.folder)
        return self.folder if inside else self._context.layout.cache

    def set_base_model(self, base_model: ModelSpec) -> None:
        """Use another base model from now on; embeddings and versions of the old one no longer fit."""
        with self._context.database.writing() as session:
            row = self._context.row(session, ProjectRow, 1, "project")
            self._context.write_event(
                session, "project.base_model", "project", before=row.base_model, after=base_model.to_json()
            )
            row.base_model = base_model.to_json()
        self.base_model = base_model

    def back_up(self) -> Path:
        """Copy the database into the backups folder now."""
        verify_database(self._context.layout.database)
        return backups.back_up(self._context.layout.database)

    def check(
        self,
        *,
        pictures: bool = True,
        repair: bool = False,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> CheckReport:
        """Look for damage; ``pictures`` decodes every image, ``repair`` mends what needs no decision
        and notes the files of images that an earlier program added.

        Raises ProjectError naming the newest backup where the database itself is damaged.
        """
        if repair and self._context.database.refusal is not None:
            raise self._context.database.refusal
        self.ground_truth_files.settle()
        self.image_moves.follow_move()
        noted_files = self.image_files.note_files(on_progress=on_progress, cancel=cancel) if repair else 0
        report = check_project(
            self._context.layout,
            self._context.database,
            pictures=pictures,
            repair=repair,
            since=self._opened_at,
            on_progress=on_progress,
            cancel=cancel,
        )
        if noted_files:
            report.repaired.append(Message("check.files_noted", count=noted_files))
        return report

    def require_undamaged(self) -> None:
        """Raises DamagedError where values, audit trail or weights are not as SAMFT wrote them."""
        found = damage(self._context.layout, self._context.database)
        if found:
            first = found[0]
            more = len(found) - 1
            message = first if more == 0 else Message("row.and_more", first=first, count=more)
            remedy = Message("remedy.check_names_restore")
            raise DamagedError(message, path=self.folder, remedy=remedy)

    @contextmanager
    def unfinished(self, path: Path) -> Iterator[None]:
        """Remember that ``path`` outside the project is being written; the check finds it after a cut."""
        with nullcontext() if self._context.database.refusal else noted(self._context.layout, path):
            yield


def check_folder(
    folder: Path | str,
    *,
    pictures: bool = True,
    repair: bool = False,
    on_progress: OnProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> CheckReport:
    """Check a project that may be too damaged to be opened.

    Raises ProjectError where the database cannot be read at all, CancelledError.
    """
    try:
        opened = Project.open(folder, look=not repair)
    except DamagedError as error:
        layout = Layout.of(folder)
        verify_database(layout.database)
        database = Database(layout.database, refusal=read_only_error(UnwritableError(error.message)))
        try:
            report = check_project(
                layout,
                database,
                pictures=pictures,
                since=time.time(),
                on_progress=on_progress,
                cancel=cancel,
            )
            if error.message not in report.problems:  # what keeps it from being opened is one of them
                report.problems.insert(0, error.message)
            return report
        finally:
            database.close()
    with opened:
        return opened.check(pictures=pictures, repair=repair, on_progress=on_progress, cancel=cancel)
