"""The central backend over signed, verified HTTPS: `ResetBackend` for the station."""

from __future__ import annotations

import json
import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass

import requests

from kiosk.adapters import faults, wire
from kiosk.adapters.calls import Facts, Outgoing, outgoing
from kiosk.adapters.clock import Clock
from kiosk.adapters.deadline import Exchange, OverdueError
from kiosk.adapters.references import new_reference
from kiosk.adapters.signing import StationSignature
from kiosk.adapters.transport import Reply, ReplyTooLargeError, exchange, new_session
from kiosk.adapters.usage import Usage, usage
from kiosk.core.effects import (
    Call,
    FetchStation,
    Heartbeat,
    LeaveReset,
    OfferEnrolment,
    PollEnrolment,
    PollReset,
)
from kiosk.core.ports import KeyUnusable, StationKey, StationKeys
from kiosk.core.results import Failed, FaultKind, Result

_LOG = logging.getLogger(__name__)
_OF_STATION = (FetchStation, Heartbeat, OfferEnrolment, PollEnrolment, LeaveReset)
"""Calls that hold nothing of a person and outlive a session; the last one ends it at the backend."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, and for a whole call of each kind.

    A write may wait for the directory and for a running twin; a long poll lasts 25 s by itself.
    """

    connect: float = 4.0
    upkeep: float = 10.0
    write: float = 20.0
    poll: float = 32.0

    def of(self, call: Call) -> float:
        if isinstance(call, PollReset):
            return self.poll
        return self.upkeep if isinstance(call, (FetchStation, Heartbeat)) else self.write


@dataclass(frozen=True, slots=True)
class Machine:
    """What heartbeats say of this machine: the program's version, how often it was started, what it uses."""

    version: str
    boot_counter: int
    usage: Callable[[], Usage] = usage


class HttpBackend:
    """Carries out calls; used by several worker threads at once."""

    def __init__(
        self,
        address: str,
        context: ssl.SSLContext,
        keys: StationKeys,
        clock: Clock,
        machine: Machine,
        *,
        proxy: str | None = None,
        timeouts: Timeouts = Timeouts(),
    ) -> None:
        """`address` is ``https://host[:port]`` without a path; `context` must verify."""
        self._address = address.rstrip("/")
        self._keys = keys
        self._clock = clock
        self._machine = machine
        self._timeouts = timeouts
        self._session = new_session(context, proxy)
        self._lock = threading.Lock()
        self._of_person: set[Exchange] = set()
        self._running: set[Exchange] = set()
        self._sessions = 0
        self._closed = False

    def perform(self, call: Call, intent: str) -> Result:
        """Carry out `call`; every fault is a `Failed`, logged under its reference."""
        try:
            return self._answer(call, intent)
        except KeyUnusable:
            return self._failed(call, FaultKind.UNAVAILABLE, "key")
        except (wire.MalformedReplyError, ReplyTooLargeError) as error:
            return self._failed(call, FaultKind.MALFORMED, type(error).__name__)
        except (requests.RequestException, OSError, OverdueError) as error:
            return self._failed(call, faults.of_exception(error), type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the last resort of "never raises"; becomes a fault page
            return self._failed(call, FaultKind.MALFORMED, type(error).__name__)

    def forget(self) -> None:
        """Drop pooled connections, and abort what is under way for the person who left.

        A thread that waits for an answer holds what was sent, a password too. Nobody waits for the answer
        any more, and what the backend began it ends by itself.
        """
        with self._lock:
            self._sessions += 1
            abandoned = list(self._of_person)
        for one in abandoned:
            one.abort()
        self._session.close()

    def close(self) -> None:
        """Abort whatever is under way and refuse more."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        for one in running:
            one.abort()
        self._session.close()

    # --- one call -------------------------------------------------------------------------------

    def _answer(self, call: Call, intent: str) -> Result:
        session = self._sessions
        key = self._keys.open()
        plan = outgoing(call, self._facts(key))
        with Exchange(self._timeouts.of(call)) as watch:
            self._enter(call, session, watch)
            try:
                reply = self._send(call, plan, key, intent, watch)
            except (requests.RequestException, OSError):
                if watch.over:
                    raise OverdueError from None
                raise
            finally:
                self._leave(watch)
        return self._read(call, plan, reply)

    def _send(self, call: Call, plan: Outgoing, key: StationKey, intent: str, watch: Exchange) -> Reply:
        """Send; once more at once when a pooled connection turned out to be dead, under a new signature."""
        timeout = (self._timeouts.connect, self._timeouts.of(call))
        try:
            return exchange(self._session, self._signed(plan, key, intent), watch, timeout)
        except requests.ConnectionError as error:
            stale = watch.reused and not watch.over
            if not stale or faults.of_exception(error) is not FaultKind.UNREACHABLE:
                raise
        return exchange(self._session, self._signed(plan, key, intent), watch, timeout)

    def _signed(self, plan: Outgoing, key: StationKey, intent: str) -> requests.PreparedRequest:
        headers = {"Accept": "application/json, application/problem+json", "Accept-Encoding": "identity"}
        body: bytes | None = None
        if plan.body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": intent}
            body = json.dumps(plan.body, separators=(",", ":")).encode("ascii")
        request = requests.Request(plan.method, self._address + plan.path, headers=headers, data=body)
        request.auth = StationSignature(key, self._clock)
        return request.prepare()

    def _read(self, call: Call, plan: Outgoing, reply: Reply) -> Result:
        fault = faults.of_reply(reply, self._clock.wall(), new_reference())
        if fault is not None:
            self._log(call, fault, f"status {reply.status}")
            return fault
        return plan.read(wire.parse(reply.content))

    def _facts(self, key: StationKey) -> Facts:
        machine = self._machine
        return Facts(
            machine.version, machine.boot_counter, int(self._clock.wall()), key.public, machine.usage()
        )

    # --- what is under way ----------------------------------------------------------------------

    def _enter(self, call: Call, session: int, watch: Exchange) -> None:
        of_person = not isinstance(call, _OF_STATION)
        with self._lock:
            if self._closed or (of_person and session != self._sessions):
                raise OverdueError
            self._running.add(watch)
            if of_person:
                self._of_person.add(watch)

    def _leave(self, watch: Exchange) -> None:
        with self._lock:
            self._running.discard(watch)
            self._of_person.discard(watch)

    def _failed(self, call: Call, kind: FaultKind, cause: str) -> Failed:
        fault = Failed(kind, new_reference())
        self._log(call, fault, cause)
        return fault

    def _log(self, call: Call, fault: Failed, cause: str) -> None:
        """Names and numbers only: no address, no identifier, no text of an exception or reply."""
        _LOG.warning(
            "backend_call_failed",
            extra={
                "fields": {
                    "call": type(call).__name__,
                    "kind": fault.kind.value,
                    "reference": fault.reference,
                    "cause": cause,
                    "skew": fault.skew,
                }
            },
        )
