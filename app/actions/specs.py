"""Every command of the window as data: id, text, key, icon, when it can be used.

Keys are remappable in the settings.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from app.actions.ids import ActionId

Condition = str
"""A word the window publishes in its state: "project", "image", "annotation", "prediction", "masks", …"""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command.

    ``needs`` are the conditions that must all hold; ``group`` makes a checkable one-of-many choice; ``tip``
    is said where the command is pointed at, below its text and key.
    """

    id: ActionId
    text: str
    key: str = ""
    icon: str = ""
    needs: tuple[Condition, ...] = ()
    checkable: bool = False
    group: str = ""
    tip: str = ""


def _T(context: str, text: str) -> str:
    """Mark ``text`` for lupdate (``-tr-function-alias QT_TRANSLATE_NOOP+=_T``).

    Qt's own marker is untyped.
    """
    return text


SPECS: tuple[ActionSpec, ...] = (
    # project
    ActionSpec(ActionId.PROJECT_OPEN, _T("actions", "Open project or folder…"), "Ctrl+O", "folder-open"),
    ActionSpec(
        ActionId.PROJECT_NEW, _T("actions", "New project from a folder of images…"), "Ctrl+N", "folder-plus"
    ),
    ActionSpec(ActionId.PROJECT_SAMPLE, _T("actions", "Open the sample project"), "", "sample"),
    ActionSpec(ActionId.PROJECT_ADD, _T("actions", "Add images…"), "Ctrl+I", "image-plus", ("project",)),
    ActionSpec(
        ActionId.PROJECT_EXPORT,
        _T("actions", "Export ground truth…"),
        "Ctrl+E",
        "export",
        ("project", "masks"),
    ),
    ActionSpec(
        ActionId.PROJECT_MEASURES,
        _T("actions", "Export measures as a table…"),
        "",
        "",
        ("project", "masks"),
    ),
    ActionSpec(ActionId.PROJECT_SCALE, _T("actions", "Set the scale…"), "", "", ("project",)),
    ActionSpec(ActionId.PROJECT_LOCATE, _T("actions", "Locate folder…"), "", "folder-open", ("project",)),
    ActionSpec(
        ActionId.PROJECT_CHECK_AGAIN,
        _T("actions", "Look at unreadable images again"),
        "",
        "",
        ("unreadable",),
    ),
    ActionSpec(ActionId.PROJECT_CHECK, _T("actions", "Check the project"), "", "", ("project",)),
    ActionSpec(ActionId.PROJECT_RESTORE, _T("actions", "Restore a backup…")),
    ActionSpec(
        ActionId.PROJECT_UNDO_IMPORT,
        _T("actions", "Take the last import back…"),
        "",
        "undo",
        ("project", "imported"),
    ),
    ActionSpec(ActionId.PROJECT_CLOSE, _T("actions", "Close project"), "Ctrl+W", "", ("project",)),
    ActionSpec(ActionId.APP_QUIT, _T("actions", "Quit"), "Ctrl+Q"),
    # images
    ActionSpec(ActionId.IMAGE_NEXT, _T("actions", "Next image"), "N; PgDown", "next", ("any_image",)),
    ActionSpec(
        ActionId.IMAGE_PREVIOUS, _T("actions", "Previous image"), "Shift+N; PgUp", "previous", ("any_image",)
    ),
    ActionSpec(
        ActionId.IMAGE_NEXT_OPEN,
        _T("actions", "Next image that needs work"),
        "Ctrl+PgDown",
        "next-open",
        ("any_image",),
    ),
    ActionSpec(ActionId.IMAGE_USEFUL, _T("actions", "Next most useful image"), "M", "useful", ("any_image",)),
    ActionSpec(
        ActionId.IMAGE_COPY_FORWARD,
        _T("actions", "Copy objects to the next image as drafts"),
        "Ctrl+D",
        "copy-forward",
        ("image", "objects"),
    ),
    ActionSpec(
        ActionId.IMAGE_ACCEPT,
        _T("actions", "Accept masks as ground truth"),
        "Return; Enter",
        "accept",
        ("image", "acceptable"),
    ),
    ActionSpec(
        ActionId.IMAGE_ACCEPT_NEXT,
        _T("actions", "Accept and go on"),
        "Shift+Return",
        "accept",
        ("image", "acceptable"),
    ),
    # Not a key alone: beside G lie F, which fits the view, and H, which moves it.
    ActionSpec(
        ActionId.IMAGE_GOOD, _T("actions", "Sign off as good"), "Ctrl+G", "good", ("image", "no_annotations")
    ),
    ActionSpec(
        ActionId.IMAGE_REOPEN, _T("actions", "Back to draft"), "Ctrl+R", "reopen", ("image", "closed_image")
    ),
    ActionSpec(ActionId.IMAGE_TRY_AGAIN, _T("actions", "Try again"), "", "reopen", ("image_away",)),
    ActionSpec(ActionId.IMAGE_NEW_PICTURE, _T("actions", "Use this picture"), "", "", ("image_changed",)),
    ActionSpec(ActionId.IMAGE_SET_LOT, _T("actions", "Set the lot…"), "", "", ("selected_image",)),
    ActionSpec(ActionId.IMAGE_REMOVE, _T("actions", "Remove from the project…"), "", "", ("selected_image",)),
    ActionSpec(ActionId.IMAGE_SEARCH, _T("actions", "Search images"), "Ctrl+F", "search", ("project",)),
    # editing
    ActionSpec(ActionId.EDIT_UNDO, _T("actions", "Undo"), "Ctrl+Z", "undo", ("can_undo",)),
    ActionSpec(ActionId.EDIT_REDO, _T("actions", "Redo"), "Ctrl+Y; Ctrl+Shift+Z", "redo", ("can_redo",)),
    ActionSpec(
        ActionId.EDIT_DELETE, _T("actions", "Delete object or drop box"), "Del", "delete", ("deletable",)
    ),
    ActionSpec(ActionId.EDIT_CANCEL, _T("actions", "Cancel"), "Esc", "", ("image",)),
    # tools
    ActionSpec(ActionId.TOOL_SELECT, _T("actions", "Select"), "V", "select", ("image",), True, "tool"),
    ActionSpec(ActionId.TOOL_BOX, _T("actions", "Box prompt"), "R", "box", ("image",), True, "tool"),
    ActionSpec(
        ActionId.TOOL_BRUSH,
        _T("actions", "Brush"),
        "B",
        "brush",
        ("image",),
        True,
        "tool",
        _T("actions", "The right button takes away. Shift draws straight on from the stroke before."),
    ),
    ActionSpec(
        ActionId.TOOL_ERASER,
        _T("actions", "Eraser"),
        "E",
        "eraser",
        ("image",),
        True,
        "tool",
        _T("actions", "The right button adds. Shift draws straight on from the stroke before."),
    ),
    ActionSpec(ActionId.TOOL_LASSO_ADD, _T("actions", "Lasso: add"), "L", "lasso", ("image",), True, "tool"),
    ActionSpec(
        ActionId.TOOL_LASSO_SUBTRACT,
        _T("actions", "Lasso: take away"),
        "Shift+L",
        "lasso-minus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec(
        ActionId.TOOL_POLYGON_ADD, _T("actions", "Polygon: add"), "K", "polygon", ("image",), True, "tool"
    ),
    ActionSpec(
        ActionId.TOOL_POLYGON_SUBTRACT,
        _T("actions", "Polygon: take away"),
        "Shift+K",
        "polygon-minus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec(
        ActionId.TOOL_POINT_ADD,
        _T("actions", "Point on the defect"),
        "A",
        "point-plus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec(
        ActionId.TOOL_POINT_REMOVE,
        _T("actions", "Point off the defect"),
        "S",
        "point-minus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec(ActionId.TOOL_PAN, _T("actions", "Move the view"), "H", "pan", ("image",), True, "tool"),
    ActionSpec(ActionId.BRUSH_SMALLER, _T("actions", "Smaller brush"), "[", "minus", ("image",)),
    ActionSpec(ActionId.BRUSH_LARGER, _T("actions", "Larger brush"), "]", "plus", ("image",)),
    ActionSpec(
        ActionId.BRUSH_SPARE,
        _T("actions", "Leave other objects' pixels"),
        "Shift+B",
        "",
        ("image",),
        True,
        "",
        _T("actions", "What is drawn then never covers another object."),
    ),
    ActionSpec(
        ActionId.MASK_GROW, _T("actions", "Grow by a pixel"), "Ctrl+]", "grow", ("annotation", "unlocked")
    ),
    ActionSpec(
        ActionId.MASK_SHRINK,
        _T("actions", "Shrink by a pixel"),
        "Ctrl+[",
        "shrink",
        ("annotation", "unlocked"),
    ),
    ActionSpec(
        ActionId.MASK_SMOOTH, _T("actions", "Smooth the edge"), "", "smooth", ("annotation", "unlocked")
    ),
    ActionSpec(ActionId.MASK_FILL, _T("actions", "Fill holes"), "", "fill-holes", ("annotation", "unlocked")),
    ActionSpec(
        ActionId.MASK_ISLANDS,
        _T("actions", "Keep the largest part only"),
        "",
        "largest",
        ("annotation", "unlocked"),
    ),
    # objects
    ActionSpec(ActionId.OBJECT_COPY, _T("actions", "Copy the object"), "Ctrl+C", "copy", ("annotation",)),
    ActionSpec(
        ActionId.OBJECT_PASTE, _T("actions", "Paste as a draft"), "Ctrl+V", "paste", ("image", "copied")
    ),
    ActionSpec(
        ActionId.OBJECT_PASTE_NEXT,
        _T("actions", "Paste on the next image as a draft"),
        "Ctrl+Shift+V",
        "paste",
        ("image", "copied"),
    ),
    ActionSpec(
        ActionId.OBJECT_DUPLICATE,
        _T("actions", "Duplicate the object"),
        "Ctrl+Shift+D",
        "duplicate",
        ("annotation",),
    ),
    ActionSpec(
        ActionId.OBJECT_SPLIT, _T("actions", "Split into parts"), "", "split", ("annotation", "unlocked")
    ),
    ActionSpec(
        ActionId.OBJECT_MERGE,
        _T("actions", "Merge the selected objects"),
        "Ctrl+M",
        "merge",
        ("several_objects", "unlocked"),
    ),
    ActionSpec(
        ActionId.OBJECT_LOCK, _T("actions", "Lock the object"), "Ctrl+L", "lock", ("annotation", "unlocked")
    ),
    ActionSpec(ActionId.OBJECT_UNLOCK, _T("actions", "Unlock the object"), "", "unlock", ("locked",)),
    ActionSpec(ActionId.OBJECT_HIDE, _T("actions", "Hide the object"), "Shift+Z", "eye-off", ("annotation",)),
    ActionSpec(
        ActionId.OBJECT_SHOW_ALL, _T("actions", "Show all objects"), "Ctrl+Alt+Z", "eye", ("hidden_objects",)
    ),
    # prediction
    ActionSpec(
        ActionId.PREDICT_USE, _T("actions", "Use the selected mask"), "U", "use-mask", ("prediction",)
    ),
    ActionSpec(
        ActionId.PREDICT_USE_BASE, _T("actions", "Use the first mask (base)"), "1", "", ("prediction_first",)
    ),
    ActionSpec(
        ActionId.PREDICT_USE_TUNED,
        _T("actions", "Use the second mask (tuned)"),
        "2",
        "",
        ("prediction_second",),
    ),
    ActionSpec(
        ActionId.PREDICT_USE_THIRD, _T("actions", "Use the third proposal"), "3", "", ("prediction_third",)
    ),
    ActionSpec(
        ActionId.PREDICT_CARRY,
        _T("actions", "Ask with the box of the image before"),
        "Shift+R",
        "box",
        ("image", "carried_box"),
    ),
    ActionSpec(
        ActionId.PREDICT_PROPOSALS,
        _T("actions", "Three proposals, one after the other"),
        "P",
        "proposals",
        ("prompt",),
    ),
    ActionSpec(ActionId.PREDICT_SEVERAL, _T("actions", "Draw several boxes"), "Q", "boxes", ("image",), True),
    ActionSpec(
        ActionId.PREDICT_LOOK, _T("actions", "Propose boxes on this image"), "Y", "find", ("open_image",)
    ),
    ActionSpec(
        ActionId.PREDICT_CARRY_ALL,
        _T("actions", "Propose the boxes of the image before"),
        "Shift+Y",
        "",
        ("open_image",),
    ),
    ActionSpec(ActionId.PREDICT_NEXT_BOX, _T("actions", "Next waiting box"), "T", "", ("waiting_boxes",)),
    ActionSpec(
        ActionId.PREDICT_TAKE_ALL, _T("actions", "Take all boxes"), "Shift+U", "", ("answered_boxes",)
    ),
    ActionSpec(
        ActionId.PREDICT_DROP_ALL, _T("actions", "Drop all boxes"), "Shift+Del", "", ("waiting_boxes",)
    ),
    ActionSpec(
        ActionId.PREDICT_SHOW_BASE, _T("actions", "Show the base mask"), "Shift+1", "eye", ("project",), True
    ),
    ActionSpec(
        ActionId.PREDICT_SHOW_TUNED,
        _T("actions", "Show the tuned mask"),
        "Shift+2",
        "eye",
        ("project",),
        True,
    ),
    ActionSpec(
        ActionId.PREDICT_QUEUE,
        _T("actions", "Propose drafts on all new images"),
        "Ctrl+Shift+Y",
        "",
        ("any_image",),
    ),
    ActionSpec(
        ActionId.PREDICT_QUEUE_NEXT,
        _T("actions", "Next proposed draft, the least sure first"),
        "Shift+T",
        "",
        ("any_image",),
    ),
    # view
    ActionSpec(ActionId.VIEW_FIT, _T("actions", "Fit image to window"), "F", "fit", ("image",)),
    ActionSpec(
        ActionId.VIEW_FIT_OBJECT,
        _T("actions", "Fit the selection to the window"),
        "Shift+F",
        "fit",
        ("image", "prompt"),
    ),
    ActionSpec(
        ActionId.VIEW_KEEP_ZOOM,
        _T("actions", "Keep the zoom between images"),
        "",
        "",
        ("project",),
        True,
    ),
    ActionSpec(ActionId.VIEW_NAVIGATOR, _T("actions", "Navigator"), "Shift+H", "", ("project",), True),
    ActionSpec(ActionId.VIEW_ACTUAL, _T("actions", "One to one"), "Ctrl+1", "actual", ("image",)),
    ActionSpec(ActionId.VIEW_ZOOM_IN, _T("actions", "Zoom in"), "Ctrl++; Ctrl+=", "zoom-in", ("image",)),
    ActionSpec(ActionId.VIEW_ZOOM_OUT, _T("actions", "Zoom out"), "Ctrl+-", "zoom-out", ("image",)),
    ActionSpec(
        ActionId.VIEW_FLIP,
        _T("actions", "Base alone, tuned while X is held"),
        "Shift+X",
        "flip",
        ("image",),
        True,
    ),
    ActionSpec(
        ActionId.VIEW_COMPARE, _T("actions", "Base and tuned side by side"), "C", "compare", ("image",), True
    ),
    ActionSpec(
        ActionId.VIEW_WIPE, _T("actions", "Wipe between base and tuned"), "W", "wipe", ("image",), True
    ),
    ActionSpec(
        ActionId.VIEW_DIFFERENCE,
        _T("actions", "Mark where base and tuned differ"),
        "D",
        "difference",
        ("image",),
        True,
    ),
    ActionSpec(ActionId.VIEW_OUTLINE, _T("actions", "Outlines only"), "O", "outline", ("image",), True),
    ActionSpec(ActionId.VIEW_GRID, _T("actions", "Pixel grid from 800 % on"), "", "", ("image",), True),
    ActionSpec(ActionId.VIEW_CROSSHAIR, _T("actions", "Crosshair at the cursor"), "", "", ("image",), True),
    ActionSpec(ActionId.VIEW_ADJUST, _T("actions", "Brightness, contrast, fill…"), "J", "adjust", ("image",)),
    ActionSpec(
        ActionId.VIEW_ADJUST_RESET, _T("actions", "Show the image as taken"), "Shift+J", "", ("image",)
    ),
    ActionSpec(ActionId.VIEW_LARGE, _T("actions", "Large targets"), "", "", (), True),
    ActionSpec(ActionId.VIEW_SCHEME_SYSTEM, _T("actions", "Follow the system"), "", "", (), True, "scheme"),
    ActionSpec(ActionId.VIEW_SCHEME_LIGHT, _T("actions", "Light"), "", "", (), True, "scheme"),
    ActionSpec(ActionId.VIEW_SCHEME_DARK, _T("actions", "Dark"), "", "", (), True, "scheme"),
    ActionSpec(ActionId.VIEW_ANNOTATE, _T("actions", "Annotate"), "F2", "box", ("project",), True, "tab"),
    ActionSpec(ActionId.VIEW_TRAINING, _T("actions", "Fine-tune"), "F3", "train", ("project",), True, "tab"),
    ActionSpec(
        ActionId.VIEW_VERSIONS, _T("actions", "Versions"), "F4", "versions", ("project",), True, "tab"
    ),
    ActionSpec(ActionId.VIEW_TASKS, _T("actions", "Tasks"), "F5", "tasks", ("project",), True, "tab"),
    ActionSpec(ActionId.VIEW_HISTORY, _T("actions", "History"), "F6", "history", ("project",), True, "tab"),
    ActionSpec(ActionId.VIEW_IMAGES, _T("actions", "List of images"), "Ctrl+B", "", ("project",), True),
    ActionSpec(ActionId.VIEW_SIDE, _T("actions", "Side panel"), "Ctrl+Shift+B", "", ("project",), True),
    ActionSpec(ActionId.VIEW_ALONE, _T("actions", "Picture alone"), "F11", "", ("image",), True),
    ActionSpec(ActionId.VIEW_WALL, _T("actions", "Wall of all images"), "F12", "", ("project",), True),
    # review
    ActionSpec(ActionId.REVIEW_MODE, _T("actions", "Review mode"), "F7", "review", ("any_image",), True),
    ActionSpec(ActionId.REVIEW_APPROVE, _T("actions", "Approve the image"), "F8", "approve", ("approvable",)),
    ActionSpec(
        ActionId.REVIEW_RETURN,
        _T("actions", "Send the image back with a comment"),
        "F9",
        "return",
        ("returnable",),
    ),
    ActionSpec(
        ActionId.REVIEW_REQUIRED, _T("actions", "Only approved images count"), "", "", ("project",), True
    ),
    ActionSpec(
        ActionId.REVIEW_FOUR_EYES, _T("actions", "Another inspector approves"), "", "", ("project",), True
    ),
    ActionSpec(
        ActionId.REVIEW_SHARED_ACCOUNTS,
        _T("actions", "Names tell inspectors apart, as they share an account"),
        "",
        "",
        ("project",),
        True,
    ),
    # model
    ActionSpec(
        ActionId.MODEL_TRAIN,
        _T("actions", "Fine-tune on the accepted masks"),
        "Ctrl+T",
        "train",
        ("project", "trainable"),
    ),
    ActionSpec(
        ActionId.MODEL_ROLL_BACK,
        _T("actions", "Roll back to the version before"),
        "Ctrl+Shift+R",
        "roll-back",
        ("active_version",),
    ),
    ActionSpec(
        ActionId.MODEL_EMBED_ALL,
        _T("actions", "Prepare all images for instant answers"),
        "Ctrl+Shift+E",
        "embed",
        ("project",),
    ),
    ActionSpec(ActionId.MODEL_BASE, _T("actions", "Change base model…"), "", "", ("project",)),
    ActionSpec(ActionId.MODEL_RESTART, _T("actions", "Restart the engine"), "", "reopen", ("project",)),
    # help
    ActionSpec(ActionId.HELP_PALETTE, _T("actions", "Find a command…"), "Ctrl+K; Ctrl+Shift+P", "search"),
    ActionSpec(ActionId.HELP_TOUR, _T("actions", "Take the tour in five steps"), "", "tour"),
    ActionSpec(ActionId.HELP_KEYS, _T("actions", "Keys…"), "F1", "keyboard"),
    ActionSpec(ActionId.APP_INSPECTOR, _T("actions", "Who is at work…"), "Ctrl+U", "inspector"),
    ActionSpec(ActionId.APP_PREFERENCES, _T("actions", "Preferences…"), "Ctrl+,", "settings"),
    ActionSpec(ActionId.HELP_SELFTEST, _T("actions", "Test the program…"), "", "state-good"),
    ActionSpec(ActionId.HELP_LOG, _T("actions", "Show the log file"), "", "log"),
    ActionSpec(ActionId.HELP_ABOUT, _T("actions", "About SAMFT"), "", "about"),
)


_CHANGING = frozenset(
    (
        ActionId.IMAGE_ACCEPT,
        ActionId.IMAGE_ACCEPT_NEXT,
        ActionId.IMAGE_GOOD,
        ActionId.IMAGE_REOPEN,
        ActionId.IMAGE_COPY_FORWARD,
        ActionId.IMAGE_USEFUL,
        ActionId.IMAGE_NEXT_OPEN,
        ActionId.EDIT_DELETE,
    )
)
_CHANGING_NOTHING = frozenset(
    (
        ActionId.TOOL_PAN,
        ActionId.OBJECT_COPY,
        ActionId.OBJECT_HIDE,
        ActionId.OBJECT_SHOW_ALL,
        ActionId.PREDICT_SHOW_BASE,
        ActionId.PREDICT_SHOW_TUNED,
    )
)

REPEATING = frozenset(
    (
        ActionId.EDIT_UNDO,
        ActionId.EDIT_REDO,
        ActionId.BRUSH_SMALLER,
        ActionId.BRUSH_LARGER,
        ActionId.VIEW_ZOOM_IN,
        ActionId.VIEW_ZOOM_OUT,
        ActionId.IMAGE_NEXT,
        ActionId.IMAGE_PREVIOUS,
    )
)
"""What goes on while its key is held. Everything else happens once a press."""


def changes_masks(spec: ActionSpec) -> bool:
    """Whether the command belongs to annotating, so that review mode takes it away."""
    of_annotating = spec.id.family in ("tool", "brush", "mask", "object", "predict")
    return spec.id in _CHANGING or (of_annotating and spec.id not in _CHANGING_NOTHING)


WHILE_TYPING = frozenset(
    (ActionId.APP_QUIT, ActionId.HELP_PALETTE, ActionId.HELP_KEYS, ActionId.IMAGE_SEARCH)
)
"""What can be called while an editor is open; all other keys are the editor's own."""


MENU_ROLES = {
    ActionId.APP_QUIT: QAction.MenuRole.QuitRole,
    ActionId.APP_PREFERENCES: QAction.MenuRole.PreferencesRole,
    ActionId.HELP_ABOUT: QAction.MenuRole.AboutRole,
}
"""Where macOS wants them. Left alone, Qt guesses from the text, and in English only."""


def unavailable_because(read_only: bool) -> str:
    """Why an action cannot be used that otherwise could."""
    if read_only:
        return QCoreApplication.translate("actions", "The project is open only to look at.")
    return QCoreApplication.translate("actions", "The policy of this PC does not allow it.")


def action_text(spec: ActionSpec) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("actions", spec.text)
