"""Where a page says what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from kiosk.qt.banner import Banner, Tone


def said_above(column: QWidget, focused: QWidget) -> int | None:
    """How far below the top of `column` the first message about a fault begins, if one is above `focused`."""
    field = _top(column, focused)
    tops = [_top(column, one) for one in column.findChildren(Banner) if _warns(one)]
    return min((top for top in tops if top < field), default=None)


def _warns(banner: Banner) -> bool:
    return banner.isVisible() and banner.tone in {Tone.PROBLEM, Tone.WARNING}


def _top(column: QWidget, widget: QWidget) -> int:
    return widget.mapTo(column, QPoint(0, 0)).y()
