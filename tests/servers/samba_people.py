"""The people of the tests' Active Directory: an organisational unit, its service account, and time.

Accounts are entered by the administrator over LDAP. Time passes by `age`: every time the server has stored
about the people moves into the past.
"""

from __future__ import annotations

import base64
import itertools
import secrets
import ssl
import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backend.adapters.directories.ad import values
from backend.adapters.directories.ldap import filters
from backend.adapters.directories.ldap import library as ldap3
from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount
from tests.servers.samba_ad import ADMIN_PASSWORD, ADMINISTRATOR, DOMAIN, FIRST, SambaAd

PEOPLE = f"OU=Students,{DOMAIN}"
GROUPS = f"OU=Groups,{DOMAIN}"
SERVICE = f"CN=svc-repasse,CN=Users,{DOMAIN}"
ENGINEERS, NIGHT_SHIFT, STRICT = "Network Engineers", "Night Shift", "Strict Passwords"
CARD, STUDENT_NUMBER = "employeeNumber", "employeeID"
_CONTAINER = f"CN=Password Settings Container,CN=System,{DOMAIN}"
_USER = "bf967aba-0de6-11d0-a285-00aa003049e2"
RIGHTS = (
    ("CR", "00299570-246d-11d0-a768-00aa006e0529"),  # Reset Password
    ("RPWP", "bf967a0a-0de6-11d0-a285-00aa003049e2"),  # pwdLastSet
    ("RPWP", "28630ebf-41d5-11d1-a9c1-0000f80367c1"),  # lockoutTime
)
CONTACT_RIGHTS = (
    ("RPWP", "f0f8ffa3-1191-11d0-a060-00aa006c33ed"),  # mobile
    ("RPWP", "0296c123-40da-11d1-a9c0-0000f80367c1"),  # otherMailbox
)
_POLICY = {
    "minPwdLength": "8",
    "pwdProperties": "1",
    "pwdHistoryLength": "3",
    "minPwdAge": "-600000000",
    "lockoutThreshold": "3",
    "lockOutObservationWindow": "-6000000000",
    "lockoutDuration": "-18000000000",
}
"""As `SETTINGS` of the directories' contract: a minute, ten minutes, half an hour; never too old."""
_TIMES = ("pwdLastSet", "lockoutTime", "badPasswordTime", "accountExpires")
Attributes = Mapping[str, str | bytes | list[str]]


