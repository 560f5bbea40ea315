"""Every row of the error table, over real TLS, and the order in which things are checked."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from backend.core.api import KeyStanding, NotAllowed, ResetGone, Unavailable
from tests.backend.web.stack import Stack
from tests.servers.station_client import Station, new_intent, pad

START = {"identifier": "nobody", "language": "fr", "challenge": {"kind": "image", "tries": 1, "seconds": 9}}


def test_a_signed_request_is_answered(station: Station) -> None:
    answer = station.get("/v1/station")
    assert answer.status_code == 200
    assert answer.json()["station_id"] == "s1"
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_key(stack: Stack) -> None:
    problem(Station(stack.address, stack.ca), 401, "key_unknown")


def test_a_withdrawn_key(stack: Stack) -> None:
    station = Station(stack.address, stack.ca)
    stack.registry.enrol(station.public, standing=KeyStanding.WITHDRAWN)
    problem(station, 403, "key_withdrawn")


def test_a_station_tied_to_another_network(stack: Stack) -> None:
    station = Station(stack.address, stack.ca)
    stack.registry.enrol(station.public, network="10.20.0.0/16 2001:db8::/48")
    problem(station, 403, "network_refused")
    assert stack.registry.strays == [("s1", "127.0.0.1")]


def test_what_a_stranger_says_of_itself_is_no_address(stack: Stack) -> None:
    station = Station(stack.address, stack.ca)
    stack.registry.enrol(station.public, network="10.20.0.0/16")
    spoilt = station.prepare("GET", "/v1/station", headers={"X-Forwarded-For": "10.20.0.7"})
    answer = station.send(spoilt)
    assert answer.json()["code"] == "network_refused"


def test_a_station_in_its_network(stack: Stack) -> None:
    station = Station(stack.address, stack.ca)
    stack.registry.enrol(station.public, network="10.20.0.0/16 127.0.0.0/8")
    assert station.get("/v1/station").status_code == 200
    assert stack.registry.strays == []


@pytest.mark.parametrize(
    "changes",
    [
        {"tag": "other"},
        {"include_alg": False},
        {"covered": ("@method",)},
        {"covered": ("@target-uri",)},
        {"covered": ("@method", "@target-uri", "content-digest", "content-type")},
        {"covered": ("@method", "@target-uri", "content-digest", "idempotency-key")},
        {"covered": ("@method", "@target-uri", "content-type", "idempotency-key")},
    ],
)
def test_tag_algorithm_and_coverage_are_required(station: Station, changes: dict[str, object]) -> None:
    answer = station.signing(**changes).post("/v1/resets", START)
    assert (answer.status_code, answer.json()["code"]) == (401, "signature_invalid")


def problem(station: Station, status: int, code: str) -> dict[str, object]:
    answer = station.get("/v1/station")
    body: dict[str, object] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert len(str(body["reference"])) == 8
    return body


def test_a_foreign_signature_under_a_known_key(stack: Stack, station: Station) -> None:
    problem(Station(stack.address, stack.ca).signing(key_id=station.fingerprint), 401, "signature_invalid")


@pytest.mark.parametrize("tag", ["repasse-v1", "another"])
def test_two_signatures_are_refused(station: Station, tag: str) -> None:
    first = station.signing(label="a").prepare("GET", "/v1/station")
    second = station.signing(label="b", tag=tag).prepare("GET", "/v1/station")
    for name in ("Signature", "Signature-Input"):
        first.headers[name] = f"{first.headers[name]}, {second.headers[name]}"
    answer = station.send(first)
    assert answer.json()["code"] == "signature_invalid"


def test_no_signature(station: Station) -> None:
    request = station.prepare("GET", "/v1/station")
    del request.headers["Signature"]
    assert station.send(request).json()["code"] == "signature_invalid"
    del request.headers["Signature-Input"]
    assert station.send(request).json()["code"] == "signature_invalid"


def test_a_changed_body(station: Station) -> None:
    request = station.prepare("POST", "/v1/resets", START)
    assert isinstance(request.body, bytes)
    request.body = request.body.replace(b"nobody", b"somebo")
    assert station.send(request).json()["code"] == "signature_invalid"


def test_a_changed_path_or_query(station: Station) -> None:
    request = station.prepare("GET", "/v1/resets/r1?after=0")
    request.url = str(request.url).replace("after=0", "after=1")
    assert station.send(request).json()["code"] == "signature_invalid"


@pytest.mark.parametrize(("age", "lifetime"), [(62, 120), (-13, 120), (20, 10)])
def test_a_stale_signature_tells_the_time(stack: Stack, station: Station, age: int, lifetime: int) -> None:
    body = problem(station.signing(age=age, lifetime=lifetime), 401, "clock_skew")
    now = stack.clock.now().timestamp()
    assert isinstance(body["server_time"], int)
    assert abs(body["server_time"] - now) < 30


@pytest.mark.parametrize("age", [57, -7])
def test_a_little_skew_is_accepted(station: Station, age: int) -> None:
    assert station.signing(age=age, lifetime=120).get("/v1/station").status_code == 200


def test_a_stale_but_wrong_signature_is_only_wrong(stack: Stack, station: Station) -> None:
    stranger = Station(stack.address, stack.ca).signing(key_id=station.fingerprint, age=500)
    problem(stranger, 401, "signature_invalid")


def test_the_servers_own_clock_decides(stack: Stack, station: Station) -> None:
    stack.clock.shift = timedelta(hours=2)
    problem(station, 401, "clock_skew")


def test_a_replay(station: Station) -> None:
    request = station.prepare("GET", "/v1/station")
    assert station.send(request).status_code == 200
    assert station.send(request).json()["code"] == "replayed"


def test_a_nonce_belongs_to_its_station(stack: Stack) -> None:
    nonce = secrets.token_hex(16)
    for name in ("s1", "s2"):
        assert stack.station(name).signing(nonce=nonce).get("/v1/station").status_code == 200


def test_a_nonce_that_is_not_128_bits(station: Station) -> None:
    problem(station.signing(nonce="short"), 422, "malformed")


def test_too_large(station: Station) -> None:
    large = START | {"identifier": "x" * 66000}
    answer = station.post("/v1/resets", large)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_size_comes_before_the_key(stack: Stack) -> None:
    stranger = Station(stack.address, stack.ca)
    assert stranger.post("/v1/resets", {"x": "x" * 66000}).json()["code"] == "too_large"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ResetGone(), 404, "reset_gone"),
        (NotAllowed(), 409, "not_allowed"),
        (Unavailable(), 503, "unavailable"),
    ],
)
def test_outcomes_of_the_core(
    stack: Stack, station: Station, error: Exception, status: int, code: str
) -> None:
    stack.desk.error = error
    answer = station.post("/v1/resets", START)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.logs_errors
def test_an_unknown_error_is_unavailable_and_visible(stack: Stack, station: Station) -> None:
    stack.desk.error = ZeroDivisionError("the password is hunter2")
    answer = station.post("/v1/resets", START)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "hunter2" not in answer.text
    assert station.get("/healthz").json() == {"status": "degraded"}


def test_no_such_route_and_method(station: Station) -> None:
    for request in (station.prepare("GET", "/v2/x"), station.prepare("PUT", "/v1/station", {})):
        answer = station.send(request)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_api_serves_no_console_and_no_documents(station: Station) -> None:
    for path in ("/", "/sign-in", "/docs", "/openapi.json", "/static/console.css"):
        assert station.get(path).json()["code"] == "not_found"


@pytest.mark.parametrize(
    "spoilt",
    [
        START | {"extra": 1},
        START | {"identifier": ""},
        START | {"identifier": 7},
        START | {"identifier": "a\x00b"},
        START | {"identifier": "x" * 255},
        START | {"language": "french"},
        START | {"challenge": {"kind": "sound", "tries": 1, "seconds": 9}},
        START | {"challenge": {"kind": "image", "tries": True, "seconds": 9}},
        START | {"challenge": {"kind": "image", "tries": -1, "seconds": 9}},
        {},
    ],
)
def test_a_malformed_body(stack: Stack, station: Station, spoilt: dict[str, object]) -> None:
    answer = station.post("/v1/resets", spoilt)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert "nobody" not in answer.text
    assert not stack.desk.asked


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b'{"identifier": "\\ud800"}', b"[" * 60000])
def test_a_body_that_is_no_object(station: Station, body: bytes) -> None:
    answer = station.send(station.prepare("POST", "/v1/resets", body))
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_wrong_content_type(station: Station) -> None:
    request = station.prepare("POST", "/v1/resets", START, headers={"Content-Type": "text/plain"})
    assert station.send(request).json()["code"] == "malformed"


@pytest.mark.parametrize("intent", ["short", "G" * 32, "a" * 33])
def test_an_idempotency_key_of_another_form(station: Station, intent: str) -> None:
    assert station.post("/v1/resets", START, intent=intent).json()["code"] == "malformed"


def test_nothing_typed_comes_back(station: Station) -> None:
    body = {"identifier": "known", "password": "hunter2 and more", "language": "fr", "pad": pad(), "x": 1}
    answer = station.post("/v1/sign-ins", body, intent=new_intent())
    assert answer.json()["code"] == "malformed"
    assert "hunter2" not in answer.text
