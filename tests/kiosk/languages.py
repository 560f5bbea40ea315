"""No test leaves its language behind: the one QApplication serves them all."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from kiosk.qt.i18n import Translators


@pytest.fixture(autouse=True)
def no_language_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take back every translator that the test installed."""
    made: weakref.WeakSet[Translators] = weakref.WeakSet()
    original = Translators.__init__

    def remembered(self: Translators, app: QApplication) -> None:
        original(self, app)
        made.add(self)

    monkeypatch.setattr(Translators, "__init__", remembered)
    before = QLocale()
    yield
    for translators in made:
        for translator in translators._installed:
            translators._app.removeTranslator(translator)
        translators._app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)
