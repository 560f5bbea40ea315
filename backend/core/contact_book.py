"""Contacts of our own, beside or instead of the directory's: sealed for the account they belong to.

Whoever can write to the database can remove a contact; to make one, to move one to another account, or to
make one look older than it is takes the key outside the database.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import groupby

from backend.core.contact_rows import ContactKind, StoredContact
from backend.core.marks import Marks
from backend.core.ports import Contact, Holders, SealBrokenError, Sealer
from backend.core.secret import Secret
from backend.core.store import Store, Tx
from backend.core.views import Channel

_log = logging.getLogger("repasse.contacts")


class Source(Enum):
    """Where contacts come from."""

    DIRECTORY = "directory"
    TABLE = "table"
    """Ours stand in the place of the directory's."""
    BOTH = "both"


class SharedRule(Enum):
    """What a contact that several accounts have is worth."""

    ALLOWED = "allowed"
    SECOND_GATE = "second_gate"


@dataclass(frozen=True, slots=True)
class ContactSettings:
    """`countries`: ISO 3166 codes of the countries whose numbers are imported; empty takes all."""

    source: Source = Source.DIRECTORY
    shared: SharedRule = SharedRule.ALLOWED
    countries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(one) != 2 or not one.isascii() or not one.isupper() for one in self.countries):
            raise ValueError("countries must be ISO 3166 codes of two capital letters, such as BE")


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact of one account. `identifier` is for people who read a report; the `account` key counts."""

    account: str
    identifier: str
    kind: ContactKind
    value: Secret
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact of several accounts."""

    kind: ContactKind
    value: Secret
    identifiers: tuple[str, ...]
    """Those of the accounts; the account's key where no identifier is known."""


CHANNELS = {
    ContactKind.EMAIL: (Channel.EMAIL,),
    ContactKind.MOBILE: (Channel.SMS, Channel.VOICE),
    ContactKind.PHONE: (Channel.VOICE,),
    ContactKind.AUTHENTICATOR: (Channel.AUTHENTICATOR,),
}
KINDS = {
    Channel.EMAIL: ContactKind.EMAIL,
    Channel.SMS: ContactKind.MOBILE,
    Channel.VOICE: ContactKind.PHONE,
    Channel.AUTHENTICATOR: ContactKind.AUTHENTICATOR,
}


class ContactBook:
    """Reads and writes the table of one institution."""

    def __init__(self, store: Store, marks: Marks, sealer: Sealer, institution: str) -> None:
        self.store = store
        self._marks, self._sealer, self._institution = marks, sealer, institution

    def of(self, account: str, rule: SharedRule) -> tuple[Contact, ...]:
        """What reaches that account; the same statement whether it has contacts or not."""
        with self.store.reading() as tx:
            rows = tx.contact_rows.of(account)
        return tuple(contact for row, holders in rows for contact in self._contacts(row, holders, rule))

    def keep(self, account: str, contact: Contact, now: datetime) -> None:
        """In the place of those of its kind, changed now."""
        entry = Entry(account, "", KINDS[contact.channel], contact.destination, now)
        with self.store.writing() as tx:
            for row, _ in tx.contact_rows.of(account):
                if row.kind is entry.kind:
                    tx.contact_rows.remove(row)
            self.write(tx, entry)

    def write(self, tx: Tx, entry: Entry) -> None:
        """Insert it."""
        plain = Secret(json.dumps([entry.value.reveal(), entry.identifier]))
        context = self._context(entry.account, entry.kind, entry.changed_at)
        sealed = self._sealer.seal(plain, context)
        mark = self.mark(entry.value)
        tx.contact_rows.add(StoredContact(entry.account, entry.kind, mark, sealed, entry.changed_at))

    def mark(self, value: Secret) -> str:
        """Addresses are one, however they are written."""
        return self._marks.contact(Secret(value.reveal().casefold()))

    def shared(self, tx: Tx) -> Iterator[SharedContact]:
        """Every contact that several accounts have."""
        for _, rows in groupby(tx.contact_rows.shared(), key=_mark):
            entries = [entry for row in rows if (entry := self.opened(row)) is not None]
            entries.sort(key=_reader_s_name)
            names = tuple(dict.fromkeys(_reader_s_name(one) for one in entries))
            if len({one.account for one in entries}) > 1:
                yield SharedContact(entries[0].kind, entries[0].value, names)

    def opened(self, row: StoredContact) -> Entry | None:
        """None for a row that was changed or moved behind our back."""
        try:
            plain = self._sealer.open(row.sealed, self._context(row.account, row.kind, row.changed_at))
        except SealBrokenError:
            _log.error("a row of the contacts table was changed behind our back; it is not used")
            return None
        value, identifier = json.loads(plain.reveal())
        return Entry(row.account, identifier, row.kind, Secret(value), row.changed_at)

    def _contacts(self, row: StoredContact, holders: int, rule: SharedRule) -> Iterable[Contact]:
        entry = self.opened(row)
        if entry is None:
            return
        several = holders > 1 and rule is SharedRule.SECOND_GATE
        held_by = Holders.SEVERAL if several else Holders.ONE
        for channel in CHANNELS[entry.kind]:
            yield Contact(channel, entry.value, entry.changed_at, held_by)

    def _context(self, account: str, kind: ContactKind, changed_at: datetime) -> str:
        at = round(changed_at.timestamp() * 1_000_000)
        return f"contact-book|{self._institution}|{kind.value}|{at}|{account}"


def _reader_s_name(entry: Entry) -> str:
    return entry.identifier or entry.account


def _mark(row: StoredContact) -> str:
    return row.mark
