"""A directory with our contacts beside its own is a directory like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.adapters.directories.sql_settings import NewAccount
from backend.adapters.store.engine import open_engine, writing
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.tables import metadata
from backend.core.contact_book import ContactBook, SharedRule, Source
from backend.core.contact_directory import ContactDirectory
from backend.core.marks import Marks
from backend.core.ports import Directory, DirectoryUnavailable
from tests.backend.contracts.directory import FRANCISCO, SETTINGS, DirectoryContract
from tests.backend.contracts.failing import FailingDirectory
from tests.backend.contracts.fakes import FakeClock, FakeDirectory
from tests.backend.contracts.test_fake_directory import CALLS
from tests.backend.fakes import FakeKeys, FakeSealer


class Wrapped(ContactDirectory):
    """Accounts are made in the directory inside."""

    def __init__(self, inside: FakeDirectory, book: ContactBook, clock: FakeClock) -> None:
        super().__init__(inside, book, Source.BOTH, SharedRule.SECOND_GATE, clock)
        self.provisioned = inside

    def add_account(self, new: NewAccount) -> str:
        return self.provisioned.add_account(new)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ContactBook]:
    engine = open_engine(f"sqlite:///{tmp_path / 'book.sqlite'}")
    with writing(engine) as connection:
        metadata.create_all(connection)
    yield ContactBook(SqlStore(engine, "i"), Marks(FakeKeys()), FakeSealer(), "i")
    engine.dispose()


class TestContactDirectory(DirectoryContract):
    keeps_apps = True

    @pytest.fixture
    def directory(self, clock: FakeClock, book: ContactBook) -> Wrapped:
        return Wrapped(FakeDirectory(clock, SETTINGS), book, clock)


def test_nothing_of_the_port_is_missing() -> None:
    asked = {name for name in vars(Directory) if not name.startswith("_")}
    assert asked
    assert asked - set(vars(ContactDirectory)) == set()


@pytest.mark.parametrize("call", CALLS)
def test_what_fails_inside_fails_here(call: str, book: ContactBook) -> None:
    clock = FakeClock()
    inside = FailingDirectory(clock, SETTINGS)
    key = inside.add_account(FRANCISCO)
    wrapped: Directory = Wrapped(inside, book, clock)
    with pytest.raises(DirectoryUnavailable):
        CALLS[call](wrapped, key)
