"""What an institution wears in place of ours: its mark and its font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kiosk.qt.tokens import PLATE

UNSAFE = {'"', "\\", "\n"}
"""Signs that would end the name of a family in a style sheet."""
PLATE_EDGE = 0.1
"""Air between a mark and the edge of its plate, in heights of the mark."""


class BrandUnusableError(Exception):
    """Qt cannot draw with a file; the text names the key and the file."""


class Mark:
    """A drawing or a picture, in its own colours at any size."""

    def __init__(self, name: str, data: bytes) -> None:
        """Args: `name` ends in `.svg` for a drawing; anything else is a picture.

        Raises:
            BrandUnusableError: Qt cannot read `data`.
        """
        self._drawing = QSvgRenderer(QByteArray(data)) if name.lower().endswith(".svg") else None
        self._picture = QImage() if self._drawing is not None else QImage.fromData(data)
        size = self._size()
        if size.isEmpty() or (self._drawing is not None and not self._drawing.isValid()):
            raise BrandUnusableError("Qt cannot draw it")

    def _size(self) -> QSizeF:
        if self._drawing is None:
            return QSizeF(self._picture.size())
        box = self._drawing.viewBoxF().size()
        return box if not box.isEmpty() else QSizeF(self._drawing.defaultSize())

    def pixmap(self, height: int, widest: int, ratio: float, *, on_plate: bool) -> QPixmap:
        """Draw it `height` logical pixels high, less where it would be wider than `widest`.

        Args:
            ratio: device pixels per logical pixel of the screen it is for.
            on_plate: on white, where the ground is too dark for a mark made for paper.
        """
        edge = round(height * PLATE_EDGE) if on_plate else 0
        inner = self._size().scaled(widest - 2 * edge, height - 2 * edge, Qt.AspectRatioMode.KeepAspectRatio)
        whole = QSizeF(inner.width() + 2 * edge, inner.height() + 2 * edge) * ratio
        result = QPixmap(max(1, round(whole.width())), max(1, round(whole.height())))
        result.fill(QColor(PLATE) if on_plate else Qt.GlobalColor.transparent)
        painter = QPainter(result)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw(painter, QRectF(edge * ratio, edge * ratio, inner.width() * ratio, inner.height() * ratio))
        painter.end()
        result.setDevicePixelRatio(ratio)
        return result

    def _draw(self, painter: QPainter, box: QRectF) -> None:
        if self._drawing is not None:
            self._drawing.render(painter, box)
        else:
            painter.drawImage(box, self._picture)


@dataclass(frozen=True, slots=True)
class Brand:
    """None and "" mean ours."""

    mark: Mark | None = None
    family: str = ""


def load_brand(mark: Path | None, fonts: Sequence[Path]) -> Brand:
    """Read the files and make the fonts known to Qt; the first one names the family.

    Raises:
        BrandUnusableError: Qt cannot draw with one of them.
    """
    families = [_load_font(path) for path in fonts]
    return Brand(None if mark is None else _load_mark(mark), families[0] if families else "")


def _load_mark(path: Path) -> Mark:
    try:
        return Mark(path.name, path.read_bytes())
    except OSError as error:
        raise BrandUnusableError(f"[brand] mark: {path}: {error.strerror}") from None
    except BrandUnusableError as error:
        raise BrandUnusableError(f"[brand] mark: {path}: {error}") from None


def _load_font(path: Path) -> str:
    number = QFontDatabase.addApplicationFont(str(path))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families or UNSAFE & set(families[0]):
        raise BrandUnusableError(f"[brand] font: {path}: Qt cannot draw with it")
    return families[0]
