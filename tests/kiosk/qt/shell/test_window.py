"""The window: what it shows, what it sends, what it lets nobody do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.core.events import BackPressed, LanguageChosen, Left, PreferenceChosen, StaffWanted, Touched
from kiosk.core.look import Theme
from kiosk.core.states import Attract, EnterCode, Link, SignInPage
from kiosk.qt.shape import Mode
from kiosk.qt.tokens import DARK
from kiosk.qt.window import KioskWindow
from tests.kiosk import fakes
from tests.kiosk.qt.shell.conftest import MakeWindow, sample_of, state


@pytest.fixture
def sent(window: KioskWindow) -> list[object]:
    events: list[object] = []

    def note(event: object) -> None:
        events.append(event)

    window.sent.connect(note)
    return events


@pytest.mark.parametrize(
    ("button", "event"), [("back", BackPressed()), ("primary", Touched()), ("help", StaffWanted())]
)
def test_the_bottom_bar_presses_the_page(
    window: KioskWindow, sent: list[object], qtbot: QtBot, button: str, event: object
) -> None:
    QTest.mouseClick(getattr(window.bottom, button), Qt.MouseButton.LeftButton)
    assert sent == [event]


def test_return_in_a_field_is_the_primary_button(
    window: KioskWindow, sent: list[object], qtbot: QtBot
) -> None:
    QTest.keyClick(sample_of(window).identifier, Qt.Key.Key_Return)
    assert sent == [Touched()]


def test_return_on_a_button_presses_that_button(
    window: KioskWindow, sent: list[object], qtbot: QtBot
) -> None:
    window.bottom.back.setFocus()
    QTest.keyClick(window.bottom.back, Qt.Key.Key_Return)
    assert sent == [BackPressed()]


def test_escape_leaves_through_the_flow(window: KioskWindow, sent: list[object], qtbot: QtBot) -> None:
    QTest.keyClick(sample_of(window).identifier, Qt.Key.Key_Escape)
    assert sent == [Left()]
    assert window.isVisible()
    assert window.wizard.isVisible()


def test_escape_first_closes_the_panel(window: KioskWindow, sent: list[object], qtbot: QtBot) -> None:
    window.top.look.click()
    assert window.look.isVisible()
    QTest.keyClick(window.look.choices[Theme.DARK], Qt.Key.Key_Escape)
    assert not window.look.isVisible()
    assert sent == []


def test_alt_and_a_letter_press_nothing(window: KioskWindow, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    with qtbot.assertNotEmitted(sample_of(window).way.clicked, wait=150):
        QTest.keyClick(sample_of(window).identifier, Qt.Key.Key_O, alt)


def test_languages_and_themes_are_sent(window: KioskWindow, sent: list[object]) -> None:
    window.top.languages["fr"].click()
    window.top.look.click()
    window.look.choices[Theme.CONTRAST].click()
    assert sent == [LanguageChosen("fr"), PreferenceChosen(Theme.CONTRAST)]
    assert window.look.isVisible()  # there is more to choose
    window.look.close_button.click()
    assert not window.look.isVisible()
    assert window.top.look.hasFocus()


def test_a_theme_reaches_the_pixels(window: KioskWindow) -> None:
    window.show_state(state(colours=Theme.DARK))
    at = window.stage.mapTo(window, QPoint(4, 60))
    assert window.grab().toImage().pixelColor(at).name().upper() == DARK.page


def test_in_kiosk_mode_only_the_program_closes_it(make_window: MakeWindow) -> None:
    shown = make_window(mode=Mode.KIOSK)
    shown.close()
    assert shown.isVisible()
    shown.dismiss()
    assert not shown.isVisible()


def test_kiosk_mode_fills_the_screen(make_window: MakeWindow) -> None:
    shown = make_window(mode=Mode.KIOSK)
    shown.open()
    assert shown.geometry() == shown.screen().geometry()
    assert shown.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_a_press_and_a_key_are_activity(window: KioskWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.activity, timeout=60_000):
        QTest.mouseClick(window.stage.viewport(), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.activity, timeout=60_000):
        QTest.keyClick(sample_of(window).identifier, Qt.Key.Key_A)


def test_no_context_menu_opens(window: KioskWindow) -> None:
    field = sample_of(window).identifier
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), field.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(field, event)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_nothing_typed_is_copied(
    window: KioskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, qtbot: QtBot
) -> None:
    """A password that is shown is text like any other, and some systems' clipboards outlive the program."""
    field, seen = sample_of(window).password, list[str]()
    field.setEchoMode(QLineEdit.EchoMode.Normal)
    field.setText("Abcdef1!")
    field.setFocus()
    field.selectAll()
    clipboard = QGuiApplication.clipboard()
    clipboard.dataChanged.connect(lambda: seen.append(clipboard.text()))
    QTest.keyClick(field, key, modifier)
    clipboard.dataChanged.disconnect()
    assert seen == []
    assert field.text() == "Abcdef1!"


