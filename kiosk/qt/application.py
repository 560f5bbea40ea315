"""The one application of the process."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from kiosk.qt import theme
from kiosk.qt.fonts import load_fonts


def make_application(arguments: list[str]) -> QApplication:
    """Return the one QApplication, with style and fonts, before any widget is made."""
    app = QApplication(arguments)
    app.setApplicationName("repasse-kiosk")
    theme.prepare(app)
    load_fonts()
    return app
