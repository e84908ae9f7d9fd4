"""Review mode: walks through what others accepted, and keeps masks as they are meanwhile."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.commands.history import History
from app.commands.review_commands import ReviewImage
from app.controllers.pending_prompts import PendingPrompts
from app.panels.image_list import ImagesPanel
from app.panels.review_bar import ReviewBar, ReviewSituation
from app.services.hub import Hub
from samft_core.errors import SamftError
from samft_core.project.records import ImageState, ReviewRules, ReviewState


class ReviewController(QObject):
    """``message`` carries a sentence for the message bar, ``tool_wanted`` the name of a canvas tool."""

    message = Signal(str)
    tool_wanted = Signal(str)

    def __init__(
        self,
        hub: Hub,
        history: History,
        *,
        bar: ReviewBar,
        images: ImagesPanel,
        pending_prompts: PendingPrompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = hub.projects
        self._reviews = hub.reviews
        self._selection = hub.selection
        self._predictions = hub.predictions
        self._settings = hub.settings
        self._reporter = hub.reporter
        self._history = history
        self._bar = bar
        self._images = images
        self._pending_prompts = pending_prompts
        self._filter_before: ImageState | ReviewState | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.show)
        self._wire()

    def _wire(self) -> None:
        self._bar.return_wanted.connect(self.send_back)
        self._selection.image_changed.connect(lambda _id: self._image_changed())
        self._projects.image_changed.connect(lambda _id: self._soon.start())
        self._projects.images_added.connect(self._soon.start)
        self._projects.opened.connect(self._soon.start)
        self._projects.closed.connect(lambda: self._reviews.set_on(False))
        self._reviews.mode_changed.connect(self._mode_changed)
        self._reviews.rules_changed.connect(self._soon.start)
        self._settings.changed.connect(self._setting_changed)

    # The mode

    def set_mode(self, on: bool) -> None:
        """Start or end review mode; at the start the first image that waits is shown."""
        self._reviews.set_on(on and self._projects.is_open)

    def _mode_changed(self, on: bool) -> None:
        self._predictions.clear()
        self._selection.select_annotation(None)
        self._history.set_read_only(on)
        if on:
            self._filter_before = self._images.state
            self._images.show_state(ReviewState.WAITING)
            self.tool_wanted.emit("pan")
            self._begin()
        else:
            self._images.show_state(self._filter_before)
            self.tool_wanted.emit("box")
        self._soon.start()

    def _begin(self) -> None:
        current = self._selection.image_id
        if current is not None and self._reviews.waits_for_me(current):
            self._reviews.read_again(current)
        else:
            self.next_waiting()

    def next_waiting(self) -> bool:
        """Show the next image whose verdict is this inspector's; False, and a word about it, without any."""
        if self._images.step_to(self._reviews.waits_for_me):
            return True
        self._images.show_state(ReviewState.WAITING)
        if self._images.step_to(self._reviews.waits_for_me):
            return True
        self.message.emit(self.tr("No other image waits for your review."))
        return False

    # Verdicts

    def approve(self) -> None:
        """Approve the image in view and go on; not where somebody's box still waits there."""
        if self._reviews.on and self._pending_prompts.refuse():
            return
        self._push_review(None)

    def ask_comment(self) -> None:
        """Return the image in view with the comment that was typed, or ask for one."""
        self._bar.send_back()

    def send_back(self, comment: str) -> None:
        """Return the image in view with a comment and go on."""
        self._push_review(comment)

    def _push_review(self, comment: str | None) -> None:
        image_id = self._selection.image_id
        if image_id is None or not self._reviews.on:
            return
        command = ReviewImage(self._history, self._reviews, image_id, comment)
        self._history.push(command)
        if command.step is not None:
            self._bar.comment.clear()
            self._bar.comment.clearFocus()
            self.next_waiting()

    # The project's rules

    def set_required(self, on: bool) -> None:
        """Whether only approved images count for fine-tuning and export."""
        self._set_rules(replace(self._reviews.rules, required=on))

    def set_four_eyes(self, on: bool) -> None:
        """Whether another inspector than whoever accepted an image approves it."""
        self._set_rules(replace(self._reviews.rules, four_eyes=on))

    def set_shared_accounts(self, on: bool) -> None:
        """Whether several people share one account, so that the names that they give tell them apart."""
        self._set_rules(replace(self._reviews.rules, shared_accounts=on))

    def _set_rules(self, rules: ReviewRules) -> None:
        try:
            self._reviews.set_rules(rules)
        except SamftError as error:
            self._reporter.report(error)
            self._reviews.read_rules()

    # What the bar says

    def _image_changed(self) -> None:
        image_id = self._selection.image_id
        if self._reviews.on and image_id is not None:
            # Another station may have changed it since the project was opened; what is shown is judged.
            try:
                self._reviews.read_again(image_id)
            except SamftError as error:
                self._reporter.report(error)
        self._soon.start()

    def _setting_changed(self, name: str) -> None:
        if name == "flow/inspector":
            self._soon.start()

    def show(self) -> None:
        """Bring the bar up to date."""
        self._bar.show_situation(self._situation())

    def _situation(self) -> ReviewSituation:
        image_id = self._selection.image_id
        waiting = self._projects.index.reviews[ReviewState.WAITING]
        if not self._projects.is_open or image_id is None or image_id not in self._projects:
            return ReviewSituation(self._reviews.on, waiting)
        image = self._projects.image(image_id)
        verdict = None
        if image.review in (ReviewState.APPROVED, ReviewState.RETURNED):
            verdict = self._reviews.newest(image_id)
        own = image.review is ReviewState.WAITING and not self._reviews.may_approve(image)
        return ReviewSituation(self._reviews.on, waiting, image, verdict, own and self._reviews.on)
