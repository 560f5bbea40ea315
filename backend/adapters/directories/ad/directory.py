"""Active Directory as a directory: found by name, told by objectGUID, written in one modify.

A sign-in or search does the same operations in the same order whether there is such an account or not.
Success is what the modify itself answered and nothing else.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence

from backend.adapters.directories.ad import answers, people, values
from backend.adapters.directories.ad.answers import Bind
from backend.adapters.directories.ad.landscape import ANYTHING, Surveyor, within
from backend.adapters.directories.ad.people import Reader
from backend.adapters.directories.ad.policy import stricter, strictest_lockout
from backend.adapters.directories.ad.settings import AdSettings
from backend.adapters.directories.ad.wire import Wire
from backend.adapters.directories.ad.writing import NO_ACCOUNT, Subject, Writer
from backend.adapters.directories.ldap import filters
from backend.adapters.directories.ldap.values import Entry, Query, Scope
from backend.core.ports import (
    Account,
    Capabilities,
    Clock,
    Contact,
    DirectoryUnavailable,
    Match,
    Numbers,
    TemporaryPass,
    Verified,
    WriteResult,
)
from backend.core.secret import Secret
from backend.core.views import PasswordRules

_VERIFIED = {
    Bind.ACCEPTED: Verified.ACCEPTED,
    Bind.RESTRICTED: Verified.ACCEPTED,
    Bind.MUST_CHANGE: Verified.MUST_CHANGE,
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_NOBODYS = Secret("-")
"""Sent in place of what cannot be a password, so that the work is the same."""


class AdDirectory:
    """Implements `backend.core.ports.Directory`. Thread-safe.

    `domain` is the institution's part after @; addresses in it may be named by their sAMAccountName.
    """

    def __init__(
        self,
        wire: Wire,
        settings: AdSettings,
        clock: Clock,
        numbers: Numbers,
        domain: str = "",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.wire, self._settings, self._clock = wire, settings, clock
        self._reader = Reader(settings, numbers, domain.casefold())
        self._surveyor = Surveyor(wire, settings, monotonic)
        self._writer = Writer(wire, settings, clock, self._surveyor)

    def close(self) -> None:
        self.wire.close()

    @property
    def capabilities(self) -> Capabilities:
        """While the policy was never read, a threshold of 1: then nobody's sign-in is tried."""
        known, settings = self._surveyor.known(), self._settings
        threshold, window = strictest_lockout((known.policy, *known.fine.values())) if known else (1, 0)
        return Capabilities(
            verifies_password=True,
            unlocks=True,
            enforces_history=known is not None and known.hints is not None and known.policy.history > 0,
            lockout_threshold=threshold,
            lockout_window=window,
            propagation=settings.propagation,
            reads_cards=bool(settings.card),
            has_photos=True,
            searches=True,
            registers_contacts=bool(settings.contacts.register_mobile and settings.contacts.register_email),
        )

    def rules(self) -> PasswordRules:
        known = self._surveyor.known()
        return stricter(self._settings.rules, known.policy) if known else self._settings.rules

    def find(self, candidates: Sequence[str]) -> Account | None:
        named = self._reader.named(candidates)
        return self._only(named) if named else None

    def find_card(self, number: Secret) -> Account | None:
        if not (self._settings.card and number):
            return None
        card = filters.equals(self._settings.card, number.reveal())
        return self._only(filters.every((people.PERSON, card)))

    def verify(self, key: str | None, password: Secret) -> Verified:
        found, _ = self._tried(key or "", password)
        return _VERIFIED.get(found, Verified.REFUSED)

    def reset(self, key: str, password: Secret) -> WriteResult:
        subject = self._subject(key, self._unprivileged())
        return NO_ACCOUNT if subject is None else self._writer.reset(subject, password)

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:
        subject = self._subject(key)
        return NO_ACCOUNT if subject is None else self._writer.change(subject, current, password)

    def unlock(self, key: str) -> WriteResult:
        subject = self._subject(key, self._unprivileged())
        return NO_ACCOUNT if subject is None else self._writer.unlock(subject)

    def holds(self, key: str, password: Secret) -> bool | None:
        """By signing in. What that failed sign-in counts is taken back, with those before it."""
        found, known = self._tried(key, password)
        if found in answers.RIGHT:
            return True
        if found is not Bind.WRONG or not known:
            return None
        self._writer.forgive(key)
        return False

    def locked(self, key: str) -> bool:
        entry = self._entry(key, ("msDS-User-Account-Control-Computed",))
        return entry is not None and people.locked(entry)

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        like = self._reader.like(text)
        found = self._people(like, most) if like and most > 0 else []
        number = self._settings.student_number
        return tuple(
            Match(account, entry.text(number).casefold() if number else "")
            for entry, account in sorted(found, key=lambda one: people.by_name(one[0]))
        )

    def photo(self, key: str) -> bytes | None:
        entry = self._entry(key, ("thumbnailPhoto",))
        picture = entry.value("thumbnailPhoto") if entry else None
        return picture if picture and picture.startswith(_PICTURES) else None

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        subject = self._subject(key, self._unprivileged())
        return NO_ACCOUNT if subject is None else self._writer.register(subject, contact)

    def temporary_pass(self, key: str) -> TemporaryPass | None:  # noqa: ARG002 - the port names it
        """This directory issues none."""
        return None

    # --- inside ---------------------------------------------------------------------------------

    def _only(self, wanted: str) -> Account | None:
        """The account, when exactly one entry fits."""
        found = self._people(wanted, 2)
        return found[0][1] if len(found) == 1 else None

    def _people(self, wanted: str, most: int) -> list[tuple[Entry, Account]]:
        landscape, settings = self._surveyor.now(), self._settings
        query = Query(settings.base, wanted, self._reader.attributes, most=most)
        found = self.wire.search(query).entries[:most]
        if not all(one.value("objectGUID") for one in found):
            raise DirectoryUnavailable("the service account cannot read objectGUID")
        members = self._members([one.value("objectGUID") or b"" for one in found])
        now = self._clock.now()
        told = []
        for entry in found:
            member = entry.value("objectGUID") in members
            standing = people.standing(entry, landscape, settings, now, member=member)
            told.append((entry, self._reader.account(entry, landscape, standing)))
        return told

    def _members(self, identities: Sequence[bytes]) -> set[bytes]:
        """Which of these objectGUIDs are in a privileged group; asked when there are none, too."""
        asked = identities or [secrets.token_bytes(16)]
        either = filters.some(filters.equals("objectGUID", one) for one in asked)
        groups = within(self._surveyor.now().protected.groups)
        query = Query(self._settings.base, filters.every((either, groups)), ("objectGUID",))
        return {one.value("objectGUID") or b"" for one in self.wire.search(query).entries}

    def _unprivileged(self) -> str:
        """A filter for who is in no privileged group; nobody fits it while memberOf cannot be read."""
        return f"(!{within(self._surveyor.latest().protected.groups)})"

    def _subject(self, key: str, also: str = "") -> Subject | None:
        """Whom a write is about, by one question, as the directory has it now."""
        if values.guid_octets(key) is None:
            return None
        landscape = self._surveyor.latest()
        entry = self._entry(key, self._reader.attributes, also)
        if entry is None:
            return None
        standing = people.standing(entry, landscape, self._settings, self._clock.now(), member=False)
        return Subject(key, entry, landscape, standing)

    def _entry(self, key: str, attributes: tuple[str, ...], also: str = "") -> Entry | None:
        named = values.guid_dn(key if values.guid_octets(key) else values.new_guid())
        query = Query(named, filters.every((people.PERSON, also)), attributes, Scope.BASE)
        found = self.wire.search(query).entries
        return found[0] if len(found) == 1 else None

    def _dn(self, key: str) -> str | None:
        named = values.guid_dn(key if values.guid_octets(key) else values.new_guid())
        found = self.wire.search(Query(named, ANYTHING, (), Scope.BASE)).entries
        return found[0].dn if len(found) == 1 else None

    def _tried(self, key: str, password: Secret) -> tuple[Bind, bool]:
        """One search and one bind, for whomever; and whether there is such an account.

        Raises `DirectoryUnavailable`.
        """
        found_dn = self._dn(key)
        dn = found_dn or f"{filters.rdn('CN', secrets.token_hex(16))},{self._settings.base}"
        fit = bool(password) and _is_text(password)
        answer = self.wire.bind_as(dn, password if fit else _NOBODYS)
        found = answers.of_bind(answer.code, answer.diagnostic)
        if found is Bind.FAULT:
            raise DirectoryUnavailable(f"a sign-in was answered with result {answer.code}")
        return found if fit else Bind.WRONG, found_dn is not None


def _is_text(password: Secret) -> bool:
    """Whether it can be sent at all; an empty one would sign nobody in, and succeed (RFC 4513 5.1.2)."""
    try:
        password.reveal().encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in password.reveal()
