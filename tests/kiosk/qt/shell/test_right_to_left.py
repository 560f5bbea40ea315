"""Pages in Arabic: everything along the reading is mirrored, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from kiosk.adapters.qr import QrCodes
from kiosk.adapters.strength import ZxcvbnMeter
from kiosk.core.look import Theme
from kiosk.qt.i18n import Translators, read_from_left
from kiosk.qt.icons import pixmap
from kiosk.qt.key_button import KeyButton
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages
from kiosk.qt.paragraph import Paragraph
from kiosk.qt.shape import Mode, Shape
from kiosk.qt.tokens import ARABIC_FAMILY, FONT_FAMILY, metrics
from kiosk.qt.window import KioskWindow
from tests.kiosk.gallery import Scene, scenes
from tests.kiosk.machine import FakeMachine
from tests.kiosk.qt.shell.conftest import bury, show

EVERY = 9
"""So many scenes are passed over between two that are looked at."""


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[KioskWindow]:
    translators = Translators(qapp)
    pages = make_pages(Tools(ZxcvbnMeter(), QrCodes(), FakeMachine()))
    window = KioskWindow(pages, translators, Shape(Mode.WINDOWED, metrics(96)))
    window.resize(1280, 800)
    window.show()
    yield window
    window.dismiss()
    window.deleteLater()
    bury()
    translators.use("en")


def named(name: str) -> Scene:
    return next(scene for scene in scenes("ar", Theme.LIGHT) if scene.name == name)


def across(window: KioskWindow, *widgets: QWidget) -> list[int]:
    return [widget.mapTo(window, QPoint(widget.width() // 2, 0)).x() for widget in widgets]


def test_bars_are_mirrored_and_keys_are_not(opened: KioskWindow) -> None:
    show(opened, named("typing-sign-in"))
    bottom, top = opened.bottom, opened.top
    order = across(opened, bottom.primary, bottom.help, bottom.back)
    assert order == sorted(order)
    order = across(opened, top.look, top.keyboard, top.languages["ar"], top.languages["fr"], top.mark)
    assert order == sorted(order)
    keys = {key.text(): key for key in opened.keyboard.findChildren(KeyButton) if key.isVisible()}
    order = across(opened, keys["1"], keys["2"], keys["9"], keys["0"])
    assert order == sorted(order)


def test_the_column_is_in_the_middle_beside_a_scroll_bar_on_either_side(opened: KioskWindow) -> None:
    opened.stage.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    opened.resize(640, 400)
    for language in ("ar", "fr", "ar"):
        show(opened, next(one for one in scenes(language, Theme.LIGHT) if one.name == "identify"))
        assert opened.stage.verticalScrollBar().maximum() > 0
        assert abs(across(opened, opened.wizard)[0] - 320) <= 1, language


def test_fields_are_typed_from_left_and_labels_keep_the_side_of_the_page(opened: KioskWindow) -> None:
    """Without a label of ours, Qt would put a code or number at the left of an Arabic page."""
    wrong: dict[str, list[str]] = {}
    for scene in list(scenes("ar", Theme.LIGHT))[::EVERY]:
        show(opened, scene)
        wrong[scene.name] = [
            field.objectName()
            for field in opened.findChildren(QLineEdit)
            if field.layoutDirection() is not Qt.LayoutDirection.LeftToRight
        ]
        wrong[scene.name] += [
            label.objectName() or label.text()
            for label in opened.findChildren(QLabel)
            if label.isVisible() and label.text() and not isinstance(label, Paragraph)
        ]
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_code_is_drawn_at_the_right_of_an_arabic_page(opened: KioskWindow) -> None:
    """Its ink, not only its box: the digits begin where the question above them begins."""
    show(opened, named("phone-digits"))
    digits = next(each for each in opened.findChildren(QLabel, "digits") if each.isVisible())
    picture = digits.grab().toImage()
    ground = picture.pixel(0, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    assert min(inked) > picture.width() // 2


def test_arrows_along_the_reading_are_mirrored_and_no_others() -> None:
    for name, turned in (
        ("back", True),
        ("forward", True),
        ("left", False),
        ("mail", False),
        ("speaker", False),
    ):
        plain = pixmap(name, "#123456", 64).toImage()
        mirrored = pixmap(name, "#123456", 64, mirrored=True).toImage()
        assert (plain != mirrored) is turned, name
    back = pixmap("back", "#123456", 64, mirrored=True).toImage()
    assert back == pixmap("back", "#123456", 64).toImage().flipped(Qt.Orientation.Horizontal)


def test_arabic_letters_are_ours_and_as_high_as_the_others(opened: KioskWindow) -> None:
    show(opened, named("sign-in"))
    font = opened.bottom.back.font()
    assert QFontInfo(font).family() == FONT_FAMILY
    assert ARABIC_FAMILY in font.families()
    latin, arabic = type(font)(font), type(font)(font)
    latin.setFamilies([FONT_FAMILY])
    arabic.setFamilies([ARABIC_FAMILY])
    assert QFontInfo(arabic).family() == ARABIC_FAMILY
    assert QFontMetrics(arabic).ascent() == QFontMetrics(latin).ascent()
    heights = {opened.top.languages[language].height() for language in ("fr", "ar")}
    assert len(heights) == 1


def test_a_widget_read_from_left_stays_so(opened: KioskWindow) -> None:
    show(opened, named("sign-in"))
    part = read_from_left(QWidget(opened))
    child = QWidget(part)
    assert child.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert QWidget(opened).layoutDirection() is Qt.LayoutDirection.RightToLeft
