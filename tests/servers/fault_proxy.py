"""A TCP proxy that spoils what passes through it, for tests of every client of a server.

with fault_proxy(("127.0.0.1", 636)) as proxy:
    ...                       # connect to 127.0.0.1:proxy.port
    proxy.fault = Mute()      # from now on, for open connections too
"""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import assert_never

CHUNK = 16_384
TICK = 0.02
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Clean:
    """Everything passes."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Every piece waits so many seconds, in both directions."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Trickle:
    """Answers pass one byte at a time, with so many seconds between."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Silence:
    """A black hole: connections are accepted, nothing passes in either direction."""


@dataclass(frozen=True, slots=True)
class Mute:
    """The server hears and acts; its answers never arrive."""


@dataclass(frozen=True, slots=True)
class CutAnswers:
    """The connection is reset when more than `after` bytes of answers have come since this was set."""

    after: int = 0


@dataclass(frozen=True, slots=True)
class Reset:
    """Connections are reset, open ones and new ones."""


Fault = Clean | Delay | Trickle | Silence | Mute | CutAnswers | Reset


class FaultProxy:
    """Listens on a free port of 127.0.0.1, or on `port`.

    `accepted`, `open` and `most` count connections: in all, now, and at one time at most.
    """

    def __init__(self, upstream: tuple[str, int], port: int = 0) -> None:
        self.upstream = upstream
        self.accepted = self.most = self.answered = 0
        self._fault: Fault = Clean()
        self._since = 0
        self._pairs: set[_Pair] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", port))
        self._listener.settimeout(TICK)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, name="fault-proxy", daemon=True)
        self._thread.start()

    @property
    def fault(self) -> Fault:
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        with self._lock:
            self._fault, self._since = fault, self.answered
            pairs = list(self._pairs)
        if isinstance(fault, Reset):
            for pair in pairs:
                pair.reset()

    @property
    def open(self) -> int:
        """Connections that a client holds open now."""
        with self._lock:
            return len(self._pairs)

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        self._listener.close()
        with self._lock:
            pairs = list(self._pairs)
        for pair in pairs:
            pair.reset()
        for pair in pairs:
            pair.join()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                client = self._listener.accept()[0]
            except TimeoutError:
                continue
            self.accepted += 1
            pair = _Pair(self, client)
            if isinstance(self._fault, Reset):
                pair.reset()
                continue
            with self._lock:
                self._pairs.add(pair)
                self.most = max(self.most, len(self._pairs))
            pair.start()

    # --- for the pairs ---------------------------------------------------------------------------

    def _ended(self, pair: _Pair) -> None:
        with self._lock:
            self._pairs.discard(pair)

    def _answering(self, size: int) -> bool:
        """Whether an answer of `size` bytes is where the connection breaks."""
        with self._lock:
            self.answered += size
            return isinstance(self._fault, CutAnswers) and self.answered - self._since > self._fault.after


class _Pair:
    """One client and its connection to the server."""

    def __init__(self, proxy: FaultProxy, client: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._server: socket.socket | None = None
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._requests, daemon=True),
            threading.Thread(target=self._answers, daemon=True),
        ]

    def start(self) -> None:
        try:
            self._server = socket.create_connection(self._proxy.upstream, 10)
        except OSError:
            self.reset()
            return
        for end in (self._client, self._server):
            end.settimeout(SECONDS)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def reset(self) -> None:
        """Both ends see a reset, not a polite end."""
        self._over.set()
        for end in (self._client, self._server):
            if end is not None:
                with suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.close()
        self._proxy._ended(self)

    def _finish(self) -> None:
        """One end hung up: so does the other, after what it was sent."""
        self._over.set()
        for end in (self._client, self._server):
            if end is not None:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._proxy._ended(self)

    def _requests(self) -> None:
        assert self._server is not None
        self._pump(self._client, self._server, answers=False)

    def _answers(self) -> None:
        assert self._server is not None
        self._pump(self._server, self._client, answers=True)

    def _pump(self, source: socket.socket, sink: socket.socket, *, answers: bool) -> None:
        try:
            while not self._over.is_set():
                if not select.select([source], [], [], TICK)[0]:
                    continue
                data = source.recv(CHUNK)
                if not data:
                    self._finish()
                    return
                self._pass(data, sink, answers=answers)
        except (OSError, ValueError):
            pass  # one of the ends is closed
        self.reset()

    def _pass(self, data: bytes, sink: socket.socket, *, answers: bool) -> None:
        cut = answers and self._proxy._answering(len(data))
        match self._proxy.fault:
            case Silence():
                return
            case Mute() if answers:
                return
            case CutAnswers() if cut:
                self.reset()
            case Trickle(seconds) if answers:
                for byte in data:
                    self._over.wait(seconds)
                    sink.sendall(bytes((byte,)))
            case Delay(seconds):
                self._over.wait(seconds)
                sink.sendall(data)
            case Clean() | Mute() | CutAnswers() | Trickle() | Reset():
                sink.sendall(data)
            case unreachable:
                assert_never(unreachable)


@contextmanager
def fault_proxy(upstream: tuple[str, int], port: int = 0) -> Iterator[FaultProxy]:
    proxy = FaultProxy(upstream, port)
    try:
        yield proxy
    finally:
        proxy.close()
