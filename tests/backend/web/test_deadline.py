"""Answers about a person leave at one moment and have one size; the long poll waits without a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.web.metrics import Metric
from tests.backend.web.stack import Now, Stack, Still, running
from tests.servers.station_client import Station, pad

CAPTCHA = {"kind": "audio", "tries": 2, "seconds": 30}
START = {"identifier": "someone", "language": "fr", "challenge": CAPTCHA}
ANSWER = {"challenge_id": "c1", "code": "12345678", "pad": "x" * 32}
CHALLENGE = {"method_id": "m1", "destination": "0470123423", "resend": False, "pad": "x" * 32}


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """No time passes there, however slow the machine is."""
    with running(tmp_path, Still()) as made:
        yield made


def sign_in(identifier: str) -> dict[str, object]:
    return {"identifier": identifier, "password": "pw", "language": "fr", "pad": pad()}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/sign-ins", sign_in("known")),
        ("/v1/sign-ins", sign_in("stranger")),
        ("/v1/resets", START),
        ("/v1/resets/r1/challenges", CHALLENGE),
        ("/v1/resets/r1/answers", ANSWER),
    ],
)
def test_the_answer_waits_for_the_deadline(
    stack: Stack, station: Station, path: str, body: dict[str, object]
) -> None:
    assert station.post(path, body).status_code == 200
    assert stack.sleep.asked == [0.7]


@pytest.mark.logs_errors
def test_a_refusal_of_the_core_waits_too(stack: Stack, station: Station) -> None:
    stack.desk.error = ZeroDivisionError()
    assert station.post("/v1/resets", START).status_code == 503
    assert len(stack.sleep.asked) == 1


def test_other_calls_leave_at_once(stack: Stack, station: Station) -> None:
    assert station.get("/v1/station").status_code == 200
    assert station.post("/v1/resets/r1/approvals", {}).status_code == 200
    assert stack.sleep.asked == []


def test_an_overrun_is_counted(tmp_path: Path) -> None:
    now = Now()
    with running(tmp_path, now) as stack, ThreadPoolExecutor(1) as pool:
        station = stack.station()
        stack.desk.go_on = threading.Event()
        answer = pool.submit(lambda: station.post("/v1/resets", START))
        assert stack.desk.entered.wait(60)
        now.ahead = 3.0
        stack.desk.go_on.set()
        assert answer.result(30).status_code == 200
        assert stack.sleep.asked == []
        assert stack.metrics.figure(Metric.DEADLINE_OVERRUNS) == 1


def test_known_and_unknown_have_one_size(station: Station) -> None:
    sizes = {len(station.post("/v1/sign-ins", sign_in(who)).content) for who in ("known", "stranger")}
    assert sizes == {4096}


def test_views_have_one_size(station: Station) -> None:
    assert len(station.post("/v1/resets", START).content) == 4096


def test_a_poll_answers_at_once_when_there_is_news(stack: Stack, station: Station) -> None:
    stack.desk.revision_now = 7
    assert station.get("/v1/resets/r1?after=6").json()["revision"] == 7
    assert stack.sleep.asked == []


def test_a_poll_without_news_ends_after_25_seconds(tmp_path: Path) -> None:
    now = Still()
    with running(tmp_path, now) as stack:
        stack.sleep.passes = now
        assert stack.station().get("/v1/resets/r1?after=1").json()["revision"] == 1
        assert set(stack.sleep.asked) == {0.25}
        assert len(stack.sleep.asked) == 100


def test_a_poll_hears_of_a_change(tmp_path: Path) -> None:
    with running(tmp_path) as stack, ThreadPoolExecutor(1) as pool:
        station = stack.station()
        answer = pool.submit(lambda: station.get("/v1/resets/r1?after=1"))
        assert stack.sleep.waited.wait(60)
        stack.desk.revision_now = 2
        assert answer.result(30).json()["revision"] == 2


def test_many_polls_hold_no_thread(tmp_path: Path) -> None:
    """More polls than the thread pool has threads, and the API still answers."""
    with running(tmp_path, Still()) as stack, ThreadPoolExecutor(60) as pool:
        stack.sleep.longest = 0.25
        station = stack.station()
        polls = [pool.submit(lambda: station.get("/v1/resets/r1?after=1")) for _ in range(60)]
        assert stack.sleep.waited.wait(60)
        assert station.get("/v1/station").status_code == 200
        stack.desk.revision_now = 2
        assert {poll.result(150).status_code for poll in polls} == {200}


@pytest.mark.parametrize("after", ["-1", "x", "", "1.5"])
def test_a_revision_of_another_form(station: Station, after: str) -> None:
    answer = station.get(f"/v1/resets/r1?after={after}")
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_poll_of_a_reset_that_is_gone(station: Station) -> None:
    assert station.get("/v1/resets/r2?after=1").json()["code"] == "reset_gone"


def test_stopping_ends_a_poll(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        with running(tmp_path) as stack:
            station = stack.station()
            answer = pool.submit(lambda: station.get("/v1/resets/r1?after=1"))
            assert stack.sleep.waited.wait(60)
        assert answer.result(30).status_code == 200