@dataclass
class SambaPeople:
    """Implements what the contract asks of a directory into which accounts are entered."""

    domain: SambaAd
    service_password: str = field(default_factory=lambda: f"Svc-{secrets.token_hex(12)}!")
    numbers: Iterator[int] = field(default_factory=itertools.count)
    _connection: ldap3.Connection | None = None

    def found(self) -> None:
        """Make the unit, the groups, the service account with its three rights, and the policies."""
        for unit in (PEOPLE, GROUPS):
            self.add(unit, "organizationalUnit", {})
        for name in (ENGINEERS, NIGHT_SHIFT, STRICT):
            self.add(f"CN={name},{GROUPS}", "group", {"sAMAccountName": name})
        self.join(f"CN={NIGHT_SHIFT},{GROUPS}", f"CN={ENGINEERS},{GROUPS}")
        trustee = self.delegate(SERVICE, self.service_password, RIGHTS)
        self.domain.tool("dsacl", "set", f"--objectdn={_CONTAINER}", f"--sddl=(A;CI;RPLCRC;;;{trustee})")
        self.set(DOMAIN, _POLICY)
        self.domain.tool(
            *("domain", "passwordsettings", "pso", "create", "Strict", "10", "--min-pwd-length=14"),
            *("--complexity=on", "--history-length=3", "--min-pwd-age=0", "--account-lockout-threshold=4"),
            *("--account-lockout-duration=30", "--reset-account-lockout-after=10"),
        )
        self.domain.tool("domain", "passwordsettings", "pso", "apply", "Strict", STRICT)

    def delegate(self, dn: str, password: str, rights: Iterable[tuple[str, str]]) -> str:
        """Enter a service account with these rights on the people; returns its SID."""
        own = {"sAMAccountName": dn[3:].partition(",")[0], "userAccountControl": "66048"}
        self.add(dn, "user", own | {"unicodePwd": quoted(password)})
        trustee = "S-1-" + "-".join(map(str, values.sid(self.read(dn, "objectSid")) or ()))
        sddl = "".join(f"(OA;CIIO;{right};{what};{_USER};{trustee})" for right, what in rights)
        self.domain.tool("dsacl", "set", f"--objectdn={PEOPLE}", f"--sddl={sddl}")
        return trustee

    def write_password_file(self, folder: Path) -> Path:
        path = folder / "service-password"
        path.write_text(self.service_password, encoding="utf-8")
        return path

    # --- accounts -------------------------------------------------------------------------------

    def add_account(self, new: NewAccount) -> str:
        """Enter an account and return its key. Raises `AccountExistsError`."""
        self._be_new(new)
        local = new.identifier.partition("@")[0]
        dn = f"{filters.rdn('CN', new.identifier)},{PEOPLE}"
        own: dict[str, str | bytes | list[str]] = {
            "sAMAccountName": local,
            "userPrincipalName": new.identifier,
            "givenName": new.given_name,
            "sn": new.family_name,
            "displayName": f"{new.given_name} {new.family_name}",
            "preferredLanguage": new.language,
            "proxyAddresses": [f"smtp:{alias}" for alias in new.aliases],
            "mobile": new.mobile.reveal(),
            "otherMailbox": new.email.reveal(),
            CARD: new.card.reveal(),
            STUDENT_NUMBER: new.student_number,
            "userAccountControl": "514" if new.disabled else "512",
            "unicodePwd": quoted(new.password.reveal()),
        }
        if new.must_change:
            own["pwdLastSet"] = "0"
        if new.expires_at is not None:
            own["accountExpires"] = str(values.ticks(new.expires_at))
        self.add(dn, "user", own)
        if new.privileged:
            self.join(dn, f"CN={NIGHT_SHIFT},{GROUPS}")
        if new.contacts_since is not None:
            self.date(dn, new.contacts_since)
        return values.guid_text(self.read(dn, "objectGUID"))

    def _be_new(self, new: NewAccount) -> None:
        taken = [filters.equals("proxyAddresses", f"smtp:{name}") for name in (new.identifier, *new.aliases)]
        taken += [filters.equals("userPrincipalName", name) for name in (new.identifier, *new.aliases)]
        numbers = ((CARD, new.card.reveal()), (STUDENT_NUMBER, new.student_number))
        taken += [filters.equals(name, value) for name, value in numbers if value]
        if list(self._search(PEOPLE, filters.some(taken), ["cn"])):
            raise AccountExistsError(new.identifier)

    def empty(self) -> None:
        """Delete everybody."""
        for dn, _ in list(self._search(PEOPLE, "(objectClass=user)", ["cn"])):
            self._administer("delete", dn)

    # --- time -----------------------------------------------------------------------------------

    def age(self, seconds: float) -> None:
        """`seconds` pass for everybody."""
        ldif = []
        for dn, stored in list(self._search(PEOPLE, "(objectClass=user)", list(_TIMES))):
            for name in _TIMES:
                at = int((stored.get(name) or [b"0"])[0])
                if 0 < at < values.NEVER:
                    ldif.append(_replacing(dn, name, str(at - int(seconds * 10_000_000))))
        if ldif:
            self.domain.rewrite("\n".join(ldif))

    def date(self, dn: str, at: datetime) -> None:
        """Have everything about `dn` look as if it was last written then."""
        ((_, stored),) = self._search(dn, "(objectClass=*)", ["replPropertyMetaData"], ldap3.BASE)
        blob = bytearray(stored["replPropertyMetaData"][0])
        for place in range(16, len(blob), 48):
            struct.pack_into("<q", blob, place + 8, (at - values.EPOCH) // timedelta(seconds=1))
        self.domain.rewrite(_replacing(dn, "replPropertyMetaData", bytes(blob)))

    # --- the administrator ----------------------------------------------------------------------

    def add(self, dn: str, kind: str, attributes: Attributes) -> None:
        """Empty values are left out."""
        self._administer("add", dn, [kind], {name: value for name, value in attributes.items() if value})

    def set(self, dn: str, attributes: Attributes) -> None:
        """Replace each of them; an empty value takes the attribute away."""
        changes = {
            name: [(ldap3.MODIFY_REPLACE, [value] if isinstance(value, str | bytes) and value else [*value])]
            for name, value in attributes.items()
        }
        self._administer("modify", dn, changes)

    def join(self, dn: str, group: str) -> None:
        self._administer("modify", group, {"member": [(ldap3.MODIFY_ADD, [dn])]})

    def move(self, dn: str, unit: str) -> None:
        self._administer("modify_dn", dn, dn.partition(",")[0], new_superior=unit)

    def read(self, dn: str, attribute: str) -> bytes:
        """The first value; empty when there is none."""
        ((_, stored),) = self._search(dn, "(objectClass=*)", [attribute], ldap3.BASE)
        return next(iter(stored.get(attribute) or ()), b"")

    def dn(self, key: str) -> str:
        ((found, _),) = self._search(f"<GUID={key}>", "(objectClass=*)", ["cn"], ldap3.BASE)
        return found

    def close(self) -> None:
        """Close the connection; the next question opens another."""
        if self._connection is not None:
            self._connection.unbind()
        self._connection = None

    def _search(
        self, base: str, wanted: str, attributes: list[str], scope: str = ldap3.SUBTREE
    ) -> Iterable[tuple[str, dict[str, list[bytes]]]]:
        self._administer("search", base, wanted, scope, attributes=attributes)
        assert self._connection is not None
        for one in self._connection.response or ():
            if one["type"] == "searchResEntry":
                yield one["dn"], one["raw_attributes"]

    def _administer(self, what: str, *arguments: object, **named: object) -> None:
        if self._connection is None:
            self._connection = self._connect()
        getattr(self._connection, what)(*arguments, **named)
        assert self._connection.result["result"] == 0, (what, arguments[0], self._connection.result)

    def _connect(self) -> ldap3.Connection:
        return connected(self.domain, ADMINISTRATOR, ADMIN_PASSWORD)


def connected(domain: SambaAd, name: str, password: str) -> ldap3.Connection:
    """A connection of the administrator, or of anybody, made by ldap3 alone."""
    from ldap3 import Tls  # after `library`, which quiets the library's own warnings

    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=str(domain.ca_file))
    server = ldap3.Server(FIRST, 636, use_ssl=True, tls=tls, get_info="NO_INFO", connect_timeout=30)
    connection = ldap3.Connection(
        server, name, password, auto_referrals=False, receive_timeout=60, check_names=False
    )
    with warnings.catch_warnings():
        # ldap3 asks for the protocol "TLS" by a name that Python has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        assert connection.bind(), connection.result
    return connection


def quoted(password: str) -> bytes:
    """The value of unicodePwd."""
    return f'"{password}"'.encode("utf-16-le")


def _replacing(dn: str, name: str, value: str | bytes) -> str:
    octets = value.encode() if isinstance(value, str) else value
    named = base64.b64encode(dn.encode()).decode()
    kept = base64.b64encode(octets).decode()
    return f"dn:: {named}\nchangetype: modify\nreplace: {name}\n{name}:: {kept}\n-\n"


def now() -> datetime:
    return datetime.now(UTC)
