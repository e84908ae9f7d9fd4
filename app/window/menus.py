"""The menu bar, as data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_text

SEPARATOR = None
Items = tuple[ActionId | None, ...]
"""A menu's commands in their order, with separators."""

_PROJECT: Items = (
    ActionId.PROJECT_OPEN,
    ActionId.PROJECT_NEW,
    ActionId.PROJECT_SAMPLE,
    SEPARATOR,
    ActionId.PROJECT_ADD,
    ActionId.PROJECT_UNDO_IMPORT,
    ActionId.PROJECT_EXPORT,
    ActionId.PROJECT_MEASURES,
    SEPARATOR,
    ActionId.PROJECT_SCALE,
    ActionId.PROJECT_LOCATE,
    ActionId.PROJECT_CHECK_AGAIN,
    ActionId.PROJECT_CHECK,
    ActionId.PROJECT_RESTORE,
    SEPARATOR,
    ActionId.PROJECT_CLOSE,
    SEPARATOR,
    ActionId.APP_INSPECTOR,
    ActionId.APP_PREFERENCES,
    ActionId.APP_QUIT,
)
_EDIT: Items = (
    ActionId.EDIT_UNDO,
    ActionId.EDIT_REDO,
    SEPARATOR,
    ActionId.OBJECT_COPY,
    ActionId.OBJECT_PASTE,
    ActionId.OBJECT_PASTE_NEXT,
    ActionId.OBJECT_DUPLICATE,
    ActionId.EDIT_DELETE,
    SEPARATOR,
    ActionId.OBJECT_SPLIT,
    ActionId.OBJECT_MERGE,
    ActionId.OBJECT_LOCK,
    ActionId.OBJECT_UNLOCK,
    ActionId.OBJECT_HIDE,
    ActionId.OBJECT_SHOW_ALL,
    SEPARATOR,
    ActionId.MASK_GROW,
    ActionId.MASK_SHRINK,
    ActionId.MASK_SMOOTH,
    ActionId.MASK_FILL,
    ActionId.MASK_ISLANDS,
    SEPARATOR,
    ActionId.EDIT_CANCEL,
)
_IMAGE: Items = (
    ActionId.IMAGE_NEXT,
    ActionId.IMAGE_PREVIOUS,
    ActionId.IMAGE_NEXT_OPEN,
    ActionId.IMAGE_USEFUL,
    ActionId.IMAGE_COPY_FORWARD,
    ActionId.IMAGE_SEARCH,
    SEPARATOR,
    ActionId.IMAGE_ACCEPT,
    ActionId.IMAGE_ACCEPT_NEXT,
    ActionId.IMAGE_GOOD,
    ActionId.IMAGE_REOPEN,
    SEPARATOR,
    ActionId.IMAGE_TRY_AGAIN,
    ActionId.IMAGE_NEW_PICTURE,
    ActionId.IMAGE_SET_LOT,
    ActionId.IMAGE_REMOVE,
)
_REVIEW: Items = (
    ActionId.REVIEW_MODE,
    ActionId.REVIEW_APPROVE,
    ActionId.REVIEW_RETURN,
    SEPARATOR,
    ActionId.VIEW_HISTORY,
    SEPARATOR,
    ActionId.REVIEW_REQUIRED,
    ActionId.REVIEW_FOUR_EYES,
    ActionId.REVIEW_SHARED_ACCOUNTS,
)
DRAWING_TOOLS: Items = (
    ActionId.TOOL_SELECT,
    ActionId.TOOL_BOX,
    ActionId.TOOL_POINT_ADD,
    ActionId.TOOL_POINT_REMOVE,
    SEPARATOR,
    ActionId.TOOL_BRUSH,
    ActionId.TOOL_ERASER,
    ActionId.TOOL_LASSO_ADD,
    ActionId.TOOL_LASSO_SUBTRACT,
    ActionId.TOOL_POLYGON_ADD,
    ActionId.TOOL_POLYGON_SUBTRACT,
    SEPARATOR,
    ActionId.BRUSH_LARGER,
    ActionId.BRUSH_SMALLER,
    SEPARATOR,
    ActionId.TOOL_PAN,
)
"""What the *Tools* menu and the strip beside the picture begin with, in the same order."""
_TOOLS: Items = (*DRAWING_TOOLS, SEPARATOR, ActionId.BRUSH_SPARE)
_MODEL: Items = (
    ActionId.PREDICT_USE,
    ActionId.PREDICT_USE_BASE,
    ActionId.PREDICT_USE_TUNED,
    ActionId.PREDICT_USE_THIRD,
    ActionId.PREDICT_PROPOSALS,
    ActionId.PREDICT_CARRY,
    SEPARATOR,
    ActionId.PREDICT_LOOK,
    ActionId.PREDICT_CARRY_ALL,
    ActionId.PREDICT_QUEUE,
    ActionId.PREDICT_QUEUE_NEXT,
    ActionId.PREDICT_SEVERAL,
    ActionId.PREDICT_NEXT_BOX,
    ActionId.PREDICT_TAKE_ALL,
    ActionId.PREDICT_DROP_ALL,
    SEPARATOR,
    ActionId.PREDICT_SHOW_BASE,
    ActionId.PREDICT_SHOW_TUNED,
    SEPARATOR,
    ActionId.MODEL_TRAIN,
    ActionId.MODEL_ROLL_BACK,
    SEPARATOR,
    ActionId.MODEL_EMBED_ALL,
    ActionId.MODEL_BASE,
    ActionId.MODEL_RESTART,
)
_VIEW: Items = (
    ActionId.VIEW_ANNOTATE,
    ActionId.VIEW_TRAINING,
    ActionId.VIEW_VERSIONS,
    ActionId.VIEW_TASKS,
    ActionId.VIEW_WALL,
    SEPARATOR,
    ActionId.VIEW_IMAGES,
    ActionId.VIEW_SIDE,
    ActionId.VIEW_ALONE,
    SEPARATOR,
    ActionId.VIEW_FIT,
    ActionId.VIEW_FIT_OBJECT,
    ActionId.VIEW_ACTUAL,
    ActionId.VIEW_ZOOM_IN,
    ActionId.VIEW_ZOOM_OUT,
    ActionId.VIEW_KEEP_ZOOM,
    ActionId.VIEW_NAVIGATOR,
    SEPARATOR,
    ActionId.VIEW_FLIP,
    ActionId.VIEW_WIPE,
    ActionId.VIEW_COMPARE,
    ActionId.VIEW_DIFFERENCE,
    ActionId.VIEW_OUTLINE,
    ActionId.VIEW_GRID,
    ActionId.VIEW_CROSSHAIR,
    SEPARATOR,
    ActionId.VIEW_ADJUST,
    ActionId.VIEW_ADJUST_RESET,
    SEPARATOR,
    ActionId.VIEW_SCHEME_SYSTEM,
    ActionId.VIEW_SCHEME_LIGHT,
    ActionId.VIEW_SCHEME_DARK,
    ActionId.VIEW_LARGE,
)
_HELP: Items = (
    ActionId.HELP_TOUR,
    ActionId.HELP_PALETTE,
    ActionId.HELP_KEYS,
    ActionId.HELP_LOG,
    ActionId.HELP_SELFTEST,
    SEPARATOR,
    ActionId.HELP_ABOUT,
)


