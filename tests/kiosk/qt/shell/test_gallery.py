"""Every page in every listed state, in both languages: it renders, and none of its texts is clipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.events import Theme
from kiosk.qt.i18n import Translators
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import offenders
from tests.kiosk.gallery import scenes
from tests.kiosk.qt.shell.conftest import settle
from tests.kiosk.qt.shell.sample import page_classes


@pytest.fixture
def real(qapp: QApplication) -> Iterator[KioskWindow]:
    """The window with the station's own pages."""
    pages = make_pages(Tools(ZxcvbnMeter(), QrCodes()))
    translators = Translators(qapp)
    window = KioskWindow(pages, translators, Shape(Mode.WINDOWED, metrics()))
    window.resize(1280, 800)
    window.show()
    yield window
    window.dismiss()
    window.deleteLater()
    translators.use("en")


def test_the_gallery_shows_every_page() -> None:
    shown = {type(scene.kiosk.page) for scene in scenes("fr", Theme.LIGHT)}
    assert shown == set(page_classes())


def test_scenes_have_names_of_their_own() -> None:
    names = [scene.name for scene in scenes("fr", Theme.LIGHT)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_clipped(real: KioskWindow, language: str) -> None:
    faults: dict[str, list[str]] = {}
    for scene in scenes(language, Theme.LIGHT):
        real.wipe()
        real.show_state(scene.kiosk)
        settle()
        if found := offenders(real):
            faults[scene.name] = found
    assert faults == {}
