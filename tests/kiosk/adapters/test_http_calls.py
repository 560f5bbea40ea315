"""What the client sends and reads: every call as the protocol page has it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kiosk.core import effects as fx
from kiosk.core.results import (
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    HeartbeatAnswered,
    LeaveAnswered,
    ResetAnswered,
    Result,
    SignInAnswered,
    SignInOutcome,
    StationFetched,
)
from kiosk.core.secret import Secret
from tests.kiosk import fakes
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.conftest import MakeBackend
from tests.kiosk.adapters.jsonify import encoded
from tests.kiosk.adapters.recording import recording

INTENT = "0123456789abcdef0123456789abcdef"
VIEW = fakes.view()
RESET = VIEW.id
NUMBER = Secret("0470 12 34 23")
OFFER = fakes.offer()
Make = Callable[[str], object]


VIEWED = encoded(VIEW), ResetAnswered(VIEW)
CALLS: list[tuple[fx.Call, str, str, object, tuple[bytes, Result]]] = [
    (fx.FetchStation(), "GET", "/v1/station", None, (encoded(fakes.info()), StationFetched(fakes.info()))),
    (
        fx.Heartbeat("attract", "ABCD3467"),
        "POST",
        "/v1/heartbeats",
        {
            "version": "1.2.3",
            "page_kind": "attract",
            "last_error": "ABCD3467",
            "boot_counter": 7,
            "clock": 1800000000,
        },
        (b'{"accepted": true}', HeartbeatAnswered()),
    ),
    (
        fx.OfferEnrolment(),
        "POST",
        "/v1/enrolments",
        "key",
        (encoded(fakes.offer()), EnrolmentOffered(fakes.offer())),
    ),
    (
        fx.PollEnrolment("e1"),
        "GET",
        "/v1/enrolments/e1",
        None,
        (b'{"status": "approved"}', EnrolmentPolled(EnrolmentStatus.APPROVED)),
    ),
    (
        fx.SignIn(fakes.IDENTIFIER, Secret("Old-pass-1"), "fr"),
        "POST",
        "/v1/sign-ins",
        {"identifier": fakes.IDENTIFIER, "password": "Old-pass-1", "language": "fr", "pad": ...},
        (b'{"outcome": "refused", "reset": null}', SignInAnswered(SignInOutcome.REFUSED, None)),
    ),
    (
        fx.StartReset(fakes.IDENTIFIER, "fr", fx.ChallengeKind.AUDIO, 2, 31),
        "POST",
        "/v1/resets",
        {
            "identifier": fakes.IDENTIFIER,
            "language": "fr",
            "challenge": {"kind": "audio", "tries": 2, "seconds": 31},
        },
        VIEWED,
    ),
    (fx.PollReset(RESET, 4), "GET", f"/v1/resets/{RESET}?after=4", None, VIEWED),
    (
        fx.SendChallenge(RESET, "m1", NUMBER),
        "POST",
        f"/v1/resets/{RESET}/challenges",
        {"method_id": "m1", "destination": "0470 12 34 23", "resend": False, "pad": ...},
        VIEWED,
    ),
    (
        fx.SendChallenge(RESET, "m1", None, resend=True),
        "POST",
        f"/v1/resets/{RESET}/challenges",
        {"method_id": "m1", "destination": "", "resend": True, "pad": ...},
        VIEWED,
    ),
    (
        fx.AnswerCode(RESET, "c1", Secret("12345678")),
        "POST",
        f"/v1/resets/{RESET}/answers",
        {"challenge_id": "c1", "code": "12345678", "pad": ...},
        VIEWED,
    ),
    (fx.AskApproval(RESET), "POST", f"/v1/resets/{RESET}/approvals", {}, VIEWED),
    (
        fx.ReturnNumber(RESET, 3, Secret("417")),
        "POST",
        f"/v1/resets/{RESET}/approvals/3/returns",
        {"number": "417", "pad": ...},
        VIEWED,
    ),
    (
        fx.SetPassword(RESET, Secret("Nëw-\ud800pass"), None),
        "PUT",
        f"/v1/resets/{RESET}/password",
        {"password": "Nëw-\ud800pass", "current": None, "pad": ...},
        VIEWED,
    ),
    (fx.Unlock(RESET), "POST", f"/v1/resets/{RESET}/unlocks", {}, VIEWED),
    (fx.LeaveReset(RESET), "DELETE", f"/v1/resets/{RESET}", {}, (b'{"left": true}', LeaveAnswered())),
]


@pytest.mark.parametrize(
    ("call", "method", "target", "body", "answer"), CALLS, ids=[type(row[0]).__name__ for row in CALLS]
)
def test_every_call(
    call: fx.Call,
    method: str,
    target: str,
    body: object,
    answer: tuple[bytes, Result],
    authority: Authority,
    client: MakeBackend,
) -> None:
    content, expected = answer
    with recording(authority, zoo.reply(200, content)) as (recorder, server):
        assert client(server.address).perform(call, INTENT) == expected
    (request,) = recorder.requests
    assert (request.method, request.target) == (method, target)
    assert request.headers.get("idempotency-key") == (None if body is None else INTENT)
    if body is None:
        assert request.body == b""
    elif isinstance(body, dict):
        assert without_pad(request.body) == {name: value for name, value in body.items() if name != "pad"}
        assert ("pad" in body) is (b'"pad"' in request.body)


def without_pad(content: bytes) -> object:
    told = json.loads(content)
    pad = told.pop("pad", "x" * 32)
    assert 32 <= len(pad) <= 96
    return told


def test_the_table_has_every_call() -> None:
    assert {type(row[0]) for row in CALLS} == set(fx.Call.__args__)
