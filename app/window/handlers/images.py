"""Going from image to image, and deciding on the one in view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.actions.ids import ActionId
from app.controllers.decisions import DecisionController
from app.controllers.mask_choice import MaskChoiceController
from app.controllers.navigation import NavigationController
from app.controllers.prompting import PromptingController
from app.panels.image_list import ImagesPanel
from app.settings.settings import Settings
from app.window.handlers.guard import GestureGuard
from app.window.handlers.table import HandlerTable


class ImageHandlers(QObject):
    """Belongs to the window."""

    def __init__(
        self,
        *,
        images: ImagesPanel,
        navigation: NavigationController,
        decisions: DecisionController,
        prompting: PromptingController,
        mask_choice: MaskChoiceController,
        guard: GestureGuard,
        choose_tool: Callable[[str], None],
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._images = images
        self._navigation = navigation
        self._decisions = decisions
        self._prompting = prompting
        self._mask_choice = mask_choice
        self._guard = guard
        self._choose_tool = choose_tool
        self._settings = settings

    def table(self) -> HandlerTable:
        """The steps through the images, and the decisions."""
        return {
            ActionId.IMAGE_NEXT: lambda: self._images.step(1),
            ActionId.IMAGE_PREVIOUS: lambda: self._images.step(-1),
            ActionId.IMAGE_NEXT_OPEN: self._images.step_to_open,
            ActionId.IMAGE_SEARCH: self._images.focus_search,
            ActionId.IMAGE_USEFUL: self._navigation.next_useful,
            ActionId.IMAGE_COPY_FORWARD: self._navigation.copy_forward,
            ActionId.IMAGE_ACCEPT: self._take_or_accept,
            ActionId.IMAGE_ACCEPT_NEXT: lambda: self._with_class(self._accept_next),
            ActionId.IMAGE_GOOD: self._sign_good,
            ActionId.IMAGE_REOPEN: self._decisions.reopen,
        }

    def _take_or_accept(self) -> None:
        """Take the mask in hand and accept; only take it where that is wanted of the first *Return*."""
        if self._settings.take_before_accept and self._prompting.has_open_prompts:
            self._mask_choice.use()
        else:
            self._with_class(self._accept)

    def _with_class(self, accept: Callable[[], object]) -> None:
        """Accept; a mask that is taken with it needs a class first."""
        if self._prompting.has_open_prompts:
            # Asked again after the class was chosen: the mask may have been replaced meanwhile.
            seen = self._guard.when_seen(ActionId.IMAGE_ACCEPT, accept)
            self._mask_choice.with_class(seen, self._decisions.may_accept)
        else:
            accept()

    def _accept(self) -> None:
        if self._decisions.accept():
            self._decided()

    def _accept_next(self) -> None:
        if self._decisions.accept():
            self._choose_tool("box")
            self._go_on()

    def _sign_good(self) -> None:
        if self._decisions.sign_good():
            self._decided()

    def _decided(self) -> None:
        self._choose_tool("box")
        if self._settings.advance_after_accept:
            self._go_on()

    def _go_on(self) -> None:
        self._images.step(1)
        # After the step: what is noted is the image that came into view.
        self._guard.note_next_image()
