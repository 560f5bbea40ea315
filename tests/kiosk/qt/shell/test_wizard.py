"""The QWizard stays a dumb view: no history, no buttons, no size of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton

from kiosk.core.states import Attract, SignInPage
from kiosk.qt.stage import RING_PX
from kiosk.qt.window import KioskWindow
from tests.kiosk.qt.shell.conftest import MakeWindow, sample_of, settle, state
from tests.kiosk.qt.shell.sample import LONG


def test_it_is_a_part_of_the_window(window: KioskWindow) -> None:
    assert not window.wizard.isWindow()
    assert window.wizard.window() is window


def test_its_history_holds_the_page_shown_and_nothing_else(window: KioskWindow) -> None:
    for page in (Attract(), SignInPage(), Attract(), Attract(), SignInPage()) * 20:
        window.show_state(state(page))
        assert window.wizard.visitedIds() == [window.wizard.currentId()]


def test_none_of_its_own_buttons_shows(window: KioskWindow) -> None:
    page = sample_of(window)
    buttons = window.wizard.findChildren(QAbstractButton)
    own = [button for button in buttons if not page.isAncestorOf(button)]
    assert own
    assert not [button for button in own if button.isVisible()]


def test_the_page_has_the_whole_column(window: KioskWindow) -> None:
    page = sample_of(window)
    ring = 2 * window.wearing().metrics.px(RING_PX)
    assert window.wizard.width() == window.wearing().metrics.column + ring
    assert page.height() == window.wizard.height()


def test_it_is_as_high_as_wrapped_text_needs(window: KioskWindow) -> None:
    page = sample_of(window)
    page.text.setText(LONG * 12)
    settle()
    assert page.text.height() >= page.text.heightForWidth(page.text.width())
    assert window.stage.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_in_landscape_the_controls_follow_the_text(make_window: MakeWindow, width: int, height: int) -> None:
    shown = make_window(width, height)
    shown.show_state(state())
    page = sample_of(shown)
    gap = shown.wearing().metrics.gap
    settle()
    assert 0 < page.controls.y() - page.reading.geometry().bottom() <= 3 * gap


def test_in_portrait_the_controls_lie_in_the_lower_half(make_window: MakeWindow) -> None:
    shown = make_window(1080, 1920)
    shown.show_state(state())
    controls = sample_of(shown).controls
    settle()
    assert controls.mapTo(shown, QPoint(0, 0)).y() >= shown.height() // 2
    assert sample_of(shown).reading.mapTo(shown, QPoint(0, 0)).y() < 300
