"""The bottom bar: back at the left, help between, the one primary action at the right."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kiosk.core.results import Desk
from kiosk.qt.icons import PROPERTY
from kiosk.qt.pages.base import Bar
from kiosk.qt.theme import Dress, set_property
from kiosk.qt.wall_time import spoken

HEIGHT_PX = 80
SIDE_PX = 24
GAP_PX = 16
CLOSE_PX = 8
PRIMARY_PX = 200
BACK_PX = 160


class Room(Enum):
    """What the bar affords itself, from the most to the least; a button's own words are never cut.

    FULL: air, and staff with their desk and hours. CLOSE: less air. SHORT: the hours without the desk's
    name. BARE: only that staff can be asked. STACKED: that, and the primary action in a line of its own.
    """

    FULL = "full"
    CLOSE = "close"
    SHORT = "short"
    BARE = "bare"
    STACKED = "stacked"


class BottomBar(QWidget):
    """Takes the first `Room` in which everything fits; a screen reader is told all of it in any."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bottom_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress: Dress | None = None
        self._desk: Desk | None = None
        self._shown: tuple[Bar, str] | None = None
        self.room = Room.FULL
        self.back = QPushButton(self)
        self.back.setObjectName("back")
        self.help = QPushButton(self)
        self.help.setObjectName("help")
        self.help.setProperty("role", "quiet")
        self.help.setProperty(PROPERTY, "staff")
        self.primary = QPushButton(self)
        self.primary.setObjectName("primary")
        self.primary.setProperty("role", "primary")
        sides = (
            (self.back, Qt.AlignmentFlag.AlignLeft),
            (self.help, Qt.AlignmentFlag.AlignHCenter),
            (self.primary, Qt.AlignmentFlag.AlignRight),
        )
        self._holders = [self._holder(button, side) for button, side in sides]
        self._grid = QGridLayout(self)
        self._place()

    def _holder(self, button: QPushButton, side: Qt.AlignmentFlag) -> QWidget:
        """Keep the place of a button that is not there."""
        button.setAutoDefault(True)
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button, 0, side)
        holder.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return holder

    def _place(self) -> None:
        """In one line with help between, or the primary action above the two others."""
        back, help_, primary = self._holders
        stacked = self.room is Room.STACKED
        for holder in self._holders:
            self._grid.removeWidget(holder)
        self._grid.addWidget(back, int(stacked), 0)
        self._grid.addWidget(help_, int(stacked), 1)
        if stacked:
            self._grid.addWidget(primary, 0, 0, 1, 3)
        else:
            self._grid.addWidget(primary, 0, 2)
        for column, stretch in enumerate((1, 0, 1)):
            self._grid.setColumnStretch(column, stretch)

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        self._fit()

    def show_bar(self, bar: Bar, desk: Desk | None) -> None:
        """Show what the page wants; `desk` says where and when staff are. What is shown already stays."""
        self._desk = desk
        shown = (bar, self._help_text(Room.FULL))
        if shown == self._shown:
            return
        self._shown = shown
        self.back.setText(bar.back)
        self.back.setVisible(bool(bar.back))
        self.primary.setText(bar.primary)
        self.primary.setVisible(bool(bar.primary))
        self.primary.setEnabled(bar.primary_enabled)
        self.help.setVisible(bar.help)
        self.help.setAccessibleName(self._help_text(Room.FULL).replace("\n", ", "))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """An icon that is drawn after the words may need what they have left."""
        handled = super().event(event)
        asked = event.type() == QEvent.Type.LayoutRequest
        if asked and self.room is not Room.STACKED and self._needed() > self.width():
            self._fit()
        return handled

    def _fit(self) -> None:
        if self._dress is None:
            return
        for room in Room:
            self._take(room, self._dress)
            if self._needed() <= self.width() or room is Room.STACKED:
                break
        self._grow(self._dress)

    def _grow(self, wearing: Dress) -> None:
        """As high as its lines of buttons, and never lower than at the ordinary size of text."""
        air = wearing.metrics.air
        line = max(each.sizeHint().height() for each in (self.back, self.help, self.primary))
        lines = 2 if self.room is Room.STACKED else 1
        self._grid.setVerticalSpacing(air(CLOSE_PX))
        self.setFixedHeight(max(air(HEIGHT_PX), lines * (line + air(CLOSE_PX)) + air(CLOSE_PX)))

    def _take(self, room: Room, wearing: Dress) -> None:
        if (self.room is Room.STACKED) is not (room is Room.STACKED):
            self.room = room
            self._place()
        self.room = room
        px = wearing.metrics.air
        full = room is Room.FULL
        side = px(SIDE_PX if full else GAP_PX)
        self._grid.setContentsMargins(side, 0, side, 0)
        self._grid.setHorizontalSpacing(px(GAP_PX if full else CLOSE_PX))
        self.back.setMinimumWidth(px(BACK_PX) if full else wearing.metrics.target)
        self.primary.setMinimumWidth(px(PRIMARY_PX) if full else wearing.metrics.target)
        text = self._help_text(room)
        self.help.setText(text)
        set_property(self.help, "lines", value="two" if "\n" in text or room is Room.BARE else "one")
        for button in (self.back, self.help, self.primary):
            set_property(button, "snug", value=not full)

    def _needed(self) -> int:
        """The width of all that is shown, with the air that the row has now."""
        shown = [each for each in (self.back, self.help, self.primary) if not each.isHidden()]
        widths = [each.minimumSizeHint().expandedTo(each.minimumSize()).width() for each in shown]
        edges = self._grid.contentsMargins()
        return sum(widths) + edges.left() + edges.right() + 2 * self._grid.horizontalSpacing()

    def _help_text(self, room: Room) -> str:
        ask = self.tr("Ask staff")
        desk = self._desk
        if desk is None or room in {Room.BARE, Room.STACKED}:
            return ask
        told = self._hours(desk) if room is Room.SHORT else self._opening(desk)
        return f"{ask}\n{told}" if told else ask

    def _opening(self, desk: Desk) -> str:
        if desk.open_until is not None:
            return self.tr("{desk}, open until {time}").format(desk=desk.name, time=desk.open_until)
        if desk.opens is not None:
            return self.tr("{desk}, opens {time}").format(desk=desk.name, time=spoken(desk.opens))
        return desk.name

    def _hours(self, desk: Desk) -> str:
        if desk.open_until is not None:
            return self.tr("open until {time}").format(time=desk.open_until)
        return self.tr("opens {time}").format(time=spoken(desk.opens)) if desk.opens is not None else ""
