"""Finds text that has less room than it needs: the check behind "nothing is clipped"."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTextBoundaryFinder
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from kiosk.qt.key_button import KeyButton
from kiosk.qt.trail_view import TrailView

SLACK = 1
"""Rounding of one pixel is no clipping."""
KEY_AIR = 6


def offenders(window: QWidget) -> list[str]:
    """Name every visible text of `window` that does not fit, with the size needed and the size given."""
    return [
        fault for widget in window.findChildren(QWidget) if widget.isVisible() for fault in _faults(widget)
    ]


def _faults(widget: QWidget) -> Iterator[str]:
    needed = needed_size(widget)
    if needed is None:
        return
    if needed.width() > widget.width() + SLACK or needed.height() > widget.height() + SLACK:
        yield f"{_name(widget)}: needs {_size(needed)}, has {_size(widget.size())}"
    if not _inside(widget):
        yield f"{_name(widget)}: lies outside of what holds it"


def needed_size(widget: QWidget) -> QSize | None:
    """The least size in which all of the text of `widget` shows; None for a widget without text."""
    match widget:
        case TrailView():
            return widget.needed()
        case KeyButton():
            return _key(widget)
        case QLabel() if widget.text():
            return _label(widget)
        case QPushButton() if widget.text():
            return widget.minimumSizeHint()
        case QCheckBox() | QAbstractButton() if widget.text():
            return widget.sizeHint()
        case QLineEdit() if widget.placeholderText():
            return _placeholder(widget)
        case _:
            return None


def _label(label: QLabel) -> QSize:
    if not label.wordWrap():
        return label.minimumSizeHint()
    metrics = QFontMetrics(label.font())
    longest = 0
    if label.textFormat() is not Qt.TextFormat.RichText and "<" not in label.text():
        pieces = unbreakable(label.text())
        longest = max((metrics.horizontalAdvance(piece.strip()) for piece in pieces), default=0)
    return QSize(longest, label.heightForWidth(label.width()))


def unbreakable(text: str) -> Iterator[str]:
    """The pieces that no line can break (Unicode UAX #14), as Qt lays text out."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    begin = 0
    while (end := finder.toNextBoundary()) >= 0:
        yield text[begin:end]
        begin = end


def _key(key: KeyButton) -> QSize:
    metrics = QFontMetrics(key.font())
    icon = key.iconSize().width() if not key.icon().isNull() else 0
    return QSize(metrics.horizontalAdvance(key.text()) + icon + KEY_AIR, metrics.height())


def _placeholder(field: QLineEdit) -> QSize:
    metrics = QFontMetrics(field.font())
    return QSize(metrics.horizontalAdvance(field.placeholderText()) + 2 * metrics.averageCharWidth(), 0)


def _inside(widget: QWidget) -> bool:
    """Tell whether the widget lies in its parents, up to the window or the part that scrolls."""
    holder = widget.parentWidget()
    while holder is not None:
        box = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        scrolls = isinstance(holder.parentWidget(), QScrollArea)
        if not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(box) and not scrolls:
            return False
        if scrolls or holder.isWindow():
            return True
        holder = holder.parentWidget()
    return True


def hidden_height(window: QWidget) -> int:
    """How many pixels of the page can only be seen by scrolling."""
    areas = (area for area in window.findChildren(QScrollArea) if area.isVisible())
    return max((area.verticalScrollBar().maximum() for area in areas), default=0)


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or '-'} “{text[:40]}”"


def _size(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"
