"""The settings: defaults, a TOML file, then the environment; checked whole before anything starts."""

from __future__ import annotations

import dataclasses
import ipaddress
import json
import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter, ValidationError

from backend.adapters.directories.sql_settings import SqlDirectorySettings
from backend.core import settings as core
from backend.core.views import IdleTimes

PREFIX = "REPASSE_"
OWN_VARIABLES = frozenset({"REPASSE_CONFIG", "REPASSE_DATA"})


class SettingsError(Exception):
    """The settings are refused; every line names the source, the key and what is allowed."""


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
    table = _defaults() if config is None else _merged(_defaults(), _read(config))
    table = _merged(table, _from_environment(environment))
    source = "the environment" if config is None else str(config)
    faults = _unknown_keys(table, BackendSettings, ())
    if faults:
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in faults))
    try:
        settings = _ADAPTER.validate_python(table)
    except ValidationError as error:
        raise SettingsError("\n".join(f"{source}: {line}" for line in _lines(error))) from None
    faults = [*_negative(settings, ()), *_together(settings)]
    if faults:
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in faults))
    return settings


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


Table = dict[str, object]


def _defaults() -> Table:
    """Ports differ by section, so that a section that names only its host keeps its port."""
    return {"station_api": {"port": 8444}, "console": {"port": 8443}}


def _read(path: Path) -> Table:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from error


def _from_environment(environment: Mapping[str, str]) -> Table:
    """`REPASSE_STATION_API__PORT=0` is `port = 0` in `[station_api]`; lists and tables are JSON."""
    table: Table = {}
    for name, text in environment.items():
        if name.startswith(PREFIX) and "__" in name and name not in OWN_VARIABLES:
            here = table
            *sections, key = name.removeprefix(PREFIX).lower().split("__")
            for section in sections:
                inner = here.setdefault(section, {})
                if not isinstance(inner, dict):
                    raise SettingsError(f"{name}: {section} is not a section")
                here = inner
            here[key] = _value(name, text)
    return table


def _value(name: str, text: str) -> object:
    if not text.startswith(("[", "{")):
        return text
    try:
        value: object = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{name}: is not JSON: {error}") from error
    return value


def _merged(below: Table, above: Table) -> Table:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _unknown_keys(value: object, kind: object, where: tuple[str, ...]) -> list[str]:
    """Keys that no setting has, and truth values where a number is meant (pydantic would take true as 1)."""
    inner = _dataclass_in(kind)
    if inner is None:
        wrong = isinstance(value, bool) and kind is not bool
        return [f"{'.'.join(where)}: must not be true or false"] if wrong else []
    if isinstance(value, list):
        pairs = enumerate(value)
        return [line for i, item in pairs for line in _unknown_keys(item, inner, (*where, str(i)))]
    if not isinstance(value, dict):
        return []
    hints = typing.get_type_hints(inner)
    known = ", ".join(sorted(hints))
    found = []
    for key, item in value.items():
        here = (*where, str(key))
        if key not in hints:
            found.append(f"{'.'.join(here)}: no such setting; allowed here: {known}")
        else:
            found += _unknown_keys(item, hints[key], here)
    return found


def _dataclass_in(kind: object) -> type | None:
    """The dataclass that `kind` is, or that it is a tuple of."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind
    if typing.get_origin(kind) in (tuple, types.UnionType):
        return next((found for one in typing.get_args(kind) if (found := _dataclass_in(one))), None)
    return None


def _lines(error: ValidationError) -> list[str]:
    """Key and rule of every fault; never the value, which may be a password in a database address."""
    told = error.errors(include_url=False, include_input=False, include_context=True)
    return [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in told]


def _negative(value: object, where: tuple[str, ...]) -> list[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [(f.name, getattr(value, f.name)) for f in dataclasses.fields(value)]
        return [line for name, inner in fields for line in _negative(inner, (*where, name))]
    seconds = value.total_seconds() if hasattr(value, "total_seconds") else value
    bad = isinstance(seconds, int | float) and seconds < 0
    return [f"{'.'.join(where)}: must not be negative"] if bad else []


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
