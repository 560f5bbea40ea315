"""The settings: defaults, a TOML file, then the environment; checked whole before anything starts."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter, ValidationError

from backend import settings_tables as tables
from backend.adapters.directories.sql_settings import SqlDirectorySettings
from backend.core import settings as core
from backend.core.views import IdleTimes
from backend.settings_tables import SettingsError, Table


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
class TlsSettings:
    """`own` makes a CA in the data folder; `files` takes a certificate with its chain, and its key."""

    source: Literal["own", "files"] = "own"
    certificate: str = ""
    key: str = ""
    names: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")

    def __post_init__(self) -> None:
        if self.source == "files" and not (self.certificate and self.key):
            raise ValueError("source = files needs certificate and key")


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """`url` empty: SQLite in the data folder."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """Where the accounts live. `url` empty: the embedded one, in the data folder."""

    kind: Literal["sql"] = "sql"
    url: str = ""
    sql: SqlDirectorySettings = field(default_factory=SqlDirectorySettings)


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """How messages and calls leave. `local` writes them to the data folder; `none` offers no such method."""

    email: Literal["local", "none"] = "local"
    sms: Literal["local", "none"] = "local"
    voice: Literal["local", "none"] = "local"
    region: str = "BE"

    @property
    def any_local(self) -> bool:
        return "local" in (self.email, self.sms, self.voice)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Milliseconds until an answer about a person leaves, and seconds a twin request is waited for."""

    deadline_ms: int = 700
    twin_patience: int = 10

    def __post_init__(self) -> None:
        if not 300 <= self.deadline_ms <= 5000:
            raise ValueError("deadline_ms must be between 300 and 5000")
        if not 1 <= self.twin_patience <= 25:
            raise ValueError("twin_patience must be between 1 and 25")


@dataclass(frozen=True, slots=True)
class LogSettings:
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True)
class BackendSettings:
    """Everything. The last six sections are the core's (`backend/core/settings.py`)."""

    station_api: AddressSettings = field(default_factory=lambda: AddressSettings(port=8444))
    console: AddressSettings = field(default_factory=lambda: AddressSettings(port=8443))
    tls: TlsSettings = field(default_factory=TlsSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    directory: DirectorySettings = field(default_factory=DirectorySettings)
    channels: ChannelSettings = field(default_factory=ChannelSettings)
    web: WebSettings = field(default_factory=WebSettings)
    logs: LogSettings = field(default_factory=LogSettings)
    institution: core.InstitutionSettings = field(default_factory=core.InstitutionSettings)
    code: core.CodeSettings = field(default_factory=core.CodeSettings)
    limits: core.LimitSettings = field(default_factory=core.LimitSettings)
    pressure: core.PressureSettings = field(default_factory=core.PressureSettings)
    times: core.TimeSettings = field(default_factory=core.TimeSettings)
    idle: IdleTimes = field(default_factory=IdleTimes)

    def for_core(self, console_url: str) -> core.Settings:
        return core.Settings(
            institution=self.institution,
            code=self.code,
            limits=self.limits,
            pressure=self.pressure,
            times=self.times,
            idle=self.idle,
            console_url=console_url,
        )


_ADAPTER = TypeAdapter(BackendSettings)


def load(config: Path | None, environment: Mapping[str, str] = os.environ) -> BackendSettings:
    """Read and check all settings.

    Raises:
        SettingsError: with a line for every fault.
    """
    table = _defaults() if config is None else tables.merged(_defaults(), tables.read(config))
    table = tables.merged(table, tables.from_environment(environment))
    source = "the environment" if config is None else str(config)
    faults = tables.unknown_keys(table, BackendSettings, ())
    if faults:
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in faults))
    try:
        settings = _ADAPTER.validate_python(tables.seconds(table, BackendSettings))
    except ValidationError as error:
        raise SettingsError("\n".join(f"{source}: {line}" for line in tables.lines(error))) from None
    faults = [*tables.negative(settings, ()), *_together(settings)]
    if faults:
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in faults))
    return settings


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _defaults() -> Table:
    """Ports differ by section, so that a section that names only its host keeps its port."""
    return {"station_api": {"port": 8444}, "console": {"port": 8443}}


def _together(settings: BackendSettings) -> list[str]:
    """Rules over more than one setting (`rules.md`, Trust: the embedded default stays on loopback)."""
    faults = []
    try:
        ZoneInfo(settings.institution.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        faults.append("institution.timezone: no such time zone; allowed are IANA names like Europe/Brussels")
    for name, address in (("station_api", settings.station_api), ("console", settings.console)):
        if is_loopback(address.host):
            continue
        if settings.tls.source == "own":
            faults.append(f"{name}.host: an address beyond loopback is refused with tls.source = own")
        if settings.channels.any_local:
            faults.append(
                f"{name}.host: an address beyond loopback is refused while channels.email, channels.sms or "
                "channels.voice is local"
            )
    return faults


def _is_origin(url: str) -> bool:
    host = url.removeprefix("https://")
    return url.startswith("https://") and bool(host) and not set(host) & set("/?#@ ") and url.isascii()
