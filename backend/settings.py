"""The settings: defaults, a TOML file, then the environment; checked whole before anything starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import TypeAdapter, ValidationError

from backend import settings_directory
from backend import settings_tables as tables
from backend.adapters.channels.settings import SmsSettings, SmtpSettings
from backend.adapters.channels.voice_settings import VoiceSettings
from backend.adapters.checkpoints.settings import AuditSettings
from backend.adapters.openid.settings import OidcSettings
from backend.core import settings as core
from backend.core.contact_book import ContactSettings
from backend.core.decoy_settings import DecoySettings
from backend.core.retention import RetentionSettings
from backend.core.views import IdleTimes
from backend.settings_addresses import (
    AddressSettings,
    MetricsSettings,
    PhoneSettings,
    ReportSettings,
    StationApiSettings,
    is_loopback,
    leads_to_loopback,
)
from backend.settings_directory import DirectorySettings
from backend.settings_tables import SettingsError, Table
from backend.web.bounds import ConnectionSettings


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
class ChannelSettings:
    """How messages and calls leave. `local` writes them to the data folder; `none` offers no such method."""

    email: Literal["local", "smtp", "none"] = "local"
    sms: Literal["local", "gateways", "none"] = "local"
    voice: Literal["local", "gateways", "none"] = "local"
    region: str = "BE"

    @property
    def any_local(self) -> bool:
        return "local" in (self.email, self.sms, self.voice)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Milliseconds until an answer about a person leaves, and seconds a twin request is waited for.

    `intent_lease`: seconds after which a request that has no answer counts as one whose process died.
    """

    deadline_ms: int = 700
    twin_patience: int = 10
    intent_lease: int = 30

    def __post_init__(self) -> None:
        if not 300 <= self.deadline_ms <= 5000:
            raise ValueError("deadline_ms must be between 300 and 5000")
        if not 1 <= self.twin_patience <= 25:
            raise ValueError("twin_patience must be between 1 and 25")
        if not 2 <= self.intent_lease <= 120:
            raise ValueError("intent_lease must be between 2 and 120")


@dataclass(frozen=True, slots=True)
class StaffSettings:
    """`step_up_after`: how old a proof of staff may be when they approve; 0 asks every time."""

    step_up_after: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        if self.step_up_after > timedelta(hours=8):
            raise ValueError("step_up_after must be at most 28800 seconds, the longest life of a session")


@dataclass(frozen=True, slots=True)
class LogSettings:
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True)
class BackendSettings:
    """Everything. The last six sections are the core's (`backend/core/settings.py`)."""

    station_api: StationApiSettings = field(default_factory=lambda: StationApiSettings(port=8444))
    console: AddressSettings = field(default_factory=lambda: AddressSettings(port=8443))
    phone: PhoneSettings = field(default_factory=lambda: PhoneSettings(port=8445))
    reports: ReportSettings = field(default_factory=lambda: ReportSettings(port=8446))
    metrics: MetricsSettings = field(default_factory=lambda: MetricsSettings(port=8447))
    tls: TlsSettings = field(default_factory=TlsSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    directory: DirectorySettings = field(default_factory=DirectorySettings)
    channels: ChannelSettings = field(default_factory=ChannelSettings)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    sms: SmsSettings = field(default_factory=SmsSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    contacts: ContactSettings = field(default_factory=ContactSettings)
    connections: ConnectionSettings = field(default_factory=ConnectionSettings)
    web: WebSettings = field(default_factory=WebSettings)
    staff: StaffSettings = field(default_factory=StaffSettings)
    oidc: OidcSettings = field(default_factory=OidcSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    logs: LogSettings = field(default_factory=LogSettings)
    institution: core.InstitutionSettings = field(default_factory=core.InstitutionSettings)
    code: core.CodeSettings = field(default_factory=core.CodeSettings)
    limits: core.LimitSettings = field(default_factory=core.LimitSettings)
    pressure: core.PressureSettings = field(default_factory=core.PressureSettings)
    times: core.TimeSettings = field(default_factory=core.TimeSettings)
    idle: IdleTimes = field(default_factory=IdleTimes)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    decoys: DecoySettings = field(default_factory=DecoySettings)

    def for_core(self, console_url: str, phone_url: str = "") -> core.Settings:
        return core.Settings(
            institution=self.institution,
            code=self.code,
            limits=self.limits,
            pressure=self.pressure,
            times=self.times,
            idle=self.idle,
            decoys=self.decoys,
            console_url=console_url,
            phone_url=phone_url,
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
    try:
        settings = _ADAPTER.validate_python(tables.seconds(table, BackendSettings))
    except ValidationError as error:
        faults += tables.lines(error)
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in faults)) from None
    faults += [*tables.negative(settings, ()), *_together(settings)]
    if faults:
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in faults))
    return settings


