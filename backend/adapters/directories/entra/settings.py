"""Settings of Entra ID: `[directory.entra]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from backend.core.views import CharacterClass, PasswordRules, Propagation

Name = Literal["userPrincipalName", "mail", "proxyAddresses", "employeeId"]
Source = Literal["mobile", "alternate", "office", "email", "mobilePhone", "otherMails"]

CHARACTERS = "".join(map(chr, range(32, 127)))
"""What Entra accepts in a password: ASCII, with the blank (not as the first or last character)."""
SHORTEST, LONGEST = 8, 256
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TENANT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class EntraRules:
    """Entra asks for 8 characters of three classes; an institution may ask for more, never for less."""

    min_length: int = SHORTEST
    classes_needed: int = 3

    def __post_init__(self) -> None:
        if not SHORTEST <= self.min_length <= 64:
            raise ValueError("min_length must be between 8, which Entra asks for, and 64")
        if self.classes_needed not in (3, 4):
            raise ValueError("classes_needed must be 3, which Entra asks for, or 4")

    def rules(self) -> PasswordRules:
        return PasswordRules(
            min_length=self.min_length,
            max_length=LONGEST,
            classes=tuple(CharacterClass),
            classes_needed=self.classes_needed,
            allowed=CHARACTERS,
        )


@dataclass(frozen=True, slots=True)
class EntraSettings:
    """`tenant` empty: not set up. Times are in seconds.

    `names` are what an identifier is compared with, `contacts` where codes go, best first within a kind;
    `privileged_groups` and `deny` name, by object id, groups and accounts that are never reset here.
    """

    tenant: str = ""
    client_id: str = ""
    certificate_file: str = ""
    key_file: str = ""
    login_url: str = "https://login.microsoftonline.com"
    graph_url: str = "https://graph.microsoft.com"
    ca_file: str = ""
    connect_timeout: float = 3.0
    read_timeout: float = 5.0
    deadline: float = 10.0
    """The longest that one question to the directory takes, token, retries and waits included."""
    names: tuple[Name, ...] = ("userPrincipalName", "mail", "proxyAddresses")
    contacts: tuple[Source, ...] = ("email", "mobile", "alternate")
    undated_contacts: Literal["settled", "fresh"] = "fresh"
    """What a contact counts as whose age Graph does not tell; `fresh` is never the only gate."""
    privileged_groups: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    eligible_roles: bool = False
    """Whether roles that an account may activate (PIM) count; needs Entra ID P2 and one permission more."""
    searches: bool = True
    temporary_access_pass: bool = False
    pass_minutes: int = 60
    registers_contacts: bool = False
    rules: EntraRules = EntraRules()
    propagation: tuple[Propagation, ...] = (
        Propagation("portal.office.com", 0),
        Propagation("Outlook, Teams", 5),
    )

    def __post_init__(self) -> None:
        self._check_addresses()
        self._check_times()
        if not self.names or not self.contacts:
            raise ValueError("names and contacts must not be empty")
        for setting, values in (("privileged_groups", self.privileged_groups), ("deny", self.deny)):
            if any(not is_guid(value) for value in values):
                raise ValueError(
                    f"{setting} must hold object ids, such as 6e7b768e-07e2-4810-8459-485f84f8f204"
                )
        if not 10 <= self.pass_minutes <= 43_200:
            raise ValueError("pass_minutes must be between 10 and 43200, as Entra allows")
        if self.configured:
            self._check_credentials()

    @property
    def configured(self) -> bool:
        return bool(self.tenant)

    @property
    def longest_write(self) -> float:
        """Seconds that a write may take: itself, half as long for what follows, and once to settle it."""
        return 2.5 * self.deadline

    @property
    def authority(self) -> str:
        return f"{self.login_url.rstrip('/')}/{self.tenant}"

    @property
    def scope(self) -> str:
        return f"{self.graph_url.rstrip('/')}/.default"

    def _check_addresses(self) -> None:
        for setting, url in (("login_url", self.login_url), ("graph_url", self.graph_url)):
            if not _is_origin(url):
                raise ValueError(f"{setting} must be https://host or https://host:port, without a path")

    def _check_times(self) -> None:
        if not 0.5 <= self.connect_timeout <= 10 or not 0.5 <= self.read_timeout <= 10:
            raise ValueError("connect_timeout and read_timeout must be between 0.5 and 10 seconds")
        if not 2 <= self.deadline <= 14:
            raise ValueError("deadline must be between 2 and 14 seconds")

    def _check_credentials(self) -> None:
        if not _TENANT.fullmatch(self.tenant):
            raise ValueError("tenant must be the directory's id or one of its domains")
        if not is_guid(self.client_id):
            raise ValueError("client_id must be the application (client) id of the app registration")
        for setting, path in (("certificate_file", self.certificate_file), ("key_file", self.key_file)):
            if not path:
                raise ValueError(f"{setting} is needed with a tenant: a PEM file")
        _readable("certificate_file", self.certificate_file)
        _readable("key_file", self.key_file)
        if self.ca_file:
            _readable("ca_file", self.ca_file)


def is_guid(text: str) -> bool:
    return _GUID.fullmatch(text) is not None


def _is_origin(url: str) -> bool:
    try:
        read = urlsplit(url)
        port = read.port
    except ValueError:
        return False
    plain = read.username is None and read.password is None and port != 0
    bare = read.path in ("", "/") and not read.query and not read.fragment
    return read.scheme == "https" and bool(read.hostname) and plain and bare and url.isascii()


def _readable(setting: str, path: str) -> None:
    try:
        empty = not Path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{setting} cannot be read as a PEM file: {type(error).__name__}") from None
    if empty:
        raise ValueError(f"{setting} is empty")
