"""Every page in every language, and in pseudo-languages with longer words than any: no text is clipped.

The ordinary run looks at a few pages; `exhaustive` at all of them, on screens of several sizes and densities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.look import Theme
from kiosk.qt import i18n
from kiosk.qt.i18n import Translators
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import hidden_height, offenders
from tests.kiosk.gallery import Hands, scenes
from tests.kiosk.machine import FakeMachine
from tests.kiosk.packaging_program import program
from tests.kiosk.qt.shell.conftest import bury, show

LOW = (1280, 800, 96)
DENSE = (1080, 1920, 141)
SMALL = (1024, 768, 96)
LARGE = (1920, 1080, 92)
FEW = {
    "attract",
    "sign-in-refused",
    "identify-card",
    "choose-method-second",
    "new-password-refused",
    "done-contact",
    "typing-sign-in",
}
Show = Callable[[tuple[int, int, int]], KioskWindow]


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = program("pseudo").beside(i18n.CATALOGUES, tmp_path_factory.mktemp("catalogues"))
    return made


@pytest.fixture
def open_window(qapp: QApplication, catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """Open a window with the station's own pages: width, height, pixels an inch."""
    monkeypatch.setattr(i18n, "CATALOGUES", catalogues)
    translators = Translators(qapp)
    made: list[KioskWindow] = []

    def make(screen: tuple[int, int, int]) -> KioskWindow:
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
        made.append(KioskWindow(pages, translators, Shape(Mode.WINDOWED, metrics(screen[2]))))
        made[-1].resize(QSize(screen[0], screen[1]))
        made[-1].show()
        return made[-1]

    yield make
    for each in made:
        each.dismiss()
        each.deleteLater()
    bury()
    translators.use("en")


def clipped(window: KioskWindow, language: str, names: set[str] | None = None) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    size = window.size()
    for scene in scenes(language, Theme.LIGHT):
        if names is not None and scene.name not in names:
            continue
        show(window, scene)
        found = offenders(window)
        if window.size() != size:
            found.append(f"the window has grown to {window.width()}×{window.height()}")
        if found:
            faults[scene.name] = found
    return faults


@pytest.mark.parametrize(
    ("language", "screen"),
    [("en_XA", LOW), ("ar_XB", DENSE), ("ar", LOW)],
    ids=["long", "mirrored", "Arabic"],
)
def test_a_few_pages_fit(open_window: Show, language: str, screen: tuple[int, int, int]) -> None:
    assert clipped(open_window(screen), language, FEW) == {}


@pytest.mark.exhaustive
@pytest.mark.longest
@pytest.mark.parametrize(
    ("language", "screen"),
    [("en_XA", SMALL), ("ar_XB", LOW), ("en_XA", LARGE), ("ar_XB", DENSE)],
    ids=["long on small", "mirrored on low", "long on large", "mirrored on dense"],
)
def test_every_page_fits_words_that_are_longer_than_any(
    open_window: Show, language: str, screen: tuple[int, int, int]
) -> None:
    assert clipped(open_window(screen), language) == {}


@pytest.mark.exhaustive
@pytest.mark.longest
@pytest.mark.parametrize("language", ["nl", "de", "ar", "en"])
def test_every_page_fits_in_every_language(open_window: Show, language: str) -> None:
    """On the lowest screen no page scrolls either, as long as the keyboard is down."""
    window = open_window(LOW)
    assert clipped(window, language) == {}
    scrolled = {}
    for scene in scenes(language, Theme.LIGHT):
        if scene.hands is Hands.LOOKING:
            show(window, scene)
            scrolled[scene.name] = hidden_height(window)
    assert {name: hidden for name, hidden in scrolled.items() if hidden} == {}
    assert clipped(open_window(DENSE), language) == {}
