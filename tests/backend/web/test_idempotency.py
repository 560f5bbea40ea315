"""A retry gets the first answer; twins run once; another body is refused; a dead process is taken over."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from backend.adapters.keystore import FileKeys
from backend.adapters.store.purge_store import SqlPurgeStore
from backend.adapters.store.web_store.requests import Begun, Scope
from backend.core.api import NotAllowed, Unavailable
from backend.core.retention import Kind
from backend.core.views import Approval, ApprovalStatus, Challenge, Channel, Delivery
from backend.web.idempotency import body_mac
from tests.backend.web.fakes import RESET
from tests.backend.web.stack import Stack, running
from tests.servers.station_client import Station, new_intent, pad

PASSWORD = "Correct-Horse-9"
Died = Callable[[str, str, dict[str, object]], None]
ANSWER: dict[str, object] = {"challenge_id": "c1", "code": "12345678", "pad": pad()}
RETURN: dict[str, object] = {"number": "123", "pad": pad()}
LIVE = Challenge("c1", "m1", Channel.SMS, "*****23", Delivery.SENT, 5, 3, 0, 600, None)


def challenge(resend: bool = False) -> dict[str, object]:
    typed = "" if resend else "0470123423"
    return {"method_id": "m1", "destination": typed, "resend": resend, "pad": pad()}


def test_a_retry_sends_nothing_twice(stack: Stack, station: Station) -> None:
    intent, path = new_intent(), "/v1/resets/r1/challenges"
    first = station.post(path, challenge(), intent=intent)
    second = station.post(path, challenge(), intent=intent)
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert stack.desk.calls("send_challenge") == 1


def test_a_new_intent_is_new_work(stack: Stack, station: Station) -> None:
    for _ in range(2):
        assert station.post("/v1/resets/r1/challenges", challenge()).status_code == 200
    assert stack.desk.calls("send_challenge") == 2


def test_another_body_is_refused(stack: Stack, station: Station) -> None:
    intent = new_intent()
    station.post("/v1/resets/r1/challenges", challenge(), intent=intent)
    other = challenge() | {"destination": "0499000000"}
    answer = station.post("/v1/resets/r1/challenges", other, intent=intent)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_conflict")
    assert stack.desk.calls("send_challenge") == 1


def test_the_scope_is_station_method_and_path(stack: Stack, station: Station) -> None:
    intent, other = new_intent(), stack.station("s2")
    for who in (station, other):
        assert who.post("/v1/resets/r1/approvals", {}, intent=intent).status_code == 200
    assert station.post("/v1/resets/r1/unlocks", {}, intent=intent).status_code == 200
    assert stack.desk.calls("ask_approval") == 2
    assert stack.desk.calls("unlock") == 1


def test_parallel_twins_run_once(stack: Stack, station: Station) -> None:
    intent = new_intent()
    body = {"password": PASSWORD, "current": None, "pad": pad()}
    stack.desk.go_on = threading.Event()

    def send(_number: int) -> requests.Response:
        return station.put("/v1/resets/r1/password", body, intent=intent)

    with ThreadPoolExecutor(8) as pool:
        twins = [pool.submit(send, number) for number in range(8)]
        assert stack.desk.entered.wait(60)
        stack.desk.go_on.set()
        answers = [twin.result(30) for twin in twins]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert stack.desk.calls(f"set_password {intent}") == 1


def test_a_twin_does_not_wait_for_ever(tmp_path: Path) -> None:
    with running(tmp_path, patience=0.3) as stack, ThreadPoolExecutor(1) as pool:
        station, intent = stack.station(), new_intent()
        stack.desk.go_on = threading.Event()
        first = pool.submit(lambda: station.post("/v1/resets/r1/approvals", {}, intent=intent))
        assert stack.desk.entered.wait(60)
        second = station.post("/v1/resets/r1/approvals", {}, intent=intent)
        assert (second.status_code, second.json()["code"]) == (503, "unavailable")
        assert int(second.headers["retry-after"]) > 0
        stack.desk.go_on.set()
        assert first.result(30).status_code == 200


@pytest.mark.logs_errors
@pytest.mark.parametrize("error", [Unavailable(), NotAllowed(), ZeroDivisionError()])
def test_a_failure_is_not_kept(stack: Stack, station: Station, error: Exception) -> None:
    intent = new_intent()
    stack.desk.error = error
    assert station.post("/v1/resets/r1/approvals", {}, intent=intent).status_code != 200
    stack.desk.error = None
    assert station.post("/v1/resets/r1/approvals", {}, intent=intent).status_code == 200


def die_in_the_middle(stack: Stack, path: str, intent: str, body: bytes, key: bytes) -> None:
    """What a process leaves that was killed while it worked."""
    began = stack.store.begin(Scope("s1", "POST", path, intent), body_mac(key, body), datetime.now(UTC))
    assert isinstance(began, Begun)


@pytest.fixture
def died(stack: Stack, tmp_path: Path) -> Died:
    """Leave an intent as a killed process does, then let its lease run out."""
    key = FileKeys(tmp_path / "master.key").derive("intents")

    def die(path: str, intent: str, body: dict[str, object]) -> None:
        die_in_the_middle(stack, path, intent, json.dumps(body).encode(), key)
        stack.store.abandon_all(datetime.now(UTC))

    return die


def test_a_dead_process_is_taken_over(stack: Stack, station: Station, died: Died) -> None:
    intent, path = new_intent(), "/v1/resets/r1/approvals"
    died(path, intent, {})
    assert station.post(path, {}, intent=intent).status_code == 200
    assert stack.desk.calls("ask_approval") == 1


@pytest.mark.parametrize(("resend", "outcome"), [(False, "sent"), (True, "resent")])
def test_what_a_dead_process_sent_is_not_sent_again(
    stack: Stack, station: Station, died: Died, resend: bool, outcome: str
) -> None:
    stack.desk.answer_view = replace(RESET, challenge=LIVE)
    intent, path = new_intent(), "/v1/resets/r1/challenges"
    died(path, intent, challenge(resend))
    answer = station.post(path, challenge(resend), intent=intent)
    assert answer.json()["outcome"] == outcome
    assert stack.desk.calls("send_challenge") == 0


def test_what_a_dead_process_did_not_send_is_sent(stack: Stack, station: Station, died: Died) -> None:
    intent, path = new_intent(), "/v1/resets/r1/challenges"
    died(path, intent, challenge())
    assert station.post(path, challenge(), intent=intent).json()["outcome"] == "sent"
    assert stack.desk.calls("send_challenge") == 1


def test_a_code_that_a_dead_process_took_is_not_judged_again(
    stack: Stack, station: Station, died: Died
) -> None:
    stack.desk.answer_view = replace(RESET, challenge=replace(LIVE, delivery=Delivery.ANSWERED))
    intent, path = new_intent(), "/v1/resets/r1/answers"
    died(path, intent, ANSWER)
    assert station.post(path, ANSWER, intent=intent).json()["outcome"] == "proved"
    assert stack.desk.calls("answer") == 0


@pytest.mark.parametrize(
    "seen",
    [LIVE, replace(LIVE, id="other", delivery=Delivery.ANSWERED), None],
    ids=("live", "another", "none"),
)
def test_a_code_that_a_dead_process_did_not_take_is_judged(
    stack: Stack, station: Station, died: Died, seen: Challenge | None
) -> None:
    stack.desk.answer_view = replace(RESET, challenge=seen)
    intent, path = new_intent(), "/v1/resets/r1/answers"
    died(path, intent, ANSWER)
    assert station.post(path, ANSWER, intent=intent).status_code == 200
    assert stack.desk.calls("answer") == 1


@pytest.mark.parametrize(
    ("status", "number", "judged"),
    [
        (ApprovalStatus.RETURNED, 1, 0),
        (ApprovalStatus.RETURNED, 2, 1),
        (ApprovalStatus.APPROVED, 1, 1),
        (ApprovalStatus.EXPIRED, 1, 1),
    ],
)
def test_a_return_number_that_a_dead_process_accepted_is_not_judged_again(
    stack: Stack, station: Station, died: Died, status: ApprovalStatus, number: int, judged: int
) -> None:
    asked = Approval(number, status, "", 60, "", 3, 600)
    stack.desk.answer_view = replace(RESET, approval=asked)
    intent, path = new_intent(), "/v1/resets/r1/approvals/1/returns"
    died(path, intent, RETURN)
    answer = station.post(path, RETURN, intent=intent).json()
    assert (answer["outcome"] == "return_accepted") is (judged == 0)
    assert stack.desk.calls("return_number") == judged


def test_a_lease_that_still_runs_is_respected(stack: Stack) -> None:
    scope, now = Scope("s1", "POST", "/x", "a" * 32), datetime.now(UTC)
    first = stack.store.begin(scope, b"m", now)
    assert isinstance(first, Begun)
    assert type(stack.store.begin(scope, b"m", now + timedelta(seconds=29))).__name__ == "Running"
    assert type(stack.store.begin(scope, b"m", now + timedelta(seconds=31))).__name__ == "TakenOver"
    assert type(stack.store.begin(scope, b"m", now + timedelta(seconds=32))).__name__ == "Running"


def test_nothing_kept_can_be_read(stack: Stack, station: Station, tmp_path: Path) -> None:
    body = {"password": PASSWORD, "current": None, "pad": pad()}
    assert station.put("/v1/resets/r1/password", body).status_code == 200
    files = [path.read_bytes() for path in sorted(tmp_path.glob("t.sqlite*"))]
    assert any(b"web_intents" in content for content in files)
    for secret in (PASSWORD.encode(), b"choose_method", b"password_set"):
        assert not any(secret in content for content in files)


def test_old_records_go(stack: Stack, station: Station) -> None:
    request = station.prepare("POST", "/v1/resets/r1/approvals", {}, intent=new_intent())
    assert station.send(request).status_code == 200
    purged, later = SqlPurgeStore(stack.engine, "test"), datetime.now(UTC) + timedelta(hours=2)
    assert [purged.remove(kind, later, 10) for kind in (Kind.NONCES, Kind.ANSWERS)] == [1, 1]
    assert station.send(request).status_code == 200
