"""A QR code drawn module by module, always dark on light, so that every scanner reads it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.qt.theme import Dress

QUIET_ZONE = 4
"""Light modules around the code (ISO/IEC 18004 clause 9.1)."""
SIDE_PX = 200
"""The code is at most so wide at 96 dpi: 5 cm, read from an arm's length."""
PAPER = QColor("#FFFFFF")
INK = QColor("#000000")


class QrView(QWidget):
    """Keeps only the modules, never the text; `wipe` drops them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self._most = SIDE_PX
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_modules(self, modules: tuple[tuple[bool, ...], ...], says: str) -> None:
        """Draw `modules`; `says` tells a screen reader what the code is for."""
        self._modules = modules
        self.setAccessibleName(says)
        self.updateGeometry()
        self.update()

    def wear(self, wearing: Dress) -> None:
        self._most = wearing.metrics.px(SIDE_PX)
        self.updateGeometry()

    def wipe(self) -> None:
        self.show_modules((), "")

    def is_empty(self) -> bool:
        return not self._modules

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        """As large as whole modules allow, so that nothing is left over around the code."""
        count = len(self._modules) + 2 * QUIET_ZONE
        side = max(1, self._most // count) * count if self._modules else self._most
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        if not self._modules:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        self._draw(painter, int(min(self.width(), self.height()) * ratio))
        painter.end()

    def _draw(self, painter: QPainter, side: int) -> None:
        """Draw in device pixels; a module is a whole number of them, or scanners see moiré."""
        count = len(self._modules) + 2 * QUIET_ZONE
        module = max(1, side // count)
        painter.fillRect(QRectF(0, 0, module * count, module * count), PAPER)
        for row, line in enumerate(self._modules):
            for place, dark in enumerate(line):
                if dark:
                    left, top = (place + QUIET_ZONE) * module, (row + QUIET_ZONE) * module
                    painter.fillRect(QRectF(left, top, module, module), INK)
