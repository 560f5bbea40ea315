"""The demonstration's own window: the guide on the left, the phone and mailbox on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from demo.guide import Guide
from demo.phone import Phone
from demo.style import STYLE


class DemoWindow(QWidget):
    """Stands beside the station's window; closing it ends the demonstration."""

    def __init__(self, guide: Guide, phone: Phone) -> None:
        super().__init__()
        self.setWindowTitle("Repasse demonstration")
        self.setStyleSheet(STYLE)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(guide)
        layout = QHBoxLayout(self)
        layout.addWidget(area, 3)
        layout.addWidget(phone, 2)
        self.resize(980, 820)
