"""What stands on page 0 in every language at once, whichever is in use."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTranslator

from kiosk.qt.i18n import CATALOGUES

CONTEXT = "Greeting"
TOUCH = str(QT_TRANSLATE_NOOP("Greeting", "Touch here to begin"))


@cache
def greeting(language: str) -> str:
    """The invitation in `language`; in English where its catalogue has none."""
    translator = QTranslator()
    loaded = translator.load(str(CATALOGUES / f"kiosk_{language}.qm"))
    return (translator.translate(CONTEXT, TOUCH) if loaded else "") or TOUCH
