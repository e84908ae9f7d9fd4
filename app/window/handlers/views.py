"""How the picture is shown: zoom, comparison of versions, display, colours, and the side panel's pages."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.canvas.items import ComparisonMode
from app.canvas.widget import CanvasWidget
from app.controllers.canvas_presenter import CanvasPresenter
from app.dialogs.display import DisplayPanel
from app.settings.settings import Scheme, Settings
from app.window.handlers.table import HandlerTable
from app.window.tabs import TABS

MODES = {
    ActionId.VIEW_FLIP: ComparisonMode.HOLD,
    ActionId.VIEW_COMPARE: ComparisonMode.SIDE_BY_SIDE,
    ActionId.VIEW_WIPE: ComparisonMode.WIPE,
}
SCHEMES: dict[ActionId, Scheme] = {
    ActionId.VIEW_SCHEME_SYSTEM: "system",
    ActionId.VIEW_SCHEME_LIGHT: "light",
    ActionId.VIEW_SCHEME_DARK: "dark",
}
ON_AT_THE_START = (
    ActionId.PREDICT_SHOW_BASE,
    ActionId.PREDICT_SHOW_TUNED,
    ActionId.VIEW_GRID,
    ActionId.VIEW_CROSSHAIR,
)


class ViewHandlers(QObject):
    """Belongs to the window; ``display`` is the dialog for brightness, contrast and fill."""

    def __init__(
        self,
        window: QWidget,
        *,
        canvas: CanvasWidget,
        presenter: CanvasPresenter,
        settings: Settings,
        actions: ActionSet,
        pages: QStackedWidget,
    ) -> None:
        super().__init__(window)
        self._canvas = canvas
        self._presenter = presenter
        self._settings = settings
        self._actions = actions
        self._pages = pages
        self.display = DisplayPanel(canvas)
        for action_id in ON_AT_THE_START:
            actions[action_id].setChecked(True)
        self.display.changed.connect(canvas.set_display_adjustment)
        self.display.opacity_changed.connect(canvas.set_opacity)

    def table(self) -> HandlerTable:
        """Everything of the menu View."""
        canvas = self._canvas
        table: HandlerTable = {
            ActionId.VIEW_FIT: canvas.fit,
            ActionId.VIEW_FIT_OBJECT: self._presenter.show_selection,
            ActionId.VIEW_ACTUAL: canvas.actual,
            ActionId.VIEW_ZOOM_IN: canvas.zoom_in,
            ActionId.VIEW_ZOOM_OUT: canvas.zoom_out,
            ActionId.VIEW_OUTLINE: canvas.set_outline_only,
            ActionId.VIEW_GRID: canvas.set_pixel_grid,
            ActionId.VIEW_CROSSHAIR: canvas.set_crosshair,
            ActionId.VIEW_DIFFERENCE: self._presenter.set_difference,
            ActionId.VIEW_ADJUST: lambda: self.display.setVisible(not self.display.isVisible()),
            ActionId.VIEW_ADJUST_RESET: self.display.reset,
            ActionId.VIEW_LARGE: self._set_large,
            ActionId.VIEW_KEEP_ZOOM: self._keep_zoom,
            ActionId.VIEW_NAVIGATOR: self._set_navigator,
        }
        for mode in MODES:
            table[mode] = lambda on, chosen=mode: self._compare(chosen, on)
        for action_id, scheme in SCHEMES.items():
            table[action_id] = lambda _on, chosen=scheme: self._set_scheme(chosen)
        for tab in TABS:
            table[tab] = lambda _on, chosen=tab: self.show_tab(chosen)
        return table

    def show_tab(self, tab: ActionId) -> None:
        """Open one of the side panel's pages."""
        self._pages.setCurrentIndex(TABS.index(tab))
        self._actions[tab].setChecked(True)

    def mark_scheme(self) -> None:
        """Mark colours and size as they are set."""
        for action_id, scheme in SCHEMES.items():
            if scheme == self._settings.scheme:
                self._actions[action_id].setChecked(True)
        self._actions[ActionId.VIEW_LARGE].setChecked(self._settings.large_targets)

    def _compare(self, action_id: ActionId, on: bool) -> None:
        for other in MODES:
            self._actions[other].setChecked(on and other == action_id)
        self._presenter.set_mode(MODES[action_id] if on else ComparisonMode.OVERLAY)

    def _set_scheme(self, scheme: Scheme) -> None:
        self._settings.scheme = scheme

    def _keep_zoom(self, on: bool) -> None:
        self._settings.keep_zoom = on

    def _set_navigator(self, on: bool) -> None:
        self._settings.navigator = on

    def _set_large(self, on: bool) -> None:
        self._settings.large_targets = on
