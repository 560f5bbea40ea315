"""The other side of `local`: a telephone and mailbox that reads the spool folder and presses keys.

Used by the demo's phone window; it knows no more than a real telephone would. A phone that is started again
shows everything once more, as a mailbox does.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backend.adapters.channels.local import HANG_UP, KEYS, NEW
from backend.adapters.channels.spool import Record, Spool, safe
from backend.core.ports import CallEnd
from backend.core.secret import Secret
from backend.core.views import Channel


@dataclass(frozen=True, slots=True)
class MessageArrived:
    id: str
    channel: Channel
    destination: Secret
    language: str
    subject: str
    body: Secret
    at: datetime


@dataclass(frozen=True, slots=True)
class CallRings:
    id: str
    destination: Secret
    language: str
    greeting: str
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CallSays:
    id: str
    text: Secret
    at: datetime


@dataclass(frozen=True, slots=True)
class CallEnded:
    id: str
    end: CallEnd
    at: datetime


PhoneEvent = MessageArrived | CallRings | CallSays | CallEnded


class LocalPhone:
    """Reads `folder` as `LocalMessages` and `LocalCalls` write it. `ticks` orders key presses (ns)."""

    def __init__(self, folder: Path, ticks: Callable[[], int] = time.time_ns) -> None:
        self._spool, self._ticks = Spool(folder), ticks
        self._seen: set[str] = set()
        self._last = 0

    def poll(self) -> list[PhoneEvent]:
        """What has come since the last look, oldest first. Raises `OSError`."""
        found: list[tuple[str, int, str, PhoneEvent]] = []
        for name in self._spool.names(NEW):
            if name in self._seen:
                continue
            self._seen.add(name)
            record = self._spool.get(NEW, name) or {}
            event = _event(record)
            if event is not None:
                found.append((event.at.isoformat(), _ORDER[type(event)], name, event))
        return [event for *_, event in sorted(found, key=lambda entry: entry[:3])]

    def press(self, call_id: str, key: str) -> None:
        """Press one key (``0`` to ``9``, ``*``, ``#``) during a call. Raises `OSError`."""
        self._last = max(self._last + 1, self._ticks())
        name = f"{safe(call_id)}-{self._last:020}-{secrets.token_hex(4)}"
        self._spool.put(KEYS, name, {"id": call_id, "key": key})

    def hang_up(self, call_id: str) -> None:
        self.press(call_id, HANG_UP)


_ORDER = {MessageArrived: 0, CallRings: 1, CallSays: 2, CallEnded: 3}


def _event(record: Record) -> PhoneEvent | None:
    """None for what is not a record of ours."""
    try:
        return _read(record)
    except (KeyError, ValueError):
        return None


def _read(record: Record) -> PhoneEvent | None:
    at = datetime.fromisoformat(record["at"])
    match record["kind"]:
        case "message":
            return _message(record, at)
        case "call":
            expires_at = datetime.fromisoformat(record["expires_at"])
            to = Secret(record["destination"])
            return CallRings(record["id"], to, record["language"], record["greeting"], at, expires_at)
        case "say":
            return CallSays(record["id"], Secret(record["text"]), at)
        case "end":
            return CallEnded(record["id"], CallEnd(record["end"]), at)
        case _:
            return None


def _message(record: Record, at: datetime) -> MessageArrived:
    return MessageArrived(
        id=record["id"],
        channel=Channel(record["channel"]),
        destination=Secret(record["destination"]),
        language=record["language"],
        subject=record["subject"],
        body=Secret(record["body"]),
        at=at,
    )
