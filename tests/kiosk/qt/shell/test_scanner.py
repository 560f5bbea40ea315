"""One-switch scanning in the window: what is offered, what the switch does, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.core.effects import PollReset
from kiosk.core.events import Activity, BackPressed, Event, PreferenceChosen
from kiosk.core.look import Scanning, Theme
from kiosk.core.scanning import Way, way
from kiosk.core.states import Attract, IdleWarning, Kiosk, Page, Pending, SignInPage, Waiting
from kiosk.qt.key_button import KeyButton
from kiosk.qt.scanner import Scanner, Switching
from kiosk.qt.window import KioskWindow
from tests.kiosk.qt.shell.conftest import MakeWindow, sample_of, settle, state
from tests.kiosk.qt.shell.held import HeldDown

NEVER_MS = 1_000_000
"""Steps come from the test alone."""
MOST_STEPS = 200


@dataclass
class Bench:
    """A window that is scanned; each event is kept, and nothing answers it."""

    window: KioskWindow
    scanner: Scanner
    sent: list[Event] = field(default_factory=list)

    def show(self, kiosk: Kiosk) -> None:
        self.window.show_state(kiosk)
        self.scanner.attend(kiosk)
        settle()

    def press(self) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_Space)

    def reach(self, wanted: QWidget) -> None:
        """Press whenever what is offered holds `wanted`, until it is taken."""
        for _step in range(MOST_STEPS):
            offered, now = self.scanner.widgets(), way(self.scanner.scan)
            if (wanted in offered) is (now is Way.BACK):
                self.scanner.step()
                continue
            self.press()
            if now is Way.TAKE:
                return
        raise AssertionError("never offered")


def scanned(page: Page | None = None, theme: Theme = Theme.LIGHT) -> Kiosk:
    kiosk = state(page, theme)
    return replace(kiosk, look=replace(kiosk.look, scanning=Scanning.ON))


@pytest.fixture
def bench(make_window: MakeWindow) -> Iterator[Bench]:
    window = make_window()
    made = Bench(window, Scanner(window, Switching(NEVER_MS, Qt.Key.Key_F9)))
    made.scanner.sent.connect(made.sent.append)
    window.sent.connect(made.sent.append)
    made.show(scanned())
    yield made
    made.scanner.close()


def test_the_page_comes_first_then_the_bars(bench: Bench) -> None:
    page, seen = sample_of(bench.window), []
    for _step in range(4):
        seen.append(bench.scanner.widgets())
        bench.scanner.step()
    assert seen[0] == (page.identifier, page.password, page.number, page.answer, page.way)
    assert set(seen[1]) == {bench.window.bottom.back, bench.window.bottom.help, bench.window.bottom.primary}
    assert bench.window.top.look in seen[2]
    assert seen[3] == seen[0]


def test_a_field_taken_brings_the_keyboard_which_types(bench: Bench) -> None:
    page = sample_of(bench.window)
    bench.reach(page.identifier)
    assert page.identifier.hasFocus()
    assert bench.window.keyboard.isVisible()
    for wanted in ("f", "e", " "):
        keys = bench.window.keyboard.board.buttons()
        bench.reach(next(key for key in keys if getattr(key.key, "text", None) == wanted))
    assert page.identifier.text() == "fe "
    assert page.identifier.hasFocus()


def test_keys_of_another_board_are_offered_at_once(bench: Bench) -> None:
    page = sample_of(bench.window)
    bench.reach(page.number)
    key = next(k for k in bench.window.keyboard.board.buttons() if getattr(k.key, "text", None) == "7")
    bench.reach(key)
    assert page.number.text() == "7"


def test_a_button_taken_is_pressed(bench: Bench) -> None:
    bench.reach(bench.window.bottom.back)
    assert [event for event in bench.sent if not isinstance(event, Activity)] == [BackPressed()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F9])
def test_every_key_of_the_switch_opens_what_is_offered(bench: Bench, key: Qt.Key) -> None:
    page = sample_of(bench.window)
    before = bench.scanner.widgets()
    QTest.keyClick(page.identifier, key)
    assert len(bench.scanner.widgets()) < len(before)
    assert page.identifier.text() == ""
    assert bench.sent == [Activity()]


def test_a_touch_anywhere_is_the_switch_and_touches_nothing(bench: Bench) -> None:
    device = QTest.createTouchDevice()
    spot = bench.window.bottom.back.mapTo(bench.window, QPoint(5, 5))
    before = bench.scanner.widgets()
    QTest.touchEvent(bench.window, device).press(0, spot, bench.window).commit()
    QTest.touchEvent(bench.window, device).release(0, spot, bench.window).commit()
    assert len(bench.scanner.widgets()) < len(before)
    QTest.mouseClick(bench.window.bottom.back, Qt.MouseButton.LeftButton)
    assert [event for event in bench.sent if not isinstance(event, Activity)] == []


def test_a_switch_held_down_counts_once(bench: Bench) -> None:
    field = sample_of(bench.window).identifier
    QTest.keyPress(field, Qt.Key.Key_Space)
    place = bench.scanner.scan.place
    assert bench.scanner.eventFilter(field, HeldDown(Qt.Key.Key_Space, " "))
    assert bench.scanner.scan.place == place


def test_scanning_rests_while_a_call_is_out(bench: Bench) -> None:
    pending = Pending(1, "x", PollReset("r", 0))
    bench.show(replace(scanned(), pending=pending))
    place = bench.scanner.scan.place
    bench.scanner.step()
    bench.press()
    assert bench.scanner.scan.place == place
    bench.show(replace(scanned(Waiting(SignInPage())), pending=pending))
    bench.scanner.step()
    assert bench.scanner.scan.place != place


def test_a_warning_is_answered_and_nothing_else_done(bench: Bench) -> None:
    bench.show(scanned(IdleWarning(SignInPage(), 20)))
    bench.press()
    assert bench.sent == [Activity()]


def test_an_open_panel_is_offered_in_place_of_the_page(bench: Bench) -> None:
    bench.reach(bench.window.top.look)
    assert bench.window.look.isVisible()
    assert all(bench.window.look.isAncestorOf(widget) for widget in bench.scanner.widgets())


def test_scanning_off_hides_the_frame_and_leaves_every_key_alone(bench: Bench) -> None:
    bench.show(state())
    page = sample_of(bench.window)
    QTest.keyClick(page.identifier, Qt.Key.Key_Space)
    assert page.identifier.text() == " "
    assert bench.scanner.widgets() == ()
    assert not frame(bench.window).isVisible()


def test_its_own_key_and_a_switch_held_on_the_first_page_turn_it_on(bench: Bench) -> None:
    bench.show(state())
    QTest.keyClick(bench.window, Qt.Key.Key_F9)
    assert bench.sent == [PreferenceChosen(Scanning.ON)]
    bench.show(state(Attract()))
    QTest.keyPress(bench.window, Qt.Key.Key_Space)
    assert bench.scanner.hold.isActive()
    bench.show(state())
    bench.scanner.hold.timeout.emit()
    assert bench.sent[-1] == PreferenceChosen(Scanning.ON)
    QTest.keyRelease(bench.window, Qt.Key.Key_Space)
    assert not bench.scanner.hold.isActive()


def frame(window: KioskWindow) -> QWidget:
    found = window.findChild(QWidget, "scan_frame")
    assert found is not None
    return found


def around(image: QImage, box: QRect, out: int) -> set[str]:
    """The colours on a line `out` pixels left of the middle of `box`, and on to it."""
    middle = box.center().y()
    return {image.pixelColor(x, middle).name().upper() for x in range(box.left() - out, box.left())}


@pytest.mark.parametrize("theme", Theme)
def test_the_frame_is_seen_in_every_theme(bench: Bench, theme: Theme) -> None:
    bench.show(scanned(theme=theme))
    bench.press()
    settle()
    widget = bench.scanner.widgets()[0]
    palette = bench.window.wearing().palette
    box = QRect(widget.mapTo(bench.window, QPoint(0, 0)), widget.size())
    seen = around(bench.window.grab().toImage(), box, 12)
    assert {palette.text.upper(), palette.page.upper()} <= seen


def test_whatever_is_offered_in_the_column_is_brought_to_sight(bench: Bench) -> None:
    bench.reach(sample_of(bench.window).identifier)
    view = bench.window.stage.viewport()
    for _step in range(MOST_STEPS):
        widgets = bench.scanner.widgets()
        if len(widgets) == 1 and not isinstance(widgets[0], KeyButton) and view.isAncestorOf(widgets[0]):
            spot = widgets[0].mapTo(view, QPoint(0, 0))
            assert view.rect().contains(QRect(spot, widgets[0].size()))
            if widgets[0] is sample_of(bench.window).way:
                return
        now = way(bench.scanner.scan)
        wanted = sample_of(bench.window).way in widgets
        if (now is Way.BACK) is not wanted and now is not Way.TAKE:
            bench.press()
        else:
            bench.scanner.step()
    raise AssertionError("never offered")