def test_what_is_copied_otherwise_is_forgotten_at_once(window: KioskWindow, qtbot: QtBot) -> None:
    field = sample_of(window).identifier
    field.setText("FerrerFr2017")
    field.setFocus()
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == ""


def test_another_window_may_copy(window: KioskWindow, qtbot: QtBot) -> None:
    other = QLineEdit("4711")
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is other, timeout=60_000)
    other.selectAll()
    QTest.keyClick(other, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "4711"
    QGuiApplication.clipboard().clear()


def test_a_troubled_link_is_said_and_keeps_the_page(window: KioskWindow) -> None:
    field = sample_of(window).identifier
    field.setText("FerrerFr2017")
    window.show_state(replace(state(), link=Link.TROUBLED, link_reference="RP-7K2M-94"))
    assert "RP-7K2M-94" in window.trouble.text()
    assert window.trouble.isVisible()
    assert field.text() == "FerrerFr2017"
    window.show_state(state())
    assert not window.trouble.isVisible()


def test_the_help_button_names_the_desk(window: KioskWindow) -> None:
    assert window.bottom.help.text() == "Ask staff\nBibliothèque, open until 18:00"


def test_the_frame_stands_still_from_page_to_page(window: KioskWindow) -> None:
    def places() -> list[object]:
        parts = (window.top, window.trail, window.stage, window.bottom, window.top.look)
        return [part.geometry() for part in parts]

    before = places()
    window.show_state(state(EnterCode(fakes.code_sent())))
    assert places() == before
    window.show_state(state(Attract()))
    assert places() == before


def test_the_ring_speaks_up_in_the_last_thirty_seconds(window: KioskWindow) -> None:
    window.show_state(replace(state(), idle=89))
    assert not window.top.ring.is_clear()
    window.show_state(replace(state(), idle=90))
    assert window.top.ring.is_clear()


def test_the_wipe_leaves_nothing_of_the_person(window: KioskWindow, qtbot: QtBot) -> None:
    page = sample_of(window)
    QTest.keyClicks(page.identifier, "FerrerFr2017")
    page.password.setEchoMode(QLineEdit.EchoMode.Normal)
    QTest.keyClicks(page.password, "Abcdef1!")
    QGuiApplication.clipboard().setText("Abcdef1!")
    assert page.identifier.isUndoAvailable()
    window.wipe()
    for field in (page.identifier, page.password):
        field.undo()
        assert field.text() == ""
    assert page.code.is_empty()
    assert QGuiApplication.clipboard().text() == ""
    assert not window.keyboard.isVisible()


def test_every_tab_stop_is_big_enough(window: KioskWindow) -> None:
    target = window.wearing().metrics.target
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    assert buttons
    small = [b.objectName() or b.text() for b in buttons if min(b.width(), b.height()) < target]
    assert small == []


def test_the_first_field_has_the_focus_and_the_ring(window: KioskWindow, qtbot: QtBot) -> None:
    field = sample_of(window).identifier
    assert window.ring.target() is field
    around = window.ring.geometry()
    corner = field.mapTo(window, QPoint(0, 0))
    assert around.topLeft() == corner - QPoint(6, 6)
    window.show_state(state(Attract()))
    qtbot.waitUntil(lambda: window.ring.target() is not field, timeout=60_000)


def test_a_change_of_language_renders_the_page_again(window: KioskWindow, qtbot: QtBot) -> None:
    before = len(sample_of(window).rendered)
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    window.show_state(state(SignInPage("x")))
    assert len(sample_of(window).rendered) > before


def test_what_comes_before_the_first_state_does_not_undress_it(make_window: MakeWindow) -> None:
    early = make_window()
    QApplication.sendEvent(early, QEvent(QEvent.Type.LanguageChange))
    assert early.wearing().theme is Theme.LIGHT
    early.show_state(state())
    assert early.styleSheet()
    assert early.keyboard.board.buttons()
