"""The composition root: builds every part from the settings; `server` runs what is built here."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.phone import PhoneNumbers
from backend.adapters.pki import Authority, Identity
from backend.adapters.store.engine import watch
from backend.adapters.store.opening import open_database
from backend.adapters.store.purge_store import SqlPurgeStore
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.web_store.requests import RequestStore
from backend.adapters.store.web_store.staff import StaffStore
from backend.channel_parts import ChannelMaker
from backend.contact_parts import Contacts, contacts_of, with_contacts
from backend.core.audit import Trail
from backend.core.call_failover import CallFailOver
from backend.core.call_log import CallLog
from backend.core.desk import Desks
from backend.core.failover import FailOver, Resting
from backend.core.marks import Marks
from backend.core.measured import MeteredSignals
from backend.core.meter import UNMETERED, Meter, step_of
from backend.core.parts import Channels, Parts
from backend.core.retention import Purge
from backend.core.signals import LogSignals
from backend.directory_choice import OpenDirectory, open_directory
from backend.settings import BackendSettings
from backend.settings_addresses import AddressSettings
from backend.voice_parts import VoiceMaker
from backend.web.staff.auth import StaffAuth
from backend.web.staff.credentials import Passwords


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemRandomness:
    def token(self) -> str:
        return secrets.token_hex(16)

    def below(self, limit: int) -> int:
        return secrets.randbelow(limit)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What stations and staff type, such as ``https://127.0.0.1:8444``.

    `phone`, `reports` (where gateways report deliveries) and `metrics` are empty when not served.
    """

    station_api: str
    console: str
    phone: str = ""
    reports: str = ""
    metrics: str = ""


@dataclass(frozen=True, slots=True)
class Backend:
    """Every long-lived part of one process."""

    settings: BackendSettings
    addresses: Addresses
    clock: SystemClock
    engine: Engine
    keys: FileKeys
    directory: OpenDirectory
    messages: tuple[FailOver, ...]
    calls: CallFailOver | None
    store: SqlStore
    desks: Desks
    requests: RequestStore
    purge: Purge
    contacts: Contacts
    staff: StaffStore
    auth: StaffAuth

    @property
    def gateways(self) -> tuple[Resting, ...]:
        """Every channel that has gateways."""
        return self.messages if self.calls is None else (*self.messages, self.calls)

    def close(self) -> None:
        self.directory.close()
        self.engine.dispose()


def prepare_data(data: Path) -> None:
    """The data folder, for its owner only, whatever it was before."""
    os.umask(0o077)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)


def build(settings: BackendSettings, data: Path, addresses: Addresses, meter: Meter = UNMETERED) -> Backend:
    """Build the parts. The database is brought up to date; nothing listens yet. `meter` counts."""
    clock, keys = SystemClock(), FileKeys(data / "keys" / "master.key")
    sealer = AesSealer(keys)
    engine = _database(settings.database.url or _sqlite(data / "repasse.sqlite"), meter)
    directory = open_directory(settings, data, clock, sealer)
    trail = Trail(Marks(keys), settings.institution.id)
    staff = StaffStore(engine, sealer, keys.derive("staff tokens"), trail, settings.institution.id)
    store = SqlStore(engine, settings.institution.id)
    signals = MeteredSignals(LogSignals(clock), meter)
    maker = ChannelMaker(settings, data / "spool", clock, signals, Marks(keys), addresses.reports)
    email, sms = maker.email(), maker.sms()
    calls = VoiceMaker(maker, CallLog(store, sealer, clock), meter).voice()
    contacts = contacts_of(directory, store, keys, sealer, settings.institution, clock)
    parts = Parts(
        settings=settings.for_core(addresses.console, addresses.phone),
        store=store,
        directory=with_contacts(directory, contacts, settings.contacts, clock),
        channels=Channels(email, sms, calls),
        numbers=PhoneNumbers(settings.channels.region),
        keys=keys,
        sealer=sealer,
        clock=clock,
        randomness=SystemRandomness(),
        staff=staff,
        signals=signals,
        meter=meter,
    )
    return Backend(
        settings=settings,
        addresses=addresses,
        clock=clock,
        engine=engine,
        keys=keys,
        directory=directory,
        messages=tuple(one for one in (email, sms) if one is not None),
        calls=calls,
        store=store,
        desks=Desks(parts),
        requests=_requests(engine, sealer, settings),
        contacts=contacts,
        purge=Purge(SqlPurgeStore(engine, settings.institution.id), settings.retention, clock),
        staff=staff,
        auth=StaffAuth(staff, Passwords(keys.derive("staff passwords")), clock, keys.derive("staff tries")),
    )


def _database(url: str, meter: Meter) -> Engine:
    engine = open_database(url)
    watch(engine, lambda record: meter.step(step_of(record)))
    return engine


def _requests(engine: Engine, sealer: AesSealer, settings: BackendSettings) -> RequestStore:
    kept, lease = settings.retention, settings.web.intent_lease
    keep, remember = int(kept.answers.total_seconds()), int(kept.nonces.total_seconds())
    return RequestStore(engine, sealer, lease=lease, keep=keep, remember=remember)


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"


# --- addresses and certificates -----------------------------------------------------------------


def origin(address: AddressSettings, port: int) -> str:
    """The configured address, or the one made from host and port."""
    if address.url:
        return address.url.rstrip("/")
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"https://{host}:{port}"


def authority(data: Path) -> Authority:
    return Authority(data / "tls")


def identity(settings: BackendSettings, data: Path, now: datetime) -> Identity:
    if settings.tls.source == "files":
        return Identity(Path(settings.tls.certificate), Path(settings.tls.key))
    return authority(data).identity(settings.tls.names, now)


def known_addresses(settings: BackendSettings, data: Path) -> Addresses:
    """Where a running backend said it listens; else what the settings say."""
    try:
        told = json.loads((data / "addresses.json").read_text(encoding="utf-8"))
        return Addresses(
            str(told["station_api"]),
            str(told["console"]),
            str(told.get("phone", "")),
            str(told.get("reports", "")),
            str(told.get("metrics", "")),
        )
    except (OSError, ValueError, KeyError):
        return Addresses(
            origin(settings.station_api, settings.station_api.port),
            origin(settings.console, settings.console.port),
        )
