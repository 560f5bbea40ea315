"""The settings of the channels: `[smtp]` and `[sms]`."""

from __future__ import annotations

import ipaddress
import re
import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from backend.core.secret import Secret

SmsGateway = Literal["kannel", "smpp", "apprise"]
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")
_SENDER = re.compile(r"\+?[0-9]{3,15}|[A-Za-z0-9 .-]{1,11}")
_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server. `tls`: by STARTTLS (RFC 3207), or from the first byte (RFC 8314); nothing else."""

    host: str
    port: int = 587
    tls: Literal["starttls", "implicit"] = "starttls"
    user: str = ""
    password_file: str = ""
    ca_file: str = ""

    def __post_init__(self) -> None:
        if not self.host:
            raise ValueError("host is needed")
        check_port(self.port)
        _check_sign_in(self.user, self.password_file)
        check_ca(self.ca_file)

    def password(self) -> Secret:
        """Raises `OSError`, `UnicodeDecodeError`."""
        return read_secret(self.password_file)


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """E-mail. `servers` are asked in their order; `wait` is for each step, `patience` for one server."""

    servers: tuple[SmtpServer, ...] = ()
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    bounces_to: str = ""
    hello: str = ""
    wait: timedelta = timedelta(seconds=5)
    patience: timedelta = timedelta(seconds=12)

    def __post_init__(self) -> None:
        for name in ("sender", "reply_to", "bounces_to"):
            text = getattr(self, name)
            if text and not _ADDRESS.fullmatch(text):
                raise ValueError(f"{name} must be a plain address such as no-reply@example.org")
        if not self.sender_name.isprintable():
            raise ValueError("sender_name must be one line of text")
        if not re.fullmatch(r"[A-Za-z0-9.:\[\]-]*", self.hello):
            raise ValueError("hello must be a host name")
        check_patience(self.wait, self.patience)


@dataclass(frozen=True, slots=True)
class KannelSettings:
    """Kannel's `sendsms`. `url` empty: none. `smsc` names the connection that is to send; empty: any."""

    url: str = ""
    user: str = ""
    password_file: str = ""
    sender: str = ""
    smsc: str = ""
    ca_file: str = ""
    wait: timedelta = timedelta(seconds=5)
    patience: timedelta = timedelta(seconds=10)

    def __post_init__(self) -> None:
        check_patience(self.wait, self.patience)
        if not self.url:
            return
        found = urlsplit(self.url)
        if found.scheme not in {"http", "https"} or not found.hostname or found.query or found.username:
            raise ValueError("url must be https://host:port/cgi-bin/sendsms")
        if found.scheme == "http" and not is_loopback(found.hostname):
            raise ValueError("url must be https:// unless its host is a loopback address")
        if not (self.user and self.password_file):
            raise ValueError("user and password_file are needed with url")
        if not self.user.isascii() or not self.smsc.isascii():
            raise ValueError("user and smsc must be ASCII")
        _check_sign_in(self.user, self.password_file)
        _check_sender(self.sender)
        check_ca(self.ca_file)

    def password(self) -> Secret:
        """Raises `OSError`, `UnicodeDecodeError`."""
        return read_secret(self.password_file)


@dataclass(frozen=True, slots=True)
class SmppSettings:
    """An SMSC that speaks SMPP 3.4. `host` empty: none. `tls` is `none` only towards a loopback address."""

    host: str = ""
    port: int = 3550
    tls: Literal["implicit", "none"] = "implicit"
    user: str = ""
    password_file: str = ""
    sender: str = ""
    ca_file: str = ""
    wait: timedelta = timedelta(seconds=5)
    patience: timedelta = timedelta(seconds=10)

    def __post_init__(self) -> None:
        check_port(self.port)
        check_patience(self.wait, self.patience)
        if not self.host:
            return
        if self.tls == "none" and not is_loopback(self.host):
            raise ValueError("tls must be implicit unless host is a loopback address")
        if not (self.user and self.password_file):
            raise ValueError("user and password_file are needed with host")
        _check_sign_in(self.user, self.password_file)
        _check_sender(self.sender)
        check_ca(self.ca_file)

    def password(self) -> Secret:
        """Raises `OSError`, `UnicodeDecodeError`."""
        return read_secret(self.password_file)


@dataclass(frozen=True, slots=True)
class AppriseSettings:
    """Services by Apprise. `file` holds a URL a line, `{to}` in the place of the number; it is a secret."""

    file: str = ""
    wait: timedelta = timedelta(seconds=5)
    patience: timedelta = timedelta(seconds=12)

    def __post_init__(self) -> None:
        check_patience(self.wait, self.patience)
        if self.file:
            check_readable("file", self.file)


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """SMS by gateways, asked in the order of `gateways`."""

    gateways: tuple[SmsGateway, ...] = ()
    kannel: KannelSettings = field(default_factory=KannelSettings)
    smpp: SmppSettings = field(default_factory=SmppSettings)
    apprise: AppriseSettings = field(default_factory=AppriseSettings)

    def __post_init__(self) -> None:
        if len(set(self.gateways)) != len(self.gateways):
            raise ValueError("gateways must name each gateway once")
        needed = {"kannel": self.kannel.url, "smpp": self.smpp.host, "apprise": self.apprise.file}
        setting = {"kannel": "url", "smpp": "host", "apprise": "file"}
        for name in self.gateways:
            if not needed[name]:
                raise ValueError(f"gateways names {name}, but sms.{name}.{setting[name]} is empty")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_secret(path: str) -> Secret:
    """What a file holds, without its line's end. Raises `OSError`, `UnicodeDecodeError`."""
    return Secret(Path(path).read_text(encoding="utf-8").rstrip("\r\n"))


def verified(ca_file: str) -> ssl.SSLContext:
    """TLS 1.2 or newer, trusting the system's CAs or only those of `ca_file`. Raises `OSError`."""
    context = ssl.create_default_context(cafile=ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def check_port(port: int) -> None:
    if not 1 <= port <= 65535:
        raise ValueError("port must be between 1 and 65535")


def check_patience(wait: timedelta, patience: timedelta) -> None:
    if not _SHORTEST <= wait <= patience <= _LONGEST:
        raise ValueError("wait and patience must be 1 to 60 seconds, and wait not the longer of the two")


def _check_sign_in(user: str, password_file: str) -> None:
    if bool(user) != bool(password_file):
        raise ValueError("user and password_file are given together, or neither")
    if password_file:
        check_readable("password_file", password_file)


def _check_sender(sender: str) -> None:
    if not _SENDER.fullmatch(sender):
        raise ValueError("sender must be a number, or a name of 1 to 11 plain characters")


def check_ca(ca_file: str) -> None:
    if not ca_file:
        return
    try:
        verified(ca_file)
    except OSError as error:
        raise ValueError(f"ca_file cannot be used: {type(error).__name__}") from None


def check_readable(name: str, path: str) -> None:
    try:
        empty = not read_secret(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{name} cannot be read: {type(error).__name__}") from None
    if empty:
        raise ValueError(f"{name} is empty")
