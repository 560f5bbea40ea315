"""A table of contacts on a fresh database, with a directory of three people in front of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit, contact_book
from backend.contact_files import ContactReader
from backend.core.audit import Trail
from backend.core.contact_book import ContactBook, SharedRule, Source
from backend.core.contact_directory import ContactDirectory
from backend.core.contact_import import ContactImport, Extent, Fault, Mode, Tally
from backend.core.desk import Desks
from backend.core.marks import Marks
from backend.core.ports import Account, Contact
from tests.backend.core.stage import Stage, stage
from tests.backend.fakes import FERRER, person

FAMILY = "family@gmail.com"
HEAD = "identifier,kind,value,since\n"
OLD = "2026-01-01"


@dataclass
class Shelf:
    """What a test may touch. The people are FerrerFr2017, OtherOt2019 and ThirdTh2020."""

    at: Stage
    book: ContactBook
    importing: ContactImport

    def read(self, text: str, **changed: object) -> tuple[list[object], list[Fault]]:
        chosen: dict[str, object] = {
            "region": "BE",
            "countries": (),
            "own_domains": frozenset({"he-ferrer.eu"}),
        }
        reader = ContactReader(**(chosen | changed))  # type: ignore[arg-type] # any argument of it
        wanted, faults = reader.read(text)
        return list(wanted), faults

    def load(self, rows: str, extent: Extent = Extent.NAMED, mode: Mode = Mode.FOR_GOOD) -> Tally:
        wanted, faults = ContactReader("BE", (), frozenset({"he-ferrer.eu"})).read(HEAD + rows)
        assert faults == []
        placed, faults = self.importing.place(wanted)
        assert faults == []
        return self.importing.run(placed, extent, mode, "cli:op")

    def directory(
        self, source: Source = Source.TABLE, rule: SharedRule = SharedRule.ALLOWED
    ) -> ContactDirectory:
        return ContactDirectory(self.at.directory, self.book, source, rule, self.at.clock)

    def serve(self, source: Source = Source.TABLE, rule: SharedRule = SharedRule.ALLOWED) -> None:
        """From now on the stations use the table."""
        self.at.parts = replace(self.at.parts, directory=self.directory(source, rule))
        self.at.desks = Desks(self.at.parts)

    def contacts(self, name: str = "ferrerfr2017", source: Source = Source.TABLE) -> list[tuple[str, str]]:
        found = self.account(name, source)
        return [(one.channel.value, one.destination.reveal()) for one in found.contacts]

    def account(
        self, name: str, source: Source = Source.TABLE, rule: SharedRule = SharedRule.ALLOWED
    ) -> Account:
        account = self.directory(source, rule).find((f"{name.lower()}@he-ferrer.eu",))
        assert account is not None
        return account

    def rows(self) -> int:
        with reading(self.at.engine) as connection:
            return len(connection.execute(select(contact_book)).all())

    def records(self) -> list[tuple[str, dict[str, object]]]:
        query = select(audit.c.kind, audit.c.detail).where(audit.c.kind.startswith("contacts_"))
        with reading(self.at.engine) as connection:
            found = connection.execute(query.order_by(audit.c.id))
            return [(str(kind), json.loads(detail)) for kind, detail in found]


def settled(at: Stage) -> datetime:
    return at.clock.now() - timedelta(days=8)


def bare(account: Account, *contacts: Contact) -> Account:
    return replace(account, contacts=contacts)


def shelf_on(at: Stage) -> Shelf:
    """An empty table, and people without contacts of the directory's own."""
    at.directory.add(bare(FERRER))
    for name in ("otherot2019", "thirdth2020"):
        at.directory.add(person(name, contacts=()))
    marks, house = Marks(at.keys), at.settings.institution
    book, trail = ContactBook(at.store, marks, at.sealer, house.id), Trail(marks, house.id)
    rule = house.identifier_rule
    return Shelf(at, book, ContactImport(book, at.directory, rule, trail, marks, at.clock))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    at = stage(tmp_path)
    yield shelf_on(at)
    at.desks.postman.close()
    at.engine.dispose()
