"""What the client sends and reads: every call as the protocol page has it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kiosk.core import effects as fx
from kiosk.core.results import (
    Channel,
    EnrolmentOffered,
    EnrolmentPolled,
    EnrolmentStatus,
    HeartbeatAnswered,
    LeaveAnswered,
    MaintenanceAnswered,
    MaintenanceOutcome,
    PassAnswered,
    PassOutcome,
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
            "memory": 200_000_000,
            "handles": 40,
            "threads": 9,
            "uptime": 3600,
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
        fx.SignIn(fakes.IDENTIFIER, Secret("Old-pass-1"), "fr", fx.Pace.LONGER),
        "POST",
        "/v1/sign-ins",
        {
            "identifier": fakes.IDENTIFIER,
            "password": "Old-pass-1",
            "language": "fr",
            "pace": "longer",
            "pad": ...,
        },
        (b'{"outcome": "refused", "reset": null}', SignInAnswered(SignInOutcome.REFUSED, None)),
    ),
    (
        fx.StartReset(fakes.IDENTIFIER, "fr", fx.ChallengeKind.AUDIO, 2, 31, pace=fx.Pace.LONGER),
        "POST",
        "/v1/resets",
        {
            "identifier": fakes.IDENTIFIER,
            "language": "fr",
            "challenge": {"kind": "audio", "tries": 2, "seconds": 31},
            "pace": "longer",
        },
        VIEWED,
    ),
    (
        fx.StartReset("", "fr", fx.ChallengeKind.IMAGE, 1, 9, Secret("HEF-0012345")),
        "POST",
        "/v1/resets",
        {
            "card": "HEF-0012345",
            "language": "fr",
            "challenge": {"kind": "image", "tries": 1, "seconds": 9},
            "pace": "ordinary",
            "pad": ...,
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
    (fx.OfferHandoff(RESET), "POST", f"/v1/resets/{RESET}/handoffs", {}, VIEWED),
    (
        fx.DecideHandoff(RESET, 2, fx.HandoffDecision.END),
        "POST",
        f"/v1/resets/{RESET}/handoffs/2/confirmations",
        {"decision": "end"},
        VIEWED,
    ),
    (
        fx.RegisterContact(RESET, Channel.SMS, Secret("0470 12 34 23")),
        "POST",
        f"/v1/resets/{RESET}/contacts",
        {"channel": "sms", "destination": "0470 12 34 23", "pad": ...},
        VIEWED,
    ),
    (
        fx.ConfirmContact(RESET, Secret("12345678")),
        "POST",
        f"/v1/resets/{RESET}/contacts/answers",
        {"code": "12345678", "pad": ...},
        VIEWED,
    ),
    (
        fx.LengthenReset(RESET),
        "POST",
        f"/v1/resets/{RESET}/extensions",
        {},
        VIEWED,
    ),
    (
        fx.IssuePass(RESET),
        "POST",
        f"/v1/resets/{RESET}/passes",
        {},
        (
            b'{"outcome": "issued", "value": "TAPRocks!", "expires_in": 3600}',
            PassAnswered(PassOutcome.ISSUED, Secret("TAPRocks!"), 3600),
        ),
    ),
    (
        fx.OpenMaintenance(Secret("12345678")),
        "POST",
        "/v1/maintenance",
        {"code": "12345678", "pad": ...},
        (b'{"outcome": "granted"}', MaintenanceAnswered(MaintenanceOutcome.GRANTED)),
    ),
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
