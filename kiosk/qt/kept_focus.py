"""Where somebody was when the idle warning came over the page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kiosk.qt.pages.base import Page
from kiosk.qt.pages.idle_warning import IdleWarningView


class KeptFocus:
    """A warning that is answered leaves everything as it was, and the focus too (WCAG 2.2, 2.2.1)."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._widget: QWidget | None = None

    def target(self, left: Page | None, page: Page) -> QWidget | None:
        """Where the focus goes on `page`, which comes after `left`; None for no widget of its own."""
        kept = self._widget if page is self._page else None
        warned = isinstance(page, IdleWarningView)
        self._page, self._widget = (left, QApplication.focusWidget()) if warned else (None, None)
        return kept if kept is not None and _takes(kept) else page.first_focus()


def _takes(widget: QWidget) -> bool:
    return isValid(widget) and widget.isEnabled() and not widget.isHidden()
