"""One question to Graph: token, headers, throttling and outage, within a budget."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from http import HTTPStatus

import structlog

from backend.adapters.directories.entra.budget import Budget
from backend.adapters.directories.entra.faults import Fault, FaultKind, GraphFailed, fault_from, fault_of
from backend.adapters.directories.entra.line import Line, Reply, Request, Unanswered
from backend.adapters.directories.entra.reading import Json, branch, number, parsed, rows, text
from backend.adapters.directories.entra.tokens import Tokens

PAUSE = 1.0
"""Seconds to wait where Graph asks to come again and does not say when."""
SPARE = 0.5
"""Seconds that must be left after a wait, so that the next try can still be answered."""
MOST_IN_A_BATCH = 20
_log = structlog.stdlib.get_logger("repasse.directory")


class Effect(Enum):
    """What it means when no answer comes."""

    ASKS = "asks"
    WRITES = "writes"


@dataclass(frozen=True, slots=True)
class Ask:
    """One call. `path` is below the version, such as ``/users/{id}``, and holds nothing but object ids."""

    method: str
    path: str
    effect: Effect
    body: Json | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a batch; it may name people, for it travels in a body."""

    path: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and Graph's own time when it gave it, in whole seconds."""

    status: int
    body: Json = field(repr=False)
    at: datetime | None


class _Doubt(Enum):
    """Whether an earlier try of this write may have been done."""

    NONE = "none"
    SOME = "some"


class Graph:
    """Thread-safe. Everything that goes wrong is `GraphFailed`."""

    def __init__(self, line: Line, tokens: Tokens, url: str, ids: Callable[[], str]) -> None:
        self._line = line
        self._tokens = tokens
        self._base = f"{url.rstrip('/')}/v1.0"
        self._ids = ids

    def call(self, ask: Ask, budget: Budget) -> Told:
        """The answer; its body is empty where there is none.

        429 is obeyed as often as the budget allows; 503, and any 5xx of a question, is tried once more; a
        write that may have been done is not sent again, but for a 5xx: what is written is the same.
        """
        doubt, tries_left, renew = _Doubt.NONE, 1, True
        while True:
            try:
                reply = self._line.exchange(self._request(ask, budget), budget)
            except GraphFailed as error:  # no token
                raise self._failed(ask, _doubted(error.fault, doubt)) from None
            except Unanswered as error:
                fault = _unanswered(error, ask.effect)
                if ask.effect is Effect.ASKS and tries_left and budget.left() > SPARE:
                    tries_left -= 1
                    continue
                raise self._failed(ask, _doubted(fault, doubt)) from None
            if HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
                return Told(reply.status, parsed(reply.content), _date(reply.headers.get("date", "")))
            fault = fault_of(reply.status, reply.content)
            if reply.status == HTTPStatus.UNAUTHORIZED and renew:
                renew = False
                self._tokens.forget()
                continue
            doubt = _Doubt.SOME if _maybe_done(ask.effect, reply.status) else doubt
            tries_left -= 1 if fault.kind is FaultKind.BUSY else 0
            again = fault.kind is FaultKind.THROTTLED or (fault.kind is FaultKind.BUSY and tries_left >= 0)
            if not (again and budget.wait(_retry_after(reply), spare=SPARE)):
                raise self._failed(ask, _doubted(fault, doubt))

    def together(self, parts: Sequence[Part], budget: Budget) -> tuple[Json | Fault, ...]:
        """The answers to several questions in one call, in their order (JSON batching).

        Throttling or an outage of any of them is tried again as a whole, once; what then still fails is
        that part's fault.
        """
        answers = self._together(parts, budget)
        waits = [wait for answer, wait in answers if _again(answer)]
        if waits and budget.wait(max(waits), spare=SPARE):
            answers = self._together(parts, budget)
        return tuple(answer for answer, _ in answers)

    def _together(self, parts: Sequence[Part], budget: Budget) -> list[tuple[Json | Fault, float]]:
        if len(parts) > MOST_IN_A_BATCH:
            raise ValueError("a batch holds at most 20 questions")
        asked = [
            {"id": str(at), "method": "GET", "url": part.path, "headers": dict(part.headers)}
            for at, part in enumerate(parts)
        ]
        told = self.call(Ask("POST", "/$batch", Effect.ASKS, {"requests": asked}), budget)
        answers = {text(one, "id"): one for one in rows(told.body, "responses")}
        return [_one(answers.get(str(at), {})) for at in range(len(parts))]

    def _request(self, ask: Ask, budget: Budget) -> Request:
        headers = {
            "Authorization": f"Bearer {self._tokens.access(budget).reveal()}",
            "Accept": "application/json",
            "client-request-id": self._ids(),
            "x-ms-throttle-priority": "High",
        }
        if ask.body is None:
            return Request(ask.method, self._base + ask.path, headers)
        headers["Content-Type"] = "application/json"
        return Request(ask.method, self._base + ask.path, headers, json.dumps(ask.body).encode())

    def _failed(self, ask: Ask, fault: Fault) -> GraphFailed:
        _log.warning(
            "graph_failed",
            method=ask.method,
            kind=fault.kind.value,
            status=fault.status,
            code=" ".join(fault.codes),
            cause=fault.cause or None,
            request_id=fault.request_id or None,
        )
        return GraphFailed(fault)


def _one(answer: Json) -> tuple[Json | Fault, float]:
    """The body of one answer within a batch, or its fault and the seconds it asks to wait."""
    status, body = number(answer, "status"), branch(answer, "body")
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return body, 0.0
    headers = {name.lower(): str(value) for name, value in branch(answer, "headers").items()}
    return fault_from(status, body), _seconds(headers)


def _again(answer: Json | Fault) -> bool:
    return isinstance(answer, Fault) and answer.kind in {FaultKind.THROTTLED, FaultKind.BUSY}


def _unanswered(error: Unanswered, effect: Effect) -> Fault:
    lost = error.sent and effect is Effect.WRITES
    return Fault(FaultKind.LOST if lost else FaultKind.UNREACHABLE, cause=error.why)


def _maybe_done(effect: Effect, status: int) -> bool:
    """503 says that it was not done; of the others nobody knows."""
    server = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return effect is Effect.WRITES and server and status != HTTPStatus.SERVICE_UNAVAILABLE


def _doubted(fault: Fault, doubt: _Doubt) -> Fault:
    return fault if doubt is _Doubt.NONE else replace(fault, kind=FaultKind.LOST)


def _retry_after(reply: Reply) -> float:
    return _seconds(reply.headers)


def _seconds(headers: Mapping[str, str]) -> float:
    """`Retry-After` in either of its forms (RFC 9110 section 10.2.3); a date is read against theirs."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit() and len(told) <= 6:
        return float(told)
    then, now = _date(told), _date(headers.get("date", ""))
    return PAUSE if then is None or now is None else max(0.0, (then - now).total_seconds())


def _date(told: str) -> datetime | None:
    try:
        return parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
