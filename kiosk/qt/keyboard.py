"""The on-screen keyboard: our own keys, so that it works on every platform and in every picture."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from kiosk.qt.icons import dress_icons
from kiosk.qt.key_button import KeyButton, Shift, typed
from kiosk.qt.keyboard_boards import LAYOUTS
from kiosk.qt.keyboard_fields import is_address, is_identifier, offer_on, script_taken
from kiosk.qt.keyboard_layouts import (
    LATIN,
    LETTERS,
    Act,
    ActKey,
    Board,
    DomainKey,
    Layout,
    Offer,
    Script,
    TextKey,
    default_letters,
    following,
    rows_of,
    script_of,
)
from kiosk.qt.theme import Dress, set_property
from kiosk.qt.tokens import KEY_LETTERS
from kiosk.qt.typing import focused_field, send_key, type_text

ROWS = 5
GAP_PX = 6
MARGIN_PX = 8
WINDOW_LARGE = 10_000
"""Pixels, more than any screen: until the window says how much there is."""
KEYS = {
    Act.BACKSPACE: Qt.Key.Key_Backspace,
    Act.LEFT: Qt.Key.Key_Left,
    Act.RIGHT: Qt.Key.Key_Right,
    Act.NEXT: Qt.Key.Key_Tab,
}


AFTER_PRESS = {Shift.OFF: Shift.ONCE, Shift.ONCE: Shift.LOCKED, Shift.LOCKED: Shift.OFF}


class Keyboard(QWidget):
    """Follows the focused field: its property `keyboard` picks the board, `domain_key` the domain's key.

    It looks the same way round in every language, as keyboards on a desk do.

    The keys are made when they are to be seen, once for all that changed before.

    Signals:
        hide_wanted: the key *hide* was pressed.
    """

    hide_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._dress: Dress | None = None
        self._board = Board.QWERTY
        self._language = "en"
        self._letters: Board | None = None
        self._taken = Script.LATIN
        self._shift = Shift.OFF
        self._domain = ""
        self._offered = Offer()
        self._keys: list[KeyButton] = []
        self._plate: QWidget | None = None
        self._current = False
        self._room = WINDOW_LARGE
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    # --- told by the shell ----------------------------------------------------------------------

    def wear(self, wearing: Dress) -> None:
        """Take colours and sizes; the height is that of five rows on every board, so nothing jumps."""
        self._dress = wearing
        self.fit(self._room)
        self._outdate()
        self._settle()

    def fit(self, room: int) -> None:
        """Be as high as `room` pixels allow: keys of their full height, never below the least target."""
        self._room = room
        if self._dress is None:
            return
        px = self._dress.metrics.air
        air = (ROWS - 1) * px(GAP_PX) + 2 * px(MARGIN_PX)
        key = max(self._dress.metrics.least_key, min(self._dress.metrics.key, (room - air) // ROWS))
        self.setFixedHeight(ROWS * key + air)

    def speak(self, language: str, domain: str) -> None:
        """Take the language, which sets the letters until the person picks others, and the domain."""
        if (language, domain) != (self._language, self._domain):
            self._drop_arabic()
            self._language, self._domain = language, domain
            self._offer(replace(self._offered, script=script_of(language)))
            self._outdate()  # the keys have names in that language
            self._show(self._letters_board() if self._board in LETTERS else self._board)

    def follow(self, field: QLineEdit) -> None:
        """Show the board of `field`."""
        kind, self._taken = field.property("keyboard"), script_taken(field)
        if is_address(field) or is_identifier(field):
            self._drop_arabic()
        self._offer(offer_on(field, self._language, self._domain))
        self._set_discreet(field.echoMode() is not QLineEdit.EchoMode.Normal)
        match kind:
            case "digits":
                wanted = Board.DIGITS
            case "captcha":
                wanted = Board.CAPTCHA
            case _:
                wanted = self._letters_board()
        self._shift = Shift.OFF
        self._show(wanted)

    def wipe(self) -> None:
        """Forget the session: chosen letters, shift, layer."""
        self._letters = None
        self._taken = Script.LATIN
        self._shift = Shift.OFF
        self._offer(Offer(script=script_of(self._language)))
        self._show(self._letters_board())

    def board(self) -> Board:
        return self._board

    def buttons(self) -> tuple[KeyButton, ...]:
        self._make()
        return tuple(self._keys)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        self._make()
        super().showEvent(event)

    # --- the keys -------------------------------------------------------------------------------

    def _letters_board(self) -> Board:
        return self._letters or default_letters(self._language, self._taken)

    def _drop_arabic(self) -> None:
        """Arabic letters chosen by hand for a password are not wanted here too."""
        if self._letters is Board.ARABIC:
            self._letters = None

    def _show(self, board: Board) -> None:
        if board is not self._board:
            self._board = board
            self._outdate()
        self._refresh()
        self._settle()

    def _outdate(self) -> None:
        """The keys are no longer those that are wanted."""
        self._current = False

    def _settle(self) -> None:
        """Make the keys anew if somebody sees them."""
        if self.isVisible():
            self._make()

    def _make(self) -> None:
        if self._dress is None or self._current:
            return
        self._current = True
        if self._plate is not None:
            self._row.removeWidget(self._plate)
            self._plate.hide()
            self._plate.deleteLater()
        self._plate = self._make_plate(LAYOUTS[self._board], self._dress)
        self._row.addWidget(self._plate)
        self._refresh()
        dress_icons(self._plate, self._dress)

    def _make_plate(self, layout: Layout, wearing: Dress) -> QWidget:
        plate = QWidget(self)
        plate.setMaximumWidth(wearing.metrics.px(layout.width_px))
        grid = QGridLayout(plate)
        px, words = wearing.metrics.air, wearing.metrics.key_letters(KEY_LETTERS["key_body"])
        grid.setContentsMargins(px(MARGIN_PX), px(MARGIN_PX), px(MARGIN_PX), px(MARGIN_PX))
        grid.setSpacing(px(GAP_PX))
        self._keys = []
        for line, row in enumerate(rows_of(layout, self._offered)):
            grid.setRowStretch(line, 1)
            place = 0
            for key in row:
                button = KeyButton(key, self._offered.domain, words, plate)
                button.hit.connect(self._hit)
                grid.addWidget(button, line, place, 1, key.width)
                self._keys.append(button)
                place += key.width
        for place in range(layout.width):
            grid.setColumnStretch(place, 1)
        plate.show()
        return plate

    def _refresh(self) -> None:
        upper = self._shift is not Shift.OFF
        for button in self._keys:
            button.raise_case(upper)
            if isinstance(button.key, ActKey):
                self._refresh_act(button, button.key.act)

    def _refresh_act(self, button: KeyButton, act: Act) -> None:
        if act is Act.SHIFT:
            button.show_shift(self._shift)
        elif act in (Act.SWITCH, Act.SCRIPT):
            button.lead_to(self._other(act))

    def _other(self, act: Act) -> Board:
        """The letters that *other layout* or *other script* would bring."""
        now = self._letters_board()
        if act is Act.SWITCH:
            return following(now)
        return Board.ARABIC if now in LATIN else default_letters(self._language)

    def _offer(self, offer: Offer) -> None:
        """Put the keys of `offer` on the letters, or take them away."""
        if offer != self._offered:
            self._offered = offer
            self._outdate()

    def _set_discreet(self, discreet: bool) -> None:
        """On a password, pressed keys do not light up: who stands behind must not read along."""
        if self.property("discreet") is not discreet:
            set_property(self, "discreet", value=discreet)
            self._outdate()

    # --- pressing -------------------------------------------------------------------------------

    def _hit(self, key: object) -> None:
        match key:
            case TextKey():
                self._type(typed(key, self._shift is not Shift.OFF))
            case DomainKey():
                self._type(f"@{self._offered.domain}")
            case ActKey():
                self._act(key.act)

    def _type(self, text: str) -> None:
        field = focused_field()
        if field is not None:
            type_text(field, text)
        if self._shift is Shift.ONCE:
            self._shift = Shift.OFF
            self._refresh()

    def _act(self, act: Act) -> None:
        match act:
            case Act.BACKSPACE | Act.LEFT | Act.RIGHT | Act.NEXT:
                self._send(KEYS[act])
            case Act.SHIFT:
                self._shift = AFTER_PRESS[self._shift]
                self._refresh()
            case Act.HIDE:
                self.hide_wanted.emit()
            case Act.LETTERS:
                self._show(self._letters_board())
            case Act.SYMBOLS:
                self._show(Board.SYMBOLS)
            case Act.ACCENTS:
                self._show(Board.ACCENTS)
            case Act.SWITCH | Act.SCRIPT:
                self._letters = self._other(act)
                self._show(self._letters)
            case _:
                assert_never(act)

    def _send(self, key: Qt.Key) -> None:
        field = focused_field()
        if field is not None:
            send_key(field, key)
