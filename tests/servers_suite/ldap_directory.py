"""The LDAP adapter on a slapd into which tests enter accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from backend.adapters.directories.ldap import filters, times
from backend.adapters.directories.ldap import library as ldap3
from backend.adapters.directories.ldap.directory import LdapDirectory
from backend.adapters.directories.ldap.mapping import (
    LdapAttributes,
    LdapDirectorySettings,
    PrivilegedAccounts,
)
from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount
from backend.adapters.phone import PhoneNumbers
from tests.backend.contracts.fakes import FakeClock
from tests.servers import slapd_tree as tree
from tests.servers.ds389 import Ds389
from tests.servers.slapd import Slapd
from tests.servers_suite.ldap_client import settings as servers

DOMAIN = "he-ferrer.eu"
PRIVILEGED = f"cn=administrators,{tree.GROUPS}"
PRIVILEGES = {
    "a group, by the entry": PrivilegedAccounts(groups=(PRIVILEGED,)),
    "a group, by search": PrivilegedAccounts(groups=(PRIVILEGED.upper(),), membership="search"),
    "a filter": PrivilegedAccounts(filter="(sn=ferrer)"),
    "the identifier": PrivilegedAccounts(deny=("FERRERFR2017",)),
    "an alias": PrivilegedAccounts(deny=("francisco.ferrer@he-ferrer.eu",)),
}
CLASSES = ("inetOrgPerson", "campusPerson")


def mapped(slapd: Slapd | Ds389) -> LdapDirectorySettings:
    """Everything that the test's schema knows, but the photo."""
    return LdapDirectorySettings(
        connection=replace(servers(slapd), connect=20, operation=20, patience=40, pool_wait=20),
        base=tree.PEOPLE,
        attributes=LdapAttributes(
            aliases=("campusAlias",),
            card="campusCard",
            emails=("campusPrivateMail",),
            mobile_changed="campusMobileSince",
            email_changed="campusMailSince",
            expires="campusEnds",
        ),
        privileged=PrivilegedAccounts(groups=(PRIVILEGED,)),
        policy=tree.POLICY,
        register_mobile="mobile",
        register_email="campusPrivateMail",
    )


def mapped_ds389(server: Ds389) -> LdapDirectorySettings:
    """The same for 389 Directory Server, whose policy only its manager may read."""
    made = mapped(server)
    return replace(
        made,
        attributes=replace(made.attributes, key="nsUniqueId"),
        privileged=replace(made.privileged, membership="search"),
        policy="",
        lockout_threshold=3,
        lockout_window=600,
    )


@dataclass
class SlapdClock(FakeClock):
    """Stands still until told, and then takes the server along."""

    slapd: Slapd | Ds389 | None = None

    def sleep(self, seconds: float) -> None:
        assert self.slapd is not None
        self.slapd.advance(int(seconds) + (seconds % 1 > 0))
        self.at = ahead(self.slapd)


def ahead(slapd: Slapd | Ds389) -> datetime:
    """The next whole second of that server's clock."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=slapd.offset + 1)


class ProvisionedLdap(LdapDirectory):
    """With a way to enter accounts, as a campus's identity management has."""

    def __init__(self, slapd: Slapd | Ds389, made: LdapDirectorySettings, clock: FakeClock) -> None:
        super().__init__(made, DOMAIN, PhoneNumbers("BE"), clock)
        self.slapd = slapd

    def add_account(self, new: NewAccount) -> str:
        self._must_be_new(new)
        dn, key = dn_of(new.identifier), self._settings.attributes.key
        match self.slapd:
            case Slapd():
                self.slapd.add(dn, CLASSES, self._values(new))
                self.slapd.set(dn, self._state(new))
            case Ds389():
                # Who is entered while this is on must change the password.
                self.slapd.set("cn=config", {"passwordMustChange": ["on" if new.must_change else "off"]})
                self.slapd.add(dn, CLASSES, self._values(new))
                self.slapd.set(dn, {"nsAccountLock": ["TRUE"] if new.disabled else []})
        if new.privileged:
            self.slapd.add(PRIVILEGED, ["groupOfNames"], {"cn": ["administrators"], "member": [dn]})
        return self.slapd.read(dn, key)[key][0].decode()

    def _state(self, new: NewAccount) -> dict[str, list[str]]:
        state = {"pwdChangedTime": [times.written(ahead(self.slapd) - timedelta(seconds=1))]}
        state |= {"pwdReset": ["TRUE"] if new.must_change else []}
        return state | ({"pwdAccountLockedTime": ["000001010000Z"]} if new.disabled else {})

    def _values(self, new: NewAccount) -> dict[str, list[str]]:
        since = times.written(new.contacts_since or self._clock.now())
        values = {
            "uid": [new.identifier],
            "cn": [f"{new.given_name} {new.family_name}"],
            "givenName": [new.given_name],
            "sn": [new.family_name],
            "campusAlias": list(new.aliases),
            "preferredLanguage": [new.language],
            "employeeNumber": [new.student_number],
            "campusCard": [new.card.reveal()],
            "mobile": [new.mobile.reveal()],
            "campusPrivateMail": [new.email.reveal()],
            "campusMobileSince": [since],
            "campusMailSince": [since],
            "campusEnds": [times.written(new.expires_at) if new.expires_at else ""],
            "userPassword": [new.password.reveal()],
        }
        return {name: [one for one in many if one] for name, many in values.items()}

    def failures(self, key: str) -> tuple[str, ...]:
        """When sign-ins failed that still count, as OpenLDAP wrote it."""
        entry = self._open(key)
        return entry.texts("pwdFailureTime") if entry else ()

    def _must_be_new(self, new: NewAccount) -> None:
        taken = [("uid", new.identifier), *(("campusAlias", one) for one in new.aliases)]
        taken += [("campusCard", new.card.reveal()), ("employeeNumber", new.student_number)]
        wanted = filters.some(filters.equals(name, text) for name, text in taken if text)
        with self.slapd.administrator() as connection:
            connection.search(tree.PEOPLE, wanted, ldap3.SUBTREE)
            if connection.response:
                raise AccountExistsError(new.identifier)


def dn_of(identifier: str) -> str:
    return f"{filters.rdn('uid', identifier)},{tree.PEOPLE}"
