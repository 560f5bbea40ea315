"""Settings of the LDAP adapter: where accounts are, what their attributes mean, and who is out of reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from backend.adapters.directories.ldap.settings import LdapServers
from backend.adapters.directories.sql_settings import SHEET_RULES
from backend.core.views import PasswordRules, Propagation

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*(;[A-Za-z0-9-]+)*|[0-9]+(\.[0-9]+)+")


@dataclass(frozen=True, slots=True)
class LdapAttributes:
    """Names of attributes; an empty one is not there. Nobody may be able to change those of the first
    paragraph for themselves, or they could be taken for somebody else.
    """

    key: str = "entryUUID"
    """Stable through every renaming, and text; the limits of an account are counted under it."""
    identifier: str = "uid"
    aliases: tuple[str, ...] = ("mail",)
    student_number: str = "employeeNumber"
    card: str = ""

    given_name: str = "givenName"
    family_name: str = "sn"
    display_name: str = "displayName"
    language: str = "preferredLanguage"
    photo: str = ""

    mobiles: tuple[str, ...] = ("mobile",)
    """Numbers for messages and calls."""
    landlines: tuple[str, ...] = ()
    """Numbers for calls only."""
    emails: tuple[str, ...] = ("mail",)
    mobile_changed: str = ""
    """When the numbers last changed: a generalized time (RFC 4517 section 3.3.13)."""
    email_changed: str = ""

    expires: str = "pwdEndTime"
    """When the account ends: a generalized time, or the days of ``shadowExpire``."""

    def __post_init__(self) -> None:
        for name in self.all:
            if not _NAME.fullmatch(name):
                raise ValueError(f'"{name}" cannot be the name of an attribute')
        if not self.key or not self.identifier:
            raise ValueError("key and identifier are needed")

    @property
    def all(self) -> tuple[str, ...]:
        """Every attribute but the photo."""
        named = [self.key, self.identifier, *self.aliases, self.student_number, self.card]
        named += [self.given_name, self.family_name, self.display_name, self.language, self.expires]
        named += [*self.mobiles, *self.landlines, *self.emails, self.mobile_changed, self.email_changed]
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def names(self) -> tuple[str, ...]:
        """Attributes by which somebody is found."""
        return tuple(dict.fromkeys((self.identifier, *self.aliases)))


@dataclass(frozen=True, slots=True)
class PrivilegedAccounts:
    """Who is never reset here, whatever the service account may do. They look like unknown ones."""

    groups: tuple[str, ...] = ()
    """Distinguished names of groups."""
    membership: Literal["memberOf", "search"] = "memberOf"
    """Read from the person's own entry, or searched in the groups (`member`, `uniqueMember`, `memberUid`)."""
    filter: str = ""
    deny: tuple[str, ...] = ()
    """Identifiers or aliases, with or without the institution's domain."""

    def __post_init__(self) -> None:
        _filter("filter", self.filter)
        if any("=" not in name for name in self.groups):
            raise ValueError("groups must be distinguished names, such as cn=admins,ou=groups,dc=example")


@dataclass(frozen=True, slots=True)
class LdapDirectorySettings:
    """`connection.servers` and `base` are needed; seconds where nothing else is said."""

    connection: LdapServers = field(default_factory=LdapServers)
    base: str = ""
    filter: str = "(objectClass=inetOrgPerson)"
    attributes: LdapAttributes = field(default_factory=LdapAttributes)
    privileged: PrivilegedAccounts = field(default_factory=PrivilegedAccounts)
    policy: str = ""
    """The entry of the default password policy, whose lengths, history and lock-out are read."""
    lockout_threshold: int | None = None
    """In place of the policy's: the lowest of all policies; 0 where nothing ever locks."""
    lockout_window: int = 900
    rules: PasswordRules = SHEET_RULES
    contacts_kept_by: Literal["anyone", "institution"] = "anyone"
    """Who can change a number or address of which no date is known. `anyone`: it may be as new as the
    entry's last change of any kind; `institution`: never the person themselves, so it counts as old.
    """
    register_mobile: str = ""
    """The attribute that takes a mobile number registered at the station."""
    register_email: str = ""
    language: str = "fr"
    """Of who has none."""
    propagation: tuple[Propagation, ...] = ()

    def __post_init__(self) -> None:
        _filter("filter", self.filter)
        threshold = self.lockout_threshold
        if threshold is not None and not 0 <= threshold <= 1000:
            raise ValueError("lockout_threshold must be between 0 and 1000")
        self._registering()

    def _registering(self) -> None:
        """What was registered a minute ago must never count as old."""
        attributes = self.attributes
        ways = {
            "register_mobile": (self.register_mobile, attributes.mobiles, attributes.mobile_changed),
            "register_email": (self.register_email, attributes.emails, attributes.email_changed),
        }
        for name, (attribute, read, since) in ways.items():
            if attribute and attribute not in read:
                raise ValueError(f"{name} must be one of the attributes that are read")
            if attribute and self.contacts_kept_by == "institution" and not since:
                raise ValueError(f"{name} needs the attribute that says when it changed")

    def complete(self) -> list[str]:
        """What is missing where `directory.kind` is `ldap`; empty when it can be used."""
        missing = []
        if not self.connection.servers:
            missing.append("connection.servers: at least one is needed")
        if not self.base:
            missing.append("base: needed, the branch that holds the accounts, such as ou=people,dc=example")
        if not self.policy and self.lockout_threshold is None:
            missing.append(
                "lockout_threshold: needed without policy, so that a station never locks anybody out; "
                "0 if the directory locks nobody"
            )
        return missing


def _filter(name: str, text: str) -> None:
    """Only that it is one filter: the server knows the rest."""
    depth, ends = 0, 0
    for mark in text.replace("\\(", "").replace("\\)", ""):
        depth += (mark == "(") - (mark == ")")
        ends += mark == ")" and depth == 0
        if depth < 0:
            break
    if text and (depth or ends != 1 or text[0] != "(" or text[-1] != ")"):
        raise ValueError(f"{name} must be one LDAP filter in brackets, such as (objectClass=person)")
