"""The settings of calls: `[voice]`."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from backend.adapters.channels.settings import (
    check_ca,
    check_patience,
    check_port,
    check_readable,
    is_loopback,
    read_secret,
)
from backend.core.secret import Secret

VoiceGateway = Literal["twilio", "sip"]
_ACCOUNT = re.compile(r"[A-Za-z0-9-]{1,64}")
_NUMBER = re.compile(r"\+[0-9]{6,15}")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}")
_USER = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PASSWORD = re.compile(r"[!#-:=?-~]{1,128}")
_RINGS = (timedelta(seconds=5), timedelta(seconds=120))


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """A provider with Twilio's voice API. `account` empty: none.

    `machines`: whether the provider is asked to tell voicemail from people before anything is said.
    """

    url: str = "https://api.twilio.com"
    account: str = ""
    token_file: str = ""
    sender: str = ""
    ca_file: str = ""
    machines: Literal["detected", "not_detected"] = "detected"
    ring: timedelta = timedelta(seconds=30)
    wait: timedelta = timedelta(seconds=5)
    patience: timedelta = timedelta(seconds=10)

    def __post_init__(self) -> None:
        check_patience(self.wait, self.patience)
        _check_ring(self.ring)
        found = urlsplit(self.url)
        if found.scheme not in {"http", "https"} or not found.hostname or found.query or found.username:
            raise ValueError("url must be https://host, as the provider gives it")
        if found.scheme == "http" and not is_loopback(found.hostname):
            raise ValueError("url must be https:// unless its host is a loopback address")
        if not self.account:
            return
        if not _ACCOUNT.fullmatch(self.account):
            raise ValueError("account must be the account's SID: letters, digits and -")
        if not self.token_file:
            raise ValueError("token_file is needed with account")
        check_readable("token_file", self.token_file)
        if not _NUMBER.fullmatch(self.sender):
            raise ValueError("sender must be a number of the account, such as +32460000000")
        check_ca(self.ca_file)

    def token(self) -> Secret:
        """Raises `OSError`, `UnicodeDecodeError`."""
        return read_secret(self.token_file)


@dataclass(frozen=True, slots=True)
class SipSettings:
    """A telephone system of the institution. `server` empty: none.

    `local` is the address of ours that calls come from; empty: the one towards the server. `patience` is how
    long the system may take to begin, `ring` how long the person may take after that.
    """

    server: str = ""
    port: int = 5060
    transport: Literal["udp", "tcp"] = "udp"
    user: str = ""
    password_file: str = ""
    prefix: str = ""
    plus: Literal["+", "00"] = "00"
    local: str = ""
    rtp_ports: str = "10000-20000"
    ring: timedelta = timedelta(seconds=30)
    patience: timedelta = timedelta(seconds=10)

    def __post_init__(self) -> None:
        check_port(self.port)
        check_patience(self.patience, self.patience)
        _check_ring(self.ring)
        ports = re.fullmatch(r"([0-9]{4,5})-([0-9]{4,5})", self.rtp_ports)
        if ports is None or not 1024 <= int(ports[1]) <= int(ports[2]) - 3 < 65533:
            raise ValueError("rtp_ports must be two ports from 1024 to 65535, such as 10000-20000")
        if not re.fullmatch(r"[0-9*#]{0,8}", self.prefix):
            raise ValueError("prefix must be at most 8 digits, * or #")
        if self.local and not _is_address(self.local):
            raise ValueError("local must be an IPv4 address of this machine")
        if not self.server:
            return
        if not _HOST.fullmatch(self.server):
            raise ValueError("server must be a host name or an IPv4 address")
        if not _USER.fullmatch(self.user):
            raise ValueError("user is needed with server: letters, digits and . _ -")
        if self.password_file:
            check_readable("password_file", self.password_file)
            if not _PASSWORD.fullmatch(self.password().reveal()):
                raise ValueError("password_file must hold plain characters without spaces, quotes, ; < >")

    def password(self) -> Secret:
        """Raises `OSError`, `UnicodeDecodeError`."""
        return read_secret(self.password_file)

    @property
    def host(self) -> str:
        return f"{self.server}:{self.port}"

    def address_of(self, digits: str) -> str:
        """What is dialled for the E.164 number with these digits."""
        return f"sip:{self.prefix}{self.plus}{digits}@{self.host};transport={self.transport}"


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Calls by gateways, asked in the order of `gateways`."""

    gateways: tuple[VoiceGateway, ...] = ()
    twilio: TwilioSettings = field(default_factory=TwilioSettings)
    sip: SipSettings = field(default_factory=SipSettings)

    def __post_init__(self) -> None:
        if len(set(self.gateways)) != len(self.gateways):
            raise ValueError("gateways must name each gateway once")
        if "twilio" in self.gateways and not self.twilio.account:
            raise ValueError("gateways names twilio, but voice.twilio.account is empty")
        if "sip" in self.gateways and not self.sip.server:
            raise ValueError("gateways names sip, but voice.sip.server is empty")


def _check_ring(ring: timedelta) -> None:
    if not _RINGS[0] <= ring <= _RINGS[1]:
        raise ValueError("ring must be 5 to 120 seconds")


def _is_address(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).version == 4
    except ValueError:
        return False
