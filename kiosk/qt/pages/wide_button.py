"""A large button whose text wraps: the documented choices are sentences, and no button may cut them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kiosk.qt.icons import PROPERTY
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.theme import Dress

L = TypeVar("L", bound=QLabel)
DRAWING = "drawing"
"""The property that names the icon; not `glyph`, which would draw it a second time on the button."""
HEIGHT_PX = 64
SIDE_PX = 20
EDGE_PX = 14
GAP_PX = 12


class WideButton(QPushButton):
    """An icon, a text that wraps and, under it, a detail such as the mask of a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = _passive(QLabel(self))
        self.title = _passive(Paragraph(self))
        self.detail = _passive(Paragraph(self))
        self.title.setWordWrap(True)
        self.detail.setProperty("role", "detail")
        self._least = HEIGHT_PX
        self._lay_out()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.detail)
        self._row.addLayout(column, 1)
        self.mark.hide()
        self.detail.hide()
        self._space(SIDE_PX, EDGE_PX, GAP_PX)

    def wear(self, wearing: Dress) -> None:
        air = wearing.metrics.air
        if self._least == air(HEIGHT_PX):
            return
        self._least = air(HEIGHT_PX)
        self._space(air(SIDE_PX), air(EDGE_PX), air(GAP_PX))

    def _space(self, side: int, edge: int, gap: int) -> None:
        self._row.setContentsMargins(side, edge, side, edge)
        self._row.setSpacing(gap)
        self.updateGeometry()

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        self._say(text, self.detail.text())

    def setDetail(self, text: str) -> None:  # noqa: N802 - named as its neighbour
        self._say(self.title.text(), text)

    def _say(self, text: str, detail: str) -> None:
        if (text, detail) == (self.title.text(), self.detail.text()):
            return
        self.title.setText(text)
        self.detail.setText(detail)
        self.title.setVisible(bool(text))
        self.detail.setVisible(bool(detail))
        self.name_anew()
        self.updateGeometry()

    def name_anew(self) -> None:
        """Let a screen reader find what the labels say now."""
        parts = (self.title.text(), self.detail.text())
        self.setAccessibleName(", ".join(part for part in parts if part))

    def caption(self) -> str:
        """What is written on the button; `text` stays empty, as Qt would draw it a second time."""
        return self.title.text()

    def set_drawing(self, name: str) -> None:
        self.setProperty(DRAWING, name)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName().data() == DRAWING.encode():
            name = self.property(DRAWING)
            self.mark.setProperty(PROPERTY, name)
            self.mark.setVisible(bool(name))
        return super().event(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return self._row.sizeHint().expandedTo(QSize(0, self._least))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return self._row.minimumSize().expandedTo(QSize(0, self._least))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - overrides Qt
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - overrides Qt
        return max(self._least, self._row.totalHeightForWidth(width))


def _passive(label: L) -> L:
    """Let touches through to the button."""
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
