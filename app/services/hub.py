"""All stores and services of one window, made in the right order and closed in the reverse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from app.services.background import Background
from app.services.command import JsonCommand
from app.services.database_wait import DatabaseWait
from app.services.engine import EngineService, engine_command
from app.services.errors import ErrorReporter
from app.services.images import ImageLoader, Picture, ThumbnailLoader, read_pixels
from app.services.reports import ReportService
from app.services.task_center import TaskCenter
from app.services.trainer import TrainerService, TrainingRequest, trainer_command
from app.services.wall_pictures import SIDE, WAITING, WallPictureMaker
from app.settings.settings import Settings
from app.settings.settings_file import SettingsError
from app.stores.annotations import AnnotationStore
from app.stores.notes import NoteStore
from app.stores.prediction import PredictionStore
from app.stores.problems import ProblemStore
from app.stores.project import ProjectStore
from app.stores.review import ReviewStore
from app.stores.selection import SelectionStore
from app.stores.uncertainty import UncertaintyStore
from app.stores.versions import VersionStore
from app.stores.waiting_boxes import WaitingBoxStore
from app.stores.wall import WallStore
from samft_core.security.accounts import account_name


class Hub(QObject):
    """Nothing here knows a widget. Tests pass other commands for the child processes."""

    def __init__(
        self,
        settings: Settings,
        *,
        engine: Callable[[Path], list[str]] = engine_command,
        trainer: Callable[[TrainingRequest], list[str]] = trainer_command,
        read_picture: Callable[[Path], Picture] = read_pixels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.reporter = ErrorReporter(self)
        # Pictures must not wait behind an import, so each has its own threads.
        self.background = Background(workers=2, name="samft-work", parent=self)
        self.pictures = Background(workers=2, name="samft-pictures", parent=self)
        self.tasks = TaskCenter(self.background, self)
        self.loader = ImageLoader(self.pictures, read_picture, parent=self)
        self.thumbnails = ThumbnailLoader(self.pictures, parent=self)
        self.engine = EngineService(engine, self)
        self.trainer = TrainerService(trainer, self)
        self.command = JsonCommand(self)
        self.reports = ReportService(self)
        self.database_wait = DatabaseWait(self)
        # What else is found out meanwhile is not to change the stores under the change that waits.
        self.database_wait.changed.connect(self.background.hold)
        self.projects = ProjectStore(self, wait_for_turn=self.database_wait)
        self.annotations = AnnotationStore(self.projects, self)
        self.reviews = ReviewStore(self.projects, self.annotations, self)
        self.predictions = PredictionStore(self)
        self.boxes = WaitingBoxStore(self.projects, self)
        self.models = VersionStore(self)
        self.uncertainties = UncertaintyStore(self)
        self.problems = ProblemStore(self)
        self.selection = SelectionStore(self)
        self.notes = NoteStore(self)
        self.wall = WallStore(self.projects, self.uncertainties, self)
        maker = WallPictureMaker(self.projects)
        self.wall_thumbnails = ThumbnailLoader(self.pictures, SIDE, maker, waiting=WAITING, parent=self)
        self.projects.classes.renamed.connect(self.selection.follow_class)
        settings.changed.connect(self._setting_changed)
        settings.failed.connect(self._settings_failed)

    def _setting_changed(self, name: str) -> None:
        # First of all who listen: what follows from a change of shift must find the new name in the project.
        if name == "flow/inspector" and self.projects.is_open:
            self.projects.project.inspector = self.settings.inspector or account_name()

    def _settings_failed(self, error: SettingsError) -> None:
        self.reporter.report(error, self.tr("The settings are not kept"))

    def close(self) -> None:
        """Leave: children first, then threads, then the database."""
        self.trainer.close()
        self.engine.close()
        self.command.close()
        self.reports.close()
        self.background.close()
        self.pictures.close()
        self.projects.close()
        self.settings.sync()
