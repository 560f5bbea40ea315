"""The real pages in the real window, in the offscreen platform; what they send is kept in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the resources
from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.events import Event
from kiosk.core.results import StationInfo
from kiosk.core.states import Attract, Kiosk, Look, Page
from kiosk.qt import theme
from kiosk.qt.fonts import load_fonts
from kiosk.qt.i18n import SOURCE, Translators
from kiosk.qt.pages import base
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk import fakes
from tests.kiosk.machine import FakeMachine

P = TypeVar("P", bound=base.Page)


class Screen:
    """The window, the state it was shown last and the events its pages sent."""

    def __init__(self, window: KioskWindow) -> None:
        self.window = window
        self.kiosk = Kiosk(info=fakes.info(), look=Look("en"))
        self.events: list[Event] = []
        window.sent.connect(self.events.append)

    def show(self, page: Page, language: str = "en", **changes: object) -> base.Page:
        """Show `page`; `changes` are of the fields of `Kiosk`."""
        kiosk = replace(self.kiosk, page=page, look=Look(language))
        self.kiosk = replace(kiosk, **changes)  # type: ignore[arg-type]  # checked by the dataclass's tests
        self.window.show_state(self.kiosk)
        QApplication.processEvents()
        shown = self.window.current()
        assert shown is not None
        return shown

    def show_as(self, kind: type[P], page: Page, language: str = "en") -> P:
        shown = self.show(page, language)
        assert isinstance(shown, kind)
        return shown

    def know(self, info: StationInfo | None) -> None:
        self.kiosk = replace(self.kiosk, info=info)

    def taken(self) -> list[Event]:
        """The events since the last call."""
        events, self.events[:] = list(self.events), []
        return events


@pytest.fixture
def tools() -> Tools:
    return Tools(ZxcvbnMeter(), QrCodes(), FakeMachine())


@pytest.fixture(scope="module", name="opened")
def _opened(qapp: QApplication) -> Iterator[KioskWindow]:
    """One window a module: making and dressing one takes ten times as long as what a test does with it."""
    theme.prepare(qapp)
    load_fonts()
    translators = Translators(qapp)
    pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
    window = KioskWindow(pages, translators, Shape(Mode.WINDOWED, metrics(96)))
    window.show()
    assert QTest.qWaitForWindowExposed(window, 60_000)
    yield window
    window.dismiss()
    window.deleteLater()


@pytest.fixture
def screen(opened: KioskWindow) -> Iterator[Screen]:
    """The window as it is between two people: wiped, and at the attract page."""
    opened.resize(1280, 800)
    made = Screen(opened)
    made.show(Attract())
    opened.wipe()
    made.taken()
    yield made
    made.show(Attract())
    opened.wipe()
    opened.sent.disconnect(made.events.append)
    opened._translators.use(SOURCE)  # the application outlives the test, and a French translator with it


def stands(widget: QWidget) -> bool:
    """Whether the widget is on the page now (offscreen, `isVisible` needs the window shown)."""
    return widget.isVisible()
