"""Forgetting the person on a page: whatever Qt keeps of what was typed or shown."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from kiosk.qt.pages.base import Page
from kiosk.qt.qr_view import QrView


def forget_person(page: Page) -> None:
    """Empty `page`. `setText` empties a field's undo stack too, which `clear` does not."""
    page.wipe()
    for field in page.findChildren(QLineEdit):
        field.setText("")
        field.setModified(False)
        field.deselect()
    for code in page.findChildren(QrView):
        code.wipe()
