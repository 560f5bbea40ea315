"""The embedded delivery: messages and calls as records in a spool folder, without any provider.

``new`` holds what was delivered (``message-…``, ``call-…``, ``say-…``, ``end-…``), ``keys`` what is pressed
on the telephone; `local_phone` is the other side. The code of a call is in no file before 0 was pressed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from backend.adapters.channels.spool import Record, Spool, safe
from backend.core.call_line import Line, Manner, Said
from backend.core.ports import CallEnd, CallScript, Clock, Message, Sent
from backend.core.views import Channel

NEW = "new"
KEYS = "keys"
HANG_UP = "hangup"
SHORTEST_POLL = 0.1
"""Seconds between two looks at the keys, at least."""

_LOG = logging.getLogger(__name__)


class LocalMessages:
    """Implements `MessageChannel`: e-mail or SMS as one record each, once per message id."""

    def __init__(self, folder: Path, channel: Channel, clock: Clock) -> None:
        self._spool, self._channel, self._clock = Spool(folder), channel, clock

    def send(self, message: Message) -> Sent:
        record = {
            "kind": "message",
            "id": message.id,
            "channel": self._channel.value,
            "destination": message.destination.reveal(),
            "language": message.language,
            "subject": message.subject,
            "body": message.body.reveal(),
            "at": self._clock.now().isoformat(),
        }
        try:
            self._spool.put(NEW, f"message-{safe(message.id)}", record)
        except OSError as error:
            _LOG.warning("local delivery failed: %s", error.strerror)
            return Sent.DEFERRED
        return Sent.DELIVERED


class LocalCalls:
    """Implements `CallChannel`: rings, listens to keys, speaks; `poll` is in seconds.

    A repeated call of the same id goes on with the first, or answers how that ended.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        sleep: Callable[[float], None] = time.sleep,
        poll: float = 0.2,
    ) -> None:
        self._spool, self._clock, self._sleep = Spool(folder), clock, sleep
        self._poll = max(SHORTEST_POLL, poll)
        self._closing = threading.Event()

    def close(self) -> None:
        """End every call at its next look, as if nobody had answered."""
        self._closing.set()

    def call(self, script: CallScript) -> CallEnd:
        try:
            return self._ended_before(script) or self._ring(script)
        except OSError as error:
            _LOG.warning("local call failed: %s", error.strerror)
            return CallEnd.FAILED

    def resume(self, script: CallScript) -> CallEnd:
        """The spool outlives every process: it goes on."""
        return self.call(script)

    def _ended_before(self, script: CallScript) -> CallEnd | None:
        record = self._spool.get(NEW, f"end-{safe(script.id)}")
        return None if record is None else CallEnd(record["end"])

    def _ring(self, script: CallScript) -> CallEnd:
        self._put(script, "call", _greeting(script))
        end = self._listen(script)
        self._put(script, "end", {"end": end.value})
        for name in self._pressed(script):
            self._spool.remove(KEYS, name)
        return end

    def _listen(self, script: CallScript) -> CallEnd:
        line, said = Line(script), 0
        while self._clock.now() < script.expires_at and not self._closing.is_set():
            for name in self._pressed(script):
                record = self._spool.get(KEYS, name) or {}
                self._spool.remove(KEYS, name)
                key = record.get("key", "")
                heard = line.silence if key == HANG_UP else line.press(key)
                if isinstance(heard, CallEnd):
                    return heard
                if heard.text:
                    said += 1
                    self._put(script, f"say-{said:03}", {"text": _text(heard), "number": f"{said:03}"})
            self._sleep(self._poll)
        return line.silence

    def _pressed(self, script: CallScript) -> list[str]:
        return self._spool.names(KEYS, f"{safe(script.id)}-")

    def _put(self, script: CallScript, what: str, record: Record) -> None:
        kind = what.partition("-")[0]
        name = f"{kind}-{safe(script.id)}{what.removeprefix(kind)}"
        known = {"kind": kind, "id": script.id, "at": self._clock.now().isoformat()}
        self._spool.put(NEW, name, known | record)


def _greeting(script: CallScript) -> Record:
    return {
        "destination": script.destination.reveal(),
        "language": script.language,
        "greeting": script.greeting,
        "expires_at": script.expires_at.isoformat(),
    }


def _text(said: Said) -> str:
    text = said.text.reveal()
    return f"{text} {text}" if said.manner is Manner.TWICE_SLOWLY else text
