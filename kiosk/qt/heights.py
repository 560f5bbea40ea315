"""Who gets the height of the window: the page comes before the trail and before the keyboard's air."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kiosk.core.look import Reach
from kiosk.qt.banner import Banner
from kiosk.qt.keyboard_panel import KeyboardPanel
from kiosk.qt.stage import LOW_PX, Stage
from kiosk.qt.theme import Dress, set_property
from kiosk.qt.trail_view import TrailView

ROOMY_PX = 1000
"""Below this height the trail makes room for the keyboard."""
FIELD_PX = 128
"""What the keyboard leaves of the page where it can: a field with its name."""


class Heights:
    """Shares the height between the parts of the window; told at every change of one of them."""

    def __init__(
        self, trouble: Banner, trail: TrailView, stage: Stage, keyboard: KeyboardPanel, *bars: QWidget
    ) -> None:
        self._trouble = trouble
        self._trail = trail
        self._stage = stage
        self._keyboard = keyboard
        self._bars = bars

    def share(self, height: int, wearing: Dress) -> None:
        """Give `height` to the parts.

        In a low window the word about the network takes the trail's place, so that the page stays where
        it is; while the keyboard is up the trail makes room anyway.
        """
        px = wearing.metrics.px
        risen = not self._keyboard.isHidden()
        low = height < px(LOW_PX)
        self._trouble.set_slim(slim=low)
        told = low and not self._trouble.isHidden()
        self._trail.setVisible(not told and (not risen or height >= px(ROOMY_PX)))
        bars = sum(bar.height() for bar in self._bars)
        self._keyboard.board.fit(height - bars - px(FIELD_PX))
        self._stage.set_tight(risen)


def lower(window: QWidget, bar: QWidget, reach: Reach) -> None:
    """Put the top `bar` at the lower edge in reach mode, else back at the top."""
    column = window.layout()
    if not isinstance(column, QVBoxLayout):
        return
    place = column.count() - 1 if reach is Reach.LOWER else 0
    if column.indexOf(bar) != place:
        column.removeWidget(bar)
        column.insertWidget(place, bar)
        set_property(bar, "low", value=reach is Reach.LOWER)


def stack(window: QWidget, *parts: QWidget) -> None:
    """Put `parts` one above the other; the stage takes what is left.

    The window is as large as its screen, whatever its parts would like: without this a wide bar makes it
    grow past the edge, where nobody sees what is cut.
    """
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, Stage) else 0)
