"""The picture of the CAPTCHA: as large as the page allows, never stretched out of shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

LARGE = QSize(640, 320)
"""What the page gives where the screen allows it."""
LEAST = QSize(320, 160)


class PictureView(QLabel):
    """Without a picture it is a label that says why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._aim = LARGE
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, png: bytes, instead: str) -> None:
        """Draw `png`; when it is empty, say `instead`."""
        self._image = QImage.fromData(png) if png else QImage()
        self.setText("" if self.has_picture() else instead)
        self.update()

    def has_picture(self) -> bool:
        return not self._image.isNull()

    def aim_at(self, height: int) -> None:
        """Be `height` logical pixels high, at least the least."""
        aim = QSize(2 * height, height).expandedTo(LEAST)
        if aim != self._aim:
            self._aim = aim
            self.updateGeometry()

    def forget(self) -> None:
        self.show_picture(b"", "")

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return self._aim

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return QSize(LEAST.width(), self._aim.height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - overrides Qt
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        super().paintEvent(event)
        if not self.has_picture():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, 0, 0)
        place.setSize(size.toSizeF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.end()
