"""For tests only: the real window in a process of its own, shown every page, for a screen reader to look at.

``python -m tests.servers.accessible_scenes LANGUAGE``. Each line on standard input is one order as JSON:
``["scenes"]`` is answered by their names; ``["show", name]`` shows one; ``["announce"]`` has a screen reader
told what the page says. Each is answered by one line. It ends with its input.
"""

from __future__ import annotations

import json
import sys
from typing import TextIO

from PySide6.QtCore import QSocketNotifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the resources
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.look import Theme
from kiosk.qt import theme
from kiosk.qt.fonts import load_fonts
from kiosk.qt.i18n import Translators
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import scenes
from tests.kiosk.machine import FakeMachine


class Stage:
    """Obeys one order at a time."""

    def __init__(self, application: QApplication, language: str) -> None:
        self._translators = Translators(application)
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
        self.window = KioskWindow(pages, self._translators, Shape(Mode.WINDOWED, metrics(96)))
        self.window.resize(1280, 800)
        self.window.show()
        self._scenes = {scene.name: scene for scene in scenes(language, Theme.LIGHT)}

    def obey(self, line: str) -> str:
        match json.loads(line):
            case ["scenes"]:
                return json.dumps(list(self._scenes))
            case ["show", str(name)]:
                kiosk = self._scenes[name].kiosk
                self.window.show_state(kiosk)
                QTest.qWait(1)
                page = self.window.current()
                return page.accessibleDescription() if page is not None else ""
            case ["announce"]:
                self.window.announce()
                return ""
            case other:
                raise ValueError(other)


def serve(application: QApplication, stage: Stage, orders: TextIO) -> None:
    def read() -> None:
        line = orders.readline()
        if not line:
            application.quit()
            return
        print(json.dumps(stage.obey(line)), flush=True)  # noqa: T201 - the answer

    notifier = QSocketNotifier(orders.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(read)
    application.exec()


def main() -> None:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("repasse-scenes")
    theme.prepare(application)
    load_fonts()
    stage = Stage(application, sys.argv[1])
    assert QTest.qWaitForWindowExposed(stage.window, 60_000)
    serve(application, stage, sys.stdin)


if __name__ == "__main__":
    main()
