"""Every command of the window as data: id, text, key, icon, when it can be used.

Keys are remappable in the settings.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

Condition = str
"""A word the window publishes in its state: "project", "image", "annotation", "prediction", "masks", …"""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command.

    ``needs`` are the conditions that must all hold; ``group`` makes a checkable one-of-many choice.
    """

    id: str
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
    ActionSpec("project.open", _T("actions", "Open project or folder…"), "Ctrl+O", "folder-open"),
    ActionSpec("project.new", _T("actions", "New project from a folder of images…"), "Ctrl+N", "folder-plus"),
    ActionSpec("project.sample", _T("actions", "Open the sample project"), "", "sample"),
    ActionSpec("project.add", _T("actions", "Add images…"), "Ctrl+I", "image-plus", ("project",)),
    ActionSpec(
        "project.export", _T("actions", "Export ground truth…"), "Ctrl+E", "export", ("project", "masks")
    ),
    ActionSpec("project.locate", _T("actions", "Locate folder…"), "", "folder-open", ("project",)),
    ActionSpec(
        "project.check_again", _T("actions", "Look at unreadable images again"), "", "", ("unreadable",)
    ),
    ActionSpec("project.check", _T("actions", "Check the project"), "", "", ("project",)),
    ActionSpec("project.restore", _T("actions", "Restore a backup…")),
    ActionSpec(
        "project.undo_import",
        _T("actions", "Take the last import back…"),
        "",
        "undo",
        ("project", "imported"),
    ),
    ActionSpec("project.close", _T("actions", "Close project"), "Ctrl+W", "", ("project",)),
    ActionSpec("app.quit", _T("actions", "Quit"), "Ctrl+Q"),
    # images
    ActionSpec("image.next", _T("actions", "Next image"), "N; PgDown", "next", ("any_image",)),
    ActionSpec(
        "image.previous", _T("actions", "Previous image"), "Shift+N; PgUp", "previous", ("any_image",)
    ),
    ActionSpec(
        "image.next_open",
        _T("actions", "Next image that needs work"),
        "Ctrl+PgDown",
        "next-open",
        ("any_image",),
    ),
    ActionSpec("image.useful", _T("actions", "Next most useful image"), "M", "useful", ("any_image",)),
    ActionSpec(
        "image.copy_forward",
        _T("actions", "Copy objects to the next image as drafts"),
        "Ctrl+D",
        "copy-forward",
        ("image", "objects"),
    ),
    ActionSpec(
        "image.accept",
        _T("actions", "Accept masks as ground truth"),
        "Return; Enter",
        "accept",
        ("image", "acceptable"),
    ),
    ActionSpec(
        "image.accept_next",
        _T("actions", "Accept and go on"),
        "Shift+Return",
        "accept",
        ("image", "acceptable"),
    ),
    # Not a key alone: beside G lie F, which fits the view, and H, which moves it.
    ActionSpec(
        "image.good", _T("actions", "Sign off as good"), "Ctrl+G", "good", ("image", "no_annotations")
    ),
    ActionSpec("image.reopen", _T("actions", "Back to draft"), "Ctrl+R", "reopen", ("image", "closed_image")),
    ActionSpec("image.try_again", _T("actions", "Try again"), "", "reopen", ("image_away",)),
    ActionSpec("image.new_picture", _T("actions", "Use this picture"), "", "", ("image_changed",)),
    ActionSpec("image.set_lot", _T("actions", "Set the lot…"), "", "", ("selected_image",)),
    ActionSpec("image.remove", _T("actions", "Remove from the project…"), "", "", ("selected_image",)),
    ActionSpec("image.search", _T("actions", "Search images"), "Ctrl+F", "search", ("project",)),
    # editing
    ActionSpec("edit.undo", _T("actions", "Undo"), "Ctrl+Z", "undo", ("can_undo",)),
    ActionSpec("edit.redo", _T("actions", "Redo"), "Ctrl+Y; Ctrl+Shift+Z", "redo", ("can_redo",)),
    ActionSpec("edit.delete", _T("actions", "Delete object or drop box"), "Del", "delete", ("deletable",)),
    ActionSpec("edit.cancel", _T("actions", "Cancel"), "Esc", "", ("image",)),
    # tools
    ActionSpec("tool.select", _T("actions", "Select"), "V", "select", ("image",), True, "tool"),
    ActionSpec("tool.box", _T("actions", "Box prompt"), "R", "box", ("image",), True, "tool"),
    ActionSpec("tool.brush", _T("actions", "Brush"), "B", "brush", ("image",), True, "tool"),
    ActionSpec("tool.eraser", _T("actions", "Eraser"), "E", "eraser", ("image",), True, "tool"),
    ActionSpec("tool.lasso_add", _T("actions", "Lasso: add"), "L", "lasso", ("image",), True, "tool"),
    ActionSpec(
        "tool.lasso_subtract",
        _T("actions", "Lasso: take away"),
        "Shift+L",
        "lasso-minus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec("tool.polygon_add", _T("actions", "Polygon: add"), "K", "polygon", ("image",), True, "tool"),
    ActionSpec(
        "tool.polygon_subtract",
        _T("actions", "Polygon: take away"),
        "Shift+K",
        "polygon-minus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec(
        "tool.point_add", _T("actions", "Point on the defect"), "A", "point-plus", ("image",), True, "tool"
    ),
    ActionSpec(
        "tool.point_remove",
        _T("actions", "Point off the defect"),
        "S",
        "point-minus",
        ("image",),
        True,
        "tool",
    ),
    ActionSpec("tool.pan", _T("actions", "Move the view"), "H", "pan", ("image",), True, "tool"),
    ActionSpec("brush.smaller", _T("actions", "Smaller brush"), "[", "minus", ("image",)),
    ActionSpec("brush.larger", _T("actions", "Larger brush"), "]", "plus", ("image",)),
    ActionSpec("mask.grow", _T("actions", "Grow by a pixel"), "Ctrl+]", "", ("annotation",)),
    ActionSpec("mask.shrink", _T("actions", "Shrink by a pixel"), "Ctrl+[", "", ("annotation",)),
    ActionSpec("mask.smooth", _T("actions", "Smooth the edge"), "", "", ("annotation",)),
    ActionSpec("mask.fill", _T("actions", "Fill holes"), "", "", ("annotation",)),
    ActionSpec("mask.islands", _T("actions", "Keep the largest part only"), "", "", ("annotation",)),
    # prediction
    ActionSpec("predict.use", _T("actions", "Use the selected mask"), "U", "use-mask", ("prediction",)),
    ActionSpec(
        "predict.use_base", _T("actions", "Use the first mask (base)"), "1", "", ("prediction_first",)
    ),
    ActionSpec(
        "predict.use_tuned", _T("actions", "Use the second mask (tuned)"), "2", "", ("prediction_second",)
    ),
    ActionSpec("predict.use_third", _T("actions", "Use the third proposal"), "3", "", ("prediction_third",)),
    ActionSpec(
        "predict.carry",
        _T("actions", "Ask with the box of the image before"),
        "Shift+R",
        "box",
        ("image", "carried_box"),
    ),
    ActionSpec(
        "predict.proposals",
        _T("actions", "Three proposals, one after the other"),
        "P",
        "proposals",
        ("prompt",),
    ),
    ActionSpec("predict.several", _T("actions", "Draw several boxes"), "Q", "boxes", ("image",), True),
    ActionSpec("predict.look", _T("actions", "Propose boxes on this image"), "Y", "find", ("open_image",)),
    ActionSpec(
        "predict.carry_all",
        _T("actions", "Propose the boxes of the image before"),
        "Shift+Y",
        "",
        ("open_image",),
    ),
    ActionSpec("predict.next_box", _T("actions", "Next waiting box"), "T", "", ("waiting_boxes",)),
    ActionSpec("predict.take_all", _T("actions", "Take all boxes"), "Shift+U", "", ("answered_boxes",)),
    ActionSpec("predict.drop_all", _T("actions", "Drop all boxes"), "Shift+Del", "", ("waiting_boxes",)),
    ActionSpec(
        "predict.show_base", _T("actions", "Show the base mask"), "Shift+1", "eye", ("project",), True
    ),
    ActionSpec(
        "predict.show_tuned", _T("actions", "Show the tuned mask"), "Shift+2", "eye", ("project",), True
    ),
    # view
    ActionSpec("view.fit", _T("actions", "Fit image to window"), "F", "fit", ("image",)),
    ActionSpec("view.actual", _T("actions", "One to one"), "Ctrl+1", "actual", ("image",)),
    ActionSpec("view.zoom_in", _T("actions", "Zoom in"), "Ctrl++; Ctrl+=", "zoom-in", ("image",)),
    ActionSpec("view.zoom_out", _T("actions", "Zoom out"), "Ctrl+-", "zoom-out", ("image",)),
    ActionSpec(
        "view.flip",
        _T("actions", "Base alone, tuned while X is held"),
        "Shift+X",
        "flip",
        ("image",),
        True,
    ),
    ActionSpec(
        "view.compare", _T("actions", "Base and tuned side by side"), "C", "compare", ("image",), True
    ),
    ActionSpec("view.wipe", _T("actions", "Wipe between base and tuned"), "W", "wipe", ("image",), True),
    ActionSpec(
        "view.difference",
        _T("actions", "Mark where base and tuned differ"),
        "D",
        "difference",
        ("image",),
        True,
    ),
    ActionSpec("view.outline", _T("actions", "Outlines only"), "O", "outline", ("image",), True),
    ActionSpec("view.grid", _T("actions", "Pixel grid from 800 % on"), "", "", ("image",), True),
    ActionSpec("view.crosshair", _T("actions", "Crosshair at the cursor"), "", "", ("image",), True),
    ActionSpec("view.adjust", _T("actions", "Brightness, contrast, fill…"), "J", "adjust", ("image",)),
    ActionSpec("view.adjust_reset", _T("actions", "Show the image as taken"), "Shift+J", "", ("image",)),
    ActionSpec("view.large", _T("actions", "Large targets"), "", "", (), True),
    ActionSpec("view.scheme_system", _T("actions", "Follow the system"), "", "", (), True, "scheme"),
    ActionSpec("view.scheme_light", _T("actions", "Light"), "", "", (), True, "scheme"),
    ActionSpec("view.scheme_dark", _T("actions", "Dark"), "", "", (), True, "scheme"),
    ActionSpec("view.annotate", _T("actions", "Annotate"), "F2", "box", ("project",), True, "tab"),
    ActionSpec("view.training", _T("actions", "Fine-tune"), "F3", "train", ("project",), True, "tab"),
    ActionSpec("view.versions", _T("actions", "Versions"), "F4", "versions", ("project",), True, "tab"),
    ActionSpec("view.tasks", _T("actions", "Tasks"), "F5", "tasks", ("project",), True, "tab"),
    ActionSpec("view.history", _T("actions", "History"), "F6", "history", ("project",), True, "tab"),
    # review
    ActionSpec("review.mode", _T("actions", "Review mode"), "F7", "review", ("any_image",), True),
    ActionSpec("review.approve", _T("actions", "Approve the image"), "F8", "approve", ("approvable",)),
    ActionSpec(
        "review.return",
        _T("actions", "Return the image with a comment"),
        "F9",
        "return",
        ("returnable",),
    ),
    ActionSpec("review.required", _T("actions", "Only approved images count"), "", "", ("project",), True),
    ActionSpec("review.four_eyes", _T("actions", "Another inspector approves"), "", "", ("project",), True),
    ActionSpec(
        "review.shared_accounts",
        _T("actions", "Names tell inspectors apart, as they share an account"),
        "",
        "",
        ("project",),
        True,
    ),
    # model
    ActionSpec(
        "model.train",
        _T("actions", "Fine-tune on the accepted masks"),
        "Ctrl+T",
        "train",
        ("project", "trainable"),
    ),
    ActionSpec(
        "model.roll_back",
        _T("actions", "Roll back to the version before"),
        "Ctrl+Shift+R",
        "roll-back",
        ("active_version",),
    ),
    ActionSpec(
        "model.embed_all",
        _T("actions", "Prepare all images for instant answers"),
        "Ctrl+Shift+E",
        "embed",
        ("project",),
    ),
    ActionSpec("model.base", _T("actions", "Change base model…"), "", "", ("project",)),
    ActionSpec("model.restart", _T("actions", "Restart the engine"), "", "reopen", ("project",)),
    # help
    ActionSpec("help.palette", _T("actions", "Find a command…"), "Ctrl+K; Ctrl+Shift+P", "search"),
    ActionSpec("help.tour", _T("actions", "Take the tour in five steps"), "", "tour"),
    ActionSpec("help.keys", _T("actions", "Keys…"), "F1", "keyboard"),
    ActionSpec("app.inspector", _T("actions", "Who is at work…"), "Ctrl+U", "inspector"),
    ActionSpec("app.preferences", _T("actions", "Preferences…"), "Ctrl+,", "settings"),
    ActionSpec("help.selftest", _T("actions", "Test the program…"), "", "state-good"),
    ActionSpec("help.log", _T("actions", "Show the log file"), "", "log"),
    ActionSpec("help.about", _T("actions", "About SAMFT"), "", "about"),
)


