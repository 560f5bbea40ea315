"""What a tenant of Entra ID holds, as the directory sees it; passwords in the clear, for tests only."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

MOBILE_ID = "3179e48a-750b-4051-897c-87b9720928f7"
ALTERNATE_ID = "b6332ec1-7057-4abe-9331-3d72feddfe41"
OFFICE_ID = "e37fc753-ff3b-4958-9484-eaa9425c82bc"
EMAIL_ID = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f"
PHONE_IDS = {"mobile": MOBILE_ID, "alternateMobile": ALTERNATE_ID, "office": OFFICE_ID}
READING = (
    "User.Read.All",
    "GroupMember.Read.All",
    "RoleManagement.Read.Directory",
    "UserAuthMethod-Phone.Read.All",
    "UserAuthMethod-Email.Read.All",
)
WRITING = ("User-PasswordProfile.ReadWrite.All", "User.RevokeSessions.All")
EVERYTHING = (
    *READING,
    *WRITING,
    "UserAuthMethod-Phone.ReadWrite.All",
    "UserAuthMethod-Email.ReadWrite.All",
    "UserAuthMethod-TAP.ReadWrite.All",
    "RoleEligibilitySchedule.Read.Directory",
)
Body = dict[str, object]


APPLICATION = "5d0f2f0a-8a4e-4a55-a5d3-0c6a2b9ad9f7"
"""The object id of the application's own principal."""


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass
class Method:
    """A phone or an address; `created` is what Graph may tell or leave out."""

    value: str
    created: datetime | None


@dataclass
class Person:
    upn: str
    password: str
    given_name: str = ""
    surname: str = ""
    id: str = field(default_factory=new_id)
    mail: str = ""
    addresses: tuple[str, ...] = ()
    employee_id: str = ""
    enabled: bool = True
    guest: bool = False
    synced: bool | None = None
    immutable_id: str = ""
    sam: str = ""
    premises_upn: str = ""
    other_mails: tuple[str, ...] = ()
    mobile_phone: str = ""
    language: str = "fr-BE"
    changed: datetime | None = None
    must_change: bool = False
    roles: int = 0
    scoped_roles: int = 0
    eligible_roles: int = 0
    groups: tuple[str, ...] = ()
    owns: tuple[str, ...] = ()
    phones: dict[str, Method] = field(default_factory=dict)
    email: Method | None = None
    revocations: int = 0
    passes: list[str] = field(default_factory=list)
    units: tuple[str, ...] = ()
    """The administrative units it is in."""

    def row(self, selected: set[str]) -> Body:
        row: Body = {
            "id": self.id,
            "userPrincipalName": self.upn,
            "userType": "Guest" if self.guest else "Member",
            "displayName": f"{self.given_name} {self.surname}".strip(),
            "givenName": self.given_name or None,
            "surname": self.surname or None,
            "mail": self.mail or None,
            "proxyAddresses": [
                f"{'SMTP' if at == 0 else 'smtp'}:{one}" for at, one in enumerate(self.addresses)
            ],
            "employeeId": self.employee_id or None,
            "accountEnabled": self.enabled,
            "onPremisesSyncEnabled": self.synced,
            "onPremisesImmutableId": self.immutable_id or None,
            "onPremisesSamAccountName": self.sam or None,
            "onPremisesUserPrincipalName": self.premises_upn or None,
            "otherMails": list(self.other_mails),
            "mobilePhone": self.mobile_phone or None,
            "lastPasswordChangeDateTime": stamp(self.changed),
            "preferredLanguage": self.language or None,
        }
        return {name: value for name, value in row.items() if name in selected or name == "id"}


@dataclass
class Group:
    name: str
    role_assignable: bool = False
    id: str = field(default_factory=new_id)


@dataclass
class Tenant:
    """The people and the application of one tenant. Every change holds `lock`."""

    people: list[Person] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    permissions: set[str] = field(default_factory=lambda: set(EVERYTHING))
    user_administrator: bool = True
    """Whether Graph lets the application reset passwords."""
    application_roles: list[tuple[str, str]] = field(default_factory=list)
    """What it is told to hold: the role's definition and the scope."""
    banned: tuple[str, ...] = ("contoso",)
    pass_policy: bool = True
    dates_methods: bool = True
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def by_id(self, key: str) -> Person | None:
        return next((one for one in self.people if key.casefold() in (one.id, one.upn.casefold())), None)

    def protected(self, person: Person) -> bool:
        """Out of the reach of a User Administrator."""
        assignable = {group.id for group in self.groups if group.role_assignable}
        return bool(person.roles or assignable & {*person.groups, *person.owns})

    def accepts(self, password: str) -> bool:
        """The documented rules: 8 to 256 of ASCII, three of four classes, none of the banned words."""
        classes = (str.islower, str.isupper, str.isdigit, lambda mark: not mark.isalnum())
        used = sum(any(kind(mark) for mark in password) for kind in classes)
        plain = all(" " <= mark <= "~" for mark in password) and password == password.strip()
        banned = any(word in password.casefold() for word in self.banned)
        return 8 <= len(password) <= 256 and used >= 3 and plain and not banned

    def signs_in(self, key: str, password: str) -> bool:
        """What only the login page of Entra can do."""
        person = self.by_id(key)
        return person is not None and person.enabled and person.password == password


def stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
