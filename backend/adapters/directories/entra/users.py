"""What Graph answers, as values: users, methods, passes, memberships and roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from backend.adapters.directories.entra.reading import Json, moment, number, rows, text, texts
from backend.core.secret import Secret


class Mastered(Enum):
    """Where an account's password is kept."""

    CLOUD = "cloud"
    PREMISES = "premises"
    ELSEWHERE = "elsewhere"
    """A guest: in another organisation."""


@dataclass(frozen=True, slots=True)
class User:
    """A user as Graph tells it."""

    id: str
    upn: str
    display_name: str
    given_name: str
    surname: str
    mail: str
    addresses: tuple[str, ...]
    employee_id: str
    enabled: bool
    mastered: Mastered
    immutable_id: str
    """The on-premises anchor, base64 of an objectGUID or of ms-DS-ConsistencyGuid."""
    sam: str
    premises_upn: str
    other_mails: tuple[str, ...] = field(repr=False)
    mobile: str = field(repr=False)
    password_changed: datetime | None
    language: str

    @staticmethod
    def read(row: Json) -> User:
        return User(
            id=text(row, "id"),
            upn=text(row, "userPrincipalName"),
            display_name=text(row, "displayName"),
            given_name=text(row, "givenName"),
            surname=text(row, "surname"),
            mail=text(row, "mail"),
            addresses=tuple(one.partition(":")[2] for one in texts(row, "proxyAddresses") if _is_smtp(one)),
            employee_id=text(row, "employeeId"),
            enabled=row.get("accountEnabled") is True,
            mastered=_mastered(row),
            immutable_id=text(row, "onPremisesImmutableId"),
            sam=text(row, "onPremisesSamAccountName"),
            premises_upn=text(row, "onPremisesUserPrincipalName"),
            other_mails=texts(row, "otherMails"),
            mobile=text(row, "mobilePhone"),
            password_changed=moment(row, "lastPasswordChangeDateTime"),
            language=text(row, "preferredLanguage"),
        )


class PhoneType(Enum):
    MOBILE = "mobile"
    ALTERNATE = "alternateMobile"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Phone:
    """`since` is when it was registered, where Graph tells."""

    type: PhoneType
    number: Secret
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Email:
    address: Secret
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Pass:
    """A Temporary Access Pass, as it was made."""

    value: Secret
    starts_at: datetime | None
    minutes: int
    allowed: bool
    """Whether the tenant's policy lets this person use it; made it is in any case."""


class LimitedInformation(Exception):
    """Graph tells that there are groups, and not which: the application lacks GroupMember.Read.All."""


# --- answers ------------------------------------------------------------------------------------


def users(body: Json) -> tuple[User, ...]:
    return tuple(found for row in rows(body) if (found := User.read(row)).id)


def phones(body: Json) -> tuple[Phone, ...]:
    kinds = {kind.value: kind for kind in PhoneType}
    return tuple(
        Phone(kinds[text(row, "phoneType")], Secret(text(row, "phoneNumber")), moment(row, "createdDateTime"))
        for row in rows(body)
        if text(row, "phoneType") in kinds
    )


def emails(body: Json) -> tuple[Email, ...]:
    return tuple(
        Email(Secret(text(row, "emailAddress")), moment(row, "createdDateTime"))
        for row in rows(body)
        if text(row, "emailAddress")
    )


def made_pass(body: Json) -> Pass | None:
    value = text(body, "temporaryAccessPass")
    if not value:
        return None
    allowed = text(body, "methodUsabilityReason") != "DisabledByPolicy"
    return Pass(Secret(value), moment(body, "startDateTime"), number(body, "lifetimeInMinutes"), allowed)


def holds_role(body: Json) -> bool:
    """Whether an answer about role assignments names any."""
    return bool(rows(body))


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role that a principal holds, over the whole directory (``/``) or over a part of it."""

    role: str
    scope: str


def assignments(body: Json) -> tuple[Assignment, ...]:
    found = (Assignment(text(row, "roleDefinitionId"), text(row, "directoryScopeId")) for row in rows(body))
    return tuple(one for one in found if one.role)


def units(body: Json) -> tuple[str, ...]:
    """The administrative units among memberships, by id."""
    kind = "#microsoft.graph.administrativeUnit"
    return tuple(text(row, "id") for row in rows(body) if text(row, "@odata.type") == kind)


def reaches_role(body: Json, groups: frozenset[str]) -> bool:
    """Whether memberships, or what is owned, hold a role, a role-assignable group or any of `groups`.

    More of them than one page are taken for one: nobody looks through them all.

    Raises:
        LimitedInformation: a group came without its name, as where the application may not read groups.
    """
    if text(body, "@odata.nextLink"):
        return True
    return any(_reaches(row, groups) for row in rows(body))


def _reaches(row: Json, groups: frozenset[str]) -> bool:
    match text(row, "@odata.type"):
        case "#microsoft.graph.directoryRole":
            return True
        case "#microsoft.graph.group":
            if row.get("isAssignableToRole") is True or text(row, "id").casefold() in groups:
                return True
            if not text(row, "displayName"):
                raise LimitedInformation
            return False
        case _:
            return False


# --- inside -------------------------------------------------------------------------------------


def _is_smtp(address: str) -> bool:
    return address[:5].casefold() == "smtp:"


def _mastered(row: Json) -> Mastered:
    if row.get("onPremisesSyncEnabled") is True:
        return Mastered.PREMISES
    return Mastered.ELSEWHERE if text(row, "userType") == "Guest" else Mastered.CLOUD
