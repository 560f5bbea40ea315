"""The keys of the speech, the headset, and a voice that fails."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from kiosk.core.events import Activity, PreferenceChosen, SpeechSaid, StaffWanted, Touched
from kiosk.core.look import Speech, Volume
from kiosk.core.narration import Jack, SpeechFault
from kiosk.core.states import (
    Attract,
    ChooseMethod,
    Kiosk,
    NewPassword,
    SignInPage,
)
from kiosk.qt.preference_keys import HOLD_MS
from tests.kiosk import fakes
from tests.kiosk.qt.listener import PAD, Listener, focused, part, refocused
from tests.kiosk.qt.listener import listener as listener
from tests.kiosk.qt.pages.conftest import _opened as _opened
from tests.kiosk.qt.pages.conftest import screen as screen


def test_any_key_or_touch_stops_the_voice(listener: Listener) -> None:
    listener.show(SignInPage())
    before = listener.narrator.stops
    QTest.keyClick(focused(), Qt.Key.Key_Shift)
    after_key = listener.narrator.stops
    window = listener.screen.window
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(3, window.height() // 2))
    assert before < after_key < listener.narrator.stops


def test_the_raised_key_turns_speech_on_slower_and_off(listener: Listener) -> None:
    wanted = {Speech.OFF: Speech.ORDINARY, Speech.ORDINARY: Speech.SLOW, Speech.SLOW: Speech.OFF}
    for now, then in wanted.items():
        listener.prefer(speech=now)
        listener.screen.taken()
        QTest.keyClick(focused(), Qt.Key.Key_F1)
        assert listener.screen.taken() == [PreferenceChosen(then)]


def test_the_raised_5_that_is_held_presses_while_speech_is_on(listener: Listener) -> None:
    """docs/keys.md: it turns the voice on, and is the key to press with from then on."""
    window, help_pressed = listener.screen.window, StaffWanted("")
    for speech, held, sent in ((Speech.ORDINARY, False, [help_pressed]), (Speech.OFF, True, [])):
        listener.prefer(speech=speech)
        listener.show(SignInPage())
        window.bottom.help.setFocus()
        listener.screen.taken()
        QTest.keyPress(window.bottom.help, Qt.Key.Key_5, PAD)
        waits = [one for one in window.findChildren(QTimer) if one.interval() == HOLD_MS and one.isActive()]
        assert bool(waits) is held
        assert [one for one in listener.screen.taken() if not isinstance(one, Activity)] == sent
        QTest.keyRelease(window.bottom.help, Qt.Key.Key_5, PAD)


def test_volume_repeat_and_the_page_again(listener: Listener) -> None:
    page = listener.show(ChooseMethod(fakes.view()))
    assert listener.press(Qt.Key.Key_Slash) == page
    second = listener.press(Qt.Key.Key_2)
    assert "2 of 3" in second
    assert listener.press(Qt.Key.Key_Slash) == second
    assert "Verification step 1" in listener.press(Qt.Key.Key_0)
    listener.screen.taken()
    listener.press(Qt.Key.Key_9)
    listener.press(Qt.Key.Key_7)
    QTest.keyClick(focused(), Qt.Key.Key_VolumeUp)
    wanted = [PreferenceChosen(volume) for volume in (Volume.LOUD, Volume.QUIET, Volume.LOUD)]
    assert [one for one in listener.screen.taken() if isinstance(one, PreferenceChosen)] == wanted


def test_without_speech_the_number_pad_types(listener: Listener) -> None:
    listener.prefer(speech=Speech.OFF)
    listener.show(SignInPage())
    field = focused()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_2, PAD)
    assert field.text() == "2"


def test_letters_by_the_number_pad(listener: Listener) -> None:
    listener.headset.state = Jack.FILLED
    listener.show(SignInPage())
    field = focused()
    assert isinstance(field, QLineEdit)
    assert listener.press(Qt.Key.Key_Asterisk) == "capital letters"
    assert listener.press(Qt.Key.Key_8) == "capital t"
    assert listener.press(Qt.Key.Key_8).endswith("capital u")
    assert field.text() == "U"
    assert listener.press(Qt.Key.Key_Enter) == "kept"
    listener.press(Qt.Key.Key_8)
    listener.press(Qt.Key.Key_Asterisk)
    assert listener.press(Qt.Key.Key_5) == "5"
    assert field.text() == "UT5"
    assert listener.press(Qt.Key.Key_Period) == "deleted"
    assert field.text() == "UT"


def test_enter_on_the_attract_page_begins(listener: Listener) -> None:
    listener.show(Attract())
    listener.screen.taken()
    listener.press(Qt.Key.Key_Enter)
    assert Touched() in listener.screen.taken()


# --- headset and faults ---------------------------------------------------------------------------


def test_plugging_in_turns_speech_on_and_pulling_out_ends_it_at_once(listener: Listener) -> None:
    listener.headset.state = Jack.EMPTY
    listener.voice.headset.look()
    assert listener.screen.taken() == []
    listener.headset.state = Jack.FILLED
    listener.voice.headset.look()
    assert listener.screen.taken() == [PreferenceChosen(Speech.ORDINARY)]
    listener.show(SignInPage())
    stops, listener.headset.state = listener.narrator.stops, Jack.EMPTY
    listener.voice.headset.look()
    assert listener.narrator.stops > stops
    assert listener.screen.taken() == [PreferenceChosen(Speech.OFF)]
    listener.press(Qt.Key.Key_Slash)
    assert "FerrerFr" not in listener.heard()


def test_a_voice_that_fails_is_said_to_the_flow_once_and_shown(listener: Listener) -> None:
    listener.narrator.fault = SpeechFault.NO_DEVICE
    listener.show(SignInPage())
    listener.press(Qt.Key.Key_Plus)
    told = [one for one in listener.screen.taken() if isinstance(one, SpeechSaid)]
    assert told == [SpeechSaid(SpeechFault.NO_DEVICE)]
    listener.show(SignInPage(), fault=SpeechFault.NO_DEVICE)
    assert "Speech is not available" in listener.screen.window.trouble.text()
    listener.narrator.fault = None
    listener.press(Qt.Key.Key_Plus)
    assert [one for one in listener.screen.taken() if isinstance(one, SpeechSaid)] == [SpeechSaid(None)]


def test_the_end_of_a_session_leaves_no_words(listener: Listener) -> None:
    listener.headset.state = Jack.FILLED
    listener.show(ChooseMethod(fakes.view()))
    listener.voice.forget()
    assert listener.press(Qt.Key.Key_Slash) == ""


def test_a_kiosk_without_a_page_is_silent(listener: Listener) -> None:
    listener.voice.show_state(Kiosk(look=listener.look, page=listener.screen.kiosk.page))
    assert listener.heard() == ""


# --- rare states ----------------------------------------------------------------------------------


def test_a_letter_is_changed_only_where_it_was_typed(listener: Listener) -> None:
    """Another field, another key or a touch in between: the letter stays, and nothing is taken away."""
    listener.show(NewPassword(fakes.proved()))
    first, second = part(listener, QLineEdit, "password"), part(listener, QLineEdit, "repeated")
    first.setFocus()
    listener.press(Qt.Key.Key_2)
    second.setText("x")
    second.setFocus()
    listener.press(Qt.Key.Key_2)
    assert (first.text(), second.text()) == ("a", "xa")
    listener.type("z")
    listener.press(Qt.Key.Key_2)
    assert second.text() == "xaza"
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    second.setCursorPosition(len(second.text()))
    listener.press(Qt.Key.Key_2)
    assert second.text() == "xazaa"


def test_taking_back_a_deletion_at_the_start_of_a_field_is_heard(listener: Listener) -> None:
    listener.headset.state = Jack.FILLED
    listener.show(SignInPage())
    field = focused()
    assert isinstance(field, QLineEdit)
    listener.type("ab")
    field.setCursorPosition(0)
    field.del_()
    assert listener.heard() == "deleted"
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "ab"
    assert listener.heard() == ""


def test_words_for_a_headset_are_not_repeated_to_the_room(listener: Listener) -> None:
    """The headset is out, and nobody has looked yet."""
    listener.headset.state = Jack.FILLED
    listener.show(SignInPage())
    listener.type("FerrerFr")
    assert "FerrerFr" in refocused(listener)
    listener.headset.state = Jack.EMPTY
    assert listener.press(Qt.Key.Key_Slash) == ""