MENUS: tuple[tuple[Callable[[], str], Items], ...] = (
    (lambda: QCoreApplication.translate("menus", "&Project"), _PROJECT),
    (lambda: QCoreApplication.translate("menus", "&Edit"), _EDIT),
    (lambda: QCoreApplication.translate("menus", "&Image"), _IMAGE),
    (lambda: QCoreApplication.translate("menus", "&Review"), _REVIEW),
    (
        lambda: QCoreApplication.translate("menus", "&Tools"),
        _TOOLS,
    ),
    (lambda: QCoreApplication.translate("menus", "&Model"), _MODEL),
    (lambda: QCoreApplication.translate("menus", "&View"), _VIEW),
    (lambda: QCoreApplication.translate("menus", "&Help"), _HELP),
)
"""Each menu's title and its commands, in their order."""


def build_menus(bar: QMenuBar, actions: ActionSet) -> None:
    """Fill the menu bar."""
    for title, items in MENUS:
        menu = bar.addMenu("")
        bind_text(menu.setTitle, title)
        _fill(menu, items, actions)


def _fill(menu: QMenu, items: Items, actions: ActionSet) -> None:
    for action_id in items:
        if action_id is SEPARATOR:
            menu.addSeparator()
        else:
            menu.addAction(actions[action_id])
