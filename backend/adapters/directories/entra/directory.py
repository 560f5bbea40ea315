"""Accounts of Entra ID. Implements `backend.core.ports.Directory` and `DatesChanges`. Thread-safe.

What it cannot do, because an application by itself may not: try a password (only the resource-owner grant
could, which Microsoft advises against and multi-factor authentication breaks), change one with the old one,
and see a lock-out (a reset lifts it).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from backend.adapters.directories.entra.asking import one_user
from backend.adapters.directories.entra.budget import Budget, Ticks
from backend.adapters.directories.entra.checking import CHECKS, Checker
from backend.adapters.directories.entra.faults import FaultKind, GraphFailed
from backend.adapters.directories.entra.finding import Finder, Found
from backend.adapters.directories.entra.graph import Graph
from backend.adapters.directories.entra.line import Line
from backend.adapters.directories.entra.people import Telephones
from backend.adapters.directories.entra.settings import EntraSettings, is_guid
from backend.adapters.directories.entra.tokens import CertificateTokens
from backend.adapters.directories.entra.users import User
from backend.adapters.directories.entra.writing import AFTERWARDS, NOT_HERE, Writer
from backend.core.directory_check import Finding
from backend.core.ports import (
    Account,
    Capabilities,
    Clock,
    Contact,
    DirectoryOutcomeUnknown,
    DirectoryUnavailable,
    Match,
    TemporaryPass,
    Verified,
    WriteResult,
)
from backend.core.secret import Secret
from backend.core.views import PasswordRules

SETTLES = timedelta(minutes=2)
"""After this long a write that was lost has landed everywhere, or never will."""


class EntraDirectory:
    def __init__(
        self, settings: EntraSettings, numbers: Telephones, clock: Clock, ticks: Ticks | None = None
    ) -> None:
        """Nothing is asked yet: a backend starts while the network is down."""
        self._settings = settings
        self._clock = clock
        self._ticks = ticks or Ticks()
        self._line = Line(settings)
        self._tokens = CertificateTokens(settings, self._line)
        self._graph = Graph(self._line, self._tokens, settings.graph_url, lambda: str(uuid.uuid4()))
        self._finder = Finder(self._graph, settings, numbers, clock)
        self._writer = Writer(self._graph, settings, numbers, clock, self._ticks)

    def close(self) -> None:
        self._line.close()

    @property
    def capabilities(self) -> Capabilities:
        settings = self._settings
        return Capabilities(
            verifies_password=False,
            unlocks=False,
            enforces_history=False,
            lockout_threshold=0,
            lockout_window=0,
            propagation=settings.propagation,
            searches=settings.searches,
            registers_contacts=settings.registers_contacts,
            issues_temporary_pass=settings.temporary_access_pass,
        )

    def rules(self) -> PasswordRules:
        return self._settings.rules.rules()

    def find(self, candidates: Sequence[str]) -> Account | None:
        found = self.find_user(candidates)
        return None if found is None else found.account

    def find_user(self, candidates: Sequence[str]) -> Found | None:
        """The account with what Graph tells of it, for whoever joins it with another directory."""
        with _as_the_port():
            return self._finder.one(candidates, self._budget())

    def find_card(self, number: Secret) -> Account | None:  # noqa: ARG002 - the port names it
        """Entra knows no cards."""
        return None

    def verify(self, key: str | None, password: Secret) -> Verified:  # noqa: ARG002 - the port names them
        """Never asked: `verifies_password` says no."""
        return Verified.REFUSED

    def reset(self, key: str, password: Secret) -> WriteResult:
        if not is_guid(key):
            return NOT_HERE
        with _as_the_port():
            return self._writer.reset(key, password)

    def change(self, key: str, current: Secret, password: Secret) -> WriteResult:  # noqa: ARG002 - the port names them
        """Only its owner may, signed in."""
        return NOT_HERE

    def unlock(self, key: str) -> WriteResult:  # noqa: ARG002 - the port names it
        """A reset does it; nothing else can."""
        return NOT_HERE

    def holds(self, key: str, password: Secret) -> bool | None:  # noqa: ARG002 - the port names them
        """Entra compares no password for us; see `changed_since`."""
        return None

    def changed_since(self, key: str, moment: datetime) -> bool | None:
        """By the time of the last change, which Graph tells in whole seconds of its own clock."""
        user, earliest, latest = self._dated(key, moment)
        if user is None or earliest is None or latest is None or user.password_changed is None:
            return None
        if user.password_changed > latest:
            return True
        older = user.password_changed + timedelta(seconds=1) < earliest
        return False if older and self._clock.now() - moment > SETTLES else None

    def locked(self, key: str) -> bool:  # noqa: ARG002 - the port names it
        """Entra tells nobody."""
        return False

    def search(self, text: str, most: int) -> tuple[Match, ...]:
        return tuple(found.match() for found in self.search_users(text, most))

    def search_users(self, text: str, most: int) -> tuple[Found, ...]:
        """The same, with what Graph tells of each."""
        if not self._settings.searches:
            return ()
        with _as_the_port():
            return self._finder.search(text, most, self._budget())

    def photo(self, key: str) -> bytes | None:  # noqa: ARG002 - the port names it
        """None is asked for: it would need one permission more."""
        return None

    def register_contact(self, key: str, contact: Contact) -> WriteResult:
        if not self._settings.registers_contacts or not is_guid(key):
            return NOT_HERE
        with _as_the_port():
            return self._writer.register(key, contact, self._budget())

    def temporary_pass(self, key: str) -> TemporaryPass | None:
        if not self._settings.temporary_access_pass or not is_guid(key):
            return None
        with _as_the_port():
            return self._writer.temporary_pass(key, self._budget())

    def end_sessions(self, key: str) -> None:
        """End every session of an account whose password was set elsewhere; what fails is logged."""
        if is_guid(key):
            self._writer.end_sessions(key, Budget(self._settings.deadline * AFTERWARDS, self._ticks))

    def examine(self, candidates: Sequence[str]) -> Iterator[Finding]:
        """Implements `backend.core.directory_check.DirectoryCheck`."""
        checker = Checker(self._settings, self._graph, self._tokens, self._finder)
        return checker.examine(candidates, Budget(CHECKS, self._ticks))

    # --- inside ---------------------------------------------------------------------------------

    def _budget(self) -> Budget:
        return Budget(self._settings.deadline, self._ticks)

    def _dated(self, key: str, moment: datetime) -> tuple[User | None, datetime | None, datetime | None]:
        """The user, and `moment` by Graph's clock: not before the second, not after the third.

        Graph's `Date` is cut to the second, and was written between our sending and our receiving.
        """
        if not is_guid(key):
            return None, None, None
        sent = self._clock.now()
        try:
            with _as_the_port():
                told = self._graph.call(one_user(key), self._budget())
        except NoSuchUser:
            return None, None, None
        received = self._clock.now()
        if told.at is None:
            return None, None, None
        earliest = moment + (told.at - received)
        latest = moment + (told.at + timedelta(seconds=1) - sent)
        return User.read(told.body), earliest, latest


class NoSuchUser(DirectoryUnavailable):
    """The account is gone."""


@contextmanager
def _as_the_port() -> Iterator[None]:
    """Faults of Graph as the port's exceptions; nothing of an answer's text goes on."""
    try:
        yield
    except GraphFailed as error:
        match error.fault.kind:
            case FaultKind.LOST:
                raise DirectoryOutcomeUnknown(error.fault.told()) from None
            case FaultKind.NOT_FOUND:
                raise NoSuchUser(error.fault.told()) from None
            case _:
                raise DirectoryUnavailable(error.fault.told()) from None
