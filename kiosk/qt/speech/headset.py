"""Plugging a headset in turns speech on; pulling it out ends it at once, so that no loudspeaker goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.core.events import PreferenceChosen
from kiosk.core.look import Speech
from kiosk.core.narration import Audience, Jack, audience
from kiosk.core.ports import Headset

EVERY_MS = 250


class HeadsetWatch(QObject):
    """Looks at the socket four times a second; what was in it at the start turns nothing on.

    Signals:
        sent: a `PreferenceChosen`.
        pulled: the headset was pulled out; comes before `sent`.
    """

    sent = Signal(object)
    pulled = Signal()

    def __init__(self, headset: Headset) -> None:
        super().__init__()
        self._headset = headset
        self._jack = Jack.UNKNOWN
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def open(self) -> None:
        self._jack = self._headset.jack()
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()

    def hears(self) -> Audience:
        """Asked anew, so that no word goes to the room between two looks."""
        return audience(self._headset.jack())

    @Slot()
    def look(self) -> None:
        before, self._jack = self._jack, self._headset.jack()
        if before is Jack.FILLED and self._jack is not Jack.FILLED:
            self.pulled.emit()
            self.sent.emit(PreferenceChosen(Speech.OFF))
        elif before is Jack.EMPTY and self._jack is Jack.FILLED:
            self.sent.emit(PreferenceChosen(Speech.ORDINARY))
