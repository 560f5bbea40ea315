"""For tests only: an eye on the window of the station, as a person before it has, and a finger."""

from __future__ import annotations

import json
import signal
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from kiosk import app

GLANCE = 100  # milliseconds


class Watched(app.Station):
    """The station itself; looked at a few times a second, and touched whenever SIGUSR1 comes."""

    def _open(self) -> None:
        self._seen = ""
        self._eye = QTimer(self, interval=GLANCE)
        self._eye.timeout.connect(self._look)
        self._eye.start()
        signal.signal(signal.SIGUSR1, lambda _number, _frame: QTimer.singleShot(0, self._touch))
        super()._open()
        self._look()  # the first page may stand for less than a glance

    def _touch(self) -> None:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton)

    def _look(self) -> None:
        buttons = self.window.findChildren(QAbstractButton)
        widgets: list[QLabel | QAbstractButton] = [*self.window.findChildren(QLabel), *buttons]
        lines = [_plain(one.text()) for one in widgets if one.isVisible()]
        page = type(self.driver.kiosk.page).__name__
        told = json.dumps({"page": page, "text": "\n".join(line for line in lines if line)})
        if told != self._seen:
            self._seen = told
            print(told, flush=True)  # noqa: T201 - what was seen


def _plain(text: str) -> str:
    """Plain spaces and apostrophes; no marks of direction."""
    kept = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    return kept.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'").strip()


def again(executable: str, arguments: Sequence[str], *, frozen: bool, alone: bool) -> list[str]:
    """The program started anew is watched as well."""
    return [executable, "-m", "tests.startup.eyes", *arguments]
