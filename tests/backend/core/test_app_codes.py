"""Codes of authenticator apps: once each, bound, counted like any other, and the same for a decoy."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import challenges, facts, resets
from backend.adapters.store.tables import outbox as letters
from backend.core.api import NotAllowed
from backend.core.decoy_settings import DecoySettings
from backend.core.figures import Stage as Place
from backend.core.proofs import FactKind, Path, Settling
from backend.core.settings import InstitutionSettings
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.app_stage import APP, OTHER, WRONG, ask, asked, furnish, now, owner
from tests.backend.core.stage import NEW, Stage
from tests.backend.core.test_same_work import recorded
from tests.backend.fakes import EPOCH, FERRER, contact, person


@pytest.fixture
def at(at: Stage) -> Stage:
    return furnish(at)


def test_nothing_is_sent_and_the_code_of_the_app_proves_one_gate(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    assert (view.outcome, view.allowed) == (Outcome.CODE_AWAITED, Allowed.ANSWER_CODE)
    assert view.challenge is not None
    assert (view.challenge.mask, view.challenge.delivery) == ("", Delivery.NONE)
    assert (view.challenge.attempts_left, view.challenge.resends_left) == (5, 0)
    with reading(at.engine) as connection:
        assert connection.execute(select(letters)).all() == []
    view = at.desks.resets.answer(hall, view.id, challenge, now(at))
    assert (view.outcome, view.allowed, view.gates_left) == (Outcome.PROVED, Allowed.NEW_PASSWORD, 0)
    with reading(at.engine) as connection:
        (fact,) = connection.execute(select(facts)).all()
    assert (fact.kind, fact.path) == (FactKind.AUTHENTICATOR_CODE, Path.AUTHENTICATOR)
    view = at.desks.resets.set_password(hall, view.id, "intent", NEW, None)
    assert view.outcome is Outcome.PASSWORD_SET


def test_the_method_is_listed_last_and_shows_nothing_of_the_key(at: Stage, hall: str) -> None:
    real, decoy = at.start(hall).methods, at.start(hall, "nobody").methods
    assert [(one.channel, one.mask) for one in (real[-1], decoy[-1])] == [(Channel.AUTHENTICATOR, "")] * 2
    assert real[0].channel is Channel.EMAIL


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_one_step_away(at: Stage, hall: str, steps: int) -> None:
    view, challenge = asked(at, hall)
    code = now(at, steps=steps)
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.PROVED


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_two_steps_away_is_refused(at: Stage, hall: str, steps: int) -> None:
    view, challenge = asked(at, hall)
    code = now(at, steps=steps)
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.WRONG_CODE


def test_a_code_works_once_at_every_station_and_so_does_an_older_one(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    code, before = now(at), now(at, steps=-1)
    assert at.desks.resets.answer(hall, view.id, challenge, code).outcome is Outcome.PROVED
    library = at.enrol("Library")
    view, challenge = asked(at, library)
    for seen in (code, before):
        assert at.desks.resets.answer(library, view.id, challenge, seen).outcome is Outcome.WRONG_CODE
    at.clock.advance(seconds=30)
    assert at.desks.resets.answer(library, view.id, challenge, now(at)).outcome is Outcome.PROVED


def test_one_account_s_code_uses_up_nothing_of_another(at: Stage, hall: str) -> None:
    at.directory.add(owner("dupontje2019"))  # with the same key, as nobody should have
    for identifier in ("FerrerFr2017", "dupontje2019"):
        view, challenge = asked(at, hall, identifier)
        assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.PROVED


def test_the_code_of_another_account_is_wrong(at: Stage, hall: str) -> None:
    at.directory.add(owner("dupontje2019", OTHER))
    view, challenge = asked(at, hall)
    assert at.desks.resets.answer(hall, view.id, challenge, now(at, OTHER)).outcome is Outcome.WRONG_CODE
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.PROVED


def test_the_fifth_wrong_code_spends_the_challenge_and_the_tenth_the_day(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    for left in (4, 3, 2, 1, 0):
        view = at.desks.resets.answer(hall, view.id, challenge, WRONG)
        assert view.challenge is not None
        assert view.challenge.attempts_left == left
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.CODE_SPENT
    view, challenge = asked(at, hall)
    outcomes = [at.desks.resets.answer(hall, view.id, challenge, WRONG).outcome for _ in range(5)]
    assert outcomes == [Outcome.WRONG_CODE] * 4 + [Outcome.RESTS]
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.RESTS
    assert at.start(hall).allowed is Allowed.STAFF_ONLY


def test_the_challenge_runs_out_like_any_other(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    at.clock.advance(minutes=10)
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.CODE_EXPIRED


def test_it_belongs_to_its_reset_and_station(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    other = at.enrol("Library")
    elsewhere = at.start(other)
    with pytest.raises(NotAllowed):
        at.desks.resets.answer(other, elsewhere.id, challenge, now(at))
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.PROVED


def test_nothing_can_be_sent_again(at: Stage, hall: str) -> None:
    view, _challenge = asked(at, hall)
    with pytest.raises(NotAllowed):
        at.desks.resets.send_challenge(hall, view.id, view.methods[-1].id, None, resend=True)


def test_asking_again_ends_the_challenge_before(at: Stage, hall: str) -> None:
    view, first = asked(at, hall)
    ask(at, hall, view)
    assert at.desks.resets.answer(hall, view.id, first, now(at)).outcome is Outcome.CODE_SPENT


def test_two_gates_are_two_ways(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings(gates=2))
    view, challenge = asked(at, hall)
    view = at.desks.resets.answer(hall, view.id, challenge, now(at))
    assert (view.allowed, view.gates_left) == (Allowed.CHOOSE_METHOD, 1)
    assert Channel.AUTHENTICATOR not in {one.channel for one in view.methods}
    view = at.send(hall, view)
    assert view.challenge is not None
    view = at.desks.resets.answer(hall, view.id, view.challenge.id, at.code())
    assert (view.allowed, view.gates_left) == (Allowed.NEW_PASSWORD, 0)


def test_an_app_alone_does_not_open_two_gates(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings(gates=2))
    at.directory.add(owner("only"))
    view, challenge = asked(at, hall, "only")
    view = at.desks.resets.answer(hall, view.id, challenge, now(at))
    assert view.outcome is Outcome.WRONG_CODE


def test_an_app_of_yesterday_is_not_the_only_gate(at: Stage, hall: str) -> None:
    fresh = contact(Channel.AUTHENTICATOR, APP.packed().reveal(), EPOCH - timedelta(days=1))
    at.directory.add(person("fresh", contacts=(fresh,)))
    view, challenge = asked(at, hall, "fresh")
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.WRONG_CODE


def test_of_two_apps_the_newest_counts(at: Stage, hall: str) -> None:
    long_ago = EPOCH - timedelta(days=900)
    old = contact(Channel.AUTHENTICATOR, OTHER.packed().reveal(), long_ago)
    at.directory.add(replace(owner("two"), contacts=(*owner("two").contacts, old)))
    view, challenge = asked(at, hall, "two")
    assert at.desks.resets.answer(hall, view.id, challenge, now(at, OTHER)).outcome is Outcome.WRONG_CODE
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.PROVED


def test_where_decoys_show_none_nobody_is_offered_one(at: Stage, hall: str) -> None:
    at.set(decoys=DecoySettings())
    assert Channel.AUTHENTICATOR not in {one.channel for one in at.start(hall).methods}


def test_only_the_code_of_an_app_asks_the_directory(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    assert view.challenge is not None
    code = at.code()
    with recorded(at) as log:
        at.desks.resets.answer(hall, view.id, view.challenge.id, code)
    assert "find" not in log


def test_a_challenge_that_was_turned_into_another_s_proves_nothing(at: Stage, hall: str) -> None:
    """Write access to the database moves a decoy's challenge to the account: the fact is not made for it."""
    view, challenge = asked(at, hall, "nobody")
    with writing(at.engine) as connection:
        connection.execute(update(challenges).values(account=FERRER.key))
    view = at.desks.resets.answer(hall, view.id, challenge, now(at))
    assert view.outcome is Outcome.WRONG_CODE


