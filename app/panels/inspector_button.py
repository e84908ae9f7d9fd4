"""Who is at work, and a change of inspector with one click, as shifts change and names must be right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import on_language
from app.settings.settings import Settings
from app.theme.plain_text import add_name, ask_plainly, plain, plain_button
from app.theme.theme import Theme


class InspectorButton(QToolButton):
    """Shows the name that is written beside every change; opens the names known at this station."""

    def __init__(self, settings: Settings, account: str, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._account = account
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.icons.bind(self, "inspector")
        self.menu_of_names = QMenu(self)
        self.menu_of_names.setToolTipsVisible(True)
        self.clicked.connect(self.open_menu)
        self._actions = actions
        settings.changed.connect(self._setting_changed)
        on_language(self, self._show)
        self._show()

    @property
    def name(self) -> str:
        """Who is at work."""
        return self._settings.inspector or self._account

    def open_menu(self) -> None:
        """Offer the names above the button, the latest first."""
        menu = self.menu_of_names
        menu.clear()
        group = QActionGroup(menu)
        names = self._settings.inspectors
        for name in names if self.name in names else [self.name, *names]:
            action = add_name(menu, name)
            action.setCheckable(True)
            action.setChecked(name == self.name)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, chosen=name: self._choose(chosen))
        menu.addSeparator()
        menu.addAction(self.tr("Another inspector…")).triggered.connect(self.ask_name)
        height = menu.sizeHint().height()
        menu.popup(self.mapToGlobal(QPoint(0, -height)))

    def ask_name(self) -> None:
        """Ask for a name that is not in the list yet."""
        dialog = QInputDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Who is at work?"))
        ask_plainly(dialog, self.tr("Your name, as it is written beside every change"))
        dialog.textValueSelected.connect(self._choose)
        dialog.open()

    def _choose(self, name: str) -> None:
        if name.strip():
            self._settings.inspector = name

    def _setting_changed(self, name: str) -> None:
        if name == "flow/inspector":
            self._show()

    def _show(self) -> None:
        self.setText(plain_button(self.name))
        keys = (
            self._actions[ActionId.APP_INSPECTOR].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        )
        tip = self.tr("{0} is at work. Click to change.").format(self.name)
        self.setToolTip(plain(f"{tip}  ({keys})" if keys else tip))
        self.setAccessibleName(tip)
