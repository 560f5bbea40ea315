"""A campus that is called: its telephone system, a telephone that records, and what is made of recordings."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from backend.adapters.channels.sip import Pace, SipCalls
from backend.adapters.channels.speech import RATE
from backend.adapters.channels.voice_settings import SipSettings
from backend.core.ports import CallEnd, CallScript, Clock
from backend.core.secret import Secret
from tests.servers.kamailio import PASSWORD, USER, Kamailio
from tests.servers.sip_phone import Phone

NUMBER, DIALLED = "+32470123423", "0032470123423"
CHUNK = RATE // 2
"""Samples of half a second: what is compared at a time, since a slow machine shifts what comes later."""
GENEROUS = timedelta(seconds=60)


QUICK = Pace(again=0.5, last=1.0)
"""For calls in which nobody needs time to think."""


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Campus:
    kamailio: Kamailio
    phone: Phone
    folder: Path
    ends: list[CallEnd] = field(default_factory=list)

    def settings(self, **changes: object) -> SipSettings:
        password = self.folder / "password"
        password.write_text(PASSWORD + "\n", encoding="utf-8")
        chosen: dict[str, object] = {
            "server": "127.0.0.1",
            "port": self.kamailio.port,
            "user": USER,
            "password_file": str(password),
            "local": "127.0.0.1",
            "rtp_ports": "21000-21500",
            "patience": GENEROUS,
        }
        return SipSettings(**(chosen | changes))  # type: ignore[arg-type] # its fields

    @property
    def files(self) -> Path:
        """Where calls have their files."""
        return self.folder / "calls"

    def calls(self, pace: Pace = QUICK, clock: Clock | None = None, **changes: object) -> SipCalls:
        return SipCalls(self.settings(**changes), self.files, clock or RealClock(), pace)

    def call(self, script: CallScript, calls: SipCalls | None = None) -> threading.Thread:
        """Call in a thread; how it ends comes to `ends`."""
        chosen = calls or self.calls()
        thread = threading.Thread(target=lambda: self.ends.append(chosen.call(script)))
        thread.start()
        return thread


def script(number: str = NUMBER, seconds: int = 120) -> CallScript:
    return CallScript(
        id="c1",
        destination=Secret(number),
        language="fr",
        greeting="Tapez le chiffre affiché.",
        digit="4",
        code_text=Secret("Code 1, 2, 8."),
        expires_at=datetime.now(UTC) + timedelta(seconds=seconds),
    )


def share_heard(recorded: Sequence[int], sound: bytes) -> float:
    """The share of the loud half seconds of `sound` that the recording holds, one after the other."""
    tape = np.asarray(recorded, dtype=float)
    said = np.frombuffer(sound, dtype="<i2").astype(float)
    chunks = [said[at : at + CHUNK] for at in range(0, len(said) - CHUNK, CHUNK)]
    loud = [chunk for chunk in chunks if chunk.std() > 0.2 * said.std()]
    found, last = 0, 0
    for chunk in loud:
        best, at = _closest(tape[last:], chunk)
        if best > 0.8:
            found, last = found + 1, last + at
    return found / len(loud)


def times_heard(recorded: Sequence[int], sound: bytes) -> int:
    """How many times the recording holds the first loud half second of `sound`."""
    said = np.frombuffer(sound, dtype="<i2").astype(float)
    chunks = [said[at : at + CHUNK] for at in range(0, len(said) - CHUNK, CHUNK)]
    first = next(chunk for chunk in chunks if chunk.std() > 0.2 * said.std())
    score, times = _scores(np.asarray(recorded, dtype=float), first), 0
    while score.max() > 0.8:
        at, times = int(score.argmax()), times + 1
        score[max(0, at - CHUNK) : at + CHUNK] = 0
    return times


def _closest(tape: np.ndarray, chunk: np.ndarray) -> tuple[float, int]:
    """The highest normalised correlation of the chunk anywhere in the tape, and where."""
    if len(tape) < len(chunk):
        return 0.0, 0
    score = _scores(tape, chunk)
    best = float(score.max())
    # What is said twice is found where it was said first.
    return best, int(np.flatnonzero(score >= 0.95 * best)[0])


def _scores(tape: np.ndarray, chunk: np.ndarray) -> np.ndarray:
    """The normalised correlation of the chunk with the tape at each of its places."""
    size = 1 << (len(tape) + len(chunk)).bit_length()
    product = np.fft.irfft(np.fft.rfft(tape, size) * np.conj(np.fft.rfft(chunk, size)), size)
    sums = np.cumsum(np.concatenate(([0.0], tape**2)))
    energy = sums[len(chunk) :] - sums[: -len(chunk)]
    scores: np.ndarray = product[: len(energy)] / (np.sqrt(energy * (chunk**2).sum()) + 1e-9)
    return scores


def agents() -> set[int]:
    """Every baresip that this process has started and not waited for."""
    found = set()
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            mine = int(fields[1]) == os.getpid()
            if mine and (entry / "comm").read_text().strip() == "baresip":
                found.add(int(entry.name))
    return found
