"""The menu bar, as data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from app.actions.action_set import ActionSet
from app.language.live import say

_PROJECT = (
    "project.open project.new project.sample - project.add project.undo_import project.export -"
    " project.locate project.check_again project.check project.restore - project.close -"
    " app.inspector app.preferences app.quit"
)
_EDIT = (
    "edit.undo edit.redo - edit.delete - mask.grow mask.shrink mask.smooth mask.fill mask.islands"
    " - edit.cancel"
)
_IMAGE = (
    "image.next image.previous image.next_open image.useful image.copy_forward image.search - image.accept"
    " image.accept_next image.good image.reopen -"
    " image.try_again image.new_picture image.set_lot image.remove"
)
_REVIEW = (
    "review.mode review.approve review.return - view.history - review.required review.four_eyes"
    " review.shared_accounts"
)
_TOOLS = (
    "tool.select tool.box tool.point_add tool.point_remove - tool.brush tool.eraser tool.lasso_add"
    " tool.lasso_subtract tool.polygon_add tool.polygon_subtract - brush.larger brush.smaller - tool.pan"
)
_MODEL = (
    "predict.use predict.use_base predict.use_tuned predict.use_third predict.proposals predict.carry -"
    " predict.look predict.carry_all predict.several predict.next_box predict.take_all"
    " predict.drop_all - predict.show_base predict.show_tuned"
    " - model.train model.roll_back - model.embed_all model.base model.restart"
)
_VIEW = (
    "view.annotate view.training view.versions view.tasks - view.fit view.actual view.zoom_in view.zoom_out -"
    " view.flip view.wipe view.compare view.difference view.outline view.grid view.crosshair"
    " - view.adjust view.adjust_reset - view.scheme_system view.scheme_light view.scheme_dark view.large"
)
_HELP = "help.tour help.palette help.keys help.log help.selftest - help.about"


def build_menus(bar: QMenuBar, actions: ActionSet) -> None:
    """Fill the menu bar."""
    menus: tuple[tuple[Callable[[], str], str], ...] = (
        (lambda: QCoreApplication.translate("menus", "&Project"), _PROJECT),
        (lambda: QCoreApplication.translate("menus", "&Edit"), _EDIT),
        (lambda: QCoreApplication.translate("menus", "&Image"), _IMAGE),
        (lambda: QCoreApplication.translate("menus", "&Review"), _REVIEW),
        (lambda: QCoreApplication.translate("menus", "&Tools"), _TOOLS),
        (lambda: QCoreApplication.translate("menus", "&Model"), _MODEL),
        (lambda: QCoreApplication.translate("menus", "&View"), _VIEW),
        (lambda: QCoreApplication.translate("menus", "&Help"), _HELP),
    )
    for title, ids in menus:
        menu = bar.addMenu("")
        say(menu.setTitle, title)
        _fill(menu, ids, actions)


def _fill(menu: QMenu, ids: str, actions: ActionSet) -> None:
    for action_id in ids.split():
        if action_id == "-":
            menu.addSeparator()
        else:
            menu.addAction(actions[action_id])
