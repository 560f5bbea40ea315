"""A card reader with a device of its own, in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kiosk.core.cards.events import CardReaderSaid, CardScanned


class Watch(Protocol):
    """Reads a reader somewhere else, and says what comes of it on any thread."""

    def start(self, say: Callable[[CardScanned | CardReaderSaid], None]) -> None: ...

    def close(self) -> None: ...


class CardDevice(QObject):
    """Passes on what a watch says; a signal is delivered in the thread of its receiver.

    Signals:
        sent: a `CardScanned` or `CardReaderSaid`.
    """

    sent = Signal(object)

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def open(self) -> None:
        self._watch.start(self.sent.emit)

    def close(self) -> None:
        self._watch.close()
