"""What is known of the domain: its policy, who is protected, which controls the servers offer.

Read together, kept for a while. What was known holds while no server answers; `now` raises only when nothing
was ever read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import structlog

from backend.adapters.directories.ad import values
from backend.adapters.directories.ad.changed import attribute_number
from backend.adapters.directories.ad.passwords import hints
from backend.adapters.directories.ad.policy import (
    DOMAIN_ATTRIBUTES,
    PSO_ATTRIBUTES,
    Policy,
    of_domain,
    of_settings_object,
)
from backend.adapters.directories.ad.settings import AdSettings
from backend.adapters.directories.ad.wire import Wire
from backend.adapters.directories.ldap import filters
from backend.adapters.directories.ldap.values import Entry, Query, Scope
from backend.core.ports import DirectoryUnavailable

ANYTHING = "(objectClass=*)"
IN_CHAIN = "memberOf:1.2.840.113556.1.4.1941:"
"""LDAP_MATCHING_RULE_IN_CHAIN: a member at any depth (MS-ADTS 3.1.1.3.4.4.3)."""

BUILTIN = (5, 32)
_BUILTIN_GROUPS = (544, 548, 549, 550, 551, 552)
"""Administrators; Account, Server, Print and Backup Operators; Replicator."""
_DOMAIN_GROUPS = (512, 516, 517, 518, 519, 520, 521, 526, 527)
"""Domain Admins, Domain Controllers, Cert Publishers, Schema, Enterprise and Policy admins, read-only
domain controllers, Key Admins and Enterprise Key Admins (MS-DTYP 2.4.2.4)."""
RETRY = 15.0
"""Seconds until a failed reading is tried again while older knowledge holds."""
AGAIN = 1.0
"""The same while nothing is known, so that waiting threads fail together and not one after another."""

_log = structlog.stdlib.get_logger("repasse.directory")


@dataclass(frozen=True, slots=True)
class Protected:
    """The privileged groups by name, and by the last number of the SIDs that a primary group may have."""

    groups: tuple[str, ...]
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Landscape:
    """`fine` are the fine-grained policies by their name in lower case, as far as we may read them."""

    domain: str
    policy: Policy
    fine: Mapping[str, Policy]
    protected: Protected
    hints: str | None
    attributes: Mapping[str, int]
    """The numbers of the contact attributes, by name in lower case (see `changed`)."""

    def policy_of(self, entry: Entry) -> Policy:
        """The one that holds for an account."""
        return self.fine.get(entry.text("msDS-ResultantPSO").casefold(), self.policy)


class Surveyor:
    """Reads the landscape when it is asked for and too old. Thread-safe; one thread at a time reads."""

    def __init__(self, wire: Wire, settings: AdSettings, monotonic: Callable[[], float]) -> None:
        self._wire = wire
        self._settings = settings
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._known: Landscape | None = None
        self._due = float("-inf")

    def known(self) -> Landscape | None:
        """As `now`, but None instead of an error."""
        try:
            return self.now()
        except DirectoryUnavailable:
            return None

    def now(self) -> Landscape:
        """Raises `DirectoryUnavailable` when nothing is known and no server answers."""
        known = self._known
        if known is not None and self._monotonic() < self._due:
            return known
        if not self._lock.acquire(timeout=0 if known else self._settings.connection.patience):
            if known is None:
                raise DirectoryUnavailable("the domain's policy is still being read")
            return known  # another thread reads already
        try:
            return self._renewed()
        finally:
            self._lock.release()

    def latest(self) -> Landscape:
        """What is known, however old: a write has no time for reading. Raises as `now` does."""
        return self._known or self.now()

    def forget(self) -> None:
        """Have it read anew at the next question: a server has just shown that it knows otherwise."""
        self._due = float("-inf")
        self._known = None

    def _renewed(self) -> Landscape:
        if self._monotonic() < self._due:
            if self._known is None:
                raise DirectoryUnavailable("the domain's policy could not be read a moment ago")
            return self._known
        try:
            self._known = read(self._wire, self._settings)
        except DirectoryUnavailable as error:
            self._due = self._monotonic() + (AGAIN if self._known is None else RETRY)
            _log.warning("directory_policy_unread", text=str(error))
            if self._known is None:
                raise
            return self._known
        self._due = self._monotonic() + self._settings.policy_life
        return self._known


# --- reading ------------------------------------------------------------------------------------


def read(wire: Wire, settings: AdSettings) -> Landscape:
    """Raises `DirectoryUnavailable`, also when a group named in the settings does not exist."""
    root = _one(
        wire,
        Query("", ANYTHING, ("defaultNamingContext", "schemaNamingContext", "supportedControl"), Scope.BASE),
    )
    domain = root.text("defaultNamingContext")
    entry = _one(wire, Query(domain, ANYTHING, ("objectSid", *DOMAIN_ATTRIBUTES), Scope.BASE))
    return Landscape(
        domain=domain,
        policy=of_domain(entry),
        fine=_fine(wire, domain),
        protected=_protected(wire, domain, entry.value("objectSid") or b"", settings.privileged.groups),
        hints=hints(root.texts("supportedControl")),
        attributes=_attributes(wire, root.text("schemaNamingContext"), settings.contacts.every()),
    )


def _one(wire: Wire, query: Query) -> Entry:
    found = wire.search(query).entries
    if len(found) != 1:
        raise DirectoryUnavailable(
            "the directory does not show its root or its domain to the service account"
        )
    return found[0]


def _fine(wire: Wire, domain: str) -> dict[str, Policy]:
    base = f"CN=Password Settings Container,CN=System,{domain}"
    if not wire.search(Query(base, ANYTHING, (), Scope.BASE)).entries:
        return {}  # hidden from the service account, as it is unless somebody delegates it
    found = wire.search(Query(base, "(objectClass=msDS-PasswordSettings)", PSO_ATTRIBUTES)).entries
    return {
        entry.dn.casefold(): of_settings_object(entry) for entry in found if entry.text(PSO_ATTRIBUTES[0])
    }


def _protected(wire: Wire, domain: str, sid: bytes, named: tuple[str, ...]) -> Protected:
    groups = [*_by_sid(wire, domain, values.sid(sid) or ()), *(_named(wire, name) for name in named)]
    nested = wire.search(
        Query(
            domain,
            filters.every(("(objectClass=group)", within(entry.dn for entry in groups))),
            ("objectSid",),
        )
    ).entries
    sids = (values.sid(entry.value("objectSid") or b"") for entry in (*groups, *nested))
    return Protected(
        tuple(dict.fromkeys(entry.dn for entry in groups)),
        frozenset(one[-1] for one in sids if one is not None),
    )


def _by_sid(wire: Wire, domain: str, sid: tuple[int, ...]) -> tuple[Entry, ...]:
    wanted: list[tuple[int, ...]] = [(*BUILTIN, number) for number in _BUILTIN_GROUPS]
    wanted += [(*sid, number) for number in _DOMAIN_GROUPS if sid]
    either = filters.some(filters.equals("objectSid", values.sid_octets(one)) for one in wanted)
    found = wire.search(Query(domain, filters.every(("(objectClass=group)", either)), ("objectSid",))).entries
    if not found:
        raise DirectoryUnavailable("the directory does not show its protected groups to the service account")
    return found


def _named(wire: Wire, dn: str) -> Entry:
    found = wire.search(Query(dn, "(objectClass=group)", ("objectSid",), Scope.BASE)).entries
    if not found:
        # Going on would make its members resettable.
        raise DirectoryUnavailable("a group named in privileged.groups does not exist or cannot be read")
    return found[0]


def within(groups: Iterable[str]) -> str:
    """A filter: a member of any of `groups`, at any depth."""
    return filters.some(f"({IN_CHAIN}={filters.value(dn)})" for dn in groups)


def _attributes(wire: Wire, schema: str, names: tuple[str, ...]) -> dict[str, int]:
    if not names:
        return {}
    either = filters.some(filters.equals("lDAPDisplayName", name) for name in names)
    found = wire.search(
        Query(schema, either, ("lDAPDisplayName", "attributeID", "msDS-IntId"), Scope.LEVEL)
    ).entries
    numbered = ((one, attribute_number(one.text("attributeID"), one.text("msDS-IntId"))) for one in found)
    return {one.text("lDAPDisplayName").lower(): number for one, number in numbered if number is not None}
