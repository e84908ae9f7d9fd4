"""What is set in the preferences, applied when the window is made and again whenever it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.widget import CanvasWidget
from app.controllers.canvas_presenter import CanvasPresenter
from app.controllers.prefetching import PrefetchController
from app.dialogs.display import DisplayPanel
from app.panels.undo_note import UndoNote
from app.services.images import ImageLoader
from app.settings.settings import Settings
from app.window.navigator import Navigator

MEGABYTE = 1_000_000


class AppliedChoices(QObject):
    """Keeps canvas, actions and services as the settings are.

    What is changed on the picture itself, such as the size of the brush, is kept for the next start where
    the setting ``keep_view`` says so.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        actions: ActionSet,
        canvas: CanvasWidget,
        presenter: CanvasPresenter,
        prefetching: PrefetchController,
        loader: ImageLoader,
        note: UndoNote,
        navigator: Navigator,
        display: DisplayPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions = actions
        self._canvas = canvas
        self._presenter = presenter
        self._prefetching = prefetching
        self._loader = loader
        self._note = note
        self._navigator = navigator
        self._display = display
        for apply in self._all().values():
            apply()
        settings.changed.connect(self._changed)
        canvas.brush_size_changed.connect(self._keep_brush)
        display.opacity_changed.connect(self._keep_fill)
        for action_id, name in (
            (ActionId.VIEW_OUTLINE, "outlines"),
            (ActionId.VIEW_GRID, "grid"),
            (ActionId.VIEW_CROSSHAIR, "crosshair"),
            (ActionId.BRUSH_SPARE, "spare_others"),
        ):
            actions[action_id].triggered.connect(lambda on, chosen=name: self._keep_flag(chosen, on))

    def _all(self) -> dict[str, Callable[[], object]]:
        """How each setting is applied, by its key."""
        settings = self._settings
        canvas = self._canvas
        return {
            "view/keep_zoom": self._apply_zoom,
            "view/wheel_pans": lambda: setattr(canvas.input, "wheel_pans", settings.wheel_pans),
            "view/wheel_reversed": lambda: setattr(canvas.input, "wheel_reversed", settings.wheel_reversed),
            "view/labels": lambda: canvas.set_labels(settings.labels),
            "view/navigator": self._apply_navigator,
            "view/outlines": self._apply_outlines,
            "view/grid": self._apply_grid,
            "view/crosshair": self._apply_crosshair,
            "view/fill": lambda: self._display.opacity.setValue(settings.fill),
            "flow/spare_others": self._apply_sparing,
            "flow/brush": lambda: canvas.set_brush_size(settings.brush),
            "flow/note_seconds": lambda: self._note.set_seconds(settings.note_seconds),
            "flow/prefetched": lambda: self._prefetching.set_reach(settings.prefetched),
            "flow/image_memory": lambda: self._loader.set_limit(settings.image_memory * MEGABYTE),
        }

    def _changed(self, key: str) -> None:
        apply = self._all().get(key)
        if apply is not None:
            apply()

    def _apply_zoom(self) -> None:
        self._canvas.keep_view = self._settings.keep_zoom
        self._actions[ActionId.VIEW_KEEP_ZOOM].setChecked(self._settings.keep_zoom)

    def _apply_navigator(self) -> None:
        self._navigator.set_wanted(self._settings.navigator)
        self._actions[ActionId.VIEW_NAVIGATOR].setChecked(self._settings.navigator)

    def _apply_outlines(self) -> None:
        self._canvas.set_outline_only(self._settings.outlines)
        self._actions[ActionId.VIEW_OUTLINE].setChecked(self._settings.outlines)

    def _apply_grid(self) -> None:
        self._canvas.set_pixel_grid(self._settings.grid)
        self._actions[ActionId.VIEW_GRID].setChecked(self._settings.grid)

    def _apply_crosshair(self) -> None:
        self._canvas.set_crosshair(self._settings.crosshair)
        self._actions[ActionId.VIEW_CROSSHAIR].setChecked(self._settings.crosshair)

    def _apply_sparing(self) -> None:
        self._presenter.set_sparing(self._settings.spare_others)
        self._actions[ActionId.BRUSH_SPARE].setChecked(self._settings.spare_others)

    def _keep_flag(self, name: str, on: bool) -> None:
        if self._settings.keep_view:
            setattr(self._settings, name, on)

    def _keep_brush(self, diameter: int) -> None:
        if self._settings.keep_view:
            self._settings.brush = diameter

    def _keep_fill(self, opacity: float) -> None:
        if self._settings.keep_view:
            self._settings.fill = round(opacity * 100)
