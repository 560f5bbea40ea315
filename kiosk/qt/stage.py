"""The one column between the bars: it scrolls, and keeps the focused field in sight."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QMoveEvent, QResizeEvent
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

from kiosk.core.look import Look, Motion, Reach
from kiosk.qt.air import gap, grow
from kiosk.qt.focus_ring import is_control
from kiosk.qt.fonts import tabular
from kiosk.qt.pages.base import Page
from kiosk.qt.said import said_above
from kiosk.qt.stillness import settle
from kiosk.qt.theme import Dress, Wearer, set_property
from kiosk.qt.wizard import WizardView

RING_PX = 8
"""Room for the focus ring on both sides of the column."""
TOP_PX = 32
LOW_TOP_PX = 4
TIGHT_TOP_PX = 12
LOW_PX = 900
"""A window lower than this at 96 dpi has less air between the parts of a page."""
LOW_SPACING_PX = 12
LOWEST_PX = 760
"""A window lower than this at 96 dpi has the small title always."""
SIGHT_PX = 64
"""What is kept in sight above and below the focused field: its name and what is said about it."""
PAGE_SPACING_PX = 16
SHARE = 1000
"""Of the width that the column takes, for 1 each at its sides."""
POLICY = QSizePolicy.Policy


@dataclass(frozen=True, slots=True)
class Gaps:
    """What places the parts of a page: around the controls, and below the text of the reading."""

    above: QSpacerItem
    below: QSpacerItem
    tail: QSpacerItem


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
        self._gaps: dict[int, Gaps] = {}
        self._reach = Reach.WHOLE
        self._motion = Motion.FULL
        self._revealed_at = 0
        self._column = QWidget(self)
        self._row = QHBoxLayout(self._column)
        self._row.addStretch(1)
        self._row.addWidget(wizard, SHARE)
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
        self._arrange()

    def adopt(self, page: Page) -> None:
        """Prepare `page` once: figures of one width, and the two gaps that place its controls."""
        layout = page.layout()
        for widget in page.findChildren(QWidget):
            if widget.property("role") == "code":
                widget.setFont(tabular(widget.font()))
        if id(page) in self._gaps or not isinstance(layout, QBoxLayout):
            return
        gaps = Gaps(gap(), gap(), gap())
        above, below = gaps.above, gaps.below
        controls = page.findChild(QWidget, "controls", Qt.FindChildOption.FindDirectChildrenOnly)
        place = layout.indexOf(controls) if controls is not None else 0
        layout.insertItem(max(0, place), above)
        layout.addItem(below)
        self._gaps[id(page)] = gaps
        reading = _reading(page)
        if reading is not None:
            reading[1].addItem(gaps.tail)

    def bring(self, page: Page) -> None:
        """Show `page` from its top."""
        self.adopt(page)
        self._arrange_page(page)
        self._wizard.show_page(page)
        if self._reach is Reach.LOWER:
            self._arrange_page(page)  # a banner that came with it may have moved the column meanwhile
        self.verticalScrollBar().setValue(0)

    def set_tight(self, tight: bool) -> None:
        """Save height while the keyboard is up: smaller title, less air."""
        if tight is not self._tight:
            self._tight = tight
            self._arrange()
            self.reveal_focus()

    def reveal_focus(self) -> None:
        """Bring the focused field into sight, once the layout has settled."""
        self._sight.start()

    def keep_in_sight(self) -> None:
        """The page may have moved: bring the focus back into sight unless somebody has scrolled since."""
        if self.verticalScrollBar().value() == self._revealed_at:
            self.reveal_focus()

    def is_portrait(self) -> bool:
        window = self.window()
        return window.height() > window.width()

    def _is_lower_than(self, height: int) -> bool:
        """Whether the window has less than `height` pixels of 96 dpi."""
        return self._dress is not None and self.window().height() < self._dress.metrics.px(height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self._arrange()
        self._sight.start()

    def _balance(self, _least: int, most: int) -> None:
        """Give one side what the scroll bar takes at the other, so that the column stays centred."""
        side = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        mirrored = self.isRightToLeft()
        self.setViewportMargins(0 if mirrored else side, 0, side if mirrored else 0, 0)
        self.keep_in_sight()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._balance(0, self.verticalScrollBar().maximum())

    def _arrange(self) -> None:
        if self._dress is None:
            return
        px = self._dress.metrics.air
        top = px(TIGHT_TOP_PX if self._tight else LOW_TOP_PX if self._is_lower_than(LOW_PX) else TOP_PX)
        side = px(PAGE_SPACING_PX)
        self._row.setContentsMargins(side, top, side, px(TIGHT_TOP_PX) // 2)
        self._row.setSpacing(0)
        self._wizard.setMaximumWidth(min(self._dress.metrics.column + 2 * px(RING_PX), self._widest(side)))
        page = self._wizard.current()
        if page is not None:
            self._arrange_page(page)

    def _widest(self, side: int) -> int:
        """Room for the scroll bar is kept also where there is none, on both sides: it changes no width.

        A page that fits when it is narrow, and does not when it is wide, would else have one that comes and
        goes for ever.
        """
        room = self.width() - 2 * (side + self.verticalScrollBar().sizeHint().width())
        return max(1, room * SHARE // (SHARE + 2))

    def _arrange_page(self, page: Page) -> None:
        layout = page.layout()
        if self._dress is None or layout is None:
            return
        ring = self._dress.metrics.air(RING_PX)
        layout.setContentsMargins(ring, 0, ring, ring)
        spacing = self._dress.metrics.air(LOW_SPACING_PX if self._is_lower_than(LOW_PX) else PAGE_SPACING_PX)
        layout.setSpacing(spacing)
        parts = self._parts(page)
        for part in parts:
            part.setSpacing(spacing)
        for inner in page.findChildren(QLayout):
            if inner not in (layout, *parts) and not isinstance(inner.parentWidget(), Wearer):
                grow(inner, self._dress.metrics)
        self._place_controls(page)
        for label in page.findChildren(QLabel):
            if label.property("role") == "title":
                set_property(label, "tight", value=self._tight or self._is_lower_than(LOWEST_PX))
        layout.invalidate()

    def _parts(self, page: Page) -> list[QLayout]:
        """The layouts of *reading* and *controls*, whose air follows the screen."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        found = (page.findChild(QWidget, name, direct) for name in ("reading", "controls"))
        layouts = (widget.layout() for widget in found if widget is not None)
        return [layout for layout in layouts if layout is not None]

    def _place_controls(self, page: Page) -> None:
        """The one gap takes all that is left; by its stretch, or parts that can grow would share it."""
        layout = page.layout()
        if id(page) not in self._gaps or not isinstance(layout, QBoxLayout):
            return
        gaps = self._gaps[id(page)]
        lowered = self.is_portrait() or self._reach is Reach.LOWER
        low, high = (gaps.above, gaps.below) if lowered else (gaps.below, gaps.above)
        self._keep_upper(page, gaps.tail)
        low.changeSize(0, 0, POLICY.Minimum, POLICY.Expanding)
        high.changeSize(0, 0, POLICY.Minimum, POLICY.Fixed)
        for place in range(layout.count()):
            layout.setStretch(place, 1 if layout.itemAt(place) is low else 0)

    def _keep_upper(self, page: Page, tail: QSpacerItem) -> None:
        """In reach mode the reading takes the upper half of the window, whatever it says."""
        reading = _reading(page)
        if reading is None:
            return
        widget, layout = reading
        most = self._half() - self._row.contentsMargins().top() if self._reach is Reach.LOWER else 0
        widget.setMinimumHeight(max(0, most))
        tail.changeSize(0, 0, POLICY.Minimum, POLICY.Expanding if most > 0 else POLICY.Fixed)
        layout.setStretch(layout.count() - 1, int(most > 0))
        layout.invalidate()

    def _half(self) -> int:
        """Where the lower half of the window begins, in pixels below the upper edge of the column."""
        return self.window().height() // 2 - self.mapTo(self.window(), QPoint(0, 0)).y()

    def suit(self, look: Look) -> None:
        """Take what the person chose about reach and motion."""
        if look.motion is not self._motion:
            self._motion = look.motion
            settle(look.motion, self.viewport())
        if look.reach is not self._reach:
            self._reach = look.reach
            self._arrange()
            self.reveal_focus()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802 - overrides Qt
        super().moveEvent(event)
        self._arrange()

    def _reveal(self) -> None:
        if self._dress is None:
            return
        focused = self._column.focusWidget()
        if focused is not None and is_control(focused) and self._column.isAncestorOf(focused):
            self._bring(focused, self._dress.metrics.px(SIGHT_PX))
            self._bring_said(focused, self._dress.metrics.air(RING_PX))
            self._bring_low(focused)
        self._revealed_at = self.verticalScrollBar().value()

    def bring_to_sight(self, widget: QWidget) -> None:
        """Scroll until all of `widget` is in sight, with air around it, if it is in the column."""
        if self._dress is not None and self._column.isAncestorOf(widget):
            self._bring(widget, self._dress.metrics.px(SIGHT_PX))

    def _bring(self, focused: QWidget, most: int) -> None:
        """Show all of `focused` and up to `most` pixels around it; Qt would show only a field's cursor."""
        height, bar = self.viewport().height(), self.verticalScrollBar()
        room = min(most, max(0, (height - focused.height()) // 2))
        top = focused.mapTo(self._column, QPoint(0, 0)).y() - room
        bottom = top + focused.height() + 2 * room
        bar.setValue(min(top, max(bar.value(), bottom - height)))

    def _bring_said(self, focused: QWidget, ring: int) -> None:
        """Scroll back to what is said above the field, as far as the field stays in sight."""
        said, bar = said_above(self._column, focused), self.verticalScrollBar()
        if said is not None:
            lowest = focused.mapTo(self._column, QPoint(0, focused.height() + ring)).y()
            bar.setValue(min(bar.value(), max(said, lowest - self.viewport().height())))

    def _bring_low(self, focused: QWidget) -> None:
        """In reach mode scroll back what stands in the upper half, while the lower has room for it."""
        top = focused.mapTo(self, QPoint(0, 0)).y()
        if self._reach is Reach.LOWER and self.height() >= self._half() + focused.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - max(0, self._half() - top))


def _reading(page: Page) -> tuple[QWidget, QBoxLayout] | None:
    reading = page.findChild(QWidget, "reading", Qt.FindChildOption.FindDirectChildrenOnly)
    layout = reading.layout() if reading is not None else None
    return (reading, layout) if reading is not None and isinstance(layout, QBoxLayout) else None