_CHANGING = frozenset(
    (
        *("image.accept", "image.accept_next", "image.good", "image.reopen", "image.copy_forward"),
        *("image.useful", "image.next_open", "edit.delete"),
    )
)
_LOOKING = frozenset(("tool.pan", "predict.show_base", "predict.show_tuned"))
REPEATING = frozenset(
    (
        *("edit.undo", "edit.redo", "brush.smaller", "brush.larger", "view.zoom_in", "view.zoom_out"),
        *("image.next", "image.previous"),
    )
)
"""What goes on while its key is held. Everything else happens once a press."""


def changes_masks(spec: ActionSpec) -> bool:
    """Whether the command belongs to annotating, so that review mode takes it away."""
    family = spec.id.split(".")[0]
    return spec.id in _CHANGING or (
        family in ("tool", "brush", "mask", "predict") and spec.id not in _LOOKING
    )


WHILE_TYPING = frozenset(("app.quit", "help.palette", "help.keys", "image.search"))
"""What can be called while an editor is open; all other keys are the editor's own."""


MENU_ROLES = {
    "app.quit": QAction.MenuRole.QuitRole,
    "app.preferences": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
"""Where macOS wants them. Left alone, Qt guesses from the text, and in English only."""


def unavailable_because(only_to_look: bool) -> str:
    """Why an action cannot be used that otherwise could."""
    if only_to_look:
        return QCoreApplication.translate("actions", "The project is open only to look at.")
    return QCoreApplication.translate("actions", "The policy of this PC does not allow it.")


def action_text(spec: ActionSpec) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("actions", spec.text)
