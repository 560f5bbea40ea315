"""The frame around what scanning offers: seen in every theme, and lets every touch through."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.core.scanning import Way
from kiosk.qt.icons import ICON_PX, pixmap
from kiosk.qt.theme import Dress, colour

BAND_PX = 6
HALO_PX = 3
"""The band is of the colour of text between two lines of the page's, so it shows on anything (1.4.11)."""
RADIUS_PX = 12


class ScanFrame(QWidget):
    """A whole line around what the switch takes or opens; a broken one and an arrow mark the way back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("scan_frame")
        self._dress: Dress | None = None
        self._way = Way.INTO
        self.hide()

    def reach(self, wearing: Dress) -> int:
        """How far the frame stands out from what it is around, in pixels."""
        return wearing.metrics.px(BAND_PX + 2 * HALO_PX)

    def surround(self, box: QRect, way: Way, wearing: Dress) -> None:
        """Stand around `box` of the window."""
        self._dress, self._way = wearing, way
        out = self.reach(wearing)
        over = self.parentWidget()
        self.setGeometry(box.adjusted(-out, -out, out, out).intersected(over.rect() if over else box))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if self._dress is None:
            return
        px, colours = self._dress.metrics.px, self._dress.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for width, ink in ((BAND_PX + 2 * HALO_PX, colours.page), (BAND_PX, colours.text)):
            self._line(painter, px(width), ink, px(RADIUS_PX), px(BAND_PX + 2 * HALO_PX) / 2)
        if self._way is Way.BACK:
            self._arrow(painter, self._dress)
        painter.end()

    def _line(self, painter: QPainter, width: int, ink: str, radius: int, inset: float) -> None:
        pen = QPen(colour(ink), width)
        if self._way is Way.BACK and self._dress is not None and ink == self._dress.palette.text:
            pen.setDashPattern([3.0, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _arrow(self, painter: QPainter, wearing: Dress) -> None:
        side = wearing.metrics.px(ICON_PX)
        plate = QRectF(0, 0, side * 1.5, side * 1.5)
        painter.fillRect(plate, colour(wearing.palette.text))
        drawing = pixmap("back", wearing.palette.page, side, self.devicePixelRatioF())
        painter.drawPixmap(
            round(plate.center().x() - side / 2), round(plate.center().y() - side / 2), drawing
        )
