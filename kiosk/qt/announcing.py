"""Tells a screen reader what changed without moving the focus (WCAG 2.2, 4.1.3)."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kiosk.qt.pages.base import Page


def announce(page: Page | None) -> None:
    """Have the message of `page` read out at once, or else its name.

    An announcement, as Qt hands its older alert on to no screen reader of Linux.
    """
    if page is not None:
        say(page, page.accessibleDescription() or page.accessibleName())


def say(widget: QWidget, text: str) -> None:
    """Have `text` read out at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
