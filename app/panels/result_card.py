"""A version's result card: base against candidate on held-out images, by class, and the gate's verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.language.live import on_language
from app.language.message_text import message_text
from app.language.numbers import decimal, whole
from app.panels.before_after import BeforeAfter, Captioned
from app.theme.plain_text import plain, plain_button
from app.theme.widgets import PushButton, button, card, clear_layout, label, line, set_tone
from samft_core.evaluation.advice import Advice
from samft_core.evaluation.image_results import ResultSummary
from samft_core.evaluation.records import Boxes, Comparison, GateVerdict, Score, Subject, Suggestion
from samft_core.project.records import VersionState
from samft_core.project.version_card import ImageResult

if TYPE_CHECKING:
    from samft_core.training.assess.result_pictures import ImagePictures

NO_ANNOTATION = 0
"""Stands for the whole image, where no mask in particular is worth a look."""

COLUMNS: tuple[Subject, ...] = ("base", "active", "candidate")


class ResultCard(QWidget):
    """``activate_wanted``, ``discard_wanted``, ``report_wanted`` and ``pdf_wanted`` (the report to be saved
    somewhere) carry the version.

    ``image_wanted`` carries the image and the annotation that are worth a second look.
    """

    activate_wanted = Signal(str)
    discard_wanted = Signal(str)
    report_wanted = Signal(str)
    pdf_wanted = Signal(str)
    image_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._frame, self._box = card(margin=12, spacing=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self.version = ""
        self._pictures: Sequence[ImagePictures] = ()
        self._places: dict[int, tuple[ImageResult, BeforeAfter]] = {}
        self.activate: QPushButton | None = None
        self.discard: QPushButton | None = None
        self.details: QPushButton | None = None
        self._again: Callable[[], None] = self.clear
        on_language(self, self._retranslate)
        self.hide()

    def clear(self) -> None:
        """Show nothing."""
        self.version = ""
        self._pictures = ()
        self._places = {}
        self._again = self.clear
        self.hide()

    def _retranslate(self) -> None:
        self._again()

    def show_result(
        self,
        version: str,
        comparison: Comparison,
        *,
        state: VersionState | None,
        report: bool = True,
        images: Sequence[ImageResult] = (),
        advice: Sequence[Advice] = (),
    ) -> None:
        """Show how a version did; ``state`` CANDIDATE offers to put it to use.

        With ``images``, the results image by image, it begins with them, and the statistics wait under
        *Details*. ``advice`` says what to do about a refused one.
        """
        if version != self.version:
            self._pictures = ()
        self.version = version
        self._places = {}
        # The card is built of finished words; in another language it is built again from the same
        # numbers.
        self._again = lambda: self.show_result(
            version, comparison, state=state, report=report, images=images, advice=advice
        )
        clear_layout(self._box)
        offered = comparison.gate.offered
        outer = self._box
        summary = ResultSummary.of(images)
        headline = self._headline(version, comparison)
        first = headline if summary is None else message_text(summary.sentence)
        outer.addWidget(label(first, "title", wrap=True))
        if summary is not None:
            self._add_images(summary)
        verdict = self._verdict(version, comparison.gate, state)
        outer.addWidget(label(verdict, "ok" if offered else "warn", wrap=True))
        self._add_advice(advice)
        outer.addLayout(self._buttons(version, offered, state))
        details = QWidget()
        # All that follows is statistics: it goes into the part that *Details* opens.
        self._box = QVBoxLayout(details)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        if summary is not None:
            self._box.addWidget(label(headline, "muted", wrap=True))
            outer.addWidget(self._details_button(details, refused=not offered))
        outer.addWidget(details)
        self._add_statistics(comparison)
        self._box = outer
        if report:
            outer.addLayout(self._files(version))
        set_tone(self._frame, "ok" if offered else "warn")
        self.show_pictures(version, self._pictures)
        self.show()

    @property
    def has_pictures(self) -> bool:
        """Whether the version's pictures are on the card."""
        return bool(self._pictures)

    def show_pictures(self, version: str, pictures: Sequence[ImagePictures]) -> None:
        """Show a version's images before and after; one without pictures keeps its name alone.

        Nothing happens where the card shows another version by now, or none.
        """
        if version != self.version:
            return
        self._pictures = tuple(pictures)
        for drawn in self._pictures:
            if drawn.image not in self._places:
                continue
            result, place = self._places[drawn.image]
            place.show_pictures(
                [
                    Captioned(self.tr("Accepted"), drawn.truth),
                    Captioned(self.tr("Before: {0}").format(decimal(result.before, 2)), drawn.before),
                    Captioned(f"{version}: {decimal(result.after, 2)}", drawn.after),
                ],
                result.name,
            )

    def _details_button(self, details: QWidget, *, refused: bool) -> QPushButton:
        """Opens and closes the statistics, which are closed at first."""
        self.details = button(self.tr("Details: why not?") if refused else self.tr("Details"))
        self.details.setCheckable(True)
        self.details.toggled.connect(details.setVisible)
        details.hide()
        return self.details

    def _add_images(self, summary: ResultSummary) -> None:
        """The images that are worth a look, with room for pictures; a click goes to each."""
        titles = {
            "best": self.tr("Gained most"),
            "worse": self.tr("Got worse"),
            "worst": self.tr("The worst now"),
        }
        before = ""
        for word, image in summary.pictured():
            if word != before:
                self._box.addWidget(label(titles[word], "muted"))
            before = word
            self._add_image(image)
            place = BeforeAfter()
            place.clicked.connect(lambda _on=False, i=image.image: self.image_wanted.emit(i, NO_ANNOTATION))
            self._box.addWidget(place)
            self._places[image.image] = (image, place)
        others = [image for image in summary.look if image.image not in self._places]
        if others:
            self._box.addWidget(label(self.tr("Not good yet"), "muted"))
        for image in others:
            self._add_image(image)

    def _add_image(self, image: ImageResult) -> None:
        words = self.tr("{0}: IoU {1}, before {2}")
        numbers = decimal(image.after, 2), decimal(image.before, 2)
        self._box.addWidget(self._image_link(image.image, words.format(_short(image.name), *numbers)))

    def _add_advice(self, advice: Sequence[Advice]) -> None:
        """What to do about a refused version, with the images to go to."""
        for piece in advice:
            self._box.addWidget(label(message_text(piece.text), wrap=True))
            for image in piece.images:
                words = self.tr("Go to {0}").format(_short(image.name))
                self._box.addWidget(self._image_link(image.image, words))

    def _image_link(self, image_id: int, words: str) -> QPushButton:
        go = PushButton(plain_button(words))
        go.setObjectName("link")
        go.clicked.connect(lambda: self.image_wanted.emit(image_id, NO_ANNOTATION))
        return go

    def _add_statistics(self, comparison: Comparison) -> None:
        self._box.addWidget(self._table(comparison, "noisy", self.tr("Mean IoU, boxes ±10 %")))
        self._box.addWidget(line())
        self._box.addWidget(self._table(comparison, "tight", self.tr("Mean IoU, tight boxes")))
        self._box.addWidget(line())
        for reason in comparison.gate.reasons:
            self._box.addWidget(label(f"•  {message_text(reason)}", "muted", wrap=True))
        for warning in comparison.gate.warnings:
            self._box.addWidget(label(f"!  {message_text(warning)}", "warn", wrap=True))
        self._add_scores(comparison)
        self._add_suggestions(comparison)
        sentence = message_text(comparison.method)
        method = sentence[:1].upper() + sentence[1:]
        self._box.addWidget(
            # Chinese sentences end with a full stop of their own.
            label(method if method.endswith(("。", ".")) else f"{method}.", "muted", wrap=True)
        )

    def _add_scores(self, comparison: Comparison) -> None:
        known = comparison.reliability
        if known is None:
            return
        text = self.tr("Its scores were off by {0} on average; what is shown from now on, by {1}.")
        self._box.addWidget(
            label(text.format(decimal(known.raw_error, 2), decimal(known.error, 2)), "muted", wrap=True)
        )

    def _add_suggestions(self, comparison: Comparison) -> None:
        """Accepted masks that are worth a second look; a click goes to the image."""
        if not comparison.suggestions:
            return
        self._box.addWidget(line())
        self._box.addWidget(label(self.tr("Look again at these masks"), "section"))
        words = self.tr("The new version, sure of itself, drew something else. Nothing is changed.")
        self._box.addWidget(label(words, "muted", wrap=True))
        for suggestion in comparison.suggestions:
            self._box.addWidget(self._suggestion(suggestion))

    def _suggestion(self, suggestion: Suggestion) -> QPushButton:
        words = f"{_short(suggestion.image)}  ·  {suggestion.class_name}  ·  IoU {decimal(suggestion.iou, 2)}"
        go = PushButton(plain_button(words))
        go.setObjectName("link")
        words = self.tr("Overlap {0}, where the version expected {1}. Click to see the image.")
        numbers = words.format(decimal(suggestion.iou, 2), decimal(suggestion.expected, 2))
        go.setToolTip(plain(f"{suggestion.image}\n{numbers}"))
        go.clicked.connect(lambda: self.image_wanted.emit(suggestion.image_id, suggestion.annotation_id))
        return go

    def _headline(self, version: str, comparison: Comparison) -> str:
        candidate = comparison.score("candidate", "noisy")
        base = comparison.score("base", "noisy")
        if candidate is None or base is None:
            return version
        text = self.tr("{0}: {1} against {2} of the base model")
        return text.format(version, decimal(candidate.iou, 2), decimal(base.iou, 2))

    def _verdict(self, version: str, gate: GateVerdict, state: VersionState | None) -> str:
        if state is VersionState.ACTIVE:
            return self.tr("✓ {0} is in use.").format(version)
        if gate.offered:
            return self.tr("✓ Better than what is in use. You can put {0} to use.").format(version)
        # Said differently, or the inspector would read of a better mean in the table and of "not
        # better" above it.
        if gate.failed and "gain" not in gate.failed:
            return self.tr("✗ Not offered, although it is better on the whole. The reasons are below.")
        return self.tr("✗ Not offered: not better than what is in use. The reasons are below.")

    def _table(self, comparison: Comparison, boxes: Boxes, title: str) -> QWidget:
        scores: dict[Subject, Score] = {}
        for subject in COLUMNS:
            score = comparison.score(subject, boxes)
            if score is not None:
                scores[subject] = score
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.addWidget(label(title, "section"), 0, 0)
        grid.setColumnStretch(0, 1)
        heads = {"base": self.tr("Base"), "active": self.tr("In use"), "candidate": self.tr("New")}
        # Of all columns: a class that only one of them was measured on still gets its row.
        names = sorted({name for score in scores.values() for name in score.classes})
        for column, (subject, score) in enumerate(scores.items(), start=1):
            grid.addWidget(_right(heads[subject], "muted"), 0, column)
            strong = "section" if subject == "candidate" else ""
            grid.addWidget(_right(decimal(score.iou, 3), strong), 1, column)
            for row, name in enumerate(names, start=2):
                value = score.classes.get(name)
                grid.addWidget(_right("–" if value is None else decimal(value, 3), strong), row, column)
            grid.addWidget(_right(decimal(score.p10, 3), strong), len(names) + 2, column)
        grid.addWidget(label(self.tr("All classes")), 1, 0)
        for row, name in enumerate(names, start=2):
            grid.addWidget(label(f"   {name}", "muted"), row, 0)
        grid.addWidget(label(self.tr("Worst tenth"), "muted"), len(names) + 2, 0)
        after = len(names) + 3
        if boxes == "noisy":
            after += self._add_clicks(grid, comparison, after, list(scores))
        self._add_shapes(grid, comparison, boxes, after, len(scores))
        return content

    def _add_clicks(
        self, grid: QGridLayout, comparison: Comparison, row: int, subjects: list[Subject]
    ) -> int:
        """How many clicks a correction takes; the number of rows that were added."""
        known = {clicks.version: clicks for clicks in comparison.gate.clicks}
        if not known:
            return 0
        clicks = next(iter(known.values()))
        head = label(self.tr("Clicks to a good mask"), "muted")
        words = self.tr("Corrections after the box until IoU is {0}, on {1} held-out masks; {2} at most")
        tip = words.format(decimal(clicks.target, 2), whole(len(clicks.clicks)), whole(clicks.most))
        head.setToolTip(plain(tip))
        grid.addWidget(head, row, 0)
        for column, subject in enumerate(subjects, start=1):
            text = decimal(known[subject].mean, 1) if subject in known else "–"
            grid.addWidget(_right(text, "section" if subject == "candidate" else ""), row, column)
        return 1

    def _add_shapes(
        self, grid: QGridLayout, comparison: Comparison, boxes: Boxes, row: int, columns: int
    ) -> None:
        ellipse = comparison.score("ellipse", boxes)
        filled = comparison.score("filled_box", boxes)
        if ellipse is None or filled is None:
            return
        text = self.tr("For scale: ellipse {0}, filled box {1}")
        grid.addWidget(
            label(text.format(decimal(ellipse.iou, 3), decimal(filled.iou, 3)), "muted", wrap=True),
            row,
            0,
            1,
            columns + 1,
        )

    def _files(self, version: str) -> QHBoxLayout:
        """The report to read, and on paper; both are made when they are wanted."""
        row = QHBoxLayout()
        row.setSpacing(6)
        show = button(self.tr("Open the report"))
        show.clicked.connect(lambda: self.report_wanted.emit(version))
        row.addWidget(show)
        save = button(self.tr("Save as PDF…"))
        save.clicked.connect(lambda: self.pdf_wanted.emit(version))
        row.addWidget(save)
        row.addStretch(1)
        return row

    def _buttons(self, version: str, offered: bool, state: VersionState | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.activate = self.discard = None
        row.addStretch(1)
        if state is VersionState.CANDIDATE:
            self.discard = button(self.tr("Not now"))
            self.discard.clicked.connect(lambda: self.discard_wanted.emit(version))
            row.addWidget(self.discard)
            # The button is there for offered versions alone. What the gate refused can be activated
            # nowhere, which the version store holds to as well.
            if offered:
                self.activate = button(self.tr("Put {0} to use").format(version))
                self.activate.setObjectName("primary")
                self.activate.clicked.connect(lambda: self.activate_wanted.emit(version))
                row.addWidget(self.activate)
        return row


def _short(name: str) -> str:
    """A file name that fits beside other words: its start and its end."""
    return name if len(name) <= 26 else f"{name[:12]}…{name[-13:]}"


def _right(text: str, style: str) -> QLabel:
    widget = label(text, style)
    widget.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return widget
