"""Opening, filling, checking and exporting a project, and what becomes of images whose files are away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from app.actions.ids import ActionId
from app.controllers.image_file_dialogs import ImageFileDialogs
from app.controllers.image_files import ImageFilesController
from app.controllers.project import ProjectController
from app.controllers.recovery import RecoveryController
from app.controllers.undo_import import UndoImportController
from app.theme.plain_text import ask_plainly
from app.window.handlers.table import HandlerTable
from samft_core.formats.registry import FORMATS
from samft_core.project.records import LARGEST_MM_PER_PIXEL


class ProjectHandlers(QObject):
    """Belongs to the window, and asks for folders over it."""

    def __init__(
        self,
        window: QWidget,
        *,
        project: ProjectController,
        image_files: ImageFilesController,
        file_dialogs: ImageFileDialogs,
        recovery: RecoveryController,
        undo_imports: UndoImportController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._project = project
        self._image_files = image_files
        self._file_dialogs = file_dialogs
        self._recovery = recovery
        self._undo_imports = undo_imports

    def table(self) -> HandlerTable:
        """The menu Project, and what can be done about an image's file."""
        return {
            ActionId.PROJECT_OPEN: self._open,
            ActionId.PROJECT_NEW: self._new,
            ActionId.PROJECT_SAMPLE: self._project.open_sample,
            ActionId.PROJECT_ADD: self._add,
            ActionId.PROJECT_EXPORT: self._export,
            ActionId.PROJECT_MEASURES: self._export_measures,
            ActionId.PROJECT_SCALE: self._set_scale,
            ActionId.PROJECT_LOCATE: self._file_dialogs.locate,
            ActionId.PROJECT_CHECK_AGAIN: self._image_files.check_again,
            ActionId.PROJECT_CHECK: self._recovery.check,
            ActionId.PROJECT_RESTORE: self._recovery.choose_restore,
            ActionId.PROJECT_UNDO_IMPORT: self._undo_imports.ask_first,
            ActionId.PROJECT_CLOSE: self._project.close,
            ActionId.IMAGE_TRY_AGAIN: self._image_files.try_again,
            ActionId.IMAGE_NEW_PICTURE: self._image_files.take_new_picture,
            ActionId.IMAGE_SET_LOT: self._file_dialogs.set_lot,
            ActionId.IMAGE_REMOVE: self._file_dialogs.remove,
        }

    def _open(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a project or a folder of images")
        )
        if folder:
            self._project.open_path(Path(folder))

    def _new(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a folder of images"))
        if folder:
            self._project.open_path(Path(folder))

    def _add(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Add the images of a folder"))
        if folder:
            self._project.add([Path(folder)])

    def _export(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Export into an empty folder"))
        if folder:
            self._choose_format(Path(folder))

    def _choose_format(self, folder: Path) -> None:
        written = [known for known in FORMATS if known.writes]
        dialog = QInputDialog(self._window)
        dialog.setObjectName("export_format")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Export ground truth"))
        ask_plainly(dialog, self.tr("In which format?"))
        dialog.setComboBoxItems([known.title for known in written])
        names = {known.title: known.name for known in written}
        dialog.textValueSelected.connect(lambda title: self._project.export(folder, names[title]))
        dialog.open()

    def _export_measures(self) -> None:
        kinds = self.tr("Tables (*.csv)")
        title = self.tr("Write the measures of all accepted objects")
        path, _kind = QFileDialog.getSaveFileName(self._window, title, "measures.csv", kinds)
        if path:
            self._project.export_measures(Path(path))

    def _set_scale(self) -> None:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("scale")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Set the scale"))
        ask_plainly(dialog, self.tr("How many millimetres is a pixel wide? 0: not known."))
        dialog.setInputMode(QInputDialog.InputMode.DoubleInput)
        dialog.setDoubleDecimals(6)
        dialog.setDoubleRange(0.0, LARGEST_MM_PER_PIXEL)
        dialog.setDoubleValue(self._project.mm_per_pixel or 0.0)
        dialog.doubleValueSelected.connect(lambda value: self._project.set_scale(value or None))
        dialog.open()
