"""For tests only: the real station and its window in a process of its own, driven from outside.

``python -m tests.servers.driven_station ADDRESS CA FOLDER`` runs the station against the backend at ADDRESS;
``--config FILE`` takes the place of the three, as the program itself has it.
Each line on standard input is one order as JSON, ``["press", "confirmed"]``; each is answered by one line,
``{"done": …}`` or ``{"failed": "why"}``. It knows the window only, as a person does, and waits as long as one
must. It ends with its input. The shipped station's parts are as they are, but for a voice and the CAPTCHA's
randomness, which tell what they drew (`demo.rehearsal`).
"""

from __future__ import annotations

import json
import logging
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import zxingcpp
from PySide6.QtCore import QMessageLogContext, QSocketNotifier, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from demo.actor import Actor
from demo.player import ScriptFailed
from demo.rehearsal import ToldChance
from demo.report import Report
from kiosk import app, config, logs
from kiosk.adapters.clock import SystemClock
from kiosk.app import Station
from kiosk.config import Settings
from kiosk.core.states import Identify
from kiosk.qt.i18n import available
from tests.e2e.station.conftest import outside

PATIENCE = 90.0
SIZE = (1280, 800)
KNOWN = "This plugin does not support propagateSizeHints()"


class Obedient(Protocol):
    def obey(self, line: str) -> dict[str, str]: ...


class Hands:
    """Obeys one order at a time."""

    def __init__(self, station: Station, chance: ToldChance, folder: Path) -> None:
        self._station, self._chance = station, chance
        self._actor = Actor(station.window, station.driver, Report(), folder)
        self.orders: dict[str, Callable[..., str]] = {
            "wait": self.wait,
            "press": self.press,
            "type": self.type,
            "read": self.read,
            "said": self.said,
            "captcha": self.captcha,
            "scan": self.scan,
            "picture": self.picture,
            "choose": self.choose,
            "key": self.key,
            "close": self.close,
        }

    def obey(self, line: str) -> dict[str, str]:
        order, *rest = json.loads(line)
        try:
            return {"done": self.orders[order](*rest)}
        except (ScriptFailed, TimeoutError) as error:
            return {"failed": f"{line.strip()}: {error}; the station is at {self._where()}"}

    # --- orders ---------------------------------------------------------------------------------

    def wait(self, page: str) -> str:
        """Until that page (a class of `kiosk.core.states`) is shown and nothing is under way."""
        self._until(lambda: self._where() == page and self._station.driver.kiosk.pending is None)
        return page

    def press(self, name: str) -> str:
        """A button by its object name, or `window`, `primary`, `back`, `help`."""
        window = self._station.window
        fixed: dict[str, QWidget] = {
            "window": window,
            "primary": window.bottom.primary,
            "back": window.bottom.back,
            **{f"language_{code}": button for code, button in window.top.languages.items()},
            "help": window.bottom.help,
        }
        self._until(lambda: _pressable(fixed.get(name) or self._seen(name)))
        self._actor.click(fixed.get(name) or self._actor.find(name))
        return name

    def choose(self, channel: str) -> str:
        """The first method of `channel`."""
        self._actor.choose(channel)
        return channel

    def key(self, name: str) -> str:
        """One key by its name in Qt, such as `F2`."""
        QTest.keyClick(self._station.window, Qt.Key[f"Key_{name}"])
        return name

    def type(self, name: str, text: str) -> str:
        """Into a field by its object name."""
        self._until(lambda: (field := self._seen(name)) is not None and field.isEnabled())
        self._actor.type(name, text)
        return name

    def read(self, name: str) -> str:
        """What a label says as soon as it says something, without the marks nobody sees."""
        self._until(lambda: _text(self._seen(name)) != "")
        return _text(self._seen(name))

    def said(self, part: str) -> str:
        """Until the page's message holds `part`; the whole message."""
        self._until(lambda: part in self._message())
        return self._message()

    def captcha(self) -> str:
        """What the picture shows."""
        self._until(lambda: self._drawn() > 0)
        return self._chance.text(self._drawn())

    def scan(self, part: str) -> str:
        """What the QR code on the window says, as a camera in front of it reads it, once it holds `part`."""
        self._until(lambda: part in self._camera())
        return self._camera()

    def picture(self, path: str) -> str:
        assert self._station.window.grab().save(path)
        return path

    def close(self) -> str:
        """The window, as its title bar does."""
        assert self._station.window.close()
        return "closed"

    # --- eyes -----------------------------------------------------------------------------------

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("waited too long")
            QTest.qWait(5)

    def _where(self) -> str:
        return type(self._station.driver.kiosk.page).__name__

    def _seen(self, name: str) -> QWidget | None:
        try:
            return self._actor.find(name)
        except ScriptFailed:
            return None

    def _message(self) -> str:
        page = self._station.window.current()
        return _plain(page.accessibleDescription()) if page is not None else ""

    def _drawn(self) -> int:
        page = self._station.driver.kiosk.page
        there = isinstance(page, Identify) and page.captcha.id and not page.captcha.request_id
        return page.captcha.length if isinstance(page, Identify) and there else 0

    def _camera(self) -> str:
        seen = self._station.window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels: Any = bytes(seen.constBits())  # the stub wants numpy, the library any buffer
        view = zxingcpp.ImageView(
            pixels, seen.width(), seen.height(), zxingcpp.ImageFormat.Lum, seen.bytesPerLine()
        )
        found = [one.text for one in zxingcpp.read_barcodes(view)]
        return found[0] if found else ""


def _pressable(widget: QWidget | None) -> bool:
    """Whether a press now does something."""
    if widget is None or not widget.isVisible():
        return False
    return not isinstance(widget, QAbstractButton) or widget.isEnabled()


def _text(widget: QWidget | None) -> str:
    return _plain(widget.text()) if isinstance(widget, QLabel) else ""


def _plain(text: str) -> str:
    """Plain spaces and apostrophes; no marks of direction."""
    kept = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    return kept.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'").strip()


def qt_said(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if text != KNOWN:
        logging.getLogger("kiosk").error("qt", extra={"fields": {"text": text}})


def settings_of(arguments: list[str]) -> Settings:
    match arguments:
        case ["--config", file]:
            return config.load(Path(file), available())
        case [address, ca, folder]:
            own = Path(folder) / "state"
            chosen = replace(config.load(None), address=address, ca_file=Path(ca), state_folder=own)
            return replace(chosen, windowed=True)
        case _:
            raise SystemExit(__doc__)


def main() -> int:
    settings = settings_of(sys.argv[1:])
    logs.set_up()
    application = app.make_application(sys.argv[:1])
    qInstallMessageHandler(qt_said)
    chance = ToldChance()
    with Station(
        application, settings, app.footing(settings), outside(settings, chance, SystemClock())
    ) as station:
        station.window.resize(*SIZE)
        return obeying(application, Hands(station, chance, settings.state_folder.parent))


def obeying(application: QApplication, hands: Obedient) -> int:
    """Run until the input ends, or the program is told to."""
    orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def listen() -> None:
        line = sys.stdin.readline()
        if not line:
            orders.setEnabled(False)
            application.exit()
            return
        print(json.dumps(hands.obey(line)), flush=True)  # noqa: T201 - the answer to the order

    orders.activated.connect(listen)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
