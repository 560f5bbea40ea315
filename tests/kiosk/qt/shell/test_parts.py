"""The painted parts: trail, ring, QR code, icons, banner, and the check for clipped text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.core.look import Theme
from kiosk.core.states import Attract, ChooseMethod, Done, IdleWarning
from kiosk.core.trail import trail
from kiosk.qt.banner import Banner, Tone
from kiosk.qt.countdown import time_left
from kiosk.qt.icons import pixmap
from kiosk.qt.qr_view import QrView
from kiosk.qt.theme import dress
from kiosk.qt.tokens import LIGHT, metrics
from kiosk.qt.trail_view import TrailView, text_of
from kiosk.qt.window import KioskWindow
from tests.kiosk import fakes
from tests.kiosk.clipping import offenders
from tests.kiosk.qt.shell.conftest import sample_of, settle, state

WEARING = dress(Theme.LIGHT, metrics())


def inks(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_trail_says_the_steps_in_order(qtbot: QtBot) -> None:
    view = TrailView()
    qtbot.addWidget(view)
    view.wear(WEARING)
    view.show_steps(trail(state(ChooseMethod(fakes.view(gates_needed=2, gates_left=1)))))
    expected = "verification step 1 > verification step 2 > choose a new password"
    assert view.accessibleName() == expected
    assert [text_of(step) for step in view.steps()] == expected.split(" > ")
    view.resize(1200, 44)
    assert view.needed().width() > 400
    view.resize(400, 44)
    assert view.needed().width() < 400, "what is not current is only a number"


def test_the_trail_keeps_its_place_without_steps(qtbot: QtBot) -> None:
    view = TrailView()
    qtbot.addWidget(view)
    view.wear(WEARING)
    before = view.height()
    view.show_steps(trail(state(Attract())))
    assert view.height() == before
    assert view.needed().width() == 0


@pytest.mark.parametrize(
    ("kiosk", "expected"),
    [
        (state(Attract()), (0, 0)),
        (replace(state(), idle=20), (100, 120)),
        (replace(state(ChooseMethod(fakes.view())), idle=0), (120, 120)),
        (state(IdleWarning(ChooseMethod(fakes.view()), 12)), (12, 30)),
        (state(Done(fakes.finished(), 7)), (7, 60)),
    ],
    ids=["rest", "form", "fresh", "warning", "done"],
)
def test_the_time_left_is_until_the_wipe(kiosk: object, expected: tuple[int, int]) -> None:
    assert time_left(kiosk) == expected  # type: ignore[arg-type]  # parametrize widens to object


def test_a_qr_code_is_drawn_in_whole_modules_with_its_quiet_zone(qtbot: QtBot) -> None:
    view = QrView()
    qtbot.addWidget(view)
    view.resize(view.sizeHint())
    view.show_modules(((True, False), (False, True)), "to the list")
    image = view.grab().toImage()
    module = view.width() // 10
    assert image.pixelColor(module * 3, module * 3) == QColor("#FFFFFF")
    assert image.pixelColor(int(module * 4.5), int(module * 4.5)) == QColor("#000000")
    assert image.pixelColor(int(module * 5.5), int(module * 4.5)) == QColor("#FFFFFF")
    view.wipe()
    assert QColor("#000000").name() not in inks(view.grab().toImage())


def test_an_icon_takes_the_colour_it_is_given(qapp: object) -> None:
    assert LIGHT.danger.lower() in inks(pixmap("warning", LIGHT.danger, 32).toImage())


def test_a_banner_shows_while_it_has_something_to_say(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    banner = Banner(holder)
    banner.wear(WEARING)
    banner.say(Tone.PROBLEM, "That was not the code.")
    assert not banner.isHidden()
    assert banner.property("role") == "problem"
    assert LIGHT.danger.lower() in inks(banner.mark.pixmap().toImage())
    banner.say(Tone.SUCCESS, "Sent.")
    assert LIGHT.success.lower() in inks(banner.mark.pixmap().toImage())
    banner.say(Tone.SUCCESS, "")
    assert banner.isHidden()


def test_a_page_that_fits_has_no_offenders(window: KioskWindow) -> None:
    assert offenders(window) == []


@pytest.mark.parametrize("wraps", [True, False], ids=["wrapped", "one line"])
def test_clipped_text_is_found(window: KioskWindow, wraps: bool) -> None:
    label = QLabel("Someone made this label much too small for its words", sample_of(window).controls)
    label.setWordWrap(wraps)
    label.setGeometry(0, 0, 80, 20)
    label.show()
    assert [fault for fault in offenders(window) if "too small" in fault]


def test_text_outside_of_its_parent_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    QVBoxLayout(window).addWidget(inner)
    label = QLabel("Far out", inner)
    window.resize(300, 200)
    window.show()
    settle()
    label.move(280, 0)
    assert [fault for fault in offenders(window) if "outside" in fault]


def test_the_figures_of_a_code_are_of_one_width_in_every_theme(window: KioskWindow) -> None:
    for colours in Theme:
        window.show_state(state(colours=colours))
        metrics_of_code = QFontMetricsF(sample_of(window).digits.font())
        assert len({metrics_of_code.horizontalAdvance(figure) for figure in "0123456789"}) == 1
