"""The settings of the audit records: `[audit]`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SyslogSettings:
    """A syslog receiver over TLS. `host` empty: none. `certificate` and `key`: where it asks who we are."""

    host: str = ""
    port: int = 6514
    ca_file: str = ""
    certificate: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        _check_port(self.port)
        if bool(self.certificate) != bool(self.key):
            raise ValueError("certificate and key are given together, or neither")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """A mail server with STARTTLS. `host` empty: none. `pause` is the least time between two mails."""

    host: str = ""
    port: int = 587
    ca_file: str = ""
    user: str = ""
    password_file: str = ""
    sender: str = ""
    recipient: str = ""
    pause: timedelta = timedelta(hours=1)

    def __post_init__(self) -> None:
        _check_port(self.port)
        if self.host and not (self.sender and self.recipient):
            raise ValueError("sender and recipient are needed with a host")
        if any(set(one) & set("\r\n") or not one.isascii() for one in (self.sender, self.recipient)):
            raise ValueError("sender and recipient must be plain addresses")
        if bool(self.user) != bool(self.password_file):
            raise ValueError("user and password_file are given together, or neither")


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """`keep`: how long a record is kept. `file` empty: one in the data folder."""

    keep: timedelta = timedelta(days=365)
    file: str = ""
    syslog: SyslogSettings = field(default_factory=SyslogSettings)
    email: MailSettings = field(default_factory=MailSettings)

    def __post_init__(self) -> None:
        if self.keep < timedelta(days=1):
            raise ValueError("keep must be at least 86400 seconds, a day")


def _check_port(port: int) -> None:
    if not 1 <= port <= 65535:
        raise ValueError("port must be between 1 and 65535")
