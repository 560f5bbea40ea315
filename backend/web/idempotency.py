"""A retry gets the first answer; a running twin is waited for; the same key with another body is refused."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Protocol, assert_never

from fastapi import Response
from starlette.concurrency import run_in_threadpool

from backend.adapters.store.web_store.requests import (
    Answered,
    Beginning,
    Begun,
    Conflict,
    Running,
    Scope,
    TakenOver,
)
from backend.core.ports import Clock
from backend.core.secret import Secret
from backend.web.deadline import Pace
from backend.web.problems import Code, ProblemError

TWIN_LOOK = 0.1
RETRY_AFTER = 2


class Work(Protocol):
    """Does the work of one request; `again` when a process that died may have done some of it."""

    async def __call__(self, *, again: bool) -> Response: ...


class IntentStore(Protocol):
    """See `RequestStore`."""

    def note_nonce(self, signer: str, nonce: str, now: datetime) -> bool: ...

    def begin(self, scope: Scope, body_mac: bytes, now: datetime) -> Beginning: ...

    def finish(self, scope: Scope, lease: str, body: Secret) -> None: ...

    def release(self, scope: Scope, lease: str) -> None: ...


class Idempotency:
    """Runs the work of one intent once.

    Args:
        store: where intents are kept.
        key: keys the digest of a body, so that a stored digest is no password hash.
        clock: the time of day.
        pace: monotonic time, for the wait of a twin.
        patience: seconds a twin waits for the first before it is told to come again.
    """

    def __init__(self, store: IntentStore, key: bytes, clock: Clock, pace: Pace, patience: float) -> None:
        self._store = store
        self._key = key
        self._clock = clock
        self._pace = pace
        self._patience = patience

    async def once(self, scope: Scope, body: bytes, work: Work) -> Response:
        """The answer of `work`, or the one it gave before.

        Raises:
            ProblemError: `idempotency_conflict`, or `unavailable` while a twin takes too long.
        """
        mac = body_mac(self._key, body)
        give_up = self._pace.monotonic() + self._patience
        while True:
            met = await run_in_threadpool(self._store.begin, scope, mac, self._clock.now())
            match met:
                case Begun(lease):
                    return await self._do(scope, lease, work, again=False)
                case TakenOver(lease):
                    return await self._do(scope, lease, work, again=True)
                case Answered(answer):
                    return json_response(answer.reveal().encode())
                case Conflict():
                    raise ProblemError(Code.IDEMPOTENCY_CONFLICT)
                case Running():
                    await self._wait(give_up)
                case _:
                    assert_never(met)

    async def _wait(self, give_up: float) -> None:
        if self._pace.monotonic() >= give_up:
            raise ProblemError(Code.UNAVAILABLE, retry_after=RETRY_AFTER)
        await self._pace.sleep(TWIN_LOOK)

    async def _do(self, scope: Scope, lease: str, work: Work, *, again: bool) -> Response:
        try:
            response = await work(again=again)
        except BaseException:
            await run_in_threadpool(self._store.release, scope, lease)
            raise
        await run_in_threadpool(self._store.finish, scope, lease, Secret(bytes(response.body).decode()))
        return response


def json_response(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def body_mac(key: bytes, body: bytes) -> bytes:
    """A keyed digest of what the body says; `pad` is ignored, so a retry may fill it anew."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return hmac.digest(key, b"raw" + body, hashlib.sha256)
    if isinstance(parsed, dict):
        parsed.pop("pad", None)
    said = json.dumps(parsed, sort_keys=True, ensure_ascii=True).encode()
    return hmac.digest(key, b"json" + said, hashlib.sha256)
