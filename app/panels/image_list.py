"""The list of images, with thumbnail and state, filter, search and sort."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.language.labels import review_text, state_text
from app.language.live import bind_items, bind_text, on_language
from app.language.numbers import whole
from app.panels.canvas_notice import EmptyState
from app.panels.image_list_delegate import ImageDelegate
from app.panels.image_list_model import ID_ROLE, ImageListModel, ImageOrder
from app.services.images import ThumbnailLoader
from app.stores.project import ProjectStore, needs_work
from app.stores.selection import SelectionStore
from app.stores.uncertainty import UncertaintyStore
from app.theme.theme import Theme
from app.theme.widgets import ElidedLabel, TextField
from samft_core.project.records import ImageState, ReviewState

SIDE_BY_SIDE = 8
LOW = 6
"""In heights of a control: from this width on filter and order stand side by side, below this height none."""


class ImagesPanel(QWidget):
    """The list follows the selection and sets it; the model is shared with whoever steps through images.

    ``menu_wanted`` carries the place on the screen of a right click on an image, which it has selected.
    """

    add_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        store: ProjectStore,
        selection: SelectionStore,
        thumbnails: ThumbnailLoader,
        uncertainties: UncertaintyStore,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self._selection = selection
        self._theme = theme
        self.model = ImageListModel(store, thumbnails, uncertainties)
        self._build(theme)
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        # About the time between two keys of somebody who types: the list of a large project is worked
        # out once per word instead of once per letter.
        self._search_soon.setInterval(120)
        self._search_soon.timeout.connect(self._apply_filter)
        self.search.textChanged.connect(lambda _text: self._search_soon.start())
        self.state_filter.currentIndexChanged.connect(lambda _row: self._apply_filter())
        self.order.currentIndexChanged.connect(self._apply_order)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.model.modelReset.connect(self._show_selection)
        self.model.shown_changed.connect(self._show_counts)
        selection.image_changed.connect(lambda _id: self._show_selection())
        # Not within the list's own change of its current row.
        selection.image_kept.connect(self._show_selection, Qt.ConnectionType.QueuedConnection)
        store.image_changed.connect(lambda _id: self._show_states())
        theme.changed.connect(self._fit_rows)
        on_language(self, lambda: self._show_counts(len(self.model.ids()), len(store)))
        self._fit_rows()
        self._show_states()

    def _build(self, theme: Theme) -> None:
        self.search = TextField()
        bind_text(self.search.setPlaceholderText, lambda: self.tr("Search name, folder or lot"))
        self.search.setClearButtonEnabled(True)
        bind_text(self.search.setAccessibleName, lambda: self.tr("Search images"))
        self.state_filter = QComboBox()
        bind_text(self.state_filter.setAccessibleName, lambda: self.tr("Filter by state"))
        # Kept here: Qt would hand the words of an enumeration back as plain text.
        self._choices: list[ImageState | ReviewState | None] = [None, *ImageState, *ReviewState]
        for state in self._choices:
            self.state_filter.addItem("", state)
        self.order = QComboBox()
        bind_text(self.order.setAccessibleName, lambda: self.tr("Sort images"))
        orders: tuple[tuple[Callable[[], str], ImageOrder], ...] = (
            (lambda: self.tr("As added"), ImageOrder.ADDED),
            (lambda: self.tr("By name"), ImageOrder.NAME),
            (lambda: self.tr("By state"), ImageOrder.STATE),
            (lambda: self.tr("Least sure"), ImageOrder.UNCERTAINTY),
            (lambda: self.tr("Last changed"), ImageOrder.CHANGED),
        )
        bind_items(self.order, orders)
        for box in (self.state_filter, self.order):
            # The longest choice must not hold the whole column wide.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self.view = self._make_view(theme)
        self.empty = EmptyState()
        self.empty.pressed.connect(self._help_out)
        self.progress = ElidedLabel("muted")
        self._filters = filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        filters.setSpacing(6)
        filters.addWidget(self.state_filter, 6)
        filters.addWidget(self.order, 5)
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 4)
        head.setSpacing(6)
        head.addWidget(self.search)
        head.addLayout(filters)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 8)
        foot.addWidget(self.progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)
        layout.addLayout(foot)

    def _make_view(self, theme: Theme) -> QTableView:
        # A table of one column: QListView asks its model about every row before it shows the first.
        view = QTableView()
        view.setObjectName("images")
        view.setModel(self.model)
        view.setItemDelegate(ImageDelegate(self.model, theme, view))
        view.setShowGrid(False)
        # Tab leaves the list, as everywhere else in the window. A table would take it to walk through
        # its cells.
        view.setTabKeyNavigation(False)
        view.horizontalHeader().hide()
        view.horizontalHeader().setStretchLastSection(True)
        view.verticalHeader().hide()
        # Rows of one fixed height: Qt would measure every row of 50,000 otherwise.
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        bind_text(view.setAccessibleName, lambda: self.tr("Images"))
        # The press has selected the image already.
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(view.viewport().mapToGlobal(at))
        )
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Filter and order below one another where they have no room side by side; none where it is low."""
        narrow = event.size().width() < self._theme.sizes.control * SIDE_BY_SIDE
        way = QBoxLayout.Direction
        self._filters.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        low = event.size().height() < self._theme.sizes.control * LOW
        for box in (self.state_filter, self.order):
            box.setHidden(low)
        super().resizeEvent(event)

    def _fit_rows(self) -> None:
        self.view.verticalHeader().setMinimumSectionSize(self._theme.sizes.row)
        self.view.verticalHeader().setDefaultSectionSize(self._theme.sizes.row)

    def step(self, by: int) -> None:
        """Select the image ``by`` rows further down; stops at the ends."""
        ids = self.model.ids()
        if not ids:
            return
        current = self._selection.image_id
        row = self.model.row_of(current) if current is not None else None
        target = 0 if row is None else min(max(row + by, 0), len(ids) - 1)
        self._selection.select_image(ids[target])

    def step_to_open(self) -> bool:
        """Select the next image that needs work, round the end; False where there is none."""
        return self.step_to(set(needs_work(self._store.images())).__contains__)

    def step_to(self, wanted: Callable[[int], bool]) -> bool:
        """Select the next image that is ``wanted`` by its id, round the end; False where there is none."""
        ids = self.model.ids()
        current = self._selection.image_id
        row = self.model.row_of(current) if current is not None else None
        start = 0 if row is None else row + 1
        # From the row after the current one, and round the end: images are worked through in their
        # order, and those that were skipped come again at last.
        for image_id in ids[start:] + ids[:start]:
            if image_id != current and wanted(image_id):
                self._selection.select_image(image_id)
                return True
        return False

    def neighbours(self, image_id: int, reach: int = 1) -> list[int]:
        """The images just below and above in the list, the next one first."""
        row = self.model.row_of(image_id)
        if row is None:
            return []
        ids = self.model.ids()
        after = ids[row + 1 : row + 1 + reach]
        return after + ids[max(row - reach, 0) : row][::-1]

    def is_last(self, image_id: int) -> bool:
        """Whether no image follows in the list as it is filtered and sorted now."""
        row = self.model.row_of(image_id)
        return row is not None and row == len(self.model.ids()) - 1

    @property
    def state(self) -> ImageState | ReviewState | None:
        """The state that the list is filtered by; None for all."""
        return self._choices[self.state_filter.currentIndex()]

    def show_state(self, state: ImageState | ReviewState | None) -> None:
        """Filter the list by a state; where it is already, bring it up to date."""
        row = self._choices.index(state)
        # The box then sends no change, but images may have come into the state or left it since.
        if row == self.state_filter.currentIndex():
            self._apply_filter()
        self.state_filter.setCurrentIndex(row)

    @property
    def arrangement(self) -> dict[str, str]:
        """The chosen state and order, kept between starts. A search is not: it belongs to its moment."""
        order: ImageOrder = self.order.currentData()
        return {"state": self.state or "", "order": order.value}

    def restore_arrangement(self, kept: Mapping[str, str]) -> None:
        """Show what ``arrangement`` gave; a value that is no longer known counts as the first choice."""
        states = [state or "" for state in self._choices]
        orders = [self.order.itemData(row).value for row in range(self.order.count())]
        for box, values, name in ((self.state_filter, states, "state"), (self.order, orders, "order")):
            box.setCurrentIndex(values.index(kept[name]) if kept.get(name) in values else 0)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _apply_filter(self) -> None:
        self.model.set_filter(self.state, self.search.text())

    def _apply_order(self) -> None:
        self.model.set_order(self.order.currentData())

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._selection.select_image(current.data(ID_ROLE))

    def _show_selection(self) -> None:
        image_id = self._selection.image_id
        row = self.model.row_of(image_id) if image_id is not None else None
        chooser = self.view.selectionModel()
        if row is None:
            chooser.clear()
            return
        index = self.model.index(row)
        # Set only where it differs: setting it again would scroll the list away under somebody who is
        # looking through it.
        if chooser.currentIndex() != index or not chooser.isSelected(index):
            chooser.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)

    def _show_counts(self, shown: int, total: int) -> None:
        self._show_states()
        self._stack.setCurrentWidget(self.view if shown else self.empty)
        if not self._store.is_open:
            self.empty.set_text(self.tr("No project is open."))
        elif total == 0:
            text = self.tr("No images yet.\n\nDrop a folder of images here, or choose one.")
            self.empty.set_text(text, self.tr("Add images…"))
        else:
            self.empty.set_text(self.tr("No image passes the filter."), self.tr("Show all images"))

    def _help_out(self) -> None:
        if len(self._store) == 0:
            self.add_wanted.emit()
            return
        self.search.clear()
        self.state_filter.setCurrentIndex(0)
        self._apply_filter()

    def _show_states(self) -> None:
        counts = self._store.index.counts
        reviews = self._store.index.reviews
        total = len(self._store)
        for row, state in enumerate(self._choices):
            if isinstance(state, ReviewState):
                word = review_text(state).capitalize()
                number = reviews[state]
            elif state is None:
                word = self.tr("All")
                number = total
            else:
                word = state_text(state).capitalize()
                number = counts[state]
            self.state_filter.setItemText(row, f"{word} ({whole(number)})")
        done = counts[ImageState.ACCEPTED] + counts[ImageState.GOOD]
        text = self.tr("{0} of {1} done").format(whole(done), whole(total))
        self.progress.setText(text if total else "")
