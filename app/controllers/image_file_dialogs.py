"""The questions before an image is found, put into a lot, or taken out of a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from app.controllers.base_models import BaseModelController
from app.controllers.image_files import ImageFilesController
from app.dialogs.confirmation import QuestionDialog
from app.services.hub import Hub
from app.theme.plain_text import ask_plainly
from app.theme.theme import Theme
from samft_core.project.records import ImageRecord, ImageState
from samft_core.sam.spec import BUILT_IN, CHECKPOINTS

if TYPE_CHECKING:
    from samft_core.sam.base_models import InstalledBase


class ImageFileDialogs(QObject):
    """Asks about the selected image, then lets the controller do it."""

    def __init__(
        self, hub: Hub, files: ImageFilesController, bases: BaseModelController, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bases = bases
        self._hub = hub
        self._files = files
        self._theme = theme
        self._window = window

    def locate(self) -> None:
        """Where are the missing images now?"""
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Where are the images now?"))
        if folder:
            self._files.locate(Path(folder))

    def set_lot(self) -> None:
        """Which lot is the selected image of?"""
        image = self._image()
        if image is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("lot")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Set the lot"))
        ask_plainly(dialog, self.tr("Images of one lot stay together when data is split. Empty: no lot."))
        dialog.setTextValue(image.group)
        dialog.textValueSelected.connect(lambda lot: self._files.set_lot(image.id, lot))
        dialog.open()

    def remove(self) -> None:
        """Shall the selected image go, with what goes with it?"""
        image = self._image()
        if image is None:
            return
        goes = self.tr("%n masks go with it", "", image.annotation_count)
        if image.state is ImageState.GOOD:
            goes = self.tr("Its sign-off as good goes with it")
        question = QuestionDialog(
            self.tr("Remove {0} from the project?").format(image.name),
            [
                self.tr("{0}. The file itself stays where it is.").format(goes),
                self.tr("The project's record keeps what was drawn; Undo on the picture brings it back."),
            ],
            yes=self.tr("Remove"),
            colors=self._theme.colors,
            parent=self._window,
            warn=True,
        )
        question.accepted.connect(lambda: self._files.remove(image.id))
        question.open()

    def base_model(self) -> None:
        """Which base model shall the project use? Base packs that are installed are offered, too."""
        project = self._hub.projects.project

        def found(bases: list[InstalledBase]) -> None:
            if self._hub.projects.is_open and self._hub.projects.project is project:
                self._ask_base([*BUILT_IN, *(base.name for base in bases)])

        self._bases.find(found)

    def _ask_base(self, names: list[str]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("base")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Change the base model"))
        ask_plainly(dialog, self.tr("Model versions fit only the base model that they were made for."))
        dialog.setComboBoxItems(names)
        dialog.setTextValue(self._hub.projects.project.base_model.name)
        dialog.textValueSelected.connect(self._base_chosen)
        dialog.open()

    def _base_chosen(self, name: str) -> None:
        if name not in CHECKPOINTS:
            self._files.set_base_model(name, None)
            return
        title = self.tr("The checkpoint of {0}").format(name)
        kinds = self.tr("Checkpoints (*.pth)")
        path, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if path:
            self._files.set_base_model(name, Path(path))

    def _image(self) -> ImageRecord | None:
        image_id = self._hub.selection.image_id
        return None if image_id is None else self._hub.projects.image(image_id)
