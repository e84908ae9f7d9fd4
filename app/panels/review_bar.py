"""The bar over the picture in review mode: the verdict, and why an image was returned."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_text, on_language
from app.language.message_text import message_text
from app.language.numbers import moment, whole
from app.theme.icons import tinted_pixmap
from app.theme.theme import Theme
from app.theme.widgets import ActionButton, ElidedLabel, TextField, label, restyle, set_tone
from samft_core.project.records import ImageRecord, ImageState, ReviewRecord, ReviewState


@dataclass(frozen=True, slots=True)
class ReviewSituation:
    """What the bar says: ``reviewing`` in review mode, ``verdict`` the newest on the image in view.

    ``own`` says that the inspector at work accepted the image and may not approve it.
    """

    reviewing: bool = False
    waiting: int = 0
    image: ImageRecord | None = None
    verdict: ReviewRecord | None = None
    own: bool = False


WITH_WIDE_BUTTONS = 520
"""Pixels of the bar."""


class ReviewBar(QFrame):
    """``return_wanted`` carries the comment with which the image is to go back."""

    return_wanted = Signal(str)

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reviewbar")
        self._theme = theme
        self._now = ReviewSituation()
        self._icon = label()
        self._title = ElidedLabel("section")
        self._explanation = label("", "muted", wrap=True)
        self.leave = ActionButton(actions[ActionId.REVIEW_MODE], text=lambda: self.tr("Leave review"))
        self.comment = TextField()
        self.comment.setProperty("keeps_keyboard", True)  # without a word in it, it is asked for again
        bind_text(self.comment.setPlaceholderText, lambda: self.tr("What is to be changed?"))
        bind_text(self.comment.setAccessibleName, lambda: self.tr("Comment for a return"))
        self.comment.returnPressed.connect(self.send_back)
        self.back = ActionButton(actions[ActionId.REVIEW_RETURN], text=lambda: self.tr("Send back"))
        self.approve = ActionButton(
            actions[ActionId.REVIEW_APPROVE], primary=True, text=lambda: self.tr("Approve")
        )
        self._verdict = QWidget()
        self._build()
        theme.changed.connect(self._show)
        on_language(self, self._show)
        self._show()

    def _build(self) -> None:
        verdict = QHBoxLayout(self._verdict)
        verdict.setContentsMargins(0, 0, 0, 0)
        verdict.setSpacing(8)
        verdict.addWidget(self.comment, 1)
        verdict.addWidget(self.back)
        verdict.addWidget(self.approve)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._explanation)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 10, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.addWidget(self._icon, 0, 0)
        grid.addLayout(words, 0, 1)
        grid.addWidget(self.leave, 0, 2)
        grid.addWidget(self._verdict, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def show_situation(self, now: ReviewSituation) -> None:
        """Say how the review of the image in view stands; hidden where there is nothing to say."""
        # A comment that was begun belongs to its image and must not go out with the next one's.
        other = (now.image and now.image.id) != (self._now.image and self._now.image.id)
        self._now = now
        if other or not now.reviewing:
            self.comment.clear()
            set_tone(self, "")
        self._show()

    def send_back(self) -> None:
        """Return the image with the comment; without one, ask for it first."""
        words = self.comment.text().strip()
        # A return without a reason helps nobody, so there is none.
        if words:
            self.return_wanted.emit(words)
            return
        self.comment.setFocus()
        self._set_text(self.tr("Say what is to be changed, then press Enter."), "warn")

    def _show(self) -> None:
        now = self._now
        returned = now.image is not None and now.image.review is ReviewState.RETURNED
        self.setVisible(now.reviewing or (returned and now.verdict is not None))
        self._verdict.setVisible(now.reviewing)
        self.leave.setVisible(now.reviewing)
        # Large targets: a verdict is given hundreds of times a shift.
        for widget in (self.back, self.approve):
            widget.setMinimumHeight(self._theme.sizes.control + 8)
            widget.setMinimumWidth(self._theme.sizes.control * 3 if self.width() >= WITH_WIDE_BUTTONS else 0)
        self.comment.setMinimumHeight(self._theme.sizes.control + 8)
        warn = returned or now.own
        set_tone(self, "warn" if warn else "accent")
        colors = self._theme.colors
        name = "state-returned" if returned else "review"
        color = colors.warn if warn else colors.accent
        self._icon.setPixmap(tinted_pixmap(name, color, 24, self.devicePixelRatioF()))
        self._title.setText(self._headline())
        self._set_text(self._text(), "warn" if now.own else "muted")

    def minimumSizeHint(self) -> QSize:
        """As narrow as its buttons are by themselves."""
        least = super().minimumSizeHint()
        if self._verdict.isHidden():
            return least
        buttons = sum(ActionButton.minimumSizeHint(widget).width() for widget in (self.back, self.approve))
        return QSize(
            min(least.width(), buttons + self.comment.minimumSizeHint().width() + 40), least.height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide buttons where they have room."""
        super().resizeEvent(event)
        wide = event.size().width() >= WITH_WIDE_BUTTONS
        if wide is not (event.oldSize().width() >= WITH_WIDE_BUTTONS):
            QTimer.singleShot(0, self, self._show)  # not within the layout that is being made

    def _set_text(self, text: str, style: str) -> None:
        self._explanation.setText(text)
        self._explanation.setVisible(bool(text))
        restyle(self._explanation, style)

    def _headline(self) -> str:
        now = self._now
        if now.reviewing:
            return self.tr("Review  ·  {0} waiting").format(whole(now.waiting))
        if now.verdict is None:
            return ""
        return self.tr("Sent back by {0}, {1}").format(now.verdict.who, moment(now.verdict.at))

    def _text(self) -> str:
        now = self._now
        image = self._now.image
        if not now.reviewing:
            return now.verdict.comment if now.verdict is not None else ""
        if image is None:
            return self.tr("Choose an image on the left.")
        match image.review:
            case ReviewState.WAITING:
                return self._accepted_words(image)
            case ReviewState.APPROVED | ReviewState.RETURNED:
                return self._verdict_words(image)
        if image.error is not None:
            return message_text(image.error)
        return self.tr("Nothing to review: its masks are not accepted yet.")

    def _accepted_words(self, image: ImageRecord) -> str:
        who = ", ".join(image.accepted_by)
        when = moment(image.accepted_at) if image.accepted_at is not None else ""
        if image.state is ImageState.GOOD:
            words = self.tr("Signed off as good by {0}, {1}").format(who, when)
        else:
            words = self.tr("Accepted by {0}, {1}").format(who, when)
        if self._now.own:
            words += "\n" + self.tr("You accepted it yourself, so another inspector approves it.")
        return words

    def _verdict_words(self, image: ImageRecord) -> str:
        verdict = self._now.verdict
        if verdict is None:
            return ""
        if image.review is ReviewState.APPROVED:
            return self.tr("Approved by {0}, {1}").format(verdict.who, moment(verdict.at))
        words = self.tr("Sent back by {0}, {1}").format(verdict.who, moment(verdict.at))
        return f"{words}: {verdict.comment}"
