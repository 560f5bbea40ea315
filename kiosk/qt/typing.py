"""Sends what the on-screen keyboard types to the focused field, as a real keyboard would."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


def focused_field() -> QLineEdit | None:
    """The text field that would receive a key now, or None."""
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, QLineEdit) and is_writable(widget) else None


def is_writable(field: QLineEdit) -> bool:
    return field.isEnabled() and not field.isReadOnly()


def type_text(field: QWidget, text: str) -> None:
    """Send `text` one character at a time; the events carry the text, so any script can be typed."""
    for character in text:
        send_key(field, key_of(character), character)


def key_of(character: str) -> Qt.Key:
    """The key that types `character`, for listeners that look at it; unknown beyond ASCII."""
    code = ord(character.upper()) if len(character.upper()) == 1 else 0
    return Qt.Key(code) if 0x20 <= code < 0x7F else Qt.Key.Key_unknown


def send_key(field: QWidget, key: Qt.Key, text: str = "") -> None:
    """Send one press and one release of `key`."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(field, event)
