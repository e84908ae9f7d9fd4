"""The wall: all images as thumbnails, what they are filtered by, their counts, and what is done with many."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.language.live import on_language
from app.language.numbers import whole
from app.panels.wall_counts import WallCounts
from app.panels.wall_filters import WallFilters
from app.panels.wall_view import ID_ROLE, WallModel, WallView
from app.services.images import ThumbnailLoader
from app.stores.project import ProjectStore
from app.stores.wall import WallStore
from app.theme.flow import FlowLayout
from app.theme.theme import Theme
from app.theme.tokens import class_hex
from app.theme.widgets import PushButton, button, label, scrolled
from samft_core.project.image_facts import Counts

COUNTS_WIDTH = 210
NARROW = 900
"""Below this width the charts give their room to the pictures."""


class WallPanel(QWidget):
    """``open_wanted`` carries the image to be shown alone; the other signals carry the selected ids."""

    open_wanted = Signal(int)
    close_wanted = Signal()
    approve_wanted = Signal(list)
    return_wanted = Signal(list)
    class_wanted = Signal(list)
    lot_wanted = Signal(list)
    remove_wanted = Signal(list)
    like_wanted = Signal(object)
    csv_wanted = Signal()

    def __init__(
        self, projects: ProjectStore, wall: WallStore, thumbnails: ThumbnailLoader, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._projects = projects
        self._wall = wall
        self.filters = WallFilters()
        self.model = WallModel(projects, wall, thumbnails)
        self.view = WallView(self.model, theme)
        self.counts = WallCounts(theme)
        self._build()
        self.filters.changed.connect(wall.set_filter)
        self.filters.order_changed.connect(wall.set_order)
        wall.changed.connect(self._show_number)
        wall.counted.connect(self._show_counts)
        projects.classes.changed.connect(self._show_counts)
        self.view.selectionModel().selectionChanged.connect(lambda *_changes: self._show_number())
        self.view.doubleClicked.connect(self._open)
        self.view.customContextMenuRequested.connect(self._menu_at)
        on_language(self, self._show_counts)
        on_language(self, self._show_number)
        self._show_number()

    def _build(self) -> None:
        self.back = button(lambda: self.tr("Back to the picture"))
        self.back.clicked.connect(self.close_wanted)
        self.approve = button(lambda: self.tr("Approve…"))
        self.send_back = button(lambda: self.tr("Send back…"))
        self.reclass = button(lambda: self.tr("Change class…"))
        self.lot = button(lambda: self.tr("Move to a lot…"))
        self.remove = button(lambda: self.tr("Remove…"))
        self.like = button(lambda: self.tr("More like this"))
        self.usual = button(lambda: self.tr("Usual order"))
        self.csv = button(lambda: self.tr("Export counts…"))
        acts = (
            (self.approve, self.approve_wanted),
            (self.send_back, self.return_wanted),
            (self.reclass, self.class_wanted),
            (self.lot, self.lot_wanted),
            (self.remove, self.remove_wanted),
        )
        for widget, signal in acts:
            widget.clicked.connect(lambda _on=False, wanted=signal: wanted.emit(self.view.chosen()))
        self.like.clicked.connect(lambda: self.like_wanted.emit(self.view.chosen()[0]))
        self.usual.clicked.connect(lambda: self.like_wanted.emit(None))
        self.csv.clicked.connect(self.csv_wanted)
        self._buttons: tuple[PushButton, ...] = (
            self.approve,
            self.send_back,
            self.reclass,
            self.lot,
            self.remove,
        )
        self.number = label(style="muted")
        bar = QWidget()
        bar.setLayout(FlowLayout(self.back, *self._buttons, self.like, self.usual, self.csv, spacing=6))
        self._charts = scrolled(self.counts)
        self._charts.setFixedWidth(COUNTS_WIDTH)
        middle = QHBoxLayout()
        middle.setSpacing(1)
        middle.addWidget(self.view, 1)
        middle.addWidget(self._charts)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 6)
        box.setSpacing(6)
        box.addWidget(bar)
        box.addWidget(self.filters)
        box.addLayout(middle, 1)
        box.addWidget(self.number)

    def resizeEvent(self, event: object) -> None:
        """In a narrow window the pictures come first."""
        self._charts.setVisible(self.width() >= NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the image, Esc goes back to the picture."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.view.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def select(self, image_id: int | None) -> None:
        """Mark one image and scroll to it, where it is shown."""
        row = None if image_id is None else self._wall.row_of.get(image_id)
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_wanted.emit(index.data(ID_ROLE))

    def _menu_at(self, place: QPoint) -> None:
        if not self.view.indexAt(place).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for widget in (*self._buttons, self.like):
            action = menu.addAction(widget.text())
            action.setEnabled(widget.isEnabled())
            action.triggered.connect(widget.click)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _show_number(self) -> None:
        chosen = len(self.view.selectionModel().selectedIndexes())
        changeable = bool(chosen) and not self._projects.read_only
        for widget in self._buttons:
            widget.setEnabled(changeable)
        self.like.setEnabled(chosen == 1)
        self.usual.setVisible(self._wall.like is not None)
        shown = self.tr("{0} of {1} images").format(whole(len(self._wall.ids)), whole(len(self._projects)))
        marked = self.tr("%n selected", "", chosen)
        self.number.setText(f"{shown} · {marked}" if chosen else shown)

    def _show_counts(self) -> None:
        records = self._projects.classes.records
        colors = {record.name: class_hex(record.color) for record in records}
        self.counts.show_counts(Counts.of(self._wall.shown_objects()), colors)
        names = [record.name for record in records]
        inspectors = self._wall.values_of(lambda facts: facts.inspectors)
        lots = sorted({image.group for image in self._projects.images()})
        self.filters.show_names(names, inspectors, lots)
