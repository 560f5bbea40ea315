"""For tests only: a driven station that tells what keys have done to it, and a control that notes every key.

``python -m tests.keys.station --config FILE`` is the station in kiosk mode, ``--control`` a plain Qt window.
Both answer ``["state", N]`` once they have seen N presses of keys that are no modifiers.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from demo.rehearsal import ToldChance
from kiosk import app, logs
from kiosk.adapters.clock import SystemClock
from kiosk.core.events import Left, Touched
from kiosk.core.look import Look
from tests.e2e.station.conftest import outside
from tests.servers.driven_station import Hands, obeying, qt_said, settings_of

PATIENCE = 60.0
NAMES = ("Alt", "Control", "Meta", "Shift")
MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
MODIFIERS |= {Qt.Key.Key_Super_L, Qt.Key.Key_Super_R}


class Arrivals(QObject):
    """Counts what the window system brings, before anything of the program sees it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.count, self.last = 0, list[str]()
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
            self._note(event)
        return False

    def _note(self, event: QKeyEvent) -> None:
        if event.type() is QEvent.Type.KeyPress and event.key() not in MODIFIERS:
            self.count += 1
            held = event.modifiers()
            self.last = [name for name in NAMES if held & Qt.KeyboardModifier[f"{name}Modifier"]]

    def wait(self, count: int) -> None:
        """Until so many have come, or for long enough; then until what they brought about is done."""
        end = time.monotonic() + PATIENCE
        while self.count < count and time.monotonic() < end:
            QTest.qWait(5)
        QTest.qWait(1)


class Watched:
    """Brings a station to a page, and tells what a key has made of it."""

    def __init__(self, station: app.Station, arrivals: Arrivals) -> None:
        self._driver, self._arrivals, self._window = station.driver, arrivals, station.window

    def rest(self) -> str:
        """As it is when nobody is there; the focus is where a session leaves it."""
        self._end()
        return self._page()

    def form(self) -> str:
        """The sign-in page, with nothing typed."""
        typed = any(field.text() for field in self._window.findChildren(QLineEdit))
        if self._page() != "SignInPage" or self._changed() or typed:
            self._end()
            self._driver.send(Touched())
        return self._page()

    def _end(self) -> None:
        """Nothing of a session is left, and nothing of what somebody chose at rest."""
        self._driver.send(Touched())
        self._driver.send(Left())

    def state(self, count: str) -> str:
        self._arrivals.wait(int(count))
        return json.dumps(_told(self._arrivals, self._page(), self._changed()))

    def _changed(self) -> list[str]:
        """The choices of the look that are not the first ones."""
        look, first = asdict(self._driver.kiosk.look), asdict(Look())
        return [name for name in first if name != "language" and look[name] != first[name]]

    def _page(self) -> str:
        return type(self._driver.kiosk.page).__name__


def main() -> int:
    logs.set_up()
    if sys.argv[1:] == ["--control"]:
        return _control()
    settings = settings_of(sys.argv[1:])
    application = app.make_application(sys.argv[:1])
    qInstallMessageHandler(qt_said)
    chance = ToldChance()
    around = outside(settings, chance, SystemClock())
    with app.Station(application, settings, app.footing(settings), around) as station:
        hands = Hands(station, chance, Path(settings.state_folder))
        watched = Watched(station, Arrivals(application))
        hands.orders |= {"state": watched.state, "rest": watched.rest, "form": watched.form}
        return obeying(application, hands)


def _told(arrivals: Arrivals, page: str, changed: list[str]) -> dict[str, object]:
    shown = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    return {
        "count": arrivals.count,
        "modifiers": arrivals.last,
        "page": page,
        "changed": changed,
        "windows": len(shown),
        "full": all(window.geometry() == window.screen().geometry() for window in shown),
        "active": QGuiApplication.focusWindow() is not None,
        "clipboard": QGuiApplication.clipboard().text(),
    }


def _control() -> int:
    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.setGeometry(window.screen().geometry())
    window.setWindowTitle("control")
    window.show()
    arrivals = Arrivals(application)
    return obeying(application, _Plain({"state": lambda count: _state_of(arrivals, count)}))


def _state_of(arrivals: Arrivals, count: str) -> str:
    arrivals.wait(int(count))
    return json.dumps(_told(arrivals, "", []))


class _Plain:
    def __init__(self, orders: dict[str, Callable[..., str]]) -> None:
        self._orders = orders

    def obey(self, line: str) -> dict[str, str]:
        order, *rest = json.loads(line)
        return {"done": self._orders[order](*rest)}


if __name__ == "__main__":
    sys.exit(main())
