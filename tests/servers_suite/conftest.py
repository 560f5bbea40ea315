"""The real servers, each started once for all tests; a missing one is an error, never a skip."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Engine

from backend.adapters.store.engine import open_engine
from tests.servers.ds389 import Ds389, running_ds389
from tests.servers.postgresql import PostgreSQL, running_postgresql
from tests.servers.samba_ad import running_samba_ad
from tests.servers.samba_people import SambaPeople
from tests.servers.slapd import Slapd, running_slapd


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with running_postgresql() as running:
        yield running


@pytest.fixture
def engine(postgresql: PostgreSQL) -> Iterator[Engine]:
    """A database of its own, with the schema of this program."""
    made = open_engine(postgresql.fresh())
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def one_slapd() -> Iterator[Slapd]:
    with running_slapd() as running:
        yield running


@pytest.fixture(scope="module")
def module_slapd(one_slapd: Slapd) -> Slapd:
    """As new when a module begins, for a backend that it shares: a backend keeps the policy that it read."""
    one_slapd.restore()
    return one_slapd


@pytest.fixture
def slapd(one_slapd: Slapd) -> Slapd:
    """OpenLDAP without people; whatever a test did to the process is undone."""
    one_slapd.restore()
    return one_slapd


@pytest.fixture(scope="session")
def another_slapd() -> Iterator[Slapd]:
    """With a CA of its own."""
    with running_slapd() as running:
        yield running


@pytest.fixture(scope="session")
def one_ds389() -> Iterator[Ds389]:
    with running_ds389() as running:
        yield running


@pytest.fixture
def ds389(one_ds389: Ds389) -> Ds389:
    """389 Directory Server without people."""
    one_ds389.restore()
    return one_ds389


@pytest.fixture(scope="session")
def samba() -> Iterator[SambaPeople]:
    with running_samba_ad() as domain, closing(SambaPeople(domain)) as people:
        people.found()
        yield people
