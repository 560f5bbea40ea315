"""The settings of the addresses: where each part of the backend listens."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from backend.core import networks


@dataclass(frozen=True, slots=True)
class AddressSettings:
    """Where one part listens. `url` is what its users type; empty: made from host and port."""

    host: str = "127.0.0.1"
    port: int = 0
    url: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ValueError("port must be between 0 (any free one) and 65535")
        if self.url and not _is_origin(self.url):
            raise ValueError("url must be https://host or https://host:port, without a path")


@dataclass(frozen=True, slots=True)
class StationApiSettings(AddressSettings):
    """`proxies`: networks of the reverse proxies whose `X-Forwarded-For` is believed; see `networks`."""

    proxies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        AddressSettings.__post_init__(self)
        try:
            networks.checked(self.proxies)
        except networks.NetworkUnreadable as error:
            raise ValueError(f"proxies: {error}") from error


@dataclass(frozen=True, slots=True)
class PhoneSettings(AddressSettings):
    """Where resets go on at the person's own phone; `none`: nothing listens, and no station offers it."""

    handoff: Literal["offered", "none"] = "offered"


@dataclass(frozen=True, slots=True)
class ReportSettings(AddressSettings):
    """Where gateways report what became of messages; `none`: nothing listens, and no report is asked for."""

    listener: Literal["offered", "none"] = "none"


@dataclass(frozen=True, slots=True)
class MetricsSettings(AddressSettings):
    """Where machines ask for health and figures; `none`: nothing listens. Durations are whole seconds.

    `fresh`: how long an answer is used again. `patience`: how long one is waited for. `outbox_late`: how late
    a letter may be taken before the outbox counts as stuck. `stations`: how many are named at most.
    """

    serve: Literal["offered", "none"] = "offered"
    fresh: int = 5
    patience: int = 2
    outbox_late: timedelta = timedelta(seconds=60)
    stations: int = 200

    def __post_init__(self) -> None:
        AddressSettings.__post_init__(self)
        if not 1 <= self.fresh <= 60:
            raise ValueError("fresh must be between 1 and 60")
        if not 1 <= self.patience <= 10:
            raise ValueError("patience must be between 1 and 10")
        if not 0 <= self.stations <= 2000:
            raise ValueError("stations must be between 0 and 2000")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def leads_to_loopback(url: str) -> bool:
    """Whether who uses `url`, if there is one, is on this machine; a reverse proxy may stand in between."""
    try:
        return not url or is_loopback(urlsplit(url).hostname or "")
    except ValueError:
        return False


def _is_origin(url: str) -> bool:
    host = url.removeprefix("https://")
    return url.startswith("https://") and bool(host) and not set(host) & set("/?#@ ") and url.isascii()
