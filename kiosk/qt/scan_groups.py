"""What of the window can be scanned now, in groups and rows as they stand on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from kiosk.core.scanning import Group, Item, Then
from kiosk.qt.focus_ring import is_control
from kiosk.qt.typing import is_writable
from kiosk.qt.window import KioskWindow

KEYBOARD = "keyboard"


@dataclass(slots=True)
class Scannable:
    """Groups for `kiosk.core.scanning`, and the widget that each of their items stands for."""

    groups: tuple[Group, ...] = ()
    widgets: dict[Item, QWidget] = field(default_factory=dict)


def scannable(window: KioskWindow) -> Scannable:
    """The page first, as it asks something; then what types into it, the way on, and the top bar.

    An open panel lies over the page, and is offered in its place.
    """
    found = Scannable()
    page = window.current()
    parts: list[tuple[str, QWidget | None, Then]] = [("top", window.top, Then.FIRST_GROUP)]
    if window.look.isVisible():
        parts.insert(0, ("panel", window.look, Then.FIRST_GROUP))
    else:
        parts[:0] = [
            (f"page {id(page)}", page, Then.FIRST_GROUP),
            (KEYBOARD, window.keyboard, Then.SAME_GROUP),
            ("bottom", window.bottom, Then.FIRST_GROUP),
        ]
    for name, part, then in parts:
        rows = [] if part is None else _rows(part, window)
        found.widgets.update({id(one): one for row in rows for one in row})
        found.groups += (Group(name, tuple(tuple(map(id, row)) for row in rows), then),)
    return found


def _rows(part: QWidget, window: QWidget) -> list[list[QWidget]]:
    """The controls of `part` in rows from the top, each in the direction of reading."""
    found = [(place(widget, window), widget) for widget in part.findChildren(QWidget) if _is_offered(widget)]
    rows: list[list[tuple[QRect, QWidget]]] = []
    for box, widget in sorted(found, key=lambda one: (one[0].center().y(), one[0].x())):
        if rows and box.center().y() < rows[-1][0][0].bottom():
            rows[-1].append((box, widget))
        else:
            rows.append([(box, widget)])
    mirrored = part.layoutDirection() is Qt.LayoutDirection.RightToLeft and not _is_keyboard(part)
    return [[widget for _box, widget in _in_order(row, mirrored=mirrored)] for row in rows]


def _in_order(row: list[tuple[QRect, QWidget]], *, mirrored: bool) -> list[tuple[QRect, QWidget]]:
    return sorted(row, key=lambda one: one[0].x(), reverse=mirrored)


def _is_keyboard(part: QWidget) -> bool:
    return part.findChild(QWidget, "keyboard", Qt.FindChildOption.FindDirectChildrenOnly) is not None


def _is_offered(widget: QWidget) -> bool:
    if not is_control(widget) or not widget.isVisible() or not widget.isEnabled():
        return False
    return is_writable(widget) if isinstance(widget, QLineEdit) else isinstance(widget, QAbstractButton)


def place(widget: QWidget, window: QWidget) -> QRect:
    """Where `widget` stands in `window`."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
