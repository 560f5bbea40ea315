"""How the servers of a directory are reached: shared by `ldap` and `active_directory`."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from backend.core.secret import Secret

PORTS = {"ldaps": 636, "ldap": 389}


class Wrapping(Enum):
    """Both are TLS: from the first byte, or after the StartTLS operation (RFC 4511 section 4.14)."""

    TLS = "ldaps"
    START_TLS = "ldap"


@dataclass(frozen=True, slots=True)
class Address:
    """One server. `host` is the name, or address, that its certificate must have."""

    host: str
    port: int
    wrapping: Wrapping

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.wrapping.value}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class LdapServers:
    """Where and as whom. Times are seconds; every one of them bounds a wait.

    `servers` are tried in this order: ``ldaps://host[:port]``, or ``ldap://host[:port]`` which always
    changes to TLS before anything else is said. `ca_file` empty: the system's CAs.
    """

    servers: tuple[str, ...] = ()
    ca_file: str = ""
    bind_dn: str = ""
    bind_password_file: str = ""
    pool: int = 8
    """Connections to each server at one time, those that try somebody's password among them."""
    connect: float = 2.0
    """For name, TCP, TLS and the service account's own sign-in together."""
    operation: float = 3.0
    pool_wait: float = 1.0
    patience: float = 5.0
    """For one question to the directory in all: fail-over and second try included."""
    pause: float = 15.0
    """How long a server that failed is left alone while another one works."""

    def __post_init__(self) -> None:
        for url in self.servers:
            _read(url)
        if len(set(self.servers)) != len(self.servers):
            raise ValueError("servers: the same server is named twice")
        if not 1 <= self.pool <= 64:
            raise ValueError("pool must be between 1 and 64")
        for name in ("connect", "operation", "pool_wait"):
            if not 0.1 <= getattr(self, name) <= 30:
                raise ValueError(f"{name} must be between 0.1 and 30 seconds")
        if not max(self.connect, self.operation) <= self.patience <= 60:
            raise ValueError("patience must be at least connect and operation, and at most 60 seconds")
        if not 1 <= self.pause <= 600:
            raise ValueError("pause must be between 1 and 600 seconds")
        if self.servers:
            self._whole()

    def _whole(self) -> None:
        if not self.bind_dn:
            raise ValueError("bind_dn is needed: the distinguished name of the service account")
        if not self.bind_password_file:
            raise ValueError("bind_password_file is needed: a file that holds only that account's password")
        self.bind_password()
        if self.ca_file and not Path(self.ca_file).is_file():
            raise ValueError("ca_file: there is no such file")
        try:
            ssl.create_default_context(cafile=self.ca_file or None)
        except (OSError, ValueError):
            raise ValueError("ca_file holds no certificate in PEM form") from None

    @property
    def addresses(self) -> tuple[Address, ...]:
        return tuple(map(_read, self.servers))

    def bind_password(self) -> Secret:
        """Read anew for every connection, so that it may change while the program runs.

        Raises:
            ValueError: it cannot be read, or is empty.
        """
        try:
            text = Path(self.bind_password_file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"bind_password_file cannot be read: {type(error).__name__}") from None
        if not text:
            # RFC 4513 section 5.1.2: a name with an empty password signs nobody in, and succeeds.
            raise ValueError("bind_password_file is empty")
        return Secret(text)


def _read(url: str) -> Address:
    wrong = ValueError("servers must be ldaps://host[:port] or ldap://host[:port] (which uses StartTLS)")
    try:
        read = urlsplit(url)
        port = read.port
    except ValueError:
        raise wrong from None
    plain = not (read.path.strip("/") or read.query or read.fragment or read.username or read.password)
    if read.scheme not in PORTS or not read.hostname or not plain:
        raise wrong
    return Address(read.hostname, port or PORTS[read.scheme], Wrapping(read.scheme))
