"""A domain in memory behind the port of `Transport`: for what Samba does not offer, and for failures."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.adapters.directories.ad import values
from backend.adapters.directories.ad.directory import AdDirectory
from backend.adapters.directories.ad.settings import AdSettings, Privileged
from backend.adapters.directories.ldap.values import Answer, Change, Control, Entry, Found, Query, Scope
from backend.adapters.phone import PhoneNumbers
from backend.core.ports import DirectoryUnavailable
from backend.core.secret import Secret
from tests.backend.contracts.fakes import FakeClock

DOMAIN = "DC=ad,DC=test"
BASE = f"OU=Students,{DOMAIN}"
SCHEMA = f"CN=Schema,CN=Configuration,{DOMAIN}"
CONTAINER = f"CN=Password Settings Container,CN=System,{DOMAIN}"
SID = (5, 21, 1, 2, 3)
SETTINGS = AdSettings(base=BASE, privileged=Privileged(deny=("boss",)), student_number="employeeID")
RIGHT = Secret("Tramway7!vert")
NEW = Secret("8 lampes Rouges?")
KEY = "1a8394e6-3bd9-41d7-ab6e-b1ff3484295f"
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WRONG = Answer(49, "80090308: LdapErr: DSID-0, comment: AcceptSecurityContext error, data 52e, v4563")


def entry(dn: str, **attributes: str | bytes | Sequence[str]) -> Entry:
    """``msDS_ResultantPSO`` stands for msDS-ResultantPSO."""
    return Entry(
        dn,
        {
            name.lower().replace("_", "-"): tuple(map(_octets, _listed(one)))
            for name, one in attributes.items()
        },
    )


def person(key: str = KEY, /, **attributes: str | bytes | Sequence[str]) -> Entry:
    """Francisco, with other attributes."""
    own: dict[str, str | bytes | Sequence[str]] = {
        "objectGUID": uuid.UUID(key).bytes_le,
        "sAMAccountName": "ferrerfr2017",
        "userPrincipalName": "FerrerFr2017@he-ferrer.eu",
        "givenName": "Francisco",
        "sn": "Ferrer",
        "displayName": "Francisco Ferrer",
        "userAccountControl": "512",
        "msDS_User_Account_Control_Computed": "0",
        "primaryGroupID": "513",
        "pwdLastSet": "116444736000000000",
        "whenChanged": "20260102030405.0Z",
    }
    return entry(f"CN=Ferrer,{BASE}", **(own | attributes))


@dataclass
class FakeWire:
    """`people` is everybody under the base; `log` names every operation."""

    people: list[Entry] = field(default_factory=lambda: [person()])
    members: set[str] = field(default_factory=set)
    """The keys of those in a privileged group."""
    controls: Sequence[str] = ()
    policy: dict[str, str] = field(
        default_factory=lambda: {"minPwdLength": "8", "pwdProperties": "1", "pwdHistoryLength": "24"}
    )
    fine: list[Entry] = field(default_factory=list)
    groups: dict[str, Entry] = field(
        default_factory=lambda: {
            "CN=Admins": entry("CN=Admins", objectSid=values.sid_octets((*SID, 512))),
        }
    )
    answers: list[Answer | Exception] = field(default_factory=list)
    """Of the next writes; then they succeed."""
    bound: Answer = field(default_factory=lambda: Answer(0))
    down: bool = False
    log: list[str] = field(default_factory=list)
    writes: list[tuple[str, tuple[Change, ...], tuple[Control, ...]]] = field(default_factory=list)
    tried: list[tuple[str, str]] = field(default_factory=list)

    def search(self, query: Query) -> Found:
        self._be_up()
        self.log.append(f"search {query.scope.value}")
        return Found(tuple(self._found(query)))

    def modify(self, dn: str, changes: Sequence[Change], controls: Sequence[Control] = ()) -> Answer:
        self._be_up()
        self.log.append("modify")
        self.writes.append((dn, tuple(changes), tuple(controls)))
        answer = self.answers.pop(0) if self.answers else Answer(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def bind_as(self, dn: str, password: Secret) -> Answer:
        self._be_up()
        self.log.append("bind")
        self.tried.append((dn, password.reveal()))
        known = dn in {one.dn for one in self.people}
        return self.bound if known and password.matches(RIGHT) else WRONG

    def close(self) -> None:
        self.log.append("close")

    def _be_up(self) -> None:
        if self.down:
            raise DirectoryUnavailable("down")

    def _found(self, query: Query) -> list[Entry]:
        match query.base, query.scope:
            case "", _:
                return [_root(self.controls)]
            case str(base), Scope.BASE if base.startswith("<GUID="):
                named = [one for one in self.people if base == values.guid_dn(_key(one))]
                return [
                    one
                    for one in named
                    if "(!(|(memberOf" not in query.filter or _key(one) not in self.members
                ]
            case str(base), _ if base == BASE:
                return self._people(query.filter)
            case str(base), Scope.BASE if base == DOMAIN:
                return [entry(DOMAIN, objectSid=values.sid_octets(SID), **self.policy)]
            case str(base), scope if base == CONTAINER:
                return [entry(CONTAINER)] if scope is Scope.BASE and self.fine else self.fine
            case str(base), _ if base == SCHEMA:
                return [
                    entry("CN=a", lDAPDisplayName="mobile", attributeID="0.9.2342.19200300.100.1.41"),
                    entry("CN=b", lDAPDisplayName="otherMailbox", attributeID="1.2.840.113556.1.4.651"),
                ]
            case str(base), Scope.BASE:
                return [self.groups[base]] if base in self.groups else []
        return [] if "1941" in query.filter else list(self.groups.values())

    def _people(self, wanted: str) -> list[Entry]:
        return [one for one in self.people if _key(one) in self.members] if "1941" in wanted else self.people


def opened(wire: FakeWire, settings: AdSettings = SETTINGS, clock: FakeClock | None = None) -> AdDirectory:
    return AdDirectory(wire, settings, clock or FakeClock(), PhoneNumbers("BE"), "he-ferrer.eu", _Steps())


class _Steps:
    """A monotonic clock that stands still."""

    def __call__(self) -> float:
        return 1_000.0


def _root(controls: Sequence[str]) -> Entry:
    return entry("", defaultNamingContext=DOMAIN, schemaNamingContext=SCHEMA, supportedControl=controls)


def _key(one: Entry) -> str:
    octets = one.value("objectGUID")
    return values.guid_text(octets) if octets else ""


def _listed(one: str | bytes | Sequence[str]) -> Sequence[str | bytes]:
    return [one] if isinstance(one, str | bytes) else one


def _octets(one: str | bytes) -> bytes:
    return one.encode() if isinstance(one, str) else one
