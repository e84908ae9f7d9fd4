"""The ids of the commands: always the same ones, and written in one place."""

from __future__ import annotations

import ast
from pathlib import Path

from app.actions.ids import ActionId
from app.actions.specs import SPECS

ROOT = Path(__file__).parent.parent.parent.parent
FOLDERS = ("app", "packaging", "benchmarks", "tests/app", "tests/e2e")
ABOUT_THE_TEXT = (
    "app/actions/ids.py",
    "tests/app/actions/test_ids.py",
    "tests/app/settings/test_legacy_ini.py",
    "tests/app/settings/test_settings_file.py",
)
"""Where ids stand as they are kept, in the enumeration and in settings files."""
KEPT = """
    project.open project.new project.sample project.add project.export project.measures project.scale
    project.locate
    project.check_again project.check project.restore project.undo_import project.close app.quit
    image.next image.previous image.next_open image.useful image.copy_forward image.accept
    image.accept_next image.good image.reopen image.try_again image.new_picture image.set_lot
    image.remove image.search edit.undo edit.redo edit.delete edit.cancel tool.select tool.box
    tool.brush tool.eraser tool.lasso_add tool.lasso_subtract tool.polygon_add tool.polygon_subtract
    tool.point_add tool.point_remove tool.pan brush.smaller brush.larger brush.spare
    mask.grow mask.shrink
    mask.smooth mask.fill mask.islands object.copy object.paste object.paste_next
    object.duplicate object.split
    object.merge object.lock object.unlock object.hide object.show_all
    predict.use predict.use_base predict.use_tuned predict.use_third
    predict.carry predict.proposals predict.several predict.look predict.carry_all predict.next_box
    predict.take_all predict.drop_all predict.show_base predict.show_tuned view.fit view.actual
    view.fit_object view.keep_zoom view.navigator
    view.zoom_in view.zoom_out view.flip view.compare view.wipe view.difference view.outline view.grid
    view.crosshair view.adjust view.adjust_reset view.large view.scheme_system view.scheme_light
    view.scheme_dark view.annotate view.training view.versions view.tasks view.history view.wall view.images
    view.side view.alone review.mode
    review.approve review.return review.required review.four_eyes review.shared_accounts
    predict.queue predict.queue_next model.train
    model.roll_back model.embed_all model.base model.restart help.palette help.tour help.keys
    app.inspector app.preferences help.selftest help.log help.about
"""
"""People have set keys under these ids. One may be added here; none may change or go."""


def test_no_id_has_changed() -> None:
    assert [action_id.value for action_id in ActionId] == KEPT.split()


def test_each_command_is_specified_once() -> None:
    assert sorted(spec.id for spec in SPECS) == sorted(ActionId)


def test_the_family_is_the_part_before_the_dot() -> None:
    assert ActionId.TOOL_LASSO_ADD.family == "tool"
    assert {action_id.family for action_id in ActionId} == {
        action_id.split(".")[0] for action_id in KEPT.split()
    }


def _written_out(source: str) -> list[str]:
    """The strings of a module that are an id of a command, hold one as a word, or are put together to one."""
    found = []
    families = tuple(f"{action_id.family}." for action_id in ActionId)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [word for word in node.value.split() if word in KEPT.split()]
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            if start.startswith(families) and any(word.startswith(start) for word in KEPT.split()):
                found.append(start)
    return found


def test_no_id_is_written_out_beside_the_enumeration() -> None:
    homes = [ROOT / name for name in ABOUT_THE_TEXT]
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if path not in homes]
    written = {str(path.relative_to(ROOT)): _written_out(path.read_text("utf-8")) for path in files}
    assert len(files) > 150
    assert {path: ids for path, ids in written.items() if ids} == {}


def test_a_written_id_would_be_found() -> None:
    assert _written_out('run("image.accept")') == ["image.accept"]
    assert _written_out('menu = "edit.undo - edit.redo"') == ["edit.undo", "edit.redo"]
    assert _written_out('run(f"tool.{name}")') == ["tool."]
    assert _written_out('Message("image.missing")') == []