def test_a_sent_code_whose_row_says_app_is_none(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    assert view.challenge is not None
    with writing(at.engine) as connection:
        connection.execute(update(challenges).values(channel=Channel.AUTHENTICATOR))
    answered = at.desks.resets.answer(hall, view.id, view.challenge.id, now(at))
    assert answered.outcome is Outcome.WRONG_CODE


def test_no_key_and_no_code_is_on_record(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    code = now(at)
    at.desks.resets.answer(hall, view.id, challenge, code)
    at.desks.postman.drain()
    with reading(at.engine) as connection:
        for table in ("audit", "challenges", "facts", "resets", "outbox", "authenticator_steps"):
            rows = str(connection.exec_driver_sql(f"select * from {table}").all())  # noqa: S608 - names of ours
            assert APP.key.reveal() not in rows, table
            assert code.reveal() not in rows, table


def test_used_steps_go_when_they_are_old(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    at.desks.resets.answer(hall, view.id, challenge, now(at))
    with reading(at.engine) as connection:
        assert len(connection.exec_driver_sql("select * from authenticator_steps").all()) == 1
    at.clock.advance(days=3)
    at.age()
    with reading(at.engine) as connection:
        assert connection.exec_driver_sql("select * from authenticator_steps").all() == []


def test_who_gives_up_there_is_counted_among_codes_and_nothing_as_sent(at: Stage, hall: str) -> None:
    asked(at, hall)
    at.clock.advance(minutes=61)
    found = at.desks.supervision.figures.of_last(7)
    assert {stage: count for stage, count in found.stages if count} == {Place.CODE: 1}
    assert found.sends == ()


def test_who_has_taken_the_identifier_meanwhile_proves_nothing(at: Stage, hall: str) -> None:
    view, challenge = asked(at, hall)
    account = at.directory.accounts[FERRER.identifier]
    at.directory.accounts[FERRER.identifier] = replace(account, key="of another person")
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.WRONG_CODE


def test_parallel_stations_use_a_code_once(at: Stage) -> None:
    furnish(at)
    halls = [at.enrol(f"Hall {number}") for number in range(8)]
    waiting = [(hall, *asked(at, hall)) for hall in halls]
    code = now(at)

    def answer(where: tuple[str, ResetView, str]) -> Outcome:
        hall, view, challenge = where
        return at.desks.resets.answer(hall, view.id, challenge, code).outcome

    with ThreadPoolExecutor(len(halls)) as threads:
        outcomes = list(threads.map(answer, waiting))
    assert outcomes.count(Outcome.PROVED) == 1
    assert outcomes.count(Outcome.WRONG_CODE) == len(halls) - 1


def _turned(at: Stage, **columns: object) -> None:
    with writing(at.engine) as connection:
        connection.execute(update(challenges).values(**columns))


def test_the_own_code_of_a_stranger_proves_nothing_for_another_account(at: Stage, hall: str) -> None:
    """Write access to the database: the challenge, then the reset, is said to be the other account's."""
    at.directory.add(owner("attacker", OTHER))
    view, challenge = asked(at, hall, "attacker")
    _turned(at, account=FERRER.key)
    answered = at.desks.resets.answer(hall, view.id, challenge, now(at, OTHER))
    with writing(at.engine) as connection:
        connection.execute(update(resets).values(account=FERRER.key))
    assert at.desks.resets.view(hall, view.id).allowed is not Allowed.NEW_PASSWORD
    assert answered.outcome is Outcome.WRONG_CODE


def test_a_new_app_does_not_become_an_old_one_in_the_database(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings(gates=2))
    fresh = contact(Channel.AUTHENTICATOR, APP.packed().reveal(), EPOCH - timedelta(days=1))
    at.directory.add(replace(FERRER, contacts=(fresh, *FERRER.contacts)))
    view, challenge = asked(at, hall)
    _turned(at, settling=Settling.SETTLED)
    assert at.desks.resets.answer(hall, view.id, challenge, now(at)).outcome is Outcome.WRONG_CODE
    with reading(at.engine) as connection:
        assert connection.execute(select(facts)).all() == []


def test_an_app_that_was_changed_since_the_question_is_new(at: Stage, hall: str) -> None:
    at.set(institution=InstitutionSettings(gates=2))
    view, challenge = asked(at, hall)
    fresh = contact(Channel.AUTHENTICATOR, APP.packed().reveal(), EPOCH - timedelta(days=1))
    others = [one for one in FERRER.contacts if one.channel is not Channel.AUTHENTICATOR]
    at.directory.add(replace(FERRER, contacts=(fresh, *others)))
    at.desks.resets.answer(hall, view.id, challenge, now(at))
    with reading(at.engine) as connection:
        assert [one.settling for one in connection.execute(select(facts)).all()] == [Settling.FRESH]
