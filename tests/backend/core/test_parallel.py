"""Parallel requests never get more than the rules allow."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from backend.core.api import NotAllowed
from backend.core.secret import Secret
from backend.core.views import Outcome, ResetView
from tests.backend.core.stage import NEW, Stage

THREADS = 50


def guess_all(at: Stage, hall: str, view: ResetView, codes: list[Secret]) -> list[Outcome]:
    challenge = view.challenge.id if view.challenge else ""

    def guess(code: Secret) -> Outcome:
        return at.desks.resets.answer(hall, view.id, challenge, code).outcome

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(guess, codes))


def test_parallel_guesses_never_get_more_than_the_attempts(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    outcomes = guess_all(at, hall, view, [Secret(f"{number:08d}") for number in range(THREADS)])
    assert outcomes.count(Outcome.WRONG_CODE) == 5
    assert outcomes.count(Outcome.CODE_SPENT) == THREADS - 5


def test_parallel_right_answers_prove_once(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    outcomes = guess_all(at, hall, view, [at.code()] * THREADS)
    assert outcomes.count(Outcome.PROVED) == 1
    assert outcomes.count(Outcome.CODE_SPENT) == THREADS - 1


def test_parallel_failures_over_stations_never_exceed_the_day(at: Stage) -> None:
    halls = [at.enrol(f"Hall {number}") for number in range(10)]
    views = [(hall, at.start(hall)) for hall in halls]
    tries = views * 5

    def miss(where: tuple[str, ResetView]) -> Outcome:
        return at.send(where[0], where[1], typed=Secret("0470999999")).outcome

    with ThreadPoolExecutor(THREADS) as threads:
        outcomes = list(threads.map(miss, tries))
    assert outcomes.count(Outcome.DESTINATION_MISMATCH) == 9
    assert outcomes.count(Outcome.RESTS) == THREADS - 9


def test_parallel_sign_ins_stay_under_half_the_lock_out(at: Stage, hall: str) -> None:
    asked: list[str | None] = []
    verify = at.directory.verify

    def counting(key: str | None, password: Secret) -> object:
        asked.append(key)
        return verify(key, password)

    at.directory.verify = counting  # type: ignore[method-assign,assignment] # counts what is asked

    def try_one(number: int) -> None:
        at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(f"wrong {number}"), "fr")

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(try_one, range(THREADS)))
    assert sum(key is not None for key in asked) == 5


def proved(at: Stage, hall: str) -> ResetView:
    """Ready to write, with a clock that waiting does not move."""
    at.pause = time.sleep
    at.build()
    return at.prove(hall)


def test_twins_of_one_intent_write_once(at: Stage, hall: str) -> None:
    view = proved(at, hall)

    def put(_: int) -> Outcome:
        return at.desks.resets.set_password(hall, view.id, "intent", NEW, None).outcome

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(put, range(20)))
    assert set(outcomes) == {Outcome.PASSWORD_SET}
    assert len(at.directory.writes) == 1


def test_different_intents_write_once(at: Stage, hall: str) -> None:
    view = proved(at, hall)

    def put(number: int) -> bool:
        password = Secret(f"Zk!4rivulet-{number}")
        try:
            view_after = at.desks.resets.set_password(hall, view.id, f"intent {number}", password, None)
        except NotAllowed:
            return False
        return view_after.outcome is Outcome.PASSWORD_SET

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(put, range(20)))
    assert outcomes.count(True) == len(at.directory.writes) == 1


def test_many_postmen_send_each_letter_once(at: Stage) -> None:
    for number in range(5):
        hall = at.enrol(f"Hall {number}")
        at.send(hall, at.start(hall))

    def drain(_: int) -> int:
        return at.desks.postman.drain()

    with ThreadPoolExecutor(10) as threads:
        assert sum(threads.map(drain, range(10))) == 5
    assert len({one.id for one in at.sms.messages}) == len(at.sms.messages) == 5
