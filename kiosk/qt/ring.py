"""The countdown ring of the top bar: not drawn until time gets short."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.qt.fonts import tabular
from kiosk.qt.theme import Dress, colour

FULL_TURN = 360 * 16
TOP = 90 * 16
SIDE_PX = 44
QUIET_PX = 3
CLEAR_PX = 5
LAST_SECONDS = 30


class CountdownRing(QWidget):
    """Shows which part of the idle time is left; the seconds stand inside only near the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress: Dress | None = None
        self._left = 0
        self._total = 0

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        side = wearing.metrics.px(SIDE_PX)
        self.setFixedSize(side, side)
        self.update()

    def show_time(self, left: int, total: int) -> None:
        """Show `left` of `total` seconds; a total of 0 shows nothing."""
        if (left, total) != (self._left, self._total):
            self._left, self._total = left, total
            self.setAccessibleName(str(left) if self.is_clear() else "")
            self.update()

    def is_clear(self) -> bool:
        """Tell whether the last seconds run, so that the ring must be seen."""
        return self._total > 0 and self._left <= LAST_SECONDS

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if self._dress is None or not self.is_clear():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self._dress)
        painter.end()

    def _draw(self, painter: QPainter, wearing: Dress) -> None:
        clear = self.is_clear()
        width = wearing.metrics.px(CLEAR_PX if clear else QUIET_PX)
        edge = width / 2 + 1
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        ink = wearing.palette.accent if clear else wearing.palette.line
        painter.setPen(QPen(colour(ink), width, c=Qt.PenCapStyle.RoundCap))
        part = max(0.0, min(1.0, self._left / self._total))
        painter.drawArc(box, TOP, round(FULL_TURN * part))
        if clear:
            self._draw_seconds(painter, wearing)

    def _draw_seconds(self, painter: QPainter, wearing: Dress) -> None:
        font = tabular(painter.font())
        font.setPixelSize(wearing.metrics.letters(18))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour(wearing.palette.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._left))
