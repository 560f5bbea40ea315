"""uvicorn's HTTP/1.1 with bounds on the time that a request's head, its body and an unread answer may take.

uvicorn itself bounds only the idle time between requests, and the first byte of the next request ends that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum, auto

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from backend.web.bounds import ConnectionSettings
from backend.web.door import Cause, Place, Tally


class _Awaited(Enum):
    """What the peer owes us: nothing while it waits for an answer, or idles between two requests."""

    NOTHING = auto()
    HEAD = auto()
    BODY = auto()


class BoundedProtocol(H11Protocol):
    """One connection. It gives up its `place` when it is lost, and closes when a bound has passed."""

    def __init__(
        self, config: Config, state: ServerState, bounds: ConnectionSettings, place: Place, tally: Tally
    ) -> None:
        super().__init__(config=config, server_state=state, app_state={})
        self._bounds = bounds
        self._place = place
        self._tally = tally
        self._early: list[bytes] | None = []
        self._awaited: tuple[_Awaited, RequestResponseCycle | None] = (_Awaited.NOTHING, None)
        self._timer: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn
        """Begin to speak HTTP; what came with the end of the handshake is read now."""
        early, self._early = self._early or [], None
        super().connection_made(transport)
        self._watch()
        for data in early:
            self.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._place.leave()
        for timer in (self._timer, self._unread):
            if timer is not None:
                timer.cancel()
        if self._early is None:
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._early is not None:
            self._early.append(data)
            return
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """The peer does not read what is written."""
        super().pause_writing()
        self._unread = self._after(self._bounds.unread, Cause.UNREAD, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()

    def _watch(self) -> None:
        """Start the clock of what is awaited now; drops of the same thing do not wind it up again."""
        awaited = (self._what(), self.cycle)
        if awaited == self._awaited:
            return
        self._awaited = awaited
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        match awaited[0]:
            case _Awaited.HEAD:
                self._timer = self._after(self._bounds.head, Cause.SLOW_HEAD, self.transport.close)
            case _Awaited.BODY:
                self._timer = self._after(self._bounds.body, Cause.SLOW_BODY, self.transport.close)
            case _Awaited.NOTHING:
                pass

    def _what(self) -> _Awaited:
        if self.conn.their_state is h11.SEND_BODY:
            return _Awaited.BODY
        idle = self.timeout_keep_alive_task is not None
        return _Awaited.HEAD if self.conn.their_state is h11.IDLE and not idle else _Awaited.NOTHING

    def _after(self, seconds: float, cause: Cause, close: Callable[[], None]) -> asyncio.TimerHandle:
        return self.loop.call_later(seconds, self._expired, cause, close)

    def _expired(self, cause: Cause, close: Callable[[], None]) -> None:
        if not self.transport.is_closing():
            self._tally.note(cause)
            close()
