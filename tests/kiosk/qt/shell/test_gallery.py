"""Every page in every listed state, in French: no text is clipped, no window outgrows its screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.events import StartFaultKind
from kiosk.core.look import Theme
from kiosk.core.results import FaultKind
from kiosk.core.states import Faulted, OutOfService
from kiosk.qt.i18n import Translators
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import hidden_height, offenders
from tests.kiosk.gallery import Hands, Scene, scenes
from tests.kiosk.machine import FakeMachine
from tests.kiosk.qt.shell.conftest import bury, show
from tests.kiosk.qt.shell.sample import page_classes

Make = Callable[[QSize, float], KioskWindow]
OF_ONE_CALL = {FaultKind.RESET_GONE, FaultKind.NOT_ALLOWED, FaultKind.REJECTED, FaultKind.UNAVAILABLE}
"""These never put the station out of service, or say there what another kind says."""
LOW = QSize(1280, 800)
OTHER_SCREENS = ((LOW, 141), (QSize(1080, 1920), 141), (QSize(1920, 1080), 92), (LOW, 92))
"""Screens of other densities (look.md: test 92 and 141); `make screens` takes every scene on each."""
SAMPLE = 4
"""Every so many scenes on another screen, besides those that are widest or highest."""
ALWAYS = {"long-words", "choose-method-second", "attract", "typing-sign-in", "new-password-refused"}


@pytest.fixture
def make(qapp: QApplication) -> Iterator[Make]:
    """Make a window with the station's own pages, of a size and for a screen of so many pixels an inch."""
    translators = Translators(qapp)
    made: list[KioskWindow] = []

    def window(size: QSize, dpi: float) -> KioskWindow:
        pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
        made.append(KioskWindow(pages, translators, Shape(Mode.WINDOWED, metrics(dpi))))
        made[-1].resize(size)
        made[-1].show()
        return made[-1]

    yield window
    for each in made:
        each.dismiss()
        each.deleteLater()
    bury()
    translators.use("en")


def sample(language: str) -> Iterator[Scene]:
    for place, scene in enumerate(scenes(language, Theme.LIGHT)):
        if place % SAMPLE == 0 or scene.name in ALWAYS:
            yield scene


def test_the_gallery_shows_every_page() -> None:
    shown = {type(scene.kiosk.page) for scene in scenes("fr", Theme.LIGHT)}
    assert shown == set(page_classes())


def test_the_gallery_shows_every_fault_of_the_station() -> None:
    pages = [scene.kiosk.page for scene in scenes("fr", Theme.LIGHT)]
    starts = {page.kind for page in pages if isinstance(page, Faulted)}
    lasting = {page.reason for page in pages if isinstance(page, OutOfService)}
    assert starts == set(StartFaultKind)
    assert lasting == set(FaultKind) - OF_ONE_CALL


def test_the_gallery_shows_every_step_that_is_unavailable() -> None:
    """Of each kind of problem that a page can have, where what stands behind it does not answer."""
    problems = [getattr(scene.kiosk.page, "problem", None) for scene in scenes("fr", Theme.LIGHT)]
    down = {(type(problem), problem.name) for problem in problems if isinstance(problem, Enum)}
    kinds = {kind for kind, _name in down}
    assert {(kind, "UNAVAILABLE") for kind in kinds if "UNAVAILABLE" in kind.__members__} <= down


def test_scenes_have_names_of_their_own() -> None:
    names = [scene.name for scene in scenes("fr", Theme.LIGHT)]
    assert len(names) == len(set(names))


def test_nothing_is_clipped_or_out_of_sight(make: Make) -> None:
    """On the lowest of the sizes no page scrolls either, as long as the keyboard is down.

    In French; `test_languages_fit.py` looks at the other languages.
    """
    window = make(LOW, 96)
    faults: dict[str, list[str]] = {}
    scrolled: dict[str, int] = {}
    for scene in scenes("fr", Theme.LIGHT):
        show(window, scene)
        if found := offenders(window):
            faults[scene.name] = found
        if scene.hands is Hands.LOOKING and (hidden := hidden_height(window)):
            scrolled[scene.name] = hidden
    assert faults == {}
    assert scrolled == {}


@pytest.mark.parametrize(("size", "dpi"), OTHER_SCREENS)
def test_other_screens_clip_nothing_and_hold_the_window(make: Make, size: QSize, dpi: float) -> None:
    window = make(size, dpi)
    faults: dict[str, list[str]] = {}
    for scene in sample("fr"):
        show(window, scene)
        assert window.size() == size, scene.name
        if found := offenders(window):
            faults[scene.name] = found
    assert faults == {}
