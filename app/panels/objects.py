"""The list of the objects on the image, with class, size and where each mask came from."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.language.live import bind_items, bind_text, on_language
from app.language.numbers import decimal, moment, whole
from app.panels.classes import swatch
from app.panels.object_eyes import ObjectEyes
from app.stores.annotations import AnnotationStore
from app.stores.project import ProjectStore
from app.stores.selection import SelectionStore
from app.theme.flow import FlowLayout
from app.theme.plain_text import plain
from app.theme.theme import Theme
from app.theme.tokens import class_hex
from app.theme.widgets import TextField, label, tool_button
from samft_core.imaging.measures import measure_object
from samft_core.project.records import AnnotationRecord, AnnotationState
from samft_core.sam.types import BASE_VERSION

_ID = Qt.ItemDataRole.UserRole


class ObjectOrder(enum.Enum):
    """How the list is sorted."""

    DRAWN = "drawn"
    CLASS = "class"
    SIZE = "size"
    STATE = "state"


_ORDERS: dict[ObjectOrder, Callable[[AnnotationRecord], tuple[object, ...]]] = {
    ObjectOrder.DRAWN: lambda record: (record.id,),
    ObjectOrder.CLASS: lambda record: (record.class_name.casefold(), record.id),
    ObjectOrder.SIZE: lambda record: (-record.mask.area, record.id),
    ObjectOrder.STATE: lambda record: (record.state is AnnotationState.ACCEPTED, record.id),
}
WITH_CHOICES = 4
"""From so many objects on they can be sorted and filtered."""
BUTTONS = (
    ActionId.OBJECT_HIDE,
    ActionId.OBJECT_SHOW_ALL,
    ActionId.OBJECT_DUPLICATE,
    ActionId.OBJECT_SPLIT,
    ActionId.OBJECT_MERGE,
    ActionId.OBJECT_LOCK,
    ActionId.OBJECT_UNLOCK,
    ActionId.MASK_FILL,
    ActionId.MASK_SMOOTH,
    ActionId.MASK_ISLANDS,
    ActionId.MASK_GROW,
    ActionId.MASK_SHRINK,
)
"""What the row below the list does with the selected objects."""


class ObjectsPanel(QWidget):
    """The objects as a list, several of which can be selected, and the buttons that change them.

    ``object_chosen`` carries the id of the object to select, ``objects_chosen`` the ids of several, the one
    clicked last first; ``menu_wanted`` the place on the screen of a right click on an object.
    """

    object_chosen = Signal(int)
    objects_chosen = Signal(list)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        store: ProjectStore,
        annotations: AnnotationStore,
        selection: SelectionStore,
        theme: Theme,
        actions: ActionSet,
    ) -> None:
        super().__init__()
        self._store = store
        self._annotations = annotations
        self._selection = selection
        self._theme = theme
        self._head = label("", "section")
        self._empty = label("", "muted", wrap=True)
        self._good = actions[ActionId.IMAGE_GOOD]
        self._good.changed.connect(self._update_empty_text)
        on_language(self, self._update_empty_text)
        self._update_empty_text()
        self._list = QListWidget()
        self._list.setObjectName("boxed")
        bind_text(self._list.setAccessibleName, lambda: self.tr("Objects on this image"))
        self._list.setIconSize(QSize(14, 14))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.itemClicked.connect(self._clicked)
        self._eyes = ObjectEyes(self._list, selection, theme)
        self._list.itemActivated.connect(lambda item: self.object_chosen.emit(item.data(_ID)))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._ask_menu)
        self._buttons = QWidget()
        self._buttons.setLayout(FlowLayout(*(tool_button(actions[name], theme) for name in BUTTONS)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._head)
        layout.addWidget(self._empty)
        layout.addLayout(self._make_choices())
        layout.addWidget(self._list)
        layout.addWidget(self._buttons)
        for signal in (annotations.loaded, annotations.added, annotations.removed):
            signal.connect(lambda _id: self._fill())
        annotations.changed.connect(self._show_changed)
        store.classes.changed.connect(self._fill)
        store.scale_changed.connect(self._fill)
        theme.changed.connect(self._fill)
        on_language(self, self._fill)
        selection.annotation_changed.connect(lambda _id: self._mark())
        selection.several_changed.connect(self._mark)
        self._fill()

    def _make_choices(self) -> QHBoxLayout:
        """Which objects are listed, in which order; where there are only a few, nobody has to choose."""
        self.search = TextField()
        bind_text(self.search.setPlaceholderText, lambda: self.tr("Class or state"))
        bind_text(self.search.setAccessibleName, lambda: self.tr("Filter objects"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.order = QComboBox()
        bind_text(self.order.setAccessibleName, lambda: self.tr("Sort objects"))
        orders: tuple[tuple[Callable[[], str], ObjectOrder], ...] = (
            (lambda: self.tr("As drawn"), ObjectOrder.DRAWN),
            (lambda: self.tr("By class"), ObjectOrder.CLASS),
            (lambda: self.tr("Largest first"), ObjectOrder.SIZE),
            (lambda: self.tr("Drafts first"), ObjectOrder.STATE),
        )
        bind_items(self.order, orders)
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order.setMinimumContentsLength(8)
        self.order.currentIndexChanged.connect(lambda _row: self._fill())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        row.addWidget(self.order, 1)
        return row

    def _listed(self) -> list[AnnotationRecord]:
        """The objects that the list shows, in its order."""
        records = self._annotations.records()
        many = len(records) >= WITH_CHOICES
        for widget in (self.search, self.order):
            widget.setVisible(many)
        if not many:
            return list(records)
        words = self.search.text().casefold().split()
        shown = [record for record in records if all(word in self._text(record).casefold() for word in words)]
        return sorted(shown, key=_ORDERS[self.order.currentData()])

    def _clicked(self, item: QListWidgetItem) -> None:
        """A click selects one object; with Ctrl or Shift it selects several, or lets one go again."""
        clicked = item.data(_ID)
        chosen = [other.data(_ID) for other in self._list.selectedItems()]
        if chosen == [clicked]:
            self.object_chosen.emit(clicked)
            return
        first = [clicked] if clicked in chosen else []
        self.objects_chosen.emit(first + [other for other in chosen if other != clicked])
        self._mark()

    def _ask_menu(self, at: QPoint) -> None:
        """The press selected the object already, where it was not one of several that are selected."""
        item = self._list.itemAt(at)
        if item is None:
            return
        if item.data(_ID) not in self._selection.annotation_ids:
            self.object_chosen.emit(item.data(_ID))
        self.menu_wanted.emit(self._list.viewport().mapToGlobal(at))

    def _update_empty_text(self) -> None:
        key = self._good.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = self.tr("Nothing marked yet. Drag a box round a defect, or sign the image off as good")
        self._empty.setText(f"{text} ({key})." if key else f"{text}.")

    def _fill(self) -> None:
        records = self._annotations.records()
        self._head.setText(self.tr("Objects on this image ({0})").format(len(records)))
        self._empty.setVisible(not records)
        self._list.setVisible(bool(records))
        shown = self._listed()
        self._buttons.setVisible(bool(records))
        self._list.clear()
        # Painted once per colour: an image may have hundreds of objects of a few classes.
        swatches: dict[str, QIcon] = {}
        for record in shown:
            color = self._color(record)
            if color not in swatches:
                swatches[color] = swatch(color, self._theme.colors.border_strong)
            item = QListWidgetItem(swatches[color], "")
            self._describe(item, record)
            self._list.addItem(item)
        # As high as its rows, up to five, so that the panels below it need no scrolling.
        rows = min(max(len(records), 1), 5)
        high = self._list.sizeHintForRow(0) if shown else self._list.height() // rows
        self._list.setFixedHeight(rows * high + 6)
        self._mark()

    def _show_changed(self, annotation_id: int) -> None:
        """After a stroke: one row, however many there are."""
        record = self._annotations.record(annotation_id)
        items = (self._list.item(row) for row in range(self._list.count()))
        item = next((item for item in items if item.data(_ID) == annotation_id), None)
        if record is None or item is None:
            self._fill()
            return
        item.setIcon(swatch(self._color(record), self._theme.colors.border_strong))
        self._describe(item, record)

    def _describe(self, item: QListWidgetItem, record: AnnotationRecord) -> None:
        item.setText(self._text(record))
        item.setData(_ID, record.id)
        words = self.tr("By {0}, {1}")
        who = words.format(record.inspector, moment(record.updated_at))
        item.setToolTip(plain(f"{self._text(record)}\n{self._place(record)}\n{who}"))

    def _color(self, record: AnnotationRecord) -> str:
        found = self._store.classes.named(record.class_name)
        return class_hex(found.color if found else 0)

    def _text(self, record: AnnotationRecord) -> str:
        accepted = record.state is AnnotationState.ACCEPTED
        state = self.tr("accepted") if accepted else self.tr("draft")
        origin = record.started_from
        source = self.tr("base") if origin == BASE_VERSION else origin
        locked = self.tr("locked") if record.locked else ""
        what = "  ·  ".join(filter(None, [record.class_name, locked, state, source]))
        return f"{what}\n{self._size(record)}"

    def _size(self, record: AnnotationRecord) -> str:
        """Area, length and width, in millimetres where the project has a scale."""
        found = measure_object(record.mask)
        scale = self._store.mm_per_pixel
        if found is None:
            return self.tr("empty")
        if scale is None:
            area = self.tr("{0} px").format(whole(round(found.area)))
            sides = self.tr("{0} × {1} px")
            return "  ·  ".join([area, sides.format(decimal(found.length, 1), decimal(found.width, 1))])
        found = found.scaled(scale)
        area = self.tr("{0} mm²").format(decimal(found.area, 2))
        sides = self.tr("{0} × {1} mm")
        return "  ·  ".join([area, sides.format(decimal(found.length, 2), decimal(found.width, 2))])

    def _place(self, record: AnnotationRecord) -> str:
        """Where the middle of the object is, in pixels, as the status bar counts them."""
        found = measure_object(record.mask)
        if found is None:
            return ""
        return self.tr("Middle at x {0}, y {1}").format(decimal(found.x, 1), decimal(found.y, 1))

    def _mark(self) -> None:
        """Show what is selected."""
        chosen = self._selection.annotation_ids
        items = [self._list.item(row) for row in range(self._list.count())]
        current = next((row for row, item in enumerate(items) if item.data(_ID) in chosen[:1]), -1)
        self._list.setCurrentRow(current)
        self._list.clearSelection()
        for item in items:
            item.setSelected(item.data(_ID) in chosen)
