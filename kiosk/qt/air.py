"""The air between the parts of a form, which grows with the screen's density and the size of text."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QSizePolicy, QSpacerItem

from kiosk.qt.tokens import Metrics

GIVEN = "given_px"
"""The property in which a layout keeps what it had at 96 dpi."""


def gap() -> QSpacerItem:
    """One that takes nothing yet."""
    return QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


def grow(layout: QLayout, metrics: Metrics) -> None:
    """Scale the air in `layout`, given at 96 dpi by the form or the code that made it."""
    given = layout.property(GIVEN)
    if not isinstance(given, list):
        edges = layout.contentsMargins()
        given = [layout.spacing(), edges.left(), edges.top(), edges.right(), edges.bottom()]
        layout.setProperty(GIVEN, given)
    spacing, *margins = (metrics.air(size) if size > 0 else size for size in given)
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
