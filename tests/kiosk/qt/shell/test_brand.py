"""An institution's mark and font in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.core.look import Theme
from kiosk.core.states import Attract
from kiosk.qt.brand import Brand, BrandUnusableError, Mark, load_brand
from kiosk.qt.i18n import Translators
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk import brands
from tests.kiosk.clipping import offenders
from tests.kiosk.qt.shell.conftest import bury, settle, state
from tests.kiosk.qt.shell.sample import EmptyPage, SamplePage, page_classes

Wear = Callable[[Brand, Theme], KioskWindow]


@pytest.fixture
def wear(qapp: QApplication) -> Iterator[Wear]:
    """Show a window in a brand and a theme."""
    made: list[KioskWindow] = []

    def window(brand: Brand, theme: Theme = Theme.LIGHT) -> KioskWindow:
        pages = {**dict.fromkeys(page_classes(), SamplePage()), Attract: EmptyPage()}
        made.append(KioskWindow(pages, Translators(qapp), Shape(Mode.WINDOWED, metrics(), brand)))
        made[-1].resize(1280, 800)
        made[-1].show()
        made[-1].show_state(state(colours=theme))
        settle()
        return made[-1]

    yield window
    for each in made:
        each.dismiss()
        each.deleteLater()
    bury()


def drawn(label: QLabel) -> QImage:
    return label.pixmap().toImage()


@pytest.mark.parametrize("make", [brands.svg, brands.png], ids=["svg", "png"])
def test_the_mark_keeps_its_colours(wear: Wear, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    window = wear(load_brand(make(tmp_path), ()), Theme.LIGHT)
    picture = drawn(window.top.mark)
    assert (picture.width(), picture.height()) == (window.top.mark.width(), 44)
    for place in ((1, 1), (22, 22), (42, 42)):
        assert picture.pixelColor(*place) == brands.RED


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
def test_on_a_dark_bar_it_stands_on_white(wear: Wear, tmp_path: Path, theme: Theme) -> None:
    picture = drawn(wear(load_brand(brands.svg(tmp_path), ()), theme).top.mark)
    assert picture.pixelColor(1, 1) == brands.WHITE
    assert picture.pixelColor(22, 22) == brands.RED


def test_a_wide_mark_is_lower_and_never_wider_than_its_room(wear: Wear, tmp_path: Path) -> None:
    window = wear(load_brand(brands.svg(tmp_path, 1000, 100), ()), Theme.LIGHT)
    assert (window.top.mark.width(), drawn(window.top.mark).height()) == (176, 18)
    assert offenders(window) == []


def test_the_mark_follows_the_theme(wear: Wear, tmp_path: Path) -> None:
    window = wear(load_brand(brands.svg(tmp_path), ()), Theme.DARK)
    window.show_state(state(colours=Theme.LIGHT))
    settle()
    assert drawn(window.top.mark).pixelColor(1, 1) == brands.RED


def test_without_one_the_mark_is_ours_in_the_colour_of_the_text(wear: Wear) -> None:
    picture = drawn(wear(Brand(), Theme.LIGHT).top.mark)
    inks = {picture.pixelColor(x, y).name() for x in range(28) for y in range(28)}
    assert QColor("#16202B").name() in inks


def test_every_text_is_in_the_font(wear: Wear) -> None:
    brand = load_brand(None, (brands.FONT,))
    window = wear(brand, Theme.LIGHT)
    assert brand.family
    texts = (*window.findChildren(QLabel), window.bottom.primary, window.bottom.help)
    assert {QFontInfo(text.font()).family() for text in texts} == {brand.family}


def test_a_file_that_qt_cannot_draw_with_is_named(tmp_path: Path) -> None:
    font = tmp_path / "font.ttf"
    font.write_bytes(b"\x00\x01\x00\x00" + bytes(200))
    with pytest.raises(BrandUnusableError, match=r"\[brand\] font: .*font\.ttf"):
        load_brand(None, (font,))
    with pytest.raises(BrandUnusableError, match=r"\[brand\] mark: .*none\.svg"):
        load_brand(tmp_path / "none.svg", ())
    with pytest.raises(BrandUnusableError):
        Mark("mark.png", b"no picture")
