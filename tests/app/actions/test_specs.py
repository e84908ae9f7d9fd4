from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.actions.specs import SPECS
from app.settings.settings import Settings
from app.theme.theme import Theme
from samft_core.resources import resource_path


def make(settings: Settings, theme: Theme) -> ActionSet:
    parent = QObject()
    actions = ActionSet(settings, theme.icons, parent)
    actions.keep = parent  # type: ignore[attr-defined]
    return actions


def test_no_key_is_given_twice() -> None:
    keys = [s.toString() for spec in SPECS if spec.key for s in QKeySequence.listFromString(spec.key)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_key_is_a_single_stroke() -> None:
    # A comma would make two keys one chord.
    for spec in SPECS:
        if spec.key:
            assert all(sequence.count() == 1 for sequence in QKeySequence.listFromString(spec.key)), spec.id


def test_ids_are_unique_and_icons_exist() -> None:
    assert len({spec.id for spec in SPECS}) == len(SPECS)
    for spec in SPECS:
        if spec.icon:
            assert resource_path("icons", f"{spec.icon}.svg").is_file()


def test_tooltips_name_the_key(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    assert actions[ActionId.IMAGE_GOOD].toolTip() == "Sign off as good  (Ctrl+G)"


def test_enabled_exactly_when_all_needs_hold(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    assert not actions[ActionId.IMAGE_ACCEPT].isEnabled()
    assert actions[ActionId.PROJECT_OPEN].isEnabled()
    actions.set_conditions({"image"})
    assert not actions[ActionId.IMAGE_ACCEPT].isEnabled()
    actions.set_conditions({"image", "acceptable"})
    assert actions[ActionId.IMAGE_ACCEPT].isEnabled()


def test_a_key_can_be_remapped_and_reset(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    settings.set_key(ActionId.IMAGE_GOOD, "Ctrl+J")
    assert actions[ActionId.IMAGE_GOOD].shortcut() == QKeySequence("Ctrl+J")
    assert "Ctrl+J" in actions[ActionId.IMAGE_GOOD].toolTip()
    settings.set_key(ActionId.IMAGE_GOOD, None)
    assert actions[ActionId.IMAGE_GOOD].shortcut() == QKeySequence("Ctrl+G")


def test_nothing_is_signed_off_by_a_slip_of_the_finger(settings: Settings, theme: Theme) -> None:
    (key,) = make(settings, theme)[ActionId.IMAGE_GOOD].shortcuts()
    assert key.toString().startswith("Ctrl+")  # a key alone lies beside another one


def test_handlers_get_the_state_of_checkable_actions_only(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    actions.set_conditions({"image", "any_image", "project"})
    heard: list[object] = []
    actions.wire({ActionId.IMAGE_NEXT: lambda: heard.append("next"), ActionId.VIEW_OUTLINE: heard.append})
    actions[ActionId.IMAGE_NEXT].trigger()
    actions[ActionId.VIEW_OUTLINE].trigger()
    assert heard == ["next", True]


def test_review_mode_takes_away_what_changes_masks(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    everything = {need for spec in SPECS for need in spec.needs}
    actions.set_conditions(everything)
    assert actions[ActionId.TOOL_BRUSH].isEnabled() and actions[ActionId.IMAGE_ACCEPT].isEnabled()
    actions.set_conditions(everything | {"reviewing"})
    for taken in (
        ActionId.TOOL_BOX,
        ActionId.TOOL_BRUSH,
        ActionId.MASK_GROW,
        ActionId.PREDICT_USE,
        ActionId.IMAGE_ACCEPT,
        ActionId.IMAGE_GOOD,
    ):
        assert not actions[taken].isEnabled(), taken
    for left in (
        ActionId.TOOL_PAN,
        ActionId.VIEW_ZOOM_IN,
        ActionId.IMAGE_NEXT,
        ActionId.REVIEW_APPROVE,
        ActionId.REVIEW_RETURN,
        ActionId.EDIT_UNDO,
    ):
        assert actions[left].isEnabled(), left


def test_menu_roles_do_not_depend_on_the_language(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    roles = {spec.id: action.menuRole() for spec, action in actions.all()}
    special = {name for name, role in roles.items() if role is not QAction.MenuRole.NoRole}
    assert special == {ActionId.APP_QUIT, ActionId.APP_PREFERENCES, ActionId.HELP_ABOUT}


def test_a_key_that_was_chosen_stays_with_its_action_when_another_gets_it_built_in(
    settings: Settings, theme: Theme
) -> None:
    actions = make(settings, theme)
    alone = next(spec for spec in SPECS if spec.key == "F11")
    settings.set_key(ActionId.PREDICT_USE_TUNED, "F11")
    assert [s.toString() for s in actions[ActionId.PREDICT_USE_TUNED].shortcuts()] == ["F11"]
    assert actions[alone.id].shortcuts() == []
    settings.set_key(ActionId.PREDICT_USE_TUNED, None)
    assert [s.toString() for s in actions[alone.id].shortcuts()] == ["F11"]
