"""The speech of the station in one piece: narration, its keys, and the headset."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.core.ports import Headset, Narrator
from kiosk.core.states import Kiosk
from kiosk.qt.filters import leave, listen
from kiosk.qt.scanner import Scanner
from kiosk.qt.speech.headset import HeadsetWatch
from kiosk.qt.speech.keys import WATCHED, SpeechKeys
from kiosk.qt.speech.narration import Narration
from kiosk.qt.speech.offering import Offering
from kiosk.qt.window import KioskWindow


@dataclass(frozen=True, slots=True)
class Sound:
    """What the machine has for it."""

    narrator: Narrator
    headset: Headset


class StationVoice(QObject):
    """Signals:
    sent: an event of `kiosk.core.events`.
    """

    sent = Signal(object)

    def __init__(self, window: KioskWindow, sound: Sound) -> None:
        super().__init__()
        self.headset = HeadsetWatch(sound.headset)
        self.narration = Narration(window, sound.narrator, self.headset.hears)
        self.keys = SpeechKeys(window, self.narration)
        self.offering = Offering(self.narration, self.headset.hears)
        self.headset.pulled.connect(self.narration.silence)
        for part in (self.headset, self.narration, self.keys):
            part.sent.connect(self.sent)

    def open(self) -> None:
        listen(self.keys, WATCHED)
        self.narration.open()
        self.headset.open()

    def close(self) -> None:
        leave(self.keys)
        self.headset.close()
        self.narration.close()

    def accompany(self, scanner: Scanner) -> None:
        """Say what `scanner` offers, and let it wait until that was heard."""
        scanner.offered.connect(self.offering.offer)
        scanner.ready = self.offering.ready

    def show_state(self, kiosk: Kiosk) -> None:
        self.keys.show_state(kiosk)
        self.narration.show_state(kiosk)
        self.offering.show_state(kiosk)

    def forget(self) -> None:
        """The session has ended."""
        self.keys.forget()
        self.offering.forget()
        self.narration.silence()
