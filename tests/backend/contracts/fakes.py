"""Fakes of the backend's ports, for every test that needs one. They keep the ports' contracts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount, SqlDirectorySettings
from backend.core import password_rules
from backend.core.ports import (
    Account,
    CallEnd,
    CallScript,
    Capabilities,
    Contact,
    Match,
    Message,
    RefusedWrite,
    Sent,
    Standing,
    TemporaryPass,
    Verified,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, PasswordRules, Rule

T = TypeVar("T")
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that stands still until told; `sleep` moves it, and can be handed out as a sleeper."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class _Person:
    key: str
    new: NewAccount
    contacts_since: datetime
    passwords: list[str]
    changed_at: datetime
    must_change: bool
    failed: list[datetime] = field(default_factory=list)
    locked_until: datetime | None = None
    registered: dict[Channel, tuple[Secret, datetime]] = field(default_factory=dict)


class FakeDirectory:
    """Keeps accounts in memory and passwords in the clear; for tests only. Not thread-safe."""

    def __init__(self, clock: FakeClock, settings: SqlDirectorySettings) -> None:
        self._clock, self._settings = clock, settings
        self._people: dict[str, _Person] = {}
        self._numbers = itertools.count(1)
        self.writes: list[str] = []
        """The keys whose password was written, in order."""

    @property
    def capabilities(self) -> Capabilities:
        settings = self._settings
        return Capabilities(
            verifies_password=True,
            unlocks=True,
            enforces_history=settings.history > 0,
            lockout_threshold=settings.lockout_threshold,
            lockout_window=settings.lockout_window,
            propagation=settings.propagation,
            reads_cards=True,
            searches=True,
            registers_contacts=True,
        )

    def rules(self) -> PasswordRules:
        return self._settings.rules

    def add_account(self, new: NewAccount) -> str:
        cards = {person.new.card.reveal() for person in self._people.values()} - {""}
        taken = {person.new.student_number for person in self._people.values()} - {""}
        if new.card.reveal() in cards or new.student_number in taken:
            raise AccountExistsError(new.identifier)
        if any(_names(new) & _names(one.new) for one in self._people.values()):
            raise AccountExistsError(new.identifier)
        key, now = f"account-{next(self._numbers)}", self._clock.now()
        since = new.contacts_since or now
        self._people[key] = _Person(key, new, since, [new.password.reveal()], now, new.must_change)
        return key

    def find(self, candidates: Sequence[str]) -> Account | None:
        wanted = {name.casefold() for name in candidates}
        found = [person for person in self._people.values() if wanted & _names(person.new)]
        return self._account(found[0]) if len(found) == 1 else None

    def find_card(self, number: Secret) -> Account | None:
        found = [one for one in self._people.values() if number and one.new.card.matches(number)]
        return self._account(found[0]) if found else None

    def verify(self, key: str | None, password: Secret) -> Verified:
        person = self._people.get(key or "")
        if person is None or self._closed(person):
            return Verified.REFUSED
        if person.passwords[-1] != password.reveal():
            self._count(person)
            return Verified.REFUSED
        person.failed.clear()
        return Verified.MUST_CHANGE if person.must_change else Verified.ACCEPTED

    def reset(self, key: str, password: Secret) -> WriteResult:
        person = self._people.get(key)
        if person is None or self._standing(person) in (Standing.DISABLED, Standing.EXPIRED):
            return RefusedWrite((BrokenRule(Rule.OTHER),))
        return self._write(person, password)

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        if self.verify(key, current) is Verified.REFUSED:
            return RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))
        person = self._people[key]
        age = (self._clock.now() - person.changed_at).total_seconds()
        if not person.must_change and age < self._settings.min_age:
            return RefusedWrite((BrokenRule(Rule.TOO_RECENT),))
        return self._write(person, password)

    def unlock(self, key: str) -> WriteResult:
        if key not in self._people:
            return RefusedWrite((BrokenRule(Rule.OTHER),))
        self._open(self._people[key])
        return Written()

    def holds(self, key: str, password: Secret) -> bool | None:
        person = self._people.get(key)
        return None if person is None else person.passwords[-1] == password.reveal()

    def locked(self, key: str) -> bool:
        return key in self._people and self._is_locked(self._people[key])

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        words = text.casefold().split()
        people = [one for one in self._people.values() if words and _found(one.new, words)]
        people.sort(key=lambda one: (one.new.family_name, one.new.given_name))
        return tuple(Match(self._account(one), one.new.student_number.casefold()) for one in people[:most])

    def photo(self, key: str) -> bytes | None:
        return None

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        person = self._people.get(key)
        if person is None:
            return RefusedWrite((BrokenRule(Rule.OTHER),))
        kinds = {Channel.EMAIL} if contact.channel is Channel.EMAIL else {Channel.SMS, Channel.VOICE}
        person.registered |= {kind: (contact.destination, self._clock.now()) for kind in kinds}
        return Written()

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        return None

    def lock(self, key: str) -> None:
        """Lock the account as too many failed sign-ins would."""
        duration = timedelta(seconds=self._settings.lockout_duration)
        self._people[key].locked_until = self._clock.now() + duration

    def _write(self, person: _Person, password: Secret) -> WriteResult:
        words = (person.new.given_name, person.new.family_name, person.new.identifier)
        broken = password_rules.check(password, self._settings.rules, words)
        if not broken and password.reveal() in person.passwords[::-1][: self._settings.history]:
            broken = (BrokenRule(Rule.HISTORY),)
        if broken:
            return RefusedWrite(broken)
        person.passwords.append(password.reveal())
        person.changed_at, person.must_change = self._clock.now(), False
        self._open(person)
        self.writes.append(person.key)
        return Written()

    def _open(self, person: _Person) -> None:
        person.locked_until = None
        person.failed.clear()

    def _count(self, person: _Person) -> None:
        start = self._clock.now() - timedelta(seconds=self._settings.lockout_window)
        person.failed = [at for at in person.failed if at > start] + [self._clock.now()]
        if 0 < self._settings.lockout_threshold <= len(person.failed):
            person.failed.clear()
            self.lock(person.key)

    def _is_locked(self, person: _Person) -> bool:
        return person.locked_until is not None and person.locked_until > self._clock.now()

    def _closed(self, person: _Person) -> bool:
        return self._standing(person) in (Standing.DISABLED, Standing.EXPIRED) or self._is_locked(person)

    def _standing(self, person: _Person) -> Standing:
        if person.new.disabled:
            return Standing.DISABLED
        if person.new.expires_at is not None and person.new.expires_at <= self._clock.now():
            return Standing.EXPIRED
        if person.new.privileged:
            return Standing.PRIVILEGED
        return Standing.LOCKED if self._is_locked(person) else Standing.ACTIVE

    def _account(self, person: _Person) -> Account:
        new, since = person.new, person.contacts_since
        at_first = ((Channel.EMAIL, new.email), (Channel.SMS, new.mobile), (Channel.VOICE, new.mobile))
        kept = {channel: (to, since) for channel, to in at_first if to} | person.registered
        kept |= {Channel.AUTHENTICATOR: (new.authenticator, since)} if new.authenticator else {}
        local = new.identifier.casefold().partition("@")[0]
        return Account(
            key=person.key,
            identifier=new.identifier,
            display_name=f"{new.given_name} {new.family_name}",
            own_words=(new.given_name, new.family_name, local),
            standing=self._standing(person),
            contacts=tuple(Contact(channel, to, when) for channel, (to, when) in kept.items()),
            language=new.language,
        )


def _names(new: NewAccount) -> set[str]:
    return {name.casefold() for name in (new.identifier, *new.aliases)}


def _found(new: NewAccount, words: list[str]) -> bool:
    whole = "".join(words)
    names = [part for name in (new.given_name, new.family_name) for part in (name, *re.split("[ -]", name))]
    begun = all(any(name.casefold().startswith(word) for name in names) for word in words)
    spelled = {name for full in _names(new) for name in (full, full.partition("@")[0])}
    return begun or whole in spelled or whole == new.student_number.casefold()


@dataclass
class FakeMessages:
    """Remembers what it delivered; `answer` is what it says of the next ones."""

    answer: Sent = Sent.DELIVERED
    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Sent:
        taken = self.answer in (Sent.ACCEPTED, Sent.DELIVERED)
        if taken and message.id not in {known.id for known in self.sent}:
            self.sent.append(message)
        return self.answer


@dataclass
class FakeCalls:
    """Remembers the calls; `end` is how they end."""

    end: CallEnd = CallEnd.PROVED
    calls: list[CallScript] = field(default_factory=list)

    def call(self, script: CallScript) -> CallEnd:
        self.calls.append(script)
        return self.end

    def resume(self, script: CallScript) -> CallEnd:
        return self.end
