"""The focus ring: 4 px of the focus colour around 2 px of the page, which no style sheet can draw."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from kiosk.qt.theme import Dress, colour

WIDTH_PX = 4
GAP_PX = 2
RADIUS_PX = 12
MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


def is_control(widget: QWidget) -> bool:
    """Tell whether `widget` does something; a page that only holds the focus gets no ring."""
    return isinstance(widget, QAbstractButton | QLineEdit)


class FocusRing(QWidget):
    """Lies above everything in the window, follows the focused widget, and lets every touch through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus_ring")
        self._dress: Dress | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self.hide()

    def wear(self, wearing: Dress) -> None:
        self._dress = wearing
        self._place()

    def target(self) -> QWidget | None:
        return self._target

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        inside = now is not None and self._over.isAncestorOf(now) and is_control(now)
        self._target = now if inside else None
        self._watched = self._chain(self._target)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _chain(self, widget: QWidget | None) -> list[QWidget]:
        """The widget and all above it: each of them may move it."""
        chain: list[QWidget] = []
        while widget is not None and widget is not self._over:
            chain.append(widget)
            widget = widget.parentWidget()
        return chain

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.type() in MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or self._dress is None or not target.isVisible():
            self.hide()
            return
        reach = self._dress.metrics.air(WIDTH_PX) + self._dress.metrics.air(GAP_PX)
        corner = target.mapTo(self._over, QPoint(0, 0))
        box = QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)
        self.setGeometry(box)
        self._clip(target, box)
        self.show()
        self.raise_()
        self.update()

    def _clip(self, target: QWidget, box: QRect) -> None:
        """A target scrolled half away shows only the part of its ring that is in the column."""
        above = next((widget for widget in self._watched if isinstance(widget, QScrollArea)), None)
        if above is None or above is target:
            self.clearMask()
            return
        view = above.viewport()
        seen = QRect(view.mapTo(self._over, QPoint(0, 0)), view.size())
        self.setMask(QRegion(seen.intersected(box).translated(-box.topLeft())))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if self._dress is None:
            return
        width = self._dress.metrics.air(WIDTH_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._dress.palette.focus), width))
        half = width / 2
        radius = self._dress.metrics.air(RADIUS_PX + WIDTH_PX)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()
