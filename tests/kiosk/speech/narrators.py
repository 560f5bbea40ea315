"""A narrator that only remembers, one that never has a voice, and players that make no noise."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.core.look import Speech, Volume
from kiosk.core.narration import Jack, Priority, SpeechFault, Utterance
from kiosk.core.secret import Secret

Tell = Callable[[SpeechFault | None], None]


def words(text: str, priority: Priority = Priority.NOW, language: str = "en") -> Utterance:
    return Utterance(Secret(text), language, Speech.ORDINARY, Volume.ORDINARY, priority)


@dataclass
class RecordingNarrator:
    """Implements `Narrator`: hears everything at once; with a `fault` nothing."""

    fault: SpeechFault | None = None
    heard: list[Utterance] = field(default_factory=list)
    stops: int = 0
    _tell: Tell | None = None

    def open(self, tell: Tell) -> None:
        self._tell = tell

    def say(self, utterance: Utterance) -> None:
        if self.fault is None:
            self.heard.append(utterance)
        if self._tell is not None:
            self._tell(self.fault)

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None:
        self._tell = None

    def texts(self) -> list[str]:
        return [one.words.reveal() for one in self.heard]

    def last(self) -> str:
        return self.texts()[-1] if self.heard else ""

    def taken(self) -> str:
        """What was heard since the last call."""
        texts = " | ".join(self.texts())
        self.heard.clear()
        return texts


@dataclass
class QuietPlayer:
    """A player of which each sound lasts until it is stopped, or until the test lets it end."""

    works: bool = True
    played: list[bytes] = field(default_factory=list)
    stops: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)
    began: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    awaited: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Released when somebody begins to wait for the end of a sound."""

    def __post_init__(self) -> None:
        self._ended.set()

    def play(self, wav: bytes) -> bool:
        if self.works:
            self._ended.clear()
            self.played.append(wav)
            self.began.release()
        return self.works

    def stop(self) -> None:
        self.stops += 1
        self._ended.set()

    def busy(self) -> bool:
        return not self._ended.is_set()

    def finish(self, seconds: float) -> None:
        self.awaited.release()
        self._ended.wait(seconds)

    def end(self) -> None:
        self._ended.set()


@dataclass
class FakeHeadset:
    state: Jack = Jack.EMPTY

    def jack(self) -> Jack:
        return self.state
