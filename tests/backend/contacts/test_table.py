"""Importing, what the audit says of it, and what a row in the database is worth without the key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.tables import audit, contact_book
from backend.core.audit import Trail
from backend.core.contact_book import Source
from backend.core.contact_import import Extent, Mode, Tally
from backend.core.marks import Marks
from tests.backend.contacts.shelf import OLD, Shelf

MOBILE, MAIL = "+32470123423", "francisco@gmail.com"
TWO = f"FerrerFr2017,mobile,0470 12 34 23,{OLD}\nFerrerFr2017,email,{MAIL},{OLD}\n"


def test_a_mobile_takes_messages_and_calls_a_telephone_calls_only(shelf: Shelf) -> None:
    shelf.load(TWO + f"OtherOt2019,phone,02 123 45 67,{OLD}\n")
    assert shelf.contacts() == [("email", MAIL), ("sms", MOBILE), ("voice", MOBILE)]
    assert shelf.contacts("otherot2019") == [("voice", "+3221234567")]


def test_an_import_is_on_record_account_by_account_without_values(shelf: Shelf) -> None:
    assert shelf.load(TWO + f"OtherOt2019,email,o@gmail.com,{OLD}\n") == Tally(accounts=2, added=3)
    assert shelf.records() == [
        ("contacts_changed", {"added": 2, "removed": 0, "redated": 0}),
        ("contacts_changed", {"added": 1, "removed": 0, "redated": 0}),
        (
            "contacts_imported",
            {"accounts": 2, "added": 3, "removed": 0, "redated": 0, "kept": 0, "extent": "named"},
        ),
    ]
    marks = Marks(shelf.at.keys)
    subject = marks.in_audit(marks.account(shelf.account("ferrerfr2017").key))
    with reading(shelf.at.engine) as connection:
        rows = connection.execute(select(audit).where(audit.c.kind == "contacts_changed")).all()
    assert subject in {row.subject for row in rows}
    with shelf.at.store.reading() as tx:
        records = tx.audit.of_kinds(("contacts_changed", "contacts_imported"), shelf.at.clock.now())
        assert all(Trail(marks, shelf.at.settings.institution.id).genuine(one) for one in records)


def test_the_same_file_again_changes_nothing(shelf: Shelf) -> None:
    shelf.load(TWO)
    shelf.at.clock.advance(days=3)
    assert shelf.load(TWO) == Tally(kept=2)
    assert [kind for kind, _ in shelf.records()].count("contacts_changed") == 1


def test_what_the_file_names_takes_the_place_of_its_kind(shelf: Shelf) -> None:
    shelf.load(TWO + f"OtherOt2019,email,o@gmail.com,{OLD}\n")
    assert shelf.load("FerrerFr2017,mobile,0470 99 99 99,\n") == Tally(1, added=1, removed=1)
    assert shelf.contacts() == [("email", MAIL), ("sms", "+32470999999"), ("voice", "+32470999999")]
    assert shelf.contacts("otherot2019") == [("email", "o@gmail.com")]


def test_a_file_that_is_the_whole_table(shelf: Shelf) -> None:
    shelf.load(TWO + f"OtherOt2019,email,o@gmail.com,{OLD}\n")
    assert shelf.load(f"FerrerFr2017,email,{MAIL},\n", Extent.EVERYTHING) == Tally(2, removed=2, kept=1)
    assert shelf.contacts() == [("email", MAIL)]
    assert shelf.contacts("otherot2019") == []


def test_a_dry_run_says_the_same_and_does_nothing(shelf: Shelf) -> None:
    assert shelf.load(TWO, mode=Mode.DRY_RUN) == Tally(1, added=2)
    assert (shelf.rows(), shelf.records()) == (0, [])
    shelf.load(TWO)
    told = shelf.load("OtherOt2019,email,o@gmail.com,\n", Extent.EVERYTHING, Mode.DRY_RUN)
    assert told == shelf.load("OtherOt2019,email,o@gmail.com,\n", Extent.EVERYTHING)


def test_what_is_new_is_dated_now_and_what_stays_keeps_its_date(shelf: Shelf) -> None:
    shelf.load(f"FerrerFr2017,email,{MAIL},\n")
    imported = shelf.at.clock.now()
    shelf.at.clock.advance(days=9)
    shelf.load(f"FerrerFr2017,email,{MAIL},\n")
    assert [one.changed_at for one in shelf.account("ferrerfr2017").contacts] == [imported]
    shelf.load(f"FerrerFr2017,email,{MAIL},{OLD}\n")
    assert [str(one.changed_at.date()) for one in shelf.account("ferrerfr2017").contacts] == [OLD]


def test_all_or_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Trail, "note", breaks)
    with pytest.raises(ZeroDivisionError):
        shelf.load(TWO)
    assert shelf.rows() == 0


# --- without the key ----------------------------------------------------------------------------


@pytest.mark.logs_errors
@pytest.mark.parametrize("column", ["account", "kind", "changed_at", "sealed"])
def test_a_row_that_was_changed_or_moved_reaches_nobody(shelf: Shelf, column: str) -> None:
    shelf.load(f"FerrerFr2017,email,{MAIL},\n")
    shelf.load("OtherOt2019,mobile,0470 99 99 99,\n")
    other = shelf.account("otherot2019")
    changed: dict[str, object] = {
        "account": other.key,
        "kind": "phone",
        "changed_at": shelf.at.clock.now() - timedelta(days=99),
        "sealed": b"\x00" * 40,
    }
    table = contact_book.c
    with writing(shelf.at.engine) as connection:
        where = table.account == shelf.account("ferrerfr2017").key
        values = {column: changed[column]} if column != "kind" else {"kind": _phone()}
        connection.execute(update(contact_book).where(where).values(values))
    assert shelf.contacts() == []
    assert MAIL not in str(shelf.contacts("otherot2019"))


def _phone() -> object:
    from backend.core.contact_rows import ContactKind

    return ContactKind.PHONE


@pytest.mark.logs_errors
def test_the_next_import_makes_a_changed_row_anew(shelf: Shelf) -> None:
    shelf.load(f"FerrerFr2017,email,{MAIL},\n")
    with writing(shelf.at.engine) as connection:
        connection.execute(update(contact_book).values(sealed=b"broken"))
    assert shelf.load(f"FerrerFr2017,email,{MAIL},\n") == Tally(1, redated=1)
    assert shelf.contacts() == [("email", MAIL)]


def test_nothing_in_the_database_can_be_read(shelf: Shelf) -> None:
    shelf.load(TWO)
    with reading(shelf.at.engine) as connection:
        found = repr([tuple(row) for row in connection.execute(select(contact_book))])
    for secret in (MAIL, "470123423", "FerrerFr2017"):
        assert secret not in found.replace(shelf.account("ferrerfr2017", Source.TABLE).key, "")
