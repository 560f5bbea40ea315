"""One key of the on-screen keyboard."""

from __future__ import annotations

import unicodedata
from enum import Enum

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.qt.icons import PROPERTY
from kiosk.qt.keyboard_layouts import Act, ActKey, Board, DomainKey, Key, TextKey
from kiosk.qt.theme import set_property

ICONS: dict[Act, str] = {
    Act.SHIFT: "shift",
    Act.BACKSPACE: "backspace",
    Act.LEFT: "left",
    Act.RIGHT: "right",
    Act.NEXT: "next-field",
    Act.HIDE: "hide",
}
CAPTIONS: dict[Act, str] = {Act.LETTERS: "abc", Act.SYMBOLS: "#+=", Act.ACCENTS: "éàç"}
LONGEST_LETTER = 2
"""Lam and alif on one key are a letter; anything longer is a word."""
EDGE_PX = 3
"""Between a word and the edge of its key."""
NAMES = {
    Board.AZERTY: "azerty",
    Board.QWERTY: "qwerty",
    Board.QWERTZ: "qwertz",
    Board.ARABIC: "\u0639\u0631\u0628\u064a",
}
"""What stands on a key that leads to other letters, in whatever language."""
LATIN_CAPTION = "abc"
TATWEEL = "\u0640"
"""A mark of Arabic is shown on this stroke: alone it has nothing to stand on."""


def spoken(act: Act) -> str:
    """Say in the current language what a key without a letter does."""
    names = {
        Act.SHIFT: QCoreApplication.translate("Keyboard", "Capital letters"),
        Act.BACKSPACE: QCoreApplication.translate("Keyboard", "Delete"),
        Act.LEFT: QCoreApplication.translate("Keyboard", "Left"),
        Act.RIGHT: QCoreApplication.translate("Keyboard", "Right"),
        Act.NEXT: QCoreApplication.translate("Keyboard", "Next field"),
        Act.HIDE: QCoreApplication.translate("Keyboard", "Hide the keyboard"),
        Act.LETTERS: QCoreApplication.translate("Keyboard", "Letters"),
        Act.SYMBOLS: QCoreApplication.translate("Keyboard", "Symbols"),
        Act.ACCENTS: QCoreApplication.translate("Keyboard", "Accents"),
        Act.SWITCH: QCoreApplication.translate("Keyboard", "Other layout"),
        Act.SCRIPT: QCoreApplication.translate("Keyboard", "Arabic or Latin letters"),
    }
    return names[act]


class Shift(Enum):
    """A latch, so that no two keys need be held at once (EN 301 549, 5.9)."""

    OFF = "off"
    ONCE = "once"
    LOCKED = "locked"


class KeyButton(QPushButton):
    """Never takes the focus, so that the field keeps it. Says which key was pressed.

    No key repeats while it is held down (EN 301 549, 5.7): who lifts a finger late types one letter.
    """

    hit = Signal(object)

    def __init__(self, key: Key, domain: str, words_px: int, parent: QWidget) -> None:
        """Args: `words_px` is the size in which the style sheet writes words, in pixels of this screen."""
        super().__init__(parent)
        self.key = key
        self._words_px = words_px
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "key")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._report)
        self._prepare(key, domain)

    def _prepare(self, key: Key, domain: str) -> None:
        if isinstance(key, TextKey):
            self.setText(caption(key.text))
            set_property(self, "wide", value=len(key.text) > LONGEST_LETTER)
            if key.text == " ":
                self.setAccessibleName(QCoreApplication.translate("Keyboard", "Space"))
            return
        set_property(self, "wide", value=True)
        if isinstance(key, ActKey):
            self._prepare_act(key.act)
        elif isinstance(key, DomainKey):
            self.setText(caption(f"@{domain}"))

    def _prepare_act(self, act: Act) -> None:
        self.setObjectName(f"key_{act.value}")
        self.setAccessibleName(spoken(act))
        self.setText(CAPTIONS.get(act, ""))
        if act in ICONS:
            self.setProperty(PROPERTY, ICONS[act])
        self.setCheckable(act is Act.SHIFT)

    def raise_case(self, upper: bool) -> None:
        """Show the letter as it would be typed now."""
        if isinstance(self.key, TextKey):
            self.setText(caption(typed(self.key, upper)))

    def lead_to(self, board: Board) -> None:
        """Show which letters the key brings."""
        back = isinstance(self.key, ActKey) and self.key.act is Act.SCRIPT and board is not Board.ARABIC
        self.setText(LATIN_CAPTION if back else NAMES[board])

    def show_shift(self, shift: Shift) -> None:
        """Latched for one letter, or locked: told apart by its drawing and its name, not by colour."""
        locked = shift is Shift.LOCKED
        self.setChecked(shift is not Shift.OFF)
        self.setProperty(PROPERTY, "shift-lock" if locked else "shift")
        kept = QCoreApplication.translate("Keyboard", "Capital letters, locked")
        self.setAccessibleName(kept if locked else spoken(Act.SHIFT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Words that do not fit on the key are written smaller."""
        super().resizeEvent(event)
        if self.property("wide") is True:
            self.ensurePolished()
            font = QFont(self.font())
            font.setPixelSize(self._words_px)
            needed = QFontMetrics(font).horizontalAdvance(self.text()) + 2 * EDGE_PX
            set_property(self, "narrow", value=needed > self.width())

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return QSize(1, 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return QSize(1, 1)

    def _report(self) -> None:
        self.hit.emit(self.key)


def caption(text: str) -> str:
    """What stands on the key: Qt would take a lone `&` for an underline."""
    shown = TATWEEL + text if unicodedata.combining(text[0]) else text
    return shown.replace("&", "&&")


def typed(key: TextKey, upper: bool) -> str:
    """What `key` types, shift on or not; a letter whose capital is two letters (ß) stays as it is."""
    if upper and key.shifted:
        return key.shifted
    raised = key.text.upper()
    return raised if upper and len(raised) == len(key.text) else key.text
