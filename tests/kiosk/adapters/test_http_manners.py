"""How the client speaks: signed as the protocol says, over connections it forgets, again only where safe."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519

from kiosk.adapters.http_backend import HttpBackend, Timeouts
from kiosk.core import effects as fx
from kiosk.core.ports import KeyFault, KeyUnusable, StationKey
from kiosk.core.results import Failed, FaultKind, LeaveAnswered, ResetAnswered, Result
from kiosk.core.secret import Secret
from tests.kiosk import fakes
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.conftest import FixedClock, MakeBackend, MemoryKey
from tests.kiosk.adapters.jsonify import encoded
from tests.kiosk.adapters.recording import recording

INTENT = "0123456789abcdef0123456789abcdef"
VIEW = fakes.view()
RESET = VIEW.id
VIEWED = encoded(VIEW), ResetAnswered(VIEW)
LEFT = b'{"left": true}'

# --- signatures ---------------------------------------------------------------------------------


class OneKey(HTTPSignatureKeyResolver):
    def __init__(self, key: MemoryKey) -> None:
        self._key = key

    def resolve_public_key(self, key_id: str) -> object:
        assert key_id == self._key.fingerprint
        return self._key.private.public_key()


@dataclass
class Message:
    method: str
    url: str
    headers: dict[str, str]


class AnyAge(HTTPMessageVerifier):
    def validate_created_and_expires(self, sig_input: object, max_age: object = None) -> None:
        """The test's clock stands still."""


@pytest.mark.parametrize("call", [fx.AskApproval(RESET), fx.PollReset(RESET, 3)])
def test_the_signature_is_the_protocols(
    call: fx.Call, authority: Authority, client: MakeBackend, key: MemoryKey, clock: FixedClock
) -> None:
    with recording(authority, zoo.reply(200, VIEWED[0])) as (recorder, server):
        client(server.address).perform(call, INTENT)
        address = server.address
    (request,) = recorder.requests
    covered = ["@method", "@target-uri"]
    if request.body:
        covered += ["content-digest", "content-type", "idempotency-key"]
    message = Message(request.method, address + request.target, dict(request.headers))
    verifier = AnyAge(signature_algorithm=ED25519, key_resolver=OneKey(key))
    (result,) = verifier.verify(
        message, expect_tag="repasse-v1", require_components=covered, body=request.body
    )
    named = [name.strip('"') for name in result.covered_components]
    assert named == [*covered, "@signature-params"]
    assert result.parameters["alg"] == "ed25519"
    assert result.parameters["keyid"] == key.fingerprint
    assert result.parameters["created"] == int(clock.now)
    assert result.parameters["expires"] == int(clock.now) + 60
    assert len(bytes.fromhex(str(result.parameters["nonce"]))) == 16


def test_a_retry_has_the_same_intent_and_another_signature(authority: Authority, client: MakeBackend) -> None:
    with recording(authority, zoo.reply(200, VIEWED[0])) as (recorder, server):
        backend = client(server.address)
        backend.perform(fx.AskApproval(RESET), INTENT)
        backend.perform(fx.AskApproval(RESET), INTENT)
    first, second = recorder.requests
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert first.headers["signature-input"] != second.headers["signature-input"]


def test_pads_differ_for_one_and_the_same_secret(authority: Authority, client: MakeBackend) -> None:
    with recording(authority, zoo.reply(200, VIEWED[0])) as (recorder, server):
        backend = client(server.address)
        for _ in range(2):
            backend.perform(fx.AnswerCode(RESET, "c", Secret("12345678")), INTENT)
    digests = {request.headers["content-digest"] for request in recorder.requests}
    assert len(digests) == 2


# --- connections --------------------------------------------------------------------------------


def test_a_connection_is_used_again_until_forgotten(authority: Authority, client: MakeBackend) -> None:
    with recording(authority, zoo.reply(200, VIEWED[0])) as (_, server):
        backend = client(server.address)
        backend.perform(fx.AskApproval(RESET), INTENT)
        backend.perform(fx.AskApproval(RESET), INTENT)
        assert server.connections == 1
        backend.forget()
        backend.perform(fx.AskApproval(RESET), INTENT)
        assert server.connections == 2


def test_a_dead_pooled_connection_is_tried_once_more(authority: Authority, client: MakeBackend) -> None:
    told: list[zoo.Request] = []

    def one_each(connection: socket.socket, _server: zoo.Server) -> None:
        """Answer the first request of a connection, and hang up on the second."""
        for answer in (zoo.reply(200, VIEWED[0]), None):
            request = zoo.read_request(connection)
            if request is None:
                return
            told.append(request)
            if answer is not None:
                connection.sendall(answer)

    with zoo.serving(one_each, authority.server()) as server:
        backend = client(server.address)
        for _ in range(2):
            assert backend.perform(fx.AskApproval(RESET), INTENT) == VIEWED[1]
    assert len(told) == 3
    assert len({request.headers["signature"] for request in told}) == 3
    assert {request.headers["idempotency-key"] for request in told} == {INTENT}


