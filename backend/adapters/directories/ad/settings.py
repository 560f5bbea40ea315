"""Settings of Active Directory as a directory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from backend.adapters.directories.ldap.settings import LdapServers
from backend.adapters.directories.sql_settings import SHEET_RULES
from backend.core.views import PasswordRules, Propagation

_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


class Name(Enum):
    """A name an account is found by."""

    UPN = "upn"
    ACCOUNT_NAME = "account_name"
    """sAMAccountName, as the part before @ of an address in the institution's domain."""
    MAIL = "mail"
    ALIAS = "alias"
    """proxyAddresses."""


@dataclass(frozen=True, slots=True)
class ContactAttributes:
    """Where the contacts are, the first one with a value first. Never the mailbox of the account itself."""

    mobiles: tuple[str, ...] = ("mobile", "otherMobile")
    """For messages and calls."""
    landlines: tuple[str, ...] = ()
    """For calls only."""
    emails: tuple[str, ...] = ("otherMailbox",)
    register_mobile: str = ""
    """The attribute, among `mobiles`, that takes a number registered at the station; empty for none."""
    register_email: str = ""

    def __post_init__(self) -> None:
        for name in self.every():
            if not _ATTRIBUTE.fullmatch(name):
                raise ValueError(f"{name!r} is no name of an attribute")
        for own in ("mail", "userPrincipalName", "proxyAddresses"):
            if own.lower() in {name.lower() for name in self.emails}:
                raise ValueError(f"emails: {own} is the mailbox that the person is locked out of")
        if self.register_mobile not in ("", *self.mobiles):
            raise ValueError("register_mobile must be one of mobiles")
        if self.register_email not in ("", *self.emails):
            raise ValueError("register_email must be one of emails")

    def every(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.mobiles, *self.landlines, *self.emails)))


@dataclass(frozen=True, slots=True)
class Privileged:
    """Whom nobody resets here, beside the protected groups of Windows and every adminCount of 1.

    `groups` are distinguished names, their members counted through any depth; `deny` are
    sAMAccountNames, UPNs or distinguished names.
    """

    groups: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdSettings:
    """`connection.servers` and `base` are needed. `base` is the distinguished name under which people are
    found and reset; the service account holds its rights there and nowhere else.
    """

    connection: LdapServers = field(default_factory=LdapServers)
    base: str = ""
    find_by: tuple[Name, ...] = tuple(Name)
    contacts: ContactAttributes = field(default_factory=ContactAttributes)
    privileged: Privileged = field(default_factory=Privileged)
    rules: PasswordRules = SHEET_RULES
    """The institution's own; where the domain's policy or a fine-grained one asks for more, that holds."""
    language: str = "fr"
    """For accounts without preferredLanguage."""
    student_number: str = ""
    card: str = ""
    """The attribute with the number of the student card, in capitals as cards are read; empty for none."""
    policy_life: float = 300.0
    """Seconds until the policy, the protected groups and the controls offered are read anew."""
    propagation: tuple[Propagation, ...] = ()

    def __post_init__(self) -> None:
        if not self.find_by:
            raise ValueError("find_by must name at least one of upn, account_name, mail, alias")
        for name in filter(None, (self.student_number, self.card)):
            if not _ATTRIBUTE.fullmatch(name):
                raise ValueError(f"{name!r} is no name of an attribute")
        if not 10 <= self.policy_life <= 3600:
            raise ValueError("policy_life must be between 10 and 3600 seconds")

    def complete(self) -> list[str]:
        """What is missing where `directory.kind` is `ad`; empty when it can be used."""
        missing = []
        if not self.connection.servers:
            missing.append("connection.servers: at least one is needed")
        if not self.base:
            missing.append("base: needed, the unit that holds the accounts, such as OU=Students,DC=example")
        return missing
