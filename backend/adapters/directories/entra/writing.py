"""The writes: password, sessions, contacts, and the Temporary Access Pass."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import structlog

from backend.adapters.directories.entra import asking, people, users
from backend.adapters.directories.entra.budget import Budget, Ticks
from backend.adapters.directories.entra.faults import Fault, FaultKind, GraphFailed
from backend.adapters.directories.entra.graph import Ask, Graph
from backend.adapters.directories.entra.people import Telephones
from backend.adapters.directories.entra.reading import Json
from backend.adapters.directories.entra.settings import EntraSettings
from backend.adapters.directories.entra.users import Mastered, PhoneType, User
from backend.core import password_rules
from backend.core.ports import Clock, Contact, RefusedWrite, TemporaryPass, WriteResult, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule

NOT_HERE = RefusedWrite((BrokenRule(Rule.OTHER),))
"""No such account, or none whose password is kept here."""
GUESSABLE = RefusedWrite((BrokenRule(Rule.COMMON),))
"""After our own check of the rules only Entra's list of banned passwords can still refuse one."""
AFTERWARDS = 0.5
"""The part of the deadline that settling a lost answer and ending sessions may take on top of it."""
_log = structlog.stdlib.get_logger("repasse.directory")


class Writer:
    """Raises `GraphFailed`; a fault of kind LOST when nobody can tell whether the write was done."""

    def __init__(
        self, graph: Graph, settings: EntraSettings, numbers: Telephones, clock: Clock, ticks: Ticks
    ) -> None:
        self._graph = graph
        self._settings = settings
        self._numbers = numbers
        self._clock = clock
        self._ticks = ticks

    def user(self, key: str, budget: Budget) -> User | None:
        try:
            body = self._graph.call(asking.one_user(key), budget).body
        except GraphFailed as error:
            if error.fault.kind is FaultKind.NOT_FOUND:
                return None
            raise
        found = User.read(body)
        if not found.id:
            raise GraphFailed(Fault(FaultKind.UNREADABLE, cause="user"))
        return found

    def reset(self, key: str, password: Secret) -> WriteResult:
        """Set the password, then end the account's sessions, which also lifts Entra's own lock-out.

        Success is told from the answer to the password operation alone.
        """
        budget = Budget(self._settings.deadline, self._ticks)
        user = self.user(key, budget)
        if user is None or not user.enabled or user.mastered is not Mastered.CLOUD:
            return NOT_HERE
        broken = broken_before(password, user, self._settings)
        if broken:
            return RefusedWrite(broken)
        afterwards = self._settings.deadline * AFTERWARDS
        try:
            self._write(user.id, password, budget)
        except GraphFailed as error:
            if error.fault.kind is not FaultKind.LOST:
                return _refusal(error)
            rest = Budget(afterwards, self._ticks)
            if not self._changed(user, rest):
                raise
        else:
            rest = Budget(afterwards, self._ticks)
        self.end_sessions(user.id, rest)
        return Written()

    def end_sessions(self, key: str, budget: Budget) -> None:
        """Never turns a success into a failure: the password is set."""
        try:
            self._graph.call(asking.revoke_sessions(key), budget)
        except GraphFailed as error:
            _log.error("sessions_not_ended", kind=error.fault.kind.value, status=error.fault.status)

    def temporary_pass(self, key: str, budget: Budget) -> TemporaryPass | None:
        body = self._graph.call(asking.make_pass(key, self._settings.pass_minutes), budget).body
        made = users.made_pass(body)
        if made is None or not made.allowed:
            _log.error("temporary_pass_not_usable", cause="policy" if made else "answer")
            return None
        starts = made.starts_at or self._clock.now()
        return TemporaryPass(made.value, starts + timedelta(minutes=made.minutes))

    def register(self, key: str, contact: Contact, budget: Budget) -> WriteResult:
        if self.user(key, budget) is None:
            return NOT_HERE
        ask = self._registration(key, contact, budget)
        try:
            self._graph.call(ask, budget)
        except GraphFailed as error:
            if error.fault.kind in {FaultKind.BAD_REQUEST, FaultKind.NOT_FOUND}:
                return NOT_HERE
            raise
        return Written()

    # --- inside ---------------------------------------------------------------------------------

    def _write(self, key: str, password: Secret, budget: Budget) -> None:
        """Only the documented answer is success; any other that is not a refusal tells nothing."""
        told = self._graph.call(asking.set_password(key, password), budget)
        if told.status != HTTPStatus.NO_CONTENT:
            raise GraphFailed(Fault(FaultKind.LOST, told.status))

    def _changed(self, before: User, budget: Budget) -> bool:
        """Whether the time of the last change has moved since just before the write: Graph's own clock."""
        try:
            after = self.user(before.id, budget)
        except GraphFailed:
            return False
        return (
            after is not None
            and after.password_changed is not None
            and (before.password_changed is None or after.password_changed > before.password_changed)
        )

    def _registration(self, key: str, contact: Contact, budget: Budget) -> Ask:
        to = contact.destination.reveal()
        if contact.channel is Channel.EMAIL:
            there = users.emails(self._listed(asking.email_methods(key).path, budget))
            return asking.replace_email(key, to) if there else asking.add_email(key, to)
        spaced = self._numbers.spaced(to)
        held = users.phones(self._listed(asking.phone_methods(key).path, budget))
        mobile = any(one.type is PhoneType.MOBILE for one in held)
        return asking.replace_mobile(key, spaced) if mobile else asking.add_mobile(key, spaced)

    def _listed(self, path: str, budget: Budget) -> Json:
        return self._graph.call(asking.listing(path), budget).body


def broken_before(password: Secret, user: User, settings: EntraSettings) -> tuple[BrokenRule, ...]:
    """The rules that Entra has and tells nobody apart, named before it is asked."""
    text = password.reveal()
    edges = (BrokenRule(Rule.CHARACTER, " "),) if text != text.strip(" ") else ()
    return edges + password_rules.check(password, settings.rules.rules(), people.own_words(user))


def _refusal(error: GraphFailed) -> WriteResult:
    match error.fault.kind:
        case FaultKind.REFUSED_PASSWORD:
            return GUESSABLE
        case FaultKind.NOT_FOUND | FaultKind.SYNCED | FaultKind.BAD_REQUEST:
            return NOT_HERE
        case _:
            raise error
