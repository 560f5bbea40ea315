"""Calls through a telephone system of the institution, by SIP: a baresip for each call, and espeak-ng.

Everything that was spoken stands in files for us alone, in a folder of the call, and goes when it was read.
The code is spoken only after its key was pressed.
"""

from __future__ import annotations

import logging
import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from backend.adapters.channels import sip_agent
from backend.adapters.channels.sip_agent import Agent, AgentGone, running_agent
from backend.adapters.channels.sip_files import FIRST, Recording, abandoned, configure, locked
from backend.adapters.channels.speech import RATE, SpeechError, spoken
from backend.adapters.channels.voice_settings import SipSettings
from backend.core.call_line import NOTHING, Line, Said
from backend.core.ports import CallEnd, CallScript, Clock

NAME = "sip"
SHORTEST = 15
"""Seconds that must be left for a call."""
LATER = 10
"""Seconds after the end of a call in which its agent ends by itself."""
_LOOK = 0.5
_LOADING = 5.0
_OLD = 3600.0
_NUMBER = re.compile(r"\+([0-9]{6,15})")
_NOBODY = frozenset({408, 480, 486, 487, 600, 603})
"""RFC 3261 §21.4, §21.6: not there, does not answer, busy, declines."""
_LOG = logging.getLogger(__name__)


def own_address(settings: SipSettings) -> str:
    """The address that calls come from; empty when nobody can tell, and the agent has to look by itself.

    A socket that sends nothing asks the kernel. The agent lists the machine's interfaces by netlink, for
    which the unit of the package gives no right, and then finds none.
    """
    if settings.local:
        return settings.local
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.connect((settings.server, settings.port))
        return str(way.getsockname()[0])
    return ""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of silence before the greeting comes once more, and in which a key is waited for at last."""

    again: float = 6.0
    last: float = 12.0


class SipCalls:
    """Implements `CallChannel`. `folder` is for the files of calls."""

    def __init__(self, settings: SipSettings, folder: Path, clock: Clock, pace: Pace | None = None) -> None:
        self._settings, self._folder, self._clock = settings, folder, clock
        self._pace = pace or Pace()
        self._closing = threading.Event()
        self._tidy()

    def close(self) -> None:
        """End every call at its next look."""
        self._closing.set()

    def call(self, script: CallScript) -> CallEnd:
        found = _NUMBER.fullmatch(script.destination.reveal())
        left = int((script.expires_at - self._clock.now()).total_seconds())
        if found is None or left < SHORTEST:
            _LOG.warning("%s: nobody is called: no number, or too little time", NAME)
            return CallEnd.FAILED
        try:
            with self._room() as room:
                return self._carry(script, self._settings.address_of(found[1]), room, left)
        except (AgentGone, SpeechError, OSError, UnicodeError) as trouble:
            text = trouble if isinstance(trouble, AgentGone | SpeechError) else type(trouble).__name__
            _LOG.warning("%s: %s", NAME, text)
            return CallEnd.FAILED

    def resume(self, _script: CallScript) -> CallEnd:
        """The agent has ended with its process, and the call with the agent."""
        return CallEnd.BROKEN

    @contextmanager
    def _room(self) -> Iterator[Path]:
        """A folder for one call, for us alone, and gone afterwards; also those of processes that died."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tidy()
        room = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            with locked(room):
                yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def _tidy(self) -> None:
        """A process that was killed has left the password, and what it was about to play."""
        for left in self._folder.glob("*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _OLD or abandoned(left):
                    shutil.rmtree(left)

    def _carry(self, script: CallScript, to: str, room: Path, left: int) -> CallEnd:
        line, end = Line(script), time.monotonic() + left
        greeting = spoken(line.greeting(), script.language)
        settings = replace(self._settings, local=own_address(self._settings))
        configure(room, settings)
        Recording(room, FIRST).write(b"", left + LATER)
        with running_agent(room, settings.local, left + LATER) as agent:
            agent.tell(f"dial {to}")
            closed = self._ring(agent, end)
            if closed is not None:
                return closed
            talk = _Talk(agent, room, script.language, left + LATER, self._pace.last)
            try:
                talk.play(greeting + bytes(2 * int(RATE * self._pace.again)) + greeting)
                return self._listen(agent, line, talk, end)
            except AgentGone as gone:
                _LOG.warning("%s: %s in the middle of a call", NAME, gone)
                return CallEnd.HEARD if line.silence is CallEnd.HEARD else CallEnd.BROKEN

    def _ring(self, agent: Agent, end: float) -> CallEnd | None:
        """None when the call was taken. A system that does not even try within `patience` is not there."""
        chosen = self._settings
        until, silent = time.monotonic() + chosen.patience.total_seconds(), True
        while not self._closing.is_set():
            left = min(until, end) - time.monotonic()
            if left <= 0:
                return CallEnd.FAILED if silent else CallEnd.NO_ANSWER
            match agent.next(min(left, _LOOK)):
                case sip_agent.Progress() if silent:
                    until, silent = time.monotonic() + chosen.ring.total_seconds(), False
                case sip_agent.Taken():
                    return None
                case sip_agent.Closed(status):
                    return _refused(status)
                case sip_agent.Gone():
                    raise AgentGone("it ended")
        return CallEnd.BROKEN

    def _listen(self, agent: Agent, line: Line, talk: _Talk, end: float) -> CallEnd:
        while not self._closing.is_set():
            left = min(talk.until, end) - time.monotonic()
            if left <= 0:
                return line.silence
            match agent.next(min(left, _LOOK)):
                case sip_agent.Key(key):
                    heard = line.press(key)
                    if isinstance(heard, CallEnd):
                        return heard
                    if heard is not NOTHING:
                        talk.say(heard)
                case sip_agent.Closed():
                    return line.silence
                case sip_agent.Gone():
                    raise AgentGone("it ended")
                case _:
                    pass
        return CallEnd.HEARD if line.silence is CallEnd.HEARD else CallEnd.BROKEN


class _Talk:
    """What is said in one call. `until`: when nothing more is to be expected of the person."""

    def __init__(self, agent: Agent, room: Path, language: str, seconds: int, last: float) -> None:
        self._last = last
        self._agent, self._room, self._language, self._seconds = agent, room, language, seconds
        self._count = 0
        self.until = 0.0

    def say(self, said: Said) -> None:
        self.play(spoken(said, self._language))

    def play(self, sound: bytes) -> None:
        """Instead of what is played now. The file is gone when this returns."""
        self._count += 1
        with Recording(self._room, f"say{self._count}.wav") as file:
            file.write(sound, self._seconds)
            self._agent.tell(f"ausrc aufile,{file.name}")
            self._agent.wait_for(sip_agent.Opened(file.name), _LOADING)
        self.until = time.monotonic() + len(sound) / (2 * RATE) + self._last


def _refused(status: int) -> CallEnd:
    if status in _NOBODY:
        return CallEnd.NO_ANSWER
    _LOG.warning("%s: the telephone system did not put the call through, status %d", NAME, status)
    return CallEnd.FAILED
