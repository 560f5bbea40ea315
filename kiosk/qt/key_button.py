"""One key of the on-screen keyboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.qt.icons import PROPERTY
from kiosk.qt.keyboard_layouts import Act, ActKey, DomainKey, Key, TextKey
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
REPEATING = {Act.BACKSPACE, Act.LEFT, Act.RIGHT}
REPEAT_DELAY_MS = 500
REPEAT_EVERY_MS = 80


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
    }
    return names[act]


class KeyButton(QPushButton):
    """Never takes the focus, so that the field keeps it. Says which key was pressed."""

    hit = Signal(object)

    def __init__(self, key: Key, domain: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "key")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._report)
        self._prepare(key, domain)

    def _prepare(self, key: Key, domain: str) -> None:
        if isinstance(key, TextKey):
            self.setText(caption(key.text))
            if key.text == " ":
                self.setAccessibleName(QCoreApplication.translate("Keyboard", "Space"))
            return
        set_property(self, "wide", value=True)
        if isinstance(key, ActKey):
            self._prepare_act(key.act)
        elif isinstance(key, DomainKey):
            self.setText(caption(f"@{domain}"))

    def _prepare_act(self, act: Act) -> None:
        self.setAccessibleName(spoken(act))
        self.setText(CAPTIONS.get(act, ""))
        if act in ICONS:
            self.setProperty(PROPERTY, ICONS[act])
        if act in REPEATING:
            self.setAutoRepeat(True)
            self.setAutoRepeatDelay(REPEAT_DELAY_MS)
            self.setAutoRepeatInterval(REPEAT_EVERY_MS)
        self.setCheckable(act is Act.SHIFT)

    def raise_case(self, upper: bool) -> None:
        """Show the letter as it would be typed now."""
        if isinstance(self.key, TextKey):
            self.setText(caption(cased(self.key.text, upper)))

    def sizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return QSize(1, 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - overrides Qt
        return QSize(1, 1)

    def _report(self) -> None:
        self.hit.emit(self.key)


def caption(text: str) -> str:
    """What stands on the key: Qt would take a lone `&` for an underline."""
    return text.replace("&", "&&")


def cased(text: str, upper: bool) -> str:
    """Return `text` in the case typed now; a letter whose capital is two letters (ß) stays as it is."""
    raised = text.upper()
    return raised if upper and len(raised) == len(text) else text
