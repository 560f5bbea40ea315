"""The one column between the bars: it scrolls, and keeps the focused field in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from kiosk.qt.fonts import tabular
from kiosk.qt.pages.base import Page
from kiosk.qt.theme import Dress, set_property
from kiosk.qt.wizard import WizardView

RING_PX = 8
"""Room for the focus ring on both sides of the column."""
TOP_PX = 32
LOW_TOP_PX = 4
TIGHT_TOP_PX = 12
LOW_PX = 900
"""A window lower than this at 96 dpi has less air between the parts of a page."""
LOW_SPACING_PX = 12
SIGHT_PX = 64
"""What is kept in sight above and below the focused field: its name and what is said about it."""
PAGE_SPACING_PX = 16
POLICY = QSizePolicy.Policy


class Stage(QScrollArea):
    """Holds the wizard in a column of at most 720 px; in portrait the controls go to the lower half."""

    def __init__(self, wizard: WizardView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wizard = wizard
        self._dress: Dress | None = None
        self._gaps: dict[int, tuple[QSpacerItem, QSpacerItem]] = {}
        self._column = QWidget(self)
        self._row = QHBoxLayout(self._column)
        self._row.addStretch(1)
        self._row.addWidget(wizard, 1000)
        self._row.addStretch(1)
        self.setWidget(self._column)
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.setInterval(0)
        self._sight.timeout.connect(self._reveal)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.verticalScrollBar().rangeChanged.connect(self._balance)
        self._tight = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.reveal_focus)

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        self._wizard.setMaximumWidth(wearing.metrics.column + 2 * wearing.metrics.px(RING_PX))
        self._arrange()

    def adopt(self, page: Page) -> None:
        """Prepare `page` once: figures of one width, and the two gaps that place its controls."""
        layout = page.layout()
        for widget in page.findChildren(QWidget):
            if widget.property("role") == "code":
                widget.setFont(tabular(widget.font()))
        if id(page) in self._gaps or not isinstance(layout, QBoxLayout):
            return
        above, below = _gap(), _gap()
        controls = page.findChild(QWidget, "controls", Qt.FindChildOption.FindDirectChildrenOnly)
        place = layout.indexOf(controls) if controls is not None else 0
        layout.insertItem(max(0, place), above)
        layout.addItem(below)
        self._gaps[id(page)] = (above, below)

    def bring(self, page: Page) -> None:
        """Show `page` from its top."""
        self.adopt(page)
        self._arrange_page(page)
        self._wizard.show_page(page)
        self.verticalScrollBar().setValue(0)

    def set_tight(self, tight: bool) -> None:
        """Save height while the keyboard is up: smaller title, less air."""
        self._tight = tight
        self._arrange()
        self.reveal_focus()

    def reveal_focus(self) -> None:
        """Bring the focused field into sight, once the layout has settled."""
        self._sight.start()

    def is_portrait(self) -> bool:
        window = self.window()
        return window.height() > window.width()

    def _is_low(self, wearing: Dress) -> bool:
        return self.window().height() < wearing.metrics.px(LOW_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self._arrange()
        self._sight.start()

    def _balance(self, _least: int, most: int) -> None:
        """Give the left side what the scroll bar takes at the right, so that the column stays centred."""
        side = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self.setViewportMargins(side, 0, 0, 0)

    def _arrange(self) -> None:
        if self._dress is None:
            return
        px = self._dress.metrics.px
        top = px(TIGHT_TOP_PX if self._tight else LOW_TOP_PX if self._is_low(self._dress) else TOP_PX)
        side = px(PAGE_SPACING_PX)
        self._row.setContentsMargins(side, top, side, px(TIGHT_TOP_PX) // 2)
        self._row.setSpacing(0)
        page = self._wizard.current()
        if page is not None:
            self._arrange_page(page)

    def _arrange_page(self, page: Page) -> None:
        layout = page.layout()
        if self._dress is None or layout is None:
            return
        ring = self._dress.metrics.px(RING_PX)
        layout.setContentsMargins(ring, 0, ring, ring)
        spacing = self._dress.metrics.px(LOW_SPACING_PX if self._is_low(self._dress) else PAGE_SPACING_PX)
        layout.setSpacing(spacing)
        for part in self._parts(page):
            part.setSpacing(spacing)
        self._place_controls(page)
        for label in page.findChildren(QLabel):
            if label.property("role") == "title":
                set_property(label, "tight", value=self._tight)
        layout.invalidate()

    def _parts(self, page: Page) -> list[QLayout]:
        """The layouts of *reading* and *controls*, whose air follows the screen."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        found = (page.findChild(QWidget, name, direct) for name in ("reading", "controls"))
        layouts = (widget.layout() for widget in found if widget is not None)
        return [layout for layout in layouts if layout is not None]

    def _place_controls(self, page: Page) -> None:
        if id(page) not in self._gaps:
            return
        above, below = self._gaps[id(page)]
        low, high = (above, below) if self.is_portrait() else (below, above)
        low.changeSize(0, 0, POLICY.Minimum, POLICY.Expanding)
        high.changeSize(0, 0, POLICY.Minimum, POLICY.Fixed)

    def _reveal(self) -> None:
        if self._dress is None:
            return
        focused = self._column.focusWidget()
        if focused is not None and self._column.isAncestorOf(focused):
            room = max(0, (self.viewport().height() - focused.height()) // 2)
            self.ensureWidgetVisible(focused, 0, min(room, self._dress.metrics.px(SIGHT_PX)))


def _gap() -> QSpacerItem:
    return QSpacerItem(0, 0, POLICY.Minimum, POLICY.Fixed)
