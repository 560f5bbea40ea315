"""A directory whose contacts come from a table of our own, alone or beside its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backend.core.contact_book import ContactBook, SharedRule, Source
from backend.core.ports import (
    Account,
    Capabilities,
    Clock,
    Contact,
    Directory,
    DirectoryUnavailable,
    Holders,
    Match,
    TemporaryPass,
    Verified,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.store import StoreUnavailable
from backend.core.views import PasswordRules


class ContactDirectory:
    """Implements `Directory` around any other.

    For somebody unknown the table is asked just as well, so that both cost the same.
    """

    def __init__(
        self, inside: Directory, book: ContactBook, source: Source, rule: SharedRule, clock: Clock
    ) -> None:
        self._inside, self._book, self._source, self._rule, self._clock = inside, book, source, rule, clock

    @property
    def capabilities(self) -> Capabilities:
        return replace(self._inside.capabilities, registers_contacts=True)

    def rules(self) -> PasswordRules:
        return self._inside.rules()

    def find(self, candidates: Sequence[str]) -> Account | None:
        return self._with_ours(self._inside.find(candidates))

    def find_card(self, number: Secret) -> Account | None:
        return self._with_ours(self._inside.find_card(number))

    def verify(self, key: str | None, password: Secret) -> Verified:
        return self._inside.verify(key, password)

    def reset(self, key: str, password: Secret) -> WriteResult:
        return self._inside.reset(key, password)

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        return self._inside.change(key, current, password)

    def unlock(self, key: str) -> WriteResult:
        return self._inside.unlock(key)

    def holds(self, key: str, password: Secret) -> bool | None:
        return self._inside.holds(key, password)

    def locked(self, key: str) -> bool:
        return self._inside.locked(key)

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        """Contacts matter only once one of them is chosen, who is then found again."""
        return self._inside.search(text, most)

    def photo(self, key: str) -> bytes | None:
        return self._inside.photo(key)

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        """In the directory, if it is asked and keeps them; else in our table."""
        if self._source is Source.BOTH and self._inside.capabilities.registers_contacts:
            return self._inside.register_contact(key, contact)
        try:
            self._book.keep(key, contact, self._clock.now())
        except StoreUnavailable as error:
            raise DirectoryUnavailable(str(error)) from error
        return Written()

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        return self._inside.temporary_pass(key)

    def _with_ours(self, account: Account | None) -> Account | None:
        try:
            ours = self._book.of(account.key if account else "", self._rule)
        except StoreUnavailable as error:
            raise DirectoryUnavailable(str(error)) from error
        if account is None:
            return None
        if self._source is Source.TABLE:
            return replace(account, contacts=ours)
        return replace(account, contacts=_joined(account.contacts, ours))


def _joined(theirs: tuple[Contact, ...], ours: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Each destination once: on record since the earlier of both, and shared if ours knows it to be."""
    found = {_name(one): one for one in theirs}
    for one in ours:
        known = found.get(_name(one))
        if known is None:
            found[_name(one)] = one
        else:
            several = Holders.SEVERAL in (known.holders, one.holders)
            held_by = Holders.SEVERAL if several else Holders.ONE
            since = min(known.changed_at, one.changed_at)
            found[_name(one)] = replace(known, changed_at=since, holders=held_by)
    return tuple(found.values())


def _name(contact: Contact) -> tuple[str, str]:
    return contact.channel.value, contact.destination.reveal().casefold()
