"""The buttons of a dialog whose yes must not come by mistake."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


def careful_buttons(dialog: QDialog, yes: str) -> tuple[QDialogButtonBox, QPushButton]:
    """The row of buttons of ``dialog``, and the one that says ``yes``; Enter and Esc are a no."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    accept = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    # Qt would make the button in focus the default one, and Enter would press it.
    accept.setAutoDefault(False)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, accept
