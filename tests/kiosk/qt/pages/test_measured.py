"""Issue-wide measure of what is rendered: every page, language, size, theme and orientation.

What depends on the layout is measured in every language, size and orientation; what depends on colours alone
in every theme, in one language: neither changes the other. The ordinary run takes a sample of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from kiosk.core.look import TextSize, Theme
from kiosk.qt.i18n import SOURCE, available
from kiosk.qt.window import KioskWindow
from tests.kiosk.clipping import offenders
from tests.kiosk.gallery import Hands, Scene, scenes
from tests.kiosk.measuring import apart, at, faint, out_of_sight, overlaps, small
from tests.kiosk.qt.shell.conftest import settle

LANDSCAPE, PORTRAIT = QSize(1280, 800), QSize(1080, 1920)
SCREENS = pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
SAMPLE = ("sign-in-refused", "long-words", "typing-number", "done-contact")
Measure = Callable[[KioskWindow], list[str]]


@pytest.fixture
def window(opened: KioskWindow) -> Iterator[KioskWindow]:
    """One window for all: making and dressing one takes ten times as long as showing a page."""
    opened.resize(LANDSCAPE)
    yield opened
    opened._translators.use(SOURCE)


def show(window: KioskWindow, scene: Scene) -> None:
    window.wipe()
    window.show_state(scene.kiosk)
    settle()
    page = window.current()
    fields = [] if page is None else page.findChildren(QLineEdit)
    shown = next((each for each in fields if each.isVisible() and each.isEnabled()), None)
    if scene.hands is Hands.TYPING and shown is not None:
        window.keyboard.raise_for(shown)
        shown.setFocus()
        settle()


def laid_out(window: KioskWindow) -> list[str]:
    wearing = window.wearing()
    return [*offenders(window), *overlaps(window), *small(window, wearing), *out_of_sight(window)]


def measured(window: KioskWindow, wanted: Iterator[Scene], measure: Measure) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    for scene in wanted:
        show(window, scene)
        if measure(window):  # a tall page takes more rounds: what counts is how it stays
            settle()
        if found := measure(window):
            faults[scene.name] = found
    return faults


def sample(language: str, colours: Theme, size: TextSize) -> Iterator[Scene]:
    return (scene for scene in scenes(language, colours, size) if scene.name in SAMPLE)


@SCREENS
def test_a_sample_in_the_largest_text_fits(window: KioskWindow, screen: QSize) -> None:
    window.resize(screen)
    assert measured(window, sample("fr", Theme.LIGHT, TextSize.LARGEST), laid_out) == {}


def test_a_sample_is_readable_in_the_picture(window: KioskWindow) -> None:
    for colours in Theme.DARK, Theme.INVERTED:
        assert measured(window, sample("en", colours, TextSize.ORDINARY), faint) == {}, colours


@SCREENS
def test_as_many_notices_as_there_may_be_fit(window: KioskWindow, screen: QSize) -> None:
    """Three of 160 characters (`station_notices` of the backend), beside one of the settings."""
    long = "Fermé lundi et mardi pour l'inventaire annuel. " * 3 + "Bonne semaine ici."
    notices = (("fr", "La bibliothèque ferme à 18 h."), *(("fr", f"{long:.160}"),) * 3)
    window.resize(screen)
    for size in TextSize.ORDINARY, TextSize.LARGEST:
        scene = next(one for one in scenes("fr", Theme.LIGHT, size) if one.name == "attract")
        assert scene.kiosk.info is not None
        kiosk = replace(scene.kiosk, info=replace(scene.kiosk.info, notices=notices))
        assert measured(window, iter([replace(scene, kiosk=kiosk)]), laid_out) == {}, size


def test_the_panel_fits_in_every_size(window: KioskWindow) -> None:
    for size in TextSize.ORDINARY, TextSize.LARGEST:
        scene = next(sample("fr", Theme.INVERTED, size))
        show(window, scene)
        window.comfort.toggle()
        settle()
        panel = window.look
        wearing = window.wearing()
        assert [*offenders(panel), *overlaps(panel), *small(panel, wearing)] == [], size
        window.comfort.close()


def test_contrast_is_that_of_the_pixels(qapp: QApplication) -> None:
    """Smoothed letters give the contrast of their ink, and a stray pixel none."""
    picture = QImage(200, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("#FFFFFF"))
    painter = QPainter(picture)
    painter.setPen(QColor("#767676"))
    painter.drawText(picture.rect(), 0x84, "Readable enough")
    painter.end()
    assert apart(picture, picture.rect()) == pytest.approx(4.54, abs=0.1)
    picture.setPixelColor(3, 3, QColor("#000000"))
    assert apart(picture, picture.rect()) < 5
    assert apart(picture, QRect(0, 0, 40, 10)) < 2


def test_what_lies_on_another_is_found(window: KioskWindow) -> None:
    show(window, next(sample("en", Theme.LIGHT, TextSize.ORDINARY)))
    assert overlaps(window) == []
    above = QPushButton("Above", window.bottom)
    above.setGeometry(QRect(at(window.bottom, window.bottom.primary), window.bottom.primary.size()))
    above.show()
    assert len(overlaps(window)) == 1
    above.resize(30, 30)
    assert any("less than" in fault for fault in small(window, window.wearing()))
    above.setParent(None)
    above.deleteLater()


@pytest.mark.exhaustive
@SCREENS
@pytest.mark.parametrize("size", [TextSize.ORDINARY, TextSize.LARGEST], ids=lambda size: f"{size.value}")
@pytest.mark.parametrize("language", available())
def test_every_page_fits(window: KioskWindow, language: str, size: TextSize, screen: QSize) -> None:
    window.resize(screen)
    assert measured(window, scenes(language, Theme.LIGHT, size), laid_out) == {}


@pytest.mark.exhaustive
@pytest.mark.parametrize("colours", list(Theme), ids=lambda colours: colours.value)
def test_every_page_is_readable_in_the_picture(window: KioskWindow, colours: Theme) -> None:
    assert measured(window, scenes("en", colours), faint) == {}