def _defaults() -> Table:
    """Ports differ by section, so that a section that names only its host keeps its port."""
    ports = {"station_api": 8444, "console": 8443, "phone": 8445, "reports": 8446, "metrics": 8447}
    return {name: {"port": port} for name, port in ports.items()}


_LOCAL = "an address beyond loopback is refused while channels.email, channels.sms or channels.voice is local"


def _together(settings: BackendSettings) -> list[str]:
    """Rules over more than one setting (`rules.md`, Trust: the embedded default stays on loopback)."""
    faults = []
    try:
        ZoneInfo(settings.institution.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        faults.append("institution.timezone: no such time zone; allowed are IANA names like Europe/Brussels")
    faults += settings_directory.faults(settings.directory, settings.times.write_lease)
    faults += _channels(settings)
    if settings.retention.answers < settings.times.reset_longest:
        faults.append("retention.answers: must be at least times.reset_longest")
    addresses: dict[str, AddressSettings] = {
        "station_api": settings.station_api,
        "console": settings.console,
        "phone": settings.phone,
        "metrics": settings.metrics,
    }
    if settings.reports.listener == "offered":
        addresses["reports"] = settings.reports
    for name, address in addresses.items():
        if is_loopback(address.host):
            continue
        if settings.tls.source == "own":
            faults.append(f"{name}.host: an address beyond loopback is refused with tls.source = own")
        if settings.channels.any_local:
            faults.append(f"{name}.host: {_LOCAL}")
    if settings.channels.any_local and not leads_to_loopback(settings.station_api.url):
        faults.append(f"station_api.url: {_LOCAL}")
    return faults


def _channels(settings: BackendSettings) -> list[str]:
    faults = []
    if settings.channels.email == "smtp" and not (settings.smtp.servers and settings.smtp.sender):
        faults.append("channels.email: smtp needs smtp.servers and smtp.sender")
    if settings.channels.sms == "gateways" and not settings.sms.gateways:
        faults.append("channels.sms: gateways needs sms.gateways; allowed there are kannel, smpp, apprise")
    if settings.channels.voice == "gateways":
        faults += _voice(settings)
    if any(2 * one > settings.times.message_lease for one in _patience(settings)):
        faults.append("times.message_lease: must be at least twice the longest patience of smtp and sms")
    return faults


def _voice(settings: BackendSettings) -> list[str]:
    faults = []
    if not settings.voice.gateways:
        faults.append("channels.voice: gateways needs voice.gateways; allowed there are twilio, sip")
    if "twilio" in settings.voice.gateways and settings.reports.listener != "offered":
        faults.append("voice.gateways: twilio needs reports.listener = offered, where it asks what to say")
    return faults


def _patience(settings: BackendSettings) -> list[timedelta]:
    """How long the channels in use wait for one server."""
    sms, channels = settings.sms, settings.channels
    of = {"kannel": sms.kannel.patience, "smpp": sms.smpp.patience, "apprise": sms.apprise.patience}
    used = [of[name] for name in sms.gateways] if channels.sms == "gateways" else []
    return [*used, settings.smtp.patience] if channels.email == "smtp" else used
