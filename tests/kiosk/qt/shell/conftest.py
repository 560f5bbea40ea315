"""The shell around sample pages, in the offscreen platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import kiosk._generated.kiosk_rc  # noqa: F401 - registers the resources
from kiosk.core.look import Theme
from kiosk.core.states import Attract, Kiosk, Look, Page, SignInPage
from kiosk.qt import theme
from kiosk.qt.fonts import load_fonts
from kiosk.qt.i18n import Translators
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk import fakes
from tests.kiosk.gallery import Hands, Scene
from tests.kiosk.qt.shell.sample import EmptyPage, SamplePage, page_classes

MakeWindow = Callable[..., KioskWindow]


def state(page: Page | None = None, colours: Theme = Theme.LIGHT, language: str = "en") -> Kiosk:
    """A station in service, on the sign-in page unless told otherwise."""
    return Kiosk(page=page or SignInPage(), info=fakes.info(), look=Look(language, colours))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.prepare(qapp)
    load_fonts()


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot) -> Iterator[MakeWindow]:
    """Make a window of a size, mode and dpi, with the sample page everywhere but on *attract*."""
    made: list[KioskWindow] = []

    def make(
        width: int = 1280, height: int = 800, mode: Mode = Mode.WINDOWED, dpi: float = 96
    ) -> KioskWindow:
        sample = SamplePage()
        pages = {**dict.fromkeys(page_classes(), sample), Attract: EmptyPage()}
        window = KioskWindow(pages, Translators(qapp), Shape(mode, metrics(dpi)))
        made.append(window)
        window.resize(width, height)
        with qtbot.waitExposed(window, timeout=60_000):
            window.show()
        return window

    yield make
    for window in made:
        window.dismiss()
        window.deleteLater()
    bury()


@pytest.fixture
def window(make_window: MakeWindow, qtbot: QtBot) -> KioskWindow:
    """A 1280×800 window on the sign-in page, with the focus in its first field."""
    shown = make_window()
    shown.show_state(state())
    qtbot.waitUntil(lambda: sample_of(shown).identifier.hasFocus(), timeout=60_000)
    settle()
    return shown


def settle() -> None:
    """Let every posted layout come to rest; each round may post the next."""
    for _round in range(8):
        QApplication.processEvents()


def show(window: KioskWindow, scene: Scene) -> None:
    """Show `scene` as a new person finds it, with the keyboard up where the person types."""
    window.wipe()
    window.show_state(scene.kiosk)
    settle()
    field = next((each for each in window.findChildren(QLineEdit) if each.isVisible()), None)
    if scene.hands is Hands.TYPING and field is not None:
        window.keyboard.raise_for(field)
        settle()


def bury() -> None:
    """Delete what waits for it: no event loop runs here, and every change of style dresses them all."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sample_of(shown: KioskWindow) -> SamplePage:
    page = shown.current()
    assert isinstance(page, SamplePage)
    return page
