"""What works with the registration as it is, in words for an operator. Nothing is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.adapters.directories.entra import asking, users
from backend.adapters.directories.entra.budget import Budget
from backend.adapters.directories.entra.faults import Fault, GraphFailed
from backend.adapters.directories.entra.finding import Finder, Found
from backend.adapters.directories.entra.graph import Graph
from backend.adapters.directories.entra.people import LONG_AGO
from backend.adapters.directories.entra.settings import EntraSettings
from backend.adapters.directories.entra.tokens import Tokens, principal_of, roles_of
from backend.adapters.directories.entra.users import Assignment, Mastered
from backend.core.directory_check import Finding, fails, note, works
from backend.core.ports import Standing
from backend.core.secret import Secret

CHECKS = 60.0
"""Seconds that all checks together may take."""
USER_ADMINISTRATOR = "fe930be7-5e62-47db-91af-98c3a49a38b1"
_TOO_STRONG = {
    "62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
    "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
}
_TOO_MUCH = ("User.ReadWrite.All", "Directory.ReadWrite.All", "RoleManagement.ReadWrite.Directory")
_UNIT = "/administrativeUnits/"


@dataclass(frozen=True, slots=True)
class _Need:
    """Any of the `permissions` is enough; the first is the least."""

    permissions: tuple[str, ...]
    purpose: str


class Checker:
    def __init__(self, settings: EntraSettings, graph: Graph, tokens: Tokens, finder: Finder) -> None:
        self._settings = settings
        self._graph = graph
        self._tokens = tokens
        self._finder = finder

    def examine(self, candidates: Sequence[str], budget: Budget) -> Iterator[Finding]:
        try:
            token = self._tokens.access(budget)
        except GraphFailed as error:
            yield fails(f"no token: {error.fault.told()}; compare tenant, client_id, certificate and key")
            return
        yield works("the login service takes the certificate and gives a token")
        yield from self._permissions(frozenset(roles_of(token)))
        held = self._held(token, budget)
        yield from _roles(held)
        if candidates:
            yield from self._account(candidates, held, budget)
        else:
            yield note("no account was named (--account ID): its contacts and reach were not looked at")

    def _permissions(self, granted: frozenset[str]) -> Iterator[Finding]:
        for need in needs(self._settings):
            if granted & set(need.permissions):
                yield works(f"{need.purpose}: permitted")
            else:
                yield fails(f"{need.purpose}: the permission {need.permissions[0]} is missing")
        for broad in sorted(granted & set(_TOO_MUCH)):
            yield note(f"the permission {broad} is granted and not needed: take it away")

    def _held(self, token: Secret, budget: Budget) -> tuple[Assignment, ...] | Fault:
        """The application's own roles."""
        try:
            (answer,) = self._graph.together((asking.assigned_roles(principal_of(token)),), budget)
        except GraphFailed as error:
            return error.fault
        return answer if isinstance(answer, Fault) else users.assignments(answer)

    def _account(
        self, candidates: Sequence[str], held: tuple[Assignment, ...] | Fault, budget: Budget
    ) -> Iterator[Finding]:
        try:
            found = self._finder.one(candidates, budget)
        except GraphFailed as error:
            yield fails(f"the account cannot be looked up: {error.fault.told()}")
            return
        if found is None:
            names = ", ".join(self._settings.names)
            yield fails(f"no account, or more than one, has that name (looked at: {names})")
            return
        yield works("the account is found, and nobody else by that name")
        yield _standing(found)
        yield self._contacts(found)
        yield from self._reach(found, held, budget)

    def _contacts(self, found: Found) -> Finding:
        counted = Counter(one.channel.value for one in found.account.contacts)
        if not counted:
            return fails("the account has no contact: only staff can help it")
        told = ", ".join(f"{number} by {channel}" for channel, number in sorted(counted.items()))
        newest = max(one.changed_at for one in found.account.contacts)
        dated = "" if newest > LONG_AGO else "; their age is not told, and counts as settled"
        return works(f"the account has contacts: {told}{dated}")

    def _reach(self, found: Found, held: tuple[Assignment, ...] | Fault, budget: Budget) -> Iterator[Finding]:
        """Whether the account is in an administrative unit over which the application has its role."""
        if isinstance(held, Fault) or found.user.mastered is not Mastered.CLOUD:
            return
        scopes = {one.scope for one in held if one.role == USER_ADMINISTRATOR}
        try:
            (answer,) = self._graph.together((asking.memberships(found.user.id),), budget)
        except GraphFailed:
            return
        mine = set() if isinstance(answer, Fault) else {f"{_UNIT}{unit}" for unit in users.units(answer)}
        if scopes and "/" not in scopes and not scopes & mine:
            text = "the account is in none of the administrative units of the application's role"
            yield fails(text)


def needs(settings: EntraSettings) -> Iterator[_Need]:
    """The permissions these settings need, the least first."""
    yield _Need(("User.Read.All",), "finding people")
    yield _Need(("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"), "seeing protected groups")
    yield _Need(("RoleManagement.Read.Directory", "Directory.Read.All"), "seeing who holds a role")
    if settings.eligible_roles:
        yield _Need(("RoleEligibilitySchedule.Read.Directory",), "seeing who may activate a role")
    if {"mobile", "alternate", "office"} & set(settings.contacts):
        phones = ("UserAuthMethod-Phone.Read.All", "UserAuthMethod-Phone.ReadWrite.All")
        yield _Need((*phones, "UserAuthenticationMethod.Read.All"), "reading phones")
    if "email" in settings.contacts:
        emails = ("UserAuthMethod-Email.Read.All", "UserAuthMethod-Email.ReadWrite.All")
        yield _Need((*emails, "UserAuthenticationMethod.Read.All"), "reading addresses")
    yield _Need(("User-PasswordProfile.ReadWrite.All",), "setting passwords")
    yield _Need(("User.RevokeSessions.All",), "ending sessions after a reset")
    if settings.temporary_access_pass:
        yield _Need(("UserAuthMethod-TAP.ReadWrite.All",), "Temporary Access Passes")
    if settings.registers_contacts:
        yield _Need(("UserAuthMethod-Phone.ReadWrite.All",), "registering phones")
        yield _Need(("UserAuthMethod-Email.ReadWrite.All",), "registering addresses")


def _roles(held: tuple[Assignment, ...] | Fault) -> Iterator[Finding]:
    if isinstance(held, Fault):
        yield fails(f"the application's own roles cannot be read: {held.told()}")
        return
    scopes = [one.scope for one in held if one.role == USER_ADMINISTRATOR]
    if not scopes:
        text = "the application has no role User Administrator: Graph will refuse every new password"
        yield fails(text)
    elif "/" in scopes:
        text = "the role User Administrator is over the whole directory: scope it to an administrative unit"
        yield note(text)
    else:
        yield works("the role User Administrator is held, over administrative units only")
    for name in sorted({_TOO_STRONG[one.role] for one in held if one.role in _TOO_STRONG}):
        yield note(f"the application is {name}, which it does not need: take it away")


def _standing(found: Found) -> Finding:
    match found.account.standing:
        case Standing.ACTIVE | Standing.LOCKED:
            return works("the account may be reset here")
        case Standing.ELSEWHERE if found.user.mastered is Mastered.PREMISES:
            text = "the account is synchronised: its password is set on the premises (kind = hybrid)"
            return note(text)
        case standing:
            return note(f"the account may not be reset: it is {standing.value}")
