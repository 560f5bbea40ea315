"""The state of a ceremony is given out once, however many ask at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.purge_store import SqlPurgeStore
from backend.adapters.store.staff_tables import staff_ceremonies
from backend.core.retention import Kind
from backend.core.secret import Secret
from tests.backend.web.staff.browser import NOW, Office

KEY, STATE = Secret("the browser"), Secret("the challenge")
ASKERS = 16


def test_one_of_many_takes_it(office: Office) -> None:
    ceremonies = office.store.ceremonies
    ceremonies.keep("p", KEY, STATE, NOW + timedelta(minutes=5))
    with ThreadPoolExecutor(ASKERS) as pool:
        taken = list(pool.map(lambda _: ceremonies.take("p", KEY, NOW), range(ASKERS)))
    assert [one.reveal() for one in taken if one is not None] == ["the challenge"]


def test_another_purpose_or_key_takes_nothing(office: Office) -> None:
    ceremonies = office.store.ceremonies
    ceremonies.keep("p", KEY, STATE, NOW + timedelta(minutes=5))
    assert ceremonies.take("q", KEY, NOW) is None
    assert ceremonies.take("p", Secret("another browser"), NOW) is None
    assert ceremonies.take("p", KEY, NOW) is not None


def test_a_newer_state_voids_the_older_and_old_ones_go(office: Office) -> None:
    ceremonies = office.store.ceremonies
    ceremonies.keep("p", KEY, Secret("older"), NOW + timedelta(minutes=5))
    ceremonies.keep("p", KEY, STATE, NOW + timedelta(minutes=5))
    taken = ceremonies.take("p", KEY, NOW)
    assert taken is not None
    assert taken.reveal() == "the challenge"
    ceremonies.keep("p", KEY, STATE, NOW + timedelta(minutes=5))
    assert SqlPurgeStore(office.engine, "test").remove(Kind.SESSIONS, NOW + timedelta(minutes=5), 10) == 1
    with reading(office.engine) as connection:
        assert connection.execute(select(staff_ceremonies)).all() == []


def test_nothing_of_it_can_be_read_in_the_database(office: Office) -> None:
    office.store.ceremonies.keep("p", KEY, STATE, NOW + timedelta(minutes=5))
    with reading(office.engine) as connection:
        (row,) = connection.execute(select(staff_ceremonies)).all()
    assert b"browser" not in row.key
    assert b"challenge" not in row.sealed
