"""The gate of the station API: size, key, signature, digest, time, nonce, idempotency, in this order."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import Any, ClassVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.types import Message

from backend.adapters.store.web_store.requests import Scope
from backend.core.api import KeyStanding, StationRegistry
from backend.core.networks import Proxies, within
from backend.core.ports import Clock
from backend.web.deadline import Deadline
from backend.web.idempotency import Idempotency, IntentStore, Work
from backend.web.models import EnrolmentBody
from backend.web.problems import Code, ProblemError
from backend.web.signatures import Claim, HeaderLines, SignedMessage, check_time, read_claim, verify
from backend.web.turns import Turns

Handler = Callable[[Request], Coroutine[Any, Any, Response]]  # FastAPI's own type
LARGEST_BODY = 64 * 1024
BODY_SECONDS = 10
WRITES_AT_ONCE = 4
"""Of one station: what a person does, a retry of it, a heartbeat, and leaving."""
_HEX_128 = re.compile(r"[0-9a-f]{32}")


class Signer(Enum):
    """Whose key a route accepts."""

    STATION = auto()
    OFFERED_KEY = auto()


class Timing(Enum):
    """When an answer leaves: at once, or at the fixed deadline because it depends on who the person is."""

    AT_ONCE = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who signed: the station's id, or the offered key's fingerprint."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What every signed request passes. `address` is the configured one, such as ``https://host:8443``."""

    registry: StationRegistry
    store: IntentStore
    idempotency: Idempotency
    deadline: Deadline
    clock: Clock
    address: str
    proxies: Proxies = field(default_factory=Proxies)
    turns: Turns = field(default_factory=partial(Turns, WRITES_AT_ONCE))

    async def caller(self, request: Request, body: bytes, signer: Signer) -> Caller:
        """Steps two to six of the order; then, whether the station stands where it may.

        The network comes last, so that only the station itself learns that it is tied to one.

        Raises:
            ProblemError: which step failed.
        """
        message = signed_message(request, body, self.address)
        claim = read_claim(message)
        caller, public_key, network = await run_in_threadpool(self._key, request, body, claim, signer)
        verify(message, public_key)
        now = self.clock.now()
        check_time(claim, now)
        if not _HEX_128.fullmatch(claim.nonce):
            raise ProblemError(Code.MALFORMED)
        if not await run_in_threadpool(self.store.note_nonce, caller.name, claim.nonce, now):
            raise ProblemError(Code.REPLAYED)
        await run_in_threadpool(self._stands_within, request, caller, network)
        return caller

    def _stands_within(self, request: Request, caller: Caller, network: str) -> None:
        peer = request.client.host if request.client else ""
        address = self.proxies.client(peer, request.headers.getlist("x-forwarded-for"))
        if not within(address, network):
            self.registry.elsewhere(caller.name, address)
            raise ProblemError(Code.NETWORK_REFUSED)

    def _key(self, request: Request, body: bytes, claim: Claim, signer: Signer) -> tuple[Caller, bytes, str]:
        if signer is Signer.OFFERED_KEY:
            public_key = self._offered(request, body)
            fingerprint = hashlib.sha256(public_key).hexdigest()
            if claim.key_id != fingerprint:
                raise ProblemError(Code.SIGNATURE_INVALID)
            return Caller(fingerprint, fingerprint), public_key, ""
        known = self.registry.key(claim.key_id)
        if known is None:
            raise ProblemError(Code.KEY_UNKNOWN)
        if known.standing is KeyStanding.WITHDRAWN:
            raise ProblemError(Code.KEY_WITHDRAWN)
        return Caller(known.station, claim.key_id), known.public_key, known.network

    def _offered(self, request: Request, body: bytes) -> bytes:
        if request.method == "POST":
            try:
                return base64.b64decode(EnrolmentBody.model_validate_json(body).public_key)
            except ValidationError as error:
                raise ProblemError(Code.MALFORMED) from error
        known = self.registry.offered_key(str(request.path_params["enrolment_id"]))
        if known is None:
            raise ProblemError(Code.KEY_UNKNOWN)
        return known

    async def once(self, request: Request, body: bytes, caller: Caller, work: Work) -> Response:
        """Step seven, for everything that writes."""
        intent = request.headers.get("idempotency-key", "")
        if not _HEX_128.fullmatch(intent):
            raise ProblemError(Code.MALFORMED)
        request.state.intent = intent
        return await self.idempotency.once(
            Scope(caller.name, request.method, request.scope["path"], intent), body, work
        )


def signed_message(request: Request, body: bytes, address: str) -> SignedMessage:
    """The message as it was signed: the target from the configured address and the bytes received."""
    raw_path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    target = raw_path + (b"?" + query if query else b"")
    lines = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
    return SignedMessage(request.method, address + target.decode("latin-1"), HeaderLines(lines), body)


async def read_body(request: Request) -> bytes:
    """The whole body.

    Raises:
        ProblemError: `too_large` past 64 KiB; `malformed` when it does not come within ten seconds.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > LARGEST_BODY:
        raise ProblemError(Code.TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_BODY:
                    raise ProblemError(Code.TOO_LARGE)
    except TimeoutError as error:
        raise ProblemError(Code.MALFORMED) from error
    return bytes(body)


def with_body(request: Request, body: bytes) -> Request:
    """The same request, its body ready to be read once more; afterwards the connection speaks again."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return pending.pop() if pending else await request.receive()

    return Request(request.scope, receive)


class StationRoute(APIRoute):
    """A route for enrolled stations, behind the gate; its answer leaves at once."""

    signer: ClassVar[Signer] = Signer.STATION
    timing: ClassVar[Timing] = Timing.AT_ONCE

    def get_route_handler(self) -> Handler:
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            return await _through(request, inner, self.signer, self.timing)

        return handler


class TimedRoute(StationRoute):
    """The same, for answers that depend on who the person is."""

    timing = Timing.FIXED


class EnrolmentRoute(StationRoute):
    """For machines that offer a key; the signature proves that they hold it."""

    signer = Signer.OFFERED_KEY


async def _through(request: Request, inner: Handler, signer: Signer, timing: Timing) -> Response:
    gate: Gate = request.app.state.gate
    arrived = gate.deadline.arrived()
    body = await read_body(request)
    caller = await gate.caller(request, body, signer)
    request.state.caller = caller

    async def work(*, again: bool) -> Response:
        request.state.again = again
        return await inner(with_body(request, body))

    try:
        if request.method == "GET":
            return await work(again=False)
        async with gate.turns.of(caller.name):
            return await gate.once(request, body, caller, work)
    finally:
        if timing is Timing.FIXED:
            await gate.deadline.wait(arrived, request.scope["route"].path_format)
