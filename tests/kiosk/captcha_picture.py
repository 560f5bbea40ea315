"""A picture with the outer form of a CAPTCHA, for pages and pictures that must not depend on chance."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

WIDTH, HEIGHT = 960, 480


@cache
def png() -> bytes:
    """Draw five symbols of the alphabet on a light ground."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    font = QFont("Atkinson Hyperlegible Next")
    font.setPixelSize(160)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "A C E H M")
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stub knows only bytes here
        raise RuntimeError("Qt wrote no PNG")
    return bytes(buffer.data().data())
