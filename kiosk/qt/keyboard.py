"""The on-screen keyboard: our own keys, so that it works on every platform and in every picture."""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from kiosk.qt.icons import dress_icons
from kiosk.qt.key_button import KeyButton, cased
from kiosk.qt.keyboard_layouts import (
    LAYOUTS,
    Act,
    ActKey,
    Board,
    DomainKey,
    Layout,
    TextKey,
    default_letters,
    rows_of,
)
from kiosk.qt.theme import Dress, set_property
from kiosk.qt.typing import focused_field, send_key, type_text

ROWS = 5
GAP_PX = 6
MARGIN_PX = 8
KEYS = {
    Act.BACKSPACE: Qt.Key.Key_Backspace,
    Act.LEFT: Qt.Key.Key_Left,
    Act.RIGHT: Qt.Key.Key_Right,
    Act.NEXT: Qt.Key.Key_Tab,
}


class Shift(Enum):
    OFF = "off"
    ONCE = "once"
    LOCKED = "locked"


AFTER_PRESS = {Shift.OFF: Shift.ONCE, Shift.ONCE: Shift.LOCKED, Shift.LOCKED: Shift.OFF}


def is_identifier(field: QLineEdit) -> bool:
    """Tell whether `field` takes an identifier, by its property `domain_key` or its name."""
    return field.property("domain_key") is True or field.objectName().startswith("identifier")


class Keyboard(QWidget):
    """Follows the focused field: its property `keyboard` picks the board, `domain_key` the domain's key.

    Signals:
        hide_wanted: the key *hide* was pressed.
    """

    hide_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dress: Dress | None = None
        self._board = Board.QWERTY
        self._language = "en"
        self._letters: Board | None = None
        self._shift = Shift.OFF
        self._domain = ""
        self._offered = ""
        self._keys: list[KeyButton] = []
        self._plate: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    # --- told by the shell ----------------------------------------------------------------------

    def wear(self, wearing: Dress) -> None:
        """Take colours and sizes; the height is that of five rows on every board, so nothing jumps."""
        self._dress = wearing
        px = wearing.metrics.px
        self.setFixedHeight(ROWS * wearing.metrics.key + (ROWS - 1) * px(GAP_PX) + 2 * px(MARGIN_PX))
        self._rebuild()

    def speak(self, language: str, domain: str) -> None:
        """Take the language, which sets the letters until the person picks others, and the domain."""
        if (language, domain) != (self._language, self._domain):
            self._language, self._domain = language, domain
            self._show(self._letters_board() if self._board in {Board.AZERTY, Board.QWERTY} else self._board)

    def follow(self, field: QLineEdit) -> None:
        """Show the board of `field`."""
        self._offer(self._domain if is_identifier(field) else "")
        self._set_discreet(field.echoMode() is not QLineEdit.EchoMode.Normal)
        match field.property("keyboard"):
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
        self._shift = Shift.OFF
        self._offer("")
        self._show(self._letters_board())

    def board(self) -> Board:
        return self._board

    def buttons(self) -> tuple[KeyButton, ...]:
        return tuple(self._keys)

    # --- the keys -------------------------------------------------------------------------------

    def _letters_board(self) -> Board:
        return self._letters or default_letters(self._language)

    def _show(self, board: Board) -> None:
        if board is self._board and self._plate is not None:
            self._refresh()
            return
        self._board = board
        self._rebuild()

    def _rebuild(self) -> None:
        if self._dress is None:
            return
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
        px = wearing.metrics.px
        grid.setContentsMargins(px(MARGIN_PX), px(MARGIN_PX), px(MARGIN_PX), px(MARGIN_PX))
        grid.setSpacing(px(GAP_PX))
        self._keys = []
        for line, row in enumerate(rows_of(layout, self._offered)):
            grid.setRowStretch(line, 1)
            place = 0
            for key in row:
                button = KeyButton(key, self._offered, plate)
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
            button.setChecked(self._shift is not Shift.OFF)
        elif act is Act.SWITCH:
            button.setText("qwerty" if self._letters_board() is Board.AZERTY else "azerty")

    def _offer(self, domain: str) -> None:
        """Put the key for `domain` on the letters, or take it away."""
        if domain != self._offered:
            self._offered = domain
            self._rebuild()

    def _set_discreet(self, discreet: bool) -> None:
        """On a password, pressed keys do not light up: who stands behind must not read along."""
        if self.property("discreet") is not discreet:
            set_property(self, "discreet", value=discreet)
            self._rebuild()

    # --- pressing -------------------------------------------------------------------------------

    def _hit(self, key: object) -> None:
        match key:
            case TextKey():
                self._type(cased(key.text, self._shift is not Shift.OFF))
            case DomainKey():
                self._type(f"@{self._offered}")
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
            case Act.SWITCH:
                other = {Board.AZERTY: Board.QWERTY}.get(self._letters_board(), Board.AZERTY)
                self._letters = other
                self._show(other)
            case _:
                assert_never(act)

    def _send(self, key: Qt.Key) -> None:
        field = focused_field()
        if field is not None:
            send_key(field, key)
