"""A key as the system repeats it while it is held down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


class HeldDown(QKeyEvent):
    """`QTest` has none, and an event that the program makes does not say that it comes from outside."""

    def __init__(self, key: Qt.Key, text: str) -> None:
        super().__init__(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, autorep=True)

    def spontaneous(self) -> bool:
        return True
