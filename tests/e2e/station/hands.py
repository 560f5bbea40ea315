"""Hands that know one thing each: keys, touches, or one switch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QPointerEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.core.scanning import Way, way
from kiosk.qt.key_button import KeyButton
from kiosk.qt.keyboard_layouts import Act, ActKey, DomainKey, TextKey
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


class Finger:
    """Only touches of a touch screen, in the middle of what can be seen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.window = visitor.station.window
        self.touched = 0
        self._screen = QTest.createTouchDevice()
        self._place = QPoint()

    def press(self, widget: QWidget) -> None:
        assert widget.isEnabled()
        assert not widget.visibleRegion().isEmpty(), f"{widget.objectName()} cannot be seen"
        self.visitor.until(lambda: self._rests(widget))
        self._touch(widget.mapTo(self.window, widget.visibleRegion().boundingRect().center()))

    def _touch(self, spot: QPoint) -> None:
        """Put a finger down on the glass and lift it; what becomes of it is Qt's and the station's affair."""
        glass = self.window.windowHandle()
        QTest.touchEvent(glass, self._screen).press(0, spot, glass).commit()
        QTest.touchEvent(glass, self._screen).release(0, spot, glass).commit()
        self.touched += 1

    def _rests(self, widget: QWidget) -> bool:
        """Whether it stands where it stood when last looked at: a finger waits for a page that moves."""
        before, self._place = self._place, widget.mapTo(self.window, QPoint(0, 0))
        return before == self._place

    def fill(self, name: str, text: str) -> None:
        field = self.visitor.actor.find(name)
        assert isinstance(field, QLineEdit)
        if not _can_be_hit(field):
            self._act(Act.HIDE)  # the field is behind the keyboard or scrolled away: lower it first
            self.visitor.until(lambda: _can_be_hit(field))
        self.press(field)
        self.visitor.until(lambda: self.window.keyboard.isVisible() and field.hasFocus())
        for character in text:
            self.character(character)
        assert field.text().replace(" ", "") == text.replace(" ", ""), f"typed {text!r}, got {field.text()!r}"

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
        shown = "".join(key.text() for key in self._keys())
        raise AssertionError(f"no key for {character!r} among {shown}")

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


def _can_be_hit(widget: QWidget) -> bool:
    """Whether enough of it is in sight for a finger."""
    return 2 * widget.visibleRegion().boundingRect().height() >= widget.height()


class Switch(Finger):
    """Only one key, pressed when what is wanted is offered; it waits as long as that takes."""

    KEY = Qt.Key.Key_Space

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(visitor)
        self.scanner = visitor.station.hands.scanner
        self.wanted: QWidget | None = None

    def begin(self) -> None:
        """Hold the switch on the first page, until the station scans."""
        QTest.keyPress(self._focus(), self.KEY)
        self.visitor.until(self.scanner.timer.isActive)
        QTest.keyRelease(self._focus(), self.KEY)

    def press(self, widget: QWidget) -> None:
        assert widget.isEnabled()
        self.wanted = widget
        self.visitor.until(self._taken)

    def _taken(self) -> bool:
        """Look once, and press if the switch would lead to what is wanted."""
        offered, now = self.scanner.widgets(), way(self.scanner.scan)
        if not offered or (self.wanted in offered) is (now is Way.BACK):
            return False
        QTest.keyClick(self._focus(), self.KEY)
        return now is Way.TAKE

    def fill(self, name: str, text: str) -> None:
        field = self.visitor.actor.find(name)
        assert isinstance(field, QLineEdit)
        self.press(field)
        self.visitor.until(self.window.keyboard.isVisible)
        for character in text:
            self.character(character)
        assert field.text().replace(" ", "") == text.replace(" ", ""), f"typed {text!r}, got {field.text()!r}"

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


class Witness(QObject):
    """Sees every event that comes to the window from outside."""

    KINDS = frozenset(
        {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel}
    )

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(visitor.station.window)
        self.seen: set[QEvent.Type] = set()
        self.keys: set[int] = set()
        self.touches = 0
        self.pointers: set[QInputDevice.DeviceType] = set()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        if event.spontaneous() and event.type() in self.KINDS:
            self.touches += isinstance(watched, QWindow) and event.type() is QEvent.Type.TouchBegin
            if isinstance(watched, QWidget):
                self._note(event)
        return False

    def _note(self, event: QEvent) -> None:
        self.seen.add(event.type())
        if isinstance(event, QKeyEvent):
            self.keys.add(event.key())
        if isinstance(event, QPointerEvent):
            self.pointers.add(event.pointingDevice().type())
