"""Showing another page, painted, against painting the page that is shown already."""

from __future__ import annotations

import sys
import time

from bench_report import Row, publish, spread
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
from kiosk.qt.shape import Shape
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import scenes
from tests.kiosk.machine import FakeMachine

ROUNDS = 4


def main() -> int:
    application = QApplication(sys.argv)
    theme.prepare(application)
    load_fonts()
    pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
    window = KioskWindow(pages, Translators(application), Shape())
    window.resize(1280, 800)
    window.show()
    switches, floors = [], []
    for _ in range(ROUNDS):
        for scene in scenes("fr", Theme.LIGHT):
            begun = time.perf_counter()
            window.show_state(scene.kiosk)
            window.grab()
            switches.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            window.grab()
            floors.append(time.perf_counter() - begun)
    row = Row("page switch", spread(switches), spread(floors), "floor: the same page painted again")
    publish("pages", f"Page switch, {len(switches)} times at 1280 × 800", [row])
    window.dismiss()
    return 0


if __name__ == "__main__":
    sys.exit(main())
