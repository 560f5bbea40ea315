"""Codes that come late, again, or for another channel; and how often one is compared."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.core.marks import Marks
from backend.core.records import StoredChallenge
from backend.core.secret import Secret
from tests.e2e.backend import calls
from tests.e2e.backend.calls import EMAIL, answer, answered, new_code, put, read, send, start
from tests.e2e.backend.world import Hall, World
from tests.servers.station_client import Station

THREADS = 50
NEW = "Tram-Flagey-81!"


def refused(at: World, hall: Hall, reset_id: str) -> None:
    """No way on to a password from here."""
    assert put(hall, reset_id, NEW).json()["code"] == "not_allowed"
    assert at.directory.writes == []


def test_a_code_past_ten_minutes_is_late(at: World, hall: Hall) -> None:
    view = send(hall, start(hall))
    code = new_code(at)
    at.clock.advance(minutes=10)
    assert answer(hall, view, code)["outcome"] == "code_expired"
    refused(at, hall, view["id"])


def test_a_code_just_within_ten_minutes_is_not(at: World, hall: Hall) -> None:
    view = send(hall, start(hall))
    code = new_code(at)
    at.clock.advance(minutes=9, seconds=59)
    assert answer(hall, view, code)["outcome"] == "proved"


def test_a_code_works_once(at: World, hall: Hall) -> None:
    view = send(hall, start(hall))
    code = new_code(at)
    assert answer(hall, view, code)["outcome"] == "proved"
    assert answer(hall, view, code)["outcome"] == "code_spent"
    assert read(put(hall, view["id"], NEW))["outcome"] == "password_set"
    assert answered(hall, view["id"], view["challenge"]["id"], code).json()["code"] == "not_allowed"
    again = send(hall, start(hall))
    assert answer(hall, again, code)["outcome"] == "wrong_code"
    assert answered(hall, again["id"], view["challenge"]["id"], code).json()["code"] == "not_allowed"
    assert len(at.directory.writes) == 1


def test_the_code_of_the_channel_before_is_spent(at: World, hall: Hall) -> None:
    by_sms = send(hall, start(hall))
    old = new_code(at)
    by_email = send(hall, by_sms, "email", EMAIL)
    new = new_code(at, "email")
    assert new != old
    assert answer(hall, by_sms, old)["outcome"] == "code_spent"
    assert answer(hall, by_email, old)["outcome"] == "wrong_code"
    refused(at, hall, by_email["id"])
    assert answer(hall, by_email, new)["outcome"] == "proved"


def test_a_resend_is_the_same_code_and_extends_nothing(at: World, hall: Hall) -> None:
    view = first = send(hall, start(hall))
    codes, passed = [new_code(at)], 0
    answer(hall, view, "00000000")
    for left in (2, 1, 0):
        at.clock.advance(seconds=30)
        passed += 30
        view = send(hall, view, typed="", resend=True)
        codes.append(new_code(at))
        challenge = view["challenge"]
        assert (view["outcome"], challenge["resends_left"]) == ("resent", left)
        assert challenge["id"] == first["challenge"]["id"]
        assert challenge["expires_in"] == 600 - passed
        assert challenge["attempts_left"] == 4
    at.clock.advance(seconds=30)
    assert send(hall, view, typed="", resend=True)["outcome"] == "send_limited"
    assert len(set(codes)) == 1
    assert len(at.sms.messages) == 4
    at.clock.advance(seconds=600 - passed - 30)
    assert answer(hall, view, codes[0])["outcome"] == "code_expired"


@pytest.mark.parametrize("right_too", [False, True])
def test_parallel_guesses_are_compared_five_times_at_most(
    at: World, hall: Hall, monkeypatch: pytest.MonkeyPatch, right_too: bool
) -> None:
    view = send(hall, start(hall))
    right = new_code(at)
    wrong = [f"{number:08d}" for number in range(100, 100 + THREADS)]
    guesses = [right, *wrong[1:]] if right_too else [one for one in wrong if one != right]
    compared, lock, real = [], threading.Lock(), Marks.code

    def counting(self: Marks, challenge: StoredChallenge, digits: int) -> Secret:
        with lock:
            compared.append(challenge.id)
        return real(self, challenge, digits)

    monkeypatch.setattr(Marks, "code", counting)
    everyone = threading.Barrier(len(guesses))

    def guess(code: str) -> str:
        # A connection each: nothing but the database stands between them.
        station = Station(hall.address, hall.ca, hall.key)
        everyone.wait(60)
        body = answered(station, view["id"], view["challenge"]["id"], code).json()
        return str(body["outcome"])

    with ThreadPoolExecutor(THREADS) as threads:
        outcomes = list(threads.map(guess, guesses))
    proved = outcomes.count("proved")
    assert proved <= (1 if right_too else 0)
    assert len(compared) == proved + outcomes.count("wrong_code") <= 5
    assert proved or len(compared) == 5
    assert outcomes.count("code_spent") == len(guesses) - len(compared)
    left = read(hall.get(f"/v1/resets/{view['id']}"))
    assert left["allowed"] == ("new_password" if proved else "choose_method")
    assert calls.put(hall, view["id"], NEW).status_code == (200 if proved else 409)
