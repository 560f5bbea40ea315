"""A whole reset by keyboard alone, and one by touch alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from backend.adapters.channels.local_phone import LocalPhone
from kiosk.core.states import Attract, ChooseMethod, Done, EnterCode, NewPassword, SignInPage
from kiosk.qt.key_button import KeyButton
from kiosk.qt.keyboard_layouts import Act, ActKey, DomainKey, TextKey
from tests.e2e.station import people
from tests.e2e.station.visitor import Visitor

MOST_TABS = 40


class Keys:
    """Only keys, sent to whatever has the focus; the focus must be in sight."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.window = visitor.station.window

    def focus(self) -> QWidget:
        focused = QApplication.focusWidget() or self.window
        assert focused.isVisible()
        self.visitor.until(lambda: not focused.visibleRegion().isEmpty())
        return focused

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.focus(), key)

    def text(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def to(self, target: QWidget) -> None:
        """Tab until `target` has the focus."""
        for _ in range(MOST_TABS):
            if self.focus() is target:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {target.objectName()}")

    def fill(self, name: str, text: str) -> None:
        self.to(self.visitor.actor.find(name))
        self.text(text)


def test_a_reset_by_keyboard_alone(visitor: Visitor) -> None:
    keys, phone = Keys(visitor), LocalPhone(visitor.backend.data / "spool")
    visitor.on(Attract)
    keys.key(Qt.Key.Key_Return)
    visitor.on(SignInPage)
    keys.to(visitor.actor.find("cannot_access"))
    keys.key(Qt.Key.Key_Space)
    visitor.picture()
    keys.fill("identifier", people.identifier(0))
    keys.fill("answer", visitor.answer())
    keys.key(Qt.Key.Key_Return)
    visitor.on(ChooseMethod)
    keys.to(visitor.actor.find(_sms(visitor)))
    keys.key(Qt.Key.Key_Space)
    visitor.until(lambda: visitor.actor.find("destination").isVisible())
    keys.fill("destination", people.number(0))
    phone.poll()
    keys.key(Qt.Key.Key_Return)
    visitor.on(EnterCode)
    keys.fill("code", visitor.code_sent(phone))
    keys.key(Qt.Key.Key_Return)
    visitor.on(NewPassword)
    keys.fill("password", people.new_password(0))
    keys.fill("repeated", people.new_password(0))
    keys.key(Qt.Key.Key_Return)
    visitor.on(Done)
    keys.to(visitor.station.window.bottom.primary)
    keys.key(Qt.Key.Key_Return)
    visitor.on(Attract)


def _sms(visitor: Visitor) -> str:
    page = visitor.kiosk.page
    assert isinstance(page, ChooseMethod)
    place = next(n for n, method in enumerate(page.view.methods) if method.channel.value == "sms")
    return f"method_{place}"


class Finger:
    """Only presses of the mouse, on what can be seen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.window = visitor.station.window

    def press(self, widget: QWidget) -> None:
        assert widget.isEnabled()
        assert not widget.visibleRegion().isEmpty(), f"{widget.objectName()} cannot be seen"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def fill(self, name: str, text: str) -> None:
        field = self.visitor.actor.find(name)
        assert isinstance(field, QLineEdit)
        if field.visibleRegion().isEmpty():
            self._act(Act.HIDE)  # the field is behind the keyboard or scrolled away: lower it first
            self.visitor.until(lambda: not field.visibleRegion().isEmpty())
        self.press(field)
        self.visitor.until(self.window.keyboard.isVisible)
        for character in text:
            self.character(character)
        assert field.text().replace(" ", "") == text.replace(" ", "")

    def character(self, character: str) -> None:
        """Press its key, on the board that has it."""
        if character.isupper() and self._text_key(character) is None:
            self._act(Act.SHIFT)
        for act in (None, Act.LETTERS, Act.SYMBOLS, Act.ACCENTS):
            if act is not None and self._text_key(character) is None and self._act_key(act) is not None:
                self._act(act)
            if character.isupper() and act is Act.LETTERS and self._text_key(character) is None:
                self._act(Act.SHIFT)
            found = self._text_key(character)
            if found is not None:
                self.press(found)
                return
        raise AssertionError(f"no key for {character!r}")

    def _keys(self) -> list[KeyButton]:
        return [key for key in self.window.keyboard.findChildren(KeyButton) if key.isVisible()]

    def _text_key(self, character: str) -> KeyButton | None:
        for key in self._keys():
            if isinstance(key.key, TextKey) and (key.text().replace("&&", "&") or " ") == character:
                return key
        return None

    def _act_key(self, act: Act) -> KeyButton | None:
        return next((k for k in self._keys() if isinstance(k.key, ActKey) and k.key.act is act), None)

    def _act(self, act: Act) -> None:
        key = self._act_key(act)
        if key is not None:
            self.press(key)

    def domain(self) -> None:
        self.press(next(key for key in self._keys() if isinstance(key.key, DomainKey)))

    def go_on(self) -> None:
        self.press(self.window.bottom.primary)


def test_a_reset_by_touch_alone(visitor: Visitor) -> None:
    finger, phone = Finger(visitor), LocalPhone(visitor.backend.data / "spool")
    visitor.on(Attract)
    finger.press(visitor.station.window)
    visitor.on(SignInPage)
    finger.press(visitor.actor.find("cannot_access"))
    visitor.picture()
    finger.fill("identifier", people.identifier(1).partition("@")[0])
    finger.domain()
    finger.fill("answer", visitor.answer())
    finger.go_on()
    visitor.on(ChooseMethod)
    finger.press(visitor.actor.find(_sms(visitor)))
    visitor.until(lambda: visitor.actor.find("destination").isVisible())
    finger.fill("destination", people.number(1).replace(" ", ""))
    phone.poll()
    finger.go_on()
    visitor.on(EnterCode)
    finger.fill("code", visitor.code_sent(phone))
    finger.go_on()
    visitor.on(NewPassword)
    finger.fill("password", people.new_password(1))
    finger.fill("repeated", people.new_password(1))
    finger.go_on()
    visitor.on(Done)
    finger.go_on()
    visitor.on(Attract)
