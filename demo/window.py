"""The demonstration's own window: the guide on the left, the phone and mailbox on the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from demo.guide import Guide
from demo.phone import Phone
from demo.style import STYLE

WIDTH, HEIGHT = 980, 820
LEAST_WIDTH = 600
STATION_WIDTH = 1300
FRAME = 48


class DemoWindow(QWidget):
    """Stands beside the station's window; closing it ends the demonstration."""

    def __init__(self, guide: Guide, phone: Phone) -> None:
        super().__init__()
        self.setWindowTitle("Repasse demonstration")
        self.setStyleSheet(STYLE)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(guide)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QHBoxLayout(self)
        layout.addWidget(area, 3)
        layout.addWidget(phone, 2)
        self._stand_at_the_right()

    def _stand_at_the_right(self) -> None:
        """Leave the left to the station's window where the screen is wide enough for both."""
        place = self.screen().availableGeometry()
        wanted = QSize(max(LEAST_WIDTH, place.width() - STATION_WIDTH), place.height() - FRAME)
        self.resize(wanted.boundedTo(QSize(WIDTH, HEIGHT)))
        self.move(place.right() - self.width() - FRAME // 4, place.top() + FRAME // 2)
