"""What the machine's policy takes from this inspector: the actions stay in sight, but cannot be used."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.services.hub import Hub
from samft_core.security import it_policy
from samft_core.security.accounts import account_name

ACTIONS: dict[it_policy.Role, tuple[ActionId, ...]] = {
    "activate": (ActionId.MODEL_ROLL_BACK,),
    "fine_tune": (ActionId.MODEL_TRAIN,),
    "export": (ActionId.PROJECT_EXPORT, ActionId.PROJECT_MEASURES),
    "preferences": (
        ActionId.APP_PREFERENCES,
        ActionId.HELP_KEYS,
        ActionId.VIEW_LARGE,
        ActionId.VIEW_SCHEME_SYSTEM,
        ActionId.VIEW_SCHEME_LIGHT,
        ActionId.VIEW_SCHEME_DARK,
    ),
}
"""What a role opens. Whatever else leads there is refused by the core, with the same reason."""

CHANGING = (
    ActionId.PROJECT_ADD,
    ActionId.PROJECT_SCALE,
    ActionId.MODEL_TRAIN,
    ActionId.MODEL_ROLL_BACK,
    ActionId.REVIEW_MODE,
    ActionId.REVIEW_REQUIRED,
    ActionId.REVIEW_FOUR_EYES,
    ActionId.REVIEW_SHARED_ACCOUNTS,
)
"""What cannot be done with a project that is open only to look at, besides everything that changes masks."""


class Permissions(QObject):
    """Looks at the policy when a project is opened and when the inspector's name changes."""

    def __init__(self, hub: Hub, actions: ActionSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._actions = actions
        hub.projects.opened.connect(self.update)
        hub.projects.closed.connect(self.update)
        hub.settings.changed.connect(lambda name: self.update() if name == "flow/inspector" else None)
        self.update()

    @property
    def inspector(self) -> str:
        """Who is working."""
        projects = self._hub.projects
        if projects.is_open:
            return projects.project.inspector
        return self._hub.settings.inspector or account_name()

    def update(self) -> None:
        """Apply the policy as it is now."""
        who = self.inspector
        forbidden = [ids for role, ids in ACTIONS.items() if not it_policy.allows(role, who)]
        self._actions.forbid("policy", [action_id for ids in forbidden for action_id in ids])
        self._actions.forbid("read_only", CHANGING if self._hub.projects.read_only else ())
