"""The base models that a project may use: asked when one is made, and when its base model is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.dialogs.new_project import NewProjectDialog
from app.services.hub import Hub
from app.services.opening import Plan

if TYPE_CHECKING:
    from samft_core.sam.base_models import InstalledBase


class BaseModelController(QObject):
    """Belongs to the window. Base packs are looked for in the background: their folder may be a share."""

    def __init__(self, hub: Hub, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._window = window

    def choose_for(self, plan: Plan, go: Callable[[Plan], None]) -> None:
        """Ask for the base model of a project to be made, where there is a choice, then go on."""

        def found(bases: list[InstalledBase]) -> None:
            if not bases:
                go(plan)
                return
            name = plan.project.name if plan.source is None else plan.source.name
            dialog = NewProjectDialog(name, bases, self._window)
            dialog.chosen.connect(lambda base: go(replace(plan, base=base)))
            dialog.open()

        self.find(found)

    def find(self, found: Callable[[list[InstalledBase]], None]) -> None:
        """Look for the base packs that a project may use; ``found`` gets them, none where that fails."""

        def read(_token: object) -> list[InstalledBase]:
            # Archives and signatures are imported off the GUI thread.
            from samft_core.sam.base_models import usable  # noqa: PLC0415

            return usable()

        def failed(error: BaseException) -> None:
            self._hub.reporter.report(error, self.tr("The base packs cannot be listed"))
            found([])

        self._hub.background.run_task(read, done=found, failed=failed)
