"""The window's actions as Qt knows them, made from their specifications."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.actions.ids import ActionId
from app.actions.specs import (
    MENU_ROLES,
    REPEATING,
    SPECS,
    WHILE_TYPING,
    ActionSpec,
    Condition,
    action_text,
    changes_masks,
    unavailable_because,
)
from app.language.live import on_language
from app.settings.settings import Settings
from app.theme.icons import IconSet
from app.theme.plain_text import plain


class ActionSet(QObject):
    """The window's QActions, made from SPECS.

    One shortcut, icon and tooltip each, enabled by published conditions.
    """

    def __init__(self, settings: Settings, icons: IconSet, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._conditions: frozenset[Condition] = frozenset()
        self._forbidden: dict[str, frozenset[ActionId]] = {}
        self._passes: list[QKeySequence] = []
        self._actions: dict[ActionId, QAction] = {}
        self._specs = {spec.id: spec for spec in SPECS}
        groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            action = QAction(self)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(spec.id in REPEATING)
            action.setMenuRole(MENU_ROLES.get(spec.id, QAction.MenuRole.NoRole))
            if spec.icon:
                icons.bind(action, spec.icon)
            if spec.group:
                group = groups.setdefault(spec.group, QActionGroup(self))
                group.addAction(action)
            self._actions[spec.id] = action
        self.retranslate()
        self.set_conditions(())
        settings.changed.connect(self._setting_changed)
        on_language(parent, self.retranslate)

    def __getitem__(self, action_id: ActionId) -> QAction:
        return self._actions[action_id]

    def all(self) -> Iterable[tuple[ActionSpec, QAction]]:
        """Every spec with its action, in the order of SPECS."""
        return ((spec, self._actions[spec.id]) for spec in SPECS)

    def wire(
        self,
        handlers: dict[ActionId, Callable[..., object]],
        may_run: Callable[[ActionId], bool] = lambda _id: True,
    ) -> None:
        """Wire actions to handlers; a checkable one passes its new state, the others nothing.

        ``may_run`` is asked first, with the action's id; where it says no, nothing happens.
        """
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(
                # Bound as defaults: a closure would see the loop's last action in all of them.
                lambda checked=False, chosen=action_id, run=handler: self._run(chosen, run, may_run, checked)
            )

    def _run(
        self,
        action_id: ActionId,
        run: Callable[..., object],
        may_run: Callable[[ActionId], bool],
        checked: bool,
    ) -> None:
        spec = self._specs[action_id]
        action = self._actions[action_id]
        if may_run(action_id):
            run(checked) if spec.checkable else run()
        elif spec.checkable and not spec.group:
            # Qt has switched it already.
            action.setChecked(not checked)

    def set_conditions(self, conditions: Iterable[Condition]) -> None:
        """Publish what holds now; enables exactly the actions whose needs are met.

        While "reviewing", and where the project is open only to look at, nothing that changes masks.
        """
        self._conditions = frozenset(conditions)
        reviewing = not self._conditions.isdisjoint(("reviewing", "read_only"))
        for spec in SPECS:
            taken_away = self._is_forbidden(spec.id) or (reviewing and changes_masks(spec))
            usable = self._conditions.issuperset(spec.needs) and not taken_away
            self._actions[spec.id].setEnabled(usable)

    def forbid(self, by: str, action_ids: Iterable[ActionId]) -> None:
        """Take actions away, whatever holds; ``by`` names who does, and replaces what it took before."""
        self._forbidden[by] = frozenset(action_ids)
        self.set_conditions(self._conditions)
        self.retranslate()

    def _is_forbidden(self, action_id: ActionId) -> bool:
        return any(action_id in ids for ids in self._forbidden.values())

    def let_pass(self, sequence: QKeySequence) -> None:
        """Let a key that is no action's through while an editor is open, such as the kiosk's way out."""
        self._passes.append(sequence)

    def works_while_typing(self, keys: QKeyCombination) -> bool:
        """Whether a key means the same while an editor is open as it does without one."""
        # Asked of the actions, as keys can be remapped.
        own = (sequence for name in WHILE_TYPING for sequence in self._actions[name].shortcuts())
        exact = QKeySequence.SequenceMatch.ExactMatch
        return any(QKeySequence(keys).matches(sequence) == exact for sequence in [*own, *self._passes])

    def _chosen_keys(self) -> list[QKeySequence]:
        """The keys that the user gave to actions which have others of their own."""
        chosen = ((spec.key, self._settings.key_for(spec.id, spec.key)) for spec in SPECS)
        return [
            sequence
            for built_in, keys in chosen
            if keys and keys != built_in
            for sequence in QKeySequence.listFromString(keys)
        ]

    def retranslate(self) -> None:
        """Set texts, keys and tooltips again, after a change of language or keys."""
        chosen = self._chosen_keys()
        for spec, action in self.all():
            text = action_text(spec)
            action.setText(text)
            keys = self._settings.key_for(spec.id, spec.key)
            sequences = QKeySequence.listFromString(keys) if keys else []
            if keys == spec.key:
                # A key that somebody chose stays theirs when a later version gives it to a new command.
                sequences = [sequence for sequence in sequences if sequence not in chosen]
            action.setShortcuts(sequences)
            shown = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
            tip = f"{text.rstrip('…')}  ({shown})" if shown else text.rstrip("…")
            if spec.tip:
                tip += "\n" + QCoreApplication.translate("actions", spec.tip)
            if self._is_forbidden(spec.id):
                tip += "\n" + unavailable_because(spec.id in self._forbidden.get("read_only", ()))
            action.setToolTip(plain(tip))

    def _setting_changed(self, name: str) -> None:
        if name.startswith("keys/"):
            self.retranslate()
