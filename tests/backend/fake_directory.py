"""Fakes of the directory: one in memory, and one that fails when it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from backend.core.ports import (
    Account,
    Capabilities,
    Contact,
    Match,
    RefusedWrite,
    Standing,
    TemporaryPass,
    Verified,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, CharacterClass, PasswordRules, Propagation, Rule

EPOCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning in Brussels."""
OLD = "Old-Word-2025"
LONG_AGO = EPOCH - timedelta(days=400)

RULES = PasswordRules(
    min_length=8, max_length=64, classes=tuple(CharacterClass), classes_needed=4, allowed=""
)
CAPABILITIES = Capabilities(
    verifies_password=True,
    unlocks=True,
    enforces_history=True,
    lockout_threshold=10,
    lockout_window=600,
    propagation=(Propagation("Microsoft 365", 5),),
    reads_cards=True,
    searches=True,
    registers_contacts=True,
)


def contact(channel: Channel, destination: str, changed_at: datetime = LONG_AGO) -> Contact:
    return Contact(channel, Secret(destination), changed_at)


def telephone(number: str, changed_at: datetime = LONG_AGO) -> tuple[Contact, ...]:
    return contact(Channel.SMS, number, changed_at), contact(Channel.VOICE, number, changed_at)


def person(name: str, standing: Standing = Standing.ACTIVE, contacts: tuple[Contact, ...] = ()) -> Account:
    """An account whose identifier is `name` at the college, e.g. ``ferrerfr2017``."""
    return Account(
        key=f"key-{name}",
        identifier=f"{name}@he-ferrer.eu",
        display_name=name.capitalize(),
        own_words=(name,),
        standing=standing,
        contacts=contacts,
        language="fr",
    )


FERRER = person(
    "ferrerfr2017",
    contacts=(contact(Channel.EMAIL, "francisco@gmail.com"), *telephone("+32470123423")),
)


@dataclass
class FakeDirectory:
    """Accounts and passwords in memory. `log` names every call, `writes` every password set."""

    accounts: dict[str, Account] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    writes: list[tuple[str, str]] = field(default_factory=list)
    history: dict[str, list[str]] = field(default_factory=dict)
    capabilities: Capabilities = CAPABILITIES
    cards: dict[str, str] = field(default_factory=dict)
    """The identifier of each card's owner."""
    numbers: dict[str, str] = field(default_factory=dict)
    """The identifier of each student number's owner."""
    photos: dict[str, bytes] = field(default_factory=dict)
    passes: dict[str, TemporaryPass] = field(default_factory=dict)

    def add(self, account: Account) -> None:
        """The account, with the password `OLD`."""
        self.accounts[account.identifier] = account
        self.passwords[account.key] = OLD

    def rules(self) -> PasswordRules:
        self.log.append("rules")
        return RULES

    def find(self, candidates: Sequence[str]) -> Account | None:
        self.log.append("find")
        found = {one.key: one for one in map(self.accounts.get, candidates) if one is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def find_card(self, number: Secret) -> Account | None:
        self.log.append("find_card")
        return self.accounts.get(self.cards.get(number.reveal(), ""))

    def verify(self, key: str | None, password: Secret) -> Verified:
        self.log.append("verify")
        right = key is not None and self.passwords.get(key) == password.reveal()
        return Verified.ACCEPTED if right and self._of(key).standing is Standing.ACTIVE else Verified.REFUSED

    def reset(self, key: str, password: Secret) -> WriteResult:
        self.log.append("reset")
        return self._set(key, password)

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        self.log.append("change")
        if self.passwords[key] != current.reveal():
            return RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))
        return self._set(key, password)

    def unlock(self, key: str) -> WriteResult:
        self.log.append("unlock")
        self._stand(key, Standing.ACTIVE)
        return Written()

    def holds(self, key: str, password: Secret) -> bool | None:
        self.log.append("holds")
        return self.passwords[key] == password.reveal()

    def locked(self, key: str) -> bool:
        self.log.append("locked")
        return self._of(key).standing is Standing.LOCKED

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        self.log.append("search")
        owners = {owner: number for number, owner in self.numbers.items()}
        found = [
            Match(one, owners.get(one.identifier, ""))
            for one in self.accounts.values()
            if one.identifier == self.numbers.get(text) or text.casefold() in one.display_name.casefold()
        ]
        return tuple(found[:most])

    def photo(self, key: str) -> bytes | None:
        self.log.append("photo")
        return self.photos.get(key)

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        self.log.append("register_contact")
        account = self._of(key)
        kinds = {Channel.EMAIL} if contact.channel is Channel.EMAIL else {Channel.SMS, Channel.VOICE}
        kept = tuple(one for one in account.contacts if one.channel not in kinds)
        new = tuple(replace(contact, channel=kind) for kind in Channel if kind in kinds)
        self.accounts[account.identifier] = replace(account, contacts=(*kept, *new))
        return Written()

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        self.log.append("temporary_pass")
        return self.passes.get(key)

    def _set(self, key: str, password: Secret) -> WriteResult:
        used = self.history.setdefault(key, [self.passwords[key]])
        if password.reveal() in used:
            return RefusedWrite((BrokenRule(Rule.HISTORY),))
        used.append(password.reveal())
        self.passwords[key] = password.reveal()
        self.writes.append((key, password.reveal()))
        if self._of(key).standing is Standing.LOCKED:
            self._stand(key, Standing.ACTIVE)
        return Written()

    def _of(self, key: str | None) -> Account:
        return next(one for one in self.accounts.values() if one.key == key)

    def _stand(self, key: str, standing: Standing) -> None:
        account = self._of(key)
        self.accounts[account.identifier] = replace(account, standing=standing)


@dataclass
class FailingDirectory(FakeDirectory):
    """Fails at the next call of a name, before (`failing`) or after (`losing`) having done it."""

    failing: dict[str, BaseException] = field(default_factory=dict)
    losing: dict[str, BaseException] = field(default_factory=dict)
    blind: bool = False

    def find(self, candidates: Sequence[str]) -> Account | None:
        self._fail("find")
        return super().find(candidates)

    def find_card(self, number: Secret) -> Account | None:
        self._fail("find_card")
        return super().find_card(number)

    def verify(self, key: str | None, password: Secret) -> Verified:
        self._fail("verify")
        return super().verify(key, password)

    def reset(self, key: str, password: Secret) -> WriteResult:
        self._fail("reset")
        return self._lose("reset", super().reset(key, password))

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        self._fail("change")
        return self._lose("change", super().change(key, current, password))

    def unlock(self, key: str) -> WriteResult:
        self._fail("unlock")
        return self._lose("unlock", super().unlock(key))

    def holds(self, key: str, password: Secret) -> bool | None:
        self._fail("holds")
        return None if self.blind else super().holds(key, password)

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        self._fail("search")
        return super().search(text, most)

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        self._fail("register_contact")
        return self._lose("register_contact", super().register_contact(key, contact))

    def _fail(self, name: str) -> None:
        error = self.failing.pop(name, None)
        if error is not None:
            raise error

    def _lose(self, name: str, result: WriteResult) -> WriteResult:
        error = self.losing.pop(name, None)
        if error is not None:
            raise error
        return result