def test_a_fresh_connection_that_dies_is_not_tried_again(authority: Authority, client: MakeBackend) -> None:
    with zoo.serving(zoo.hanging_up, authority.server()) as server:
        result = client(server.address).perform(fx.AskApproval(RESET), INTENT)
        assert isinstance(result, Failed)
        assert server.connections == 1


def test_cookies_are_not_kept(authority: Authority, client: MakeBackend) -> None:
    reply = zoo.reply(200, VIEWED[0], "application/json", "Set-Cookie: a=b")
    with recording(authority, reply) as (recorder, server):
        backend = client(server.address)
        for _ in range(2):
            assert backend.perform(fx.AskApproval(RESET), INTENT) == VIEWED[1]
    assert list(backend._session.cookies) == []
    assert all("cookie" not in request.headers for request in recorder.requests)


def test_proxies_of_the_environment_are_not_used(
    authority: Authority, client: MakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nonexistent")
    with recording(authority, zoo.reply(200, VIEWED[0])) as (_, server):
        assert client(server.address).perform(fx.AskApproval(RESET), INTENT) == VIEWED[1]


def while_waiting(
    call: fx.Call, client: MakeBackend, authority: Authority, act: Callable[[HttpBackend], None]
) -> Result:
    """Start `call`, `act` on the backend that waits for its answer, let it be answered, return its result."""
    arrived, answered = threading.Event(), threading.Event()
    results: list[Result] = []

    def hold(connection: socket.socket, _server: zoo.Server) -> None:
        zoo.read_request(connection)
        arrived.set()
        answered.wait(30)
        with suppress(OSError):  # aborted meanwhile
            connection.sendall(zoo.reply(200, LEFT))

    with zoo.serving(hold, authority.server()) as server:
        backend = client(server.address, timeouts=Timeouts())
        caller = threading.Thread(target=lambda: results.append(backend.perform(call, INTENT)))
        caller.start()
        assert arrived.wait(60)
        act(backend)
        if isinstance(call, fx.LeaveReset):
            answered.set()
        caller.join(15)
        alive = caller.is_alive()
        answered.set()
        assert not alive, "it ends long before its own deadline"
    return results[0]


OF_PERSON = (
    fx.PollReset(RESET, 1),
    fx.SignIn("FerrerFr2017", Secret("Bonjour-2017"), "fr"),
    fx.AnswerCode(RESET, "c-1", Secret("12345678")),
    fx.SetPassword(RESET, Secret("Tram-81-Flagey"), None),
)


@pytest.mark.parametrize("way", ["forget", "close"])
@pytest.mark.parametrize("call", OF_PERSON, ids=lambda call: type(call).__name__)
def test_what_waits_for_the_person_ends_with_the_session(
    call: fx.Call, way: str, client: MakeBackend, authority: Authority
) -> None:
    result = while_waiting(call, client, authority, lambda backend: getattr(backend, way)())
    assert isinstance(result, Failed)
    assert result.kind is FaultKind.UNREACHABLE


def test_leaving_itself_is_not_cut_off(client: MakeBackend, authority: Authority) -> None:
    result = while_waiting(fx.LeaveReset(RESET), client, authority, HttpBackend.forget)
    assert result == LeaveAnswered()


def test_a_call_of_an_ended_session_is_not_sent(
    authority: Authority, client: MakeBackend, key: MemoryKey
) -> None:
    """The person left while the keyring was still being asked for the key."""
    with recording(authority, zoo.reply(200, VIEWED[0])) as (_, server):
        backend = client(server.address)

        def late() -> StationKey:
            backend.forget()
            return key

        key.open = late  # type: ignore[method-assign]
        result = backend.perform(fx.AskApproval(RESET), INTENT)
        assert server.connections == 0
    assert isinstance(result, Failed)


def test_nothing_is_sent_after_close(authority: Authority, client: MakeBackend) -> None:
    with recording(authority, zoo.reply(200, VIEWED[0])) as (_, server):
        backend = client(server.address)
        backend.close()
        result = backend.perform(fx.AskApproval(RESET), INTENT)
        assert server.connections == 0
    assert isinstance(result, Failed)


def test_without_a_key_nothing_is_sent(authority: Authority, client: MakeBackend, key: MemoryKey) -> None:
    def refuse() -> StationKey:
        raise KeyUnusable(KeyFault.LOCKED, "locked")

    key.open = refuse  # type: ignore[method-assign]
    with recording(authority, zoo.reply(200, VIEWED[0])) as (_, server):
        result = client(server.address).perform(fx.AskApproval(RESET), INTENT)
        assert server.connections == 0
    assert isinstance(result, Failed)
    assert result.kind is FaultKind.UNAVAILABLE
