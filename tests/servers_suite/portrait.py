"""A drawn photo of nobody, as a directory would keep it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

WIDTH, HEIGHT = 120, 150


def draw_portrait(path: Path) -> None:
    """A PNG of 120 by 150 pixels at `path`."""
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c9d6e3"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("transparent"))
    for colour, shape in (
        ("#2f3b49", QRectF(26, 18, 68, 86)),
        ("#33608f", QRectF(8, 108, 104, 90)),
        ("#b98a6a", QRectF(48, 84, 24, 36)),
        ("#d8a786", QRectF(35, 30, 50, 66)),
    ):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(shape)
    painter.setBrush(QColor("#2f3b49"))
    for eye in (QPointF(50, 62), QPointF(70, 62)):
        painter.drawEllipse(eye, 2.4, 2.4)
    painter.end()
    assert picture.save(str(path))
