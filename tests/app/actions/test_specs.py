from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.actions.action_set import ActionSet
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
    assert actions["image.good"].toolTip() == "Sign off as good  (Ctrl+G)"


def test_enabled_exactly_when_all_needs_hold(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    assert not actions["image.accept"].isEnabled()
    assert actions["project.open"].isEnabled()
    actions.set_conditions({"image"})
    assert not actions["image.accept"].isEnabled()
    actions.set_conditions({"image", "acceptable"})
    assert actions["image.accept"].isEnabled()


def test_a_key_can_be_remapped_and_reset(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    settings.set_key("image.good", "Ctrl+J")
    assert actions["image.good"].shortcut() == QKeySequence("Ctrl+J")
    assert "Ctrl+J" in actions["image.good"].toolTip()
    settings.set_key("image.good", None)
    assert actions["image.good"].shortcut() == QKeySequence("Ctrl+G")


def test_nothing_is_signed_off_by_a_slip_of_the_finger(settings: Settings, theme: Theme) -> None:
    (key,) = make(settings, theme)["image.good"].shortcuts()
    assert key.toString().startswith("Ctrl+")  # a key alone lies beside another one


def test_handlers_get_the_state_of_checkable_actions_only(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    actions.set_conditions({"image", "any_image", "project"})
    heard: list[object] = []
    actions.wire({"image.next": lambda: heard.append("next"), "view.outline": heard.append})
    actions["image.next"].trigger()
    actions["view.outline"].trigger()
    assert heard == ["next", True]


def test_review_mode_takes_away_what_changes_masks(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    everything = {need for spec in SPECS for need in spec.needs}
    actions.set_conditions(everything)
    assert actions["tool.brush"].isEnabled() and actions["image.accept"].isEnabled()
    actions.set_conditions(everything | {"reviewing"})
    for taken in ("tool.box", "tool.brush", "mask.grow", "predict.use", "image.accept", "image.good"):
        assert not actions[taken].isEnabled(), taken
    for left in ("tool.pan", "view.zoom_in", "image.next", "review.approve", "review.return", "edit.undo"):
        assert actions[left].isEnabled(), left


def test_menu_roles_do_not_depend_on_the_language(settings: Settings, theme: Theme) -> None:
    actions = make(settings, theme)
    roles = {spec.id: action.menuRole() for spec, action in actions.all()}
    special = {name for name, role in roles.items() if role is not QAction.MenuRole.NoRole}
    assert special == {"app.quit", "app.preferences", "help.about"}
